"""Who sends signals, and what became of them (R-MON-7)."""

from datetime import date

from tijdig.monitor.definitions import few
from tijdig.monitor.drawing import Laag, Rij, lying, standing
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import in_order, month_words, number, out_of, percent
from tijdig.rules.indicators import Dimensie, Reeks

from .breaks import marks
from .counts import More, counts_by
from .model import (
    NOTHING,
    Antwoord,
    Figuur,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    columns,
    head_of,
    with_interval,
)

VRAAG = Vraag(
    slug="partners", titel="Wie geven signalen af?", kort="Partners",
    naar=(Dimensie.PARTNER, Dimensie.PARTNERTYPE, Dimensie.SOORT),
    alleen=(Dimensie.PARTNERTYPE, Dimensie.SOORT),
)  # fmt: skip
REEKSEN = frozenset({Reeks.SIGNALEN})
INDICATORS = ("S1", "S2", "S4", "S5", "S6", "S7", "S8T", "S8E", "S9", "S9L")


def answer(asked: Vraagstelling) -> Antwoord:
    """Signals by partner, and why some became no melding."""
    by = asked.naar or Dimensie.PARTNER
    dims = (by, Dimensie.REDEN, Dimensie.PARTNER)
    found, other = asked.read(*INDICATORS, dims=dims), asked.beside(*INDICATORS, dims=dims)
    total = found.aantal("S1")
    if not total:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    zin = (
        f"Er kwamen {number(total)} signalen; daarvan is {with_interval(found.deel('S6'))} in een melding opgenomen en "
        f"{percent(share(found.deel('S4')))} ging over een crisis."
    )
    figures = [_by(asked, found, other, by), _months(asked, found)]
    if found.aantal("S7"):
        figures.append(
            counts_by(
                asked, found, None, "S7", Dimensie.REDEN, naam="terzijde", titel="Waarom een signaal geen melding werd",
                kolom="Signalen", kind="dubbel",
            )
        )  # fmt: skip
    if not asked.alleen and found.deel("S8T").noemer:
        figures.append(_complete(asked, found))
    return Antwoord(
        zin=zin, figuren=tuple(figures), indicatoren=INDICATORS, reeksen=REEKSEN,
    )  # fmt: skip


def _by(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, by: Dimensie) -> Figuur:
    more: More = (
        ("In een melding", lambda value: percent(share(found.deel("S6", by, value)))),
        ("Terzijde", lambda value: number(found.aantal("S7", by, value))),
    )
    residents = found.deel("S2").noemer  # of each month, added up
    rate: More = (
        (
            "Per 1.000",
            lambda value: number(1000 * found.aantal("S1", by, value) / residents, 2),
        ),
    )
    return counts_by(
        asked, found, other, "S1", by, naam="partners", titel=f"Signalen naar {head_of(by).lower()}", kolom="Signalen",
        more=(*(more if by is not Dimensie.SOORT else ()), *(rate if residents and not asked.alleen else ())),
        uitleg="Per 1.000: signalen per 1.000 inwoners per maand." if residents and not asked.alleen else "",
    )  # fmt: skip


def _months(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """Signals of each month; what is urgent of them, and of energy what ends (S4, S5)."""
    months = asked.periode.months()
    crisis = {month: found.deel("S4", maand=month).teller for month in months}
    signals = {month: found.aantal("S1", maand=month) for month in months}
    titel, most = "Signalen per maand", max(months, key=lambda month: signals[month])
    alt = f"{titel}: de meeste in {month_words(most)} ({number(signals[most])}), waarvan {number(crisis[most])} crisis."
    layers = [
        Laag(naam="Crisis", kind="fout", per_maand=crisis),
        Laag(naam="Overige", kind="goed", per_maand={m: signals[m] - crisis[m] for m in months}),
    ]
    lines = tuple(
        Regel(label=month_words(m), cellen=(number(signals[m]), number(crisis[m]), *_ending(found, m)))
        for m in months
    )
    heads = ("Signalen", "Crisis", "Einde levering", "Aandeel van energie")
    ending = found.deel("S5")
    return Figuur(
        naam="maanden", titel=titel, tekening=standing(titel, alt, months, layers, marks(asked, REEKSEN, REEKSEN)),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns(*heads), regels=lines),
        uitleg=f"Van de signalen over energie gingen er {out_of(ending.teller, ending.noemer)} over het einde van de "
        "levering." if ending.noemer else "",
    )  # fmt: skip


def _ending(found: Cijfers, month: date) -> tuple[str, str]:
    deel = found.deel("S5", maand=month)
    return number(deel.teller), percent(share(deel))


def _complete(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """How well a resident can be reached through what was delivered, and how many partners have an agreement."""
    by, lines, rows = Dimensie.PARTNER, [], []
    for value in in_order(by, [value for value in found.waarden("S8T", by) if value]):
        phone, mail = (found.deel(name, by, value) for name in ("S8T", "S8E"))
        lines.append(
            Regel(label=value, cellen=(number(phone.noemer), percent(share(phone)), percent(share(mail))))
        )
        kind = "rest" if phone.noemer < few() else "goed"
        rows += [
            Rij(label=value, tekst=percent(part), value=part, kind=kind)
            for part in [share(phone)] if part is not None
        ]  # fmt: skip
    signed, sending = (found.deel(name, maand=asked.periode.tot) for name in ("S9", "S9L"))
    titel = "Wat er bij een signaal wordt aangeleverd"
    heads = ("Signalen", "Met telefoonnummer", "Met e-mailadres")
    told = ", ".join(f"{row.label} {row.tekst}" for row in rows)
    return Figuur(
        naam="volledig", titel=titel,
        tekening=lying(titel, f"Met telefoonnummer: {told}.", rows, whole=1.0) if rows else None,
        tabel=Tabel(titel=titel, kop="Partner", kolommen=columns(*heads), regels=tuple(lines)),
        uitleg="De grafiek toont hoe vaak er een telefoonnummer bij staat. "
        f"In {month_words(asked.periode.tot)} gold met {out_of(signed.teller, signed.noemer)} bekende partners "
        f"een overeenkomst; daarvan leverden er {number(sending.teller)} aan.",
    )  # fmt: skip

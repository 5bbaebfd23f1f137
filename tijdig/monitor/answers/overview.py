"""From signaal to help: how many go how far (R-MON-7)."""

from datetime import date

from tijdig.monitor.drawing import Laag, Rij, lying, standing
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import month_words, number, out_of, percent
from tijdig.rules.indicators import Reeks

from .breaks import marks
from .model import (
    CHOOSABLE,
    NOTHING,
    Antwoord,
    Figuur,
    Kolom,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    together,
    with_interval,
)

VRAAG = Vraag(
    slug="overzicht", titel="Van signaal naar hulp", kort="Overzicht", per_partnertype=True, alleen=CHOOSABLE
)
REEKSEN = frozenset({Reeks.SIGNALEN, Reeks.MELDINGEN, Reeks.BEREIK, Reeks.HULP})
INDICATORS = ("S1", "S2", "M1R", "S6", "M1", "C4", "C5A", "H1A", "H2Q", "H2F", "H2N")
KINDS = (
    ("H2Q", "Quick fix"),
    ("H2F", "Verwijzing naar financiële hulp"),
    ("H2N", "Verwijzing naar andere hulp"),
)


def answer(asked: Vraagstelling) -> Antwoord:
    """The whole way, and the signals and meldingen of each month."""
    found, other = asked.read(*INDICATORS), asked.beside(*INDICATORS)
    place = asked.place()
    reached, helped = found.deel("C5A", *place), found.deel("H1A", *place)
    if not found.deel("S1", *place).teller:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    zin = (
        f"Van {number(reached.noemer)} meldingen is bij {with_interval(reached)} contact gelukt; "
        f"{percent(share(helped))} wil hulp."
    )
    figures = [_way(asked, found, other), _months(asked, found)]
    return Antwoord(
        zin=together(zin, _per_residents(asked, found)), figuren=tuple(figures), indicatoren=INDICATORS,
        reeksen=REEKSEN,
        let_op="Een melding is één adres met al zijn signalen; het is geen huishouden en geen persoon.",
    )  # fmt: skip


def _per_residents(asked: Vraagstelling, found: Cijfers) -> str:
    """Of all zaken only: residents are not split by what was chosen."""
    signals, meldingen = found.deel("S2"), found.deel("M1R")
    if asked.alleen or asked.partnertype or not signals.noemer:
        return ""
    rates = [number(1000 * deel.teller / deel.noemer, 1) for deel in (signals, meldingen)]
    return f"Per 1.000 inwoners zijn dat {rates[0]} signalen en {rates[1]} meldingen per maand."


def _steps(found: Cijfers, asked: Vraagstelling) -> list[tuple[str, int, str]]:
    """Each step with its number, and what part it is of which one."""
    place = asked.place()
    signals, meldingen = found.aantal("S1", *place), found.aantal("M1", *place)
    tried, reached = found.aantal("C4", *place), found.aantal("C5A", *place)
    helped, joined = found.aantal("H1A", *place), found.aantal("S6", *place)

    def part(count: int, whole: int, words: str) -> str:
        return f"{percent(count / whole)} van {words}" if whole else ""

    steps = [
        ("Signalen", signals, ""),
        ("Signalen in een melding", joined, part(joined, signals, "de signalen")),
        ("Meldingen", meldingen, ""),
        ("Hulpaanbod gedaan", tried, part(tried, meldingen, "de meldingen")),
        ("Bereikt", reached, part(reached, meldingen, "de meldingen")),
        ("Hulp aanvaard", helped, part(helped, meldingen, "de meldingen")),
    ]  # fmt: skip
    return steps + [
        (name, count, part(count, helped, "wie hulp wil"))
        for kind, name in KINDS
        for count in [found.aantal(kind, *place)]
    ]  # fmt: skip


def _way(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> Figuur:
    steps, before = _steps(found, asked), _steps(other, asked) if other else []
    kinds = {name for _, name in KINDS}
    rows = [
        Rij(
            label=name, value=float(count), kind="dubbel" if name in kinds else "goed",
            tekst=f"{number(count)} · {part.split()[0]}" if part else number(count),
        )
        for name, count, part in steps
    ]  # fmt: skip
    told = "; ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    lines = tuple(
        Regel(label=name, cellen=(number(count), part, *((number(before[n][1]),) if before else ())))
        for n, (name, count, part) in enumerate(steps)
    )
    beside = (Kolom(label=asked.naast.naam),) if asked.naast else ()
    columns = (Kolom(label="Aantal"), Kolom(label="Aandeel"), *beside)
    titel = "Van signaal naar hulp"
    return Figuur(
        naam="trechter", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows),
        tabel=Tabel(titel=titel, kop="Stap", kolommen=columns, regels=lines, in_cards=True),
        uitleg="Elke stap telt wat van deze maanden zo ver kwam, ook als de stap later was. Wie hulp wil en nog niet "
        "is afgerond, heeft nog geen soort hulp.",
    )  # fmt: skip


def _months(asked: Vraagstelling, found: Cijfers) -> Figuur:
    months, place = asked.periode.months(), asked.place()

    def per_month(name: str) -> dict[date, int]:
        return {month: found.aantal(name, *place, maand=month) for month in months}

    signals, meldingen, reached = per_month("S1"), per_month("M1"), per_month("C5A")
    layers = [
        Laag(naam="Bereikt", kind="goed", per_maand=reached),
        Laag(naam="Niet bereikt", kind="rest", per_maand={m: meldingen[m] - reached[m] for m in months}),
    ]
    titel = "Meldingen per maand"
    most = max(months, key=lambda month: meldingen[month])
    alt = (
        f"{titel}: de meeste in {month_words(most)}, namelijk {number(meldingen[most])}; daarvan zijn er "
        f"{number(reached[most])} bereikt."
    )
    lines = tuple(
        Regel(
            label=month_words(month),
            cellen=(number(signals[month]), number(meldingen[month]), number(reached[month]),
                    out_of(found.aantal("H1A", *place, maand=month), meldingen[month])),
        )
        for month in months
    )  # fmt: skip
    columns = tuple(Kolom(label=name) for name in ("Signalen", "Meldingen", "Bereikt", "Hulp aanvaard"))
    notes = marks(asked, REEKSEN, frozenset({Reeks.MELDINGEN, Reeks.BEREIK}))
    return Figuur(
        naam="maanden", titel=titel,
        tekening=standing(titel, alt, months, layers, notes),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns, regels=lines),
    )  # fmt: skip

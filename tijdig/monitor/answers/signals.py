"""Who sends signals, and what became of them (R-MON-7)."""

from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import in_order, month_words, number, out_of, percent
from tijdig.rules.indicators import Dimensie, Reeks

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
INDICATORS = ("S1", "S4", "S5", "S6", "S7", "S8T", "S8E", "S9", "S9L")


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
    figures = [_by(asked, found, other, by)]
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
        zin=zin, figuren=tuple(figures), indicatoren=INDICATORS, reeksen=frozenset({Reeks.SIGNALEN}),
    )  # fmt: skip


def _by(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, by: Dimensie) -> Figuur:
    more: More = (
        ("In een melding", lambda value: percent(share(found.deel("S6", by, value)))),
        ("Terzijde", lambda value: number(found.aantal("S7", by, value))),
    )
    return counts_by(
        asked, found, other, "S1", by, naam="partners", titel=f"Signalen naar {head_of(by).lower()}", kolom="Signalen",
        more=more if by is not Dimensie.SOORT else (),
    )  # fmt: skip


def _complete(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """How well a resident can be reached through what was delivered, and how many partners have an agreement."""
    by = Dimensie.PARTNER
    lines = tuple(
        Regel(
            label=value,
            cellen=(number(found.deel("S8T", by, value).noemer), percent(share(found.deel("S8T", by, value))),
                    percent(share(found.deel("S8E", by, value)))),
        )
        for value in in_order(by, found.waarden("S8T", by)) if value
    )  # fmt: skip
    signed, sending = (found.deel(name, maand=asked.periode.tot) for name in ("S9", "S9L"))
    titel = "Wat er bij een signaal wordt aangeleverd"
    heads = ("Signalen", "Met telefoonnummer", "Met e-mailadres")
    return Figuur(
        naam="volledig", titel=titel, tekening=None,
        tabel=Tabel(titel=titel, kop="Partner", kolommen=columns(*heads), regels=lines),
        uitleg=f"In {month_words(asked.periode.tot)} gold met {out_of(signed.teller, signed.noemer)} bekende partners "
        f"een overeenkomst; daarvan leverden er {number(sending.teller)} aan.",
    )  # fmt: skip

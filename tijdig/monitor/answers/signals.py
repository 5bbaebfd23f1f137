"""Who sends signals, and what became of them (R-MON-7)."""

from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import in_order, number, percent, value_words
from tijdig.rules.indicators import Dimensie, Reeks

from .model import (
    NOTHING,
    Antwoord,
    Figuur,
    Kolom,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    head_of,
    with_interval,
)

VRAAG = Vraag(
    slug="partners", titel="Wie geven signalen af?", kort="Partners",
    naar=(Dimensie.PARTNER, Dimensie.PARTNERTYPE, Dimensie.SOORT),
)  # fmt: skip
INDICATORS = ("S1", "S4", "S5", "S6", "S7")


def answer(asked: Vraagstelling) -> Antwoord:
    """Signals by partner, and why some became no melding."""
    by = asked.naar or Dimensie.PARTNER
    dims = (by, Dimensie.REDEN)
    found, other = asked.read(*INDICATORS, dims=dims), asked.beside(*INDICATORS, dims=dims)
    total = found.aantal("S1")
    if not total:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    zin = (
        f"Er kwamen {number(total)} signalen; daarvan is {with_interval(found.deel('S6'))} in een melding opgenomen en "
        f"{percent(share(found.deel('S4')))} ging over een crisis."
    )
    figures = [_by(asked, found, other, by), *([_aside(found)] if found.aantal("S7") else [])]
    return Antwoord(
        zin=zin, figuren=tuple(figures), indicatoren=INDICATORS, reeksen=frozenset({Reeks.SIGNALEN}),
    )  # fmt: skip


def _by(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, by: Dimensie) -> Figuur:
    total, titel = found.aantal("S1"), f"Signalen naar {head_of(by).lower()}"
    rows, lines = [], []
    for value in in_order(by, found.waarden("S1", by)):
        count, label = found.aantal("S1", by, value), value_words(by, value)
        rows.append(Rij(label=label, tekst=f"{number(count)} · {percent(count / total)}", value=float(count)))
        joined = (percent(share(found.deel("S6", by, value))), number(found.aantal("S7", by, value)))
        beside = (number(other.aantal("S1", by, value)),) if other else ()
        apart = joined if by is not Dimensie.SOORT else ()
        lines.append(Regel(label=label, cellen=(number(count), percent(count / total), *apart, *beside)))
    columns = [Kolom(label="Signalen"), Kolom(label="Aandeel")]
    if by is not Dimensie.SOORT:
        columns += [Kolom(label="In een melding"), Kolom(label="Terzijde")]
    if asked.naast:
        columns.append(Kolom(label=asked.naast.naam))
    told = ", ".join(f"{row.label} {row.tekst}" for row in rows)
    return Figuur(
        naam="partners", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows),
        tabel=Tabel(titel=titel, kop=head_of(by), kolommen=tuple(columns), regels=tuple(lines)),
    )  # fmt: skip


def _aside(found: Cijfers) -> Figuur:
    titel, total = "Waarom een signaal geen melding werd", found.aantal("S7")
    rows, lines = [], []
    for value in found.waarden("S7", Dimensie.REDEN):
        if not value:
            continue
        count, label = found.aantal("S7", Dimensie.REDEN, value), value_words(Dimensie.REDEN, value)
        rows.append(
            Rij(
                label=label,
                tekst=f"{number(count)} · {percent(count / total)}",
                value=float(count),
                kind="dubbel",
            )
        )
        lines.append(Regel(label=label, cellen=(number(count), percent(count / total))))
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam="terzijde", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows),
        tabel=Tabel(titel=titel, kop="Reden", kolommen=(Kolom(label="Signalen"), Kolom(label="Aandeel")),
                    regels=tuple(lines)),
    )  # fmt: skip

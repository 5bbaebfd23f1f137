"""A number, split: a lying bar per value with its part of the whole, and the same in the table."""

from collections.abc import Callable

from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, interval, share
from tijdig.monitor.words import in_order, number, percent, value_words
from tijdig.rules.indicators import Dimensie

from .model import (
    Figuur,
    Regel,
    Tabel,
    Vraagstelling,
    columns,
    head_of,
    share_cells,
    share_columns,
    share_words,
)

More = tuple[tuple[str, Callable[[str], str]], ...]  # further columns: head, and the cell of a value


def counts_by(
    asked: Vraagstelling,
    found: Cijfers,
    other: Cijfers | None,
    indicator: str,
    dimensie: Dimensie,
    *,
    naam: str,
    titel: str,
    kolom: str,
    kind: str = "goed",
    more: More = (),
    uitleg: str = "",
) -> Figuur:
    """Parts are of the whole figure, also when a value counts more than once."""
    total = found.aantal(indicator) or 1
    rows, lines = [], []
    values = [v for v in found.waarden(indicator, dimensie) if found.aantal(indicator, dimensie, v)]
    for value in in_order(dimensie, values):
        count, label = found.aantal(indicator, dimensie, value), value_words(dimensie, value)
        part = percent(count / total)
        unknown = label == "Niet bekend"
        rows.append(
            Rij(
                label=label,
                tekst=f"{number(count)} · {part}",
                value=float(count),
                kind="rest" if unknown else kind,
            )
        )
        beside = (number(other.aantal(indicator, dimensie, value)),) if other else ()
        lines.append(
            Regel(label=label, cellen=(number(count), part, *(cell(value) for _, cell in more), *beside))
        )
    heads = [
        kolom,
        "Aandeel",
        *(head for head, _ in more),
        *([asked.naast.naam] if asked.naast and other else []),
    ]
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows) if rows else None, uitleg=uitleg,
        tabel=Tabel(titel=titel, kop=head_of(dimensie), kolommen=columns(*heads),
                    regels=tuple(lines)),
    )  # fmt: skip


def shares_of(
    asked: Vraagstelling, found: Cijfers, other: Cijfers | None, indicators: tuple[tuple[str, str], ...], naam: str,
    titel: str, kop: str, noemer: str, uitleg: str = "",
) -> Figuur:  # fmt: skip
    """Shares beside each other, each of its own whole: (indicator, label)."""
    rows, lines = [], []
    for indicator, label in indicators:
        deel = found.deel(indicator)
        part = share(deel)
        if part is not None:
            rows.append(
                Rij(
                    label=label[:1].upper() + label[1:],
                    tekst=percent(part),
                    value=part,
                    interval=interval(deel),
                )
            )
        beside = (share_words(other, indicator, Dimensie.GEEN, ""),) if asked.naast else ()
        lines.append(Regel(label=label[:1].upper() + label[1:], cellen=(*share_cells(deel), *beside)))
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows, whole=1.0),
        tabel=Tabel(titel=titel, kop=kop, kolommen=share_columns(asked, "Aantal", noemer), regels=tuple(lines)),
        uitleg=uitleg,
    )  # fmt: skip

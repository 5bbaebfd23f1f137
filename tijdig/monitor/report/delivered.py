"""The cubes of gemeenten as one CSV file: what a national report is written from (R-MON-8).

Columns: gemeente;maand;indicator;dimensie;waarde;teller;noemer;bron, months as 2024-03, an empty noemer for a count. A
file of which a row says `verzonnen` makes a report that says so on every page.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tijdig.monitor.figures import AVERAGES
from tijdig.monitor.netherlands import all_gemeenten
from tijdig.refusals import Refused
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Dimensie

from .sources import Landcel

HEAD = ("gemeente", "maand", "indicator", "dimensie", "waarde", "teller", "noemer", "bron")
INVENTED = "verzonnen"


@dataclass(frozen=True, kw_only=True)
class Kubusbestand:
    """What a file holds."""

    cellen: tuple[Landcel, ...]
    verzonnen: bool


def read_kubussen(path: Path) -> Kubusbestand:
    """All cells. Errors: Refused, with the line and what is wrong with it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        if not set(HEAD) - {"bron"} <= set(reader.fieldnames or ()):
            raise Refused(f"In {path.name} ontbreken kolommen. Nodig zijn: {', '.join(HEAD[:-1])}.")
        known, invented, cells = {g.code for g in all_gemeenten()}, False, []
        for number, row in enumerate(reader, start=2):
            cells.append(_cell(row, known, f"{path.name}, regel {number}"))
            invented = invented or row.get("bron") == INVENTED
    return Kubusbestand(cellen=tuple(cells), verzonnen=invented)


def kubus_rows(cells: Iterable[Landcel], *, bron: str) -> Iterator[tuple[str | int, ...]]:
    """The same file, to be written: its head, then its rows."""
    yield HEAD
    for c in cells:
        noemer = "" if c.noemer is None else c.noemer
        yield (
            c.gemeente, f"{c.maand:%Y-%m}", c.indicator, str(c.dimensie), c.waarde, c.teller, noemer, bron,
        )  # fmt: skip


def _cell(row: dict[str, str], known: set[str], place: str) -> Landcel:
    try:
        cell = Landcel(
            gemeente=row["gemeente"], maand=date.fromisoformat(f"{row['maand']}-01"), indicator=row["indicator"],
            dimensie=Dimensie(row["dimensie"]), waarde=row["waarde"], teller=int(row["teller"]),
            noemer=int(row["noemer"]) if row["noemer"] else None,
        )  # fmt: skip
    except (ValueError, TypeError):
        raise Refused(f"{place}: dit is geen regel met cijfers.") from None
    if cell.gemeente not in known:
        raise Refused(f"{place}: gemeente {cell.gemeente} bestaat niet.")
    if cell.indicator not in INDICATOREN:
        raise Refused(f"{place}: cijfer {cell.indicator} bestaat niet.")
    part = cell.indicator not in AVERAGES and cell.noemer is not None
    if cell.teller < 0 or (part and cell.teller > (cell.noemer or 0)):
        raise Refused(f"{place}: de teller past niet bij de noemer.")
    return cell

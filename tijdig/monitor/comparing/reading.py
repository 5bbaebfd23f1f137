"""Files with figures of gemeenten: what they must look like, and what is wrong with one, line by line (R-MON-5).

Two layouts. An anonymous cube (CSV or Parquet): code; maand; indicator; definitie; teller; noemer. Published figures
(CSV): periode; cijfer; waarde; eenheid; bron, and gebied when it is not the Netherlands. Separator `;`, decimal comma.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import duckdb

from tijdig.monitor.netherlands import DATA, all_gemeenten
from tijdig.refusals import Refused
from tijdig.rules.compared import AANGELEVERD, KETEN, chain_refusal
from tijdig.rules.indicators import ALLE

CUBE = ("code", "maand", "indicator", "definitie", "teller", "noemer")
PUBLISHED = ("periode", "cijfer", "waarde", "eenheid", "bron")
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])|H[12]|K[1-4])?")
SHOWN = 10  # faults named; the rest is counted
LONGEST = 2_000_000  # rows
NETHERLANDS = "NL"

type Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Cel:
    """One line of a cube, read."""

    code: str
    maand: date
    indicator: str
    definitie: str
    teller: int
    noemer: int | None


@dataclass(frozen=True, kw_only=True)
class Gepubliceerd:
    """One published figure, read."""

    gebied: str
    periode: str
    cijfer: str
    waarde: Decimal
    eenheid: str
    herkomst: str


@dataclass(frozen=True, kw_only=True)
class Bestandsinhoud:
    """What a file holds; one of the two is empty."""

    sha256: str = ""
    cellen: tuple[Cel, ...] = ()
    gepubliceerd: tuple[Gepubliceerd, ...] = field(default=())


def read_file(path: Path, *, today: date) -> Bestandsinhoud:
    """Read and check it whole. Errors: Refused with every fault, or the first ten, and what to do."""
    if not path.is_file():
        raise Refused(f"Het bestand {path.name} is er niet.")
    head, rows = _rows(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if set(head) == set(CUBE):
        return Bestandsinhoud(sha256=digest, cellen=_cube(rows, today))
    if set(PUBLISHED) <= set(head) <= {*PUBLISHED, "gebied"}:
        return Bestandsinhoud(sha256=digest, gepubliceerd=_published(rows))
    more = ", ".join(sorted(set(head) - set(CUBE))) or "geen"
    raise Refused(
        f"Dit bestand is geen anonieme kubus ({'; '.join(CUBE)}) en geen lijst van gepubliceerde cijfers "
        f"({'; '.join(PUBLISHED)}). Kolommen die er niet in horen: {more}. Er is niets ingelezen."
    )


def published_of_the_project() -> tuple[Gepubliceerd, ...]:
    """What was published of the Netherlands, as it stands in `data/`."""
    return _published(_rows(DATA / "gepubliceerd.csv")[1])


def _rows(path: Path) -> tuple[Sequence[str], list[Row]]:
    if path.suffix.lower() == ".parquet":
        return _parquet(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            rows: list[Row] = [{k: v or "" for k, v in row.items() if isinstance(k, str)} for row in reader]
            return reader.fieldnames or (), rows[:LONGEST]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("Dit bestand is geen CSV in UTF-8. Er is niets ingelezen.") from error


def _parquet(path: Path) -> tuple[Sequence[str], list[Row]]:
    try:
        with duckdb.connect() as engine:
            found = engine.execute("select * from read_parquet(?)", [str(path)])
            head = [column[0] for column in found.description]
            return head, [_as_text(head, row) for row in found.fetchmany(LONGEST)]
    except duckdb.Error as error:
        raise Refused("Dit bestand is geen Parquet. Er is niets ingelezen.") from error


def _as_text(head: Sequence[str], row: Sequence[Any]) -> Row:
    return {
        name: "" if value is None else f"{value:%Y-%m}" if isinstance(value, date) else str(value)
        for name, value in zip(head, row, strict=True)
    }


def _cube(rows: list[Row], today: date) -> tuple[Cel, ...]:
    faults: list[str] = []
    known = {g.code for g in all_gemeenten()}
    cells: list[Cel] = []
    for number, row in enumerate(rows, start=2):
        reason = _row_refusal(row, known, today)
        if reason:
            faults.append(f"regel {number}: {reason}")
        else:
            cells.append(_cell(row))
    _stop_at(faults)
    _stop_at(list(_between_rows(cells)))
    if not cells:
        raise Refused("Er staan geen cijfers in dit bestand.")
    return tuple(cells)


def _row_refusal(row: Row, known: set[str], today: date) -> str | None:
    """What is wrong with this line by itself, or None."""
    if row["code"] not in known:
        return f"{row['code'] or 'leeg'} is geen gemeentecode van vier cijfers"
    maand = _month(row["maand"])
    if maand is None or not date(2021, 1, 1) <= maand < today.replace(day=1):
        return f"{row['maand'] or 'leeg'} is geen hele maand sinds 2021, zoals 2026-03"
    if row["indicator"] not in AANGELEVERD or row["definitie"] != ALLE:
        return f"het cijfer {row['indicator'] or 'leeg'} ({row['definitie'] or 'leeg'}) wordt niet vergeleken"
    if not row["teller"].isdecimal() or not (row["noemer"] or "0").isdecimal():
        return "teller en noemer zijn hele getallen van nul of meer"
    if row["noemer"] and int(row["teller"]) > int(row["noemer"]):
        return "de teller is groter dan de noemer"
    return None


def _cell(row: Row) -> Cel:
    return Cel(
        code=row["code"], maand=date.fromisoformat(f"{row['maand']}-01"), indicator=row["indicator"],
        definitie=row["definitie"], teller=int(row["teller"]), noemer=int(row["noemer"]) if row["noemer"] else None,
    )  # fmt: skip


def _between_rows(cells: Sequence[Cel]) -> Iterator[str]:
    """What does not fit together: a cell twice, a count that is larger than what it is part of."""
    found: defaultdict[tuple[str, date], dict[str, Cel]] = defaultdict(dict)
    for cell in cells:
        place = found[cell.code, cell.maand]
        if cell.indicator in place:
            yield f"{cell.code} {cell.maand:%Y-%m}: {cell.indicator} staat er twee keer"
        place[cell.indicator] = cell
    for (code, maand), place in found.items():
        reason = chain_refusal({name: cell.teller for name, cell in place.items()}) or _base_refusal(place)
        if reason:
            yield f"{code} {maand:%Y-%m}: {reason}"


def _base_refusal(place: Mapping[str, Cel]) -> str | None:
    for name, base in AANGELEVERD.items():
        if base and name in place and name in KETEN and place[name].noemer != place[base].teller:
            return f"de noemer van {name} is niet het aantal van {base}"
    return None


def _published(rows: list[Row]) -> tuple[Gepubliceerd, ...]:
    faults: list[str] = []
    known = {NETHERLANDS, *(g.code for g in all_gemeenten())}
    found: dict[tuple[str, str, str], Gepubliceerd] = {}
    for number, row in enumerate(rows, start=2):
        gebied, waarde = row.get("gebied") or NETHERLANDS, _decimal(row["waarde"])
        key = (gebied, row["periode"], row["cijfer"])
        if gebied not in known:
            faults.append(f"regel {number}: {gebied} is geen gemeentecode en niet NL")
        elif not PERIOD.fullmatch(row["periode"]):
            faults.append(f"regel {number}: {row['periode']} is geen periode, zoals 2024, 2024H1 of 2024-03")
        elif waarde is None or not row["cijfer"] or not row["bron"]:
            faults.append(f"regel {number}: cijfer, waarde en bron horen alle drie ingevuld te zijn")
        elif key in found:
            faults.append(f"regel {number}: dit cijfer staat er twee keer")
        else:
            found[key] = Gepubliceerd(
                gebied=gebied, periode=row["periode"], cijfer=row["cijfer"][:40], waarde=waarde,
                eenheid=row["eenheid"][:80], herkomst=row["bron"][:200],
            )  # fmt: skip
    _stop_at(faults)
    return tuple(found.values())


def _stop_at(faults: Sequence[str]) -> None:
    if faults:
        more = f" En nog {len(faults) - SHOWN}." if len(faults) > SHOWN else ""
        raise Refused(f"Er is niets ingelezen. {'; '.join(faults[:SHOWN])}.{more}")


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**9 else None

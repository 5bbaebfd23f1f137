"""Files with figures of gemeenten: of which kind one is, and what is in it (R-MON-5).

Two kinds. An anonymous cube (CSV or Parquet, `layout.py`). Published figures (CSV): periode; cijfer; waarde; eenheid;
bron, and gebied when it is not the Netherlands. Separator `;`, decimal comma.
"""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import duckdb

from tijdig.monitor.netherlands import DATA, all_gemeenten
from tijdig.refusals import Refused

from .cube_lines import cube_lines
from .faults import Regelfout, stop_at
from .layout import HEAD, INVENTED, NETHERLANDS, Kubusregel

PUBLISHED = ("periode", "cijfer", "waarde", "eenheid", "bron")
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])|H[12]|K[1-4])?")
LONGEST = 2_000_000  # rows

type Row = Mapping[str, str]


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
    """What a file holds; one of the two is empty. `verzonnen`: the file says that no figure is real."""

    sha256: str = ""
    regels: tuple[Kubusregel, ...] = ()
    gepubliceerd: tuple[Gepubliceerd, ...] = field(default=())
    verzonnen: bool = False


def read_file(path: Path, *, today: date) -> Bestandsinhoud:
    """Read and check it whole. Errors: Refused, a Bestandsfout when it can say of which lines."""
    if not path.is_file():
        raise Refused(f"Het bestand {path.name} is er niet.")
    head, rows = _rows(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if set(head) == set(HEAD):
        invented = any(row["bron"] == INVENTED for row in rows)
        return Bestandsinhoud(sha256=digest, regels=cube_lines(rows, today=today), verzonnen=invented)
    if set(PUBLISHED) <= set(head) <= {*PUBLISHED, "gebied"}:
        return Bestandsinhoud(sha256=digest, gepubliceerd=_published(rows))
    more = ", ".join(sorted(set(head) - set(HEAD))) or "geen"
    raise Refused(
        f"Dit bestand is geen anonieme kubus ({'; '.join(HEAD)}) en geen lijst van gepubliceerde cijfers "
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


def _published(rows: list[Row]) -> tuple[Gepubliceerd, ...]:
    faults: list[Regelfout] = []
    known = {NETHERLANDS, *(g.code for g in all_gemeenten())}
    found: dict[tuple[str, str, str], Gepubliceerd] = {}
    for number, row in enumerate(rows, start=2):
        gebied, waarde = row.get("gebied") or NETHERLANDS, _decimal(row["waarde"])
        key = (gebied, row["periode"], row["cijfer"])
        if gebied not in known:
            faults.append(Regelfout(number, f"{gebied} is geen gemeentecode en niet NL"))
        elif not PERIOD.fullmatch(row["periode"]):
            faults.append(
                Regelfout(number, f"{row['periode']} is geen periode, zoals 2024, 2024H1 of 2024-03")
            )
        elif waarde is None or not row["cijfer"] or not row["bron"]:
            faults.append(Regelfout(number, "cijfer, waarde en bron horen alle drie ingevuld te zijn"))
        elif key in found:
            faults.append(Regelfout(number, "dit cijfer staat er twee keer"))
        else:
            found[key] = Gepubliceerd(
                gebied=gebied, periode=row["periode"], cijfer=row["cijfer"][:40], waarde=waarde,
                eenheid=row["eenheid"][:80], herkomst=row["bron"][:200],
            )  # fmt: skip
    stop_at(faults)
    return tuple(found.values())


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**9 else None

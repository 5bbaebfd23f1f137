"""Deliveries for tests: good lines as data, and the files that hold them."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from tijdig.intake.case import Regel
from tijdig.intake.files.heading import Heading, read_heading
from tijdig.intake.layout import STEPS
from tijdig.intake.lines import Gelezen, LineReader
from tijdig.policies import policy_on
from tijdig.rules.admission import Toelating
from tijdig.rules.terms import PartnerType

DAG = date(2026, 11, 22)
OLD_ENOUGH = DAG - timedelta(days=45)

GOOD: Mapping[str, str] = {
    "referentie": "K1",
    "soort": "huur",
    "voorletters": "A.B.",
    "achternaam": "Jansen",
    "postcode": "3311 AB",
    "huisnummer": "12",
    "bedrag": "325,50",
    "vervaldatum": OLD_ENOUGH.isoformat(),
    **dict.fromkeys(STEPS, "ja"),
}


def line(**changes: str) -> dict[str, str]:
    """A line that is admitted in gemeente 0505, with changes."""
    return {**GOOD, **changes}


def good_lines(count: int, start: int = 1) -> list[dict[str, str]]:
    return [line(referentie=f"K{number}", huisnummer=str(number)) for number in range(start, start + count)]


def csv_bytes(
    lines: Iterable[Mapping[str, str]], *, separator: str = ";", encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    """A CSV file; its heading is every name that occurs."""
    lines = list(lines)
    names = list(dict.fromkeys(name for each in lines for name in each)) or list(GOOD)
    rows = [names, *([each.get(name, "") for name in names] for each in lines)]
    return (end.join(separator.join(row) for row in rows) + end).encode(encoding)


def json_bytes(records: Any) -> bytes:
    return json.dumps(records).encode()


def xlsx_bytes(
    rows: Iterable[Sequence[Any]], *, more_sheets: Mapping[str, Iterable[Sequence[Any]]] | None = None
) -> bytes:
    book = Workbook()
    first = book.worksheets[0]
    for row in rows:
        first.append(list(row))
    for title, content in (more_sheets or {}).items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heading_of(names: Iterable[str]) -> Heading:
    return read_heading(list(names))


def read(*, dag: date = DAG, stappen: Sequence[str] = (), **changes: Any) -> Gelezen:
    """One line, read by a reader that has seen nothing yet."""
    given = line(**changes)
    return LineReader(heading_of(given), dag=dag, stappen=stappen).read(2, list(given.values()))


def good(gelezen: Gelezen) -> Regel:
    """The value of a line that could be read."""
    assert gelezen.regel is not None, gelezen.fouten
    return gelezen.regel


def toelating(
    gemeente: str = "0505",
    partner_type: PartnerType | None = PartnerType.VERHUURDER,
    soorten: Iterable[str] | None = ("huur",),
    dag: date = DAG,
) -> Toelating:
    allowed = None if soorten is None else frozenset(soorten)
    beleid = policy_on(dag, gemeente).toelating
    return Toelating(beleid, dag=dag, gemeente=gemeente, partner_type=partner_type, soorten=allowed)

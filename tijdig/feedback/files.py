"""The two forms of a file for a partner: CSV and JSON, made from the rows, the same to the byte each time.

A row of the file is what the partner itself sent (reference, soort), a code of the whitelist with the fixed text
of the policy of that day, and dates. There is no place for anything else (R-TER-2).
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum

from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.policies import policy_on
from tijdig.rules.feedback import CODE_BY_RESULT
from tijdig.rules.sheets import defuse
from tijdig.rules.terms import Terugkoppelcode

BOM = "\ufeff"  # Excel reads UTF-8 only with this mark


class Form(StrEnum):
    CSV = "csv"
    JSON = "json"


CONTENT_TYPES = {Form.CSV: "text/csv; charset=utf-8", Form.JSON: "application/json"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the file; the names are those of the public layout. Days are ISO, or empty."""

    referentie: str
    soort: str
    code: str
    tekst: str
    datum: str
    pauze_tot: str


COLUMNS = tuple(field.name for field in fields(Line))


def lines_of(rows: Iterable[Terugkoppeling], gemeente_code: str) -> Iterator[Line]:
    """The rows as the partner reads them."""
    for row in rows:
        yield Line(
            referentie=row.referentie,
            soort=row.soort,
            code=row.code,
            tekst=text_of(row.code, row.feit_op, gemeente_code),
            datum=row.feit_op.isoformat(),
            pauze_tot=row.pauze_tot.isoformat() if row.pauze_tot else "",
        )


def text_of(code: str, dag: date, gemeente_code: str) -> str:
    """The fixed text of a code, by the policy of that day."""
    whole = policy_on(dag, gemeente_code)
    beleid, told = whole.terugkoppeling, Terugkoppelcode(code)
    first = (
        beleid.regels[als].tekst
        for als, as_code in CODE_BY_RESULT.items()
        if as_code == code and als in beleid.regels
    )
    later = (regel.tekst for regel in beleid.vervolg.values() if regel.code == code)
    more = beleid.aanvulling.get(told) or whole.partnervragen.tekst_of(told)
    return next(first, None) or next(later, None) or more


def name_of(bestand: Terugkoppelbestand, form: Form) -> str:
    """The name of a file outside Tijdig: for whom and of which day; two of one day differ in their last part."""
    return f"terugkoppeling-{bestand.partner.kvk_nummer}-{bestand.dag}-{str(bestand.pk)[:8]}.{form}"


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Several files in one, the same to the byte each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_csv(lines: Iterable[Line]) -> bytes:
    """`;`-separated, UTF-8 with a mark, formulas defused: opens in a Dutch spreadsheet as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([defuse(cell) for cell in asdict(line).values()])
    return (BOM + out.getvalue()).encode()


def as_json(bestand: Terugkoppelbestand, lines: Iterable[Line]) -> bytes:
    """The same lines for a machine, with whom they are for."""
    told = [asdict(line) for line in lines]
    whole = {
        "layout": "tijdig-terugkoppeling-1",
        "bestand": str(bestand.pk),
        "gemeente": bestand.gemeente_id,
        "partner": bestand.partner.kvk_nummer,
        "datum": bestand.dag.isoformat(),
        "aantal": len(told),
        "regels": told,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()

"""The lists a gemeente uploads: who is in schuldhulpverlening, and which addresses there are (R-SHV-3, R-MAT-1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.checks.models import BagAdres, ShvInschrijving
from tijdig.checks.tables import Rij, read_table
from tijdig.intake.values import read_date
from tijdig.refusals import Refused, require
from tijdig.rules import address
from tijdig.rules.bsn import passes_elfproef

SHV_COLUMNS = ("bsn", "product", "ingangsdatum", "einddatum", "professional")
SHV_FIELDS = ("gemeente", "bsn_kenmerk", "product", "ingang", "einde", "professional")
BAG_COLUMNS = (
    "postcode", "huisnummer", "huisletter", "toevoeging", "straat", "woonplaats", "wijk", "adresseerbaarobject",
    "nummeraanduiding",
)  # fmt: skip
BAG_PLACE = ("lat", "lon")  # columns that a list may have: degrees (WGS 84), for the map of a round of visits
BAG_FIELDS = ("sleutel", "object_id", "nummeraanduiding_id", "straat", "woonplaats", "wijk", "lat", "lon")
BAG_ONE = ("sleutel", "nummeraanduiding_id")  # what makes a line one
BAG_RENEWED = ", ".join(f"{name} = excluded.{name}" for name in BAG_FIELDS if name not in BAG_ONE)
CHUNK = 20_000
NORTH, EAST = (50.5, 53.8), (3.2, 7.4)  # the Netherlands, in degrees
MOST_FAULTS = 200  # that are shown; all are counted


@dataclass(frozen=True, kw_only=True)
class Fout:
    """A line that was not taken. `uitleg` never quotes the line: a BSN may stand in it."""

    nummer: int
    uitleg: str


@dataclass(frozen=True, kw_only=True)
class Geladen:
    """What came of a list: lines read, lines taken, and the first faults."""

    regels: int
    geladen: int
    fouten: tuple[Fout, ...] = ()

    @property
    def niet_geladen(self) -> int:
        return self.regels - self.geladen


type _Row = tuple[str | date | float | None, ...]


@transaction.atomic
def load_shv_list(*, bestand: BinaryIO, gemeente_code: str, by: Actor) -> Geladen:
    """Replace the list of schuldhulpverlening whole; BSNs are kept as fingerprints only (R-SHV-3).

    CSV `bsn;product;ingangsdatum;einddatum;professional`. A faulty line is left out and reported. In the
    gemeente's transaction. Errors: Refused when `by` may not, or when nothing can be read: the old list stays.
    """
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    rows: list[_Row] = []
    faults: list[Fout] = []
    for nummer, cells in read_table(bestand, required=("bsn", "ingangsdatum"), optional=SHV_COLUMNS):
        row = _shv_row(cells, gemeente_code)
        if isinstance(row, str):
            faults.append(Fout(nummer=nummer, uitleg=row))
        else:
            rows.append(row)
    _refuse_nothing(rows, faults)
    ShvInschrijving.objects.filter(gemeente_id=gemeente_code).delete()
    insert_rows(ShvInschrijving, SHV_FIELDS, rows)
    Gemeente.objects.filter(pk=gemeente_code).update(shv_lijst_bijgewerkt=timezone.now())
    record("shv_lijst.vervangen", subject=f"gemeente:{gemeente_code}", by=by, ground="leidraad.3.2.6",
           regels=len(rows), fouten=len(faults))  # fmt: skip
    return Geladen(regels=len(rows) + len(faults), geladen=len(rows), fouten=tuple(faults[:MOST_FAULTS]))


@transaction.atomic
def load_bag_list(*, bestand: BinaryIO, by: Actor) -> Geladen:
    """Add addresses, or renew those that are there; loading a list again changes nothing (R-MAT-1).

    CSV with the columns of `BAG_COLUMNS`; others are passed over. Errors: Refused when `by` may not, or when
    nothing can be read.
    """
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    count, faults = 0, list[Fout]()
    required = ("postcode", "huisnummer", "adresseerbaarobject", "nummeraanduiding")
    for chunk in batched(read_table(bestand, required=required, optional=(*BAG_COLUMNS, *BAG_PLACE)), CHUNK):
        rows = dict(_bag_rows(chunk, faults))
        insert_rows(
            BagAdres, BAG_FIELDS, rows.values(),
            on_conflict=f"(sleutel, nummeraanduiding_id) do update set {BAG_RENEWED}",
        )  # fmt: skip
        count += len(chunk)
    loaded = count - len(faults)
    _refuse_nothing(range(loaded), faults)
    record(
        "bag_lijst.geladen", subject="bag", by=by, ground="leidraad.3.5", regels=loaded, fouten=len(faults)
    )
    return Geladen(regels=count, geladen=loaded, fouten=tuple(faults[:MOST_FAULTS]))


def _refuse_nothing(rows: list[_Row] | range, faults: list[Fout]) -> None:
    if rows:
        return
    first = f" Regel {faults[0].nummer}: {faults[0].uitleg}" if faults else ""
    raise Refused(f"Er staat geen enkele bruikbare regel in het bestand. De lijst is niet gewijzigd.{first}")


def _shv_row(cells: Rij, gemeente_code: str) -> _Row | str:
    """A line as a row, or what is wrong with it."""
    bsn = cells["bsn"].replace(" ", "").replace(".", "").zfill(9)  # a spreadsheet eats the first zero
    begin, end = read_date(cells["ingangsdatum"]), read_date(cells["einddatum"])
    if not passes_elfproef(bsn):
        return "Het BSN klopt niet: negen cijfers die aan de elfproef voldoen."
    if begin is None:
        return "De ingangsdatum klopt niet: schrijf 31-03-2026 of 2026-03-31."
    if end is None and cells["einddatum"]:
        return "De einddatum klopt niet: schrijf 31-03-2026, of laat het veld leeg."
    if end is not None and end < begin:
        return "De einddatum ligt voor de ingangsdatum."
    return (
        gemeente_code,
        sealed.fingerprint(bsn),
        cells["product"][:80],
        begin,
        end,
        cells["professional"][:120],
    )


def _bag_rows(
    chunk: tuple[tuple[int, Rij], ...], faults: list[Fout]
) -> Iterator[tuple[tuple[str, str], _Row]]:
    """Rows by what makes them one; of a line that stands there twice the last one counts."""
    for nummer, cells in chunk:
        adres = address.normalise(
            postcode=cells["postcode"], huisnummer=cells["huisnummer"], huisletter=cells["huisletter"],
            toevoeging=cells["toevoeging"],
        )  # fmt: skip
        object_id, nummeraanduiding = cells["adresseerbaarobject"], cells["nummeraanduiding"]
        if adres is None:
            faults.append(Fout(nummer=nummer, uitleg="Postcode of huisnummer is niet te lezen."))
        elif not (_is_bag_id(object_id) and _is_bag_id(nummeraanduiding)):
            faults.append(Fout(nummer=nummer, uitleg="Een BAG-nummer heeft zestien cijfers."))
        else:
            yield (adres.sleutel, nummeraanduiding), (
                adres.sleutel, object_id, nummeraanduiding, cells["straat"][:120], cells["woonplaats"][:80],
                cells["wijk"][:80], *_place(cells),
            )  # fmt: skip


def _place(cells: Rij) -> tuple[float, float] | tuple[None, None]:
    """Degrees in the Netherlands; what is no such place is left out: an address counts without it as well."""
    try:
        lat, lon = float(cells["lat"].replace(",", ".")), float(cells["lon"].replace(",", "."))
    except ValueError:
        return None, None
    return (lat, lon) if NORTH[0] < lat < NORTH[1] and EAST[0] < lon < EAST[1] else (None, None)


def _is_bag_id(text: str) -> bool:
    return len(text) == 16 and text.isascii() and text.isdigit()

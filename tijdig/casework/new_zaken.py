"""Write new zaken whole, for many at once: with what their signals add up to, and the clocks that start.

One write per zaak: each further one would renew all its indexes again, and right after a delivery that was most
of the work. The signals are linked first, so that what they add up to can be counted (ADR 5).
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tijdig.bulk import insert_rows
from tijdig.rules.terms import Zaakstatus

from . import clocks
from .counting import Telling, count_new, lookback_on
from .models import Termijn, Vroegsignaalzaak

KENMERK_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else
ZAAK_FIELDS = (
    "id", "gemeente", "kenmerk", "adres_sleutel", "straat", "huisnummer", "postcode", "woonplaats", "wijk", "maand",
    "ontvangen_op", "geopend_op", "status", "crisis", "meervoudig", "opeenvolgend", "recidive", "partners",
    "signalen", "soorten", "bedrag", "aanpak", "bakje", "team", "uiterlijk", "volgende_stap", "eindresultaat",
    "hulptype", "versie",
)  # fmt: skip

Row = Mapping[str, Any]


def write_new_zaken(signals_of: Mapping[int, Sequence[Row]], *, gemeente_code: str, today: date) -> None:
    """Write zaken under these ids, whose signals are linked to them already. In the caller's transaction."""
    if not signals_of:
        return
    first = {pk: _first(signals) for pk, signals in signals_of.items()}
    sleutels = (row["vroegsignaal__adres_sleutel"] for row in first.values())
    counted = count_new(list(signals_of), sleutels, **lookback_on(today, gemeente_code))
    zaken, termijnen = [], []
    for pk, row in first.items():
        telling = counted.get(pk) or _nothing_counted(pk, row)
        rows, uiterlijk = clocks.clocks_of_new(
            pk, ontvangen_op=telling.ontvangen_op, crisis_op=telling.crisis_op, gemeente_code=gemeente_code,
            today=today,
        )  # fmt: skip
        zaken.append(_zaak_row(row, telling, uiterlijk, gemeente_code, today))
        termijnen.extend(rows)
    insert_rows(Vroegsignaalzaak, ZAAK_FIELDS, zaken)
    insert_rows(Termijn, clocks.FIELDS, termijnen)


def _first(signals: Sequence[Row]) -> Row:
    return min(signals, key=lambda row: (row["vroegsignaal__maand"], row["vroegsignaal_id"]))


def _nothing_counted(pk: int, row: Row) -> Telling:
    """Only signals that do not count for matching, such as that of a wanbetaler, or an address that is not known."""
    return Telling(
        zaak=pk, signalen=0, partners=0, crisis=False, soorten=[], maand=row["vroegsignaal__maand"],
        ontvangen_op=row["vroegsignaal__ontvangen_op"], bedrag=0, meervoudig=False, opeenvolgend=False,
        recidive=False, crisis_op=None,
    )  # fmt: skip


def _zaak_row(
    row: Row, telling: Telling, uiterlijk: date | None, gemeente_code: str, today: date
) -> tuple[Any, ...]:
    return (
        telling.zaak, gemeente_code, new_kenmerk(), row["vroegsignaal__adres_sleutel"], row["straat"],
        row["huisnummer"], row["postcode"], row["woonplaats"], row["wijk"], telling.maand, telling.ontvangen_op, today,
        Zaakstatus.NIEUW.value, telling.crisis, telling.meervoudig, telling.opeenvolgend, telling.recidive,
        telling.partners, telling.signalen, telling.soorten, telling.bedrag, "", "", "", uiterlijk, "", "", "", 1,
    )  # fmt: skip


def new_kenmerk() -> str:
    """An opaque reference for letters: ten signs drawn at once, 2^49 of them."""
    number, signs = secrets.randbelow(len(KENMERK_SIGNS) ** 10), ""
    for _ in range(10):
        number, place = divmod(number, len(KENMERK_SIGNS))
        signs += KENMERK_SIGNS[place]
    return signs

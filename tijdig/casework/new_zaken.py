"""Write new zaken whole, for many at once: what their signals add up to, the clocks that start, and the proposal.

One write per zaak: each further one would renew all its indexes again, and right after a delivery that was most
of the work. The signals are linked first, so that what they add up to can be counted (ADR 5).
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tijdig.bulk import insert_rows
from tijdig.policies import policy_on
from tijdig.rules.terms import Zaakstatus
from tijdig.rules.triage import Feiten, Voorstel, weigh

from . import clocks, proposing
from .counting import Telling, count_new, lookback_on
from .facts import NewZaak, facts_of_new
from .models import Termijn, Vroegsignaalzaak, Weging

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
    nieuw = _counted(first, gemeente_code, today)
    proposed = _proposed(nieuw, gemeente_code, today)
    zaken, termijnen = [], []
    for pk, (_, voorstel) in proposed.items():
        telling = nieuw[pk].telling
        rows, uiterlijk = clocks.clocks_of_new(
            pk, ontvangen_op=telling.ontvangen_op, crisis_op=telling.crisis_op, gemeente_code=gemeente_code
        )
        zaken.append(_zaak_row(first[pk], telling, voorstel, uiterlijk, gemeente_code, today))
        termijnen.extend(rows)
    insert_rows(Vroegsignaalzaak, ZAAK_FIELDS, zaken)
    insert_rows(Termijn, clocks.FIELDS, termijnen)
    insert_rows(
        Weging, proposing.FIELDS,
        [proposing.proposal_row(gemeente_code, pk, today, *both) for pk, both in proposed.items()],
    )  # fmt: skip


def _first(signals: Sequence[Row]) -> Row:
    return min(signals, key=lambda row: (row["vroegsignaal__maand"], row["vroegsignaal_id"]))


def _counted(first: Mapping[int, Row], gemeente_code: str, today: date) -> dict[int, NewZaak]:
    sleutels = (row["vroegsignaal__adres_sleutel"] for row in first.values())
    counted = count_new(list(first), sleutels, **lookback_on(today, gemeente_code))
    return {
        pk: NewZaak(
            counted.get(pk) or _nothing_counted(pk, row), row["vroegsignaal__adres_sleutel"], row["wijk"]
        )
        for pk, row in first.items()
    }


def _proposed(
    nieuw: Mapping[int, NewZaak], gemeente_code: str, today: date
) -> dict[int, tuple[Feiten, Voorstel]]:
    kader = policy_on(today, gemeente_code).afwegingskader
    return {pk: (feiten, weigh(feiten, kader)) for pk, feiten in facts_of_new(nieuw, today=today).items()}


def _nothing_counted(pk: int, row: Row) -> Telling:
    """Only signals that do not count for matching, such as that of a wanbetaler, or an address that is not known."""
    return Telling(
        zaak=pk, signalen=0, partners=0, crisis=False, soorten=[], maand=row["vroegsignaal__maand"],
        ontvangen_op=row["vroegsignaal__ontvangen_op"], bedrag=0, meervoudig=False, opeenvolgend=False,
        recidive=False, crisis_op=None,
    )  # fmt: skip


def _zaak_row(
    row: Row, telling: Telling, voorstel: Voorstel, uiterlijk: date | None, gemeente_code: str, today: date
) -> tuple[Any, ...]:
    return (
        telling.zaak, gemeente_code, new_kenmerk(), row["vroegsignaal__adres_sleutel"], row["straat"],
        row["huisnummer"], row["postcode"], row["woonplaats"], row["wijk"], telling.maand, telling.ontvangen_op, today,
        Zaakstatus.VOORGESTELD.value, telling.crisis, telling.meervoudig, telling.opeenvolgend, telling.recidive,
        telling.partners, telling.signalen, telling.soorten, telling.bedrag, "", voorstel.bakje, voorstel.team,
        uiterlijk, "", "", "", 1,
    )  # fmt: skip


def new_kenmerk() -> str:
    """An opaque reference for letters: ten signs drawn at once, 2^49 of them."""
    number, signs = secrets.randbelow(len(KENMERK_SIGNS) ** 10), ""
    for _ in range(10):
        number, place = divmod(number, len(KENMERK_SIGNS))
        signs += KENMERK_SIGNS[place]
    return signs

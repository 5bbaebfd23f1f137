"""Ask the register of schuldhulpverlening itself, in a gemeente that has one with a REST service (R-SHV-3).

What it says goes where the uploaded list goes, so that everything after it is the same. No answer: the check stays
`niet_gecontroleerd` and is asked again at the next round (§14); nobody is ever "not known there" by a failure.
"""

from collections.abc import Sequence
from datetime import date
from itertools import batched

from django.utils import timezone

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.checks.connections import shv_client
from tijdig.checks.models import Inwoner, ShvInschrijving
from tijdig.connectors.shv import MOST, ShvClient, ShvError, ShvRegel
from tijdig.rules.terms import ShvUitkomst, Signaalstatus

FIELDS = ("gemeente", "bsn_kenmerk", "product", "ingang", "einde", "professional")
FOLLOWED = (Signaalstatus.GECONTROLEERD, Signaalstatus.IN_ZAAK)


def ask_shv_register(
    *, gemeente_code: str, today: date, by: Actor, again: bool = False, shv: ShvClient | None = None
) -> int:
    """Ask about the persons of open signals that were not checked yet; `again`: about all. Returns about how many.

    Opens its own transactions; none is open while the service is asked.
    """
    with working_for(gemeente_code):
        shv = shv or shv_client(Gemeente.objects.get(pk=gemeente_code))
        persons = _to_ask(again=again) if shv else []
    if shv is None or not persons:
        return 0
    done = 0
    for some in batched(persons, MOST):
        try:
            found = shv.look_up([bsn for _, bsn in some])
        except ShvError:
            break  # the rest waits as well: the service is down
        _write(some, found, gemeente_code=gemeente_code, today=today, by=by)
        done += len(some)
    return done


def _to_ask(*, again: bool) -> list[tuple[str, str]]:
    """Fingerprint and BSN of each person."""
    checks = {"toetsen__vroegsignaal__status__in": FOLLOWED, "toetsen__vroegsignaal__afgedaan_als": ""}
    if not again:
        checks["toetsen__shv"] = ShvUitkomst.NIET_GECONTROLEERD
    persons = Inwoner.objects.filter(**checks).exclude(bsn_kenmerk="").distinct().order_by("pk")
    return [
        (kenmerk, sealed.unseal(zegel)) for kenmerk, zegel in persons.values_list("bsn_kenmerk", "bsn_zegel")
    ]


def _write(
    persons: Sequence[tuple[str, str]],
    found: Sequence[ShvRegel],
    *,
    gemeente_code: str,
    today: date,
    by: Actor,
) -> None:
    kenmerken = {bsn: kenmerk for kenmerk, bsn in persons}
    with working_for(gemeente_code):
        ShvInschrijving.objects.filter(bsn_kenmerk__among=kenmerken.values()).delete()
        insert_rows(
            ShvInschrijving, FIELDS,
            [(gemeente_code, kenmerken[regel.bsn], regel.product[:80], regel.ingang, regel.einde,
              regel.professional[:120]) for regel in found],
        )  # fmt: skip
        Inwoner.objects.filter(bsn_kenmerk__among=kenmerken.values()).update(shv_gevraagd_op=today)
        Gemeente.objects.filter(pk=gemeente_code).update(shv_lijst_bijgewerkt=timezone.now())
        record("shv.bevraagd", subject=f"gemeente:{gemeente_code}", by=by, ground="leidraad.3.2.6",
               personen=len(persons))  # fmt: skip

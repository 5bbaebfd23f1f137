"""Walk a round: start, each door, a sign of life, the end. What happened at a door is a contactpoging (R-OUT-5)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.outreach.visits.choosing import forbidden_now
from tijdig.outreach.visits.taps import (
    attempt_at_door,
    is_skipped,
    locked_ronde,
    refusal_of_outcome,
    sign_of_life,
)
from tijdig.refusals import require
from tijdig.rules.terms import Deurreden, Deuruitkomst, Rondestand

OLDEST_TAP = timedelta(hours=12)


@transaction.atomic
def start_ronde(ronde_id: int, *, today: date, now: datetime, by: Actor) -> Bezoekronde:
    """The round begins. Doors that may not or need not be visited any more are taken off it (R-ADM-6)."""
    ronde = locked_ronde(ronde_id, today=today, by=by)
    if ronde.stand == Rondestand.ONDERWEG:
        return ronde
    require(
        None if ronde.stand == Rondestand.GEPLAND else "Deze ronde is al voorbij.",
        None if ronde.plan.klaar_op else "De routes worden nog uitgerekend. Wacht even.",
    )
    doors = Bezoek.objects.filter(ronde=ronde, open=True)
    off = forbidden_now(list(doors.values_list("zaak_id", flat=True)), today)
    doors.filter(zaak_id__in=off).update(
        open=False, uitkomst=Deuruitkomst.NIET_BEZOEKEN, op=now, door_id=by.user_id
    )
    ronde.stand, ronde.gestart_op, ronde.laatste_teken = Rondestand.ONDERWEG, now, now
    ronde.save(update_fields=["stand", "gestart_op", "laatste_teken"])
    record("ronde.gestart", subject=f"ronde:{ronde.pk}", by=by, ground="wgs.3.1.b", niet_bezoeken=len(off))
    return ronde


@transaction.atomic
def record_bezoek(
    bezoek_id: int, *, uitkomst: Deuruitkomst, reden: Deurreden | None, tik: UUID, op: datetime | None, now: datetime,
    today: date, by: Actor,
) -> Bezoek:  # fmt: skip
    """What happened at one door. The same tap counts once, however often the phone sends it. Errors: Refused.

    `op`: when it was tapped, which counts when the phone had no connection; not later than `now`.
    """
    bezoek = Bezoek.objects.get(pk=bezoek_id)
    ronde = locked_ronde(bezoek.ronde_id or 0, today=today, by=by)
    bezoek = Bezoek.objects.select_for_update().get(pk=bezoek_id)
    if bezoek.tik == tik:
        return bezoek
    require(
        None if ronde.stand == Rondestand.ONDERWEG else "Deze ronde is niet onderweg. Start de ronde eerst.",
        None if bezoek.open else "Van deze deur is al vastgelegd wat er gebeurde.",
        "Niet bezoeken." if bezoek.zaak_id in forbidden_now([bezoek.zaak_id], today) else None,
        refusal_of_outcome(uitkomst, reden),
    )
    moment = op if op and now - OLDEST_TAP < op < now and op >= (ronde.gestart_op or op) else now
    if not is_skipped(uitkomst, reden):
        bezoek.contactpoging = attempt_at_door(
            bezoek, ronde, uitkomst=uitkomst, reden=reden, moment=moment, today=today, by=by
        )
    bezoek.uitkomst, bezoek.op, bezoek.door_id, bezoek.tik, bezoek.open = (
        uitkomst,
        moment,
        by.user_id,
        tik,
        False,
    )
    bezoek.reden = reden or "" if uitkomst is Deuruitkomst.ANDERS else ""
    bezoek.save(update_fields=["contactpoging", "uitkomst", "reden", "op", "door", "tik", "open"])
    sign_of_life(ronde, now)
    record(
        "bezoek.vastgelegd",
        subject=f"zaak:{bezoek.zaak_id}",
        by=by,
        ground="wgs.3.1.b",
        uitkomst=uitkomst.value,
    )
    return bezoek


@transaction.atomic
def tell_all_is_well(ronde_id: int, *, today: date, now: datetime, by: Actor) -> Bezoekronde:
    """A sign of life between two doors. Errors: Refused."""
    ronde = locked_ronde(ronde_id, today=today, by=by)
    require(None if ronde.stand == Rondestand.ONDERWEG else "Deze ronde is niet onderweg.")
    sign_of_life(ronde, now)
    record("ronde.teken", subject=f"ronde:{ronde.pk}", by=by, ground="arbowet.3")
    return ronde


@transaction.atomic
def end_ronde(ronde_id: int, *, today: date, now: datetime, by: Actor) -> Bezoekronde:
    """Everybody is back. Doors that were not reached are free to be planned again. Twice changes nothing."""
    ronde = locked_ronde(ronde_id, today=today, by=by)
    if ronde.stand == Rondestand.KLAAR:
        return ronde
    require(None if ronde.stand == Rondestand.ONDERWEG else "Deze ronde is niet begonnen.")
    ronde.stand, ronde.beeindigd_op, ronde.laatste_teken = Rondestand.KLAAR, now, now
    ronde.save(update_fields=["stand", "beeindigd_op", "laatste_teken"])
    left = Bezoek.objects.filter(ronde=ronde, open=True).update(open=False)
    record("ronde.beeindigd", subject=f"ronde:{ronde.pk}", by=by, ground="wgs.3.1.b", niet_gedaan=left)
    return ronde


def lapse_rondes(*, gemeente_code: str, today: date, by: Actor) -> int:
    """What a day that is over left open: its zaken are free to be planned again. Safe to repeat."""
    with working_for(gemeente_code):
        past = Bezoekronde.objects.filter(plan__dag__lt=today)
        past.filter(stand=Rondestand.GEPLAND).update(stand=Rondestand.VERVALLEN)
        past.filter(stand=Rondestand.ONDERWEG).update(stand=Rondestand.KLAAR)
        freed = Bezoek.objects.filter(plan__dag__lt=today, open=True).update(open=False)
        record(
            "rondes.voorbij", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", bezoeken=freed
        )
    return freed

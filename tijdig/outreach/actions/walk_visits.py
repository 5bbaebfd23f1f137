"""Walk a round: start, each door, a sign of life, the end. What happened at a door is a contactpoging (R-OUT-5)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.outreach.visits.choosing import forbidden_now
from tijdig.refusals import Refused, require
from tijdig.rules.labels import label
from tijdig.rules.terms import Bereikt, Contactsoort, Deurreden, Deuruitkomst, Rondestand

LONGEST_AT_A_DOOR = 120  # minutes; a longer pause was lunch
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


def locked_ronde(ronde_id: int, *, today: date, by: Actor) -> Bezoekronde:
    """The round, locked, when this is somebody who walks it today (R-ROL-1). Errors: Refused."""
    require(by.refusal_without(Right.RONDES_LOPEN))
    ronde = (
        Bezoekronde.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=ronde_id).first()
    )
    mine = ronde is not None and by.user_id in (ronde.bezoeker_id, ronde.tweede_id)
    if ronde is None or not mine or ronde.plan.dag != today:
        raise Refused("Dit is geen ronde van u van vandaag.")
    return ronde


def refusal_of_outcome(uitkomst: Deuruitkomst, reden: Deurreden | None) -> str | None:
    """Why this cannot be tapped, or None."""
    if uitkomst is Deuruitkomst.ANDERS and reden is None:
        return "Kies wat er aan de hand was."
    return "Deze uitkomst kiest u niet zelf." if uitkomst is Deuruitkomst.NIET_BEZOEKEN else None


def is_skipped(uitkomst: Deuruitkomst, reden: Deurreden | None) -> bool:
    """Nobody was at the door, so it was no attempt."""
    return uitkomst is Deuruitkomst.ANDERS and reden is Deurreden.OVERGESLAGEN


def note_of(uitkomst: Deuruitkomst, reden: Deurreden | None) -> str:
    return f"{label(reden)}." if reden and uitkomst is Deuruitkomst.ANDERS else ""


def reached_at_door(uitkomst: Deuruitkomst) -> Bereikt:
    return Bereikt.JA if uitkomst is Deuruitkomst.GESPROKEN else Bereikt.NEE


def attempt_at_door(
    bezoek: Bezoek, ronde: Bezoekronde, *, uitkomst: Deuruitkomst, reden: Deurreden | None, moment: datetime,
    today: date, by: Actor,
) -> Contactpoging:  # fmt: skip
    """The visit as an attempt on the zaak; the next step of its sequence follows from it (R-OUT-2, R-OUT-4)."""
    Vroegsignaalzaak.objects.select_for_update().get(pk=bezoek.zaak_id)
    spent = int((moment - (ronde.laatste_teken or moment)) / timedelta(minutes=1))
    poging = Contactpoging.objects.create(
        gemeente_id=bezoek.gemeente_id, zaak_id=bezoek.zaak_id, soort=Contactsoort.HUISBEZOEK, datum=today,
        dagdeel=ronde.plan.dagdeel, bereikt=reached_at_door(uitkomst),
        minuten=min(max(spent, 1), LONGEST_AT_A_DOOR), door_id=by.user_id,
        notitie=note_of(uitkomst, reden),
    )  # fmt: skip
    after_attempts([bezoek.zaak_id], gemeente_code=bezoek.gemeente_id, today=today)
    return poging


def sign_of_life(ronde: Bezoekronde, now: datetime) -> None:
    ronde.laatste_teken = now
    ronde.save(update_fields=["laatste_teken"])

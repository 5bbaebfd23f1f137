"""What a tap at a door means, and whose round it is: shared by the acts of walking (R-OUT-5, R-ROL-1)."""

from datetime import date, datetime, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.refusals import Refused, require
from tijdig.rules.labels import label
from tijdig.rules.terms import Bereikt, Contactsoort, Deurreden, Deuruitkomst

LONGEST_AT_A_DOOR = 120  # minutes; a longer pause was lunch


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

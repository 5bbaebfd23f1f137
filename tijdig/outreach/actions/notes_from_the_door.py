"""What somebody at a door must tell the team: a note on the zaak, as any other (R-OUT-5, R-ROL-1)."""

from datetime import date, datetime

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework.models import Notitie, Vermelding, Vroegsignaalzaak
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.outreach.visits.taps import locked_ronde
from tijdig.refusals import require
from tijdig.rules.terms import Rondestand
from tijdig.rules.visits import CORRECT_WITHIN

LONGEST_NOTE = 1_000  # characters: what one types on a phone


@transaction.atomic
def write_notitie_at_door(bezoek_id: int, *, tekst: str, now: datetime, today: date, by: Actor) -> Notitie:
    """Put this on the zaak of the door, and call on its behandelaar. The same words twice count once. Errors: Refused.

    Who walks does not see it again: the zaak itself stays closed to them.
    """
    found = Bezoek.objects.get(pk=bezoek_id)
    ronde = locked_ronde(found.ronde_id or 0, today=today, by=by)
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=found.zaak_id)
    words = tekst.strip()
    require(
        _refusal_of_moment(ronde, now),
        None if words else "De notitie is leeg. Er is niets opgeslagen.",
        None if len(words) <= LONGEST_NOTE else f"Schrijf het korter: hoogstens {LONGEST_NOTE} tekens.",
        "De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None,
    )
    if same := Notitie.objects.filter(zaak=zaak, door_id=by.user_id, tekst=words).first():
        return same
    notitie = Notitie.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, tekst=words, door_id=by.user_id)
    if zaak.behandelaar_id and zaak.behandelaar_id != by.user_id:
        Vermelding.objects.create(gemeente_id=zaak.gemeente_id, notitie=notitie, wie_id=zaak.behandelaar_id)
    record("notitie.geschreven", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", aan_de_deur=True)
    return notitie


def _refusal_of_moment(ronde: Bezoekronde, now: datetime) -> str | None:
    """A note can be written while the round lasts, and as long after as a tap can be put right."""
    if ronde.stand == Rondestand.ONDERWEG:
        return None
    just_ended = ronde.beeindigd_op is not None and now - ronde.beeindigd_op <= CORRECT_WITHIN
    return None if just_ended else "Uw ronde is voorbij. Geef het door aan uw team."

"""What a message that left, failed or came back means for its zaak; called inside the act that records it."""

from datetime import date

from django.utils import timezone

from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging
from tijdig.outreach.models import Bericht, Brief
from tijdig.rules.terms import Bereikt, Berichtstand, Contactsoort, Sjabloonsoort

CONTACT = {Sjabloonsoort.SMS: Contactsoort.SMS_WHATSAPP, Sjabloonsoort.EMAIL: Contactsoort.EMAIL}


def note_sent(
    bericht: Bericht, *, stand: Berichtstand, today: date, extern_id: str = "", reden: str = ""
) -> None:
    """Write on a locked message that it left, or could not: that is an attempt of its zaak, once per step.

    A confirmation of an appointment is none: who has one was reached already.
    """
    if bericht.afspraak_id is None:
        bericht.contactpoging = _attempt_of(bericht, today)
    bericht.stand, bericht.reden = stand, reden
    bericht.extern_id = extern_id or bericht.extern_id
    if stand is not Berichtstand.MISLUKT:
        bericht.verzonden_op = timezone.now()
    bericht.save(update_fields=["contactpoging", "stand", "reden", "extern_id", "verzonden_op"])
    if bericht.afspraak_id is not None:
        return
    note_not_reached(bericht)
    after_attempts([bericht.zaak_id], gemeente_code=bericht.gemeente_id, today=today)


def note_not_reached(bericht: Bericht) -> None:
    """When none of the messages of an attempt can have arrived, nobody was reached by it."""
    gone = (Berichtstand.MISLUKT, Berichtstand.TERUGGEKOMEN)
    poging = bericht.contactpoging
    if poging is None or poging.bereikt == Bereikt.JA:
        return
    arrived = Bericht.objects.filter(contactpoging=poging).exclude(stand__in=gone).exists()
    poging.bereikt = Bereikt.ONBEKEND if arrived else Bereikt.NEE
    poging.save(update_fields=["bereikt"])


def _attempt_of(bericht: Bericht, today: date) -> Contactpoging:
    siblings = Bericht.objects.filter(
        zaak_id=bericht.zaak_id, stap=bericht.stap, ronde=bericht.ronde, contactpoging__isnull=False
    )
    sibling = siblings.select_related("contactpoging").first()
    if sibling is not None and sibling.contactpoging is not None:
        return sibling.contactpoging
    return Contactpoging.objects.create(
        gemeente_id=bericht.gemeente_id, zaak_id=bericht.zaak_id, soort=CONTACT[Sjabloonsoort(bericht.soort)],
        datum=today, bereikt=Bereikt.ONBEKEND, door_id=bericht.door_id,
    )  # fmt: skip


def not_delivered(brief: Brief, *, today: date) -> None:
    """Write on a locked letter that it did not arrive; when none of its attempt can have, nobody was reached."""
    if brief.retour_op is not None:
        return
    brief.retour_op = today
    brief.save(update_fields=["retour_op"])
    poging = brief.contactpoging
    others = Brief.objects.filter(contactpoging=poging, retour_op__isnull=True).exists()
    if poging.bereikt == Bereikt.ONBEKEND and not others:
        poging.bereikt = Bereikt.NEE
        poging.save(update_fields=["bereikt"])
    after_attempts([brief.zaak_id], gemeente_code=brief.gemeente_id, today=today)

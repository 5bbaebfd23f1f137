"""The team of the demo tells the partners, who take their files at once."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import Form
from tijdig.feedback.queries import partners_waiting


def tell_partners(gemeente: str, *, by: Actor, day: date) -> None:
    """All that may be told by this day, in one file per partner."""
    prepare_feedback(gemeente_code=gemeente, today=day, by=SYSTEM)
    with transaction.atomic():
        enter(gemeente)
        for partner_id in partners_waiting():
            bestand = make_terugkoppelbestand(partner_id=partner_id, gemeente_code=gemeente, today=day, by=by)
            fetch_bestand(bestand.pk, form=Form.CSV, by=by)

"""The team of the demo tells the partners, who take their files at once."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.feedback.actions.files import fetch_bestanden, make_terugkoppelbestanden
from tijdig.feedback.actions.prepare import prepare_feedback


def tell_partners(gemeente: str, *, by: Actor, day: date) -> None:
    """All that may be told by this day, in one file per partner."""
    prepare_feedback(gemeente_code=gemeente, today=day, by=SYSTEM)
    with transaction.atomic():
        enter(gemeente)
        if make_terugkoppelbestanden(gemeente_code=gemeente, today=day, by=by):
            fetch_bestanden(dag=day, by=by)

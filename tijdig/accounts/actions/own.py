"""What somebody sets for themselves. No right is needed for one's own keyboard."""

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import User
from tijdig.audit.record import record
from tijdig.refusals import Refused


@transaction.atomic
def set_sneltoetsen(*, aan: bool, by: Actor) -> None:
    """Switch one's own single keys on or off, on every device (WCAG 2.1.4). Errors: Refused without an account."""
    if by.user_id is None:
        raise Refused("U bent niet ingelogd.")
    User.objects.filter(pk=by.user_id).update(sneltoetsen=aan)
    record("sneltoetsen.ingesteld", subject=f"gebruiker:{by.user_id}", by=by, ground="wcag.2.1.4", aan=aan)

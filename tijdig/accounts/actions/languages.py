"""The language in which somebody sees the pages. Everybody chooses their own, and nobody that of another."""

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.language import Schermtaal
from tijdig.accounts.models import User
from tijdig.audit.record import record


@transaction.atomic
def choose_language(taal: Schermtaal, *, by: Actor) -> None:
    """See the pages in this language from here on, on every computer."""
    user = User.objects.select_for_update().get(pk=by.user_id or 0)
    user.taal = taal
    user.save(update_fields=["taal"])
    record("gebruiker.taal_gekozen", subject=f"gebruiker:{user.pk}", by=by, ground="avg.32", taal=str(taal))

"""Whether NotifyNL may print and post the letters of a run, and whether its printing can be taken back (R-OUT-3)."""

from datetime import date

from django.utils import timezone

from tijdig.accounts.models import Gemeente
from tijdig.rules.terms import Kanaal

from .channels import channel_of
from .models import Brief, Printronde
from .planning import CARD

TOO_LATE = "Dit kan alleen op de dag zelf."


def refusal_of_notify(ronde: Printronde, gemeente: Gemeente) -> str | None:
    """Why NotifyNL cannot post these letters, or None."""
    if not gemeente.brieven_via_notify or channel_of(Kanaal.NOTIFY) is None:
        return "Uw gemeente heeft NotifyNL niet ingesteld voor brieven."
    if ronde.brieven.filter(sjabloon=CARD).exists():
        return "NotifyNL drukt geen kaarten af. Druk ze zelf af."
    if ronde.afgedrukt_op is not None:
        return "Deze brieven zijn al afgedrukt. Er is niets verstuurd."
    return (
        None
        if ronde.sha256
        else "De brieven worden nog opgemaakt of zijn gewist. Probeer het straks opnieuw."
    )


def refusal_to_take_back(ronde: Printronde, today: date) -> str | None:
    """Why it cannot be said that this run was not printed, or None."""
    if ronde.kanaal:
        return "NotifyNL drukt deze brieven af. Dat is niet terug te draaien."
    if ronde.afgedrukt_op is None:
        return "Deze brieven staan nog niet als afgedrukt."
    if timezone.localdate(ronde.afgedrukt_op) != today:
        return TOO_LATE
    returned = Brief.objects.filter(printronde=ronde, retour_op__isnull=False).exists()
    return "Er is al een brief van teruggekomen." if returned else None

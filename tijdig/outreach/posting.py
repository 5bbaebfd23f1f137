"""Whether NotifyNL may print and post the letters of a run (R-OUT-3)."""

from tijdig.accounts.models import Gemeente
from tijdig.rules.terms import Kanaal

from .channels import channel_of
from .models import Printronde
from .planning import CARD


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

"""Ready for CBS: it may collect, the last period was rehearsed, and a file stands ready (R-MON-9)."""

from datetime import date

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.ddas.actions.agree import add_afnemer, grant_machtiging
from tijdig.ddas.actions.deliver import Vraag, plan_levering
from tijdig.ddas.actions.rehearse import rehearse
from tijdig.ddas.queries import usual_vraag
from tijdig.rules.terms import Leverkanaal


def prepare_for_cbs(code: str, *, by: Actor, today: date, vraag: Vraag | None = None) -> None:
    """Over the period before, or another. The secret of this afnemer is thrown away: in the demo nobody collects."""
    afnemer, _ = add_afnemer(naam="CBS", klantcode="cbs", certificaat=b"", today=today, by=SYSTEM)
    grant_machtiging(afnemer_id=afnemer.pk, gemeente_code=code, today=today, by=by)
    vraag = vraag or usual_vraag(today, code)
    rehearse(vraag=vraag, gemeente_code=code, today=today, by=by)
    plan_levering(vraag=vraag, gemeente_code=code, kanaal=Leverkanaal.BESTAND, today=today, by=by)

"""When a team receives residents: hours of the week, and days without (R-OUT-6)."""

from datetime import date, time

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.outreach.reply.models import Beschikbaarheid, Sluitdag
from tijdig.refusals import require
from tijdig.rules.terms import Agendasoort


@transaction.atomic
def add_beschikbaarheid(
    gemeente_code: str, *, team: str, weekdag: int, van: time, tot: time, minuten: int, tegelijk: int, plaats: str,
    by: Actor, soort: Agendasoort = Agendasoort.LANGSKOMEN,
) -> Beschikbaarheid:  # fmt: skip
    """Residents can pick moments in these hours from now on. `weekdag`: 0 = Monday. Errors: Refused."""
    calls = soort is Agendasoort.BELLEN
    require(
        by.refusal_without(Right.CAPACITEIT_BEHEREN),
        "De begintijd moet voor de eindtijd liggen." if van >= tot else None,
        "Een afspraak duurt 10 tot 240 minuten." if not 10 <= minuten <= 240 else None,
        "Er kunnen 1 tot 20 inwoners tegelijk komen." if not 1 <= tegelijk <= 20 else None,
        "Vul in waar de inwoner moet zijn." if not calls and not plaats.strip() else None,
    )
    made = Beschikbaarheid.objects.create(
        gemeente_id=gemeente_code, team=team.strip(), weekdag=weekdag, van=van, tot=tot, minuten=minuten,
        tegelijk=tegelijk, plaats="" if calls else plaats.strip(), soort=soort,
    )  # fmt: skip
    record("agenda.uren_toegevoegd", subject=f"beschikbaarheid:{made.pk}", by=by, ground="wgs.3.1.b")
    return made


@transaction.atomic
def stop_beschikbaarheid(beschikbaarheid_id: int, *, today: date, by: Actor) -> None:
    """Nobody can pick these hours any more; appointments that were made stay. Errors: Refused."""
    require(by.refusal_without(Right.CAPACITEIT_BEHEREN))
    Beschikbaarheid.objects.filter(pk=beschikbaarheid_id, gestopt_op__isnull=True).update(gestopt_op=today)
    record("agenda.uren_gestopt", subject=f"beschikbaarheid:{beschikbaarheid_id}", by=by, ground="wgs.3.1.b")


@transaction.atomic
def add_sluitdag(gemeente_code: str, *, team: str, dag: date, today: date, by: Actor) -> None:
    """The team receives nobody on this day; appointments that were made stay. Errors: Refused."""
    require(
        by.refusal_without(Right.CAPACITEIT_BEHEREN),
        "Deze dag is al voorbij." if dag < today else None,
    )
    Sluitdag.objects.get_or_create(gemeente_id=gemeente_code, team=team.strip(), dag=dag)
    record("agenda.dag_gesloten", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b")


@transaction.atomic
def remove_sluitdag(sluitdag_id: int, *, by: Actor) -> None:
    """The team receives on this day after all. Errors: Refused."""
    require(by.refusal_without(Right.CAPACITEIT_BEHEREN))
    Sluitdag.objects.filter(pk=sluitdag_id).delete()
    record("agenda.dag_geopend", subject=f"sluitdag:{sluitdag_id}", by=by, ground="wgs.3.1.b")

"""Taking what was printed: every look is on record (R-BEW-4)."""

from datetime import date, timedelta

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.models import Printronde
from tijdig.outreach.planning import Plan, Visit, plan_letters, try_on_paper
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Dagdeel, Zaakstatus


@transaction.atomic
def fetch_pdf(printronde_id: int, *, by: Actor) -> bytes:
    """The letters of a run as one PDF. Errors: Refused when there is none (yet, or any more)."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    ronde = Printronde.objects.get(pk=printronde_id)
    pdf = ronde.pdf or b""
    require(_refusal_of_nothing(ronde, there=bool(pdf)))
    record(
        "printronde.opgehaald",
        subject=f"printronde:{ronde.pk}",
        by=by,
        ground="wgs.3.1.b",
        brieven=ronde.aantal,
    )
    return bytes(pdf)


@transaction.atomic
def fetch_manifest(printronde_id: int, *, by: Actor) -> bytes:
    """The list of a run for the mail room, CSV without names. Errors: Refused when there is none."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    ronde = Printronde.objects.get(pk=printronde_id)
    require(_refusal_of_nothing(ronde, there=bool(ronde.manifest)))
    record("printronde.lijst_opgehaald", subject=f"printronde:{ronde.pk}", by=by, ground="wgs.3.1.b")
    return ronde.manifest.encode()


@transaction.atomic
def preview_letter(zaak_id: int, *, visit: Visit | None, today: date, by: Actor) -> bytes:
    """The first letter of this zaak as it would be printed today, as PDF; nothing is sent (R-OUT-3).

    A letter that announces a visit shows the day given, else a day next week. Errors: Refused.
    """
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    zaak = Vroegsignaalzaak.objects.select_related("behandelaar").get(pk=zaak_id)
    require(
        None if zaak.status != Zaakstatus.AFGEROND else "Deze zaak is afgerond: er gaat geen brief meer uit."
    )
    visit = visit or Visit(dag=today + timedelta(days=7), dagdeel=Dagdeel.MIDDAG)
    plan = plan_letters([zaak], gemeente_code=zaak.gemeente_id, today=today, visit=visit, by=by)
    letter = _first(try_on_paper(plan))
    record("brief.voorbeeld_bekeken", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b")
    return letter


def _first(plan: Plan) -> bytes:
    if not plan.letters:
        raise Refused(plan.held[0].uitleg)
    return render_letter(plan.letters[0].letter)


def _refusal_of_nothing(ronde: Printronde, *, there: bool) -> str | None:
    if there:
        return None
    if ronde.klaar_op is None:
        return "De brieven worden nog opgemaakt. Wacht even en probeer het opnieuw."
    return "Dit bestand is gewist: de bewaartermijn is voorbij."

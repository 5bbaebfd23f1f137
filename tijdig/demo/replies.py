"""Residents of the demo who answered on the reply page, and the hours in which the team receives them."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.casework.models import Contactpoging
from tijdig.outreach.actions.agenda import add_beschikbaarheid
from tijdig.outreach.actions.replies import INWONER, Antwoord, record_reply
from tijdig.outreach.models import Reactiecode
from tijdig.outreach.reply.codes import known_codes
from tijdig.outreach.reply.slots import free_slots
from tijdig.outreach.reply.standing import live_code
from tijdig.rules.holidays import is_working_day
from tijdig.rules.terms import Agendasoort, Dagdeel, Reactiesoort

ANSWERS = 6
TO_TRY = 3
PLACE = "Stadskantoor, balie vroegsignalering"


def let_residents_answer(gemeente: str, *, team: Sequence[Actor], day: date) -> None:
    """A handful of open zaken with a letter get an answer, one of each kind first."""
    with working_for(gemeente):
        boss = next((actor for actor in team if Right.CAPACITEIT_BEHEREN in actor.rights), None)
        if boss is not None:
            for weekdag in (1, 3):
                add_beschikbaarheid(
                    gemeente, team="", weekdag=weekdag, van=time(9), tot=time(12), minuten=45, tegelijk=1,
                    plaats=PLACE, by=boss,
                )  # fmt: skip
            for weekdag in range(5):
                add_beschikbaarheid(
                    gemeente, team="", weekdag=weekdag, van=time(13), tot=time(16), minuten=20, tegelijk=1, plaats="",
                    soort=Agendasoort.BELLEN, by=boss,
                )  # fmt: skip
        written = Contactpoging.objects.filter(brieven__isnull=False).values("zaak")
        codes = Reactiecode.objects.filter(zaak__in=written, zaak__afgerond_op__isnull=True).order_by("-pk")
        kinds = list(Reactiesoort)
        for number, code in enumerate(codes[:ANSWERS]):
            if live_code(code.pk, today=day) is not None:
                antwoord = _answer(code, kinds[number % len(kinds)], day)
                record_reply(code.pk, antwoord=antwoord, today=day, by=INWONER)


def codes_to_try(gemeente: str, *, today: date) -> list[str]:
    """Codes of letters on which nobody answered yet: to try the desk and the reply page with."""
    with working_for(gemeente):
        silent = Reactiecode.objects.filter(
            zaak__afgerond_op__isnull=True, zaak__reacties__isnull=True, kenmerk__isnull=False, geldig_tot__gte=today,
        ).order_by("pk")  # fmt: skip
        zaken = list(silent.values_list("zaak_id", flat=True)[:TO_TRY])
        return [code.code for code in known_codes(zaken).values()]


def _answer(code: Reactiecode, soort: Reactiesoort, day: date) -> Antwoord:
    """What is possible of this kind; without a free moment they ask to be called."""
    if soort is Reactiesoort.LANGSKOMEN and (slots := free_slots(code.zaak, today=day)):
        return Antwoord(soort=soort, start=slots[0].start)
    if soort in (Reactiesoort.OPGELOST, Reactiesoort.GEEN_HULP):
        return Antwoord(soort=soort)
    if slots := free_slots(code.zaak, today=day, soort=Agendasoort.BELLEN):
        return Antwoord(soort=Reactiesoort.BELLEN, start=slots[0].start, telefoon="0612345678")
    days = (day + timedelta(days=ahead) for ahead in range(1, 9))
    when = next(found for found in days if is_working_day(found))
    return Antwoord(soort=Reactiesoort.BELLEN, dag=when, dagdeel=Dagdeel.MIDDAG, telefoon="0612345678")

"""How the team of the demo decides on doubtful persons."""

import random
from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.checks.actions import decide
from tijdig.checks.models import Toets
from tijdig.refusals import Refused
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Signaalstatus


def decide_doubts(gemeente: str, *, by: Actor, day: date, chance: random.Random) -> None:
    """Go through the list; some are left, as in any team."""
    with working_for(gemeente):
        doubts = list(
            Toets.objects.filter(vroegsignaal__status=Signaalstatus.TWIJFEL, besluit="").values_list(
                "pk", "uitkomst", "kandidaten"
            )
        )
    for pk, uitkomst, candidates in doubts:
        if chance.random() < 0.08:
            continue
        with working_for(gemeente):
            try:
                _decide(pk, uitkomst, len(candidates), by, day, chance)
            except Refused:
                decide.set_aside(
                    pk, als=Eindresultaat.ANDERE_REDEN, reden="Niet te achterhalen.", today=day, by=by
                )


def _decide(pk: int, uitkomst: str, candidates: int, by: Actor, day: date, chance: random.Random) -> None:
    if uitkomst == BrpUitkomst.OVERLEDEN and chance.random() < 0.5:
        decide.offer_to_household(
            pk, reden="De partner woont er nog; die krijgt een aanbod.", today=day, by=by
        )
    elif uitkomst == BrpUitkomst.OVERLEDEN:
        decide.set_aside(
            pk, als=Eindresultaat.OVERLEDEN, reden="Niemand meer op het adres.", today=day, by=by
        )
    elif uitkomst == BrpUitkomst.MINDERJARIG:
        decide.offer_to_household(
            pk, reden="Contract op naam van een kind; de ouder krijgt het aanbod.", today=day, by=by
        )
    elif candidates:
        keuze = chance.randrange(candidates)
        decide.choose_person(pk, keuze=keuze, reden="Nagekeken aan de hand van het adres.", today=day, by=by)
    elif chance.random() < 0.6:
        decide.keep_as_delivered(
            pk, reden="Het signaal gaat over een bewoner die nog niet is ingeschreven.", today=day, by=by
        )
    else:
        decide.set_aside(
            pk, als=Eindresultaat.ANDERE_REDEN, reden="Niemand met deze naam gevonden.", today=day, by=by
        )

"""Questions of the demo to partners: one that waits too long, one with an answer, one that waits (R-BRP-4)."""

from datetime import date, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.checks.actions.ask import ask_partner, record_antwoorden
from tijdig.checks.queries import doubtful
from tijdig.policies import policy_on
from tijdig.rules.partner_questions import Antwoord
from tijdig.rules.terms import Vraagantwoord, Vraagsoort

V = Vraagsoort
ASKED = ((V.ADRES,), (V.OPENSTAAND,), (V.GEBOORTEDATUM, V.NAAM))
PAID = Antwoord(antwoord=Vraagantwoord.NEE, tekst="Betaald in de week na het signaal.")


def ask_partners(gemeente: str, *, by: Actor, today: date) -> None:
    """The three that wait longest; whoever opens the list finds the one with an answer on top."""
    with working_for(gemeente):
        doubts = list(doubtful({}).filter(besluit="")[: len(ASKED)])
        late = policy_on(today, gemeente).partnervragen.antwoord_dagen + 2
        for toets, vragen, days in zip(doubts, ASKED, (late, 4, 1), strict=False):
            day = max(today - timedelta(days=days), toets.vroegsignaal.ontvangen_op)
            ask_partner(toets.pk, vragen=vragen, reden="", today=day, by=by)
            if V.OPENSTAAND in vragen:
                record_antwoorden(toets.pk, antwoorden={V.OPENSTAAND: PAID}, today=today, by=by)

"""Questions of the demo to partners: one that waits, one that waits too long, one with an answer (R-BRP-4)."""

from datetime import date, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.checks.actions.ask import ask_partner, record_antwoorden
from tijdig.checks.queries import doubtful
from tijdig.policies import policy_on
from tijdig.rules.partner_questions import Antwoord
from tijdig.rules.terms import Vraagantwoord, Vraagsoort

V = Vraagsoort
ASKED = ((V.GEBOORTEDATUM, V.NAAM), (V.ADRES,), (V.OPENSTAAND,))


def ask_partners(gemeente: str, *, by: Actor, today: date) -> None:
    """The three that came last; whoever opens the list finds the one with an answer on top."""
    with working_for(gemeente):
        waited = timedelta(days=policy_on(today, gemeente).partnervragen.antwoord_dagen + 2)
        doubts = doubtful({}).filter(besluit="").order_by("-vroegsignaal__ontvangen_op", "-pk")
        days = (today - timedelta(days=1), today - waited, today - timedelta(days=4))
        for toets, vragen, day in zip(doubts[: len(ASKED)], ASKED, days, strict=False):
            ask_partner(toets.pk, vragen=vragen, reden="", today=day, by=by)
            if V.OPENSTAAND in vragen:
                paid = Antwoord(antwoord=Vraagantwoord.NEE, tekst="Betaald in de week na het signaal.")
                record_antwoorden(toets.pk, antwoorden={V.OPENSTAAND: paid}, today=today, by=by)

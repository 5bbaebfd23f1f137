"""What must happen today for the functioneel beheerder and the privacy officer: they see no zaken (R-ROL-1)."""

from collections.abc import Iterator
from datetime import date, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.config.templatetags.tijdig_tags import day, due_in, due_kind
from tijdig.partners.queries import NOTICE_DAYS, expiring_agreements
from tijdig.policies import Status, values_in_force

from .rows import Row


def rows_of_beheer(actor: Actor, gemeente: Gemeente, today: date) -> Iterator[Row]:
    """Agreements that end, accounts nobody can use yet. Two queries."""
    if Right.PARTNERS_BEHEREN in actor.rights:
        ending = list(expiring_agreements(today))
        first = ending[0].einde if ending else None
        yield Row(
            label="Overeenkomsten die aflopen",
            short="aflopende overeenkomsten",
            count=len(ending),
            href=link("partners:lijst", stand="loopt_af"),
            due=f"de eerste {due_in(first, today)}" if first else "",
            due_kind=due_kind(first, today),
            note=f"Binnen {NOTICE_DAYS} dagen. Zonder overeenkomst wordt een aanlevering geweigerd",
        )
    if Right.GEBRUIKERS_BEHEREN in actor.rights:
        yield Row(
            label="Medewerkers die nog niet konden inloggen",
            short="nieuwe medewerkers",
            count=queries.users_without_second_factor(gemeente.pk),
            href=link("accounts:gebruikers"),
            note="De tweede stap is nog niet ingesteld",
        )


def rows_of_privacy(actor: Actor, gemeente: Gemeente, today: date) -> Iterator[Row]:
    """What there is to look through. One query."""
    if Right.LOGBOEK_ZIEN not in actor.rights:
        return
    since = today - timedelta(days=queries.WEEK_DAYS)
    yield Row(
        label="Keer gekeken bij een inwoner",
        short="inzage",
        count=queries.looks_since(queries.start_of(since)),
        href=link("privacy:logboek", wat="bekeken", vanaf=since.isoformat()),
        note=f"Sinds {day(since)}",
    )
    yield Row(
        label="Waarden van beleid die nog bevestigd moeten worden",
        short="waarden om te bevestigen",
        count=sum(value.status is Status.TE_BEVESTIGEN for value in values_in_force(today, gemeente.pk)),
        href=link("beleid"),
    )

"""The start page: a desk, not a dashboard. What must happen today, what came in, what is stuck.

Every line is there for who has the right to do something about it, and leads to a list that is already filtered.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.intake.models import Aanlevering
from tijdig.policies import policy_on

from .own import rows_of_beheer, rows_of_privacy
from .rows import Row, Step, Stuck
from .stuck import stuck_things
from .work import rows_of_casework, rows_of_clients, rows_of_visits

__all__ = ["Desk", "Row", "Step", "Stuck", "lay_out"]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """All that the start page shows."""

    rows: list[Row] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)  # what there is nothing of today
    stuck: list[Stuck] = field(default_factory=list)
    deliveries: list[Aanlevering] = field(default_factory=list)
    week: int = 0
    since_yesterday: int = 0
    sees_deliveries: bool = False
    first_steps: list[Step] = field(default_factory=list)


def lay_out(actor: Actor, gemeente: Gemeente | None, zaken: QuerySet[Vroegsignaalzaak], today: date) -> Desk:
    """The desk of this actor, who sees these zaken, on this day. The number of queries does not grow with the zaken."""
    if gemeente is None:
        return Desk()
    terms = policy_on(today, gemeente.pk).termijnen
    signals = queries.signal_counts(today - timedelta(days=terms.hulpaanbod_dagen))
    found = [
        *rows_of_casework(actor, gemeente, zaken, signals, today),
        *rows_of_clients(actor, gemeente),
        *rows_of_visits(actor, today),
        *rows_of_beheer(actor, gemeente, today),
        *rows_of_privacy(actor, gemeente, today),
    ]
    sees = Right.AANLEVERINGEN_ZIEN in actor.rights
    deliveries, counts = queries.recent_deliveries(today) if sees else ([], {})
    return Desk(
        rows=[row for row in found if row.count],
        quiet=[row.short for row in found if not row.count],
        stuck=list(stuck_things(actor, gemeente, zaken, signals, today)),
        deliveries=deliveries,
        week=counts.get("week", 0),
        since_yesterday=counts.get("sinds_gisteren", 0),
        sees_deliveries=sees,
        first_steps=_first_steps(actor, today) if sees and not deliveries else [],
    )


def _first_steps(actor: Actor, today: date) -> list[Step]:
    """What to do first, as long as nothing was ever delivered."""
    if queries.was_ever_delivered():
        return []
    partner, agreement = queries.first_steps_done(today)
    may_keep_partners = Right.PARTNERS_BEHEREN in actor.rights
    return [
        Step(
            label="Leg een signaalpartner vast",
            text="Naam, KvK-nummer en wat deze partner mag melden.",
            done=partner,
            href=link("partners:nieuw") if may_keep_partners else "",
        ),
        Step(
            label="Leg de overeenkomst vast",
            text="Zonder overeenkomst mag een partner niet aanleveren.",
            done=agreement,
            href=link("partners:lijst") if may_keep_partners else "",
        ),
        Step(
            label="Neem de eerste aanlevering aan",
            text="Een bestand van de partner: CSV, Excel of JSON.",
            done=False,
            href=link("intake:nieuw") if Right.AANLEVEREN in actor.rights else "",
        ),
    ]

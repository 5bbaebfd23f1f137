"""What must happen today, for who follows up zaken: crisis first, then what is due (R-TRM-2, R-TRM-5)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.config.templatetags.tijdig_tags import count_word, due_in, due_kind
from tijdig.outreach.visits.queries import doors_today
from tijdig.policies import policy_on
from tijdig.rules.deadlines import working_days_left

from .rows import Row


def rows_of_visits(actor: Actor, today: date) -> Iterator[Row]:
    """The doors of today's own round. One query."""
    if Right.RONDES_LOPEN in actor.rights:
        yield Row(
            label="Deuren in uw ronde van vandaag",
            short="eigen ronde",
            count=doors_today(actor.user_id, today),
            href=link("walk:ronde"),
        )


def rows_of_casework(
    actor: Actor,
    gemeente: Gemeente,
    zaken: QuerySet[Vroegsignaalzaak],
    signals: queries.Counts,
    today: date,
) -> Iterator[Row]:
    """In the order in which somebody would do them. Two queries."""
    if Right.ZAKEN_ZIEN not in actor.rights:
        return
    counts = queries.zaak_counts(zaken, today)
    yield _crisis(counts, gemeente, today)
    yield from _terms(counts, today)
    if Right.VOORSTELLEN_BEVESTIGEN in actor.rights:
        yield from _proposals(counts, today)
    if Right.TWIJFEL_BESLISSEN in actor.rights:
        yield _doubts(signals, today)
    yield from _steps(counts, actor)
    yield _appointments(zaken, today)


def _crisis(counts: queries.Counts, gemeente: Gemeente, today: date) -> Row:
    """The term of a threatening situation counts in working days."""
    first = counts["crisis_eerst"]
    due = due_in(first, today)
    if first and first > today:
        free = policy_on(today, gemeente.pk).termijnen.vrije_dagen
        due = f"nog {count_word(working_days_left(today, first, vrij=free), 'werkdag,werkdagen')}"
    return Row(
        label="Crisis: eerste gesprek binnen drie werkdagen",
        short="crisis",
        count=counts["crisis_aantal"],
        href=link("casework:bakjes", crisis=1),
        due=due,
        due_kind="crisis",
        note="Er dreigt een ontruiming, een afsluiting of het einde van de zorgverzekering",
    )


def _terms(counts: queries.Counts, today: date) -> Iterator[Row]:
    for name, short, label, first in (
        ("verlopen", "verlopen termijnen", "Termijn is verlopen", "de oudste"),
        ("week", "termijnen van deze week", "Termijn loopt binnen een week af", "de eerste"),
    ):
        day = counts[f"{name}_eerst"]
        yield Row(
            label=label,
            short=short,
            count=counts[f"{name}_aantal"],
            href=link("casework:bakjes", term=name),
            due=f"{first} {due_in(day, today)}" if day else "",
            due_kind=due_kind(day, today),
        )


def _proposals(counts: queries.Counts, today: date) -> Iterator[Row]:
    for name, filters, short, label in (
        ("nieuw_signaal", {"nieuw_signaal": 1}, "nieuwe signalen", "Nieuw signaal bij een lopende zaak"),
        ("voorgesteld", {"status": "voorgesteld"}, "voorstellen", "Voorstellen om te bevestigen"),
    ):
        day = counts[f"{name}_eerst"]
        yield Row(
            label=label,
            short=short,
            count=counts[f"{name}_aantal"],
            href=link("casework:bakjes", **filters),
            due=due_in(day, today),
            due_kind=due_kind(day, today),
        )


def _doubts(counts: queries.Counts, today: date) -> Row:
    oldest = counts["twijfel_oudste"]
    age = (today - oldest).days if oldest else 0
    return Row(
        label="Twijfel over wie het is",
        short="twijfel",
        count=counts["twijfel"],
        href=link("checks:twijfel"),
        due=f"de oudste wacht {count_word(age, 'dag,dagen')}" if oldest else "",
        note="De termijn van 28 dagen loopt al",
    )


def _steps(counts: queries.Counts, actor: Actor) -> Iterator[Row]:
    """Steps of the sequences that are due today or were before (R-OUT-4)."""
    if Right.BRIEVEN_AFDRUKKEN in actor.rights:
        yield Row(
            label="Brieven om af te drukken",
            short="brieven",
            count=counts["brief_aantal"],
            href=link("outreach:printronde_nieuw"),
        )
    if Right.ZAKEN_BEHANDELEN in actor.rights:
        for name, short, label in (
            ("bellen", "telefoontjes", "Inwoners om te bellen"),
            ("huisbezoek", "huisbezoeken", "Huisbezoeken"),
            ("bericht", "berichten", "Sms en e-mail om te sturen"),
        ):
            href = link("casework:bakjes", stap=name)
            yield Row(label=label, short=short, count=counts[f"{name}_aantal"], href=href)


def _appointments(zaken: QuerySet[Vroegsignaalzaak], today: date) -> Row:
    counts = queries.appointments_on(today, zaken)
    first = counts["eerste"]
    return Row(
        label="Afspraken vandaag",
        short="afspraken",
        count=counts["aantal"],
        href=link("casework:bakjes", afspraak="vandaag"),
        due=f"de eerste om {timezone.localtime(first):%H.%M} uur" if first else "",
    )

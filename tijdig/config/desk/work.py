"""What must happen today, for who follows up zaken: crisis first, then what is due (R-TRM-2, R-TRM-5)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.casework.aftercare import without_news
from tijdig.casework.capacity import planned_zaken
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.standing_in import replaced_by
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.config.templatetags.tijdig_tags import count_word, due_in, due_kind
from tijdig.feedback.partner_queries import pauses_ending
from tijdig.outreach.reply.queries import open_count
from tijdig.outreach.visits.queries import doors_today
from tijdig.policies import policy_on
from tijdig.rules.crisis import time_left

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
    """In the order in which somebody would do them. Ten queries at most, three of them for the hours."""
    if Right.ZAKEN_ZIEN not in actor.rights:
        return
    counts = queries.zaak_counts(zaken, today)
    yield _crisis(counts, gemeente, today)
    yield _called_on(actor, zaken)
    yield from _replaced(actor, zaken, today)
    yield _replies(zaken)
    yield from _terms(counts, today)
    if Right.VOORSTELLEN_BEVESTIGEN in actor.rights:
        yield from _proposals(counts, today)
    if Right.TWIJFEL_BESLISSEN in actor.rights:
        yield _doubts(signals, today)
    yield from _steps(counts, actor)
    yield _appointments(zaken, today)
    if Right.CAPACITEIT_ZIEN in actor.rights:
        yield _weeks_list(zaken, gemeente, today)
    if Right.ZAKEN_BEHANDELEN in actor.rights:
        yield from _aftercare(zaken, gemeente, today)
    if Right.TERUGKOPPELEN in actor.rights:
        yield _pauses(gemeente, today)


def _crisis(counts: queries.Counts, gemeente: Gemeente, today: date) -> Row:
    """The term of a threatening situation counts in working days."""
    first = counts["crisis_eerst"]
    free = policy_on(today, gemeente.pk).termijnen.vrije_dagen
    due = time_left(timezone.localtime(moment_on(today)), first, vrij=free) if first else ""
    return Row(
        label="Crisis: eerste gesprek binnen drie werkdagen",
        short="crisis",
        count=counts["crisis_aantal"],
        href=link("casework:bakjes", crisis=1),
        due=due,
        due_kind="crisis",
        note="Er dreigt een ontruiming, een afsluiting of het einde van de zorgverzekering",
    )


def _called_on(actor: Actor, zaken: QuerySet[Vroegsignaalzaak]) -> Row:
    """Notes of colleagues, until they are read."""
    return Row(
        label="Notities waarin een collega u noemt",
        short="notities voor u",
        count=queries.unread_mentions(actor.user_id, zaken),
        href=link("casework:genoemd"),
    )


def _replaced(actor: Actor, zaken: QuerySet[Vroegsignaalzaak], today: date) -> Iterator[Row]:
    """The work of who is away, on the desk of who stands in."""
    replaced = replaced_by(actor.user_id, today)
    if not replaced:
        return
    counts = queries.counts_of(zaken, [pk for pk, _ in replaced])
    yield Row(
        label=f"U vervangt {' en '.join(name for _, name in replaced)}",
        short="vervanging",
        count=counts["aantal"],
        href=link("casework:bakjes", behandelaar="vervang"),
        due=f"de eerste {due_in(counts['eerst'], today)}" if counts["eerst"] else "",
        due_kind=due_kind(counts["eerst"], today),
        note=f"{count_word(counts['te_bevestigen'], 'voorstel,voorstellen')} te bevestigen",
    )


def _replies(zaken: QuerySet[Vroegsignaalzaak]) -> Row:
    return Row(
        label="Reacties van inwoners",
        short="reacties",
        count=open_count(zaken),
        href=link("reacties:lijst"),
        note="Een inwoner antwoordde en wacht op u",
    )


def _terms(counts: queries.Counts, today: date) -> Iterator[Row]:
    for name, short, label in (
        ("verlopen", "verlopen termijnen", "Termijn is verlopen"),
        ("week", "termijnen van deze week", "Termijn loopt binnen een week af"),
    ):
        day = counts[f"{name}_eerst"]
        left = due_in(day, today)
        yield Row(
            label=label,
            short=short,
            count=counts[f"{name}_aantal"],
            href=link("casework:bakjes", term=name),
            due=(f"de oudste {left}" if name == "verlopen" else f"de eerste {left}") if day else "",
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
            ("bellen", "inwoners om te bellen", "Inwoners om te bellen"),
            ("huisbezoek", "huisbezoeken", "Huisbezoeken"),
            ("bericht", "berichten", "Sms en e-mail om te sturen"),
        ):
            href = link("casework:bakjes", stap=name)
            yield Row(label=label, short=short, count=counts[f"{name}_aantal"], href=href)


def _weeks_list(zaken: QuerySet[Vroegsignaalzaak], gemeente: Gemeente, today: date) -> Row:
    """The zaken that this week's hours are for (R-TRI-4)."""
    chosen = planned_zaken("week", gemeente_code=gemeente.pk, today=today, weeks=1)
    return Row(
        label="De lijst van deze week",
        short="de lijst van deze week",
        count=zaken.filter(pk__in=chosen).count() if chosen else 0,
        href=link("casework:bakjes", plan="week"),
        note="Wat in de uren van deze week past, in de volgorde waarin het moet",
    )


def _aftercare(zaken: QuerySet[Vroegsignaalzaak], gemeente: Gemeente, today: date) -> Iterator[Row]:
    """After help was accepted: the decision in time, and whether we know how it went on (R-UIT-4, R-UIT-6)."""
    due, first = queries.decisions_due(zaken)
    yield Row(
        label="Besluiten over schuldhulp",
        short="besluiten over schuldhulp",
        count=due,
        href=link("casework:besluiten"),
        due=f"de eerste {due_in(first, today)}" if first else "",
        due_kind=due_kind(first, today),
        note="Na het eerste gesprek volgt op tijd de beschikking",
    )
    yield Row(
        label="Hoe ging het verder?",
        short="verwijzingen zonder bericht",
        count=without_news(zaken, gemeente.pk, today).count(),
        href=link("casework:vervolg"),
        note="Verwijzingen waarvan we lang niets hoorden",
    )


def _pauses(gemeente: Gemeente, today: date) -> Row:
    """The partner collects again after this day (R-TER-4)."""
    count, first = pauses_ending(gemeente.pk, today)
    return Row(
        label="Pauzes van de incasso die bijna stoppen",
        short="pauzes die stoppen",
        count=count,
        href=link("feedback:pauzes"),
        due=f"de eerste {due_in(first, today)}" if first else "",
        due_kind=due_kind(first, today),
    )


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

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
from tijdig.casework.handed_over import clients_of
from tijdig.casework.listing import first_crisis_day
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.standing_in import replaced_by
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.config.templatetags.tijdig_tags import count_word, due_in, due_kind
from tijdig.feedback.partner_queries import pauses_ending
from tijdig.outreach.reply.queries import open_counts
from tijdig.outreach.visits.queries import doors_today, on_call
from tijdig.policies import policy_on
from tijdig.rules.crisis import time_left
from tijdig.rules.deadlines import add_working_days

from .rows import Row


def rows_of_visits(actor: Actor, today: date) -> Iterator[Row]:
    """For whom one is on call, and the doors of today's own round. Two queries."""
    yield from _on_call(actor, today)
    if Right.RONDES_LOPEN in actor.rights:
        yield Row(
            label="Deuren in uw ronde van vandaag",
            short="eigen ronde",
            count=doors_today(actor.user_id, today),
            href=link("walk:ronde"),
        )


def _on_call(actor: Actor, today: date) -> Iterator[Row]:
    """The colleague on call sees who is out and when they last gave a sign (R-OUT-5)."""
    rounds = on_call(actor.user_id, today)
    if not rounds:
        return
    out = [ronde for ronde in rounds if ronde.laatste_teken]
    signs = [f"{timezone.localtime(ronde.laatste_teken):%H.%M}" for ronde in out if ronde.laatste_teken]
    who = ", ".join(str(ronde.bezoeker) for ronde in rounds)
    yield Row(
        label="U bent achterwacht: rondes van vandaag",
        short="achterwacht",
        count=len(rounds),
        href=link("visits:rondes") if Right.RONDES_PLANNEN in actor.rights else link("vandaag"),
        due=f"laatste teken om {min(signs)} uur" if signs else "nog niet begonnen",
        note=f"Houd uw telefoon bij u: {who}",
    )


def rows_of_clients(actor: Actor, gemeente: Gemeente) -> Iterator[Row]:
    """What came in about the own clients of a schuldhulpverlener (R-SHV-1). Two queries."""
    if Right.OVERDRACHTEN_AANNEMEN in actor.rights:
        yield Row(
            label="Nieuwe signalen over uw inwoners",
            short="signalen over uw inwoners",
            count=clients_of(actor.user_id, gemeente.pk).count(),
            href=link("casework:overgedragen"),
            note="Neem contact op en leg dat vast; de partner hoort dat er al hulp is",
        )


def rows_of_casework(
    actor: Actor,
    gemeente: Gemeente,
    zaken: QuerySet[Vroegsignaalzaak],
    signals: queries.Counts,
    today: date,
) -> Iterator[Row]:
    """In the order in which somebody would do them. Eleven queries at most, three of them for the hours."""
    if Right.ZAKEN_ZIEN not in actor.rights:
        return
    counts = queries.zaak_counts(zaken, today)
    yield _crisis(counts, zaken, gemeente, today)
    if Right.TWIJFEL_BESLISSEN in actor.rights:
        yield from _crisis_of_whom(signals, gemeente, today)
    yield _called_on(actor, zaken)
    yield from _replaced(actor, zaken, today)
    replies, unknown = open_counts(zaken)
    yield _replies(replies)
    if Right.REACTIES_VASTLEGGEN in actor.rights:
        yield _unknown_sms(unknown)
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
        yield from _aftercare(counts, zaken, gemeente, today)
    if Right.TERUGKOPPELEN in actor.rights:
        yield _pauses(zaken, gemeente, today)


def _crisis(
    counts: queries.Counts, zaken: QuerySet[Vroegsignaalzaak], gemeente: Gemeente, today: date
) -> Row:
    """The term of a threatening situation counts in working days; one whose talk was held has none left."""
    first = first_crisis_day(zaken) if counts["crisis_aantal"] else None
    return Row(
        label="Crisis: eerste gesprek binnen drie werkdagen",
        short="crisis",
        count=counts["crisis_aantal"],
        href=link("casework:bakjes", crisis=1),
        due=_time_left(first, gemeente, today),
        due_kind="crisis",
        note="Er dreigt een ontruiming, een afsluiting of het einde van de zorgverzekering",
    )


def _crisis_of_whom(counts: queries.Counts, gemeente: Gemeente, today: date) -> Iterator[Row]:
    """A crisis is not a zaak yet while it is not known whom it is about; its term runs all the same (R-TRM-2)."""
    terms = policy_on(today, gemeente.pk).termijnen
    for name, short, label, href in (
        ("twijfel", "crisis in twijfel", "Crisis: beslis eerst om wie het gaat", link("checks:twijfel")),
        ("brp", "crisis zonder controle", "Crisis: de BRP gaf nog geen antwoord", link("checks:wachtend")),
    ):
        oldest = counts[f"{name}_crisis_oudste"]
        last = None
        if oldest:
            last = add_working_days(oldest, terms.bedreigende_situatie_werkdagen, vrij=terms.vrije_dagen)
        yield Row(
            label=label,
            short=short,
            count=counts[f"{name}_crisis"],
            href=href,
            due=_time_left(last, gemeente, today),
            due_kind="crisis",
            note="De drie werkdagen voor het eerste gesprek lopen al",
        )


def _time_left(last: date | None, gemeente: Gemeente, today: date) -> str:
    if last is None:
        return ""
    free = policy_on(today, gemeente.pk).termijnen.vrije_dagen
    return time_left(timezone.localtime(moment_on(today)), last, vrij=free)


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


def _replies(count: int) -> Row:
    return Row(
        label="Reacties van inwoners",
        short="reacties",
        count=count,
        href=link("reacties:lijst"),
        note="Een inwoner antwoordde en wacht op u",
    )


def _unknown_sms(count: int) -> Row:
    """Text messages of which nobody knows the zaak."""
    return Row(
        label="Sms van een onbekend nummer",
        short="sms van onbekenden",
        count=count,
        href=link("reacties:sms"),
        note="Zoek uit bij welke zaak het hoort",
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
        left = due_in(day, today)
        yield Row(
            label=label,
            short=short,
            count=counts[f"{name}_aantal"],
            href=link("casework:bakjes", **filters),
            due=f"de eerste {left}" if day else "",
            due_kind=due_kind(day, today),
        )


def _doubts(counts: queries.Counts, today: date) -> Row:
    """Whom it is about is not known; what passed its term here is counted too (R-TRM-5)."""
    oldest, late = counts["twijfel_oudste"], counts["twijfel_te_laat"]
    age = (today - oldest).days if oldest else 0
    return Row(
        label="Twijfel over wie het is",
        short="twijfel",
        count=counts["twijfel"],
        href=link("checks:twijfel"),
        due=f"de oudste wacht {count_word(age, 'dag,dagen')}" if oldest else "",
        due_kind="te-laat" if late else "rustig",
        note=f"Van {count_word(late, 'signaal,signalen')} is de termijn voorbij"
        if late
        else "De termijn loopt al",
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


def _aftercare(
    counts: queries.Counts, zaken: QuerySet[Vroegsignaalzaak], gemeente: Gemeente, today: date
) -> Iterator[Row]:
    """After help was accepted: the decision in time, and whether we know how it went on (R-UIT-4, R-UIT-6)."""
    yield Row(
        label="Overgedragen aan schuldhulpverlening",
        short="overdrachten",
        count=counts["overgedragen_aantal"],
        href=link("casework:overgedragen"),
        note="Tot de schuldhulpverlener contact opneemt en u de zaak afrondt",
    )
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


def _pauses(zaken: QuerySet[Vroegsignaalzaak], gemeente: Gemeente, today: date) -> Row:
    """The partner collects again after this day (R-TER-4)."""
    count, first = pauses_ending(zaken, gemeente.pk, today)
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

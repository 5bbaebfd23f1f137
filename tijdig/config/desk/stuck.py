"""What is stuck, in plain words: what happened, what was kept, what to do. Each for who can act on it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.config import queries
from tijdig.config.frame import link
from tijdig.config.stopped import stopped_jobs
from tijdig.config.templatetags.tijdig_tags import count_word, day
from tijdig.feedback.due import term_in_words
from tijdig.feedback.partner_queries import stuck_deliveries
from tijdig.outreach.message_queries import came_back_count
from tijdig.outreach.visits.queries import rounds_out

from .rows import Stuck

SHV_MAX_DAYS = 31
PROCESSING_HOURS = 1
ERASING_DAYS = 2  # every night; a night may be missed


def stuck_things(
    actor: Actor, gemeente: Gemeente, zaken: QuerySet[Vroegsignaalzaak], signals: queries.Counts, today: date
) -> Iterator[Stuck]:  # fmt: skip
    """At most twelve queries; nothing that this actor could do nothing about."""
    rights = actor.rights
    if rights & {Right.TWIJFEL_BESLISSEN, Right.GEBRUIKERS_BEHEREN}:
        yield from _brp(signals, rights)
    if Right.AANLEVERINGEN_ZIEN in rights:
        yield from _deliveries()
    if rights & {Right.GEBRUIKERS_BEHEREN, Right.ZAKEN_ALLE_TEAMS}:
        yield from _jobs(gemeente, rights)
    if Right.TWIJFEL_BESLISSEN in rights:
        yield from _forwards()
    if Right.RONDES_PLANNEN in rights:
        yield from _rounds(gemeente, today)
    if Right.TERUGKOPPELEN in rights:
        yield from _feedback(gemeente, today)
    if Right.BERICHTEN_VERSTUREN in rights:
        yield from _messages(zaken)
    if Right.LIJSTEN_BEHEREN in rights:
        yield from _shv_list(gemeente, today)
    if Right.WISSEN_ZIEN in rights:
        yield from _erasing(today)


def _brp(counts: queries.Counts, rights: frozenset[Right]) -> Iterator[Stuck]:
    """A check that failed waits and is tried again; it is never 'not found' (R-BRP-1, §14)."""
    if counts["brp"]:
        yield Stuck(
            title="De BRP geeft geen antwoord",
            text=f"{count_word(counts['brp'], 'signaal wacht,signalen wachten')}, het oudste van "
            f"{day(counts['brp_oudste'])}. Er gaat niets verloren: Tijdig probeert het steeds opnieuw. Duurt het "
            "langer dan een dag? Bel dan uw functioneel beheerder.",
            href=link("checks:wachtend")
            if Right.TWIJFEL_BESLISSEN in rights
            else link("intake:aanleveringen"),
        )


def _deliveries() -> Iterator[Stuck]:
    late = queries.waiting_deliveries(timezone.now() - timedelta(hours=PROCESSING_HOURS))
    if late:
        yield Stuck(
            title=f"{count_word(late, 'aanlevering wordt,aanleveringen worden')} niet verwerkt",
            text="De bestanden zijn bewaard. De verwerking op de achtergrond staat stil of is erg druk. Vraag uw "
            "functioneel beheerder om te kijken of die nog loopt.",
            href=link("intake:aanleveringen"),
        )


def _jobs(gemeente: Gemeente, rights: frozenset[Right]) -> Iterator[Stuck]:
    stopped = stopped_jobs(gemeente.pk).count()
    may = Right.GEBRUIKERS_BEHEREN in rights
    if stopped:
        yield Stuck(
            title=f"{count_word(stopped, 'taak is,taken zijn')} na veel pogingen gestopt",
            text="Wat al was opgeslagen is er nog. "
            + (
                "Kijk wat het was en probeer het opnieuw."
                if may
                else "Vraag uw functioneel beheerder om te kijken."
            ),
            href=link("gestopt") if may else "",
            action="Bekijk de taken" if may else "",
        )


def _forwards() -> Iterator[Stuck]:
    """Who lives elsewhere is sent on without delay (R-BRP-7)."""
    waiting = queries.waiting_forwards()
    if waiting:
        yield Stuck(
            title=f"{count_word(waiting, 'signaal moet,signalen moeten')} naar een andere gemeente",
            text="Deze inwoners wonen ergens anders. Stuur hun signaal nu door; de termijn loopt voor hen ook.",
            href=link("checks:doorzendingen"),
            action="Stuur door",
        )


def _rounds(gemeente: Gemeente, today: date) -> Iterator[Stuck]:
    """A round of visits that gave no sign for too long, or should be back (R-OUT-5)."""
    for one in rounds_out(gemeente.pk, today, timezone.now()):
        if one.waarschuwing:
            yield Stuck(
                title=f"{one.waarschuwing} Bel nu.",
                text=f"{one.ronde.bezoeker}{f' en {one.ronde.tweede}' if one.ronde.tweede else ''} zijn op huisbezoek. "
                "Bel eerst henzelf en dan de achterwacht.",
                href=link("visits:rondes"),
                action="Bekijk de ronde",
                kind="crisis",
            )


def _feedback(gemeente: Gemeente, today: date) -> Iterator[Stuck]:
    """Told within the term of policy after the fact (R-TER-3)."""
    if undelivered := stuck_deliveries():
        yield Stuck(
            title=f"{count_word(undelivered, 'bestand komt,bestanden komen')} niet aan bij de partner",
            text="Het webadres van de partner nam het niet aan. Er is niets verloren. Haal het bestand zelf op en "
            "stuur het veilig door, of vraag de partner om het adres na te kijken.",
            href=link("feedback:bestanden"),
        )
    files, loose = queries.waiting_feedback(today)
    if files["aantal"]:
        yield Stuck(
            title=f"{count_word(files['aantal'], 'bestand met terugkoppeling is,bestanden met terugkoppeling zijn')} "
            "niet opgehaald",
            text=f"Het oudste is van {day(files['oudste'])}. De partner weet nog niets. Haal het op en stuur het door.",
            href=link("feedback:overzicht"),
        )
    if loose:
        termijn = term_in_words(today, gemeente.pk)
        yield Stuck(
            title=f"{count_word(loose, 'terugkoppeling staat,terugkoppelingen staan')} klaar",
            text=f"Een partner hoort binnen {termijn} wat er met zijn signaal gebeurde. Maak de bestanden.",
            href=link("feedback:overzicht"),
            action="Maak de bestanden",
        )


def _messages(zaken: QuerySet[Vroegsignaalzaak]) -> Iterator[Stuck]:
    """A message or letter that came back reached nobody (R-OUT-3)."""
    back = came_back_count(zaken)
    if back:
        yield Stuck(
            title=f"{count_word(back, 'bericht of brief is,berichten en brieven zijn')} niet aangekomen",
            text="Deze inwoners zijn niet bereikt. Kies per zaak een andere weg, zoals bellen of langsgaan.",
            href=link("berichten:teruggekomen"),
        )


def _shv_list(gemeente: Gemeente, today: date) -> Iterator[Stuck]:
    """An old list misses who is helped already (R-SHV-3)."""
    moment = gemeente.shv_lijst_bijgewerkt
    if moment and (today - timezone.localdate(moment)).days <= SHV_MAX_DAYS:
        return
    yield Stuck(
        title=f"De lijst van schuldhulpverlening is van {day(moment)}"
        if moment
        else "Er is nog geen lijst van schuldhulpverlening",
        text="Zonder recente lijst ziet Tijdig niet wie al hulp krijgt. Laad elke maand een nieuwe lijst.",
        href=link("checks:shv_lijst"),
        action="Laad de lijst",
    )


def _erasing(today: date) -> Iterator[Stuck]:
    """Erasing runs by itself every day (R-BEW-1)."""
    last = queries.last_erasure()
    if last and (today - last).days <= ERASING_DAYS:
        return
    yield Stuck(
        title=f"Er is sinds {day(last)} niets gewist" if last else "Het wissen heeft nog nooit gelopen",
        text="Elke nacht wist Tijdig vanzelf waarvan de bewaartermijn voorbij is. Vraag wie de installatie beheert "
        "om de achtergrondtaken te starten. Er is niets verloren gegaan.",
        href=link("privacy:gewist"),
    )

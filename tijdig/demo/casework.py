"""How the team of the demo follows up zaken: confirm, write, call, visit, agree, close."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.actions.attempts import record_contactpoging, record_reaction
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.actions.handling import add_notitie, assign_zaken
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise
from tijdig.casework.models import Afspraak, Contactpoging, Termijn, Vroegsignaalzaak, Weging
from tijdig.outreach.actions.print_run import make_printronde, mark_printed
from tijdig.refusals import Refused
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    Houding,
    Hulptype,
    QuickFix,
    Termijnsoort,
    Zaakstatus,
)

REACHED = {Aanpak.BELLEN: 0.35, Aanpak.HUISBEZOEK_AANGEKONDIGD: 0.52, Aanpak.HUISBEZOEK_ONAANGEKONDIGD: 0.4}
REPLIES = 0.07
CLOSE_AFTER = timedelta(days=24)
PASS_BY_AFTER = timedelta(days=14)
Act = Callable[..., Any]

HELP = (
    Afsluitgegevens(eindresultaat=Eindresultaat.QUICK_FIX, hulptype=Hulptype.QUICK_FIX,
                    quick_fix=QuickFix.BETALINGSREGELING, houding=Houding.POSITIEF),
    Afsluitgegevens(eindresultaat=Eindresultaat.QUICK_FIX, hulptype=Hulptype.QUICK_FIX,
                    quick_fix=QuickFix.TOESLAGEN_AANVRAGEN, houding=Houding.POSITIEF),
    Afsluitgegevens(eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
                    verwezen_naar="Sociale Dienst, schuldhulpverlening", houding=Houding.POSITIEF),
    Afsluitgegevens(eindresultaat=Eindresultaat.VERWIJZING_NIET_FINANCIEEL,
                    hulptype=Hulptype.VERWIJZING_NIET_FINANCIEEL, verwezen_naar="Sociaal Wijkteam",
                    houding=Houding.NEUTRAAL),
)  # fmt: skip
NO_HELP = (
    Afsluitgegevens(eindresultaat=Eindresultaat.WIL_GEEN_HULP, houding=Houding.NEUTRAAL),
    Afsluitgegevens(eindresultaat=Eindresultaat.ZELF_OPGELOST, houding=Houding.POSITIEF),
    Afsluitgegevens(eindresultaat=Eindresultaat.GEEN_REACTIE_NA_CONTACT),
)
NOT_REACHED = Afsluitgegevens(eindresultaat=Eindresultaat.NIET_BEREIKT)
TAKEN_ON_WITHIN = timedelta(days=20)
AT_SHV = Afsluitgegevens(eindresultaat=Eindresultaat.BEKEND_BIJ_SHV)


def work_on_zaken(gemeente: str, *, team: Sequence[Actor], day: date, chance: random.Random) -> None:
    """What is proposed is decided on, what is due is done, what is finished is closed."""
    with working_for(gemeente):
        _decide_proposals(team, day, chance)
    with working_for(gemeente):
        _print_letters(gemeente, team[0], day)
    desk = _desk(gemeente)
    with working_for(gemeente):  # one transaction for the day; each act is still whole or not at all
        for zaak in desk.zaken:
            act = _choose(zaak, desk, day, chance)
            if act is not None:
                with suppress(Refused):  # refused: the next working day
                    act(by=team[zaak.pk % len(team)])


def work_on_crises(gemeente: str, *, team: Sequence[Actor], day: date) -> None:
    """A threatening situation is taken up at once: confirmed, visited, and talked about (R-TRM-2)."""
    with working_for(gemeente):
        waiting = list(
            Termijn.objects.filter(soort=Termijnsoort.BEDREIGENDE_SITUATIE, gestopt_op=None)
            .exclude(zaak__status=Zaakstatus.AFGEROND)
            .values_list("zaak_id", flat=True)
        )
    for pk in waiting:
        by = team[pk % len(team)]
        with suppress(Refused), working_for(gemeente):
            confirm_voorstellen([pk], today=day, by=by)
            assign_zaken([pk], aan=by.user_id, by=by)
            _talk_at_once(Vroegsignaalzaak.objects.get(pk=pk), day, by)


def _talk_at_once(zaak: Vroegsignaalzaak, day: date, by: Actor) -> None:
    record_contactpoging(
        zaak.pk, soort=Contactsoort.TELEFOON, bereikt=Bereikt.JA, datum=day, dagdeel=Dagdeel.OCHTEND, minuten=20,
        notitie="Schrok van de brief; wil vandaag nog praten.", versie=zaak.versie, today=day, by=by,
    )  # fmt: skip
    zaak.refresh_from_db()
    moment = timezone.make_aware(datetime.combine(day, time(15)))
    afspraak = make_afspraak(
        zaak.pk, moment=moment, plaats="Bij de inwoner thuis", versie=zaak.versie, today=day, by=by
    )
    zaak.refresh_from_db()
    settle_afspraak(afspraak.pk, stand=Afspraak.Stand.GEWEEST, versie=zaak.versie, today=day, by=by)


def _decide_proposals(team: Sequence[Actor], day: date, chance: random.Random) -> None:
    proposals = list(Weging.objects.filter(stand=Weging.Stand.VOORGESTELD).select_related("zaak"))
    plain = [weging for weging in proposals if weging.aanpak != Aanpak.VOORLEGGEN]
    confirm_voorstellen([weging.zaak_id for weging in plain], today=day, by=team[0])
    for weging in proposals:
        if weging.aanpak == Aanpak.VOORLEGGEN:
            decide_otherwise(
                weging.zaak_id, aanpak=Aanpak.BRIEF, reden="Eerst schriftelijk, met een eigen tekst.",
                versie=weging.zaak.versie, today=day, by=team[0],
            )  # fmt: skip
    for actor in team:
        mine = [weging.zaak_id for weging in proposals if chance.randrange(len(team)) == team.index(actor)]
        if mine and actor.user_id:
            assign_zaken(mine, aan=actor.user_id, by=team[0])


def _print_letters(gemeente: str, by: Actor, day: date) -> None:
    due = Vroegsignaalzaak.objects.filter(
        status=Zaakstatus.IN_OPVOLGING, volgende_stap=Aanpak.BRIEF, volgende_op__lte=day
    ).values_list("pk", flat=True)
    if not due:
        return
    try:
        ronde = make_printronde(
            zaken=list(due), gemeente_code=gemeente, bezoekdag=day + timedelta(days=7), dagdeel="middag", today=day,
            by=by,
        )  # fmt: skip
    except Refused:
        return
    mark_printed(ronde.pk, by=by)


@dataclass(frozen=True)
class Desk:
    """What lies on the desk that day: open zaken with their attempts and appointments, read at once."""

    zaken: list[Vroegsignaalzaak]
    attempts: Mapping[int, list[Contactpoging]]
    planned: Mapping[int, Afspraak]


def _desk(gemeente: str) -> Desk:
    with working_for(gemeente):
        zaken = list(Vroegsignaalzaak.objects.filter(status=Zaakstatus.IN_OPVOLGING).order_by("pk"))
        attempts: dict[int, list[Contactpoging]] = defaultdict(list)
        for attempt in Contactpoging.objects.filter(zaak__in=zaken).order_by("datum", "id"):
            attempts[attempt.zaak_id].append(attempt)
        planned = {
            a.zaak_id: a for a in Afspraak.objects.filter(zaak__in=zaken, stand=Afspraak.Stand.GEPLAND)
        }
    return Desk(zaken, attempts, planned)


def _choose(zaak: Vroegsignaalzaak, desk: Desk, day: date, chance: random.Random) -> Act | None:
    """What this zaak asks for today; None = nothing, and then nothing is asked of the database either."""
    attempts, planned = desk.attempts.get(zaak.pk, []), desk.planned.get(zaak.pk)
    if zaak.aanpak == Aanpak.OVERDRAGEN_SHV:
        if zaak.geopend_op > day - TAKEN_ON_WITHIN:
            return None  # the schuldhulpverlener has it on the list
        return partial(close_zaak, zaak.pk, gegevens=AT_SHV, versie=zaak.versie, today=day)
    if planned is not None:
        return (
            partial(_after_talk, zaak, planned, day, chance)
            if timezone.localdate(planned.moment) <= day
            else None
        )
    if any(attempt.bereikt == Bereikt.JA for attempt in attempts):
        return partial(_after_contact, zaak, day, chance)
    if zaak.volgende_stap in REACHED and zaak.volgende_op and zaak.volgende_op <= day:
        return partial(_attempt, zaak, Aanpak(zaak.volgende_stap), day, chance)
    if attempts and attempts[-1].soort == Contactsoort.BRIEF and chance.random() < REPLIES:
        return partial(
            record_reaction, attempts[-1].pk, op=day, versie=zaak.versie, today=day, notitie="Belde terug."
        )
    if attempts and day - zaak.geopend_op > CLOSE_AFTER:
        return partial(close_zaak, zaak.pk, gegevens=NOT_REACHED, versie=zaak.versie, today=day)
    if not attempts and day - zaak.geopend_op > PASS_BY_AFTER:  # no letter could be sent
        return partial(_attempt, zaak, Aanpak.HUISBEZOEK_ONAANGEKONDIGD, day, chance)
    return None


def _after_talk(
    zaak: Vroegsignaalzaak, planned: Afspraak, day: date, chance: random.Random, *, by: Actor
) -> None:
    settle_afspraak(planned.pk, stand=Afspraak.Stand.GEWEEST, versie=zaak.versie, today=day, by=by)
    close_zaak(zaak.pk, gegevens=chance.choice(HELP), versie=zaak.versie + 1, today=day, by=by)


def _after_contact(zaak: Vroegsignaalzaak, day: date, chance: random.Random, *, by: Actor) -> None:
    if chance.random() < 0.22:
        moment = timezone.make_aware(datetime.combine(day + timedelta(days=5), time(chance.randrange(9, 16))))
        make_afspraak(zaak.pk, moment=moment, plaats="Stadskantoor", versie=zaak.versie, today=day, by=by)
        return
    gegevens = chance.choice(HELP if chance.random() < 0.25 else NO_HELP)
    close_zaak(zaak.pk, gegevens=gegevens, versie=zaak.versie, today=day, by=by)


def _attempt(zaak: Vroegsignaalzaak, step: Aanpak, day: date, chance: random.Random, *, by: Actor) -> None:
    reached = chance.random() < REACHED[step]
    call = step is Aanpak.BELLEN
    record_contactpoging(
        zaak.pk, soort=Contactsoort.TELEFOON if call else Contactsoort.HUISBEZOEK,
        bereikt=Bereikt.JA if reached else Bereikt.NEE, datum=day, dagdeel=chance.choice(list(Dagdeel)),
        minuten=chance.randrange(3, 15) if call else chance.randrange(15, 60), versie=zaak.versie, today=day, by=by,
    )  # fmt: skip
    if reached and chance.random() < 0.3:
        add_notitie(zaak.pk, tekst="Rustig gesprek gehad; er was veel post ongeopend.", by=by)

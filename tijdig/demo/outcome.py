"""What came after the closings of the invented town: a sociale kaart, news of referrals, decisions."""

import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.aftercare import record_besluit, record_vervolg
from tijdig.casework.actions.correcting import correct_vervolg
from tijdig.casework.aftercare import REFERRED, decisions_due, in_force
from tijdig.casework.models import Vervolguitkomst, Vroegsignaalzaak
from tijdig.demo.telling import tell_partners
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.referrals.actions.kaart import import_kaart
from tijdig.refusals import Refused
from tijdig.rules.terms import Besluitsoort, Vervolg

MOST = 60  # acts of each kind: a few seconds
KAART: tuple[tuple[str, str, bool, str, str, int | None], ...] = (
    ("Sociale Dienst, schuldhulpverlening", "financieel", True, "Besluit over schuldhulp en regelt met schuldeisers.",
     "wachttijd", 2),
    ("Budgetmaatjes", "financieel", False, "Een vrijwilliger helpt thuis met de post.", "open", None),
    ("Formulierenloket", "financieel", False, "Hulp bij toeslagen en kwijtschelding.", "open", None),
    ("Sociaal Wijkteam", "financieel,niet_financieel", False, "Een gesprek over wat er thuis speelt.", "open", None),
    ("Maatschappelijk werk", "niet_financieel", False, "Gesprekken bij zorgen, rouw of ruzie.", "wachttijd", 6),
    ("Verslavingszorg", "niet_financieel", False, "Hulp bij gokken, drank en drugs.", "vol", None),
)  # fmt: skip


def live_on(gemeente: str, *, team: Sequence[Actor], today: date) -> None:
    """Some referrals are heard of, most decisions are taken; the rest waits on the start page."""
    chance = random.Random(3)  # noqa: S311 (a story, not a secret)
    with working_for(gemeente):
        show_kaart(gemeente, today)
        _decide(team[0], today, chance)
    # The decisions were taken in their time, and told; what is heard this week waits.
    tell_partners(gemeente, by=team[0], day=today - timedelta(days=1))
    with working_for(gemeente):
        _hear(team[0], today, chance)
    prepare_feedback(gemeente_code=gemeente, today=today, by=SYSTEM)
    with working_for(gemeente):
        _correct(team[0], today)


def show_kaart(gemeente: str, today: date) -> None:
    """A small sociale kaart: one organisation is full, two have a wait."""
    import_kaart(regels=[_line(row, today) for row in KAART], gemeente_code=gemeente, today=today, by=SYSTEM)


def _line(row: tuple[str, str, bool, str, str, int | None], today: date) -> dict[str, Any]:
    naam, domeinen, shv, does, plek, weeks = row
    return {
        "naam": naam, "domeinen": domeinen.split(","), "schuldhulpverlening": shv, "omschrijving": does,
        "contact": "Loket", "telefoon": "078 000 00 00", "email": "", "adres": "", "plek": plek,
        "wachttijd_weken": weeks, "geldig_van": today - timedelta(days=240), "geldig_tot": None,
    }  # fmt: skip


def _decide(by: Actor, today: date, chance: random.Random) -> None:
    due = decisions_due(Vroegsignaalzaak.objects.all()).filter(uiterlijk__lt=today + timedelta(days=20))
    for closing in due[:MOST]:
        soort = Besluitsoort.WEIGERING if chance.random() < 0.1 else Besluitsoort.PLAN_VAN_AANPAK
        op = min(closing.uiterlijk - timedelta(days=chance.randrange(2, 15)), today)
        with suppress(Refused):
            record_besluit(
                closing.zaak_id, soort=soort, op=op, versie=closing.zaak.versie, today=today, by=by
            )


def _hear(by: Actor, today: date, chance: random.Random) -> None:
    referred = in_force(Vroegsignaalzaak.objects.all()).filter(hulptype__in=REFERRED, vervolg__isnull=True)
    for closing in referred.select_related("zaak").order_by("op")[:MOST]:
        soort = chance.choice(
            (Vervolg.AANGEKOMEN, Vervolg.AANGEKOMEN, Vervolg.NIET_GEKOMEN, Vervolg.GEEINDIGD)
        )
        # The team asked around this week: older news would stand there as told too late (R-TER-3).
        op = max(closing.op, today - timedelta(days=chance.randrange(3)))
        with suppress(Refused):
            record_vervolg(
                closing.zaak_id, soort=soort, op=op, versie=closing.zaak.versie, today=today, by=by
            )


def _correct(by: Actor, today: date) -> None:
    """One message turned out to be about somebody else: it stays readable in its zaak."""
    wrong = Vervolguitkomst.objects.filter(soort=Vervolg.AANGEKOMEN).select_related("afsluiting__zaak").last()
    if wrong is not None:
        correct_vervolg(
            wrong.pk, soort=Vervolg.NOG_NIETS_BEKEND, op=wrong.op, reden="Dit ging over een andere inwoner.",
            versie=wrong.afsluiting.zaak.versie, today=today, by=by,
        )  # fmt: skip

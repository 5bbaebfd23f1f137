"""The hours of the team, somebody on leave, and a kader that waits for a second person (R-TRI-3, R-TRI-4)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.capacity import add_afwezigheid, set_teamuren
from tijdig.policies import files_about
from tijdig.policies.actions.voorstellen import propose_voorstel, write_voorstel
from tijdig.policies.schemas import AFWEGINGSKADER
from tijdig.policies.writing import write_kader
from tijdig.rules.capacity import monday_of

TEAM = "Stedelijk team vroegsignalering"
HOURS, LEAVE = 160, 32  # a week of five people, and four days of one of them
MINUTES = 60
FIRST_AFTER = timedelta(days=42)
BREATHING_SPACE = """
id: kort-geleden-gesproken
als: {recidive: true, partners_maximaal: 1, eerdere_uitkomst: [zelf_opgelost]}
dan: brief
adempauze_dagen: 14
vervolg: bellen
bakje: brief
team: Stedelijk team vroegsignalering
reden: De inwoner loste het de vorige keer zelf op en krijgt eerst twee weken de tijd.
bron: voorstel van het team
"""
CALL_FIRST = """
id: een-partner-bellen
als: {partners_maximaal: 1, telefoon_bekend: true, bedrag_minimaal: 25000}
dan: bellen
vervolg: brief
bakje: bellen
team: Stedelijk team vroegsignalering
reden: Bij 250 euro of meer en een telefoonnummer belt het team eerst; dat kost weinig en gaat snel.
bron: voorstel van het team
"""


def plan_and_propose(code: str, *, team: Mapping[str, Actor], today: date) -> None:
    """What a teamleider and a functioneel beheerder have ready on their pages."""
    leader, beheerder, colleague = team["samira"], team["koen"], team["joost"]
    with working_for(code):
        set_teamuren(
            team=TEAM,
            vanaf=today - timedelta(days=200),
            minuten=HOURS * MINUTES,
            gemeente_code=code,
            by=leader,
        )
        next_week = monday_of(today) + timedelta(days=7)
        add_afwezigheid(
            medewerker=colleague.user_id or 0, van=next_week, tot=next_week + timedelta(days=3),
            minuten=LEAVE * MINUTES, gemeente_code=code, by=leader,
        )  # fmt: skip
        made = write_voorstel(None, tekst=_text(code, today), gemeente_code=code, by=beheerder)
        propose_voorstel(made.pk, versie=made.versie, today=today, by=beheerder)


def _text(code: str, today: date) -> str:
    """The kader in force with two more rules before the last."""
    content: dict[str, Any] = dict(files_about(AFWEGINGSKADER, code)[-1].inhoud)
    *rules, last = content["regels"]
    content |= {
        "titel": "Afwegingskader Dordrecht: eerst bellen", "gemeente": code, "geldig_vanaf": today + FIRST_AFTER,
        "vastgesteld": "nog niet vastgesteld", "status": "van_kracht",
        "regels": [*rules, yaml.safe_load(BREATHING_SPACE), yaml.safe_load(CALL_FIRST), last],
    }  # fmt: skip
    return write_kader(content)

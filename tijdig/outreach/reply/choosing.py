"""What a resident (or the desk for them) can choose, and what they chose (R-OUT-6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.actions.replies import Antwoord
from tijdig.outreach.reply.slots import free_slots
from tijdig.outreach.reply.texts import day_in, texts_in
from tijdig.policies import policy_on
from tijdig.rules.agenda import VrijMoment
from tijdig.rules.holidays import is_working_day
from tijdig.rules.terms import Agendasoort, Dagdeel, Reactiesoort

CALL_DAYS = 5
CALL_PARTS = (Dagdeel.OCHTEND, Dagdeel.MIDDAG)
PHONE = re.compile(r"\+?\d{10,14}")


@dataclass(frozen=True, kw_only=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day with its choices, in the language of the reader."""

    label: str
    choices: tuple[Choice, ...]


def call_days(zaak: Vroegsignaalzaak, *, language: str, today: date) -> list[Day]:
    """When we can call: moments of the agenda; without hours for calls the coming working days, by part of the day."""
    if slots := free_slots(zaak, today=today, soort=Agendasoort.BELLEN):
        return _by_day(slots, language)[:CALL_DAYS]
    free, texts = policy_on(today, zaak.gemeente_id).termijnen.vrije_dagen, texts_in(language)
    ahead = (today + timedelta(days=n) for n in range(1, 30))
    days = [day for day in ahead if is_working_day(day, vrij=free)][:CALL_DAYS]
    return [
        Day(
            label=day_in(language, day),
            choices=tuple(
                Choice(value=f"{day.isoformat()}/{part.value}", label=texts[part.value])
                for part in CALL_PARTS
            ),
        )
        for day in days
    ]


def visit_days(zaak: Vroegsignaalzaak, *, language: str, today: date) -> list[Day]:
    """Free moments of the team, by day."""
    return _by_day(free_slots(zaak, today=today), language)


def _by_day(slots: Sequence[VrijMoment], language: str) -> list[Day]:
    return [
        Day(
            label=day_in(language, day),
            choices=tuple(
                Choice(value=slot.start.isoformat(timespec="minutes"), label=f"{slot.start:%H:%M}")
                for slot in group
            ),
        )
        for day, group in groupby(slots, key=lambda slot: slot.start.date())
    ]


def days_for(soort: Reactiesoort, zaak: Vroegsignaalzaak, *, language: str, today: date) -> list[Day]:
    """The days of this kind of answer; none when it asks for no moment."""
    if soort is Reactiesoort.BELLEN:
        return call_days(zaak, language=language, today=today)
    if soort is Reactiesoort.LANGSKOMEN:
        return visit_days(zaak, language=language, today=today)
    return []


def chosen(soort: Reactiesoort, posted: Mapping[str, str], days: list[Day]) -> Antwoord | str:
    """The answer, or the key of the text that says what is wrong. Only what was offered can be chosen."""
    if soort not in (Reactiesoort.BELLEN, Reactiesoort.LANGSKOMEN):
        return Antwoord(soort=soort)
    value = posted.get("moment", "")
    if not value:
        return "kies_fout"
    if value not in {choice.value for day in days for choice in day.choices}:
        return "moment_weg"
    if soort is Reactiesoort.LANGSKOMEN:
        return Antwoord(soort=soort, start=datetime.fromisoformat(value))
    telefoon = re.sub(r"[ ()./-]", "", posted.get("telefoon", "").strip())
    if telefoon and not PHONE.fullmatch(telefoon):
        return "telefoon_fout"
    if "/" not in value:
        return Antwoord(soort=soort, start=datetime.fromisoformat(value), telefoon=telefoon)
    dag, _, dagdeel = value.partition("/")
    return Antwoord(soort=soort, dag=date.fromisoformat(dag), dagdeel=Dagdeel(dagdeel), telefoon=telefoon)

"""Eight months of work, done by the same acts as the pages use: deliveries arrive, a team follows them up.

The last weeks are left to do, so that whoever logs in has a day's work before them.
"""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.attempts import lapse_written_attempts
from tijdig.demo.casework import work_on_crises, work_on_zaken
from tijdig.demo.doubts import decide_doubts
from tijdig.demo.replies import let_residents_answer
from tijdig.demo.telling import tell_partners
from tijdig.demo.town import Delivery
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.partners.models import Signaalpartner
from tijdig.privacy.actions.erase import erase_expired
from tijdig.process import follow_up_signals, process_aanlevering

LEFT_TO_DO = timedelta(days=24)
WORK_DAY = 1  # Tuesday
CRISIS_LEFT = timedelta(days=2)  # a crisis does not wait for the rest
SATURDAY = 5
Tell = Callable[[str, int, int], None]


@dataclass
class Story:
    """What is needed to live through the months."""

    gemeente: str
    partners: Mapping[str, Signaalpartner]
    team: Sequence[Actor]
    today: date
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 (a story, not a secret)


def live_through(story: Story, deliveries: Sequence[Delivery], tell: Tell) -> None:
    """Deliver every file on its day and let the team work in between. `tell`: what is done, done, of how many."""
    day = min(delivery.dag for delivery in deliveries)
    waiting = list(deliveries)
    done = 0
    while day <= story.today:
        while waiting and waiting[0].dag <= day:
            _deliver(story, waiting.pop(0))
            done += 1
            tell(f"{day:%d-%m-%Y}", done, len(deliveries))
        if day.weekday() == WORK_DAY and day <= story.today - LEFT_TO_DO:
            _work(story, day)
        elif day.weekday() == WORK_DAY and day < story.today:
            # What is left to do is work on zaken; partners were told all along.
            tell_partners(story.gemeente, by=story.team[0], day=day)
        if day.weekday() < SATURDAY and day <= story.today - CRISIS_LEFT:
            work_on_crises(story.gemeente, team=story.team, day=day)
        day += timedelta(days=1)
    let_residents_answer(story.gemeente, team=story.team, day=story.today)
    erase_expired(gemeente_code=story.gemeente, today=story.today, by=SYSTEM)


def _deliver(story: Story, delivery: Delivery) -> None:
    with working_for(story.gemeente):
        aanlevering = receive_aanlevering(
            gemeente_code=story.gemeente, partner=story.partners[delivery.partner.kvk], dag=delivery.dag,
            bestand=io.BytesIO(delivery.inhoud), grootte=len(delivery.inhoud), bestandsnaam=delivery.bestandsnaam,
            kanaal="upload", by=SYSTEM,
        )  # fmt: skip
    process_aanlevering(str(aanlevering.pk), gemeente_code=story.gemeente, today=delivery.dag, by=SYSTEM)


def _work(story: Story, day: date) -> None:
    """One working day of the team: doubts first, then the zaken, then the partners."""
    decide_doubts(story.gemeente, by=story.team[0], day=day, chance=story.chance)
    follow_up_signals(gemeente_code=story.gemeente, today=day, by=SYSTEM)
    work_on_zaken(story.gemeente, team=story.team, day=day, chance=story.chance)
    lapse_written_attempts(gemeente_code=story.gemeente, today=day, by=SYSTEM)
    tell_partners(story.gemeente, by=story.team[0], day=day)

"""The pages of the monitor: each is one question, answered in a sentence, a chart, a table, and how it was counted."""

from collections.abc import Callable, Mapping

from . import (
    districts,
    effort,
    help_given,
    overview,
    reaching,
    registration,
    reported,
    signals,
    surroundings,
    terms,
)
from .model import Antwoord, Vraag, Vraagstelling

Answering = Callable[[Vraagstelling], Antwoord]

VRAGEN: Mapping[str, tuple[Vraag, Answering]] = {
    vraag.slug: (vraag, answer)
    for vraag, answer in (
        (overview.VRAAG, overview.answer),
        (signals.VRAAG, signals.answer),
        (reported.VRAAG, reported.answer),
        (reaching.VRAAG, reaching.answer),
        (help_given.VRAAG, help_given.answer),
        (terms.VRAAG, terms.answer),
        (effort.VRAAG, effort.answer),
        (districts.VRAAG, districts.answer),
        (surroundings.VRAAG, surroundings.answer),
        (registration.VRAAG, registration.answer),
    )
}

__all__ = ["VRAGEN", "Antwoord", "Vraag", "Vraagstelling"]

"""The words of the reply page, in six languages. Each is a file of data with the same keys (R-OUT-6)."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "teksten"
LANGUAGES = ("nl", "en", "tr", "pl", "ar", "uk")


@cache
def texts_in(language: str) -> dict[str, Any]:
    """All texts in this language; Dutch for a language we do not have."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{chosen}.yaml").read_text(encoding="utf-8"))
    return found


def day_in(language: str, day: date) -> str:
    """`maandag 3 december` in the words of the language."""
    texts = texts_in(language)
    return f"{texts['dagen'][day.weekday()]} {day.day} {texts['maanden'][day.month - 1]}"


def moment_in(language: str, moment: datetime) -> str:
    """The day and the time, local."""
    return f"{day_in(language, moment.date())} {texts_in(language)['om']} {moment:%H:%M}"

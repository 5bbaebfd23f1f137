"""The words of the reply page, in six languages. Each is a file of data with the same keys (R-OUT-6).

An installation replaces a text by naming it in a file of its own (`REACTIETEKSTEN`): docs/how-to/reacties.md.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FOLDER = Path(__file__).parent / "teksten"
LANGUAGES = ("nl", "en", "tr", "pl", "ar", "uk")
FIXED = ("taal", "richting", "dag_vorm")


@cache
def texts_in(language: str) -> dict[str, Any]:
    """All texts in this language; Dutch for a language we do not have. Own texts of the installation go first.

    Errors: ImproperlyConfigured when an own file has a text that does not fit.
    """
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    found = shipped(chosen)
    return found | _own(chosen, found)


def shipped(language: str) -> dict[str, Any]:
    """The texts that came with Tijdig."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return read


def fields_of(text: str) -> set[str]:
    """The {words} that are filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def fault_of(key: str, own: object, texts: Mapping[str, Any]) -> str | None:
    """Why this own text cannot take the place of the one that was shipped, in Dutch; None when it can."""
    if key not in texts or key in FIXED:
        return f"de tekst ‘{key}’ bestaat niet"
    if isinstance(texts[key], list):
        same = (
            isinstance(own, list) and len(own) == len(texts[key]) and all(isinstance(one, str) for one in own)
        )
        return None if same else f"‘{key}’ moet {len(texts[key])} woorden hebben"
    if not isinstance(own, str) or not own.strip():
        return f"‘{key}’ is leeg of geen tekst"
    if fields_of(own) != fields_of(texts[key]):
        wanted = (
            " ".join(f"{{{name}}}" for name in sorted(fields_of(texts[key])))
            or "geen woorden tussen accolades"
        )
        return f"in ‘{key}’ hoort: {wanted}"
    return None


def _own(language: str, texts: Mapping[str, Any]) -> dict[str, Any]:
    path = Path(settings.REPLY_TEXTS) / f"{language}.yaml"
    if not settings.REPLY_TEXTS or not path.exists():
        return {}
    own: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if faults := [fault for key, text in own.items() if (fault := fault_of(key, text, texts))]:
        raise ImproperlyConfigured(f"Eigen teksten in {path.name}: {'; '.join(faults)}.")
    return own


def day_in(language: str, day: date) -> str:
    """`maandag 3 december` in the words and the order of the language."""
    texts = texts_in(language)
    return str(
        texts["dag_vorm"].format(
            weekdag=texts["dagen"][day.weekday()], dag=day.day, maand=texts["maanden"][day.month - 1]
        )
    )


def moment_in(language: str, moment: datetime) -> str:
    """The day and the time, local."""
    return f"{day_in(language, moment.date())} {texts_in(language)['om']} {moment:%H:%M}"

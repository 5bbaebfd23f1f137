"""The catalogue of a language: a .po file, kept complete with the texts in the code, and compiled for gettext."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from .in_policy import texts_in_letters, texts_in_policy
from .in_python import texts_in_python
from .in_templates import texts_in_templates
from .text import Text

HOUSE = Path(__file__).resolve().parents[2]
POLICY = HOUSE.parent / "policy"
FILE = HOUSE / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
BEGAN = datetime(2026, 11, 26, tzinfo=UTC)  # no clock in the file: it changes with its texts alone
# The pages of the inwoner; invented content for builders; markup of allauth without a word.
OWN_LANGUAGES = re.compile(
    r"monitor/openbaar\.html$|"  # for the public, in Dutch
    r"/reply/(base|start|antwoord|kies|klaar|onbekend|te_vaak|gesloten)\.html$|/styleguide\.html$|allauth/elements/(?!img)"
)
VALUES = re.compile(r"%\([\w|.]+\)s|\{\w+\}")


@cache
def all_texts() -> Mapping[str, Text]:
    """Every text of the house by its Dutch words; of a text that has a plural somewhere, that one."""
    found: dict[str, Text] = {}
    letters = texts_in_letters(HOUSE / "outreach" / "letters" / "sjablonen")
    for text in (*texts_in_templates(HOUSE), *texts_in_python(HOUSE), *texts_in_policy(POLICY), *letters):
        if text.id not in found or (text.plural and not found[text.id].plural):
            found[text.id] = text
    return found


def read() -> Catalog:
    """The catalogue as it is kept."""
    with FILE.open("rb") as file:
        return read_po(file, locale="en")


@cache
def read_once() -> Mapping[str, object]:
    """Each Dutch text with its translation, for who asks many."""
    return {id_of(message): message.string for message in read()}


def id_of(message: Message) -> str:
    """The Dutch text; of what is counted, the one for one."""
    return str(message.id[0] if isinstance(message.id, list | tuple) else message.id)


def templates() -> list[Path]:
    """The templates of the pages of the staff; the pages of the inwoner have languages of their own."""
    return [
        path
        for path in sorted(HOUSE.rglob("templates/**/*.html"))
        if not OWN_LANGUAGES.search(path.as_posix())
    ]


def complete() -> int:
    """Add what is new, drop what is gone, keep what is translated. Returns how many wait for a translation."""
    old = read() if FILE.exists() else Catalog(locale="en")
    new = Catalog(
        locale="en", project="Tijdig", version="", header_comment="# English for Tijdig. See docs/how-to/vertalen.md.",
        fuzzy=False, creation_date=BEGAN, revision_date=BEGAN,
    )  # fmt: skip
    for text in sorted(all_texts().values(), key=lambda text: (text.place, text.id)):
        words = (text.id, text.plural) if text.plural else text.id
        kept = old.get(text.id)
        new.add(words, kept.string if kept and _fits(kept, text) else "", locations=[(text.place, 0)])
    with FILE.open("wb") as file:
        write_po(file, new, width=0, include_lineno=False, omit_header=False, sort_output=False)
    return len(faults(new))


def _fits(message: Message, text: Text) -> bool:
    return isinstance(message.string, tuple | list) == bool(text.plural)


def faults(catalogue: Catalog) -> list[str]:
    """What is wrong with it, one line each: not translated, other values than the Dutch, or not there."""
    wrong = []
    for text in all_texts().values():
        message = catalogue.get(text.id)
        if message is None:
            wrong.append(f"not in the catalogue: {text.id!r} ({text.place})")
            continue
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(forms) or len(forms) != (2 if text.plural else 1):
            wrong.append(f"not translated: {text.id!r} ({text.place})")
        elif "|" in "".join(VALUES.findall(text.id)):
            wrong.append(f"a filter inside a sentence; put it in `with`: {text.id!r} ({text.place})")
        elif any(
            set(VALUES.findall(form or "")) != set(VALUES.findall(text.plural or text.id)) for form in forms
        ):
            wrong.append(f"other values: {text.id!r} ({text.place})")
    return wrong

"""The one edge at which a Dutch sentence of the house becomes a sentence of another language (ADR 11).

Rules, acts and views speak Dutch; what is kept, told or sent stays Dutch whoever is looking. A page asks here for
what it shows. A sentence with values in it is found by its pattern: the extractor makes of
`f"Binnen {dagen} dagen."` the text "Binnen {dagen} dagen.", and here "Binnen 28 dagen." is known again by it.
What is not known stays as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeData

from .dutch_values import english_values, translated_value

PLACE = re.compile(r"\{(\w+)\}")
NUMBERED = re.compile(r"([\d.]+)([ \u00a0])(.+)", re.DOTALL)
END_OF_SENTENCE = re.compile(r"(?<=[.!?…”]) (?=[A-ZÉÖ“])")
SHORT = 16  # letters of a pattern that begins with a value
DEPTH = 3  # a value in a sentence may be a sentence itself


class Pattern:
    """A sentence with places for values, and what becomes of it."""

    def __init__(self, dutch: str, other: str) -> None:
        self.other = other
        self.literal = len(PLACE.sub("", dutch))
        parts = PLACE.split(dutch)
        self.start = parts[0]
        # "{soort} van {datum}" would fit half of all sentences: then the values must be known words or numbers.
        self.strict = not parts[0] and self.literal < SHORT
        texts, names = parts[::2], parts[1::2]
        regex = re.escape(texts[0])
        for number, (name, text) in enumerate(zip(names, texts[1:], strict=True)):
            again = name in names[:number]
            regex += (f"(?P={name})" if again else f"(?P<{name}>.+?)") + re.escape(text)
        self.regex = re.compile(regex, re.DOTALL)

    def render(self, text: str, depth: int) -> str | None:
        """The other sentence with the same values, or None when this is not the pattern."""
        if not text.startswith(self.start) or not (found := self.regex.fullmatch(text)):
            return None
        values = {name: _translated(value, depth - 1) for name, value in found.groupdict().items()}
        if self.strict and not all(
            _is_value(*pair) for pair in zip(found.groupdict().values(), values.values(), strict=True)
        ):
            return None
        return self.other.format_map(values)


def translated(text: object) -> str:
    """This text of the house in the language of the reader."""
    if isinstance(text, SafeData):
        return str(text)
    return str(text) if speaks_dutch() else _translated(str(text), DEPTH)


def speaks_dutch() -> bool:
    """Is the page written in the source language? Then nothing has to be looked up."""
    return (translation.get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def _translated(text: str, depth: int) -> str:
    if not text.strip() or depth < 0:
        return text
    if (known := _known(text)) is not None:
        return known
    for pattern in _patterns(str(translation.get_language())):
        if (made := pattern.render(text, depth)) is not None:
            return made
    if (numbered := NUMBERED.fullmatch(text)) and (words := _known(numbered[3])) is not None:
        return f"{english_values(numbered[1])}{numbered[2]}{words}"
    sentences = END_OF_SENTENCE.split(text)
    if len(sentences) > 1:
        return _longest_first(sentences, depth)
    return translated_value(text, _known)


def _longest_first(sentences: list[str], depth: int) -> str:
    """Each run of sentences that is known as one text; what is not known, sentence by sentence."""
    for end in range(len(sentences) - 1, 0, -1):
        if (known := _known(" ".join(sentences[:end]))) is not None or end == 1:
            first = known if known is not None else _translated(sentences[0], depth)
            return f"{first} {_translated(' '.join(sentences[end:]), depth)}"
    return _translated(sentences[0], depth)


def _is_value(before: str, after: str) -> bool:
    """Was this a word that is known, or nothing but numbers?"""
    return before != after or not re.search(r"[a-z]{2}", before)


def _known(text: str) -> str | None:
    """The translation of exactly this text; also of a label with a small first letter."""
    if (other := translation.gettext(text)) != text:
        return other
    if (plural := _plurals(str(translation.get_language())).get(text)) is not None:
        return plural
    large = text[:1].upper() + text[1:]
    if large != text and (other := translation.gettext(large)) != large:
        return other[:1].lower() + other[1:] if other[1:2].islower() else other
    return None


@cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    """All sentences with values, the most particular first."""
    found = (Pattern(one, other) for (one, *_), (other, *_) in _pairs(language) if PLACE.search(one))
    return tuple(sorted(found, key=lambda pattern: -pattern.literal))


@cache
def _plurals(language: str) -> Mapping[str, str]:
    """Words for more than one, for what Python counted itself: "dagen" → "days"."""
    return {dutch[1]: other[1] for dutch, other in _pairs(language) if len(dutch) > 1 and len(other) > 1}


def _pairs(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each text of the catalogue with its translation; two forms when it is counted."""
    for folder in settings.LOCALE_PATHS:
        path = Path(folder) / language / "LC_MESSAGES" / "django.mo"
        if path.exists():
            with path.open("rb") as file:
                for message in read_mo(file):
                    if message.id and message.string:
                        yield _forms(message.id), _forms(message.string)


def _forms(words: Sequence[str] | str) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)

"""The one edge at which a Dutch sentence of the house becomes a sentence of another language (ADR 11).

Rules, acts and views speak Dutch; what is kept, told or sent stays Dutch whoever is looking. A page asks here for
what it shows. A sentence with values in it is found by its pattern: the extractor makes of
`f"Binnen {dagen} dagen."` the text "Binnen {dagen} dagen.", and here "Binnen 28 dagen." is known again by it.
What is not known stays as it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeData

from .dutch_values import english_values, is_moment

PLACE = re.compile(r"\{(\w+)\}")
NUMBERED = re.compile(r"([\d.]+)([ \u00a0])(.+)", re.DOTALL)
NUMBER_AFTER = re.compile(r"(.+?)((?: [\d.,]+%?| ·)+)", re.DOTALL)
END_OF_SENTENCE = re.compile(r"(?<=[.!?…”]) (?=[A-ZÉÖ“\d])")
BETWEEN = tuple(re.compile(f"({between})") for between in ("; ", ": ", ", ", " en | of "))  # the widest first
AND_OR = {" en ": " and ", " of ": " or "}
INDEXED = 3  # first letters by which patterns are found
SHORT = 13  # letters of a pattern that begins with a value
PARTS = re.compile(r"(“[^”]+”|(?<=[.!?]) (?=[A-ZÉ“]))")  # a quotation, or the space between sentences
WORD = re.compile(r"[a-z]{3}")
WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")
DEPTH = 4  # a value in a sentence may be a sentence itself


class Pattern:
    """A sentence with places for values, and what becomes of it."""

    def __init__(self, dutch: str, other: str) -> None:
        self.other = other
        self.literal = len(PLACE.sub("", dutch))
        parts = PLACE.split(dutch)
        self.start, self.end, self.key = parts[0], parts[-1], max(parts[::2], key=len)
        # "{soort} van {datum}" would fit half of all sentences: then the values must be known words or numbers.
        self.strict = not parts[0] and self.literal < SHORT
        texts, names = parts[::2], parts[1::2]
        # A value with a full stop after it is no sentence itself: "Verwezen naar {naar}." ends at the first one.
        self.inside = {
            name for name, text in zip(names, texts[1:], strict=True) if text.startswith((".", ",", ";"))
        }
        regex = re.escape(texts[0])
        for number, (name, text) in enumerate(zip(names, texts[1:], strict=True)):
            again = name in names[:number]
            value = (
                ".*?" if not text and number == len(names) - 1 and not texts[number].endswith(" ") else ".+?"
            )
            regex += (f"(?P={name})" if again else f"(?P<{name}>{value})") + re.escape(text)
        self.regex = re.compile(regex, re.DOTALL)

    @property
    def shelf(self) -> str:
        """Where it is looked for: by how the text begins, by how it ends ("…en."), or always ("")."""
        if len(self.start) >= INDEXED:
            return self.start[:INDEXED]
        return f"…{self.end[-INDEXED:]}" if len(self.end) >= INDEXED else ""

    def render(self, text: str, language: str, depth: int) -> str | None:
        """The other sentence with the same values, or None when this is not the pattern."""
        if (
            not text.startswith(self.start)
            or self.key not in text
            or not (found := self.regex.fullmatch(text))
        ):
            return None
        bounded = found.groupdict() if self.strict else self.inside
        if any(END_OF_SENTENCE.search(found[name]) for name in bounded):
            return None
        values = {name: _translated(value, language, depth - 1) for name, value in found.groupdict().items()}
        if self.strict and not all(
            _is_value(*pair, language) for pair in zip(found.groups(), values.values(), strict=True)
        ):
            return None
        return self.other.format_map(values)


def translated(text: object) -> str:
    """This text of the house in the language of the reader."""
    words = str(text)
    if (
        isinstance(words, SafeData) or speaks_dutch()
    ):  # markup is somebody else's, and has its own translation
        return words
    return _translated(words, str(translation.get_language()), DEPTH)


def parts_with_language(text: object) -> list[tuple[str, bool]]:
    """The text in the language of the reader, in parts; of each part: did it stay Dutch?"""
    other = translated(text)
    if speaks_dutch() or not other:
        return [(other, False)]
    if other == english_values(str(text)):  # nothing but a number in it would have changed
        stays = not is_moment(str(text)) and WORD.search(other) is not None
        return [(str(text) if stays else other, stays)]
    return [(part, bool(WORDS.search(part)) and part in str(text)) for part in PARTS.split(other) if part]


def speaks_dutch() -> bool:
    """Is the page written in the source language? Then nothing has to be looked up."""
    return (translation.get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def _translated(text: str, language: str, depth: int) -> str:
    if not text.strip() or depth < 0:
        return text
    if (known := _known(text, language)) is not None:
        return known
    if is_moment(text):
        return english_values(text)
    patterns = _patterns(language)
    for shelf in (text[:INDEXED], f"…{text[-INDEXED:]}", ""):
        for pattern in patterns.get(shelf, ()):
            if (made := pattern.render(text, language, depth)) is not None:
                return made
    if (numbered := NUMBERED.fullmatch(text)) and (words := _known(numbered[3], language)) is not None:
        return f"{english_values(numbered[1])}{numbered[2]}{words}"
    if (after := NUMBER_AFTER.fullmatch(text)) and (words := _known(after[1], language)) is not None:
        return f"{words}{english_values(after[2])}"
    sentences = END_OF_SENTENCE.split(text)
    return (
        _longest_first(sentences, language, depth)
        if len(sentences) > 1
        else _list_or_value(text, language, depth)
    )


def _list_or_value(text: str, language: str, depth: int) -> str:
    """Words with commas between them, when each is known; else the numbers and days in the text."""
    if text.endswith(".") and _is_value(
        text[:-1], bare := _translated(text[:-1], language, depth - 1), language
    ):
        return f"{bare}."
    for separator in BETWEEN:
        parts = separator.split(text)
        if len(parts) == 1:
            continue
        words = [_translated(part, language, depth - 1) for part in parts[::2]]
        if all(_is_value(before, after, language) for before, after in zip(parts[::2], words, strict=True)):
            between = [AND_OR.get(part, part) for part in parts[1::2]]
            return "".join(word + then for word, then in zip(words, [*between, ""], strict=True))
    return english_values(text)


def _longest_first(sentences: list[str], language: str, depth: int) -> str:
    """Each run of sentences that is known as one text; what is not known, sentence by sentence."""
    for end in range(len(sentences) - 1, 0, -1):
        if (known := _known(" ".join(sentences[:end]), language)) is not None or end == 1:
            first = known if known is not None else _translated(sentences[0], language, depth)
            return f"{first} {_translated(' '.join(sentences[end:]), language, depth)}"
    return _translated(sentences[0], language, depth)


def _is_value(before: str, after: str, language: str) -> bool:
    """Was this known as a whole, or nothing but numbers and days? Not when only a number in it was rewritten."""
    word = NUMBER_AFTER.fullmatch(before)
    return (
        after != english_values(before)
        or is_moment(before)
        or not re.search(r"[a-z]{2}", before)
        or _known(word[1] if word else before, language) is not None  # "quick fix" is the same in both
    )


def _known(text: str, language: str) -> str | None:
    """The translation of exactly this text; also of a label with a small first letter."""
    texts = _texts(language)
    if (other := texts.get(text)) is not None:
        return other
    other = texts.get(text[:1].upper() + text[1:])
    return other and (other[:1].lower() + other[1:] if other[1:2].islower() else other)


@cache
def _texts(language: str) -> Mapping[str, str]:
    """Each Dutch text with its translation; of what is counted, both the one and the many."""
    return {dutch: other for pair in _pairs(language) for dutch, other in zip(*pair, strict=False)}


@cache
def _patterns(language: str) -> Mapping[str, Sequence[Pattern]]:
    """All sentences with values, the most particular first, by their first letters or else by their last."""
    found = [Pattern(one, other) for (one, *_), (other, *_) in _pairs(language) if PLACE.search(one)]
    shelves: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in sorted(found, key=lambda pattern: -pattern.literal):
        shelves[pattern.shelf].append(pattern)
    return shelves


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

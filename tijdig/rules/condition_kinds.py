"""The kinds of question an afwegingskader can ask about a fact: yes or no, how much, which words.

R-TRI-1. Each kind knows the JSON Schema of its value, how to read it, when it holds and how it is said.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from .feiten import Feiten


class Condition[W](Protocol):
    """One kind of question about a fact; W is the type of what is asked for."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema of its value in the policy file."""

    def read(self, raw: object) -> W:
        """The value in the policy file as a value of the rules. Raises ValueError in Dutch."""

    def holds(self, feiten: Feiten, wanted: W) -> bool:
        """Does the fact meet what is asked for?"""

    def because(self, feiten: Feiten, wanted: W) -> str:
        """The sentence that names the fact, when the condition holds."""

    def in_words(self, wanted: W) -> str:
        """What is asked for, for the public page of the kader."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """A fact that is so or not so. A fact that is not known (None) meets neither."""

    fact: str
    yes: str
    no: str

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise ValueError("moet true of false zijn")
        return raw

    def holds(self, feiten: Feiten, wanted: bool) -> bool:
        return getattr(feiten, self.fact) is wanted

    def because(self, feiten: Feiten, wanted: bool) -> str:
        return self.in_words(wanted)

    def in_words(self, wanted: bool) -> str:
        return self.yes if wanted else self.no


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that is at least (or at most) so much."""

    fact: str
    says: Callable[[int], str]
    asks: str  # with {} for the number
    number: Callable[[int], str] = str
    at_most: bool = False

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or raw < 1:
            raise ValueError("moet een heel getal van 1 of meer zijn")
        return raw

    def holds(self, feiten: Feiten, wanted: int) -> bool:
        value: int = getattr(feiten, self.fact)
        return value <= wanted if self.at_most else value >= wanted

    def because(self, feiten: Feiten, wanted: int) -> str:
        return self.says(getattr(feiten, self.fact))

    def in_words(self, wanted: int) -> str:
        return self.asks.format(self.number(wanted))


def spaced(word: str) -> str:
    """A code as words: 'cak_wanbetaler' → 'cak wanbetaler'."""
    return word.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Words:
    """A fact that is one of some words, or a set of words that holds one of them (`only`: no others)."""

    fact: str
    text: str  # with {} for the words
    known: tuple[str, ...] = ()  # the closed list; empty = policy elsewhere says which exist
    only: bool = False
    say: Callable[[str], str] = spaced
    alone: tuple[tuple[str, str], ...] = ()  # (word, sentence) where a single word has a better sentence

    def schema(self) -> dict[str, Any]:
        word = {"enum": list(self.known)} if self.known else {"type": "string", "minLength": 1}
        return {"type": "array", "items": word, "minItems": 1, "uniqueItems": True}

    def read(self, raw: object) -> frozenset[str]:
        if (
            not isinstance(raw, list | tuple)
            or not raw
            or not all(isinstance(word, str) and word for word in raw)
        ):
            raise ValueError("moet een lijst met een of meer woorden zijn")
        unknown = sorted(set(raw) - set(self.known)) if self.known else []
        if unknown:
            raise ValueError(f"kent '{unknown[0]}' niet; kies uit {', '.join(self.known)}")
        return frozenset(raw)

    def holds(self, feiten: Feiten, wanted: frozenset[str]) -> bool:
        found = self._found(feiten)
        return bool(found) and (found <= wanted if self.only else not found.isdisjoint(wanted))

    def because(self, feiten: Feiten, wanted: frozenset[str]) -> str:
        return self._fill(self._found(feiten) & wanted, "en")

    def in_words(self, wanted: frozenset[str]) -> str:
        return self._fill(wanted, "of")

    def _found(self, feiten: Feiten) -> frozenset[str]:
        value: frozenset[str] | str | None = getattr(feiten, self.fact)
        if value is None:
            return frozenset()
        return frozenset({value}) if isinstance(value, str) else value

    def _fill(self, words: Collection[str], joint: str) -> str:
        if len(words) == 1 and (sentence := dict(self.alone).get(next(iter(words)))):
            return sentence
        said = [self.say(word) for word in sorted(words)]
        head = [", ".join(said[:-1])] if len(said) > 1 else []
        return self.text.format(f" {joint} ".join([*head, said[-1]]))

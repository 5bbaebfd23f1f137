"""How the BRP compares texts: without regard to capitals; a plain letter finds its accented sisters.

Source: BRP Personen bevragen 2.7.0, the rules for searching. Written apart from the client on purpose: the
fake must not inherit a mistake of what it tests.
"""

import unicodedata
from dataclasses import dataclass


def fold(text: str) -> str:
    """Small letters without marks."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return bare.translate(_OTHER)


_OTHER = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A text to look for, once. `head` and `tail` say whether a wildcard stands before or after it."""

    text: str
    exact: bool
    head: bool
    tail: bool

    @classmethod
    def of(cls, query: str) -> "Wanted":
        head, tail = query.startswith("*"), query.endswith("*")
        bare = query.strip("*").casefold()
        exact = fold(bare) != bare
        return cls(
            text=unicodedata.normalize("NFC", bare) if exact else bare, exact=exact, head=head, tail=tail
        )

    def fits(self, text: str) -> bool:
        """With marks in the query only the same marks fit, without them every spelling does."""
        other = unicodedata.normalize("NFC", text.casefold()) if self.exact else fold(text)
        if self.tail:
            return other.startswith(self.text)
        return other.endswith(self.text) if self.head else other == self.text

"""Dutch that is left on a page in English: text outside `lang="nl"` with a very common Dutch word in it."""

import re
from html.parser import HTMLParser

from tijdig.monitor.netherlands import all_gemeenten

DUTCH = re.compile(
    r"\b(het|een|niet|wordt|worden|zijn|deze|dit|naar|geen|voor|nog|kies|zaken|zaak|inwoner|met|bij|heeft|aan|uit|maar|ook|wat|wie|waarom)\b",
    re.IGNORECASE,
)
SAID_ALOUD = {"aria-label", "placeholder", "title", "alt", "data-label"}
NEVER_CLOSED = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
# Codes and names of rules, files and regulations: they have no other name.
NAMES = re.compile(
    r"\b(zaak|gebruiker|aanlevering|signaal|toets|printronde):\d+|[\w-]+\.(yaml|csv|json)|\b[a-z]+(?:_[a-z]+)+\b"
    r"|“[\w-]+”|\b(Energieregeling|Regeling)\b[^.]*|\b("
    + "|".join(re.escape(one.naam) for one in all_gemeenten())
    + r")\b"
)


class Leftovers(HTMLParser):
    """Collects the Dutch texts of a page that do not say that they are Dutch."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self._language()
        for name in SAID_ALOUD & set(given):
            self._look(given[name] or "", language)
        if tag not in NEVER_CLOSED:
            self.languages.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.languages or self.languages[-1][0] not in ("script", "style", "textarea", "code"):
            self._look(data, self._language())

    def _language(self) -> str:
        return self.languages[-1][1] if self.languages else ""

    def _look(self, text: str, language: str) -> None:
        words = " ".join(text.split())
        if language != "nl" and DUTCH.search(NAMES.sub("", words)):
            self.found.append(words)


def dutch_in(page: str) -> list[str]:
    """The texts, each once."""
    parser = Leftovers()
    parser.feed(page)
    return list(dict.fromkeys(parser.found))

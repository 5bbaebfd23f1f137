"""Texts of a template that stand outside translate and blocktranslate, found by reading it as HTML."""

import re
from html.parser import HTMLParser

DONE = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}|\{%\s*comment\b.*?endcomment\s*%\}"
    r"|\{% block \w*class %\}.*?\{% endblock",
    re.DOTALL,
)
DJANGO = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
BARE_ARGUMENT = re.compile(
    r"\{%\s*(?:include|term_line|stacked_bar)\b[^%]*?\s(?:title|lead|text|submit|kept|todo|nouns?|legend|words|label|"
    r"\w+_label)=\"([^\"]*[a-z]{2}[^\"]*)\""
)
BARE_DEFAULT = re.compile(r"\|default(?:_if_none)?:\"([^\"]*[a-z]{2}[^\"]*)\"")
SAID_ALOUD = {"aria-label", "placeholder", "title", "alt", "data-label"}
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2}")
# Names, and codes that are the same in every language.
THE_SAME = re.compile(r"^(· )?Tijdig$|^gebruiker:$|^(English|Nederlands|Enter)$")


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found += [value for name, value in attrs if name in SAID_ALOUD and value and WORD.search(value)]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if WORD.search(text) and not THE_SAME.search(text) and "code" not in self.open[-1:]:
            self.found.append(text)


def loose_texts(source: str) -> list[str]:
    """What a reader of another language would see in Dutch."""
    source = DONE.sub("", source)
    bare = [
        *BARE_ARGUMENT.findall(source),
        *(word for word in BARE_DEFAULT.findall(source) if word != "Tijdig"),
    ]
    parser = _Texts()
    parser.feed(DJANGO.sub("", source))
    return [*bare, *parser.found]

"""Everything the staff reads is translated (ADR 11): in Python, in the templates, and with the same values."""

import re

from babel.messages.mofile import read_mo
from django.utils import translation

from tests.architecture.loose_texts import loose_texts
from tijdig.config.texts import catalogue
from tijdig.config.translation import translated

PLACE = re.compile(r"\{(\w+)\}")
WITH_VALUES = [
    text.id for text in catalogue.all_texts().values() if PLACE.search(text.id) and not text.plural
]


def test_every_text_of_the_house_is_translated() -> None:
    wrong = catalogue.faults(catalogue.read())
    assert not wrong, "run `tijdig vertaal` and fill in the empty msgstr:\n" + "\n".join(wrong)


def test_nothing_in_the_catalogue_has_gone_from_the_house() -> None:
    gone = [m.id for m in catalogue.read() if m.id and catalogue.id_of(m) not in catalogue.all_texts()]
    assert not gone, "run `tijdig vertaal`"


def test_the_compiled_catalogue_is_that_of_the_repository() -> None:
    compiled = catalogue.FILE.with_suffix(".mo")
    assert compiled.exists(), "run `make install`"
    with compiled.open("rb") as file:
        made = {catalogue.id_of(message): message.string for message in read_mo(file)}
    kept = catalogue.read_once()
    assert {name: _forms(made[name]) for name in kept if name} == {n: _forms(kept[n]) for n in kept if n}, (
        "run `make install`"
    )


def _forms(words: object) -> tuple[object, ...]:
    return tuple(words) if isinstance(words, list | tuple) else (words,)


def test_no_template_has_a_text_outside_of_translate() -> None:
    found = {path.name: loose_texts(path.read_text(encoding="utf-8")) for path in catalogue.templates()}
    loose = {name: texts for name, texts in found.items() if texts}
    assert not loose, "wrap it: {% translate %} or {% blocktranslate %} (docs/how-to/vertalen.md)"


def test_dutch_stays_as_it_is_written() -> None:
    """No text of ours is, by accident, an English text that Django translates into Dutch."""
    with translation.override("nl"):
        changed = [text for text in catalogue.all_texts() if translation.gettext(text) != text]
    assert not changed


def test_a_sentence_with_values_is_known_again_by_its_pattern() -> None:
    """And by no other pattern: the most particular one comes first."""
    lost = []
    with translation.override("en"):
        for dutch in WITH_VALUES:
            values = {name: str(number) for number, name in enumerate(sorted(set(PLACE.findall(dutch))), 3)}
            english = str(catalogue.read_once()[dutch]).format_map(values)
            if translated(dutch.format_map(values)) != english:
                lost.append(dutch)
    assert not lost

"""In which language the people of a zaak are written to (R-OUT-3). Dutch where nothing is chosen or no text exists."""

from collections.abc import Sequence
from datetime import date

from .models import Zaaktaal
from .reply.texts import LANGUAGES, texts_in
from .shelf import DUTCH, Shelf, shelf_on


def languages_of(zaken: Sequence[int]) -> dict[int, str]:
    """The language of each of these zaken (ids) that is not Dutch. One query."""
    chosen = Zaaktaal.objects.filter(zaak_id__among=list(zaken)).exclude(taal="")
    return dict(chosen.values_list("zaak_id", "taal"))


def languages_on(today: date) -> list[str]:
    """Dutch, and the languages of which this gemeente wrote a template that is in force."""
    return [DUTCH, *sorted({taal for _, taal in shelf_on(today).own} - {DUTCH})]


def templates_in(taal: str, shelf: Shelf) -> list[str]:
    """The titles of what is written in this language; the rest goes out in Dutch."""
    return [text.titel for (_, language), text in sorted(shelf.own.items()) if language == taal]


def name_of(taal: str) -> str:
    """As its own speakers call it, where we know."""
    return str(texts_in(taal)["taal"]) if taal in LANGUAGES else taal

"""The words by which zaken are found, worked out from their signals and persons, for many zaken at once.

Derived, like the clocks: the same signals always give the same words.
"""

from collections.abc import Iterator, Sequence

from tijdig.bulk import insert_rows
from tijdig.checks.models import Inwoner
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.names import split_surname
from tijdig.rules.search import in_reference_form

from .models import Zoekwoord

Word = tuple[int, str, str]


def refresh_words(zaken: Sequence[int], *, gemeente_code: str) -> None:
    """Write the words of these zaken again. Four queries, whatever the number."""
    if not zaken:
        return
    ids = list(zaken)
    Zoekwoord.objects.filter(zaak_id__among=ids).delete()
    words = sorted({*_of_signals(ids), *_of_persons(ids)})
    insert_rows(Zoekwoord, ("gemeente", "zaak", "soort", "woord"), [(gemeente_code, *word) for word in words])


def _of_signals(zaken: list[int]) -> Iterator[Word]:
    rows = Vroegsignaal.objects.filter(zaaksignaal__zaak_id__among=zaken).values_list(
        "zaaksignaal__zaak_id", "achternaam", "bedrijfsnaam", "referentie"
    )
    for zaak, achternaam, bedrijf, referentie in rows:
        yield from _names(zaak, achternaam)
        yield from _names(zaak, bedrijf)
        if word := in_reference_form(referentie):
            yield zaak, Zoekwoord.Soort.REFERENTIE.value, word


def _of_persons(zaken: list[int]) -> Iterator[Word]:
    rows = Inwoner.objects.filter(zaakinwoners__zaak_id__among=zaken).values_list(
        "zaakinwoners__zaak_id", "geslachtsnaam"
    )
    for zaak, naam in rows:
        yield from _names(zaak, naam)


def _names(zaak: int, naam: str) -> Iterator[Word]:
    """The whole name, and the halves of a double one: who seeks De Vries finds Meij-de Vries."""
    halves = split_surname(naam)
    for word in {"".join(halves), *halves} - {""}:
        yield zaak, Zoekwoord.Soort.NAAM.value, word[:200]

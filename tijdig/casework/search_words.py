"""The words by which zaken are found, worked out from their signals and persons, for many zaken at once.

Derived, like the clocks: the same signals always give the same words. Of what they were made stands on the zaak as
a fingerprint, so that a name that changed, or words that were never made, are found with one statement. A new zaak
gets its fingerprint in the night, with those that have none: writing each zaak twice would slow a large delivery.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched

from django.db import connection

from tijdig.accounts.context import working_for
from tijdig.bulk import insert_rows
from tijdig.checks.models import Inwoner
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.names import split_surname
from tijdig.rules.search import in_reference_form

from .models import Zoekwoord

Word = tuple[int, str, str]
CHUNK = 5_000

# What the words of each zaak are made of, as one fingerprint. {which}: which zaken.
MADE_OF = """
with made as (
    select z.id, z.woorden_van, (
        select md5(coalesce(string_agg(said, chr(30) order by said collate "C"), '')) from (
            select concat_ws(chr(31), v.achternaam, v.bedrijfsnaam, v.referentie) as said
                from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
                where zs.zaak_id = z.id
            union
            select i.geslachtsnaam from casework_zaakinwoner zi join checks_inwoner i on i.id = zi.inwoner_id
                where zi.zaak_id = z.id
        ) s
    ) as nu
    from casework_vroegsignaalzaak z where z.gewist_op is null {which}
)
"""
STALE = "select id from made where woorden_van <> nu order by id"
STAMP = """
update casework_vroegsignaalzaak z set woorden_van = made.nu from made
where made.id = z.id and z.woorden_van <> made.nu
"""
# A person who was looked up, or a signal that was decided on, since a day.
TOUCHED = """
and z.woorden_van <> '' and z.id in (
    select zi.zaak_id from casework_zaakinwoner zi join checks_inwoner i on i.id = zi.inwoner_id
        where i.gecontroleerd_op >= %s
    union
    select zs.zaak_id from casework_zaaksignaal zs join checks_toets t on t.vroegsignaal_id = zs.vroegsignaal_id
        where t.op >= %s
)
"""


def refresh_stale_words(*, gemeente_code: str, since: date | None = None) -> int:
    """Make the words anew of every zaak whose names or references changed, or that never had any.

    `since`: look only at persons and signals that were checked on that day or later. Safe to repeat; in chunks.
    Returns of how many zaken.
    """
    with working_for(gemeente_code), connection.cursor() as cursor:
        made_of = MADE_OF.format(which=TOUCHED if since else "")
        cursor.execute(made_of + STALE, [since, since] if since else [])
        stale = [pk for (pk,) in cursor.fetchall()]
    for chunk in batched(stale, CHUNK, strict=False):
        with working_for(gemeente_code):
            refresh_words(chunk, gemeente_code=gemeente_code)
            with connection.cursor() as cursor:
                cursor.execute(MADE_OF.format(which="and z.id = any(%s)") + STAMP, [list(chunk)])
    return len(stale)


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

"""Deliver: plan which signal stands on which page, and write a page (R-MON-9). Every page that leaves is recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.ddas.facts import Bereik, numbers_in, reading_for
from tijdig.ddas.models import Ddaslevering
from tijdig.ddas.taken import note_taken
from tijdig.ddas.writing import Geschreven, head_of_message, message
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.ddas_lists import refusal_of_version
from tijdig.rules.ddas_paging import refusal_of_period, stretches
from tijdig.rules.terms import Leverkanaal


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """What somebody wants to have: a period and a version."""

    van: date
    tot: date
    versie: str


def plan_levering(
    *, vraag: Vraag, gemeente_code: str, kanaal: Leverkanaal, today: date, by: Actor
) -> Ddaslevering:
    """Fix which signals stand on which page of a file. Errors: Refused, without the right or for another period."""
    require(
        by.refusal_without(Right.DDAS_LEVEREN),
        refusal_of_period(vraag.van, vraag.tot),
        refusal_of_version(policy_on(today, gemeente_code).uitwisseling, vraag.versie, today),
    )
    size = policy_on(today, gemeente_code).uitwisseling.signalen_per_pagina
    with reading_for(gemeente_code):
        numbers = numbers_in(Bereik(gemeente=gemeente_code, van=vraag.van, tot=vraag.tot))
        pages = list(stretches(numbers, size)) or [(0, 0, 0)]
        levering = Ddaslevering.objects.create(
            gemeente_id=gemeente_code, kanaal=kanaal, versie=vraag.versie, van=vraag.van, tot=vraag.tot,
            signalen=sum(count for _, _, count in pages), grenzen=[[first, last] for first, last, _ in pages],
            door=str(by),
        )  # fmt: skip
        record("ddas.voorbereid", subject=f"ddaslevering:{levering.pk}", by=by, ground="wgs.9",
               signalen=levering.signalen, paginas=len(pages), versie=vraag.versie)  # fmt: skip
    return levering


def write_page(
    levering_id: UUID, *, gemeente_code: str, pagina: int, write: Callable[[bytes], object], by: Actor
) -> Geschreven:
    """Write one page (from 1) of a planned file, piece by piece, and record that it left.

    Errors: Refused without the right, or when there is no such page.
    """
    require(by.refusal_without(Right.DDAS_LEVEREN))
    with reading_for(gemeente_code):
        levering = Ddaslevering.objects.get(pk=levering_id)
        exists = 1 <= pagina <= len(levering.grenzen)
        require(None if exists else "Deze pagina van de levering bestaat niet.")
        written = Geschreven()
        for piece in _pieces(levering, pagina, written):
            write(piece)
        note_taken(levering, [pagina], written)
        record("ddas.geleverd", subject=f"ddaslevering:{levering.pk}", by=by, ground="wgs.9", pagina=pagina,
               signalen=written.signalen[gemeente_code], zaken=written.zaken[gemeente_code])  # fmt: skip
    return written


def _pieces(levering: Ddaslevering, pagina: int, written: Geschreven) -> Iterator[bytes]:
    first, last = levering.grenzen[pagina - 1]
    bereik = Bereik(
        gemeente=levering.gemeente_id, van=levering.van, tot=levering.tot, eerste=first, laatste=last
    )
    kop = head_of_message(levering.van, levering.tot, timezone.localtime())
    lijsten = policy_on(levering.tot, levering.gemeente_id).uitwisseling.versies[levering.versie]
    return message(kop, [bereik], lijsten, written)

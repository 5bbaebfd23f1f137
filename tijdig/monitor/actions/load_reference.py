"""Places and published figures into the tables of the installation (R-MON-7). Of the country: no gemeente owns them."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.intake.queueing import hand_to_worker
from tijdig.monitor.models import Gebied, Referentiecijfer
from tijdig.monitor.reference_files import Cijferregel, Plek

PLACE = ("soort", "jaar", "code", "naam", "gemeentecode", "pad", "vak")
FIGURE = ("gemeentecode", "jaar", "cijfer", "waarde", "bron")


@transaction.atomic
def load_reference(
    *, places: Sequence[Plek], figures: Sequence[Cijferregel], bron: str, by: Actor
) -> dict[str, int]:
    """What was there of the same kind and year is replaced; other years stay. Returns how many of each were stored."""
    for soort, jaar in {(place.soort, place.jaar) for place in places}:
        there = {place.gemeentecode for place in places if (place.soort, place.jaar) == (soort, jaar)}
        Gebied.objects.filter(soort=soort, jaar=jaar, gemeentecode__in=there).delete()
    for cijfer, jaar in {(figure.cijfer, figure.jaar) for figure in figures}:
        Referentiecijfer.objects.filter(cijfer=cijfer, jaar=jaar).delete()
    insert_rows(Gebied, PLACE, (
        (p.soort, p.jaar, p.code, p.naam[:80], p.gemeentecode, p.omtrek.pad, list(p.omtrek.vak)) for p in places
    ))  # fmt: skip
    insert_rows(Referentiecijfer, FIGURE, (
        (f.gemeentecode, f.jaar, str(f.cijfer), f.waarde, bron[:120]) for f in figures
    ))  # fmt: skip
    stored = Counter([*(str(place.soort) for place in places), *(str(figure.cijfer) for figure in figures)])
    hand_to_worker("make_landverslagen", once="make_landverslagen")
    record("referentie.ingelezen", subject="referentie", by=by, ground="wgs.9", **stored)
    return dict(stored)

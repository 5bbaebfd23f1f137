"""Reminders as cards: a run of their own, with a side for the post; nothing on them tells why (R-OUT-3)."""

import re
import zlib

import pytest

from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.outreach.actions.print_run import make_pdf
from tijdig.outreach.models import Brief, Printronde
from tijdig.rules.terms import Aanpak, Contactsoort

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def test_reminders_go_as_cards_in_a_run_of_their_own(by: Actor) -> None:
    first, second = zaken.zaak(1, by=by), zaken.zaak(2, by=by)
    zaken.printed(first, by=by)
    Vroegsignaalzaak.objects.filter(pk=first.pk).update(volgende_stap=Aanpak.BRIEF, volgende_op=TODAY)
    zaken.printed(first, second, by=by, kaarten=True)
    cards = Printronde.objects.get(brieven__sjabloon="kaart")
    assert list(Brief.objects.filter(printronde=cards).values_list("zaak_id", flat=True)) == [first.pk]
    assert Brief.objects.get(zaak=second).sjabloon == "aanbod"
    kinds = Contactpoging.objects.filter(zaak=first).order_by("pk").values_list("soort", flat=True)
    assert list(kinds) == [Contactsoort.BRIEF, Contactsoort.KAART]
    make_pdf(cards.pk, gemeente_code="0505", by=SYSTEM)
    pdf = bytes(Printronde.objects.get(pk=cards.pk).pdf or b"")
    assert pages(pdf) == 2, "the words, and the side for the post"


def pages(pdf: bytes) -> int:
    """How many pages, also when typst packed its objects."""
    packed = [
        zlib.decompressobj().decompress(part)  # what packs may end in a carriage return of its own
        for part in re.findall(rb"stream\r?\n(x\x9c.*?|x\xda.*?)\nendstream", pdf, re.S)
    ]
    return len(re.findall(rb"/Type\s*/Page\b", b" ".join([pdf, *packed])))

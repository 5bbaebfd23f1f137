"""What the client makes of the answers of the BAG. The other side is the fake, over real HTTP."""

import json
from pathlib import Path

import pytest

from tests import make
from tijdig.connectors.bag import BagClient, BagConfig, BagUnavailable
from tijdig.connectors.bag_fake import EMPTY, ERROR, NONSENSE, FakeBag
from tijdig.outreach.models import Adresplaats
from tijdig.outreach.visits.places import places_of
from tijdig.rules.address import Adres
from tijdig.rules.visits import Plaats

HOME = Adres(postcode="3581WS", huisnummer=1)
FLAT = Adres(postcode="3581WS", huisnummer=1, huisletter="A", toevoeging="3")
PLACE, ABOVE = Plaats(lat=52.08884161, lon=5.13287587), Plaats(lat=52.0889, lon=5.1329)


def client(bag: FakeBag, **more: object) -> BagClient:
    pauses = list[float]()
    return BagClient(BagConfig(base_url=bag.base_url, **more), sleep=pauses.append)  # type: ignore[arg-type]


def test_the_place_is_that_of_exactly_this_address() -> None:
    with FakeBag({HOME: PLACE, FLAT: ABOVE}) as bag, client(bag) as ask:
        assert ask.place_of(HOME) == PLACE
        assert ask.place_of(FLAT) == ABOVE
        assert ask.place_of(Adres(postcode="3581WS", huisnummer=1, huisletter="B")) is None


@pytest.mark.parametrize("fault", [ERROR, NONSENSE, EMPTY])
def test_nonsense_is_asked_again_and_is_never_not_found(fault: str) -> None:
    with FakeBag({HOME: PLACE}, faults=[fault, fault]) as bag, client(bag) as ask:
        assert ask.place_of(HOME) == PLACE
    with FakeBag({HOME: PLACE}, faults=[fault] * 9) as bag, client(bag) as ask:
        with pytest.raises(BagUnavailable):
            ask.place_of(HOME)
        assert bag.requests == 3


def test_the_key_goes_along_and_never_into_a_text() -> None:
    with FakeBag({HOME: PLACE}, api_key="geheim") as bag, client(bag, api_key="geheim") as ask:
        assert ask.place_of(HOME) == PLACE
    assert "geheim" not in repr(BagConfig(base_url="https://bag.example", api_key="geheim"))


def test_the_fake_answers_as_the_example_of_the_service(shared: Path) -> None:
    """The fields that the client reads, in the form of a real answer."""
    doc = json.loads((shared / "address" / "pdok" / "free.json").read_text())["response"]["docs"][0]
    with FakeBag({HOME: PLACE}) as bag:
        status, body = bag.answer("/free?q=x&fq=postcode:3581WS", "")
    mine = json.loads(body)["response"]["docs"][0]
    assert status == 200
    assert mine.items() <= {name: doc[name] for name in ("postcode", "huisnummer", "centroide_ll")}.items()


@pytest.mark.django_db
def test_only_what_a_list_lacks_is_asked_and_only_once(settings: object) -> None:
    make.gemeente()
    with FakeBag({HOME: PLACE}) as bag:
        settings.BAG = {"base_url": bag.base_url, "attempts": 2, "pause_seconds": 0.0}  # type: ignore[attr-defined]
        for _ in range(2):
            found = places_of([HOME.sleutel, "3581WS 7"], gemeente_code="0505", today=make.TODAY)
            assert found == {HOME.sleutel: PLACE}
        assert bag.requests == 2
    assert Adresplaats.objects.filter(lat=None).count() == 1  # not known is remembered too

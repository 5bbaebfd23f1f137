"""The residence title: asked of whoever is found and of nobody else, and hardly anything of it is kept (R-BRP-2)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

import tijdig.policies
from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, checked, person, signal
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.actions import decide
from tijdig.checks.models import Inwoner, Toets
from tijdig.connectors.brp_fake import Seen
from tijdig.policies import policy_on
from tijdig.process import follow_up_signals

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
IN_PROCEDURE = {"verblijfstitel": {"aanduiding": {"code": "31", "omschrijving": "in procedure"}}}
WITH_RIGHT = {"verblijfstitel": {"aanduiding": {"code": "26", "omschrijving": "asiel"}}}


def asked_about(seen: list[Seen]) -> list[list[str]]:
    """Of whom the title was asked, question by question."""
    return [
        request.body["burgerservicenummer"] for request in seen
        if any(field.startswith("verblijfstitel") for field in request.body["fields"])
    ]  # fmt: skip


@pytest.fixture
def not_asked() -> Iterator[None]:
    """Policy of this gemeente does not ask the title."""
    beleid = policy_on(TODAY, "0505")
    off = replace(beleid, verblijfsrecht=replace(beleid.verblijfsrecht, vragen=False))
    key = next(key for key, known in tijdig.policies._BUILT.items() if known is beleid)
    tijdig.policies._BUILT[key] = off
    yield
    tijdig.policies._BUILT[key] = beleid


@pytest.mark.parametrize(
    ("title", "kept"),
    [({}, "geen_bijzonderheid"), (WITH_RIGHT, "geen_bijzonderheid"), (IN_PROCEDURE, "nagaan")],
)
def test_who_has_a_title_is_not_kept_only_what_must_be_looked_at(
    brp: Start, title: dict[str, Any], kept: str
) -> None:
    brp(person(1, **title))
    made = signal()
    toets = checked(made)
    assert toets.inwoner is not None
    assert toets.inwoner.verblijfsrecht == kept
    assert made.status == "gecontroleerd", "it informs, it decides nothing"
    assert "verblijf" not in str(toets.redenen).lower()


def test_nobody_else_at_the_address_is_asked_for(brp: Start) -> None:
    """A housemate with the same initial: all are read for the names of partners, one for the title."""
    seen: list[Seen] = []
    brp(person(1, **IN_PROCEDURE), person(2, "Vries", "Annie", **IN_PROCEDURE), recorder=seen.append)
    assert checked(signal()).zekerheid == "zeker"
    assert asked_about(seen) == [[bsn(1)]]
    assert Inwoner.objects.get().verblijfsrecht == "nagaan"


def test_in_doubt_it_is_asked_only_of_who_was_chosen(brp: Start) -> None:
    seen: list[Seen] = []
    brp(person(1), person(2, first="Astrid", **IN_PROCEDURE), recorder=seen.append)
    check_of = checked(signal())
    assert (check_of.zekerheid, asked_about(seen)) == ("onzeker", [])
    decide.choose_person(check_of.pk, keuze=1, reden="", today=TODAY, by=SYSTEM)
    assert len(asked_about(seen)) == 1
    assert Inwoner.objects.get().verblijfsrecht == "nagaan"


def test_where_policy_does_not_ask_nothing_is_asked_or_kept(brp: Start, not_asked: None) -> None:
    seen: list[Seen] = []
    brp(person(1, **IN_PROCEDURE), recorder=seen.append)
    toets = checked(signal())
    assert asked_about(seen) == []
    assert toets.inwoner is not None
    assert toets.inwoner.verblijfsrecht == "niet_gevraagd"


def test_the_form_for_a_check_by_hand_asks_it_where_policy_does(client: Client) -> None:
    make.gemeente()
    toets = checked(signal())
    make.login(client, make.user("vera"))
    page = f"/twijfel/{toets.pk}/invoeren"
    assert "Wat zegt de BRP over de verblijfstitel?" in client.get(page).content.decode()
    gegevens = {
        "bsn": bsn(1), "geslachtsnaam": "Jansen", "huisnummer": "7", "postcode": "3311 AA", "woont": "woonadres",
        "verblijfsrecht": "nagaan", "reden": "opgezocht",
    }  # fmt: skip
    assert client.post(page, gegevens).status_code == 302
    assert Inwoner.objects.get().verblijfsrecht == "nagaan"


def test_a_look_by_hand_that_skips_it_takes_nothing_away(brp: Start) -> None:
    brp(person(1, **IN_PROCEDURE))
    checked(signal())
    brp()  # nobody is found now, so somebody looks it up
    toets = checked(signal(make.partner("22222222", "Woonbedrijf West")))
    gegevens = {"bsn": bsn(1), "geslachtsnaam": "Jansen", "huisnummer": "7", "postcode": "3311AA"}
    decide.enter_person(toets.pk, gegevens=gegevens, reden="opgezocht", today=TODAY, by=SYSTEM)
    assert Inwoner.objects.get().verblijfsrecht == "nagaan"


def test_the_zaak_says_what_to_do_with_it_and_where_it_came_from(
    brp: Start, client: Client
) -> None:  # R-OUT-8
    brp(person(1, **IN_PROCEDURE))
    signal()
    check()
    follow_up_signals(gemeente_code="0505", today=TODAY, by=SYSTEM)
    make.login(client, make.user("vera"))
    shown = client.get(f"/zaken/{Vroegsignaalzaak.objects.get().pk}/").content.decode()
    assert "Na te gaan als A. Jansen schuldhulp aanvraagt. Het aanbod gaat gewoon door." in shown
    assert "De titel zelf bewaart Tijdig niet." in shown
    assert Toets.objects.get().inwoner_id

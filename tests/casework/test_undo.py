"""Undoing puts a zaak back as it stood, clocks, steps and all (rules/undo.py)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, page, started
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handling import add_notitie, assign_zaken
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Contactpoging,
    Handeling,
    Notitie,
    Termijn,
    Vroegsignaalzaak,
    Weging,
)  # fmt: skip
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.models import Bericht
from tijdig.rules.terms import Bereikt

pytestmark = pytest.mark.usefixtures("on_a_workday")
ATTEMPT = {"soort": "telefoon", "bereikt": "ja", "datum": WORKDAY, "minuten": 5, "notitie": "Sprak"}
APPOINTMENT = {"dag": "2026-11-27", "tijd": "10:00", "plaats": "Loket"}
ACTS: list[tuple[str, bool, dict[str, Any]]] = [
    ("bevestigen", False, {}),
    ("anders", False, {"aanpak": "bellen", "reden": "Werkt beter"}),
    ("anders", True, {"aanpak": "bellen", "reden": "Werkt beter"}),
    ("poging", False, ATTEMPT),
    ("poging", True, ATTEMPT),
    ("afspraak", True, APPOINTMENT),
    ("notitie", True, {"tekst": "Hond in de tuin"}),
    ("toewijzen", True, {"aan": ""}),
]


def _state(zaak: Vroegsignaalzaak) -> dict[str, Any]:
    """All that belongs to a zaak, without its version and the ids of derived rows."""
    own, clocks = Vroegsignaalzaak.objects.filter(pk=zaak.pk), Termijn.objects.filter(zaak=zaak)
    signals = Vroegsignaal.objects.filter(zaaksignaal__zaak=zaak)
    return {
        "zaak": [{name: value for name, value in row.items() if name != "versie"} for row in own.values()],
        "termijnen": sorted(clocks.values_list("soort", "start", "uiterlijk", "gestopt_op", "gehaald")),
        "signalen": list(signals.order_by("pk").values()),
        **{model.__name__: list(model.objects.filter(zaak=zaak).order_by("pk").values())
           for model in (Contactpoging, Afspraak, Notitie, Afsluiting, Weging)},
    }  # fmt: skip


def _undo(client: Client) -> str:
    answer = client.post(reverse("casework:ongedaan", args=[Handeling.objects.latest("pk").pk]), follow=True)
    enter(CODE)
    return answer.content.decode()


@pytest.mark.parametrize(("name", "running", "data"), ACTS)
def test_undo_restores_the_state(
    house: House, anna: Client, zaak: Vroegsignaalzaak, name: str, running: bool, data: dict[str, Any]
) -> None:
    if running:
        started(house, zaak, Bereikt.ONBEKEND)
    before = _state(zaak)
    shown = act(anna, zaak, name, **data)
    assert "Ongedaan maken" in shown
    if name != "toewijzen":
        assert _state(zaak) != before
    assert "Ongedaan gemaakt" in _undo(anna)
    assert _state(zaak) == before
    assert AuditEvent.objects.filter(what="zaak.ongedaan_gemaakt").count() == 1


def test_closing_can_be_undone_before_the_partner_was_told(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    started(house, zaak, Bereikt.JA)
    before = _state(zaak)
    anna.post(
        reverse("casework:afronden", args=[zaak.pk]),
        {"versie": zaak.versie, "eindresultaat": "onterecht_signaal", "toelichting": "Was betaald"},
    )
    enter(CODE)
    assert _state(zaak) != before
    assert "Ongedaan gemaakt" in _undo(anna)
    assert _state(zaak) == before


def test_what_was_followed_by_another_stays(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    started(house, zaak)
    act(anna, zaak, "poging", **ATTEMPT)
    other = make.actor(make.user("bram"))
    assign_zaken([zaak.pk], aan=None, by=other)
    assert "Ongedaan maken<" not in page(anna, zaak)
    assert "daarna nog iets met deze zaak gedaan" in _undo(anna)
    assert zaak.contactpogingen.count() == 1


def test_a_note_of_another_is_something_that_followed(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    started(house, zaak)
    act(anna, zaak, "poging", **ATTEMPT)
    add_notitie(zaak.pk, tekst="Goed zo", by=make.actor(make.user("bram")))
    assert "daarna nog iets" in _undo(anna)


def test_what_a_message_followed_stays(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    started(house, zaak)
    act(anna, zaak, "notitie", tekst="Liever een sms")
    Bericht.objects.create(
        gemeente_id=CODE, zaak=zaak, soort="sms", kanaal="hand", stap="sms_1", sjabloon="sms", sjabloon_versie="1",
        adres="0612345678", tekst="Hallo", gemaakt_op=timezone.now(),
    )  # fmt: skip
    assert "daarna iets verstuurd" in _undo(anna)
    assert zaak.notities.count() == 1


def test_nobody_undoes_the_act_of_another(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    started(house, zaak)
    act(anna, zaak, "poging", **ATTEMPT)
    bram = make.login(Client(), make.user("bram"))
    assert "Alleen wie het deed" in _undo(bram)
    assert zaak.contactpogingen.count() == 1


def test_nothing_is_undone_twice(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    started(house, zaak)
    act(anna, zaak, "poging", **ATTEMPT)
    _undo(anna)
    assert "al ongedaan" in _undo(anna)


def _together(anna: Client, do: str, **more: Any) -> str:
    zaken = list(Vroegsignaalzaak.objects.order_by("pk").values_list("pk", flat=True))
    answer = anna.post(reverse("casework:samen"), {"doe": do, "zaak": zaken, **more}, follow=True)
    enter(CODE)
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(("do", "more"), [("neem", {}), ("wijs_toe", {"aan": "niemand"}), ("bevestig", {})])
def test_one_act_on_many_is_undone_as_one(
    house: House, anna: Client, zaak: Vroegsignaalzaak, do: str, more: dict[str, str]
) -> None:
    for number in range(2, 5):
        make.checked(house.huur, f"3311AA-{number}", ontvangen=WORKDAY)
    make.zaak(make.checked(house.huur, "3311AA-9", ontvangen=WORKDAY), today=WORKDAY)
    zaken = list(Vroegsignaalzaak.objects.order_by("pk"))
    before = [_state(one) for one in zaken]
    shown = _together(anna, do, **more)
    assert "U kunt dit ongedaan maken tot" in shown
    kept = Handeling.objects.order_by("pk")
    assert [row.zaak_id for row in kept] == [one.pk for one in zaken]
    # One of them is changed by a colleague: that one stays, the others go back.
    make.actor(bram := make.user("bram"))
    assign_zaken([zaken[0].pk], aan=bram.pk, by=make.actor(bram))
    address = reverse("casework:ongedaan_samen", args=[kept[0].samen])
    assert make.login(Client(), bram).post(address).status_code == 404
    enter(CODE)
    filtered = "http://testserver/zaken/?soort=huur"
    answer = anna.post(address, follow=True, headers={"referer": filtered})
    shown = answer.content.decode().replace("\u00a0", " ")
    enter(CODE)
    assert answer.redirect_chain[-1][0] == filtered  # back to the list as it was
    assert "Ongedaan gemaakt bij 4 zaken" in shown
    assert "Bij 1 zaak gebeurde daarna nog iets" in shown
    assert [_state(one) for one in zaken[1:]] == before[1:]
    assert Vroegsignaalzaak.objects.get(pk=zaken[0].pk).behandelaar == bram
    event = AuditEvent.objects.get(what="zaken.ongedaan_gemaakt")
    assert (event.detail["aantal"], event.detail["gebleven"]) == (4, 1)
    assert "daarna nog iets met deze zaak gedaan" in anna.post(address, follow=True).content.decode()


def test_undoing_many_asks_a_constant_number_of_queries(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    asked = []
    for number in (9, 19):
        for door in range(number - 8, number):
            make.checked(house.huur, f"3311AB-{door}", ontvangen=WORKDAY)
        make.zaak(make.checked(house.huur, f"3311AB-{number}", ontvangen=WORKDAY), today=WORKDAY)
        _together(anna, "neem")
        with CaptureQueriesContext(connection) as caught:
            anna.post(reverse("casework:ongedaan_samen", args=[Handeling.objects.latest("pk").samen]))
        enter(CODE)
        asked.append(len(caught))
    assert asked[0] == asked[1]

"""Another record is consulted only where the gemeente switched it on, and the zaak says so (R-SHV-3, R-OUT-8)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client

import tijdig.policies
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, page
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.consulting import record_raadpleging
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.terms import Bronregistratie

pytestmark = pytest.mark.usefixtures("on_a_workday")


@pytest.fixture
def switched_on() -> Iterator[None]:
    """The gemeente decided that the record of the Participatiewet may be consulted."""
    beleid = policy_on(WORKDAY, CODE)
    on = replace(
        beleid.raadplegen, aangezet=frozenset({Bronregistratie.PARTICIPATIEWET}),
        reden="Wie bijstand heeft, krijgt één aanbod.", besluit="College van B en W, 7 juli 2026.",
    )  # fmt: skip
    key = next(key for key, known in tijdig.policies._BUILT.items() if known is beleid)
    tijdig.policies._BUILT[key] = replace(beleid, raadplegen=on)
    yield
    tijdig.policies._BUILT[key] = beleid


def test_by_default_nobody_may_and_the_zaak_says_so(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    shown = page(anna, zaak)
    assert "mag u in geen andere administratie kijken (Wgs artikel 8d)" in shown
    assert "Vastleggen dat u in een andere administratie keek" not in shown
    for registratie in (Bronregistratie.PARTICIPATIEWET, Bronregistratie.WMO, Bronregistratie.JEUGDWET):
        with pytest.raises(Refused, match="heeft niet besloten"):
            record_raadpleging(
                zaak.pk, registratie=registratie, versie=zaak.versie, today=WORKDAY, by=house.by
            )
    assert not AuditEvent.objects.filter(what="registratie.geraadpleegd").exists()


def test_where_it_is_on_a_look_is_recorded_with_its_ground(
    switched_on: None, house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    shown = page(anna, zaak)
    for said in ("Participatiewet. Grondslag: Wgs", "Wie bijstand heeft, krijgt één aanbod.", "7 juli 2026"):
        assert said in shown, said
    assert "mag u in geen andere administratie kijken" not in shown
    act(anna, zaak, "raadplegen", registratie="participatiewet")
    event = AuditEvent.objects.get(what="registratie.geraadpleegd")
    assert (event.ground, event.detail) == ("wgs.8d", {"registratie": "participatiewet"})
    assert "Participatiewet: geraadpleegd op" in page(anna, zaak)
    act(anna, zaak, "raadplegen", registratie="wmo", status=422)
    with pytest.raises(Refused, match="zelf al vast"):
        record_raadpleging(
            zaak.pk, registratie=Bronregistratie.BRP, versie=zaak.versie, today=WORKDAY, by=house.by
        )

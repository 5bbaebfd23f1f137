"""A repeat may be left alone for a while, and never what cannot wait (R-TRI-5)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests import make
from tests.casework.conftest import WORKDAY, House
from tests.casework.pages import page
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.steps import refresh_steps
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Aanpak, Bericht, Eindresultaat

EARLIER = date(2026, 9, 1)
DAYS = 14


def earlier(house: House) -> Vroegsignaalzaak:
    """A zaak of before, closed."""
    old = make.zaak(make.checked(house.zorg, soort="zorgverzekering", ontvangen=EARLIER), today=EARLIER)
    close_zaak(
        old.pk, gegevens=Afsluitgegevens(eindresultaat=Eindresultaat.GEEN_INWONER), versie=old.versie,
        today=EARLIER + timedelta(days=19), by=house.by,
    )  # fmt: skip
    return old


@pytest.fixture
def paused(house: House) -> Vroegsignaalzaak:
    """A repeat of which the kader said: a letter, after a pause."""
    earlier(house)
    zaak = make.zaak(make.checked(house.zorg, soort="zorgverzekering", ontvangen=WORKDAY), today=WORKDAY)
    Weging.objects.filter(zaak=zaak, stand="voorgesteld").update(
        adempauze_dagen=DAYS, aanpak="brief", vervolg="bellen", aankondiging=[]
    )
    return zaak


def test_no_step_is_due_before_the_pause_ends(house: House, paused: Vroegsignaalzaak) -> None:  # R-TRI-5
    confirm_voorstellen([paused.pk], today=WORKDAY, by=house.by)
    paused.refresh_from_db()
    assert paused.pauze_tot == WORKDAY + timedelta(days=DAYS)
    assert (paused.volgende_stap, paused.volgende_op) == (Aanpak.BRIEF, paused.pauze_tot)


def test_the_page_and_the_list_say_until_when(
    house: House, paused: Vroegsignaalzaak, anna: Client, on_a_workday: None
) -> None:  # R-TRI-5
    assert "Eerst een adempauze: pauze tot 8 december 2026." in page(anna, paused)
    confirm_voorstellen([paused.pk], today=WORKDAY, by=house.by)
    assert "pauze tot 8 december 2026" in page(anna, paused)
    assert "Pauze tot 8 december 2026" in anna.get("/zaken/").content.decode().replace("\u00a0", " ")


def test_who_chooses_otherwise_chooses_without_a_pause(house: House, paused: Vroegsignaalzaak) -> None:
    decide_otherwise(
        paused.pk,
        aanpak=Aanpak.BELLEN,
        reden="Belde zelf al",
        versie=paused.versie,
        today=WORKDAY,
        by=house.by,
    )
    paused.refresh_from_db()
    assert paused.pauze_tot is None


@pytest.mark.parametrize(
    ("partner", "more"),
    [
        ("zorg", {"bericht": Bericht.EINDE_ZORGVERZEKERING, "soort": "zorgverzekering"}),
        ("huur", {"soort": "huur"}),
    ],
    ids=["a crisis", "a partner that is new here"],
)
def test_what_cannot_wait_ends_the_pause(
    house: House, paused: Vroegsignaalzaak, partner: str, more: dict
) -> None:  # R-TRI-5, R-ADM-5
    confirm_voorstellen([paused.pk], today=WORKDAY, by=house.by)
    make.zaak(make.checked(getattr(house, partner), ontvangen=WORKDAY, **more), today=WORKDAY)
    paused.refresh_from_db()
    assert paused.pauze_tot is None
    assert paused.volgende_op == WORKDAY


def test_a_crisis_is_never_paused_even_when_the_pause_is_still_written(
    house: House, paused: Vroegsignaalzaak
) -> None:  # R-TRI-5
    confirm_voorstellen([paused.pk], today=WORKDAY, by=house.by)
    Vroegsignaalzaak.objects.filter(pk=paused.pk).update(crisis=True)
    refresh_steps([paused.pk], today=WORKDAY)
    paused.refresh_from_db()
    assert paused.volgende_op == WORKDAY


def test_a_first_signal_of_a_partner_is_a_fact(house: House) -> None:  # R-ADM-5, R-TRI-5
    old = earlier(house)
    assert Weging.objects.get(zaak=old).feiten["eerste_van_partner"] is True
    make.zaak(make.checked(house.zorg, soort="zorgverzekering", ontvangen=WORKDAY), today=WORKDAY)
    assert Weging.objects.latest("pk").feiten["eerste_van_partner"] is False

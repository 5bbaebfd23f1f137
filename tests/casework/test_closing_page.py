"""Closing from the page: asked is what the choice requires, and said is what each partner will hear (R-UIT, R-TER)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import started
from tijdig.accounts.context import enter
from tijdig.casework.models import Afsluiting, Vroegsignaalzaak
from tijdig.rules.outcome import MEANING, SITUATIONS
from tijdig.rules.terms import Bereikt, Eindresultaat, Zaakstatus

pytestmark = pytest.mark.usefixtures("on_a_workday")


def closing(client: Client, zaak: Vroegsignaalzaak, status: int = 200, **data: object) -> str:
    zaak.refresh_from_db()
    answer = client.post(
        reverse("casework:afronden", args=[zaak.pk]), {"versie": zaak.versie, **data}, follow=True
    )
    enter(CODE)
    assert answer.status_code == status
    zaak.refresh_from_db()
    return answer.content.decode().replace("\u00a0", " ")


def test_closing_shows_each_meaning_and_all_eight_situations(
    anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-UIT-3
    shown = anna.get(reverse("casework:afronden", args=[zaak.pk])).content.decode()
    assert len(SITUATIONS) == 8
    for said in (*(situation.situatie for situation in SITUATIONS), MEANING[Eindresultaat.QUICK_FIX]):
        assert said in shown
    assert MEANING[Eindresultaat.HERHAALDE_MELDING] not in shown
    for field in (
        "quick_fix",
        "verwezen_naar",
        "toelichting",
        "toestemming_document",
    ):  # none, without a choice
        assert f'name="{field}"' not in shown
    assert "Toon wat hierbij hoort" in shown  # the way on without JavaScript


def test_what_cannot_be_chosen_yet_is_said_beforehand(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-UIT-2
    where = reverse("casework:afronden", args=[zaak.pk])
    started(house, zaak, Bereikt.NEE)
    assert "De inwoner is nog niet bereikt" in anna.get(where).content.decode()
    assert "nog niet bereikt" in closing(anna, zaak, 422, eindresultaat="wil_geen_hulp")
    enter(CODE)
    started(house, zaak, Bereikt.JA)
    assert "nog niet bereikt" not in anna.get(where).content.decode()


@pytest.mark.parametrize(
    ("result", "asked", "not_asked", "told"),
    [
        ("quick_fix", {"quick_fix", "houding"}, {"toestemming"}, "De inwoner heeft hulp geaccepteerd"),
        (
            "verwijzing_financieel",
            {"verwezen_naar", "warme_overdracht"},
            {"quick_fix"},
            "tot en met 24 december 2026",
        ),
        (
            "wil_geen_hulp",
            {"toestemming", "houding"},
            {"quick_fix", "verwezen_naar"},
            "De partner hoort niets",
        ),
        (
            "niet_bereikt",
            set(),
            {"quick_fix", "verwezen_naar", "houding", "toestemming"},
            "De partner hoort niets",
        ),
        ("andere_reden", {"toelichting"}, {"houding"}, "niet opgepakt"),
    ],
)
def test_closing_asks_only_what_the_choice_requires_and_says_what_is_told(
    anna: Client, zaak: Vroegsignaalzaak, result: str, asked: set[str], not_asked: set[str], told: str
) -> None:  # R-UIT-2, R-TER-1, R-TER-2
    answer = anna.post(
        reverse("casework:afronden_velden", args=[zaak.pk]),
        {"eindresultaat": result, "toelichting": "Half af"},
    )
    shown = answer.content.decode().replace("\u00a0", " ")
    assert {name for name in asked if f'name="{name}"' in shown} == asked
    assert not {name for name in not_asked if f'name="{name}"' in shown}
    assert told in shown
    assert "toelichting" not in asked or "Half af" in shown
    assert "<html" not in shown


def test_with_consent_and_its_document_the_partner_is_told(
    anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-TER-2
    data = {
        "eindresultaat": "wil_geen_hulp",
        "toestemming": "on",
        "toestemming_document": "Formulier van 3 maart",
    }
    address = reverse("casework:afronden_velden", args=[zaak.pk])
    assert "Dit hoort" in anna.post(address, data).content.decode()
    assert (
        "De partner hoort niets" in anna.post(address, data | {"toestemming_document": ""}).content.decode()
    )


def test_a_zaak_is_closed_with_what_it_requires(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-UIT-2, R-UIT-6, R-TER-4
    started(house, zaak, Bereikt.JA)
    shown = closing(anna, zaak, 422, eindresultaat="verwijzing_financieel")
    assert "Kies welke organisatie de inwoner verder helpt." in shown
    shown = closing(
        anna, zaak, eindresultaat="verwijzing_financieel", verwezen_naar="Sociale Dienst", houding="positief",
        warme_overdracht="on", toestemming_overdracht="on", overdracht_op=WORKDAY.isoformat(),
        overdracht_hoe="mondeling", overdracht_dag="2026-12-01", overdracht_tijd="10:00",
    )  # fmt: skip
    assert "De afspraak staat al. Leg daarna vast hoe het ging." in shown
    assert "Nu te doen:" in shown
    assert "tot en met 24 december 2026" in shown
    afsluiting = Afsluiting.objects.get()
    assert (afsluiting.hulptype, afsluiting.warme_overdracht) == ("verwijzing_financieel", True)


@pytest.mark.parametrize("result", [e.value for e in (Eindresultaat.WIL_GEEN_HULP, Eindresultaat.QUICK_FIX)])
def test_without_contact_no_result_of_contact(
    house: House, anna: Client, zaak: Vroegsignaalzaak, result: str
) -> None:  # R-UIT-2
    started(house, zaak)
    assert "alleen als de inwoner is bereikt" in closing(
        anna, zaak, 422, eindresultaat=result, quick_fix="budgetadvies"
    )
    assert zaak.status == Zaakstatus.IN_OPVOLGING

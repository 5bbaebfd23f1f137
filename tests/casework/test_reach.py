"""To a curator or to parents a letter, and no step beside it; who died is not asked for (R-BRP-5, R-BRP-6, R-BRP-8)."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.casework.conftest import WORKDAY, House
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.permissions import zaken_without_visit
from tijdig.casework.reach import zaken_only_by_letter
from tijdig.checks.models import Inwoner
from tijdig.outreach.visits.choosing import choose
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, BrpUitkomst, Contactsoort, Dagdeel
from tijdig.rules.triage import NO_VISIT, ONLY_LETTER, REACHING

ORDINARY, CURATELE, MINOR, DEAD, HOUSEHOLD = "gewoon", "curatele", "minderjarig", "overleden", "nabestaanden"
OF_HOUSEHOLD = {MINOR: BrpUitkomst.MINDERJARIG, HOUSEHOLD: BrpUitkomst.OVERLEDEN}


def zaak_about(house: House, *persons: str, **signal: Any) -> Vroegsignaalzaak:
    """A zaak with one signal per person; of a minor and of heirs nobody is tied to the check any more."""
    signal = {"telefoon": "0612345678", "ontvangen": WORKDAY, "soort": "zorgverzekering", **signal}
    signals = []
    for number, person in enumerate(persons):
        who: Inwoner | None = None
        toets: dict[str, Any] = {}
        if person in OF_HOUSEHOLD:
            toets = {"uitkomst": OF_HOUSEHOLD[person], "huishouden_aanbod": True}
        else:
            who = make.inwoner(f"Bakker-{number}", curatele=person == CURATELE, overleden=person == DEAD)
        signals.append(
            make.checked(house.zorg, inwoner=who, toets=toets, achternaam=f"Smit-{number}", **signal)
        )
    return make.zaak(*signals, today=WORKDAY)


@pytest.mark.parametrize(
    ("persons", "only"),
    [
        ((CURATELE,), True),
        ((MINOR,), True),
        ((CURATELE, MINOR), True),
        ((CURATELE, DEAD), True),  # who died is not one who can be reached
        ((CURATELE, ORDINARY), False),
        ((MINOR, ORDINARY), False),
        ((CURATELE, HOUSEHOLD), False),  # the heirs can be reached
        ((HOUSEHOLD,), False),
        ((DEAD,), False),
        ((ORDINARY,), False),
    ],
)
def test_only_a_letter_when_everybody_is_under_curatele_or_a_minor(
    house: House, persons: Sequence[str], only: bool
) -> None:  # R-BRP-8, R-BRP-6
    zaak = zaak_about(house, *persons)
    assert (zaken_only_by_letter([zaak.pk]) == {zaak.pk}) is only
    assert (zaken_without_visit([zaak.pk], WORKDAY) == {zaak.pk}) is only


@pytest.mark.parametrize("person", [CURATELE, MINOR])
def test_after_the_letter_nobody_is_told_to_call_or_visit(
    house: House, person: str
) -> None:  # R-BRP-8, R-OUT-4
    zaak = zaak_about(house, person)
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BRIEF, reden="curator", versie=zaak.versie, today=WORKDAY, by=house.by
    )
    zaak.refresh_from_db()
    assert (zaak.volgende_stap, zaak.volgende_kondigt_aan) == (Aanpak.BRIEF, False)
    record_contactpoging(
        zaak.pk, soort=Contactsoort.BRIEF, bereikt=Bereikt.ONBEKEND, datum=WORKDAY, versie=zaak.versie, today=WORKDAY,
        by=house.by,
    )  # fmt: skip
    zaak.refresh_from_db()
    assert (zaak.volgende_stap, zaak.volgende_op) == ("", None)


@pytest.mark.parametrize("aanpak", sorted(REACHING))
@pytest.mark.parametrize("person", [CURATELE, MINOR])
def test_no_other_approach_than_a_letter_is_taken(
    house: House, person: str, aanpak: Aanpak
) -> None:  # R-BRP-8
    zaak = zaak_about(house, person, email="a@example.nl")
    with pytest.raises(Refused, match="alleen een brief"):
        decide_otherwise(zaak.pk, aanpak=aanpak, reden="toch", versie=zaak.versie, today=WORKDAY, by=house.by)


def test_for_a_minor_the_kader_proposes_a_letter_and_says_why(house: House) -> None:  # R-BRP-6, R-TRI-2
    zaak = zaak_about(house, MINOR, soort="huur")
    weging = Weging.objects.get(zaak=zaak)
    assert weging.aanpak == Aanpak.BRIEF
    assert ONLY_LETTER in weging.redenen


def test_curatele_that_came_later_stops_the_visit_and_the_confirming(house: House) -> None:  # R-BRP-8
    zaak = zaak_about(house, ORDINARY, soort="huur")
    Inwoner.objects.update(curatele=True)
    with pytest.raises(Refused, match="alleen een brief"):
        confirm_voorstellen([zaak.pk], today=WORKDAY, by=house.by)
    Inwoner.objects.update(curatele=False)
    confirm_voorstellen([zaak.pk], today=WORKDAY, by=house.by)
    Inwoner.objects.update(curatele=True)
    zaak.refresh_from_db()
    choice = choose([zaak], dag=WORKDAY, dagdeel=Dagdeel.MIDDAG, gemeente_code=house.code, today=WORKDAY)
    assert [refusal.uitleg for refusal in choice.refused] == [NO_VISIT]
    record_contactpoging(
        zaak.pk, soort=Contactsoort.BRIEF, bereikt=Bereikt.ONBEKEND, datum=WORKDAY, versie=zaak.versie, today=WORKDAY,
        by=house.by,
    )  # fmt: skip
    zaak.refresh_from_db()
    assert zaak.volgende_stap == ""


def test_the_number_of_who_died_is_nobodys_number(house: House) -> None:  # R-BRP-5
    zaak = zaak_about(house, HOUSEHOLD)
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BELLEN, reden="proef", versie=zaak.versie, today=WORKDAY, by=house.by
    )
    zaak.refresh_from_db()
    assert zaak.volgende_stap == Aanpak.BRIEF
    assert not Weging.objects.filter(zaak=zaak).latest("pk").feiten["telefoon_bekend"]


@pytest.mark.parametrize(
    ("person", "said", "choices"),
    [(CURATELE, "onder curatele of is minderjarig", False), (MINOR, "Smit-0 (minderjarig)", False),
     (HOUSEHOLD, "Smit-0 (overleden)", True)],
)  # fmt: skip
def test_the_page_says_it_and_offers_no_other_approach(
    house: House, anna: Client, on_a_workday: None, person: str, said: str, choices: bool
) -> None:  # R-BRP-5, R-BRP-6, R-BRP-8
    zaak = zaak_about(house, person)
    page = anna.get(reverse("casework:zaak", args=[zaak.pk])).content.decode()
    assert said in page
    assert "niet gevonden in de BRP" not in page
    beside = anna.get(reverse("casework:zaak", args=[zaak.pk]) + "?naast=1").content.decode()
    assert said in beside
    form = anna.get(reverse("casework:handeling", args=[zaak.pk, "anders"])).content.decode()
    assert ('value="bellen"' in form) is choices
    assert ('value="huisbezoek_aangekondigd"' in form) is choices
    assert 'value="brief"' in form

"""Every outcome of the BRP check, with a real server that speaks Haal Centraal."""

from typing import Any

import pytest

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import checked, datum, home, naam, opschorting, person, signal, summary
from tijdig.checks.models import BagAdres, Doorzending, Inwoner

pytestmark = pytest.mark.django_db

ELSEWHERE = {"gemeenteVanInschrijving": {"code": "0599", "omschrijving": "Rotterdam"}}


@pytest.mark.parametrize(
    ("changes", "more", "expected"),
    [
        ({}, {}, ("gevonden_exact", "zeker", "gecontroleerd")),  # R-BRP-3
        (
            {"verblijfplaats": home() | {"functieAdres": {"code": "B"}}}, {},
            ("briefadres", "zeker", "gecontroleerd"),
        ),
        (  # R-BRP-5
            {"opschortingBijhouding": opschorting("O")}, {},
            ("overleden", "zeker", "twijfel"),
        ),
        (  # R-BRP-6
            {"geboorte": {"datum": datum("2010-01-01")}}, {},
            ("minderjarig", "zeker", "twijfel"),
        ),
        (
            {"geboorte": {"datum": datum("2008-11-23")}}, {},
            ("minderjarig", "zeker", "twijfel"),
        ),
        (
            {"geboorte": {"datum": datum("2008-11-22")}}, {},
            ("gevonden_exact", "zeker", "gecontroleerd"),
        ),
        (  # R-BRP-7: moved inside the gemeente
            {"verblijfplaats": home(9)}, {"geboortedatum": "1984-05-12"},
            ("gevonden_adres_wijkt_af", "zeker", "gecontroleerd"),
        ),
        (
            {"verblijfplaats": home() | {"indicatieVastgesteldVerblijftNietOpAdres": True}}, {},
            ("verblijft_niet_op_adres", "zeker", "twijfel"),
        ),
        (  # R-BRP-4: nobody of that name
            {"naam": naam("Pietersen", voornamen="Bob")}, {},
            ("huisgenoot", "niet_gevonden", "twijfel"),
        ),
        (
            {"verblijfplaats": home(99)}, {},
            ("niet_ingeschreven_in_gemeente", "niet_gevonden", "twijfel"),
        ),
        (  # R-BRP-3: a typing error in the name
            {"naam": naam("Janssen", voornamen="Anna")}, {},
            ("gevonden_naam_wijkt_af", "zeker", "gecontroleerd"),
        ),
    ],
)  # fmt: skip
def test_what_the_brp_says_decides_where_a_signal_goes(
    brp: Start, changes: dict[str, Any], more: dict[str, Any], expected: tuple[str, str, str]
) -> None:  # R-BRP-1..7
    brp(person(1, **changes))
    assert summary(signal(**more)) == expected


def test_somebody_who_lives_elsewhere_is_sent_on_and_not_kept(brp: Start) -> None:  # R-BRP-7
    brp(person(1, **ELSEWHERE, verblijfplaats=home(3, "3011AA")))
    make.gemeente().__class__.objects.update(brp_buiten_gemeente=True)
    made = signal(geboortedatum="1984-05-12")
    assert summary(made) == ("geen_inwoner", "zeker", "terzijde")
    assert made.afgedaan_als == "geen_inwoner"
    assert Doorzending.objects.get(vroegsignaal=made).naar == "0599"
    assert not Inwoner.objects.exists()


def test_without_that_authorisation_nobody_is_asked_elsewhere(brp: Start) -> None:  # R-BRP-7
    fake = brp(person(1, **ELSEWHERE, verblijfplaats=home(3, "3011AA")))
    assert summary(signal(geboortedatum="1984-05-12"))[0] == "niet_ingeschreven_in_gemeente"
    assert fake.requests["RaadpleegMetBurgerservicenummer"] == 0
    assert not Doorzending.objects.exists()


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"verblijfplaats": {"type": "VerblijfplaatsBuitenland"}, "gemeenteVanInschrijving": {"code": "1999"}},
         "vertrokken_buitenland"),
        ({"verblijfplaats": {"type": "VerblijfplaatsOnbekend"}, "gemeenteVanInschrijving": {"code": "1999"}},
         "vertrokken_onbekend"),
    ],
)  # fmt: skip
def test_who_left_the_country_is_put_aside(
    brp: Start, changes: dict[str, Any], outcome: str
) -> None:  # R-BRP-7
    brp(person(1, **changes))
    make.gemeente().__class__.objects.update(brp_buiten_gemeente=True)
    made = signal(geboortedatum="1984-05-12")
    assert summary(made) == (outcome, "zeker", "terzijde")
    assert made.afgedaan_als == "andere_reden"


def test_a_signal_of_somebody_who_moved_goes_on_at_the_new_address(brp: Start) -> None:  # R-BRP-7
    brp(person(1, verblijfplaats=home(9)))
    made = signal(geboortedatum="1984-05-12")
    toets = checked(made)
    assert made.adres_sleutel == toets.adres_sleutel == "3311AA 9"
    assert (toets.straat, toets.huisnummer, made.huisnummer) == ("Merelhof", "9", 7)


def test_curatele_and_secrecy_are_kept_with_the_person(brp: Start) -> None:  # R-BRP-8
    brp(person(1, indicatieCurateleRegister=True, geheimhoudingPersoonsgegevens=True))
    toets = checked(signal())
    assert toets.inwoner is not None
    assert (toets.inwoner.curatele, toets.inwoner.geheimhouding) == (True, True)
    assert any("curator" in reden for reden in toets.redenen)


def test_namesakes_go_to_a_person_who_sees_both(brp: Start) -> None:  # R-BRP-3, R-BRP-4
    brp(person(1), person(2, first="Astrid", geboorte={"datum": datum("2004-01-01")}))
    made = signal()
    toets = checked(made)
    assert (toets.uitkomst, made.status, toets.inwoner) == ("meerdere", "twijfel", None)
    assert [kandidaat["voorletters"] for kandidaat in toets.kandidaten] == ["A.", "A."]


def test_a_birth_date_tells_mother_and_daughter_apart(brp: Start) -> None:  # R-BRP-3
    brp(person(1), person(2, first="Astrid", geboorte={"datum": datum("2004-01-01")}))
    toets = checked(signal(geboortedatum="2004-01-01"))
    assert toets.inwoner is not None
    assert (toets.uitkomst, toets.inwoner.geboortedatum) == ("gevonden_exact", "2004-01-01")


def test_a_wife_who_uses_the_same_name_is_never_passed_over(brp: Start) -> None:  # R-BRP-3
    """A. Jansen may be Albert Jansen, or Annie de Vries who is married to him."""
    married = {"partners": [{"naam": {"geslachtsnaam": "Jansen"}}]}
    brp(person(1, first="Albert"), person(2, "Vries", "Annie", **married))
    assert summary(signal())[:2] == ("meerdere", "onzeker")


def test_a_signal_in_the_name_of_a_husband_finds_the_wife(brp: Start) -> None:  # R-BRP-3
    brp(person(1, "Vries", partners=[{"naam": {"geslachtsnaam": "Jansen"}}]))
    assert summary(signal()) == ("gevonden_exact", "zeker", "gecontroleerd")


def test_a_housemate_with_another_initial_costs_no_second_question(brp: Start) -> None:  # R-BRP-2
    fake = brp(person(1), person(2, "Vries", "Bea"))
    assert summary(signal())[0] == "gevonden_exact"
    assert fake.requests == {"ZoekMetPostcodeEnHuisnummer": 1, "RaadpleegMetBurgerservicenummer": 1}


def test_too_many_residents_are_for_a_person(brp: Start) -> None:  # R-BRP-4
    brp(
        *(
            person(number, first=f"Anna{'bcdefghijklmnopqrstuvwxyzabcdefghij'[number]}")
            for number in range(32)
        )
    )
    assert summary(signal()) == ("meerdere", "onzeker", "twijfel")


def test_the_bag_id_is_asked_first_and_tells_of_children(brp: Start) -> None:  # R-BRP-2
    child = person(2, first="Tim", geboorte={"datum": datum("2015-03-01")})
    fake = brp(person(1), child)
    BagAdres.objects.create(
        sleutel="3311AA 7",
        object_id=home()["adresseerbaarObjectIdentificatie"], nummeraanduiding_id="0505200000331107",
        straat="Merelhof", woonplaats="Dordrecht", wijk="Noordflank",
    )  # fmt: skip
    toets = checked(signal())
    assert (toets.kinderen, toets.wijk, toets.uitkomst) == (True, "Noordflank", "gevonden_exact")
    assert fake.requests["ZoekMetAdresseerbaarObjectIdentificatie"] == 1


def test_without_a_link_a_person_does_the_check(settings: Any) -> None:  # R-BRP-1
    make.gemeente(brp_koppeling=False)
    assert summary(signal()) == ("handmatig", "onzeker", "twijfel")


BY_LETTER, BY_ADDITION = "3311AA 7 A", "3311AA 7 BIS"


@pytest.mark.parametrize(
    ("listed", "keys"),
    [
        ([BY_LETTER], {BY_LETTER}),
        ([], {BY_LETTER, BY_ADDITION}),
        ([BY_LETTER, "3311AA 7 B"], {BY_LETTER, BY_ADDITION}),
    ],
)
def test_an_address_that_is_written_in_two_ways_is_one_by_its_bag_id(
    brp: Start, listed: list[str], keys: set[str]
) -> None:  # R-MAT-1
    as_letter, as_addition = home(7, huisletter="A"), home(7, huisnummertoevoeging="bis")
    for number, sleutel in enumerate(listed):
        BagAdres.objects.create(
            sleutel=sleutel, object_id=f"{number:016}", straat="Merelhof", woonplaats="Dordrecht",
            nummeraanduiding_id=as_letter["nummeraanduidingIdentificatie"],
        )  # fmt: skip
    brp(person(1, verblijfplaats=as_letter), person(2, "Bakker", "Kim", verblijfplaats=as_addition))
    partner = make.partner()
    one = signal(partner, huisletter="A")
    two = signal(partner, achternaam="Bakker", voorletters="K.", toevoeging="bis")
    assert {checked(one).adres_sleutel, checked(two).adres_sleutel} == keys

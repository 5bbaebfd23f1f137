"""R-BRP-3: zeker, onzeker or niet gevonden; parent and child are never silently mixed up."""

import pytest

from tijdig.rules.identity import Gemeld, Kandidaat, judge
from tijdig.rules.terms import Zekerheid

ZEKER, ONZEKER, NIET_GEVONDEN = Zekerheid.ZEKER, Zekerheid.ONZEKER, Zekerheid.NIET_GEVONDEN


def resident(
    id: str, voornamen: str, geslachtsnaam: str, geboren: str = "", geslacht: str = "", **rest
) -> Kandidaat:
    return Kandidaat(
        id=id,
        voornamen=voornamen,
        geslachtsnaam=geslachtsnaam,
        geboortedatum=geboren,
        geslacht=geslacht,
        **rest,
    )


FATHER = resident("vader", "Jan Willem", "Jansen", "1960-05-31", "M", leeftijd=66)
SON = resident("zoon", "Jan Willem", "Jansen", "2010-02-01", "M", leeftijd=16)
DAUGHTER = resident("dochter", "Julia Wilhelmina", "Jansen", "1990-02-01", "V", leeftijd=36)
MOTHER = resident("moeder", "Maria", "de Groot", "1962-01-01", "V", partner_geslachtsnaam="Jansen")
LODGER = resident("kostganger", "Piet", "Bakker", "1980-01-01", "M")


@pytest.mark.parametrize(
    ("voorletters", "achternaam"),
    [
        ("J.W.", "Jansen"),
        ("JW", "jansen"),
        ("J.", "Jansen"),  # fewer initials than the BRP
        ("W.J.", "Jansen"),  # other order
        ("Jan Willem", "Jansen"),
        ("JAN", "JANSEN"),
        ("", "Jansen"),  # nobody else of that name
        ("J.W.", "Janssen"),  # one slip, backed by initials
        ("J.W.", "Janesn"),
    ],
)
def test_the_only_one_of_that_name_is_found(voorletters, achternaam):
    oordeel = judge(Gemeld(voorletters=voorletters, achternaam=achternaam), [FATHER, LODGER])
    assert (oordeel.zekerheid, oordeel.kandidaat, oordeel.passend) == (ZEKER, "vader", ("vader",))
    assert oordeel.redenen


@pytest.mark.parametrize(
    ("person", "voorletters", "achternaam", "deviates"),
    [
        (resident("x", "Anna", "Berg", voorvoegsel="van den"), "A.", "v.d. Berg", False),
        (resident("x", "Anna", "Berg", voorvoegsel="van den"), "A.", "Vandenberg", False),
        (resident("x", "Anna", "Gündoğan"), "A.", "GUNDOGAN", False),
        (resident("x", "Anna", "Meijer"), "A.", "Meyer", False),
        (resident("x", "Anna", "Straßer"), "A.", "Strasser", False),
        (resident("x", "Anna", "Groot", partner_geslachtsnaam="Jansen"), "A.", "Jansen", False),
        (resident("x", "Anna", "Groot", partner_geslachtsnaam="Jansen"), "A.", "Jansen-de Groot", False),
        (resident("x", "Anna", "Groot", partner_geslachtsnaam="Jansen"), "A.", "de Groot-Jansen", False),
        (resident("x", "Anna", "Jansen-de Groot"), "A.", "de Groot", True),
        (resident("x", "Anna", "de Groot"), "A.", "Jansen-de Groot", True),  # the ex partner's name
        (resident("x", "Willem", "Jansen"), "Wim", "Jansen", True),
        (resident("x", "Johannes", "Jansen"), "Hans", "Jansen", True),
        (resident("x", "Theodorus", "Jansen"), "Th.", "Jansen", False),
        (resident("x", "IJsbrand", "Jansen"), "IJ.", "Jansen", False),
        (resident("x", "Jean-Marie", "Jansen"), "J.M.", "Jansen", False),
        (resident("x", "Anne Marie", "Jansen"), "Annemarie", "Jansen", False),
    ],
)
def test_ways_to_write_a_name_are_tolerated(person, voorletters, achternaam, deviates):
    oordeel = judge(Gemeld(voorletters=voorletters, achternaam=achternaam), [person, LODGER])
    assert (oordeel.zekerheid, oordeel.kandidaat) == (ZEKER, "x")
    assert oordeel.naam_wijkt_af is deviates
    assert len(oordeel.redenen) == 1 + deviates


@pytest.mark.parametrize(
    ("geboortedatum", "geslacht", "kandidaat"),
    [
        ("1960-05-31", "", "vader"),
        ("1960-05", "", "vader"),
        ("1960", "", "vader"),
        ("2010", "", "zoon"),
        ("", "V", "dochter"),
        ("", "vrouw", "dochter"),
    ],
)
def test_birth_date_or_sex_tells_parent_and_child_apart(geboortedatum, geslacht, kandidaat):
    gemeld = Gemeld(voorletters="J.W.", achternaam="Jansen", geboortedatum=geboortedatum, geslacht=geslacht)
    assert judge(gemeld, [FATHER, SON, DAUGHTER]).kandidaat == kandidaat


@pytest.mark.parametrize(
    "rival",
    [
        SON,  # a minor is not passed over
        resident("oud", "Jan Willem", "Jansen", overleden=True),  # nor is somebody who died
        resident("oom", "Jan", "Jansen", "1958-01-01", "M"),
        resident("nicht", "Jana Wendela", "Jansen", "1999-01-01", "V"),
        resident("aangetrouwd", "Johanna", "Bakker", partner_geslachtsnaam="Jansen"),
    ],
)
@pytest.mark.parametrize("voorletters", ["J.", "J", ""])
def test_two_who_may_be_meant_go_to_a_person(rival, voorletters):
    oordeel = judge(Gemeld(voorletters=voorletters, achternaam="Jansen"), [FATHER, rival])
    assert oordeel.zekerheid is ONZEKER
    assert oordeel.kandidaat is None
    assert oordeel.passend == tuple(sorted(("vader", rival.id)))


def test_the_reasons_say_what_is_missing_and_who_is_among_them():
    oordeel = judge(Gemeld(achternaam="Jansen"), [FATHER, SON, resident("o", "J.", "Jansen", overleden=True)])
    assert oordeel.redenen == (
        "Er passen 3 personen bij deze melding.",
        "Er zijn geen voorletters aangeleverd.",
        "Er is geen geboortedatum aangeleverd om hen uit elkaar te houden.",
        "Van deze personen is er minstens één minderjarig.",
        "Van deze personen is er minstens één overleden.",
    )


@pytest.mark.parametrize(
    ("gemeld", "reason"),
    [
        (Gemeld(voorletters="K.", achternaam="Jansen"), "De voorletters zijn anders."),
        (
            Gemeld(voorletters="J.W.P.", achternaam="Jansen"),
            "Er zijn meer voorletters aangeleverd dan deze persoon heeft.",
        ),
        (
            Gemeld(voorletters="W.", achternaam="Jansen"),
            "De voorletter is niet de eerste voorletter van deze persoon.",
        ),
        (
            Gemeld(voorletters="Jeroen", achternaam="Jansen"),
            "De voornaam is anders, maar begint met dezelfde letter.",
        ),
        (Gemeld(achternaam="Janssen"), "De achternaam verschilt één letter, misschien een typfout."),
        (
            Gemeld(achternaam="Jansen", geboortedatum="1960-05-30"),
            "De geboortedatum lijkt erop, maar is niet gelijk.",
        ),
        (
            Gemeld(voorletters="JW", achternaam="Jansen", geboortedatum="1985-10-12"),
            "De geboortedatum is anders.",
        ),
        (Gemeld(voorletters="JW", achternaam="Jansen", geslacht="V"), "Het geslacht is anders."),
    ],
)
def test_one_who_fits_poorly_goes_to_a_person_with_the_reason(gemeld, reason):
    oordeel = judge(gemeld, [FATHER, LODGER])
    assert (oordeel.zekerheid, oordeel.kandidaat, oordeel.passend) == (ONZEKER, None, ("vader",))
    assert reason in oordeel.redenen


@pytest.mark.parametrize(
    "gemeld",
    [
        Gemeld(voorletters="W.", achternaam="Jansen", geboortedatum="1960-05-31"),
        Gemeld(achternaam="Janssen", geboortedatum="1960-05-31"),
        Gemeld(voorletters="J.W.", achternaam="Jansen", geboortedatum="1960"),
        Gemeld(achternaam="Jansen", geboortedatum="1960-05-00"),
    ],
)
def test_a_birth_date_backs_a_poor_name(gemeld):
    assert judge(gemeld, [FATHER, LODGER]).kandidaat == "vader"


def test_a_date_with_day_and_month_swapped_is_looked_at_by_a_person():
    person = resident("x", "Anna", "Jansen", "1990-02-01")
    gemeld = Gemeld(voorletters="A.", achternaam="Jansen", geboortedatum="1990-01-02")
    assert judge(gemeld, [person]).zekerheid is ONZEKER


def test_a_date_that_a_system_fills_in_says_nothing():
    gemeld = Gemeld(voorletters="J.W.", achternaam="Jansen", geboortedatum="1900-01-01")
    assert judge(gemeld, [FATHER]).kandidaat == "vader"


def test_a_relative_with_other_initials_is_no_rival():
    assert judge(Gemeld(voorletters="M.", achternaam="Jansen"), [FATHER, SON, MOTHER]).kandidaat == "moeder"


def test_no_initials_and_one_adult_among_namesakes_is_not_sure():
    child = resident("kind", "Kim", "Jansen", "2015-01-01", leeftijd=11)
    assert judge(Gemeld(achternaam="Jansen"), [FATHER, child]).zekerheid is ONZEKER
    # sex and birth date that only one contradicts do not make a bare surname sure
    assert judge(Gemeld(achternaam="Jansen", geslacht="M"), [FATHER, DAUGHTER]).zekerheid is ONZEKER


def test_a_first_name_chooses_between_brother_and_sister():
    karin = resident("karin", "Karin", "Koolmees", "2000-10-31", "V")
    karel = resident("karel", "Karel", "Koolmees", "2001-12-31", "M")
    assert judge(Gemeld(voorletters="Karin", achternaam="Koolmees"), [karel, karin]).kandidaat == "karin"
    assert judge(Gemeld(voorletters="K.", achternaam="Koolmees"), [karel, karin]).zekerheid is ONZEKER
    # the name of the one with the birth date of the other
    mixed = Gemeld(voorletters="Karin", achternaam="Koolmees", geboortedatum="2001-12-31")
    assert judge(mixed, [karel, karin]).passend == ("karel", "karin")


def test_a_first_name_does_not_choose_between_father_and_son():
    johannes = resident("vader", "Johannes", "Jansen", geslacht="M")
    jan = resident("zoon", "Jan", "Jansen", geslacht="M")
    assert judge(Gemeld(voorletters="Jan", achternaam="Jansen"), [johannes, jan]).zekerheid is ONZEKER
    unknown = resident("kind", "Jannie", "Jansen")
    assert judge(Gemeld(voorletters="Jan", achternaam="Jansen"), [jan, unknown]).zekerheid is ONZEKER


def test_several_of_the_name_that_all_contradict_go_to_a_person():
    oordeel = judge(Gemeld(voorletters="X.", achternaam="Jansen"), [FATHER, DAUGHTER])
    assert oordeel.passend == ("dochter", "vader")
    assert "geen van hen" in oordeel.redenen[0]


def test_another_name_at_the_address_is_a_housemate():
    oordeel = judge(Gemeld(voorletters="P.", achternaam="Pietersen"), [FATHER])
    assert (oordeel.zekerheid, oordeel.huisgenoot, oordeel.passend) == (NIET_GEVONDEN, True, ())


def test_an_empty_address_has_no_housemate():
    oordeel = judge(Gemeld(voorletters="P.", achternaam="Pietersen"), [])
    assert (oordeel.zekerheid, oordeel.huisgenoot) == (NIET_GEVONDEN, False)


def test_somebody_who_changed_name_is_shown_to_a_person():
    gemeld = Gemeld(voorletters="J.W.", achternaam="Pietersen", geboortedatum="1960-05-31")
    assert judge(gemeld, [FATHER, LODGER]).passend == ("vader",)


def test_somebody_without_a_name_in_the_brp_is_never_chosen():
    nameless = resident("x", "", ".")
    assert judge(Gemeld(achternaam="Jansen"), [nameless]).zekerheid is NIET_GEVONDEN
    single = resident("y", "", "Jansen")
    assert judge(Gemeld(voorletters="J.", achternaam="Jansen"), [single]).zekerheid is ONZEKER

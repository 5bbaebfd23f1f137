"""R-BRP-3: a trade name may point at a resident, and never decides."""

import pytest

from tijdig.rules.identity import Gemeld, Kandidaat, judge
from tijdig.rules.terms import Zekerheid

ONZEKER, NIET_GEVONDEN = Zekerheid.ONZEKER, Zekerheid.NIET_GEVONDEN
FATHER = Kandidaat(id="vader", voornamen="Jan Willem", geslachtsnaam="Jansen")
LODGER = Kandidaat(id="kostganger", voornamen="Piet", geslachtsnaam="Bakker")


@pytest.mark.parametrize(
    ("bedrijfsnaam", "zekerheid", "passend"),
    [
        ("Schildersbedrijf Jansen", ONZEKER, ("vader",)),
        ("Jansen's Schilderwerken", ONZEKER, ("vader",)),
        ("Klussenbedrijf P. Bakker", ONZEKER, ("kostganger",)),
        ("Jansen & Bakker", NIET_GEVONDEN, ()),  # two residents: none is chosen
        ("Haarstudio Knip", NIET_GEVONDEN, ()),
        ("Jansenius", NIET_GEVONDEN, ()),
        ("", NIET_GEVONDEN, ()),
    ],
)
def test_a_trade_name_alone_is_never_sure(bedrijfsnaam, zekerheid, passend):
    oordeel = judge(Gemeld(bedrijfsnaam=bedrijfsnaam), [FATHER, LODGER])
    assert (oordeel.zekerheid, oordeel.passend) == (zekerheid, passend)
    assert oordeel.redenen[0]

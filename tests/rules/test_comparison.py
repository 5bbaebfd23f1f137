"""Two kaders beside each other (R-TRI-3)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.weighing import feiten, feiten_with, kader_of, kaders
from tijdig.rules.afwegingskader import Afwegingskader
from tijdig.rules.comparison import GewogenZaak, compare_kaders
from tijdig.rules.feiten import Feiten
from tijdig.rules.terms import Aanpak

DAY = date(2026, 3, 2)
TIJDEN = dict.fromkeys(Aanpak, 60)


def zaken(*found: Feiten) -> list[GewogenZaak]:
    return [
        GewogenZaak(zaak=n, feiten=f, ontvangen=DAY, uiterlijk=DAY + timedelta(days=28))
        for n, f in enumerate(found)
    ]


def test_who_moves_from_where_to_where() -> None:  # R-TRI-3
    nu = kader_of({"dan": "brief", "bakje": "brief"})
    straks = kader_of(
        {"als": {"soorten_bevat": ["huur"]}, "dan": "bellen", "bakje": "bellen"}, {"dan": "brief"}
    )
    found = compare_kaders(
        zaken(feiten_with(soorten=["huur"], telefoon_bekend=True), feiten_with(), feiten_with()),
        nu=nu, straks=straks, tijden=TIJDEN | {Aanpak.BELLEN: 90},
    )  # fmt: skip
    assert found.van_naar == {(Aanpak.BRIEF, Aanpak.BELLEN): 1, (Aanpak.BRIEF, Aanpak.BRIEF): 2}
    assert found.bakje_naar_bakje == {("brief", "bellen"): 1, ("brief", "brief"): 2}
    assert (found.zaken, found.verandert) == (3, 1)
    assert found.straks.minuten(TIJDEN | {Aanpak.BELLEN: 90}) == 90 + 2 * 60


def test_what_would_pass_its_term_with_so_many_hours() -> None:  # R-TRI-3, R-TRI-4
    kader = kader_of({"dan": "brief"})
    found = compare_kaders(zaken(*[feiten_with()] * 6), nu=kader, straks=kader, tijden=TIJDEN)
    assert [found.nu.te_laat(minutes) for minutes in (0, 60, 360)] == [6, 1, 0]


def test_no_zaken_is_an_answer_too() -> None:
    kader = kader_of({})
    assert compare_kaders([], nu=kader, straks=kader, tijden=TIJDEN).nu.te_laat(0) == 0


@given(st.lists(feiten, max_size=6), kaders, kaders)
def test_every_zaak_is_counted_once_on_both_sides(
    found: list[Feiten], nu: Afwegingskader, straks: Afwegingskader
) -> None:  # R-TRI-3
    result = compare_kaders(zaken(*found), nu=nu, straks=straks, tijden=TIJDEN)
    for outcome in (result.nu, result.straks):
        assert outcome.aanpakken.total() == outcome.bakjes.total() == len(outcome.werk) == len(found)
    assert result.van_naar.total() == result.bakje_naar_bakje.total() == result.zaken == len(found)


@given(st.lists(feiten, max_size=6), kaders)
def test_a_kader_beside_itself_changes_nothing(found: list[Feiten], kader: Afwegingskader) -> None:  # R-TRI-3
    result = compare_kaders(zaken(*found), nu=kader, straks=kader, tijden=TIJDEN)
    assert result.verandert == 0
    assert result.nu == result.straks

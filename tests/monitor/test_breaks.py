"""What changed from outside, in the months shown and those beside them, and what one gemeente changed (R-MON-3)."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tijdig.monitor.answers.breaks import beside, breaks_in, breaks_of, marks
from tijdig.monitor.answers.model import Vraagstelling
from tijdig.monitor.definitions import breuken_of, newest, of_merging
from tijdig.monitor.periods import Periode, read_vergelijking
from tijdig.policies import POLICY_FOLDER
from tijdig.rules.indicators import Breuk, Reeks

ALL = frozenset(Reeks)
DORDRECHT = "0505"


def months(van: tuple[int, int], tot: tuple[int, int]) -> Periode:
    return Periode(van=date(*van, 1), tot=date(*tot, 1))


def asked(periode: Periode, naast: str = "") -> Vraagstelling:
    return Vraagstelling(
        periode=periode, naast=read_vergelijking({"naast": naast}, periode), gemeente=DORDRECHT
    )


LASTS = Breuk(maand=date(2024, 1, 1), tot=date(2024, 12, 1), wat="w", raakt=ALL, bron="b")
YEARLY = Breuk(maand=date(2021, 3, 1), jaarlijks=True, wat="w", raakt=ALL, bron="b")


@pytest.mark.parametrize(
    ("breuk", "periode", "moments", "told"),
    [
        (LASTS, months((2023, 6), (2025, 6)), [date(2024, 1, 1), date(2025, 1, 1)], True),
        (LASTS, months((2024, 3), (2024, 9)), [], True),
        (LASTS, months((2024, 12), (2025, 3)), [date(2025, 1, 1)], True),
        (LASTS, months((2025, 1), (2025, 3)), [], False),
        (YEARLY, months((2022, 3), (2024, 3)), [date(2023, 3, 1), date(2024, 3, 1)], True),
        (YEARLY, months((2022, 4), (2023, 2)), [], False),
    ],
)
def test_a_break_lasts_or_comes_back(
    breuk: Breuk, periode: Periode, moments: list[date], told: bool
) -> None:  # R-MON-3
    assert list(breuk.moments(periode.van, periode.tot)) == moments
    assert breuk.is_told(periode.van, periode.tot) is told


@pytest.mark.parametrize(
    ("name", "van", "reeks"),
    [
        ("corona", date(2020, 3, 1), Reeks.BEREIK), ("piek_in_maart", date(2021, 3, 1), Reeks.SIGNALEN),
        ("einde_energiesteun", date(2023, 1, 1), Reeks.SIGNALEN), ("water_per_maand", date(2024, 1, 1), Reeks.SIGNALEN),
    ],
)  # fmt: skip
def test_every_known_change_is_there_with_its_source(name: str, van: date, reeks: Reeks) -> None:  # R-MON-3
    breuk = newest().breuken[name]
    assert breuk.maand == van
    assert reeks in breuk.raakt
    assert breuk.bron


@pytest.mark.parametrize("naast", ["jaar", "ervoor"])
def test_a_break_between_two_periods_is_told_beside_the_claim(naast: str) -> None:  # R-MON-3
    """The definition changed on the first of January; the months shown begin there, so no line breaks within them."""
    periode = months((2023, 1), (2023, 2))
    alone, two = asked(periode), asked(periode, naast)
    kinds = frozenset({Reeks.SOORT})
    assert breaks_of(alone, kinds) == []
    assert [b.maand for b in breaks_of(two, kinds)] == [date(2023, 1, 1)]
    assert marks(two, kinds, kinds) == []
    told = beside(two, breaks_of(two, kinds))
    assert "januari\u00a02023" in told
    assert "kan ook van buiten komen" in told


def test_what_comes_every_year_is_no_reason_between_the_same_months() -> None:
    year, before = asked(months((2026, 2), (2026, 4)), "jaar"), asked(months((2026, 2), (2026, 4)), "ervoor")
    signals = frozenset({Reeks.SIGNALEN})
    assert beside(year, breaks_of(year, signals)) == ""
    assert "maart\u00a02026" in beside(before, breaks_of(before, signals))
    assert marks(before, signals, signals) == [(date(2026, 3, 1), 1)]


def test_what_lasted_through_both_is_no_reason_and_its_end_is() -> None:  # R-MON-3
    """Corona lay over all of 2021; 2022 beside it saw the end of it."""
    reach = frozenset({Reeks.BEREIK})
    during, after = (
        asked(months((2021, 3), (2021, 8)), "ervoor"),
        asked(months((2022, 1), (2022, 12)), "jaar"),
    )
    assert [b.wat[:11] for b in breaks_of(during, reach)] != []
    told = beside(after, breaks_of(after, reach))
    assert "januari\u00a02022" in told
    assert "maart\u00a02020" not in told


def test_a_gemeente_adds_its_own_and_a_changed_threshold_is_one_by_itself(tmp_path: Path) -> None:  # R-MON-3
    """A new system, as the gemeente wrote it down; and each dated change of its threshold, from its policy."""
    folder = tmp_path / "policy"
    shutil.copytree(POLICY_FOLDER, folder)
    own = folder / "gemeente" / DORDRECHT
    (own / "monitor").mkdir()
    (own / "monitor" / "2024-07-01.yaml").write_text(
        "titel: Wat er in Dordrecht veranderde\nsummary: A new system.\nbron: Dordrecht\ngeldig_vanaf: 2024-07-01\n"
        "status: van_kracht\nwaarden:\n  breuken:\n    ander_systeem:\n      maand: 2024-07-01\n"
        "      wat: De gemeente ging over op een ander systeem.\n      raakt: [meldingen, bereik]\n"
        "      bron: Dordrecht\n",
        encoding="utf-8",
    )
    higher = (own / "drempelbedrag" / "2021-02-01.yaml").read_text(encoding="utf-8")
    (own / "drempelbedrag" / "2025-03-15.yaml").write_text(
        higher.replace("2021-02-01", "2025-03-15").replace("waarde: 2500", "waarde: 5000"), encoding="utf-8"
    )
    extra = breuken_of(DORDRECHT, folder=folder)[len(newest().breuken) :]
    assert [(b.maand, b.wat) for b in extra] == [
        (date(2024, 7, 1), "De gemeente ging over op een ander systeem."),
        (date(2021, 2, 1), "Het drempelbedrag ging van geen drempel naar € 25,00."),
        (date(2025, 3, 1), "Het drempelbedrag ging van € 25,00 naar € 50,00."),
    ]
    assert breaks_in(months((2021, 1), (2021, 2)), frozenset({Reeks.SOORT}), DORDRECHT)[0].maand == date(
        2021, 2, 1
    )
    assert len(breuken_of("0034", folder=folder)) == len(newest().breuken), "no change, no break"


def test_a_gemeente_that_was_joined_by_others_is_another_area_from_then_on() -> None:  # R-MON-3
    """Weesp went up in Amsterdam on 24 March 2022; Voorne aan Zee was made of three on 1 January 2023."""
    amsterdam, voorne = of_merging("0363"), of_merging("1992")
    assert [(b.maand, "Weesp" in b.wat) for b in amsterdam] == [(date(2022, 3, 1), True)]
    assert [b.maand for b in voorne] == [date(2023, 1, 1)]
    assert "Brielle, Hellevoetsluis, Westvoorne" in voorne[0].wat
    assert voorne[0].raakt == ALL
    assert of_merging(DORDRECHT) == []
    assert any("Weesp" in b.wat for b in breaks_in(months((2022, 1), (2022, 12)), ALL, "0363"))

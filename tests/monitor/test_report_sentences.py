"""A sentence of a report claims no more than its interval bears, in plain Dutch numbers, and never why (R-MON-8)."""

import re
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.monitor.definitions import newest
from tijdig.monitor.report.sentences import (
    Onderwerp,
    apart_words,
    break_words,
    change_in_short,
    change_words,
    fine_percent,
    growing_words,
    in_a_row,
    points,
)
from tijdig.policies import policy_on
from tijdig.rules import difference
from tijdig.rules.difference import Uitspraak, Verschil
from tijdig.rules.indicators import Reeks
from tijdig.rules.yearly import Deel

MINSTENS = policy_on(date(2026, 11, 24), "standaard").vergelijking.verschil
rates_apart, shares_apart = (
    partial(apart, minstens=MINSTENS) for apart in (difference.rates_apart, difference.shares_apart)
)
BEREIK = Onderwerp(indicator="C5A", naam="aandeel meldingen dat is bereikt", reeks=Reeks.BEREIK)
SIGNALEN = Onderwerp(
    indicator="S1", naam="aantal signalen per 1.000 inwoners", reeks=Reeks.SIGNALEN, per_duizend=True
)
CLAIM = re.compile(r"\bwas\b.* (hoger|lager) dan in 2024")
WHY = re.compile(
    r"\b(doordat|dankzij|omdat|effect|gevolg|leidt|leidde|zorgde|oorzaak|werkt|beter|slechter)\b"
)
PART = st.tuples(st.integers(0, 4000), st.integers(0, 4000)).map(lambda t: Deel(teller=min(t), noemer=max(t)))
RATE = st.tuples(st.integers(0, 3000), st.integers(30_000, 60_000)).map(
    lambda t: Deel(teller=t[0], noemer=t[1])
)


def words(onderwerp: Onderwerp, found: Verschil | None, wie: str = "") -> str:
    return change_words(onderwerp, found, jaar=2025, eerder=2024, wie=wie)


def honest(onderwerp: Onderwerp, found: Verschil) -> None:
    told = words(onderwerp, found)
    claim = CLAIM.search(told)
    low, high = found.interval.low, found.interval.high
    assert bool(claim) == (found.uitspraak in (Uitspraak.HOGER, Uitspraak.LAGER))
    if claim:
        assert (claim[1] == "hoger" and low > 0) or (claim[1] == "lager" and high < 0)
        assert "tussen 0,0 " not in told
        assert not re.search(r"en 0,0 ", told)
    assert not WHY.search(told)
    assert told.endswith(".")
    assert not re.search(r"\d\.\d{1,2}(?!\d)", told), "a decimal has a comma"
    assert not re.search(r"\d{4,}", told.replace("2025", "").replace("2024", "")), "thousands have a point"


@given(nu=PART, eerder=PART)
def test_of_a_share_no_more_is_said_than_the_interval_bears(nu: Deel, eerder: Deel) -> None:
    honest(BEREIK, shares_apart([nu], [eerder]))


@given(nu=RATE, eerder=RATE)
def test_of_a_count_no_more_is_said_than_the_interval_bears(nu: Deel, eerder: Deel) -> None:
    honest(SIGNALEN, rates_apart([nu], [eerder]))


@pytest.mark.parametrize(
    ("nu", "eerder", "told"),
    [
        ((300, 1000), (200, 1000),
         "Het aandeel meldingen dat is bereikt was in 2025 hoger dan in 2024: 30,0% tegen 20,0%. "
         "Dat is tussen 6,2 en 13,7 procentpunt meer."),
        ((200, 1000), (300, 1000),
         "Het aandeel meldingen dat is bereikt was in 2025 lager dan in 2024: 20,0% tegen 30,0%. "
         "Dat is tussen 6,2 en 13,7 procentpunt minder."),
        ((210, 1000), (200, 1000),
         "Er is geen verschil met 2024 aangetoond in het aandeel meldingen dat is bereikt: 21,0% tegen 20,0%. "
         "Het verschil kan liggen tussen 2,5 procentpunt lager en 4,5 procentpunt hoger."),
        ((9, 20), (1, 20),
         "Er zijn te weinig gevallen om het aandeel meldingen dat is bereikt met 2024 te vergelijken."),
    ],
)  # fmt: skip
def test_it_reads_as_somebody_would_say_it(nu: tuple[int, int], eerder: tuple[int, int], told: str) -> None:
    found = shares_apart([Deel(teller=nu[0], noemer=nu[1])], [Deel(teller=eerder[0], noemer=eerder[1])])
    assert words(BEREIK, found) == told


def test_without_a_year_before_nothing_is_claimed() -> None:
    assert "niet te zeggen" in words(BEREIK, None)
    assert change_in_short(None, eerder=2024) == "niet te vergelijken met 2024"
    assert growing_words(date(2026, 1, 29)).count("29 januari") == 1
    everywhere = shares_apart([Deel(teller=300, noemer=1000)], [Deel(teller=200, noemer=1000)])
    assert words(BEREIK, everywhere, "Bij de 231 gemeenten die meededen,").startswith(
        "Bij de 231 gemeenten die meededen, was het aandeel"
    )


def test_a_break_is_told_with_its_month() -> None:  # R-MON-3
    breuken = [b for b in newest().breuken.values() if b.maand.year == 2023]
    told = break_words(breuken, eerder=2022)
    assert "in januari\u00a02023, april\u00a02023 en november\u00a02023" in told, (
        "a month once, also when two came in it"
    )
    assert "“Hoe is dit geteld?”" in told, "what it was is told once"
    assert "Lees 2022 en 2023 niet als één lijn" in apart_words(breuken, jaar=2023)
    assert "januari\u00a02023, april\u00a02023 en november\u00a02023" in apart_words(breuken, jaar=2023)
    assert break_words([], eerder=2022) == apart_words([], jaar=2023) == ""
    assert in_a_row(["a", "b"]) == "a en b"


@pytest.mark.parametrize(
    ("share", "told"),
    [(None, "geen cijfer"), (0.0, "0%"), (1.0, "100%"), (0.99999, "99,9%"), (0.2044, "20,4%")],
)
def test_a_share_with_one_place(share: float | None, told: str) -> None:
    assert fine_percent(share) == told
    assert points(0.0001) == "0,1"
    assert points(0.0) == "0,0"

"""The invented Netherlands comes out as the published one (R-MON-4)."""

from collections import defaultdict
from datetime import date

import pytest

from tijdig.demo.country import YEARS, Maandtelling, invent_country
from tijdig.monitor.netherlands import all_gemeenten, gemeenten_on, published
from tijdig.rules.funnel import Eenheid, spread_of, target_of
from tijdig.rules.terms import PartnerType
from tijdig.rules.yearly import Deel, Methode, per_thousand_a_year, year_figure

ALL_YEARS = (2021, *YEARS)


@pytest.fixture(scope="module")
def land() -> list[Maandtelling]:
    return invent_country(seed=7, years=ALL_YEARS)


def year_of(land: list[Maandtelling], year: int, teller, noemer) -> float:
    """The year as the monitor makes it: the mean of its months."""
    return year_figure(_months(land, year, teller, noemer), Methode.MAANDGEMIDDELDE)


def _months(land: list[Maandtelling], year: int, teller, noemer) -> list[list[Deel]]:
    months: defaultdict[date, list[Deel]] = defaultdict(list)
    for t in land:
        if t.maand.year == year:
            months[t.maand].append(Deel(teller=teller(t), noemer=noemer(t)))
    assert len(months) == 12
    return list(months.values())


def signals(t: Maandtelling) -> int:
    return sum(t.signalen.values())


@pytest.mark.parametrize("year", ALL_YEARS)
def test_rates_and_shares_of_a_year_are_the_published_ones(land: list[Maandtelling], year: int) -> None:
    told = published()
    rate = told[str(year), "signalen_per_1000_per_maand"]
    assert 1000 * year_of(land, year, signals, lambda t: t.inwoners) == pytest.approx(rate, abs=0.05)
    assert per_thousand_a_year(_months(land, year, signals, lambda t: t.inwoners)) == pytest.approx(
        12 * rate, abs=0.6
    )
    reached = year_of(land, year, lambda t: t.bereikt, lambda t: t.meldingen)
    assert 100 * reached == pytest.approx(told[str(year), "bereikt"], abs=0.7)
    helped = year_of(land, year, lambda t: t.hulp, lambda t: t.bereikt)
    assert 100 * helped == pytest.approx(told[str(year), "hulp_van_bereikt"], abs=1.0)
    insurer = 100 * year_of(land, year, lambda t: t.signalen[PartnerType.ZORGVERZEKERAAR], signals)
    assert insurer == pytest.approx(told.get((str(year), "zorgverzekeraar"), 41), abs=1.5)
    mix = "2024H1" if year == 2024 else "2023"
    for kind in (PartnerType.VERHUURDER, PartnerType.ENERGIELEVERANCIER) if year >= 2023 else ():
        part = 100 * year_of(land, year, lambda t, kind=kind: t.signalen[kind], signals)
        assert part == pytest.approx(told[mix, str(kind)], abs=1.5)
    if (str(year), "meldingen_per_1000_per_maand") in told:
        meldingen = 1000 * year_of(land, year, lambda t: t.meldingen, lambda t: t.inwoners)
        assert meldingen == pytest.approx(told[str(year), "meldingen_per_1000_per_maand"], abs=0.06)


def test_the_first_year_grew_and_knew_its_own_shares(land: list[Maandtelling]) -> None:
    """2021: 2.7 and 3.4 signals in its halves, 73.8 per cent in a melding, a quarter of the tried reached."""
    told = published()
    in_2021 = [t for t in land if t.maand.year == 2021]
    for half, months in (("H1", range(1, 7)), ("H2", range(7, 13))):
        by_month = [_months(land, 2021, signals, lambda t: t.inwoners)[n - 1] for n in months]
        rate = 1000 * year_figure(by_month, Methode.MAANDGEMIDDELDE)
        # The halves as printed have a mean of 3.05, the year 3.1.
        assert rate == pytest.approx(told[f"2021{half}", "signalen_per_1000_per_maand"], abs=0.12)
    joined = 100 * year_of(land, 2021, lambda t: t.in_melding, signals)
    assert joined == pytest.approx(told["2021", "in_melding"], abs=0.5)
    of_tried = 100 * year_of(land, 2021, lambda t: t.bereikt, lambda t: t.geprobeerd)
    assert of_tried == pytest.approx(told["2021", "bereikt_van_geprobeerd"], abs=0.7)
    assert not any(t.einde_levering for t in in_2021)


def test_who_delivered_goes_on_when_gemeenten_merge_and_all_may_join_at_once(
    land: list[Maandtelling],
) -> None:
    def delivered(codes: set[str], month: date) -> bool:
        return any(t.code in codes for t in land if t.maand == month)

    gone = [g for g in all_gemeenten() if g.opgegaan_in and g.geldig_tot == date(2021, 12, 31)]
    merged = {g.opgegaan_in for g in gone if delivered({g.code}, date(2021, 12, 1))}
    assert merged
    assert all(delivered({code}, date(2022, 1, 1)) for code in merged)
    everybody = invent_country(seed=1, years=(2023, 2024), joining=False)
    assert len(everybody) == 24 * 342


def test_gemeenten_join_as_published_and_the_larger_first(land: list[Maandtelling]) -> None:
    told = published()
    for year in YEARS:
        for number in (1, 12):
            month = date(year, number, 1)
            there = [t for t in land if t.maand == month]
            assert len(there) == pytest.approx(told[f"{year}-{number:02d}", "gemeenten"], abs=1)
        residents = sum(t.inwoners for t in there) / sum(g.residents_in(year) for g in gemeenten_on(month))
        # How many joined was published, not which: five points of the residents.
        assert 100 * residents == pytest.approx(told[str(year), "dekking_inwoners"], abs=5)


def test_march_is_the_peak_and_2023_grew(land: list[Maandtelling]) -> None:
    by_month: defaultdict[date, list[Deel]] = defaultdict(list)
    for t in land:
        by_month[t.maand].append(Deel(teller=signals(t), noemer=t.inwoners))
    rates = {
        month: 1000 * sum(d.teller for d in ds) / sum(d.noemer for d in ds) for month, ds in by_month.items()
    }
    assert rates[date(2022, 3, 1)] == pytest.approx(
        published()["2022-03", "signalen_per_1000_per_maand"], abs=0.1
    )
    assert max((rate, month) for month, rate in rates.items() if month.year == 2022)[1] == date(2022, 3, 1)
    half = sum(rates[date(2023, n, 1)] for n in range(1, 7)) / 6
    assert half == pytest.approx(published()["2023H1", "signalen_per_1000_per_maand"], abs=0.25)


def test_one_software_counts_more_help_and_gemeenten_differ_more_than_by_chance(
    land: list[Maandtelling],
) -> None:
    def helped(software: str) -> float:
        of = [t for t in land if t.software == software and t.maand.year == 2022]
        return 100 * sum(t.hulp for t in of) / sum(t.meldingen for t in of)

    assert helped("VPS") == pytest.approx(published()["2022", "hulp_van_meldingen_vps"], abs=4)
    assert helped("VPS") > helped("RIS") + 3
    units: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for t in land:
        if t.maand.year == 2024 and t.meldingen:
            units[t.code][0] += t.bereikt
            units[t.code][1] += t.meldingen
    found = [Eenheid(code=code, teller=x, noemer=n) for code, (x, n) in units.items() if n >= 30]
    assert spread_of(found, target_of(found)).tau2 > 0  # R-MON-5


def test_the_same_seed_is_the_same_country_and_counts_fit_in_each_other(land: list[Maandtelling]) -> None:
    assert invent_country(seed=7, years=ALL_YEARS)[:500] == land[:500]
    assert all(signals(t) >= t.meldingen >= t.geprobeerd >= t.bereikt >= t.hulp >= t.quick_fix for t in land)
    assert all(t.verwijzing_niet_financieel >= 0 for t in land)
    assert all(signals(t) >= t.in_melding for t in land)
    assert all(max(0, t.meervoudig + t.opeenvolgend - t.meldingen) <= t.beide for t in land)
    assert all(t.beide <= min(t.meervoudig, t.opeenvolgend) for t in land)
    assert all(sum(won for _, won in t.pogingen.values()) == t.bereikt for t in land)
    assert all(sum(n for n, _ in t.pogingen.values()) >= t.geprobeerd for t in land)


def test_the_gemeenten_are_those_of_cbs() -> None:
    """352, 345 and 342 at the start of 2021, 2022 and from 2023; residents add up to those of CBS."""
    counts = {year: len(gemeenten_on(date(year, 1, 1))) for year in (2021, 2022, 2023, 2026)}
    assert counts == {2021: 352, 2022: 345, 2023: 342, 2026: 342}
    assert len(gemeenten_on(date(2022, 4, 1))) == 344
    assert sum(g.inwoners[2021] for g in gemeenten_on(date(2021, 1, 1))) == 17_475_415
    assert sum(g.inwoners[2023] for g in gemeenten_on(date(2023, 1, 1))) == 17_811_291
    codes = {g.code for g in all_gemeenten()}
    assert all(g.opgegaan_in in codes for g in all_gemeenten() if g.geldig_tot)

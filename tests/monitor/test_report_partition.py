"""For the public the figures of a report are taken apart into cells that do not overlap, and agree again (R-MON-6)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tijdig.monitor.figures import PART, REST
from tijdig.monitor.report.partition import figures, is_first, partition
from tijdig.monitor.report.year import Jaarcijfers
from tijdig.rules import suppression
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Dimensie
from tijdig.rules.suppression import Beschermd, Profiel, _rounded, protect
from tijdig.rules.yearly import Methode

MONTHS = [date(2025, month, 1) for month in (1, 2, 3)]
SMALL = st.integers(0, 60)
STEP = 10


@st.composite
def month(draw: st.DrawFn, maand: date) -> dict[tuple, int]:
    """The cells of one month of a gemeente, as the cube gives them."""
    a, b, c, d, e, f = (draw(SMALL) for _ in range(6))  # the six steps
    cells: dict[tuple, int] = {}

    def put(
        name: str, teller: int, noemer: int | None, by: Dimensie = Dimensie.GEEN, value: str = ""
    ) -> None:
        cells[maand, name, by, value, PART, ""] = teller
        if noemer is not None:
            cells[maand, name, by, value, REST, ""] = noemer - teller

    total = a + b + c + d + e + f
    put("M1", total, None)
    put("C4", a + b + c + d, total)
    put("C5A", a + b, total)
    put("C5G", a + b, a + b + c + d)
    put("H1A", a + c + e, total)
    put("H1G", a + c, a + b + c + d)
    put("H1C", a, a + b)
    put("T1", min(d, 5), d + 5)
    signals = {kind: (draw(SMALL), draw(SMALL)) for kind in ("verhuurder", "zorgverzekeraar")}
    for kind, (joined, aside) in signals.items():
        put("S1", joined + aside, None, Dimensie.PARTNERTYPE, kind)
        put("S6", joined, joined + aside, Dimensie.PARTNERTYPE, kind)
    every = sum(x + y for x, y in signals.values())
    put("S1", every, None)
    put("S6", sum(x for x, _ in signals.values()), every)
    return cells


def table(draw: Any) -> dict[tuple, int]:
    found: dict[tuple, int] = {}
    for maand in MONTHS:
        found |= draw(month(maand))
    return found


@given(data=st.data())
def test_taken_apart_and_put_together_it_is_the_same(data: Any) -> None:
    cells = table(data.draw)
    back = figures(partition(cells))
    assert {key: n for key, n in back.items() if n} == {key: n for key, n in cells.items() if n}


@given(data=st.data(), secret=st.binary(min_size=1, max_size=8))
def test_rounded_figures_still_fit_in_each_other(data: Any, secret: bytes) -> None:
    cells = table(data.draw)
    protected = protect(partition(cells), Profiel.OPENBAAR, secret=secret, step=STEP)
    found = figures(protected.sums(lambda key: key))
    for maand in MONTHS:

        def teller(name: str, at: date = maand) -> int:
            return found.get((at, name, Dimensie.GEEN, "", PART, ""), 0)

        def noemer(name: str, at: date = maand) -> int:
            return teller(name, at) + found.get((at, name, Dimensie.GEEN, "", REST, ""), 0)

        assert teller("M1") == noemer("C4") == noemer("C5A") == noemer("H1A")
        assert teller("C4") == noemer("C5G") == noemer("H1G")
        assert teller("C5A") == teller("C5G") == noemer("H1C")
        assert teller("H1A") >= teller("H1G") >= teller("H1C")
        by_type = [n for key, n in found.items() if key[:3] == (maand, "S1", Dimensie.PARTNERTYPE)]
        assert teller("S1") == sum(by_type) == noemer("S6")
    assert all(count % STEP == 0 for count in found.values())


def test_who_delivers_totals_alone_loses_nothing() -> None:
    totals = {
        (MONTHS[0], name, Dimensie.GEEN, "", side, ""): count
        for name, side, count in (
            ("S1", PART, 50), ("S6", PART, 40), ("S6", REST, 10), ("C1", PART, 9), ("C6", PART, 2), ("C6", REST, 7),
        )
    }  # fmt: skip
    assert {key: n for key, n in figures(partition(totals)).items() if n} == totals


def test_a_share_rests_on_who_delivered_it_alone() -> None:
    """Signals of whom is not told which became a melding, count as signals and in no share of them."""
    cells = {
        (MONTHS[0], name, Dimensie.GEEN, "", side, code): count
        for name, side, count, code in (
            ("S1", PART, 500, "a"), ("S6", PART, 400, "a"), ("S6", REST, 100, "a"), ("S1", PART, 300, "b"),
        )
    }  # fmt: skip
    back = figures(partition(cells))
    assert {key: n for key, n in back.items() if n} == cells


def test_what_another_supplier_counts_differently_is_never_below_nought() -> None:
    odd = {
        (MONTHS[0], name, Dimensie.GEEN, "", PART, ""): count
        for name, count in (("M1", 10), ("C4", 4), ("C5A", 8), ("H1A", 2), ("H1G", 3), ("H1C", 5))
    }
    assert min(figures(partition(odd)).values()) >= 0


QUARTERS = [date(2025, month, 1) for month in (1, 4, 7, 10)]


@st.composite
def gemeente(draw: st.DrawFn) -> dict[tuple, int]:
    """The cells of four quarters of one gemeente, most of them small, with kinds and help that cut the same again."""
    found: dict[tuple, int] = {}
    for quarter in QUARTERS:
        cells = draw(month(quarter))
        for name in ("M2E", "M2M", "M2O", "H2Q", "H2F", "H2N"):
            whole = cells[quarter, "M1" if name.startswith("M") else "H1A", Dimensie.GEEN, "", PART, ""]
            some = draw(st.integers(0, whole)) if name in ("M2E", "H2Q") else 0
            cells[quarter, name, Dimensie.GEEN, "", PART, ""] = some
            cells[quarter, name, Dimensie.GEEN, "", REST, ""] = whole - some
        found |= cells
    return found


def year_of(cells: dict[tuple, int], secret: bytes) -> Jaarcijfers:
    parts = partition(cells)
    first = protect(
        {k: n for k, n in parts.items() if is_first(k)}, Profiel.OPENBAAR, secret=secret, step=STEP
    )
    beside = protect(
        {k: n for k, n in parts.items() if not is_first(k)}, Profiel.OPENBAAR, secret=secret, step=STEP
    )
    months = tuple(date(2025, month, 1) for month in range(1, 13))
    return Jaarcijfers(2025, months, first, {}, Methode.GEPOOLD, naast=beside, stap=3)


def written(year: Jaarcijfers) -> dict[tuple[str, str], str]:
    """Every count that a public report can write, of the year and of each quarter."""
    told = {}
    for name in INDICATOREN:
        for dimensie in (Dimensie.GEEN, Dimensie.PARTNERTYPE):
            if year.counts(name, dimensie):
                for value in year.values(name, dimensie):
                    told[name, f"{dimensie}{value}"] = year.count_words(name, dimensie, value)
                    for place, part in enumerate(year.months(name, dimensie, value)):
                        told[name, f"{dimensie}{value}{place}"] = f"{part.teller} van {part.noemer}"
    return told


@settings(deadline=None, max_examples=30)
@given(cells=gemeente(), data=st.data())
def test_a_report_tells_no_hidden_cell_to_who_knows_all_others(
    cells: dict[tuple, int], data: st.DataObject
) -> None:  # R-MON-6
    """The attack on open data, on the report: its counts are a function of rounded cells of one cut, the same cells
    that open data are made of; whoever knows all others exactly cannot rule out one value of a hidden one."""
    parts = {key: n for key, n in partition(cells).items() if is_first(key)}
    hidden = [key for key, count in parts.items() if 0 < count < STEP]
    told = written(year_of(cells, b"only this site knows"))
    assert all(not word.isdecimal() or int(word) % STEP == 0 for word in told.values()), (
        "nothing but tens is written"
    )
    if not hidden:
        return
    target = data.draw(st.sampled_from(hidden))
    rounded = {key: _rounded(key, n, b"only this site knows", STEP) for key, n in parts.items()}
    small = frozenset(key for key, n in parts.items() if 0 < n < STEP)
    for value in range(1, STEP):
        assert any(_rounded(target, value, n.to_bytes(4), STEP) == rounded[target] for n in range(300))
        again = Beschermd(Profiel.OPENBAAR, STEP, rounded, small, suppression._PROTECTED)
        year = year_of(cells, b"only this site knows")
        assert written(replace(year, tabel=again)) == told, "all of it follows from the rounded cells"


def test_a_small_count_is_not_written_and_a_second_cut_has_no_counts() -> None:  # R-MON-6
    quarter = QUARTERS[0]
    cells = {
        (quarter, name, Dimensie.GEEN, "", side, ""): count
        for name, part, whole in (
            ("M1", 400, None), ("C4", 396, 400), ("C5A", 5, 400), ("C5G", 5, 396), ("H1A", 0, 400), ("H1G", 0, 396),
            ("H1C", 0, 5), ("T1", 300, 400), ("M2E", 300, 400), ("M2M", 3, 400), ("M2O", 97, 400),
        )
        for side, count in ((PART, part), *(((REST, whole - part),) if whole is not None else ()))
    }  # fmt: skip
    year = year_of(cells, b"s")
    assert year.count_words("C5A") == "minder dan 20"
    assert year.share_words("C5A") == "minder dan 5%"
    assert year.count_words("C4") == "op minder dan 20 na alle"
    assert year.share_words("C4") == "meer dan 95%"
    assert year.figure("C5A") is None
    assert not year.counts("T1")
    assert year.figure("T1") == pytest.approx(0.75, abs=0.03)
    assert year.figure("M2M") is None

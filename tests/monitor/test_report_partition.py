"""For the public the figures of a report are taken apart into cells that do not overlap, and agree again (R-MON-6)."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tijdig.monitor.figures import PART, REST
from tijdig.monitor.report.partition import figures, partition
from tijdig.rules.indicators import Dimensie
from tijdig.rules.suppression import STEP, Profiel, protect

MONTHS = [date(2025, month, 1) for month in (1, 2, 3)]
SMALL = st.integers(0, 60)


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
    protected = protect(partition(cells), Profiel.OPENBAAR, secret=secret)
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


def test_what_another_supplier_counts_differently_is_never_below_nought() -> None:
    odd = {
        (MONTHS[0], name, Dimensie.GEEN, "", PART, ""): count
        for name, count in (("M1", 10), ("C4", 4), ("C5A", 8), ("H1A", 2), ("H1G", 3), ("H1C", 5))
    }
    assert min(figures(partition(odd)).values()) >= 0

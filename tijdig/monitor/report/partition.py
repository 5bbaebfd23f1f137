"""Cells that count everybody once, from the overlapping figures of a cube (R-MON-6).

What is rounded must not overlap: else a report says 46% of all meldingen and 45% of a part of them. The steps of a
melding (tried, reached, helped) make six cells that exclude each other; so do kinds of melding, kinds of help, signals
by partner and attempts by kind. Those are protected; the figures are sums of them, and agree with each other.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tijdig.monitor.figures import PART, REST
from tijdig.rules.indicators import Dimensie
from tijdig.rules.suppression import Sleutel

type Count = Callable[[str], int]  # the teller of an indicator
type Place = tuple[str, str]  # indicator and side
type Cells = dict[str, tuple[Callable[[Count, Count], int], tuple[Place, ...]]]


def _counts(*indicators: str) -> tuple[Place, ...]:
    """`C5A` counts in the teller, `-C5A` in the rest of it."""
    return tuple((name.lstrip("-"), REST if name.startswith("-") else PART) for name in indicators)


@dataclass(frozen=True, kw_only=True)
class Verdeling:
    """`cells`: how many there are, and in which figures they count. `whole`: also in the figures that are not split."""

    dimensie: Dimensie
    cells: Cells
    whole: bool = True

    @property
    def names(self) -> set[str]:
        """The figures that come out of it."""
        return {name for _, places in self.cells.values() for name, _ in places}


STEPS: Cells = {
    "bereikt_hulp": (lambda t, _: t("H1C"), _counts("M1", "C4", "C5A", "C5G", "H1A", "H1G", "H1C")),
    "bereikt": (lambda t, _: t("C5A") - t("H1C"), _counts("M1", "C4", "C5A", "C5G", "-H1A", "-H1G", "-H1C")),
    "geprobeerd_hulp": (lambda t, _: t("H1G") - t("H1C"), _counts("M1", "C4", "-C5A", "-C5G", "H1A", "H1G")),
    "geprobeerd": (
        lambda t, _: t("C4") - t("C5A") - t("H1G") + t("H1C"), _counts("M1", "C4", "-C5A", "-C5G", "-H1A", "-H1G"),
    ),
    "hulp": (lambda t, _: t("H1A") - t("H1G"), _counts("M1", "-C4", "-C5A", "H1A")),
    "niets": (lambda t, _: t("M1") - t("C4") - t("H1A") + t("H1G"), _counts("M1", "-C4", "-C5A", "-H1A")),
}  # fmt: skip
KINDS: Cells = {
    "enkelvoudig": (lambda t, _: t("M2E"), _counts("M2E", "-M2M", "-M2O")),
    "beide": (lambda t, n: t("M2E") + t("M2M") + t("M2O") - n("M2E"), _counts("-M2E", "M2M", "M2O")),
    "meervoudig": (lambda t, n: n("M2E") - t("M2E") - t("M2O"), _counts("-M2E", "M2M", "-M2O")),
    "opeenvolgend": (lambda t, n: n("M2E") - t("M2E") - t("M2M"), _counts("-M2E", "-M2M", "M2O")),
}
HELP: Cells = {
    "quick_fix": (lambda t, _: t("H2Q"), _counts("H2Q", "-H2F", "-H2N")),
    "financieel": (lambda t, _: t("H2F"), _counts("-H2Q", "H2F", "-H2N")),
    "niet_financieel": (lambda t, _: t("H2N"), _counts("-H2Q", "-H2F", "H2N")),
    "nog_niet": (lambda t, n: n("H2Q") - t("H2Q") - t("H2F") - t("H2N"), _counts("-H2Q", "-H2F", "-H2N")),
}
SIGNALS: Cells = {
    "in_melding": (lambda t, _: t("S6"), _counts("S1", "S6")),
    "geen_melding": (lambda t, n: n("S6") - t("S6"), _counts("S1", "-S6")),
    "niet_bekend": (
        lambda t, n: t("S1") - n("S6"),
        _counts("S1"),
    ),  # not everybody delivers which became a melding
}
TRIES: Cells = {
    "contact": (lambda t, _: t("C6"), _counts("C1", "C6")),
    "geen_contact": (lambda t, _: t("C1") - t("C6"), _counts("C1", "-C6")),
}
AMOUNTS: Cells = {
    "hulp": (lambda t, _: t("H1A"), _counts("M1", "H1A")),
    "geen_hulp": (lambda t, _: t("M1") - t("H1A"), _counts("M1", "-H1A")),
}
VERDELINGEN: Mapping[str, Verdeling] = {
    "stappen": Verdeling(dimensie=Dimensie.GEEN, cells=STEPS),
    "soorten": Verdeling(dimensie=Dimensie.GEEN, cells=KINDS),
    "hulp": Verdeling(dimensie=Dimensie.GEEN, cells=HELP),
    "signalen": Verdeling(dimensie=Dimensie.PARTNERTYPE, cells=SIGNALS),
    "pogingen": Verdeling(dimensie=Dimensie.CONTACTSOORT, cells=TRIES),
    "bedragen": Verdeling(dimensie=Dimensie.BEDRAGKLASSE, cells=AMOUNTS, whole=False),
}

# One cut of the meldingen, one of the signals, one of the attempts. Any other way to cut the same ones, rounded too,
# would bound these: of those the public sees shares alone (`sources.py`).
FIRST = frozenset({"stappen", "signalen", "pogingen"})


def partition(cells: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """(maand, indicator, dimensie, waarde, side, gemeente) → the cells that exclude each other, and what is in none."""
    made: dict[Sleutel, int] = {}
    taken = {(name, d) for name, d in _figures()}
    places = {(key[0], key[5], key[2], key[3]) for key in cells}
    split = {(key[0], key[5], key[2], key[1]) for key in cells}
    for maand, gemeente, dimensie, waarde in places:
        for group, verdeling in VERDELINGEN.items():
            # Who delivers a total alone has one cell of it: nothing is split, nothing is lost.
            alone = (
                verdeling.whole
                and dimensie == ""
                and not any((maand, gemeente, verdeling.dimensie, name) in split for name in verdeling.names)
            )
            told = any((maand, gemeente, dimensie, name) in split for name in verdeling.names)
            if not told or (verdeling.dimensie != dimensie and not alone):
                continue  # what was not delivered is no nought

            def teller(name: str, at: Sleutel = (maand, dimensie, waarde, gemeente)) -> int:
                return cells.get((at[0], name, at[1], at[2], PART, at[3]), 0)

            def noemer(name: str, at: Sleutel = (maand, dimensie, waarde, gemeente)) -> int:
                return teller(name, at) + cells.get((at[0], name, at[1], at[2], REST, at[3]), 0)

            for cell, (count, _) in verdeling.cells.items():
                # What another supplier counts in another order may not fit: never below nought.
                made[maand, group, dimensie, waarde, cell, gemeente] = max(0, count(teller, noemer))
    loose = {key: n for key, n in cells.items() if (key[1], key[2]) not in taken}
    return {**loose, **made}


def figures(cells: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """The way back: what these cells add up to, by (maand, indicator, dimensie, waarde, side, gemeente)."""
    found: dict[Sleutel, int] = {}
    for key, count in cells.items():
        for place in places_of(key):
            found[place] = found.get(place, 0) + count
    return found


def places_of(key: Sleutel) -> list[Sleutel]:
    """In which figures a cell counts, and on which side of them."""
    maand, group, dimensie, waarde, cell, gemeente = key
    verdeling = VERDELINGEN.get(str(group))
    if verdeling is None:
        return [key]
    spots = {(dimensie, waarde), (Dimensie.GEEN, "")} if verdeling.whole else {(dimensie, waarde)}
    return [
        (maand, name, by, value, side, gemeente)
        for name, side in verdeling.cells[str(cell)][1]
        for by, value in spots
    ]


def is_first(key: Sleutel) -> bool:
    """Of meldingen, signals and attempts there is one way each to take them apart that may be counted in public."""
    return key[1] in FIRST


@cache
def first_figures() -> frozenset[tuple[str, Dimensie]]:
    """The figures that come out of those."""
    return frozenset(
        (name, dimensie)
        for group in FIRST
        for name in VERDELINGEN[group].names
        for dimensie in (VERDELINGEN[group].dimensie, Dimensie.GEEN)
    )


def _figures() -> Iterator[tuple[str, Dimensie]]:
    """Which figures come out of a partition, and so may not be protected a second time."""
    for verdeling in VERDELINGEN.values():
        for name in verdeling.names:
            yield name, verdeling.dimensie
            if verdeling.whole:
                yield name, Dimensie.GEEN

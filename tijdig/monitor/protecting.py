"""The one way in which figures of gemeenten become fit to be seen by others (R-MON-6).

Report, council report, national report, comparison and open data go through here: cells of one gemeente and quarter
that exclude each other (`report/partition.py`), named alike, drawn once with one key. What is shown of many gemeenten
is a sum of those, and months of the country are a quarter told over its months. So the same number comes out the same
wherever it is shown, and setting one publication against another gives no more than each of them.

The steps of a melding are rounded; every other cut is drawn wide, so that no two cuts bound each other.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.compared import Ketendeel, quarter_of
from tijdig.rules.suppression import Beschermd, Profiel, Sleutel, protect, spread_over
from tijdig.rules.vergelijkcijfers import (
    ASIDE,
    IN_MELDING,
    NO,
    PARTNERS,
    PARTNERTYPE,
    UNTOLD,
    YES,
    Deel,
    Snede,
    Snededeel,
)
from tijdig.sealed import drawing_key

from .report.partition import is_first, partition

STEPS, SIGNALS = "stappen", "signalen"  # names of two of the ways to take meldingen and signals apart
STEP_OF = {
    Ketendeel.HULP: "bereikt_hulp", Ketendeel.GEEN_HULP: "bereikt", Ketendeel.HULP_ZONDER_CONTACT: "geprobeerd_hulp",
    Ketendeel.NIET_BEREIKT: "geprobeerd", Ketendeel.HULP_ZONDER_POGING: "hulp", Ketendeel.NIET_GEPROBEERD: "niets",
}  # fmt: skip

CELLS_BY_PARTNER = {
    SIGNALS: (IN_MELDING, ASIDE), str(Snede.BEREIK_PER_PARTNER): (YES, NO), str(Snede.HULP_PER_PARTNER): (YES, NO),
}  # fmt: skip


def protected(cells: Mapping[Sleutel, int], profiel: Profiel) -> Beschermd:
    """Of a cube, by (maand, indicator, dimensie, waarde, side, gemeente). Own staff see it as it is."""
    return protected_parts(cells if profiel is Profiel.EIGEN else taken_apart(cells), profiel)


def protected_cuts(cells: Mapping[Sleutel, int], profiel: Profiel) -> tuple[Beschermd, Beschermd]:
    """For others: first what may be counted, then every other way to cut the same, of which shares alone go out."""
    return cuts_of(taken_apart(cells), profiel)


def protected_months(
    quarters: Mapping[Sleutel, int], months: Mapping[Sleutel, int], profiel: Profiel, *, name: str
) -> tuple[Beschermd, Beschermd, Beschermd]:
    """Of many gemeenten: all together by month, what may be counted and what stands beside it; and each apart.

    `quarters`: the figures of each gemeente by quarter; `months`: those of all together, which tell in what proportion
    a quarter is told over its months.
    """
    apart = protected(quarters, profiel)
    told = spread_over(
        apart,
        lambda key: (*key[:5], name),
        _by_quarter(taken_apart(months), apart, name),
        secret=drawing_key(),
    )
    return told.only(is_first), told.only(lambda key: not is_first(key)), apart


def _by_quarter(
    months: Mapping[Sleutel, int], apart: Beschermd, name: str
) -> dict[Sleutel, dict[Sleutel, int]]:
    """Per cell of a quarter its months that were delivered, with how much each weighs; as all meldingen when the cell
    is none of the country as a whole."""
    meldingen: defaultdict[date, dict[date, int]] = defaultdict(dict)
    for key, count in months.items():
        if isinstance(month := key[0], date):
            there = meldingen[quarter_of(month)]
            there[month] = there.get(month, 0) + (count if key[1] == STEPS else 0)
    found: dict[Sleutel, dict[Sleutel, int]] = {}
    for quarter, *place in apart.sums(lambda key: key[:5]):
        if isinstance(quarter, date):
            own = {month: months.get((month, *place, name), 0) for month in sorted(meldingen[quarter])}
            weights = own if any(own.values()) else meldingen[quarter]
            found[quarter, *place, name] = {(month, *place, name): n for month, n in weights.items()}
    return found


def taken_apart(cells: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """The parts of these figures, with a nought for each type of partner of the country that has nothing.

    That such a type is there, or not, would tell of it that it is nought, and so bound the others. Whether a gemeente
    has partners of its own is known to everybody.
    """
    parts = {key: n for key, n in partition(cells).items() if n or key[4] != UNTOLD}
    split = {(key[0], key[1], key[5]) for key in parts if key[2] == PARTNERTYPE}
    noughts = {
        (period, group, PARTNERTYPE, str(soort), cel, code): 0
        for period, group, code in split for soort in PARTNERS for cel in CELLS_BY_PARTNER.get(str(group), ())
    }  # fmt: skip
    return noughts | parts


def cuts_of(parts: Mapping[Sleutel, int], profiel: Profiel) -> tuple[Beschermd, Beschermd]:
    """What may be counted, and what stands beside it."""
    first = {key: count for key, count in parts.items() if is_first(key)}
    beside = {key: count for key, count in parts.items() if not is_first(key)}
    return protected_parts(first, profiel), protected_parts(beside, profiel)


def protected_parts(parts: Mapping[Sleutel, int], profiel: Profiel) -> Beschermd:
    """Of cells that exclude each other already."""
    return protect(
        parts, profiel, secret=drawing_key(), step=step_for(profiel), fine=step_for(Profiel.DEELNEMERS), wide=is_wide
    )  # fmt: skip


def step_for(profiel: Profiel) -> int:
    """To how many a cell is rounded. Always by the newest policy: a cell rounded in two ways would tell more."""
    beleid = policy_on(date.max, STANDAARD).vergelijking
    steps = {
        Profiel.EIGEN: 1, Profiel.DEELNEMERS: beleid.afronden_deelnemers, Profiel.OPENBAAR: beleid.afronden_openbaar,
    }  # fmt: skip
    return steps[profiel]


def is_wide(key: Sleutel) -> bool:
    """Every cut but that of the steps."""
    return key[1] != STEPS


def cell_key(code: str, kwartaal: date, deel: Deel) -> Sleutel:
    """Where this part stands, in whatever is made of this gemeente and quarter."""
    if isinstance(deel, Snededeel):
        return (kwartaal, str(deel.snede), deel.dimensie, deel.waarde, deel.cel, code)
    return (kwartaal, STEPS, "", "", STEP_OF[deel], code)

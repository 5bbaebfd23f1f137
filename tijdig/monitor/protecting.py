"""The one way in which figures of gemeenten become fit to be seen by others (R-MON-6).

Report, council report, national report, comparison and open data go through here: cells of one month that exclude each
other (`report/partition.py`), named alike, drawn with one key. So the same cell comes out the same wherever it is
shown, and setting one publication against another gives no more than each of them.
"""

from collections.abc import Mapping
from datetime import date

from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.compared import Ketendeel
from tijdig.rules.suppression import Beschermd, Profiel, Sleutel, protect
from tijdig.sealed import drawing_key

from .report.partition import is_first, partition

STEPS, SIGNALS = "stappen", "signalen"  # names of two of the ways to take meldingen and signals apart
STEP_OF = {
    Ketendeel.HULP: "bereikt_hulp", Ketendeel.GEEN_HULP: "bereikt", Ketendeel.HULP_ZONDER_CONTACT: "geprobeerd_hulp",
    Ketendeel.NIET_BEREIKT: "geprobeerd", Ketendeel.HULP_ZONDER_POGING: "hulp", Ketendeel.NIET_GEPROBEERD: "niets",
}  # fmt: skip


def protected(cells: Mapping[Sleutel, int], profiel: Profiel) -> Beschermd:
    """Of a cube, by (maand, indicator, dimensie, waarde, side, gemeente). Own staff see it as it is."""
    return protected_parts(cells if profiel is Profiel.EIGEN else partition(cells), profiel)


def protected_cuts(cells: Mapping[Sleutel, int], profiel: Profiel) -> tuple[Beschermd, Beschermd]:
    """For others: first what may be counted, then every other way to cut the same, of which shares alone go out."""
    return cuts_of(partition(cells), profiel)


def protected_together(
    cells: Mapping[Sleutel, int], profiel: Profiel, *, name: str
) -> tuple[Beschermd, Beschermd]:
    """The same of many gemeenten as one: each is taken apart by what it delivered, then added up, then rounded."""
    whole: dict[Sleutel, int] = {}
    for key, count in partition(cells).items():
        place = (*key[:5], name)
        whole[place] = whole.get(place, 0) + count
    return cuts_of(whole, profiel)


def cuts_of(parts: Mapping[Sleutel, int], profiel: Profiel) -> tuple[Beschermd, Beschermd]:
    """What may be counted, and what stands beside it."""
    first = {key: count for key, count in parts.items() if is_first(key)}
    beside = {key: count for key, count in parts.items() if not is_first(key)}
    return protected_parts(first, profiel), protected_parts(beside, profiel)


def protected_parts(parts: Mapping[Sleutel, int], profiel: Profiel) -> Beschermd:
    """Of cells that exclude each other already."""
    return protect(parts, profiel, secret=drawing_key(), step=step_for(profiel))


def step_for(profiel: Profiel) -> int:
    """To how many a cell is rounded. Always by the newest policy: a cell rounded in two ways would tell more."""
    beleid = policy_on(date.max, STANDAARD).vergelijking
    steps = {
        Profiel.EIGEN: 1, Profiel.DEELNEMERS: beleid.afronden_deelnemers, Profiel.OPENBAAR: beleid.afronden_openbaar,
    }  # fmt: skip
    return steps[profiel]


def step_key(code: str, kwartaal: date, deel: Ketendeel) -> Sleutel:
    """Where the meldingen of this part stand, in whatever is made of this gemeente and quarter."""
    if deel is Ketendeel.SIGNAAL_ERBIJ:
        return (kwartaal, str(deel), "", "", "", code)
    return (kwartaal, STEPS, "", "", STEP_OF[deel], code)

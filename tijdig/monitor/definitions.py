"""The versions of the monitor side by side, from policy (R-MON-3)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from tijdig.monitor.netherlands import all_gemeenten
from tijdig.policies import POLICY_FOLDER, files_about, policy_on
from tijdig.rules.admission_policy import Drempelbedrag
from tijdig.rules.indicators import Breuk, Definitie, Dimensie, Indicator, Reeks
from tijdig.rules.labels import euro
from tijdig.rules.terms import Monitoruitkomst

SUBJECT, THRESHOLD = "landelijk/monitor", "gemeente/drempelbedrag"
TOUCHED_BY_THRESHOLD = frozenset({Reeks.SIGNALEN, Reeks.MELDINGEN, Reeks.SOORT, Reeks.BEREIK, Reeks.HULP})


@cache
def definities() -> tuple[Definitie, ...]:
    """Every version there is, oldest first; of one version the last file counts."""
    found: dict[str, Definitie] = {}
    for bestand in files_about(SUBJECT, "landelijk"):
        definitie = policy_on(bestand.geldig_vanaf, "standaard").monitor
        found[definitie.versie] = definitie
    return tuple(found.values())


def newest() -> Definitie:
    """The version in use now; it also knows the breaks of all years."""
    return definities()[-1]


def breuken_of(gemeente: str, *, folder: Path = POLICY_FOLDER) -> list[Breuk]:
    """Every known break in the lines of this gemeente: of the country, its own policy, its thresholds, its area."""
    if not gemeente:
        return list(newest().breuken.values())
    return [
        *policy_on(date.max, gemeente, folder=folder).monitor.breuken.values(),
        *_of_thresholds(gemeente, folder),
        *of_merging(gemeente),
    ]


def of_merging(gemeente: str) -> list[Breuk]:
    """One for each month in which other gemeenten went up in this one: from then on it is another area."""
    found: defaultdict[date, list[str]] = defaultdict(list)
    for other in all_gemeenten():
        if other.opgegaan_in == gemeente and other.geldig_tot:
            found[(other.geldig_tot + timedelta(days=1)).replace(day=1)].append(other.naam)
    return [
        Breuk(
            maand=month, raakt=frozenset(Reeks), bron="CBS, Gebieden in Nederland",
            wat=f"Het gebied van {', '.join(sorted(names))} kwam bij de gemeente; cijfers van daarvoor gaan over een "
            "ander gebied.",
        )
        for month, names in sorted(found.items())
    ]  # fmt: skip


def _of_thresholds(gemeente: str, folder: Path) -> Iterator[Breuk]:
    """One for each day on which the gemeente changed from which amount on it takes signals up."""
    own = files_about(THRESHOLD, gemeente, folder=folder)
    usual = files_about(THRESHOLD, "standaard", folder=folder)
    before = [file for file in usual if file.geldig_vanaf < own[0].geldig_vanaf][-1:]
    for old, new in pairwise([*before, *own]):
        was, becomes = (
            policy_on(file.geldig_vanaf, gemeente, folder=folder).drempelbedrag for file in (old, new)
        )
        if was != becomes:
            yield Breuk(
                maand=new.geldig_vanaf.replace(day=1), raakt=TOUCHED_BY_THRESHOLD, bron=new.inhoud["titel"],
                wat=f"Het drempelbedrag ging van {_amount(was)} naar {_amount(becomes)}."
                if was.bedrag != becomes.bedrag else "Het drempelbedrag voor een deel van de signalen veranderde.",
            )  # fmt: skip


def _amount(drempel: Drempelbedrag) -> str:
    return euro(drempel.bedrag) if drempel.bedrag else "geen drempel"


@cache
def few() -> int:
    """Below this number a share says little; it is shown in grey, or not drawn."""
    return policy_on(date.max, "standaard").vergelijking.verschil.gevallen


def version_for(indicator: Indicator, dimensie: Dimensie, chosen: str) -> str:
    """The version that stands with this figure: the chosen one where versions differ, else that of all."""
    from tijdig.rules.indicators import ALLE

    return chosen if indicator.per_definitie or dimensie is Dimensie.SOORT_MELDING else ALLE


def results_that_count_as(uitkomst: Monitoruitkomst, day: date, gemeente: str) -> Sequence[str]:
    """The end results that the monitor counts as this outcome, on this day (R-UIT-1)."""
    mapped = policy_on(day, gemeente).ddas.eindresultaten
    return [result.value for result, found in mapped.items() if found.monitoruitkomst is uitkomst]

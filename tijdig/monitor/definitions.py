"""The versions of the monitor side by side, from policy (R-MON-3)."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from tijdig.policies import files_about, policy_on
from tijdig.rules.indicators import Definitie, Dimensie, Indicator
from tijdig.rules.terms import Monitoruitkomst

SUBJECT = "landelijk/monitor"


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


def version_for(indicator: Indicator, dimensie: Dimensie, chosen: str) -> str:
    """The version that stands with this figure: the chosen one where versions differ, else that of all."""
    from tijdig.rules.indicators import ALLE

    return chosen if indicator.per_definitie or dimensie is Dimensie.SOORT_MELDING else ALLE


def results_that_count_as(uitkomst: Monitoruitkomst, day: date, gemeente: str) -> Sequence[str]:
    """The end results that the monitor counts as this outcome, on this day (R-UIT-1)."""
    mapped = policy_on(day, gemeente).ddas.eindresultaten
    return [result.value for result, found in mapped.items() if found.monitoruitkomst is uitkomst]

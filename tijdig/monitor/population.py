"""What is publicly known of the population of each gemeente, for groups and for what may be expected (`data/`)."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from tijdig.rules.groups import Kenmerken, merged
from tijdig.rules.terms import Contextcijfer

from .netherlands import DATA, LandGemeente, all_gemeenten, gemeenten_on
from .reference import loaded_shares, residents

TRAITS_LOADED = {
    "schulden": Contextcijfer.PROBLEMATISCHE_SCHULDEN, "laag_inkomen": Contextcijfer.LAAG_INKOMEN,
    "corporatiewoningen": Contextcijfer.CORPORATIEWONINGEN,
    "eenpersoonshuishoudens": Contextcijfer.EENPERSOONSHUISHOUDENS,
}  # fmt: skip
TRAITS = ("laag_inkomen", "corporatiewoningen", "eenpersoonshuishoudens", "stedelijkheid")


def kenmerken_on(day: date) -> tuple[Kenmerken, ...]:
    """Of every gemeente that existed on that day: what was loaded, else the table of the project. Two questions."""
    count, loaded = residents(), loaded_shares(TRAITS_LOADED)
    return tuple(_renewed(k, count.of(k.code, day.year), loaded) for k in _of_the_project(day))


def _renewed(k: Kenmerken, inwoners: int, loaded: Mapping[str, Mapping[str, float]]) -> Kenmerken:
    def of(name: str, own: float | None) -> float | None:
        return loaded.get(name, {}).get(k.code, own)

    return replace(
        k, inwoners=inwoners, schulden=of("schulden", k.schulden), laag_inkomen=of("laag_inkomen", k.laag_inkomen),
        corporatiewoningen=of("corporatiewoningen", k.corporatiewoningen),
        eenpersoonshuishoudens=of("eenpersoonshuishoudens", k.eenpersoonshuishoudens),
    )  # fmt: skip


@cache
def _of_the_project(day: date) -> tuple[Kenmerken, ...]:
    known = _traits()
    return tuple(
        Kenmerken(
            code=g.code, provincie=g.provincie, inwoners=g.residents_in(day.year),
            schulden=100 * g.schulden if g.schulden is not None else None, **known.get(g.code, {}),
        )
        for g in gemeenten_on(day)
    )  # fmt: skip


@cache
def names() -> dict[str, str]:
    """Code → name, of every gemeente there was."""
    return {gemeente.code: gemeente.naam for gemeente in all_gemeenten()}


@cache
def _traits() -> dict[str, dict[str, float]]:
    """As counted in 2021; a gemeente made of others since gets their mean, weighed by residents."""
    with (DATA / "bevolking.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file, delimiter=";")}
    known = {code: {name: _number(row[name]) for name in TRAITS} for code, row in rows.items()}
    residents = {code: _number(row["inwoners"]) for code, row in rows.items()}
    went_into: defaultdict[str, list[LandGemeente]] = defaultdict(list)
    for gemeente in all_gemeenten():
        if gemeente.opgegaan_in and gemeente.code in known:
            went_into[gemeente.opgegaan_in].append(gemeente)
    made = {
        code: merged([(residents[old.code], known[old.code]) for old in olds])
        for code, olds in went_into.items()
        if code not in known
    }
    return known | made


def _number(text: str) -> float:
    return float(text.replace(",", "."))

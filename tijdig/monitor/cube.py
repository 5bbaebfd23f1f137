"""One plain SQL text that counts every indicator; it runs unchanged on PostgreSQL and on DuckDB (R-MON-1).

It reads the rows of `facts.py` and gives tidy cells: maand, indicator, dimensie, waarde, definitie, teller, noemer.
Nothing in it comes from a user: it is written from the catalogue (`rules/catalogue.py`), `measures.py` and policy. How:
each set of rows is grouped once, by all dimensions side by side (grouping sets); what comes out is small and is then
turned into one row per indicator.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tijdig.rules.catalogue import CATALOGUS, INDICATOREN
from tijdig.rules.indicators import ALLE, Definitie, Dimensie, Feit, Indicator, Meervoudig

from .measures import FINE, MEASURES, TRUE

VERSIONED = {Dimensie.SOORT_MELDING: "kind", Dimensie.BEDRAGKLASSE: "bedragklasse"}
MANY = (Dimensie.PARTNERTYPE, Dimensie.SOORT)  # a melding can have several of these


@dataclass(frozen=True, kw_only=True)
class Keuze:
    """Which cells are wanted: these figures, split by these; empty: all there are."""

    indicatoren: frozenset[str] = frozenset()
    dimensies: frozenset[Dimensie] = frozenset()

    def indicators(self, feit: Feit) -> list[Indicator]:
        return [i for i in CATALOGUS if i.feit is feit and (not self.indicatoren or i.id in self.indicatoren)]

    def splits(self, indicator: Indicator) -> list[Dimensie]:
        return [d for d in indicator.uitsplitsingen if not self.dimensies or d in self.dimensies]


EVERYTHING = Keuze()


@dataclass(frozen=True, kw_only=True)
class Column:
    """A dimension as it stands in the rows: name of the dimension, column, and version when it has one."""

    dimensie: Dimensie
    column: str
    definitie: str = ALLE


def cube_sql(definities: Sequence[Definitie], keuze: Keuze = EVERYTHING) -> str:
    """The whole text after `with`: the steps, and the select that gives the cells."""
    kept = [feit for feit in Feit if keuze.indicators(feit)]
    parts = [step for feit in kept for step in _steps(feit, definities, keuze)]
    selects = "\nunion all\n".join(
        [_tidy(feit, definities, keuze) for feit in kept] + [s for feit in kept for s in _fine(feit, keuze)]
    )
    return f"{_kinds(definities)},\n" + ",\n".join(parts) + "\n" + selects


def _kinds(definities: Sequence[Definitie]) -> str:
    """The rows of meldingen with their kind in each version, and their class of amount. R-MON-3."""
    kinds = ",\n    ".join(f"{_kind(d)} as kind_{d.versie}" for d in definities)
    if _differs(Dimensie.BEDRAGKLASSE, definities):
        classes = ",\n    ".join(f"{_class(d)} as bedragklasse_{d.versie}" for d in definities)
    else:
        classes = f"{_class(definities[-1])} as bedragklasse"
    return (
        f"gesoorteerd as not materialized (\n    select *, {classes},\n    {kinds}\n    from feit_melding\n)"
    )


def _differs(dimensie: Dimensie, definities: Sequence[Definitie]) -> bool:
    """Whether the versions split by this in ways of their own."""
    bounds = {d.bedragklassen for d in definities}
    return dimensie is Dimensie.SOORT_MELDING or (dimensie is Dimensie.BEDRAGKLASSE and len(bounds) > 1)


def _class(d: Definitie) -> str:
    """The class of an amount, by where it begins."""
    bounds = sorted(d.bedragklassen, reverse=True)
    return (
        f"case {' '.join(f"when bedrag >= {int(low)} then '{int(low):010d}'" for low in bounds)} else '' end"
    )


def _kind(d: Definitie) -> str:
    """One of four words: where kinds exclude each other, meervoudig goes before opeenvolgend."""
    repeated = f"coalesce(maanden_terug <= {int(d.maanden_terug)}, false)"
    several = "(meervoudig or samen)" if d.meervoudig is Meervoudig.SIGNALEN else "meervoudig"
    both = "" if d.uitsluitend else f"when {several} and {repeated} then 'beide' "
    return f"case {both}when {several} then 'meervoudig' when {repeated} then 'opeenvolgend' else 'enkelvoudig' end"


def _source(feit: Feit) -> str:
    return "gesoorteerd" if feit is Feit.MELDING else f"feit_{feit}"


def _columns(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> list[Column]:
    """Every dimension of these rows, each once; what a melding can have several of is counted apart."""
    wanted = dict.fromkeys(d for i in keuze.indicators(feit) for d in keuze.splits(i) if d not in FINE)
    if feit is Feit.MELDING:
        wanted = {d: None for d in wanted if d not in MANY}
    plain = [Column(dimensie=by, column=str(by)) for by in wanted if not _differs(by, definities)]
    return plain + [
        Column(dimensie=by, column=f"{VERSIONED[by]}_{d.versie}", definitie=d.versie)
        for by in wanted if _differs(by, definities) for d in definities
    ]  # fmt: skip


def _many(keuze: Keuze) -> list[Dimensie]:
    wanted = {d for i in keuze.indicators(Feit.MELDING) for d in keuze.splits(i)}
    return [d for d in MANY if d in wanted]


def _steps(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> Iterator[str]:
    """The rows grouped: once by everything of their own, and meldingen once more by what they can have several of."""
    columns = _columns(feit, definities, keuze)
    sets = ", ".join(["(maand)", *(f"(maand, {c.column})" for c in columns)])
    measures = ",\n    ".join(_measures(feit, definities, keuze))
    yield (
        f"breed_{feit} as (\n    select maand, {_which(columns, lambda c: f"'{c.dimensie}'", "''")} as dimensie,\n"
        f"    {_which(columns, lambda c: f'cast({c.column} as varchar)', "''")} as waarde,\n"
        f"    {_which(columns, lambda c: f"'{c.definitie}'", f"'{ALLE}'")} as definitie,\n    {measures}\n"
        f"    from {_source(feit)} group by grouping sets ({sets})\n)"
    )
    if feit is Feit.MELDING and (several := _many(keuze)):
        names = ", ".join(f"'{d}'" for d in several)
        yield (
            f"breed_{feit}_veel as (\n    select z.maand, s.dimensie, s.waarde, '{ALLE}' as definitie,\n"
            f"    {measures}\n"
            f"    from {_source(feit)} z join melding_signaal s on s.melding = z.melding and s.dimensie in ({names})\n"
            "    group by z.maand, s.dimensie, s.waarde\n)"
        )


def _which(columns: Sequence[Column], said: Callable[[Column], str], otherwise: str) -> str:
    """What this row was grouped by: of the one column that was not left out."""
    whens = " ".join(f"when grouping({c.column}) = 0 then {said(c)}" for c in columns)
    return f"case {whens} else {otherwise} end" if whens else otherwise


def _measures(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> Iterator[str]:
    """Two columns per indicator and version: teller and noemer."""
    for name, version in _named(feit, definities, keuze):
        for side, text in zip("tn", MEASURES[name], strict=True):
            yield f"{_aggregate(text.format(v=version))} as {_column(name, version)}_{side}"


def _named(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> Iterator[tuple[str, str]]:
    for indicator in keuze.indicators(feit):
        versions = [d.versie for d in definities] if indicator.per_definitie else [ALLE]
        yield from ((indicator.id, version) for version in versions)


def _column(name: str, version: str) -> str:
    return f"{name.lower()}_{version}"


def _aggregate(text: str) -> str:
    if not text:
        return "cast(null as bigint)"
    if text.startswith("sum: "):
        return f"cast(coalesce(sum({text[5:]}), 0) as bigint)"
    return "count(*)" if text == TRUE else f"count(*) filter (where {text})"


def _fine(feit: Feit, keuze: Keuze) -> Iterator[str]:
    """Cells of the dimensions that few indicators have: straight from the rows, each grouped apart."""
    for indicator in keuze.indicators(feit):
        for dimensie in keuze.splits(indicator):
            if dimensie in FINE:
                teller, noemer = map(_aggregate, MEASURES[indicator.id])
                yield (
                    f"select maand, '{indicator.id}', '{dimensie}', cast({FINE[dimensie]} as varchar), '{ALLE}', "
                    f"{teller}, {noemer} from feit_{feit} where {FINE[dimensie]} is not null\n"
                    f"    group by maand, {FINE[dimensie]} having coalesce({noemer}, {teller}) > 0"
                )


def _tidy(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> str:
    """One row per indicator, where the wide rows had two columns each; empty cells are left out."""
    wide = f"select * from breed_{feit}"
    if feit is Feit.MELDING and _many(keuze):
        wide += f" union all select * from breed_{feit}_veel"
    wanted = ", ".join(
        f"('{name}', '{dimensie}', '{version}')"
        for name, dimensie, version in _wanted(feit, definities, keuze)
    )

    def pick(side: str) -> str:
        whens = (
            f"when i.indicator = '{name}' and i.versie = '{version}' then w.{_column(name, version)}_{side}"
            if INDICATOREN[name].per_definitie
            else f"when i.indicator = '{name}' then w.{_column(name, version)}_{side}"
            for name, version in _named(feit, definities, keuze)
        )
        return f"case {' '.join(whens)} end"

    return (
        "select maand, indicator, dimensie, waarde, definitie, teller, noemer from (\n"
        "    select w.maand, i.indicator, w.dimensie, w.waarde, i.versie as definitie,\n"
        f"        {pick('t')} as teller,\n        {pick('n')} as noemer\n"
        f"    from ({wide}) w join (values {wanted}) as i(indicator, dimensie, versie)\n"
        f"        on i.dimensie = w.dimensie and (w.definitie = '{ALLE}' or w.definitie = i.versie)\n"
        f") cellen_{feit} where coalesce(noemer, teller) > 0"
    )


def _wanted(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> Iterator[tuple[str, str, str]]:
    """Which cells there are: indicator, dimension, and the version that stands with it."""
    for indicator in keuze.indicators(feit):
        for dimensie in (Dimensie.GEEN, *(d for d in keuze.splits(indicator) if d not in FINE)):
            differs = indicator.per_definitie or _differs(dimensie, definities)
            for version in [d.versie for d in definities] if differs else [ALLE]:
                yield indicator.id, str(dimensie), version

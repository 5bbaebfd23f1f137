"""One plain SQL text that counts every indicator; it runs unchanged on PostgreSQL and on DuckDB (R-MON-1).

It reads the rows of `facts.py` and gives tidy cells: maand, indicator, dimensie, waarde, definitie, teller, noemer.
Nothing in it comes from a user: it is written from the catalogue (`rules/catalogue.py`), `measures.py` and policy. How:
rows are grouped by dimensions side by side (grouping sets), each by no more figures than are split by it. What comes
out is small and is then turned into one row per indicator. Of what a melding can have several (type of partner, soort)
the rows are grouped by which ones it has, and those few combinations are added up per value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tijdig.rules.catalogue import CATALOGUS, INDICATOREN
from tijdig.rules.indicators import ALLE, Definitie, Dimensie, Feit, Indicator, Meervoudig

from .measures import FINE, MADE, MEASURES, TRUE

VERSIONED = {Dimensie.SOORT_MELDING: "kind", Dimensie.BEDRAGKLASSE: "bedragklasse"}
# A melding can have several of these: which column says which ones, and the dimension of that combination itself.
MANY = {Dimensie.PARTNERTYPE: "partnertypes", Dimensie.SOORT: "soorten"}


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
    """A dimension as it stands in the rows: its name, the column, the version when it has one, and what it splits."""

    dimensie: str
    column: str
    indicatoren: frozenset[str]
    definitie: str = ALLE


@dataclass(frozen=True, kw_only=True)
class Groep:
    """Rows grouped once: by these columns side by side, or (`geheel`) not split at all too, with these figures."""

    naam: str
    feit: Feit
    columns: tuple[Column, ...]
    geheel: bool
    indicatoren: tuple[Indicator, ...]


def cube_sql(definities: Sequence[Definitie], keuze: Keuze = EVERYTHING, *, plain: bool = False) -> str:
    """The whole text after `with`: the steps, and the select that gives the cells.

    `plain`: the same cells by one group-by for each set of rows, all figures by all dimensions. To measure against.
    """
    kept = [feit for feit in Feit if keuze.indicators(feit)]
    groups = [groep for feit in kept for groep in _groups(feit, definities, keuze, plain=plain)]
    steps = [step for groep in groups for step in _steps(groep, definities)]
    selects = "\nunion all\n".join(
        [_tidy(groep, definities, keuze) for groep in groups]
        + [s for feit in kept for s in _fine(feit, keuze)]
    )
    return f"{_kinds(definities)},\n" + ",\n".join(steps) + "\n" + selects


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


def _source(feit: Feit, columns: Sequence[Column]) -> str:
    """The rows, with the dimensions that are made of other columns."""
    if feit is Feit.MELDING:
        return "gesoorteerd"
    made = {by: text for by, text in MADE.get(feit, {}).items() if by in {c.dimensie for c in columns}}
    more = "".join(f", {text} as {by}" for by, text in made.items())
    return f"(select *{more} from feit_{feit}) gemaakt" if made else f"feit_{feit}"


def _groups(feit: Feit, definities: Sequence[Definitie], keuze: Keuze, *, plain: bool) -> Iterator[Groep]:
    """All figures by what nearly all of them are split by; the few that are split by more, apart.

    Of every row each figure is looked at for each dimension it is grouped by: hence not all figures by all dimensions.
    """
    indicators, columns = tuple(keuze.indicators(feit)), _columns(feit, definities, keuze)
    apart = feit is Feit.MELDING and not plain
    few = tuple(c for c in columns if 2 * len(c.indicatoren) < len(indicators)) if apart else ()
    most = tuple(c for c in columns if c not in few)
    yield Groep(naam=str(feit), feit=feit, columns=most, geheel=True, indicatoren=indicators)
    if few:
        used = frozenset().union(*(c.indicatoren for c in few))
        yield Groep(
            naam=f"{feit}_weinig", feit=feit, columns=few, geheel=False,
            indicatoren=tuple(i for i in indicators if i.id in used),
        )  # fmt: skip


def _columns(feit: Feit, definities: Sequence[Definitie], keuze: Keuze) -> list[Column]:
    """Every dimension of these rows, each once, and per version where those differ."""
    splits: defaultdict[Dimensie, set[str]] = defaultdict(set)
    for indicator in keuze.indicators(feit):
        for by in keuze.splits(indicator):
            if by not in FINE:
                splits[by].add(indicator.id)
    found = []
    for by, of in splits.items():
        if feit is Feit.MELDING and by in MANY:
            found.append(Column(dimensie=MANY[by], column=MANY[by], indicatoren=frozenset(of)))
        elif _differs(by, definities):
            found += [
                Column(dimensie=by, column=f"{VERSIONED[by]}_{d.versie}", definitie=d.versie, indicatoren=frozenset(of))
                for d in definities
            ]  # fmt: skip
        else:
            found.append(Column(dimensie=by, column=str(by), indicatoren=frozenset(of)))
    return found


def _steps(groep: Groep, definities: Sequence[Definitie]) -> Iterator[str]:
    """The rows grouped, and combinations of values added up per value."""
    columns = groep.columns
    sets = ", ".join([*(["(maand)"] if groep.geheel else []), *(f"(maand, {c.column})" for c in columns)])
    measures = ",\n    ".join(_measures(groep, definities))
    yield (
        f"breed_{groep.naam} as (\n"
        f"    select maand, {_which(columns, lambda c: f"'{c.dimensie}'", "''")} as dimensie,\n"
        f"    {_which(columns, lambda c: f'cast({c.column} as varchar)', "''")} as waarde,\n"
        f"    {_which(columns, lambda c: f"'{c.definitie}'", f"'{ALLE}'")} as definitie,\n    {measures}\n"
        f"    from {_source(groep.feit, columns)} group by grouping sets ({sets})\n)"
    )
    combined = {MANY[by]: by for by in MANY if MANY[by] in {c.dimensie for c in columns}}
    for column, by in combined.items():
        added = ",\n    ".join(
            f"cast(sum(w.{name}) as bigint) as {name}" for name in _measured(groep, definities)
        )
        yield (
            f"breed_{groep.naam}_{by} as (\n    select w.maand, '{by}' as dimensie, b.waarde, '{ALLE}' as definitie,\n"
            f"    {added}\n    from breed_{groep.naam} w join melding_waarde b on b.dimensie = '{by}'\n"
            f"    where w.dimensie = '{column}' and (cast(w.waarde as bigint) & b.bit) <> 0\n"
            "    group by w.maand, b.waarde\n)"
        )


def _which(columns: Sequence[Column], said: Callable[[Column], str], otherwise: str) -> str:
    """What this row was grouped by: of the one column that was not left out."""
    whens = " ".join(f"when grouping({c.column}) = 0 then {said(c)}" for c in columns)
    return f"case {whens} else {otherwise} end" if whens else otherwise


def _measures(groep: Groep, definities: Sequence[Definitie]) -> Iterator[str]:
    """Two columns per indicator and version: teller and noemer."""
    for name, version in _named(groep, definities):
        for side, text in zip("tn", MEASURES[name], strict=True):
            yield f"{_aggregate(text.format(v=version))} as {_column(name, version)}_{side}"


def _measured(groep: Groep, definities: Sequence[Definitie]) -> Iterator[str]:
    for name, version in _named(groep, definities):
        yield from (f"{_column(name, version)}_{side}" for side in "tn")


def _named(groep: Groep, definities: Sequence[Definitie]) -> Iterator[tuple[str, str]]:
    for indicator in groep.indicatoren:
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
    """Cells of the dimensions that few indicators have: straight from the rows that count, each grouped apart."""
    for indicator in keuze.indicators(feit):
        for dimensie in keuze.splits(indicator):
            if dimensie in FINE:
                teller, noemer = map(_aggregate, MEASURES[indicator.id])
                counts = MEASURES[indicator.id][1] or MEASURES[indicator.id][0]
                yield (
                    f"select maand, '{indicator.id}', '{dimensie}', cast({FINE[dimensie]} as varchar), '{ALLE}', "
                    f"{teller}, {noemer} from feit_{feit} where {counts}\n"
                    f"    group by maand, {FINE[dimensie]} having coalesce({noemer}, {teller}) > 0"
                )


def _tidy(groep: Groep, definities: Sequence[Definitie], keuze: Keuze) -> str:
    """One row per indicator, where the wide rows had two columns each; empty cells are left out."""
    here = {c.dimensie for c in groep.columns}
    wide = f"select * from breed_{groep.naam}" + "".join(
        f" union all select * from breed_{groep.naam}_{by}" for by, column in MANY.items() if column in here
    )
    wanted = ", ".join(
        f"('{name}', '{dimensie}', '{version}')"
        for name, dimensie, version in _wanted(groep, definities, keuze)
    )

    def pick(side: str) -> str:
        whens = (
            f"when i.indicator = '{name}' and i.versie = '{version}' then w.{_column(name, version)}_{side}"
            if INDICATOREN[name].per_definitie
            else f"when i.indicator = '{name}' then w.{_column(name, version)}_{side}"
            for name, version in _named(groep, definities)
        )
        return f"case {' '.join(whens)} end"

    return (
        "select maand, indicator, dimensie, waarde, definitie, teller, noemer from (\n"
        "    select w.maand, i.indicator, w.dimensie, w.waarde, i.versie as definitie,\n"
        f"        {pick('t')} as teller,\n        {pick('n')} as noemer\n"
        f"    from ({wide}) w join (values {wanted}) as i(indicator, dimensie, versie)\n"
        f"        on i.dimensie = w.dimensie and (w.definitie = '{ALLE}' or w.definitie = i.versie)\n"
        f") cellen_{groep.naam} where coalesce(noemer, teller) > 0"
    )


def _wanted(groep: Groep, definities: Sequence[Definitie], keuze: Keuze) -> Iterator[tuple[str, str, str]]:
    """Which cells there are: indicator, dimension, and the version that stands with it."""
    combined = {column: by for by, column in MANY.items()}
    here = {combined.get(c.dimensie, c.dimensie) for c in groep.columns}
    for indicator in groep.indicatoren:
        for dimensie in (Dimensie.GEEN, *(d for d in keuze.splits(indicator) if d not in FINE)):
            if dimensie not in here and not (groep.geheel and dimensie is Dimensie.GEEN):
                continue
            differs = indicator.per_definitie or _differs(dimensie, definities)
            for version in [d.versie for d in definities] if differs else [ALLE]:
                yield indicator.id, str(dimensie), version

"""One plain SQL text that counts every indicator; it runs unchanged on PostgreSQL and on DuckDB (R-MON-1).

It reads `feit_signaal`, `melding_signaal`, `feit_melding` and `feit_poging` and gives tidy cells: maand, indicator,
dimensie, waarde, definitie, teller, noemer. Nothing in it comes from a user: it is written from the catalogue
(`rules/indicators.py`) and from policy. How: each set of rows is grouped once, by all dimensions side by side
(grouping sets); what comes out is small and is then turned into one row per indicator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tijdig.rules.catalogue import CATALOGUS, INDICATOREN
from tijdig.rules.indicators import ALLE, Definitie, Dimensie, Feit

TRUE = "true"
# Per indicator: what counts in the teller, and what in the noemer ("" = no noemer). A bare condition counts rows;
# `sum: …` adds up. `{v}` is the version of the definition.
MEASURES: dict[str, tuple[str, str]] = {
    "S1": (TRUE, ""),
    "S4": ("crisis", TRUE),
    "S5": ("einde_levering", "partnertype = 'energieleverancier'"),
    "S6": ("melding is not null", TRUE),
    "S7": ("reden <> ''", ""),
    "M1": (TRUE, ""),
    "M2E": ("kind_{v} = 'enkelvoudig'", TRUE),
    "M2M": ("kind_{v} in ('meervoudig', 'beide')", TRUE),
    "M2O": ("kind_{v} in ('opeenvolgend', 'beide')", TRUE),
    "M3": ("sum: signalen", TRUE),
    "M4": ("sum: bedrag", TRUE),
    "M8": ("bij_shv", TRUE),
    "M9": ("recidive", TRUE),
    "C1": (TRUE, ""),
    "C3": ("sum: pogingen", TRUE),
    "C4": ("pogingen > 0", TRUE),
    "C5A": ("bereikt", TRUE),
    "C5G": ("bereikt", "pogingen > 0"),
    "C6": ("bereikt = 'ja'", TRUE),
    "C7": ("bereikt = 'onbekend'", TRUE),
    "H1A": ("hulp", TRUE),
    "H1G": ("hulp and pogingen > 0", "pogingen > 0"),
    "H1C": ("hulp and bereikt", "bereikt"),
    "H2Q": ("hulp and hulptype = 'quick_fix'", "hulp"),
    "H2F": ("hulp and hulptype = 'verwijzing_financieel'", "hulp"),
    "H2N": ("hulp and hulptype = 'verwijzing_niet_financieel'", "hulp"),
    "H3": ("tot_hulp", TRUE),
    "H7": ("hulp and hulp_laat", "hulp"),
    "P4": ("sum: minuten", "bereikt"),
    "T1": ("aanbod = 'op_tijd'", "aanbod in ('op_tijd', 'gemist')"),
    "T2": ("gesprek = 'op_tijd'", "gesprek in ('op_tijd', 'gemist')"),
    "T3": ("bedreigend = 'op_tijd'", "bedreigend in ('op_tijd', 'gemist')"),
    "T4": ("aanbod = 'loopt'", ""),
    "T5": ("sum: dagen_tot_poging", "dagen_tot_poging is not null"),
    "T6": ("sum: dagen_tot_contact", "dagen_tot_contact is not null"),
    "K1": ("hulp and not bereikt", "hulp"),
    "K2": ("hulp and afgerond and hulptype = ''", "hulp"),
    "K3": ("blijft_open", TRUE),
    "K4": ("niet_nagekeken", TRUE),
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A dimension as it stands in the rows: name of the dimension, column, and version when it has one."""

    dimensie: Dimensie
    column: str
    definitie: str = ALLE


def cube_sql(definities: Sequence[Definitie]) -> str:
    """The whole text after `with`: the steps, and the select that gives the cells."""
    parts = [step for feit in Feit for step in _steps(feit, definities)]
    selects = "\nunion all\n".join(_tidy(feit, definities) for feit in Feit)
    return f"{_kinds(definities)},\n" + ",\n".join(parts) + "\n" + selects


def _kinds(definities: Sequence[Definitie]) -> str:
    """The rows of meldingen with their kind in each version, and their class of amount. R-MON-3."""
    kinds = ",\n    ".join(f"{_kind(d)} as kind_{d.versie}" for d in definities)
    bounds = sorted(definities[-1].bedragklassen, reverse=True)
    classes = " ".join(f"when bedrag >= {int(low)} then '{int(low):010d}'" for low in bounds)
    return (
        f"gesoorteerd as (\n    select *, case {classes} else '' end as bedragklasse,\n    {kinds}\n"
        "    from feit_melding\n)"
    )


def _kind(d: Definitie) -> str:
    """One of four words: where kinds exclude each other, meervoudig goes before opeenvolgend."""
    repeated = f"coalesce(maanden_terug <= {int(d.maanden_terug)}, false)"
    both = "" if d.uitsluitend else f"when meervoudig and {repeated} then 'beide' "
    return f"case {both}when meervoudig then 'meervoudig' when {repeated} then 'opeenvolgend' else 'enkelvoudig' end"


def _columns(feit: Feit, definities: Sequence[Definitie]) -> list[Column]:
    """Every dimension of these rows, each once; that of partners of a melding is counted apart."""
    wanted = dict.fromkeys(d for i in CATALOGUS if i.feit is feit for d in i.uitsplitsingen)
    if feit is Feit.MELDING:
        wanted.pop(Dimensie.PARTNERTYPE)
    kinds = [
        Column(dimensie=Dimensie.SOORT_MELDING, column=f"kind_{d.versie}", definitie=d.versie)
        for d in definities
    ]
    plain = [Column(dimensie=d, column=str(d)) for d in wanted if d is not Dimensie.SOORT_MELDING]
    return plain + (kinds if Dimensie.SOORT_MELDING in wanted else [])


def _steps(feit: Feit, definities: Sequence[Definitie]) -> Iterator[str]:
    """The rows grouped: once by everything of their own, and meldingen once more per type of partner."""
    source = "gesoorteerd" if feit is Feit.MELDING else f"feit_{feit}"
    columns = _columns(feit, definities)
    names = [c.column for c in columns]
    sets = ", ".join(["(maand)", *(f"(maand, {name})" for name in names)])
    which = " ".join(f"when grouping({c.column}) = 0 then '{c.dimensie}'" for c in columns)
    version = " ".join(
        f"when grouping({c.column}) = 0 then '{c.definitie}'" for c in columns if c.definitie != ALLE
    )
    value = " ".join(f"when grouping({c.column}) = 0 then cast({c.column} as varchar)" for c in columns)
    definitie = f"case {version} else '{ALLE}' end" if version else f"'{ALLE}'"
    measures = ",\n    ".join(_measures(feit, definities))
    yield (
        f"breed_{feit} as (\n    select maand, case {which} else '' end as dimensie,\n"
        f"    case {value} else '' end as waarde,\n"
        f"    {definitie} as definitie,\n    {measures}\n    from {source} group by grouping sets ({sets})\n)"
    )
    if feit is Feit.MELDING:
        yield (
            f"breed_{feit}_partner as (\n    select z.maand, '{Dimensie.PARTNERTYPE}' as dimensie, "
            "s.partnertype as waarde,\n"
            f"    '{ALLE}' as definitie,\n    {measures}\n    from {source} z join melding_signaal s "
            f"on s.melding = z.melding\n    group by z.maand, s.partnertype\n)"
        )


def _measures(feit: Feit, definities: Sequence[Definitie]) -> Iterator[str]:
    """Two columns per indicator and version: teller and noemer."""
    for name, version in _named(feit, definities):
        for side, text in zip("tn", MEASURES[name], strict=True):
            yield f"{_aggregate(text.format(v=version))} as {_column(name, version)}_{side}"


def _named(feit: Feit, definities: Sequence[Definitie]) -> Iterator[tuple[str, str]]:
    for indicator in CATALOGUS:
        if indicator.feit is feit:
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


def _tidy(feit: Feit, definities: Sequence[Definitie]) -> str:
    """One row per indicator, where the wide rows had two columns each; empty cells are left out."""
    wide = f"select * from breed_{feit}"
    if feit is Feit.MELDING:
        wide += f" union all select * from breed_{feit}_partner"
    wanted = ", ".join(
        f"('{name}', '{dimensie}', '{version}')" for name, dimensie, version in _wanted(feit, definities)
    )

    def pick(side: str) -> str:
        whens = (
            f"when i.indicator = '{name}' and i.versie = '{version}' then w.{_column(name, version)}_{side}"
            if INDICATOREN[name].per_definitie
            else f"when i.indicator = '{name}' then w.{_column(name, version)}_{side}"
            for name, version in _named(feit, definities)
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


def _wanted(feit: Feit, definities: Sequence[Definitie]) -> Iterator[tuple[str, str, str]]:
    """Which cells there are: indicator, dimension, and the version that stands with it."""
    for indicator in CATALOGUS:
        if indicator.feit is not feit:
            continue
        for dimensie in (Dimensie.GEEN, *indicator.uitsplitsingen):
            differs = indicator.per_definitie or dimensie is Dimensie.SOORT_MELDING
            for version in [d.versie for d in definities] if differs else [ALLE]:
                yield indicator.id, str(dimensie), version

"""What gemeenten delivered, as it lies in the store: sums of whole gemeenten, not rounded. Nothing of it may be shown.

This is the only module that reads `Vergelijkcel`. What goes on from here is protected first: by `cells.py` for the
comparison and open data, by `report/sources.py` for the national report (R-MON-6).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncQuarter

from tijdig.monitor.definitions import newest
from tijdig.monitor.figures import sides_of
from tijdig.monitor.models import Vergelijkcel
from tijdig.rules.compared import KETEN, MONTHS_IN_QUARTER, Ketendeel, chain_refusal, parts_of, quarter_of
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.suppression import Sleutel
from tijdig.rules.terms import Cijferbron
from tijdig.rules.vergelijkcijfers import BASIS_IN_KETEN, GEMAAKT_VAN, KENMERKEN, RUST_OP

REAL = (Cijferbron.EIGEN, Cijferbron.KUBUSBESTAND, Cijferbron.DDAS)
ORDER = {str(bron): place for place, bron in enumerate(Cijferbron)}  # the first of these goes first

RECORDED_OF = {"C7": "C4", "K3": "M1"}  # where there is none of these, there is nothing to record

type Plaats = tuple[str, date]  # a gemeente and a quarter


@dataclass(frozen=True, kw_only=True)
class Telling:
    """That there are figures of one gemeente in one whole quarter, and whose."""

    code: str
    kwartaal: date
    bron: str


@dataclass(frozen=True)
class Geteld:
    """What was counted of one gemeente in one quarter. `gevuld`: in how many months there was some of a figure."""

    telling: Telling
    delen: Mapping[Ketendeel, int]
    uitslag: tuple[int, int] | None
    eindresultaat: tuple[int, int] | None
    gevuld: Mapping[str, int]


def is_invented() -> bool:
    """Whether there is nothing real to use."""
    return not _real().exists()


def in_use(*, invented: bool | None = None) -> QuerySet[Vergelijkcel]:
    """The real figures, or as long as there are none the invented ones. `invented`: when that was asked already."""
    there = is_invented() if invented is None else invented
    return Vergelijkcel.objects.filter(bron=Cijferbron.SYNTHETISCH) if there else _real()


def _real() -> QuerySet[Vergelijkcel]:
    return Vergelijkcel.objects.filter(bron__in=REAL)


def quarters_known() -> list[date]:
    """The quarters that some other gemeente was counted in, oldest first."""
    rows = in_use().filter(dimensie="").values_list(TruncQuarter("maand"), flat=True).distinct()
    return sorted(rows)


def years_delivered() -> set[int]:
    """The years there is something of."""
    return set(in_use().filter(dimensie="").values_list("maand__year", flat=True).distinct())


def whole_quarters(
    cells: QuerySet[Any], kwartalen: Sequence[date], own_code: str = ""
) -> dict[Plaats, Geteld]:
    """Per gemeente and quarter the source that goes first; a quarter of which a month lacks or does not fit is out."""
    sums = {name: Sum("teller", filter=Q(indicator=name)) for name in (*KETEN, "C7", "K3")}
    bases = {f"{name}_noemer": Sum("noemer", filter=Q(indicator=name)) for name in ("C7", "K3")}
    wanted = cells.filter(dimensie="", indicator__in=sums).annotate(kwartaal=TruncQuarter("maand"))
    by = ("maand",) if own_code else ("code", "bron", "maand")
    rows = wanted.filter(kwartaal__in=kwartalen).values(*by).annotate(**sums, **bases)
    months: defaultdict[tuple[str, date, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        bron = str(row.get("bron", Cijferbron.EIGEN))
        months[own_code or row["code"], quarter_of(row["maand"]), bron].append(row)
    found: dict[Plaats, Geteld] = {}
    for (code, quarter, bron), there in sorted(months.items(), key=lambda item: -ORDER[item[0][2]]):
        fits = [row for row in there if chain_refusal(_chain(row)) is None]
        if len(fits) == MONTHS_IN_QUARTER:
            telling = Telling(code=code, kwartaal=quarter, bron=bron)
            filled = {name: sum(bool(row[name]) for row in fits) for name in KETEN}
            found[code, quarter] = Geteld(
                telling, _together(fits), _pair(fits, "C7"), _pair(fits, "K3"), filled
            )
    return found


def _chain(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] or 0 for name in KETEN}


def _together(rows: Iterable[Mapping[str, Any]]) -> dict[Ketendeel, int]:
    """The parts of some months, added."""
    found = dict.fromkeys(Ketendeel, 0)
    for row in rows:
        for deel, count in parts_of(_chain(row)).items():
            found[deel] += count
    return found


def _pair(rows: Iterable[Mapping[str, Any]], name: str) -> tuple[int, int] | None:
    """None: of a month in which there was something to record, it was not told how well."""
    rows = list(rows)
    known = [row for row in rows if row[f"{name}_noemer"] is not None]
    if any(row[RECORDED_OF[name]] for row in rows if row[f"{name}_noemer"] is None):
        return None
    return sum(row[name] or 0 for row in known), sum(row[f"{name}_noemer"] for row in known)


def cut_figures(
    cells: QuerySet[Any], counted: Mapping[Plaats, Geteld], sneden: Iterable[str], own_code: str = ""
) -> dict[str, dict[Sleutel, int]]:
    """Of these cuts the figures of each gemeente and quarter, by side; without those who lack a month of it.

    A cut is a `Snede`, or a figure of the chain: then by the traits of its meldingen.
    """
    wanted = {place: snede for snede in sneden for place in _made_of(snede)}
    found: dict[str, dict[Sleutel, int]] = {snede: {} for snede in wanted.values()}
    months: defaultdict[tuple[str, str, Plaats], int] = defaultdict(int)
    by = ("kwartaal", "indicator", "dimensie", "waarde", *(() if own_code else ("code", "bron")))
    rows = (
        cells.annotate(kwartaal=TruncQuarter("maand"))
        .filter(_any_of(wanted), kwartaal__in={q for _, q in counted}, definitie__in={ALLE, newest().versie})
        .values(*by).annotate(t=Sum("teller"), n=Sum("noemer"), m=Count("maand", distinct=True))
    )  # fmt: skip
    for row in rows:
        code, bron = own_code or row["code"], row.get("bron", Cijferbron.EIGEN)
        place = (code, row["kwartaal"])
        if place not in counted or counted[place].telling.bron != bron:
            continue
        snede = wanted[row["indicator"], Dimensie(row["dimensie"])]
        by_what = (snede, row["dimensie"], place)
        months[by_what] = max(months[by_what], row["m"])
        for side, count in sides_of(row["indicator"], row["t"], row["n"]):
            found[snede][row["kwartaal"], row["indicator"], row["dimensie"], row["waarde"], side, code] = (
                count
            )
    return {
        snede: {
            key: n for key, n in figures.items()
            if months[snede, str(key[2]), place_of(key)] >= counted[place_of(key)].gevuld.get(_rests_on(snede), 0)
        }
        for snede, figures in found.items()
    }  # fmt: skip


def by_traits(cijfer: str) -> str:
    """The name of the cut of a figure of the chain by the traits of its meldingen."""
    return f"kenmerken:{cijfer}"


def _made_of(snede: str) -> tuple[tuple[str, Dimensie], ...]:
    _, _, cijfer = snede.partition(":")
    if not cijfer:
        return GEMAAKT_VAN.get(snede, ())
    own = tuple((cijfer, dimensie) for dimensie in KENMERKEN)
    # Help by amount comes with all meldingen by amount: of both one cut is made.
    return (*own, ("M1", Dimensie.BEDRAGKLASSE)) if cijfer == "H1A" else own


def _rests_on(snede: str) -> str:
    _, _, cijfer = snede.partition(":")
    return BASIS_IN_KETEN.get(cijfer, "") if cijfer else RUST_OP.get(snede, "")


def place_of(key: Sleutel) -> Plaats:
    """Of which gemeente and quarter a cell is."""
    return str(key[5]), cast("date", key[0])


def _any_of(places: Iterable[tuple[str, Dimensie]]) -> Q:
    found = Q(pk__in=[])
    for indicator, dimensie in places:
        found |= Q(indicator=indicator, dimensie=str(dimensie))
    return found


def delivered_by_quarter(
    years: Sequence[int], versies: Iterable[str], kinds: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Sums of each gemeente and quarter, for the national report alone; these kinds also by these other versions."""
    by = ("kwartaal", "code", "indicator", "dimensie", "waarde", "definitie")
    cells = _delivered(years, versies, kinds).annotate(kwartaal=TruncQuarter("maand"))
    rows: QuerySet[Any, Any] = cells.values(*by)
    return iter(rows.annotate(**SUMS))


def delivered_by_month(
    years: Sequence[int], versies: Iterable[str], kinds: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Sums of all together in each month."""
    by = ("maand", "indicator", "dimensie", "waarde", "definitie")
    rows: QuerySet[Any, Any] = _delivered(years, versies, kinds).values(*by)
    return iter(rows.annotate(**SUMS))


def who_delivered(years: Sequence[int]) -> list[tuple[str, date, str]]:
    """Which gemeente delivered which figure in which month."""
    rows = _delivered(years).filter(dimensie="").values_list("code", "maand", "indicator").distinct()
    return list(rows)


SUMS = {"t": Sum("teller"), "n": Sum("noemer")}


def _delivered(
    years: Sequence[int], versies: Iterable[str] = (), kinds: Sequence[str] = ()
) -> QuerySet[Vergelijkcel]:
    """Of each gemeente and month the source that goes first, by the newest definition."""
    wanted = Q(definitie__in={ALLE, newest().versie})
    wanted |= Q(definitie__in=list(versies), indicator__in=kinds, dimensie="")
    cells = in_use().filter(wanted, maand__year__in=years)
    for place, bron in enumerate(REAL):
        better = Vergelijkcel.objects.filter(
            bron__in=REAL[:place], code=OuterRef("code"), maand=OuterRef("maand")
        )
        cells = cells.exclude(Q(bron=bron) & Exists(better)) if place else cells
    return cells

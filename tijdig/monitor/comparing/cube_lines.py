"""The lines of a cube of the one layout: what each must look like, and how they must fit together (R-MON-5)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tijdig.monitor.definitions import newest
from tijdig.monitor.netherlands import all_gemeenten
from tijdig.monitor.words import value_words
from tijdig.refusals import Refused
from tijdig.rules.catalogue import AVERAGES, INDICATOREN
from tijdig.rules.compared import AANGELEVERD, KETEN, chain_refusal
from tijdig.rules.indicators import Dimensie, Indicator

from .faults import Regelfout, stop_at
from .layout import GEMEENTE, INVENTED, Kubusregel, splits_of, versions_of

FIRST = date(2021, 1, 1)

type Row = Mapping[str, str]
type Found = dict[str, tuple[int, Kubusregel]]


def cube_lines(rows: Sequence[Row], *, today: date) -> tuple[Kubusregel, ...]:
    """All of them, checked. Errors: Bestandsfout with every line that is wrong; Refused when there is none."""
    faults: list[Regelfout] = []
    regels: list[tuple[int, Kubusregel]] = []
    known = {g.code for g in all_gemeenten()}
    for number, row in enumerate(rows, start=2):
        reason = _refusal(row, known, today)
        if reason:
            faults.append(Regelfout(number, reason))
        else:
            regels.append((number, _line(row)))
    stop_at(faults)
    stop_at(list(_between(regels)))
    if not regels:
        raise Refused("Er staan geen cijfers in dit bestand.")
    return tuple(regel for _, regel in regels)


def _refusal(row: Row, known: set[str], today: date) -> str | None:
    """What is wrong with this line by itself, or None."""
    if row["gemeente"] not in known:
        return f"{row['gemeente'] or 'leeg'} is geen gemeentecode van vier cijfers"
    maand = _month(row["maand"])
    if maand is None or not FIRST <= maand < today.replace(day=1):
        return f"{row['maand'] or 'leeg'} is geen hele maand sinds 2021, zoals 2026-03"
    if row["bron"] not in (GEMEENTE, INVENTED):
        return f"de bron is {GEMEENTE} of {INVENTED}"
    indicator = INDICATOREN.get(row["indicator"])
    if indicator is None:
        return f"het cijfer {row['indicator'] or 'leeg'} bestaat niet"
    return _place_refusal(row, indicator) or _count_refusal(row, indicator)


def _place_refusal(row: Row, indicator: Indicator) -> str | None:
    """What does not belong to this figure: what it is split by, the value, the version."""
    dimensie = row["dimensie"]
    if dimensie not in splits_of(indicator):
        return f"het cijfer {indicator.id} naar {dimensie} hoort niet in dit bestand"
    if not _is_value(Dimensie(dimensie), row["waarde"]):
        return "de waarde bestaat niet"
    if row["definitie"] not in versions_of(indicator, Dimensie(dimensie)):
        return f"definitie {row['definitie'] or 'leeg'} hoort niet bij het cijfer {indicator.id}"
    return None


def _is_value(dimensie: Dimensie, waarde: str) -> bool:
    """Only what is on a closed list, so that no word about anybody can stand in a file."""
    if dimensie is Dimensie.GEEN:
        return not waarde
    if dimensie is Dimensie.BEDRAGKLASSE and waarde:
        return waarde.isdecimal() and int(waarde) in newest().bedragklassen
    try:
        return bool(value_words(dimensie, waarde))
    except (ValueError, KeyError):
        return False


def _count_refusal(row: Row, indicator: Indicator) -> str | None:
    if not row["teller"].isdecimal() or not (row["noemer"] or "0").isdecimal():
        return "teller en noemer zijn hele getallen van nul of meer"
    if bool(row["noemer"]) != (indicator.noemer is not None):
        return f"het cijfer {indicator.id} heeft {'een' if indicator.noemer else 'geen'} noemer"
    if row["noemer"] and indicator.id not in AVERAGES and int(row["teller"]) > int(row["noemer"]):
        return "de teller is groter dan de noemer"
    return None


def _line(row: Row) -> Kubusregel:
    return Kubusregel(
        gemeente=row["gemeente"], maand=date.fromisoformat(f"{row['maand']}-01"), indicator=row["indicator"],
        dimensie=Dimensie(row["dimensie"]), waarde=row["waarde"], definitie=row["definitie"],
        teller=int(row["teller"]), noemer=int(row["noemer"]) if row["noemer"] else None,
    )  # fmt: skip


def _between(regels: Sequence[tuple[int, Kubusregel]]) -> Iterator[Regelfout]:
    """What does not fit together: a line twice, a count that is larger than what it is part of."""
    seen: set[tuple[object, ...]] = set()
    found: defaultdict[tuple[str, date], Found] = defaultdict(dict)
    for number, r in regels:
        key = (r.gemeente, r.maand, r.indicator, r.dimensie, r.waarde, r.definitie)
        place = found[r.gemeente, r.maand]
        if key in seen:
            yield Regelfout(number, f"{r.gemeente} {r.maand:%Y-%m}: {r.indicator} staat er twee keer")
        seen.add(key)
        if r.dimensie is Dimensie.GEEN:
            place.setdefault(r.indicator, (number, r))
    for (code, maand), place in found.items():
        reason = chain_refusal({name: r.teller for name, (_, r) in place.items()}) or _base_refusal(place)
        if reason:
            first = min((number for number, _ in place.values()), default=0)
            yield Regelfout(first, f"{code} {maand:%Y-%m}: {reason.removesuffix('.')}")


def _base_refusal(place: Found) -> str | None:
    for name, base in AANGELEVERD.items():
        if base and name in place and name in KETEN and place[name][1].noemer != place[base][1].teller:
            return f"de noemer van {name} is niet het aantal van {base}"
    return None


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None

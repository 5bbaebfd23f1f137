"""With whom a gemeente is compared: the Netherlands, its size, province, debts, who is like it, its choice (R-MON-5).

Source: Divosa Monitor (dashboard: national and of similar size; yearly report 2021: by share of residents with
registered problematic debts). The classes of 2021 on paper have a gap and an overlap, so quartiles are used. Bounds and
minima are policy (`landelijk/vergelijking`).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import fmean, pstdev, quantiles

from .difference import Ondergrens
from .terms_of_comparing import Vergelijkgroep
from .yearly import Deel


@dataclass(frozen=True, kw_only=True, slots=True)
class Vergelijkbeleid:
    """When gemeenten may be set beside each other. Shares of 1."""

    inwonersklassen: tuple[int, ...]
    groep_minstens: int
    lijkend: int
    basis_minstens: int
    zonder_uitslag: float
    zonder_eindresultaat: float
    meldingen_per_signaal: float
    correctie_minstens: int
    afronden_openbaar: int  # to how many each cell is rounded (R-MON-6)
    afronden_deelnemers: int
    publiceren_minstens: int  # meldingen of a year, for a report that everybody may read
    vervangen_dagen: int  # so long what a file replaced can come back
    samenhang_vanaf: float  # with the size of a gemeente, from where on it is told
    verschil: Ondergrens
    hulp_bij_anderen: frozenset[str] = (
        frozenset()
    )  # end results in DDAS that only others write, and that are help


@dataclass(frozen=True, kw_only=True, slots=True)
class Kenmerken:
    """What is publicly known of a gemeente: residents, and shares in per cents. None: not known."""

    code: str
    provincie: str
    inwoners: int
    schulden: float | None  # persons with registered problematic debts
    laag_inkomen: float | None = None
    corporatiewoningen: float | None = None
    eenpersoonshuishoudens: float | None = None
    stedelijkheid: float | None = None  # 1 (very urban) to 5

    def population(self) -> tuple[float, ...] | None:
        """What of the residents may explain a figure; None when something is not known. Never what a gemeente does."""
        found = (
            self.schulden, self.laag_inkomen, self.corporatiewoningen, self.eenpersoonshuishoudens, self.stedelijkheid
        )  # fmt: skip
        known = tuple(value for value in found if value is not None)
        return known if len(known) == len(found) else None


def size_class(inwoners: int, bounds: Sequence[int]) -> int:
    """Which class, from nought; `bounds`: where each begins."""
    return bisect_right(bounds, inwoners) - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Dekking:
    """How many gemeenten of a class delivered, of all there are; and which part of the residents they hold."""

    gemeenten: Deel
    inwoners: Deel


def coverage[K: Hashable](
    inwoners: Mapping[str, int], delivered: Container[str], class_of: Mapping[str, K]
) -> dict[K, Dekking]:
    """Per class of gemeenten, such as a size or a province; all by code. R-MON-4."""
    codes: defaultdict[K, list[str]] = defaultdict(list)
    for code in inwoners:
        codes[class_of[code]].append(code)
    found = {}
    for place, there in codes.items():
        here = [code for code in there if code in delivered]
        found[place] = Dekking(
            gemeenten=Deel(teller=len(here), noemer=len(there)),
            inwoners=Deel(teller=sum(inwoners[c] for c in here), noemer=sum(inwoners[c] for c in there)),
        )
    return found


def debt_quartile(code: str, all_: Iterable[Kenmerken]) -> int | None:
    """1 (fewest residents with problematic debts) to 4; None when it is not known."""
    known = {found.code: found.schulden for found in all_ if found.schulden is not None}
    if code not in known or len(known) < 2:
        return None
    return 1 + bisect_right(quantiles(known.values(), n=4), known[code])


def members(
    own: Kenmerken,
    all_: Sequence[Kenmerken],
    groep: Vergelijkgroep,
    beleid: Vergelijkbeleid,
    chosen: Iterable[str] = (),
) -> frozenset[str]:
    """The codes in the group, the own gemeente always among them. Only with itself: its own earlier period."""
    found = {k.code for k in all_ if _belongs(own, k, groep, beleid)}
    if groep is Vergelijkgroep.SCHULDEN:
        place = {k.code: debt_quartile(k.code, all_) for k in all_}
        found = {
            code for code, quarter in place.items() if quarter is not None and quarter == place.get(own.code)
        }
    if groep is Vergelijkgroep.LIJKEND:
        found = set(nearest(own, all_, beleid.lijkend))
    if groep is Vergelijkgroep.KEUZE:
        found = {k.code for k in all_} & set(chosen)
    return frozenset(found | {own.code})


def _belongs(own: Kenmerken, other: Kenmerken, groep: Vergelijkgroep, beleid: Vergelijkbeleid) -> bool:
    bounds = beleid.inwonersklassen
    match groep:
        case Vergelijkgroep.NEDERLAND:
            return True
        case Vergelijkgroep.INWONERS:
            return size_class(own.inwoners, bounds) == size_class(other.inwoners, bounds)
        case Vergelijkgroep.PROVINCIE:
            return own.provincie == other.provincie
    return False


def nearest(own: Kenmerken, all_: Iterable[Kenmerken], count: int) -> list[str]:
    """The `count` gemeenten whose population is most like this one's: size and what may explain figures, each in
    standard deviations. Without all of it known nobody is like it."""
    placed = {k.code: place for k in all_ if (place := _place(k)) is not None}
    if own.code not in placed:
        return []
    spread = [pstdev(column) or 1.0 for column in zip(*placed.values(), strict=True)]
    here = placed[own.code]

    def distance(code: str) -> float:
        return sqrt(sum(((a - b) / s) ** 2 for a, b, s in zip(placed[code], here, spread, strict=True)))

    return sorted((code for code in placed if code != own.code), key=lambda code: (distance(code), code))[
        :count
    ]


def _place(kenmerken: Kenmerken) -> tuple[float, ...] | None:
    known = kenmerken.population()
    return None if known is None else (log(kenmerken.inwoners), *known)


def merged(parts: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """The mean of what went into one, weighed by residents: a gemeente that was made of others."""
    whole = sum(weight for weight, _ in parts)
    names = parts[0][1].keys() if parts else ()
    return {
        name: fmean([values[name] for _, values in parts], [w / whole for w, _ in parts]) for name in names
    }

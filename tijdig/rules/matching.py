"""Bring the signals about one address together, so that one household is approached once.

R-MAT-1 (one address, one zaak), R-MAT-2 (meervoudig, opeenvolgend, recidive), R-MAT-3 (join what is
open, in any order), R-MAT-4 (no signal is lost). Matching is exact, on the key of the address: no name is
compared and no score is given, so a match can be explained.

Month arithmetic, so that the same can be written in SQL. For every signal t on the address let
`m(t) = 12 * year + month - 1` of its month (`month_index`). With Z the signals of the zaak and A all signals
ever on the address, those of Z among them:

- partners      count of distinct partner over Z
- signalen      count of distinct id over Z
- meervoudig    there are s in Z and t in A with m(t) = m(s) and t.partner <> s.partner
- opeenvolgend  there are s in Z and t in A with m(s) - m(t) between 1 and lookback_months
- recidive      there are s in Z and t in A with m(s) - m(t) between 1 and recidive_months

Days of the month play no part. A signal counts in A whatever became of it.

Source: Leidraad vroegsignalering 3.5, 5.1, 5.2 and 8.7; Divosa Monitor, definitions of melding.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

type SignalPoint = tuple[int, int, date]
"""(id, partner, first day of the month): all that the facts about a match need of a signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signaal:
    """A checked signal that is in no zaak yet."""

    id: int
    sleutel: str  # of the address: normalised postcode and number, one per BAG nummeraanduiding where that is known
    partner: int
    maand: date
    inwoner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenZaak:
    """A zaak that is not closed. `maand` is that of the signal that opened it and does not move."""

    id: int
    sleutel: str
    maand: date
    inwoners: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """Signals that go into one zaak: an open one, or a new one when `zaak` is None."""

    sleutel: str
    zaak: int | None
    signalen: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matchfeiten:
    """What the match says about a zaak. Two booleans, never one list: a zaak can be both (R-MAT-2)."""

    meervoudig: bool
    opeenvolgend: bool
    recidive: bool
    partners: int
    signalen: int

    @property
    def enkelvoudig(self) -> bool:
        """Neither of the first two."""
        return not self.meervoudig and not self.opeenvolgend


def month_index(day: date) -> int:
    """Months since year 0: the difference of two of these is a number of calendar months."""
    return day.year * 12 + day.month - 1


def match(signalen: Iterable[Signaal], open_zaken: Iterable[OpenZaak]) -> list[Groep]:
    """Group by address and join the zaak that is open there (R-MAT-1, R-MAT-3, R-MAT-4).

    On an address with several open zaken (a person split them) a signal goes to the zaak of its own
    inwoner, else to the oldest; elsewhere all signals of an address are one group. Every id is in exactly
    one group. The answer is sorted, and the same for every order of the input.
    Raises ValueError on an empty key: signals without an address would all seem to be neighbours.
    """
    zaken_by_key: defaultdict[str, list[OpenZaak]] = defaultdict(list)
    for zaak in sorted(open_zaken, key=lambda zaak: (zaak.maand, zaak.id)):
        zaken_by_key[zaak.sleutel].append(zaak)

    ids_by_goal: defaultdict[tuple[str, int | None], set[int]] = defaultdict(set)
    for signaal in signalen:
        if not signaal.sleutel:
            raise ValueError(f"Signaal {signaal.id} heeft geen adressleutel.")
        zaak_id = _zaak_for(signaal, zaken_by_key)
        ids_by_goal[signaal.sleutel, zaak_id].add(signaal.id)

    return [
        Groep(sleutel=sleutel, zaak=zaak_id, signalen=tuple(sorted(ids)))
        for (sleutel, zaak_id), ids in sorted(
            ids_by_goal.items(), key=lambda item: (item[0][0], item[0][1] or 0)
        )
    ]


def facts(
    signalen_in_zaak: Sequence[SignalPoint],
    andere_op_adres: Sequence[SignalPoint],
    *,
    lookback_months: int,
    recidive_months: int,
) -> Matchfeiten:
    """What the signals of a zaak and all others ever on its address say (R-MAT-2).

    The look-backs are policy and part of the definition version of the monitor. It does no harm when the
    signals of the zaak also stand in `andere_op_adres`. The arithmetic is in the docstring of this module.
    """
    partners_by_month: defaultdict[int, set[int]] = defaultdict(set)
    for _, partner, maand in (*signalen_in_zaak, *andere_op_adres):
        partners_by_month[month_index(maand)].add(partner)

    eigen = {month_index(maand) for _, _, maand in signalen_in_zaak}
    gaps = [s - t for s in eigen for t in partners_by_month if s > t]
    nearest = min(gaps, default=None)
    return Matchfeiten(
        meervoudig=any(len(partners_by_month[maand]) > 1 for maand in eigen),
        opeenvolgend=nearest is not None and nearest <= lookback_months,
        recidive=nearest is not None and nearest <= recidive_months,
        partners=len({partner for _, partner, _ in signalen_in_zaak}),
        signalen=len({id_ for id_, _, _ in signalen_in_zaak}),
    )


def _zaak_for(signaal: Signaal, zaken_by_key: Mapping[str, Sequence[OpenZaak]]) -> int | None:
    zaken = zaken_by_key.get(signaal.sleutel)
    if not zaken:
        return None
    own = (zaak for zaak in zaken if signaal.inwoner is not None and signaal.inwoner in zaak.inwoners)
    return next(own, zaken[0]).id

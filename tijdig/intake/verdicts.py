"""The verdict on each line of a chunk: toegelaten, geweigerd or dubbel, with every reason (R-INT-3, R-INT-4).

Pure but for its inputs: what the database knows comes in as `Bekend`, one look-up per chunk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tijdig.rules.admission import EerderSignaal, Toelating
from tijdig.rules.terms import Oordeel, Reden

from .lines import Gelezen, Opmerking

Sleutel = tuple[str, str, str, date]


@dataclass(frozen=True)
class Bekend:
    """What was known before this chunk: lines delivered earlier, debts taken up, addresses with other partners."""

    geleverd: frozenset[Sleutel] = frozenset()
    opgepakt: Mapping[tuple[str, str], EerderSignaal] = field(default_factory=dict)
    met_anderen: frozenset[tuple[str, date]] = frozenset()


@dataclass(slots=True)
class Uitkomst:
    """One line with its verdict. `redenen` is empty unless it is refused."""

    gelezen: Gelezen
    oordeel: Oordeel
    redenen: list[Opmerking]

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(str(reden.code) for reden in self.redenen))


def judge_lines(lines: Iterable[Gelezen], toelating: Toelating, bekend: Bekend) -> list[Uitkomst]:
    """Give each line its one verdict, in order. A faulty line never hides another."""
    seen: set[Sleutel] = set()
    return [_judge(line, toelating, bekend, seen) for line in lines]


def _judge(gelezen: Gelezen, toelating: Toelating, bekend: Bekend, seen: set[Sleutel]) -> Uitkomst:
    regel = gelezen.regel
    if regel is None:
        return Uitkomst(gelezen, Oordeel.GEWEIGERD, gelezen.fouten)
    sleutel = regel.sleutel
    if sleutel in seen or sleutel in bekend.geleverd:
        return Uitkomst(gelezen, Oordeel.DUBBEL, [])
    weigeringen = toelating.judge(
        regel.gegevens,
        eerder_opgepakt=bekend.opgepakt.get((regel.referentie, regel.gegevens.soort)),
        andere_partners_op_adres=(regel.adres.sleutel, sleutel[3]) in bekend.met_anderen,
    )
    if weigeringen:
        redenen = [Opmerking(str(w.reden), w.kolom, w.uitleg) for w in weigeringen]
        return Uitkomst(gelezen, Oordeel.GEWEIGERD, redenen)
    seen.add(sleutel)
    return Uitkomst(gelezen, Oordeel.TOEGELATEN, [])


def no_agreement() -> Opmerking:
    """The sentence for a delivery without an agreement in force (R-PAR-2)."""
    return Opmerking(
        Reden.GEEN_OVEREENKOMST,
        None,
        "Er is op deze dag geen overeenkomst tussen u en deze gemeente. Neem contact op met de gemeente.",
    )

"""The verdict on each line of a chunk: toegelaten, geweigerd or dubbel, with every reason (R-INT-3, R-INT-4).

Pure but for its inputs: what the database knows comes in as `Bekend`, one look-up per chunk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tijdig.rules.admission import EerderSignaal, Toelating, Weigering
from tijdig.rules.terms import Oordeel, Reden

from .case import Geval, Regel
from .lines import Gelezen
from .memo import Memo
from .remarks import Opmerking


@dataclass(frozen=True)
class Bekend:
    """What was known before this chunk: lines delivered earlier, debts taken up, addresses with other partners."""

    geleverd: frozenset[str] = frozenset()
    opgepakt: Mapping[tuple[str, str], EerderSignaal] = field(default_factory=dict)
    met_anderen: frozenset[tuple[str, date]] = frozenset()


NOTHING_KNOWN = Bekend()
ANY_AMOUNT = 1 << 62  # more than any line can have


@dataclass(slots=True)
class Uitkomst:
    """One line with its verdict. `redenen` is empty unless it is refused."""

    gelezen: Gelezen
    oordeel: Oordeel
    redenen: Sequence[Opmerking]
    klein: bool = False  # refused, and admitted as soon as another partner signals at the address that month

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(str(reden.code) for reden in self.redenen))


class Judge:
    """Gives the lines of one delivery their verdicts.

    It remembers, per case, the lowest amount that the rules admitted: a higher one is then admitted too,
    since the only rule about the amount is a threshold (R-ADM-3).
    """

    def __init__(self, toelating: Toelating) -> None:
        self._toelating = toelating
        self._admitted_from: Memo[Geval, int] = Memo()

    def judge(self, lines: Iterable[Gelezen], bekend: Bekend = NOTHING_KNOWN) -> list[Uitkomst]:
        """Give each line its one verdict, in order. A faulty line never hides another."""
        seen: set[str] = set()
        return [self.judge_line(line, seen, bekend) for line in lines]

    def judge_line(self, gelezen: Gelezen, seen: set[str], bekend: Bekend = NOTHING_KNOWN) -> Uitkomst:
        """The verdict on one line. `seen`: keys of the lines admitted before it; its own is added when it is."""
        regel = gelezen.regel
        if regel is None:
            return Uitkomst(gelezen, Oordeel.GEWEIGERD, gelezen.fouten)
        if regel.sleutel in seen or regel.sleutel in bekend.geleverd:
            return Uitkomst(gelezen, Oordeel.DUBBEL, ())
        weigeringen: Sequence[Weigering] = ()
        if bekend.opgepakt or not self.surely_admits(regel.geval, regel.bedrag):
            weigeringen = self._ask_rules(regel, bekend)
        if weigeringen:
            redenen = [Opmerking(str(w.reden), w.kolom, w.uitleg) for w in weigeringen]
            return Uitkomst(
                gelezen, Oordeel.GEWEIGERD, redenen, klein=self._is_small(regel, weigeringen, bekend)
            )
        seen.add(regel.sleutel)
        return Uitkomst(gelezen, Oordeel.TOEGELATEN, ())

    def surely_admits(self, geval: Geval, bedrag: int) -> bool:
        """Was this case with at most this amount admitted before?"""
        return bedrag >= self._admitted_from.get(geval, ANY_AMOUNT)

    def _is_small(self, regel: Regel, weigeringen: Sequence[Weigering], bekend: Bekend) -> bool:
        """Would it be admitted beside a signal of another partner? Only then is it judged again (R-ADM-3)."""
        if any(weigering.reden is not Reden.ONDER_DREMPEL for weigering in weigeringen):
            return False
        eerder = bekend.opgepakt.get((regel.referentie, regel.geval.gegevens.soort))
        return not self._toelating.judge(
            regel.gegevens, eerder_opgepakt=eerder, andere_partners_op_adres=True
        )

    def _ask_rules(self, regel: Regel, bekend: Bekend) -> Sequence[Weigering]:
        eerder = bekend.opgepakt.get((regel.referentie, regel.geval.gegevens.soort))
        met_anderen = (
            bool(bekend.met_anderen) and (regel.adres.sleutel, regel.geval.maand) in bekend.met_anderen
        )
        weigeringen = self._toelating.judge(
            regel.gegevens, eerder_opgepakt=eerder, andere_partners_op_adres=met_anderen
        )
        if not weigeringen and not met_anderen:  # neighbours may lower the threshold for this line alone
            known = self._admitted_from.get(regel.geval, ANY_AMOUNT)
            self._admitted_from[regel.geval] = min(known, regel.bedrag)
        return weigeringen


def no_agreement() -> Opmerking:
    """The sentence for a delivery without an agreement in force (R-PAR-2)."""
    return Opmerking(
        Reden.GEEN_OVEREENKOMST,
        None,
        "Er is op deze dag geen overeenkomst tussen deze partner en deze gemeente.",
    )

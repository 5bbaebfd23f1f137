"""All comparisons of one report, made together: who compares often, finds something by chance (R-MON-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tijdig.monitor.definitions import newest
from tijdig.monitor.periods import month_after
from tijdig.monitor.words import number
from tijdig.policies import policy_on
from tijdig.rules.difference import (
    Uitspraak,
    Verschil,
    level_for,
    rates_apart,
    rates_apart_over_units,
    shares_apart,
    shares_apart_over_units,
)
from tijdig.rules.indicators import Breuk, Reeks
from tijdig.rules.yearly import Deel

from .sentences import Onderwerp, break_words, change_in_short, change_words, growing_words
from .sources import Bron
from .year import Jaarcijfers

CLAIMS = frozenset({Uitspraak.HOGER, Uitspraak.LAGER})
GROWING = frozenset({Reeks.BEREIK, Reeks.HULP, Reeks.TERMIJN})  # what happens long after the signal


@dataclass(frozen=True)
class Veranderingen:
    """What changed, by indicator; with what makes a comparison weak."""

    bron: Bron
    onderwerpen: tuple[Onderwerp, ...]
    verschillen: dict[str, Verschil | None]

    def sentences(self, indicator: str) -> list[str]:
        """What may be said of this figure: nothing, when it is not compared in this report."""
        onderwerp = self._about(indicator)
        if onderwerp is None or self.bron.eerder is None:
            return []
        if self._grows(onderwerp):
            return [growing_words(self.ripe_on())]
        jaar, verschil = self.bron.nu.jaar, self.verschillen[indicator]
        said = change_words(
            onderwerp, verschil, jaar=jaar, eerder=jaar - 1, wie=self.who([onderwerp]) if verschil else ""
        )
        return (
            [said, broken]
            if verschil and (broken := break_words(self.breaks(onderwerp.reeks), eerder=jaar - 1))
            else [said]
        )

    def in_short(self, indicator: str) -> str:
        onderwerp = self._about(indicator)
        if onderwerp is None or self.bron.eerder is None:
            return ""
        if self._grows(onderwerp):
            return "groeit nog, nog niet te vergelijken"
        short = change_in_short(self.verschillen[indicator], eerder=self.bron.nu.jaar - 1)
        return (
            f"{short} (let op: breuk)"
            if self.verschillen[indicator] and self.breaks(onderwerp.reeks)
            else short
        )

    def claimed(self) -> list[Onderwerp]:
        """Only what is different, for the summary."""
        return [
            o
            for o in self.onderwerpen
            if (found := self.verschillen[o.indicator]) and found.uitspraak in CLAIMS and not self._grows(o)
        ]

    def claim(self, onderwerp: Onderwerp) -> str:
        """The claim alone, where it is said once of whom all of them are."""
        jaar = self.bron.nu.jaar
        return change_words(onderwerp, self.verschillen[onderwerp.indicator], jaar=jaar, eerder=jaar - 1)

    def breaks(self, reeks: Reeks) -> list[Breuk]:
        """The known breaks of this line between the first month of the year before and the last of this one.

        What comes every year is in both.
        """
        return self.bron.breaks(reeks)

    def ripe_on(self) -> date:
        """From when the last month has had its time."""
        return month_after(self.bron.nu.maanden[-1]) + timedelta(days=newest().open_dagen)

    def _grows(self, onderwerp: Onderwerp) -> bool:
        return onderwerp.reeks in GROWING and self.bron.geteld_op < self.ripe_on()

    def _about(self, indicator: str) -> Onderwerp | None:
        return next((o for o in self.onderwerpen if o.indicator == indicator), None)

    def who(self, about: Sequence[Onderwerp]) -> str:
        """Of whom it is said; without their number when that differs between these figures."""
        if not self.bron.landelijk:
            return ""
        counts = {len(_panel(self.bron, onderwerp)) for onderwerp in about}
        many = f"{number(counts.pop())} " if len(counts) == 1 else ""
        return f"Bij de {many}gemeenten die beide jaren volledig meededen,"


def compare(bron: Bron, onderwerpen: Sequence[Onderwerp]) -> Veranderingen:
    """Every comparison of the report at once, so sure that they hold together."""
    level = level_for(len(onderwerpen))
    return Veranderingen(
        bron, tuple(onderwerpen), {o.indicator: _difference(bron, o, level) for o in onderwerpen}
    )


def _difference(bron: Bron, onderwerp: Onderwerp, level: float) -> Verschil | None:
    nu, eerder, indicator = bron.nu, bron.eerder, onderwerp.indicator
    if eerder is None:
        return None
    minstens = policy_on(nu.maanden[-1], "standaard").vergelijking.verschil
    if bron.landelijk:
        units = [
            (_of_one(nu, code, onderwerp), _of_one(eerder, code, onderwerp))
            for code in _panel(bron, onderwerp)
        ]
        return (rates_apart_over_units if onderwerp.per_duizend else shares_apart_over_units)(
            units, minstens=minstens, level=level
        )
    if onderwerp.per_duizend and not (nu.inwoners and eerder.inwoners):
        return None
    if onderwerp.per_duizend:
        return rates_apart(nu.rates(indicator), eerder.rates(indicator), minstens=minstens, level=level)
    return shares_apart(nu.months(indicator), eerder.months(indicator), minstens=minstens, level=level)


def _panel(bron: Bron, onderwerp: Onderwerp) -> list[str]:
    """Who is compared. Who gave signals alone counts for signals, and not as a gemeente without meldingen (R-MON-4)."""
    return bron.panel(onderwerp.indicator if onderwerp.per_duizend else "")


def _of_one(year: Jaarcijfers, gemeente: str, onderwerp: Onderwerp) -> Deel:
    if onderwerp.per_duizend:
        return year.rate_of_one(gemeente, onderwerp.indicator)
    return year.of_one(gemeente, onderwerp.indicator)

"""One comparison, worked out: who is in it, the figure of the group, the spread, and what was to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tijdig.monitor.population import kenmerken_on, names
from tijdig.monitor.reference import Inwoners, residents
from tijdig.rules.casemix import Correctie, Lagen, Model, Waarneming, added, correct, fit, mix_of
from tijdig.rules.compared import MELDING, MONTHS_IN_QUARTER, Ketendeel
from tijdig.rules.funnel import Eenheid, Ligging, Spreiding, place, spread_of, target_of
from tijdig.rules.groups import Kenmerken, Vergelijkbeleid, members
from tijdig.rules.registration_gate import Registratie, gate_reasons
from tijdig.rules.suppression import Getal
from tijdig.rules.terms import Vergelijkgroep
from tijdig.rules.vergelijkcijfers import Vergelijkcijfer

from .cells import Land
from .store import Telling


@dataclass(frozen=True, kw_only=True)
class Gevraagd:
    """What is asked: which figure, of which quarters, with whom."""

    cijfer: Vergelijkcijfer
    kwartalen: tuple[date, ...]
    groep: Vergelijkgroep
    code: str
    naam: str
    gekozen: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Gezien:
    """One gemeente as it may be seen. `redenen`: why it is not compared."""

    code: str
    naam: str
    teller: Getal
    noemer: Getal
    redenen: tuple[str, ...]
    in_groep: bool
    kenmerken: Kenmerken

    @property
    def unit(self) -> Eenheid | None:
        if self.teller.value is None or not self.noemer.value:
            return None
        return Eenheid(code=self.code, teller=min(self.teller.value, self._most()), noemer=self.noemer.value)

    def _most(self) -> int:
        return self.noemer.value or 0

    @property
    def compared(self) -> bool:
        return not self.redenen and self.unit is not None


@dataclass(frozen=True)
class Uitkomst:
    """The comparison worked out."""

    gevraagd: Gevraagd
    land: Land
    beleid: Vergelijkbeleid
    gemeenten: tuple[Gezien, ...]

    @cached_property
    def eigen(self) -> Gezien | None:
        return next((seen for seen in self.gemeenten if seen.code == self.gevraagd.code), None)

    @cached_property
    def groep(self) -> list[Gezien]:
        """All that belong to the group, compared or not."""
        return [seen for seen in self.gemeenten if seen.in_groep]

    @cached_property
    def units(self) -> list[Eenheid]:
        """Those of the group that are compared."""
        return [seen.unit for seen in self.groep if seen.compared and seen.unit]

    @property
    def is_enough(self) -> bool:
        """Others to compare with, so many that no one of them follows from the figure of all."""
        return sum(unit.code != self.gevraagd.code for unit in self.units) >= self.beleid.groep_minstens

    @cached_property
    def target(self) -> float:
        return target_of(self.units)

    @cached_property
    def country_units(self) -> list[Eenheid]:
        return [seen.unit for seen in self.gemeenten if seen.compared and seen.unit]

    @cached_property
    def everybody(self) -> Eenheid | None:
        """All that deliver, drawn as in the open data and in the national report: one number, one drawing."""
        land, cijfer = self.land.geleverde or self.land, self.gevraagd.cijfer
        there = [telling for code in land.codes for telling in land.counted(code, cijfer)]
        teller, noemer = land.figure(there, cijfer, residents(), openbaar=True)
        if teller.value is None or not noemer.value:
            return None
        return Eenheid(code="", teller=teller.value, noemer=noemer.value)

    @cached_property
    def country_target(self) -> float:
        return target_of(self.country_units)

    @cached_property
    def spread(self) -> Spreiding:
        """As gemeenten differ over the whole country: a small group cannot tell how much is usual."""
        return spread_of(self.country_units, self.country_target, self.gevraagd.cijfer.schaal)

    @property
    def months(self) -> int:
        return MONTHS_IN_QUARTER * len(self.gevraagd.kwartalen)

    @cached_property
    def ligging(self) -> Ligging | None:
        """Where the own gemeente lies; None when it is not compared."""
        if self.eigen is None or not self.eigen.compared or self.eigen.unit is None:
            return None
        return place(self.eigen.unit, self.target, self.spread, self.gevraagd.cijfer.schaal)

    @cached_property
    def model(self) -> Model | None:
        """Over all gemeenten that are compared, whatever the group; None when they are too few or all nought."""
        found = [one for seen in self.gemeenten if (one := self.observation(seen)) is not None]
        if len(found) < self.beleid.correctie_minstens or not 0 < self.country_target < 1:
            return None
        return fit(found, self.gevraagd.cijfer.schaal)

    @cached_property
    def mixed(self) -> list[str]:
        """The compared gemeenten of which the traits of meldingen are known; none when they are too few for all."""
        known = [seen.code for seen in self.gemeenten if seen.compared and self.land.lagen.get(seen.code)]
        return known if len(known) >= self.beleid.correctie_minstens else []

    @cached_property
    def lagen(self) -> Lagen:
        """The meldingen of all of those together, by trait."""
        return added(self.land.lagen[code] for code in self.mixed)

    def observation(self, seen: Gezien) -> Waarneming | None:
        """What the model is made of; None when it is not compared or its population is not known."""
        population = seen.kenmerken.population()
        if not seen.compared or population is None or seen.unit is None:
            return None
        return Waarneming(
            teller=seen.unit.teller, noemer=seen.unit.noemer, kenmerken=population,
            mix=mix_of(self.land.lagen.get(seen.code, {}), self.lagen),
        )  # fmt: skip

    def correction(self, seen: Gezien) -> Correctie | None:
        found = self.observation(seen)
        return correct(found, self.model, self.country_target) if found and self.model else None


def compare(gevraagd: Gevraagd, land: Land, beleid: Vergelijkbeleid) -> Uitkomst:
    """Everybody there is a figure of, each with the reasons why not when it is not compared."""
    kenmerken = {k.code: k for k in kenmerken_on(gevraagd.kwartalen[-1])} if gevraagd.kwartalen else {}
    own = kenmerken.get(gevraagd.code)
    together = (
        members(own, tuple(kenmerken.values()), gevraagd.groep, beleid, gevraagd.gekozen)
        if own
        else frozenset(kenmerken)
    )
    inwoners = residents()
    found = [
        _seen(kenmerken[code], gevraagd, land, beleid, inwoners, code in together)
        for code in land.codes
        if code in kenmerken and land.counted(code, gevraagd.cijfer)
    ]
    return Uitkomst(gevraagd, land, beleid, tuple(sorted(found, key=lambda seen: seen.naam.lower())))


def _seen(
    kenmerken: Kenmerken, gevraagd: Gevraagd, land: Land, beleid: Vergelijkbeleid, inwoners: Inwoners,
    in_groep: bool,
) -> Gezien:  # fmt: skip
    code, cijfer = kenmerken.code, gevraagd.cijfer
    tellingen = land.counted(code, cijfer)
    teller, noemer = land.figure(tellingen, cijfer, inwoners)
    follows_up = cijfer.noemer is not None
    recorded = recorded_by(land, tellingen, noemer, asked=len(gevraagd.kwartalen))
    reasons = gate_reasons(recorded, beleid, follows_up=follows_up)
    return Gezien(
        code=code, naam=names()[code], teller=teller, noemer=noemer, redenen=tuple(reasons), in_groep=in_groep,
        kenmerken=kenmerken,
    )  # fmt: skip


def recorded_by(land: Land, tellingen: Sequence[Telling], noemer: Getal, *, asked: int) -> Registratie:
    """How well one gemeente recorded in these quarters: all it has, or one of them."""
    code = tellingen[0].code
    one = tellingen[0].kwartaal if len(tellingen) < len(land.tellingen[code]) else None
    signals = land.together(tellingen, Ketendeel).value
    meldingen = land.together(tellingen, MELDING).value
    recorded = land.registratie[code, one]
    return Registratie(
        kwartalen=len(tellingen), kwartalen_gevraagd=asked, noemer=noemer.value,
        zonder_uitslag=_share(recorded.zonder_uitslag),
        zonder_eindresultaat=_share(recorded.zonder_eindresultaat),
        meldingen_per_signaal=meldingen / signals if signals and meldingen is not None else None,
    )  # fmt: skip


def _share(per_cent: int | None) -> float | None:
    return None if per_cent is None else per_cent / 100

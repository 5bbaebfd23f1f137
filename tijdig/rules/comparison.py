"""What two kaders do with the same zaken: how many per approach, and who moves from where to where.

Rule R-TRI-3; source: Leidraad 5.8 (look back at what a choice brings). Nothing is changed: facts in, counts out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .capacity import WEEK, Week, Werk, minutes_per_aanpak, monday_of, plan_weeks
from .feiten import Feiten
from .terms import Aanpak
from .triage import Afwegingskader, Voorstel, weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class GewogenZaak:
    """A zaak of before with the facts on which it was weighed, and its term."""

    zaak: int
    feiten: Feiten
    ontvangen: date
    uiterlijk: date


@dataclass(slots=True, kw_only=True)
class Uitkomst:
    """What one kader does with the zaken."""

    aanpakken: Counter[Aanpak] = field(default_factory=Counter)
    bakjes: Counter[str] = field(default_factory=Counter)
    werk: list[Werk] = field(default_factory=list)

    def minuten(self, tijden: Mapping[Aanpak, int]) -> int:
        return sum(minutes_per_aanpak(self.aanpakken, tijden).values())

    def te_laat(self, minuten_per_week: int) -> int:
        """How many zaken would pass their term with so many minutes a week, from the first zaak to the last term."""
        return len(plan_weeks(self.werk, list(_weeks(self.werk, minuten_per_week))).te_laat)


@dataclass(slots=True, kw_only=True)
class Vergelijking:
    """The same zaken under the kader in force (`nu`) and under the one that is tried (`straks`)."""

    zaken: int = 0
    nu: Uitkomst = field(default_factory=Uitkomst)
    straks: Uitkomst = field(default_factory=Uitkomst)
    van_naar: Counter[tuple[Aanpak, Aanpak]] = field(default_factory=Counter)
    bakje_naar_bakje: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def verandert(self) -> int:
        """How many zaken get another approach."""
        return sum(count for (van, naar), count in self.van_naar.items() if van is not naar)


def compare_kaders(
    zaken: Iterable[GewogenZaak], *, nu: Afwegingskader, straks: Afwegingskader, tijden: Mapping[Aanpak, int]
) -> Vergelijking:
    """Weigh every zaak under both. The zaken may be a stream: none is kept, only counts and their work."""
    found = Vergelijking()
    ranks = [{regel.id: n for n, regel in enumerate(kader.regels)} for kader in (nu, straks)]
    for zaak in zaken:
        proposals = weigh(zaak.feiten, nu), weigh(zaak.feiten, straks)
        for outcome, voorstel, rank in zip((found.nu, found.straks), proposals, ranks, strict=True):
            _count(outcome, zaak, voorstel, tijden[voorstel.aanpak], rank.get(voorstel.regel, 0))
        found.zaken += 1
        found.van_naar[proposals[0].aanpak, proposals[1].aanpak] += 1
        found.bakje_naar_bakje[proposals[0].bakje, proposals[1].bakje] += 1
    return found


def _count(outcome: Uitkomst, zaak: GewogenZaak, voorstel: Voorstel, minuten: int, rang: int) -> None:
    outcome.aanpakken[voorstel.aanpak] += 1
    outcome.bakjes[voorstel.bakje] += 1
    outcome.werk.append(
        Werk(
            zaak=zaak.zaak,
            minuten=minuten,
            uiterlijk=zaak.uiterlijk,
            vanaf=zaak.ontvangen + timedelta(days=voorstel.adempauze_dagen),
            crisis=zaak.feiten.crisis,
            rang=rang,
        )
    )


def _weeks(werk: list[Werk], minuten: int) -> Iterator[Week]:
    starts = [w.vanaf for w in werk if w.vanaf]
    ends = [w.uiterlijk for w in werk if w.uiterlijk]
    monday = monday_of(min(starts)) if starts else date.max
    while ends and monday <= max(ends):
        yield Week(maandag=monday, minuten=minuten)
        monday += WEEK

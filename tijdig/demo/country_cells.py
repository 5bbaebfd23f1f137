"""The invented Netherlands as the cubes its gemeenten would deliver: the cells a national report is written from."""

from collections.abc import Iterable, Iterator

from tijdig.demo.country import Maandtelling
from tijdig.demo.country_years import ENERGY
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.writing import noughts
from tijdig.monitor.definitions import definities
from tijdig.rules.indicators import Definitie, Dimensie
from tijdig.rules.terms import PartnerType

type Cell = tuple[str, Dimensie, str, int, int | None]
NONE = Dimensie.GEEN


def cells_of(land: Iterable[Maandtelling]) -> Iterator[Kubusregel]:
    """Every cell of every month; the same that `cube.py` counts over the rows of `country_rows.py`."""
    for t in land:
        found = set()
        for definitie in definities():
            yield from _kinds(t, definitie)
        for indicator, dimensie, waarde, teller, noemer in (*_signals(t), *_meldingen(t), *_attempts(t)):
            if (teller if noemer is None else noemer) > 0:
                found.add(indicator)
                yield Kubusregel(
                    gemeente=t.code, maand=t.maand, indicator=indicator, dimensie=dimensie, waarde=waarde,
                    teller=teller, noemer=noemer,
                )  # fmt: skip
        yield from noughts(t.code, t.maand, found)


def _kinds(t: Maandtelling, d: Definitie) -> Iterator[Kubusregel]:
    """As this version counts them: how far it looks back, and whether meervoudig goes first (R-MON-3)."""
    alone = t.binnen.get(d.maanden_terug, t.opeenvolgend - t.beide)
    again = alone if d.uitsluitend else alone + t.beide
    counts = {"M2E": t.meldingen - t.meervoudig - alone, "M2M": t.meervoudig, "M2O": again}
    for name, count in counts.items() if t.meldingen else ():
        yield Kubusregel(
            gemeente=t.code,
            maand=t.maand,
            indicator=name,
            definitie=d.versie,
            teller=count,
            noemer=t.meldingen,
        )


def _signals(t: Maandtelling) -> Iterator[Cell]:
    """Signals in a melding are spread over the types as all signals are, largest rest first."""
    total = sum(t.signalen.values())
    yield "S1", NONE, "", total, None
    yield "S5", NONE, "", t.einde_levering, t.signalen[ENERGY]
    yield "S6", NONE, "", t.in_melding, total
    for kind, joined in in_melding_by_type(t).items():
        yield "S1", Dimensie.PARTNERTYPE, str(kind), t.signalen[kind], None
        yield "S6", Dimensie.PARTNERTYPE, str(kind), joined, t.signalen[kind]


def in_melding_by_type(t: Maandtelling) -> dict[PartnerType, int]:
    """How many signals of each type are in a melding; whole numbers that add up."""
    total = sum(t.signalen.values())
    exact = {kind: t.in_melding * count / total if total else 0.0 for kind, count in t.signalen.items()}
    found = {kind: int(value) for kind, value in exact.items()}
    rest = t.in_melding - sum(found.values())
    for kind in sorted(exact, key=lambda kind: (int(exact[kind]) - exact[kind], str(kind)))[:rest]:
        found[kind] += 1
    return found


def _meldingen(t: Maandtelling) -> Iterator[Cell]:
    yield "M1", NONE, "", t.meldingen, None
    yield "C3", NONE, "", sum(n for n, _ in t.pogingen.values()), t.meldingen
    yield "C4", NONE, "", t.geprobeerd, t.meldingen
    yield "C5A", NONE, "", t.bereikt, t.meldingen
    yield "C5G", NONE, "", t.bereikt, t.geprobeerd
    yield "H1A", NONE, "", t.hulp, t.meldingen
    yield "H1G", NONE, "", t.hulp, t.geprobeerd
    yield "H1C", NONE, "", t.hulp, t.bereikt
    yield "H2Q", NONE, "", t.quick_fix, t.hulp
    yield "H2F", NONE, "", t.verwijzing_financieel, t.hulp
    yield "H2N", NONE, "", t.verwijzing_niet_financieel, t.hulp


def _attempts(t: Maandtelling) -> Iterator[Cell]:
    every, contact = (sum(pair[side] for pair in t.pogingen.values()) for side in (0, 1))
    yield "C1", NONE, "", every, None
    yield "C6", NONE, "", contact, every
    for kind, (count, with_contact) in t.pogingen.items():
        yield "C1", Dimensie.CONTACTSOORT, str(kind), count, None
        yield "C6", Dimensie.CONTACTSOORT, str(kind), with_contact, count

"""The one layout of an anonymous cube as a file: its columns, what may stand in them, and their description.

Own figures go out in it, those of others come in by it, the national report is written from it, and the invented
country is written in it (R-MON-5, R-MON-8). The page `docs/reference/kubusbestand.md` is made from this module.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from tijdig.monitor.definitions import definities, version_for
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import ALLE, Dimensie, Indicator

VERSION = "1"
NETHERLANDS = "NL"  # in place of a gemeente: all of them
GEMEENTE, INVENTED = "gemeente", "verzonnen"  # what `bron` may say
# By what a figure may be split in a file: no partner by name, no wijk, no team, no organisation.
SHARED = (
    Dimensie.GEEN, Dimensie.PARTNERTYPE, Dimensie.REDEN, Dimensie.BEDRAGKLASSE, Dimensie.SOORT_MELDING,
    Dimensie.CONTACTSOORT,
)  # fmt: skip


class Kolomuitleg(NamedTuple):
    """One column: its name, its datatype by CSVW, and its words."""

    naam: str
    soort: str | Mapping[str, str]
    uitleg: str


COLUMNS = (
    Kolomuitleg("gemeente", {"base": "string", "format": "[0-9]{4}"}, "Code van CBS, vier cijfers."),
    Kolomuitleg(
        "maand",
        {"base": "string", "format": "[0-9]{4}-(0[1-9]|1[0-2])"},
        "Maand van het signaal, of van het eerste signaal van de melding, zoals 2026-03.",
    ),
    Kolomuitleg("indicator", "string", "Code van het cijfer, zoals M1."),
    Kolomuitleg("dimensie", "string", "Waarnaar het is gesplitst; leeg als het niet is gesplitst."),
    Kolomuitleg("waarde", "string", "De waarde van die dimensie; leeg als die niet bekend is."),
    Kolomuitleg(
        "definitie",
        "string",
        f"Versie van de definitie waarmee is geteld; {ALLE} als het cijfer in elke versie gelijk is.",
    ),
    Kolomuitleg("teller", {"base": "integer", "minimum": "0"}, "Aantal of som, niet afgerond."),
    Kolomuitleg("noemer", {"base": "integer", "minimum": "0"}, "Waarvan; leeg bij een aantal zonder noemer."),
    Kolomuitleg("bron", "string", f"{GEMEENTE}, of {INVENTED} als geen cijfer echt is."),
)
HEAD = tuple(column.naam for column in COLUMNS)
type Line = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kubusregel:
    """One line: a figure of one gemeente and month, as it was counted. Nobody is in it."""

    gemeente: str
    maand: date
    indicator: str
    teller: int
    noemer: int | None = None
    dimensie: Dimensie = Dimensie.GEEN
    waarde: str = ""
    definitie: str = ALLE


def as_lines(regels: Iterable[Kubusregel], *, bron: str = GEMEENTE) -> Iterator[Line]:
    """The lines of a file, without its head."""
    for r in regels:
        noemer = "" if r.noemer is None else r.noemer
        yield (
            r.gemeente, f"{r.maand:%Y-%m}", r.indicator, str(r.dimensie), r.waarde, r.definitie, r.teller, noemer, bron,
        )  # fmt: skip


@cache
def splits_of(indicator: Indicator) -> tuple[Dimensie, ...]:
    """By what this figure may be split in a file."""
    return tuple(d for d in SHARED if d is Dimensie.GEEN or d in indicator.uitsplitsingen)


@cache
def versions_of(indicator: Indicator, dimensie: Dimensie) -> frozenset[str]:
    """With which versions of the definitions this figure may stand in a file."""
    return frozenset(version_for(indicator, dimensie, d.versie) for d in definities())


def metadata(name: str) -> dict[str, Any]:
    """What stands in the file `name`, for machines: CSV on the Web (W3C 2015), written beside it."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "@type": "Table",
        "url": name,
        "dc:title": f"Anonieme kubus van vroegsignalering, indeling {VERSION}",
        "dc:description": "Aantallen per gemeente en maand. Er staat niemand in. Niet afgerond: niet om te publiceren.",
        "dialect": {"encoding": "utf-8", "delimiter": ";", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [
                {"name": c.naam, "titles": c.naam, "datatype": c.soort, "dc:description": c.uitleg} for c in COLUMNS
            ],
            "primaryKey": list(HEAD[:6]),
        },
        "indicatoren": {
            i.id: {"naam": i.naam, "zin": i.zin, "noemer": i.noemer, "dimensies": [str(d) for d in splits_of(i)[1:]]}
            for i in INDICATOREN.values()
        },
        "definities": {
            d.versie: {"maanden_terug": d.maanden_terug, "soorten_sluiten_elkaar_uit": d.uitsluitend}
            for d in definities()
        },
    }  # fmt: skip

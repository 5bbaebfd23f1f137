"""A line that could be read, and what of it counts for admission (R-INT-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tijdig.rules import address
from tijdig.rules.admission import Aanlevergegevens

from . import fields


@dataclass(frozen=True, slots=True, eq=False)
class Geval:
    """All of a line that counts for admission but its amount: shared by the lines that agree in it."""

    gegevens: Aanlevergegevens  # without an amount
    maand: date
    warm: bool
    rest_of_key: str


@dataclass(slots=True)
class Regel:
    """A line that could be read. Fields as they go into Vroegsignaal."""

    sleutel: str  # the same line in two files (R-INT-4)
    geval: Geval
    bedrag: int  # eurocent
    tekst: Sequence[str]  # all cells in the order of the layout, tidied
    geboortedatum: str
    telefoon: str
    email: str

    @property
    def referentie(self) -> str:
        return self.tekst[fields.REFERENTIE]

    @property
    def gegevens(self) -> Aanlevergegevens:
        """What admission judges."""
        return replace(self.geval.gegevens, bedrag=self.bedrag)

    @property
    def adres(self) -> address.Adres:
        """The address in normal form (R-MAT-1)."""
        adres = fields.normalised(self.tekst)
        if adres is None:
            raise ValueError("a line is only a Regel when its address could be read")
        return adres


def rest_of_key(soort: str, bericht: str, maand: date) -> str:
    """What follows the reference in the key of a line: soort, bericht and month (R-INT-4)."""
    return f"\n{soort}\n{bericht}\n{maand.isoformat()}"

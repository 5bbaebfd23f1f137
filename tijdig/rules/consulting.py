"""May a record of the inwoner be consulted before they accepted help? (R-SHV-3)

Source: Wgs art. 8b (the BRP and what the signal needs, nothing else) and art. 8d (Jeugdwet, Participatiewet and Wmo
2015, since 2026-07-01). Whatever looks at an inwoner in another place asks this first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tijdig.rules.terms_of_consulting import Bronregistratie

NAMEN: Mapping[Bronregistratie, str] = {
    Bronregistratie.BRP: "de BRP",
    Bronregistratie.SHV: "de administratie van schuldhulpverlening",
    Bronregistratie.JEUGDWET: "de administratie van de Jeugdwet",
    Bronregistratie.PARTICIPATIEWET: "de administratie van de Participatiewet",
    Bronregistratie.WMO: "de administratie van de Wmo",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Raadpleeggrond:
    """The ground for one record. `aanzetten`: it counts only in a gemeente that decided so."""

    grondslag: str
    geldig_van: date
    aanzetten: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Raadpleegbeleid:
    """What law allows, and what this gemeente switched on, why, and by which decision."""

    gronden: Mapping[Bronregistratie, Raadpleeggrond]
    aangezet: frozenset[Bronregistratie] = frozenset()
    reden: str = ""
    besluit: str = ""

    @property
    def extra(self) -> tuple[Bronregistratie, ...]:
        """The records that the gemeente switched on, in the order of the list."""
        return tuple(registratie for registratie in Bronregistratie if registratie in self.aangezet)


def refusal_to_consult(
    registratie: Bronregistratie, *, beleid: Raadpleegbeleid, dag: date, aangenomen: bool = False
) -> str | None:
    """Why this record may not be consulted on `dag`, or None. `aangenomen`: the inwoner accepted help already.

    After acceptance it is schuldhulpverlening, with grounds of its own (Wgs art. 8a); this rule is silent then.
    """
    if aangenomen:
        return None
    naam, grond = NAMEN[registratie], beleid.gronden.get(registratie)
    if grond is None:
        return f"Er is geen grondslag om in {naam} te kijken voordat de inwoner hulp aanneemt."
    if dag < grond.geldig_van:
        return f"In {naam} kijken mag pas vanaf {grond.geldig_van:%d-%m-%Y} ({grond.grondslag})."
    if grond.aanzetten and registratie not in beleid.aangezet:
        return (
            f"Uw gemeente heeft niet besloten dat u in {naam} mag kijken voordat de inwoner hulp aanneemt "
            f"({grond.grondslag})."
        )
    return None

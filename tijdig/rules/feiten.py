"""All that may count when a zaak is weighed. What is not here cannot influence the proposal.

R-TRI-1 (the closed set of facts) and R-TRI-2 (kept with the proposal, so that it can be replayed).
Source: Leidraad vroegsignalering 5.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from .terms import Aanpak, Eindresultaat

ONBEKEND = "onbekend"
LEEFTIJDSKLASSEN = (ONBEKEND, "18-26", "27-44", "45-66", "67+")
_FIRST_YEAR = ((67, "67+"), (45, "45-66"), (27, "27-44"), (18, "18-26"))


def leeftijdsklasse(geboortedatum: date | None, dag: date) -> str:
    """Age class on `dag`. Unknown or a minor (who goes to a person, R-BRP-6): "onbekend"."""
    if geboortedatum is None:
        return ONBEKEND
    had_birthday = (dag.month, dag.day) >= (geboortedatum.month, geboortedatum.day)
    jaren = dag.year - geboortedatum.year - (0 if had_birthday else 1)
    return next((klasse for first, klasse in _FIRST_YEAR if jaren >= first), ONBEKEND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """The facts of one zaak on one day: codes, counts and amounts, no person.

    `huisbezoek_verboden` (R-ADM-6) is kept so that a proposal can be replayed; it is no condition of a
    kader and stands in no text. Show it only to those with that right. `alleen_brief` is a guard, no condition.
    """

    soorten: frozenset[str]
    partners: int
    signalen: int
    bedrag: int  # eurocent, all open signals together
    ouderdom_dagen: int  # of the oldest unpaid amount
    berichten: frozenset[str] = frozenset()
    meervoudig: bool = False
    opeenvolgend: bool = False
    recidive: bool = False
    crisis: bool = False
    minderjarige_kinderen: bool | None = None  # None = not known
    leeftijdsklasse: str = ONBEKEND
    wijk: str = ""
    telefoon_bekend: bool = False
    email_bekend: bool = False
    eerdere_aanpak: Aanpak | None = None
    eerdere_uitkomst: Eindresultaat | None = None
    warme_overdracht: bool = False
    bekend_bij_shv: bool = False
    nazorg_shv: bool = False
    curatele: bool = False
    geen_bewoner_gevonden: bool = False  # the identity was kept as delivered
    briefadres: bool = False
    alleen_brief: bool = False  # everybody who can be reached is under curatele or a minor (R-BRP-6, R-BRP-8)
    huisbezoek_verboden: bool = False
    eerste_van_partner: bool = False  # a partner that never reported this address before: no pause (R-ADM-5)

    def __post_init__(self) -> None:
        if self.leeftijdsklasse not in LEEFTIJDSKLASSEN:
            raise ValueError(f"'{self.leeftijdsklasse}' is geen leeftijdsklasse.")

    @property
    def allows_no_pause(self) -> bool:
        """A threatening situation cannot wait, and a first signal always gets an offer (R-TRI-5, R-ADM-5)."""
        return self.crisis or self.eerste_van_partner

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; sets become sorted lists, so equal facts are equal text."""
        return {name: _plain(getattr(self, name)) for name in FACT_NAMES}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The facts as they were stored. A fact that did not exist then has its neutral value.

        Raises ValueError for a name or a code that is not known, TypeError when a required fact is absent.
        """
        unknown = sorted(set(stored) - set(FACT_NAMES))
        if unknown:
            raise ValueError(f"Deze feiten bestaan niet: {', '.join(unknown)}.")
        return cls(**{name: _READ.get(name, _as_is)(value) for name, value in stored.items()})


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, str) else value


def _as_is(value: Any) -> Any:
    return value


FACT_NAMES = tuple(field.name for field in fields(Feiten))
_READ: Mapping[str, Callable[[Any], Any]] = {
    "soorten": frozenset,
    "berichten": frozenset,
    "eerdere_aanpak": lambda value: None if value is None else Aanpak(value),
    "eerdere_uitkomst": lambda value: None if value is None else Eindresultaat(value),
}

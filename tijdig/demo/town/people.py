"""People of the town, before they are written in any form of a register."""

from dataclasses import dataclass, field
from datetime import date

from tijdig.demo.town.elsewhere import GEMEENTE
from tijdig.demo.town.name_lists import Origin
from tijdig.demo.town.names import Surname, used_surname
from tijdig.demo.town.streets import Adres


@dataclass(frozen=True, kw_only=True)
class Abroad:
    """Where somebody went abroad: land (code, name) and two address lines."""

    land: tuple[str, str]
    regel1: str
    regel2: str


@dataclass(kw_only=True, eq=False)
class Person:
    """One person and what the BRP knows of them. Changes only while the town is being made."""

    bsn: str
    origin: Origin
    voornamen: str
    surname: Surname
    geslacht: str  # M or V
    geboren: date
    geboren_precisie: str = "dag"  # dag, maand or jaar: how much of the birth date is known
    naamgebruik: str = "E"
    adres: Adres | None = None
    sinds: date = date(2010, 1, 1)  # lives at the address since
    gemeente: tuple[str, str] = GEMEENTE
    abroad: Abroad | None = None
    spouse: "Person | None" = None
    gehuwd: date | None = None
    verbintenis: str = "H"  # H marriage, P registered partnership
    kinderen: list["Person"] = field(default_factory=list)
    ouders: list["Person"] = field(default_factory=list)
    overleden: date | None = None
    vertrokken: date | None = None  # left the country, known or unknown where to
    curatele: bool = False
    geheimhouding: bool = False
    briefadres: bool = False
    in_onderzoek: date | None = None  # the address is being investigated since
    niet_op_adres: bool = False

    @property
    def used_name(self) -> Surname:
        """The surname this person uses, by the naamgebruik."""
        return used_surname(self.surname, self.spouse.surname if self.spouse else None, self.naamgebruik)

    def age(self, today: date) -> int:
        """Age in whole years on a day."""
        had_birthday = (today.month, today.day) >= (self.geboren.month, self.geboren.day)
        return today.year - self.geboren.year - (0 if had_birthday else 1)


@dataclass(kw_only=True, eq=False)
class Household:
    """People who live together, and how likely they are to fall behind."""

    nummer: int
    kind: str  # single, couple, family, single-parent, students or elderly
    members: list[Person]
    adres: Adres  # where they live or, if they left, where partners think they live
    old_adres: Adres | None = None  # where a part of the partners still think they live
    risk: float = 1.0  # factor on the chance of an arrears
    case: str = ""  # the special case this household is, if any
    holder: Person | None = None  # in whose name the contracts are; without: an adult of the household
    company: str = ""  # in whose name the contracts are, when that is a business

    def adults(self, today: date) -> list[Person]:
        """Members of eighteen and older, the deceased included: partners hear of it last."""
        return [person for person in self.members if person.age(today) >= 18]

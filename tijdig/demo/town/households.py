"""Households: who lives together, of what age, under which names."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tijdig.demo.town.dice import chance, dice, weighted
from tijdig.demo.town.name_lists import Origin
from tijdig.demo.town.names import (
    Surname,
    draw_naamgebruik,
    draw_origin,
    draw_surname,
    draw_voornamen,
    surname_for,
)
from tijdig.demo.town.people import Household, Person
from tijdig.demo.town.streets import Adres

# In promille. Own estimate of a city's mix: a little over two people per household.
KINDS = {
    "single": 335,
    "elderly-single": 80,
    "elderly-couple": 90,
    "couple": 165,
    "family": 235,
    "single-parent": 80,
    "students": 15,
}
# How likely to fall behind, low, middle and high, in percent per kind. Own estimate.
_RISKS = {"low": 0.35, "middle": 1.5, "high": 6.0}
_RISK_MIX = {
    "single": {"low": 76, "middle": 17, "high": 7},
    "elderly-single": {"low": 93, "middle": 6, "high": 1},
    "elderly-couple": {"low": 96, "middle": 3, "high": 1},
    "couple": {"low": 87, "middle": 10, "high": 3},
    "family": {"low": 84, "middle": 12, "high": 4},
    "single-parent": {"low": 62, "middle": 26, "high": 12},
    "students": {"low": 70, "middle": 24, "high": 6},
}


class Families:
    """Draws the people of one household after another, with the stream of chance of that household."""

    def __init__(self, *, rng: random.Random, bsns: Iterator[str], today: date) -> None:
        self.rng = rng
        self.bsns = bsns
        self.today = today

    def birth_date(self, low: int, high: int) -> date:
        """Draw a birth date of somebody who is now `low` to `high` years old, bounds included."""
        return self.today - timedelta(
            days=self.rng.randint(int(low * 365.25) + 2, int((high + 1) * 365.25) - 2)
        )

    def person(
        self, *, origin: Origin, geslacht: str, ages: tuple[int, int], surname: Surname | None = None
    ) -> Person:
        """Draw one person of an age between the bounds, with the family's surname or one of their own."""
        rng = self.rng
        born = self.birth_date(*ages)
        name = surname or draw_surname(rng, origin)
        foreign = origin not in (Origin.NEDERLANDS, Origin.CARIBISCH, Origin.POOLS) and born.year < 1995
        return Person(
            bsn=next(self.bsns),
            origin=origin,
            voornamen=draw_voornamen(rng, origin=origin, geslacht=geslacht, born=born.year),
            surname=surname_for(name, geslacht, origin),
            geslacht=geslacht,
            geboren=born,
            geboren_precisie=rng.choices(("dag", "jaar", "maand"), weights=(93, 5, 2))[0]
            if foreign
            else "dag",
        )

    def stranger(self) -> Person:
        """Draw an adult of whom no register knows: without a BSN."""
        origin = draw_origin(self.rng)
        found = self.person(origin=origin, geslacht=self.rng.choice("MV"), ages=(19, 60))
        found.bsn = ""
        return found

    def members(self, kind: str) -> list[Person]:
        """Draw the people of one household of this kind."""
        origin = draw_origin(self.rng)
        match kind:
            case "single":
                return [self.person(origin=origin, geslacht=self.rng.choice("MMV"), ages=(20, 66))]
            case "elderly-single":
                return [self.person(origin=origin, geslacht=self.rng.choice("MVVV"), ages=(67, 95))]
            case "elderly-couple":
                return list(self.couple(origin, (67, 92), married=0.96))
            case "couple":
                return list(self.couple(origin, (22, 66), married=0.55))
            case "family":
                return self.family(origin)
            case "single-parent":
                return self.single_parent(origin)
            case _:
                return self.students()

    def couple(self, origin: Origin, ages: tuple[int, int], *, married: float) -> tuple[Person, Person]:
        """Draw two partners of about the same age; married or registered with this chance."""
        rng = self.rng
        first = self.person(origin=origin, geslacht="M", ages=ages)
        age = first.age(self.today)
        near = (max(ages[0], age - 6), max(ages[0], age - 6) + 8)
        other = origin if chance(rng, 0.86) else draw_origin(rng)
        second = self.person(origin=other, geslacht="M" if chance(rng, 0.03) else "V", ages=near)
        if chance(rng, married):
            self.marry(first, second)
        return (first, second) if chance(rng, 0.6) else (second, first)

    def marry(self, first: Person, second: Person) -> None:
        """Make two people partners in the register, each with a naamgebruik."""
        youngest = max(first.geboren, second.geboren)
        room = max(30, (self.today - youngest).days - 20 * 365)
        day = self.today - timedelta(days=self.rng.randint(20, room))
        kind = "P" if chance(self.rng, 0.16) else "H"
        for person, spouse in ((first, second), (second, first)):
            person.spouse, person.gehuwd, person.verbintenis = spouse, day, kind
            person.naamgebruik = draw_naamgebruik(self.rng, person.geslacht)

    def children(self, parents: list[Person], surname: Surname, count: int) -> list[Person]:
        """Draw children who live at home: born when the youngest parent was at least twenty."""
        oldest = max(0, min(24, min(parent.age(self.today) for parent in parents) - 20))
        found = []
        for _ in range(count):
            child = self.person(
                origin=parents[0].origin, geslacht=self.rng.choice("MV"), ages=(0, oldest), surname=surname
            )
            child.geboren_precisie = "dag"
            child.ouders = list(parents)
            found.append(child)
        for parent in parents:
            parent.kinderen = list(found)
        return found

    def family(self, origin: Origin) -> list[Person]:
        """Draw two parents with one to four children, minor or adult."""
        parents = list(self.couple(origin, (26, 58), married=0.75))
        namer = next((p for p in parents if p.geslacht == "M"), parents[0])
        if chance(self.rng, 0.12):
            namer = parents[-1]
        count = self.rng.choices((1, 2, 3, 4), weights=(36, 43, 16, 5))[0]
        return parents + self.children(parents, namer.surname, count)

    def single_parent(self, origin: Origin) -> list[Person]:
        """Draw one parent with one to three children, who may bear the other parent's name."""
        parent = self.person(origin=origin, geslacht=self.rng.choice("MVVVV"), ages=(23, 55))
        surname = draw_surname(self.rng, origin) if chance(self.rng, 0.45) else parent.surname
        count = self.rng.choices((1, 2, 3), weights=(55, 34, 11))[0]
        return [parent, *self.children([parent], surname, count)]

    def students(self) -> list[Person]:
        """Draw three to six young people who share no more than a front door."""
        draw = self.rng.choice
        return [
            self.person(origin=draw_origin(self.rng), geslacht=draw("MV"), ages=(18, 26))
            for _ in range(self.rng.randint(3, 6))
        ]


def _settle(rng: random.Random, household: Household, today: date) -> None:
    """Let everybody live at the address: since some years, or since birth."""
    youngest_adult = max((p.geboren for p in household.adults(today)), default=today)
    room = max(120, (today - youngest_adult).days - 18 * 365)
    since = today - timedelta(days=min(room, int(90 + rng.expovariate(1 / 2600))))
    for person in household.members:
        person.adres = household.adres
        person.sinds = max(since, person.geboren)


def draw_household(*, seed: int, nummer: int, adres: Adres, bsns: Iterator[str], today: date) -> Household:
    """Draw one household at an address; its stream of chance hangs on its number."""
    rng = dice(seed, "household", nummer)
    kind = weighted(rng, KINDS)
    members = Families(rng=rng, bsns=bsns, today=today).members(kind)
    risk = _RISKS[weighted(rng, _RISK_MIX[kind])]
    household = Household(nummer=nummer, kind=kind, members=members, adres=adres, risk=risk)
    _settle(rng, household, today)
    return household

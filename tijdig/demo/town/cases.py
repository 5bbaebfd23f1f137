"""The special cases: what makes a check against the BRP hard, in realistic shares and a handful at least."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.elsewhere import RNI, draw_abroad, draw_elsewhere
from tijdig.demo.town.households import Families
from tijdig.demo.town.names import voorletters
from tijdig.demo.town.people import Abroad, Household, Person
from tijdig.demo.town.streets import Adres

AT_LEAST = 5
_HIGHEST_RISK = 9.0


@dataclass(kw_only=True)
class Scene:
    """What a special case may use while it is being made."""

    rng: random.Random
    families: Families
    today: date
    vacant: list[Adres]  # addresses where nobody lives
    freed: list[tuple[Adres, date]] = field(default_factory=list)  # left by movers, and when
    hosts: list[Adres] = field(default_factory=list)  # addresses that can lend a letter address

    def ago(self, low: int, high: int) -> date:
        """Draw a day between `low` and `high` days before today."""
        return self.today - timedelta(days=self.rng.randint(low, high))


def _first_adult(household: Household, today: date) -> Person:
    return household.adults(today)[0]


def _move_away(scene: Scene, household: Household) -> None:
    gemeente, adres = draw_elsewhere(scene.rng)
    left = scene.ago(25, 280)
    for person in household.members:
        person.gemeente, person.adres, person.sinds = gemeente, adres, max(left, person.geboren)
    scene.freed.append((household.adres, left))


def _move_inside(scene: Scene, household: Household) -> None:
    household.old_adres = household.adres
    since = scene.ago(20, 240)
    if scene.freed and chance(scene.rng, 0.5):
        household.adres, left = scene.freed.pop()
        since = left + timedelta(days=min(14, (scene.today - left).days))
    else:
        household.adres = scene.vacant.pop()
    for person in household.members:
        person.adres, person.sinds = household.adres, max(since, person.geboren)


def _die(scene: Scene, household: Household) -> None:
    person = _first_adult(household, scene.today)
    person.overleden = scene.ago(12, 210)
    household.holder = person


def _leave_country(scene: Scene, household: Household) -> None:
    left = scene.ago(30, 300)
    land, regel1, regel2 = draw_abroad(scene.rng)
    for person in household.members:
        person.adres, person.gemeente, person.vertrokken = None, RNI, left
        person.abroad = Abroad(land=land, regel1=regel1, regel2=regel2)


def _vanish(scene: Scene, household: Household) -> None:
    left = scene.ago(40, 300)
    for person in household.members:
        person.adres, person.gemeente, person.vertrokken = None, RNI, left


def _place_under_curatele(scene: Scene, household: Household) -> None:
    household.holder = _first_adult(household, scene.today)
    household.holder.curatele = True


def _keep_secret(scene: Scene, household: Household) -> None:
    for person in household.members:
        person.geheimhouding = True


def _sign_in_name_of_minor(scene: Scene, household: Household) -> None:
    child = household.members[-1]
    child.geboren = scene.families.birth_date(14, 17)
    child.sinds = max(child.sinds, child.geboren)
    household.holder = child


def _share_initials(scene: Scene, household: Household) -> None:
    """Give a child the name of the parent; most are adult, one in four is not."""
    child = household.members[-1]
    parent = next((p for p in household.members if p in child.ouders), household.members[0])
    child.geslacht, child.surname = parent.geslacht, parent.surname
    child.voornamen = parent.voornamen
    oldest = min(30, parent.age(scene.today) - 20)
    ages = (12, 17) if chance(scene.rng, 0.25) else (18, oldest)
    child.geboren = scene.families.birth_date(*ages)
    child.sinds = max(household.members[0].sinds, child.geboren)
    household.holder = child if child.age(scene.today) >= 18 and chance(scene.rng, 0.5) else parent


def _use_letter_address(scene: Scene, household: Household) -> None:
    household.adres = scene.hosts.pop()
    for person in household.members:
        person.adres, person.briefadres, person.sinds = household.adres, True, scene.ago(30, 500)


def _investigate(scene: Scene, household: Household) -> None:
    since = scene.ago(20, 150)
    for person in household.members:
        person.in_onderzoek = since


def _found_gone(scene: Scene, household: Household) -> None:
    _investigate(scene, household)
    for person in household.members:
        person.niet_op_adres = True


def _sublet(scene: Scene, household: Household) -> None:
    household.holder = scene.families.stranger()


def _run_company(scene: Scene, household: Household) -> None:
    name = str(_first_adult(household, scene.today).surname)
    forms = ("{} Montage B.V.", "{} Bouw BV", "Stichting Atelier {}", "{} Beheer B.V.", "{} Transport B.V.")
    household.company = scene.rng.choice(forms).format(name[0].upper() + name[1:])


def _run_shop(scene: Scene, household: Household) -> None:
    name = str(_first_adult(household, scene.today).surname)
    forms = ("Kapsalon {}", "Klusbedrijf {}", "Schildersbedrijf {}", "{} Bezorging v.o.f.", "Bakkerij {}")
    household.company = scene.rng.choice(forms).format(name[0].upper() + name[1:])


def _has_older_parent(household: Household, today: date) -> bool:
    """Say whether there is a child whose parents are forty or older."""
    parents = household.members[-1].ouders
    return bool(parents) and all(parent.age(today) >= 40 for parent in parents)


def _is_single(household: Household, _today: date) -> bool:
    return household.kind == "single"


def _is_small(household: Household, _today: date) -> bool:
    return household.kind in ("single", "couple", "elderly-single")


def _may_lose_one(household: Household, _today: date) -> bool:
    return household.kind in ("single", "elderly-single", "elderly-couple")


def _is_any(household: Household, _today: date) -> bool:
    return household.kind != "students"


# Name: share of the households in promille, which households, factor on the risk, what happens.
CASES: dict[
    str, tuple[float, Callable[[Household, date], bool], float, Callable[[Scene, Household], None]]
] = {
    "moved-away": (12, _is_any, 4, _move_away),
    "moved-inside": (12, _is_any, 4, _move_inside),
    "deceased": (8, _may_lose_one, 7, _die),
    "emigrated": (3.5, _is_small, 4, _leave_country),
    "whereabouts-unknown": (3, _is_small, 5, _vanish),
    "curatele": (5, _is_small, 4, _place_under_curatele),
    "geheimhouding": (6, _is_any, 3, _keep_secret),
    "minor-holder": (1.5, _has_older_parent, 6, _sign_in_name_of_minor),
    "namesakes": (6, _has_older_parent, 4, _share_initials),
    "briefadres": (3, _is_single, 7, _use_letter_address),
    "in-onderzoek": (3.5, _is_small, 5, _investigate),
    "niet-op-adres": (2, _is_single, 9, _found_gone),
    "unregistered": (5, _is_any, 7, _sublet),
    "company": (6, _is_any, 6, _run_company),
    "sole-trader": (4, _is_any, 5, _run_shop),
}


def arrange_cases(
    *, seed: int, today: date, households: list[Household], vacant: list[Adres], bsns: Iterator[str]
) -> None:
    """Turn a share of the households into special cases, each household into one at most."""
    rng = dice(seed, "cases")
    order = list(households)
    rng.shuffle(order)
    scene = Scene(
        rng=rng, families=Families(rng=rng, bsns=bsns, today=today), today=today, vacant=list(vacant)
    )
    rng.shuffle(scene.vacant)
    for case, (promille, fits, factor, happen) in CASES.items():
        chosen = [h for h in order if not h.case and fits(h, today)][
            : max(AT_LEAST, round(promille * len(order) / 1000))
        ]
        if case == "briefadres":
            scene.hosts = [h.adres for h in order if not h.case and h not in chosen][: len(chosen)]
        for household in chosen:
            happen(scene, household)
            household.case = case
            household.risk = min(_HIGHEST_RISK, max(household.risk, 0.8) * factor / 2)


def find_namesakes(household: Household) -> list[tuple[Person, Person]]:
    """Find parent and child with the same initials and surname in one household."""
    return [
        (parent, child)
        for child in household.members
        for parent in child.ouders
        if voorletters(parent.voornamen) == voorletters(child.voornamen) and parent.surname == child.surname
    ]

"""The colleagues of one gemeente: who handles zaken, which teams they form, and who may see which zaak (R-TRI-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tijdig.accounts.models import Rol
from tijdig.accounts.rights import Right, rights_of
from tijdig.policies import policy_on
from tijdig.rules.terms import Rolsoort

from .models import Vroegsignaalzaak

HANDLERS = frozenset({Rolsoort.VROEGSIGNALEERDER, Rolsoort.TEAMLEIDER})
NAMES = ("user__first_name", "user__last_name", "user__username")

type Named = tuple[int, str]  # id, name


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One person with the roles they have here."""

    id: int
    name: str
    active: bool
    rollen: frozenset[Rolsoort]
    teams: frozenset[str]

    @property
    def handles(self) -> bool:
        return self.active and bool(self.rollen & HANDLERS)

    def may_see(self, zaak: Vroegsignaalzaak) -> bool:
        """The same as `visible_zaken`, but for who stands in for somebody today."""
        rights = rights_of(self.rollen)
        if not self.active or Right.ZAKEN_ZIEN not in rights:
            return False
        bound = bool(self.teams) and Right.ZAKEN_ALLE_TEAMS not in rights
        return not bound or zaak.team in self.teams | {""} or zaak.behandelaar_id == self.id


@dataclass(frozen=True, kw_only=True)
class Colleagues:
    """All of one gemeente, by name."""

    gemeente_code: str
    all: tuple[Colleague, ...]

    def handlers(self) -> list[Named]:
        """Everybody who handles zaken here."""
        return _named(one for one in self.all if one.handles)

    def working(self) -> dict[int, str]:
        """Everybody who works here now."""
        return dict(_named(one for one in self.all if one.active))

    def seeing(self, zaak: Vroegsignaalzaak) -> dict[int, str]:
        """Those who may see this zaak."""
        return dict(_named(one for one in self.all if one.may_see(zaak)))

    def to_call_on(self, zaak: Vroegsignaalzaak) -> list[tuple[str, list[Named]]]:
        """Those who may see this zaak, those of its team first, in groups for a choice."""
        may = [one for one in self.all if one.may_see(zaak)]
        own = {one.id for one in may if zaak.team in one.teams}
        groups = [
            (zaak.team, _named(one for one in may if one.id in own)),
            ("Andere collega's", _named(one for one in may if one.id not in own)),
        ]
        return [(name, people) for name, people in groups if people]

    def teams(self, today: date) -> list[str]:
        """The teams a zaak can be handed over to: those of the kader and those of the people here."""
        of_people = {team for one in self.all for team in one.teams}
        of_kader = {r.team for r in policy_on(today, self.gemeente_code).afwegingskader.regels if r.team}
        return sorted(of_people | of_kader)


def colleagues_of(gemeente_code: str) -> Colleagues:
    """The colleagues of a gemeente. One query."""
    found: dict[int, Colleague] = {}
    rows = Rol.objects.filter(gemeente_id=gemeente_code).values_list(
        "user_id", "soort", "team", "user__is_active", *NAMES
    )
    for pk, soort, team, active, first, last, username in rows:
        known = found.get(pk)
        found[pk] = Colleague(
            id=pk,
            name=f"{first} {last}".strip() or username,
            active=active,
            rollen=(known.rollen if known else frozenset()) | {Rolsoort(soort)},
            teams=(known.teams if known else frozenset()) | ({team} if team else set()),
        )
    return Colleagues(
        gemeente_code=gemeente_code,
        all=tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.id))),
    )


def _named(people: Iterable[Colleague]) -> list[Named]:
    return [(one.id, one.name) for one in people]

"""Every figure that is compared, over every group and window, and the country by month: nothing hidden is learnt.

The attack (R-MON-6). Whoever sees all that was ever published, in both profiles, and even knows all other gemeenten and
quarters exactly, asks of one hidden cell which values it can have. For every value there is a whole gemeente, with all
its cuts in agreement, of which the very same would have been published with some secret: none is ruled out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.monitor.protecting import STEP_OF, STEPS, cell_key, is_wide
from tijdig.rules.compared import BEREIKT, GEHOLPEN, MELDING, Ketendeel
from tijdig.rules.suppression import Beschermd, Profiel, Sleutel, drawn, protect
from tijdig.rules.terms import PartnerType
from tijdig.rules.vergelijkcijfers import (
    ASIDE,
    CIJFERS,
    HELP,
    IN_MELDING,
    NO,
    NOT_YET,
    PARTNERTYPE,
    YES,
    Deel,
    Snede,
    Snededeel,
)

SECRET = b"only this site knows"
GEMEENTEN = ("0001", "0002", "0003")
QUARTERS = tuple(date(2025, month, 1) for month in (1, 4, 7))
TYPES = tuple(map(str, PartnerType))[:2]
HIDES = {Profiel.DEELNEMERS: 5, Profiel.OPENBAAR: 10}
FINE = 5

type Wereld = dict[Deel, int]  # one gemeente and quarter


def of(snede: Snede, waarde: str, cel: str) -> Snededeel:
    return Snededeel(snede, PARTNERTYPE if waarde else "", waarde, cel)


HULP = [of(Snede.HULP, "", cel) for cel in (*HELP, NOT_YET)]


@st.composite
def werelden(draw: st.DrawFn) -> Wereld:
    """Cuts that agree, with many small cells."""
    few = st.one_of(st.integers(0, 6), st.integers(0, 40))
    wereld: Wereld = {deel: draw(few) for deel in sorted(MELDING)}
    meldingen, bereikt, hulp = (total(wereld, delen) for delen in (MELDING, BEREIKT, GEHOLPEN))
    left = hulp
    for deel in HULP[:-1]:
        wereld[deel] = draw(st.integers(0, left))
        left -= wereld[deel]
    wereld[HULP[-1]] = left
    late = draw(st.integers(0, meldingen))
    wereld |= {
        of(Snede.AANBOD, "", NO): late,
        of(Snede.AANBOD, "", YES): draw(st.integers(0, meldingen - late)),
    }
    for soort in TYPES:
        reached, missed = draw(st.integers(0, bereikt)), draw(st.integers(0, meldingen - bereikt))
        wereld |= {
            of(Snede.BEREIK_PER_PARTNER, soort, YES): reached,
            of(Snede.BEREIK_PER_PARTNER, soort, NO): missed,
        }
        wereld[of(Snede.SIGNALEN, soort, IN_MELDING)] = reached + missed + draw(few)
        wereld[of(Snede.SIGNALEN, soort, ASIDE)] = draw(few)
    first = of(Snede.SIGNALEN, TYPES[0], IN_MELDING)
    wereld[first] += max(0, meldingen - total(wereld, joined()))
    return wereld


def total(wereld: Wereld, delen: Iterable[Deel]) -> int:
    return sum(wereld[deel] for deel in delen)


def joined() -> list[Snededeel]:
    return [of(Snede.SIGNALEN, soort, IN_MELDING) for soort in TYPES]


def agrees(w: Wereld) -> bool:
    """Whether one gemeente can have all of this at once."""
    meldingen, bereikt, hulp = (total(w, delen) for delen in (MELDING, BEREIKT, GEHOLPEN))
    per_type = [
        w[of(Snede.BEREIK_PER_PARTNER, t, YES)] <= bereikt
        and w[of(Snede.BEREIK_PER_PARTNER, t, NO)] <= meldingen - bereikt
        and total(w, (of(Snede.BEREIK_PER_PARTNER, t, side) for side in (YES, NO)))
        <= w[of(Snede.SIGNALEN, t, IN_MELDING)]
        for t in TYPES
    ]
    return (
        all(per_type)
        and min(w.values()) >= 0
        and total(w, HULP) == hulp
        and total(w, (of(Snede.AANBOD, "", side) for side in (YES, NO))) <= meldingen
        and total(w, joined()) >= meldingen
    )


def with_value(w: Wereld, target: Deel, value: int, below: int) -> Wereld:
    """The same gemeente with another value of one hidden cell: first steps that are hidden grow to make room, then
    what is drawn wide gives way, which never shows."""
    w = w | {target: value}
    if isinstance(target, Snededeel):
        _make_room(w, target, below)
    _fit(w, HULP, target, total(w, GEHOLPEN))
    meldingen, bereikt = total(w, MELDING), total(w, BEREIKT)
    _at_most(w, [of(Snede.AANBOD, "", side) for side in (YES, NO)], target, meldingen)
    for t in TYPES:
        reached, missed = (of(Snede.BEREIK_PER_PARTNER, t, side) for side in (YES, NO))
        _at_most(w, [reached], target, bereikt)
        _at_most(w, [missed], target, meldingen - bereikt)
        here = of(Snede.SIGNALEN, t, IN_MELDING)
        if target == here:
            _at_most(w, [reached, missed], target, value)
        w[here] = max(w[here], w[reached] + w[missed])
    other = next(deel for deel in joined() if deel != target)
    w[other] += max(0, meldingen - total(w, joined()))
    return w


def _make_room(w: Wereld, target: Snededeel, below: int) -> None:
    missed = target.snede is Snede.BEREIK_PER_PARTNER and target.cel == NO
    room = {Snede.HULP: GEHOLPEN, Snede.AANBOD: MELDING, Snede.BEREIK_PER_PARTNER: BEREIKT}.get(
        target.snede, ()
    )
    for deel in sorted(MELDING - BEREIKT if missed else room):
        lacks = w[target] - total(w, MELDING - BEREIKT if missed else room)
        if lacks > 0 and 0 < w[deel] < below:
            w[deel] = min(below - 1, w[deel] + lacks)


def _fit(w: Wereld, delen: list[Snededeel], target: Deel, whole: int) -> None:
    """These add up to the whole; what is asked about stays."""
    _at_most(w, delen, target, whole)
    other = next(deel for deel in delen if deel != target)
    w[other] += whole - total(w, delen)


def _at_most(w: Wereld, delen: list[Snededeel], target: Deel, whole: int) -> None:
    for deel in delen:
        if deel != target:
            w[deel] -= min(w[deel], max(0, total(w, delen) - whole))


@dataclass(frozen=True)
class Published:
    keys: frozenset[Sleutel]
    value: int | None
    profiel: Profiel


def cells_in(land: dict[tuple[str, date], Wereld]) -> dict[Sleutel, int]:
    return {
        cell_key(code, quarter, deel): n for (code, quarter), w in land.items() for deel, n in w.items()
    }  # fmt: skip


def ever_published(tables: Iterable[Beschermd]) -> list[Published]:
    """Every figure of every gemeente and group, over every window; the whole country and all but one."""
    groups = [{code} for code in GEMEENTEN] + [set(GEMEENTEN), *(set(GEMEENTEN) - {c} for c in GEMEENTEN)]
    windows = [QUARTERS[a:b] for a in range(3) for b in range(a + 1, 4)]
    delen = {c.delen for c in CIJFERS.values()} | {c.noemer or MELDING for c in CIJFERS.values()}
    asked = {
        frozenset(
            cell_key(g, q, d) for g, q, d in product(group, window, part) if d is not Ketendeel.SIGNAAL_ERBIJ
        )
        for group, window, part in product(groups, windows, delen)
    }
    return [
        Published(keys, table.number(keys).value, table.profiel)
        for table in tables
        for keys in sorted(asked, key=lambda keys: sorted(map(str, keys)))
    ]


def tables_of(cells: dict[Sleutel, int]) -> list[Beschermd]:
    return [protect(cells, p, secret=SECRET, step=step, fine=FINE, wide=is_wide) for p, step in HIDES.items()]


def seen_of(cells: dict[Sleutel, int]) -> dict[tuple[Sleutel, Profiel], tuple[int, bool]]:
    """All that publishing knows of the cells: what was drawn, and of a step whether it is small."""
    return {
        (key, profiel): (
            drawn(key, n, SECRET, step, fine=FINE, wide=is_wide(key)),
            not is_wide(key) and 0 < n < step,
        )
        for key, n in cells.items()
        for profiel, step in HIDES.items()
    }


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    land=st.fixed_dictionaries(dict.fromkeys(product(GEMEENTEN, QUARTERS), werelden())), data=st.data()
)  # fmt: skip
def test_an_attacker_with_everything_ever_published_rules_out_no_value(
    land: dict[tuple[str, date], Wereld], data: st.DataObject
) -> None:
    cells = cells_in(land)
    place = data.draw(st.sampled_from(sorted(land)))
    profiel = data.draw(st.sampled_from(list(HIDES)))
    below = HIDES[profiel]  # who is a gemeente sees both; the public sees tens alone
    sees = [p for p in HIDES if HIDES[p] >= below]
    hidden = [deel for deel, n in land[place].items() if 0 < n < below]
    if not hidden:
        return
    target = data.draw(st.sampled_from(hidden))
    assert agrees(land[place])
    before = seen_of(cells)
    for value in range(1, below):
        other = with_value(land[place], target, value, below)
        assert agrees(other), value
        assert other[target] == value
        changed = {deel for deel, n in other.items() if n != land[place][deel]}
        for deel in changed:
            key = cell_key(*place, deel)
            if is_wide(key):
                continue  # noise of any size has a chance, so any value can have come out as this one did
            assert 0 < other[deel] < below, "a step that is shown is as it was"
            assert could_be(key, other[deel], {p: before[key, p] for p in sees}), value


def could_be(key: Sleutel, value: int, seen: dict[Profiel, tuple[int, bool]]) -> bool:
    """With some secret this comes out the same, to all who see it at once."""
    secrets = (n.to_bytes(4) for n in range(4000))
    return any(
        all(
            (drawn(key, value, s, HIDES[p], fine=FINE), 0 < value < HIDES[p]) == out
            for p, out in seen.items()
        )
        for s in secrets
    )


@settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck))
@given(land=st.fixed_dictionaries(dict.fromkeys(product(GEMEENTEN, QUARTERS), werelden())))
def test_all_that_is_published_follows_from_what_was_drawn(
    land: dict[tuple[str, date], Wereld],
) -> None:
    """So no total, window or group tells more than the cells do, and a wide one is never told to be nought."""
    cells = cells_in(land)
    tables = tables_of(cells)
    for told in ever_published(tables):
        step = HIDES[told.profiel]
        seen = [seen_of({key: cells[key]})[key, told.profiel] for key in told.keys & cells.keys()]
        whole = max(0, sum(value for value, _ in seen))
        unsure = any(small for _, small in seen) or any(map(is_wide, told.keys & cells.keys()))
        assert told.value == (None if unsure and whole < 2 * step else whole)
        assert told.value is None or told.value % step == 0


def test_the_steps_alone_are_not_wide() -> None:
    """One cut is rounded; of a second one that was rounded as well, both would bound each other."""
    rounded = {
        deel for deel in Ketendeel if deel in STEP_OF and not is_wide(cell_key("0001", QUARTERS[0], deel))
    }
    assert rounded == MELDING
    others = {
        cell_key("0001", QUARTERS[0], deel)[1]
        for c in CIJFERS.values() for deel in c.delen if deel is not Ketendeel.SIGNAAL_ERBIJ
    }  # fmt: skip
    assert others - {STEPS} == {str(snede) for snede in Snede if snede is not Snede.KETEN}

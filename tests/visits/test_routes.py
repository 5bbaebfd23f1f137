"""Routes and the rules under them: as short as brute force, in the window, each door once (R-OUT-5)."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visits.exact import best_there_is
from tijdig.outreach.visits.routing import fair_routes, short_routes
from tijdig.rules.terms import Aanpak, Dagdeel, Rondestand
from tijdig.rules.visits import (
    Aankondiging,
    Deur,
    Huisbezoekbeleid,
    Plaats,
    Venster,
    metres_between,
    refusal_of_visit,
    travel_minutes,
    walk,
    warning_of_round,
)

BELEID = Huisbezoekbeleid(
    minuten_per_deur=10, omweg_procent=130, meter_per_minuut=200, onbekende_reistijd=10, stil_minuten=40, dagdelen={}
)  # fmt: skip
MIDDAG = Venster(van=780, tot=1020)
START = Plaats(lat=51.81, lon=4.66)
DAG = date(2026, 11, 23)

places = st.builds(Plaats, lat=st.floats(51.78, 51.83), lon=st.floats(4.62, 4.70))
windows = st.sampled_from([MIDDAG, Venster(van=780, tot=900), Venster(van=900, tot=1020)])
doors = st.builds(Deur, plaats=st.one_of(places, st.none()), venster=windows)


def length(order: tuple[Plaats, ...]) -> int:
    return sum(travel_minutes(a, b, BELEID) for a, b in zip((START, *order), order, strict=False))


@settings(max_examples=12, deadline=None)
@given(st.lists(places, min_size=1, max_size=6))
def test_one_team_walks_the_shortest_way_there_is(spots: list[Plaats]) -> None:
    found = short_routes([Deur(plaats=p, venster=MIDDAG) for p in spots], start=START, teams=1, venster=MIDDAG,
                         minuten_per_deur=5, beleid=BELEID, seconds=0.3)  # fmt: skip
    assert found.left_out == ()
    assert found.minutes == min(length(order) for order in permutations(spots))


@settings(max_examples=15, deadline=None)
@given(st.lists(doors, min_size=1, max_size=14), st.integers(1, 3))
def test_each_door_is_visited_once_in_its_window_or_said_not_to_fit(found: list[Deur], teams: int) -> None:
    routes = short_routes(found, start=START, teams=teams, venster=MIDDAG, minuten_per_deur=20, beleid=BELEID,
                          seconds=0.2)  # fmt: skip
    assert sorted([n for route in routes.teams for n in route] + list(routes.left_out)) == list(
        range(len(found))
    )
    assert len(routes.teams) == teams
    for route in routes.teams:
        reached = walk(
            [found[n] for n in route], start=START, venster=MIDDAG, minuten_per_deur=20, beleid=BELEID
        )
        assert all(at.op_tijd for at in reached)


@pytest.mark.parametrize("seed", range(6))
def test_rounds_with_time_windows_are_the_best_there_are(seed: int) -> None:
    """Against all routes there are. It stops when nothing better comes, so a slow machine changes nothing."""
    chance = random.Random(seed)
    spots = [Plaats(lat=chance.uniform(51.78, 51.83), lon=chance.uniform(4.62, 4.70)) for _ in range(7)]
    opens = [chance.randrange(780, 960, 15) for _ in spots]
    found = [
        Deur(plaats=spot, venster=Venster(van=van, tot=van + 45))
        for spot, van in zip(spots, opens, strict=True)
    ]
    how = {"start": START, "teams": 1 + seed % 2, "venster": MIDDAG, "minuten_per_deur": 25, "beleid": BELEID}
    routes = short_routes(found, seconds=60, **how)
    assert (len(found) - len(routes.left_out), routes.minutes) == best_there_is(found, **how)


def test_two_teams_share_the_doors_unless_one_would_stay_behind() -> None:
    near = [Deur(plaats=Plaats(lat=51.81 + n / 5000, lon=4.66), venster=MIDDAG) for n in range(8)]
    how = {"start": START, "teams": 2, "minuten_per_deur": 10, "beleid": BELEID, "seconds": 60}
    assert max(len(team) for team in short_routes(near, venster=MIDDAG, **how).teams) > 5
    assert sorted(len(team) for team in fair_routes(near, venster=MIDDAG, **how).teams) in ([3, 5], [4, 4])


def test_a_threatening_situation_never_stays_behind_for_the_rest() -> None:  # R-TRM-2
    near, far = START, Plaats(lat=51.83, lon=4.70)
    narrow = Venster(van=780, tot=810)
    doors = [*[Deur(plaats=near, venster=narrow)] * 2, Deur(plaats=far, venster=narrow, voorrang=True)]
    routes = short_routes(doors, start=START, teams=1, venster=MIDDAG, minuten_per_deur=10, beleid=BELEID)
    assert 2 in routes.teams[0]


@given(places, places)
def test_a_way_is_as_long_back_and_never_shorter_than_the_line(here: Plaats, there: Plaats) -> None:
    assert travel_minutes(here, there, BELEID) == travel_minutes(there, here, BELEID)
    assert travel_minutes(here, there, BELEID) * BELEID.meter_per_minuut >= metres_between(here, there)


def test_the_distance_is_that_of_the_globe() -> None:
    dom, martini = Plaats(lat=52.0907, lon=5.1214), Plaats(lat=53.2194, lon=6.5681)
    assert metres_between(dom, martini) == pytest.approx(158_400, rel=0.01)


AANGEKONDIGD, ONAANGEKONDIGD = Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD
TOLD = Aankondiging(vanaf=DAG - timedelta(3), dag=DAG, dagdeel=Dagdeel.MIDDAG)
BY_HAND = Aankondiging(vanaf=DAG)
RETURNED = Aankondiging(vanaf=DAG - timedelta(3), dag=DAG, dagdeel=Dagdeel.MIDDAG, retour=True)
EVE, LATER = DAG - timedelta(1), DAG + timedelta(1)
MIDDAG_DEEL, AVOND = Dagdeel.MIDDAG, Dagdeel.AVOND


@pytest.mark.parametrize(
    ("stap", "op", "told", "verboden", "dag", "dagdeel", "why"),
    [
        (ONAANGEKONDIGD, DAG, None, False, DAG, AVOND, None),
        (ONAANGEKONDIGD, DAG, None, True, DAG, AVOND, "niet mogelijk"),
        (ONAANGEKONDIGD, LATER, None, False, DAG, AVOND, "nog niet aan de beurt"),
        (Aanpak.BRIEF, DAG, None, False, DAG, MIDDAG_DEEL, "niet de volgende stap"),
        (AANGEKONDIGD, DAG, None, False, DAG, MIDDAG_DEEL, "nog niet per brief"),
        (AANGEKONDIGD, DAG, TOLD, False, DAG, MIDDAG_DEEL, None),
        (AANGEKONDIGD, LATER, TOLD, False, DAG, MIDDAG_DEEL, None),  # the promise goes before the step
        (AANGEKONDIGD, DAG, TOLD, False, DAG, Dagdeel.OCHTEND, "De brief noemt 23\u00a0november 2026"),
        (AANGEKONDIGD, DAG, TOLD, False, EVE, MIDDAG_DEEL, "De brief noemt"),
        (AANGEKONDIGD, DAG, TOLD, False, LATER, Dagdeel.OCHTEND, None),  # it passed: it binds no more
        (AANGEKONDIGD, DAG, TOLD, True, DAG, MIDDAG_DEEL, "niet mogelijk"),
        (AANGEKONDIGD, DAG, RETURNED, False, DAG, MIDDAG_DEEL, "kwam terug"),
        (AANGEKONDIGD, EVE, BY_HAND, False, EVE, MIDDAG_DEEL, "vanaf 23\u00a0november 2026"),
        (AANGEKONDIGD, EVE, BY_HAND, False, DAG, AVOND, None),
        (
            Aanpak.BELLEN,
            DAG,
            TOLD,
            False,
            DAG,
            MIDDAG_DEEL,
            None,
        ),  # nobody called yet; the resident waits for us
        (Aanpak.BELLEN, DAG, TOLD, False, LATER, MIDDAG_DEEL, "niet de volgende stap"),
        (Aanpak.BELLEN, DAG, RETURNED, False, DAG, MIDDAG_DEEL, "niet de volgende stap"),
        ("", None, TOLD, False, DAG, MIDDAG_DEEL, "niet de volgende stap"),  # reached meanwhile
    ],
)
def test_who_may_be_visited_when(
    stap: str,
    op: date | None,
    told: Aankondiging | None,
    verboden: bool,
    dag: date,
    dagdeel: Dagdeel,
    why: str | None,
) -> None:
    # R-OUT-4, R-OUT-5, R-ADM-6
    said = refusal_of_visit(
        stap=stap, stap_op=op, aankondiging=told, verboden=verboden, dag=dag, dagdeel=dagdeel
    )
    assert (said is None) if why is None else (said is not None and why in said)


@pytest.mark.parametrize(
    ("stand", "silent", "after_end", "warned"),
    [
        (Rondestand.ONDERWEG, 39, False, False),
        (Rondestand.ONDERWEG, 40, False, True),
        (Rondestand.ONDERWEG, 5, True, True),
        (Rondestand.KLAAR, 300, True, False),
        (Rondestand.GEPLAND, 300, True, False),
    ],
)
def test_when_somebody_should_call(stand: Rondestand, silent: int, after_end: bool, warned: bool) -> None:
    now = datetime(2026, 11, 23, 16, tzinfo=UTC)
    end = now + timedelta(minutes=-1 if after_end else 30)
    last = now - timedelta(minutes=silent)
    assert (
        bool(warning_of_round(stand=stand, laatste_teken=last, einde=end, now=now, beleid=BELEID)) is warned
    )

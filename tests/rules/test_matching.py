"""One address, one zaak; nothing lost; order does not matter (R-MAT-1, R-MAT-2, R-MAT-3, R-MAT-4)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.matching import Groep, OpenZaak, Signaal, facts, match, month_index


def maand(month: int, year: int = 2026) -> date:
    return date(year, month, 1)


def signaal(
    id_: int, sleutel: str = "A", *, partner: int = 1, month: int = 1, inwoner: int | None = None
) -> Signaal:
    return Signaal(id=id_, sleutel=sleutel, partner=partner, maand=maand(month), inwoner=inwoner)


def zaak(id_: int, sleutel: str = "A", *, month: int = 1, inwoners: set[int] | None = None) -> OpenZaak:
    return OpenZaak(id=id_, sleutel=sleutel, maand=maand(month), inwoners=frozenset(inwoners or ()))


def partition(groepen: list[Groep]) -> set[frozenset[int]]:
    return {frozenset(groep.signalen) for groep in groepen}


def open_each(groepen: list[Groep], signalen: list[Signaal], zaken: list[OpenZaak]) -> list[OpenZaak]:
    """What the database would hold after the groups are written: new zaken opened, inwoners added."""
    by_id = {signaal.id: signaal for signaal in signalen}
    after = {zaak.id: zaak for zaak in zaken}
    for groep in groepen:
        inwoners = frozenset(by_id[i].inwoner for i in groep.signalen) - {None}
        if groep.zaak is None:
            id_ = 1000 + len(after)
            first = min(by_id[i].maand for i in groep.signalen)
            after[id_] = OpenZaak(id=id_, sleutel=groep.sleutel, maand=first, inwoners=inwoners)
        else:
            old = after[groep.zaak]
            after[groep.zaak] = replace(old, inwoners=old.inwoners | inwoners)
    return list(after.values())


# -- match ---------------------------------------------------------------------------------------


def test_two_signals_at_one_address_are_one_new_group():  # R-MAT-1
    groepen = match([signaal(2), signaal(1, partner=2), signaal(3, "B")], [])
    assert groepen == [
        Groep(sleutel="A", zaak=None, signalen=(1, 2)),
        Groep(sleutel="B", zaak=None, signalen=(3,)),
    ]


def test_a_signal_joins_the_zaak_that_is_open_at_its_address():  # R-MAT-3
    assert match([signaal(1)], [zaak(7), zaak(8, "B")]) == [Groep(sleutel="A", zaak=7, signalen=(1,))]


@pytest.mark.parametrize(
    ("inwoner", "joins"),
    [
        (20, 8),  # the zaak with the same inwoner
        (10, 7),
        (99, 9),  # somebody new: the oldest, by month and not by id
        (None, 9),  # nobody known: the oldest
    ],
)
def test_with_several_open_zaken_the_inwoner_decides_and_else_the_oldest(inwoner, joins):  # R-MAT-1
    zaken = [zaak(7, month=2, inwoners={10}), zaak(8, month=3, inwoners={20}), zaak(9, month=1)]
    assert match([signaal(1, inwoner=inwoner)], zaken) == [Groep(sleutel="A", zaak=joins, signalen=(1,))]


def test_the_same_signal_given_twice_is_in_the_group_once():  # R-MAT-4
    assert match([signaal(1), signaal(1)], []) == [Groep(sleutel="A", zaak=None, signalen=(1,))]


def test_a_signal_without_an_address_is_never_matched_with_others_without_one():
    with pytest.raises(ValueError, match="geen adressleutel"):
        match([signaal(1, "")], [])


signalen_lists = st.lists(
    st.builds(
        Signaal,
        id=st.integers(1, 500),
        sleutel=st.sampled_from("ABC"),
        partner=st.integers(1, 3),
        maand=st.builds(maand, st.integers(1, 12)),
        inwoner=st.none() | st.integers(1, 4),
    ),
    unique_by=lambda s: s.id,
    max_size=20,
)
zaken_lists = st.lists(
    st.builds(
        OpenZaak,
        id=st.integers(1, 50),
        sleutel=st.sampled_from("ABC"),
        maand=st.builds(maand, st.integers(1, 12)),
        inwoners=st.frozensets(st.integers(1, 4), max_size=2),
    ),
    unique_by=lambda z: z.id,
    max_size=6,
)


@given(signalen_lists, zaken_lists)
def test_no_signal_is_lost_or_counted_twice(signalen, zaken):  # R-MAT-4
    out = [id_ for groep in match(signalen, zaken) for id_ in groep.signalen]
    assert sorted(out) == sorted(s.id for s in signalen)


@given(signalen_lists, zaken_lists)
def test_every_group_stays_on_one_address(signalen, zaken):  # R-MAT-1
    sleutel_of = {s.id: s.sleutel for s in signalen}
    zaak_at = {z.id: z.sleutel for z in zaken}
    for groep in match(signalen, zaken):
        assert {sleutel_of[i] for i in groep.signalen} == {groep.sleutel}
        assert groep.zaak is None or zaak_at[groep.zaak] == groep.sleutel


@given(signalen_lists, zaken_lists, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(signalen, zaken, random):  # R-MAT-3
    expected = match(signalen, zaken)
    random.shuffle(signalen)
    random.shuffle(zaken)
    assert match(signalen, zaken) == expected


@given(signalen_lists, zaken_lists)
def test_matching_again_gives_the_same(signalen, zaken):  # R-MAT-3
    first = match(signalen, zaken)
    again = match(signalen, open_each(first, signalen, zaken))
    assert partition(again) == partition(first)
    assert all(groep.zaak is not None for groep in again)


@given(signalen_lists, zaken_lists, st.integers(0, 20), st.booleans())
def test_two_deliveries_make_the_same_zaken_as_one_in_either_order(signalen, zaken, cut, swap):  # R-MAT-3
    parts = [signalen[:cut], signalen[cut:]]
    if swap:
        parts.reverse()
    state, joined = zaken, {}
    for part in parts:
        groepen = match(part, state)
        state = open_each(groepen, part, state)
        for groep in match(part, state):
            joined.setdefault(groep.zaak, set()).update(groep.signalen)
    assert {frozenset(ids) for ids in joined.values()} == partition(match(signalen, zaken))


# -- facts ---------------------------------------------------------------------------------------


def feiten(eigen, andere=(), *, lookback=2, recidive=6):
    """Rows are (partner, months ago); one line reads as one address."""
    now = month_index(maand(1))

    def rows(points, start):
        days = [divmod(now - ago, 12) for _, ago in points]
        return [
            (start + n, p, date(y, m + 1, 1))
            for n, ((p, _), (y, m)) in enumerate(zip(points, days, strict=True))
        ]

    return facts(rows(eigen, 1), rows(andere, 100), lookback_months=lookback, recidive_months=recidive)


@pytest.mark.parametrize(
    ("eigen", "andere", "meervoudig", "opeenvolgend", "recidive"),
    [
        # (partner, months ago)
        ([(1, 0)], [], False, False, False),
        ([(1, 0), (1, 0)], [], False, False, False),  # one partner twice in a month is not meervoudig
        ([(1, 0), (2, 0)], [], True, False, False),
        ([(1, 0)], [(2, 0)], True, False, False),  # of a split zaak: the address counts
        ([(1, 0), (2, 1)], [], False, True, True),  # different months: not meervoudig
        ([(1, 0), (2, 0), (1, 1)], [], True, True, True),  # both at once
        ([(1, 0)], [(1, 1)], False, True, True),  # the same partner counts too
        ([(1, 0)], [(1, 2)], False, True, True),  # edge of the look-back
        ([(1, 0)], [(1, 3)], False, False, True),  # just past it
        ([(1, 0)], [(1, 6)], False, False, True),  # edge of recidive
        ([(1, 0)], [(1, 7)], False, False, False),
        ([(1, 3)], [(2, 0)], False, False, False),  # what came later does not make it opeenvolgend
        ([(1, 0)], [(2, 1), (3, 1)], False, True, True),  # two partners in another month: not meervoudig
    ],
)
def test_what_the_match_says(eigen, andere, meervoudig, opeenvolgend, recidive):  # R-MAT-2
    found = feiten(eigen, andere)
    assert (found.meervoudig, found.opeenvolgend, found.recidive) == (meervoudig, opeenvolgend, recidive)
    assert found.enkelvoudig is not (meervoudig or opeenvolgend)


@pytest.mark.parametrize(("lookback", "opeenvolgend"), [(2, False), (3, True), (6, True)])
def test_the_look_back_is_given_and_not_built_in(lookback, opeenvolgend):  # R-MAT-2
    assert feiten([(1, 0)], [(1, 3)], lookback=lookback).opeenvolgend is opeenvolgend


def test_partners_and_signals_are_those_of_the_zaak():  # R-MAT-4
    found = feiten([(1, 0), (1, 0), (2, 0)], [(3, 0), (4, 5)])
    assert (found.partners, found.signalen) == (2, 3)


def test_months_are_counted_over_the_turn_of_the_year():
    assert month_index(date(2026, 1, 31)) - month_index(date(2025, 12, 1)) == 1
    assert month_index(date(2026, 3, 1)) - month_index(date(2024, 3, 31)) == 24


points = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 12)), min_size=1, max_size=5)


@given(points, points, st.integers(0, 6))
def test_opeenvolgend_within_the_recidive_window_is_always_recidive(eigen, andere, lookback):
    found = feiten(eigen, andere, lookback=lookback)
    assert found.recidive or not found.opeenvolgend


@given(points, points, st.randoms(use_true_random=False))
def test_facts_do_not_depend_on_the_order_or_on_naming_own_signals_again(eigen, andere, random):  # R-MAT-3
    expected = feiten(eigen, andere)
    named_again = [*andere, *eigen]
    random.shuffle(eigen)
    random.shuffle(named_again)
    assert feiten(eigen, named_again) == expected


@given(points, points)
def test_more_signals_on_the_address_never_take_a_fact_away(eigen, andere):
    fewer, more = feiten(eigen), feiten(eigen, andere)
    for fact in ("meervoudig", "opeenvolgend", "recidive"):
        assert getattr(more, fact) or not getattr(fewer, fact)

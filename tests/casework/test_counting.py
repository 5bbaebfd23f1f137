"""The database counts what the rules define, for all inputs (R-MAT-2, R-MAT-4)."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.casework.conftest import House
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.matching import open_zaken
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.counting import lookback_on, recount_all, refresh_counts
from tijdig.casework.models import Termijn, Vroegsignaalzaak, ZaakSignaal
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.matching import SignalPoint, facts
from tijdig.rules.terms import Bericht

MONTHS = [date(2026 + (month - 1) // 12, (month - 1) % 12 + 1, 1) for month in range(-7, 12)]
ALWAYS = date(2021, 1, 1)
# (partner 0..2, place in MONTHS, is it in the zaak, is it on the address of the zaak)
SIGNALS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, len(MONTHS) - 1), st.booleans(), st.booleans()),
    min_size=1, max_size=9,
)  # fmt: skip


def _zaak(house: House) -> Vroegsignaalzaak:
    return Vroegsignaalzaak.objects.create(
        gemeente_id=house.code, kenmerk="TESTZAAK01", adres_sleutel="3311AA-1", maand=make.TODAY.replace(day=1),
        ontvangen_op=make.TODAY, geopend_op=make.TODAY,
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(signals=SIGNALS, opeenvolgend=st.sampled_from([2, 3, 6]))
def test_the_database_and_the_rule_count_alike(
    house: House, signals: list[tuple[int, int, bool, bool]], opeenvolgend: int
) -> None:  # R-MAT-2
    signals = [(partner, month, own, here or own) for partner, month, own, here in signals]
    signals[0] = (*signals[0][:2], True, True)
    with transaction.atomic():
        zaak, partners = _zaak(house), (house.huur, house.zorg, house.water)
        points: list[tuple[SignalPoint, bool, bool]] = []
        for partner, month, own, here in signals:
            made = make.signaal(
                partners[partner], "3311AA-1" if here else "3311AA-9", ontvangen=MONTHS[month]
            )
            points.append(((made.pk, made.partner_id, made.maand), own, here))
            if own:
                ZaakSignaal.objects.create(gemeente_id=house.code, zaak=zaak, vroegsignaal=made)
        refresh_counts([zaak.pk], vanaf=[ALWAYS], opeenvolgend_maanden=[opeenvolgend], recidive_maanden=[6])
        zaak.refresh_from_db()
        wanted = facts(
            [point for point, own, _ in points if own], [point for point, _, here in points if here],
            lookback_months=opeenvolgend, recidive_months=6,
        )  # fmt: skip
        assert (zaak.meervoudig, zaak.opeenvolgend, zaak.recidive, zaak.partners, zaak.signalen) == (
            wanted.meervoudig, wanted.opeenvolgend, wanted.recidive, wanted.partners, wanted.signalen,
        )  # fmt: skip
        transaction.set_rollback(True)  # each example starts clean


def test_counting_twice_changes_nothing(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur), make.checked(house.zorg, soort="zorgverzekering"))
    before = Vroegsignaalzaak.objects.filter(pk=zaak.pk).values().get()
    refresh_counts([zaak.pk], vanaf=[ALWAYS], opeenvolgend_maanden=[6], recidive_maanden=[6])
    assert Vroegsignaalzaak.objects.filter(pk=zaak.pk).values().get() == before


def test_of_one_debt_only_the_newest_amount_counts(house: House) -> None:  # R-MAT-4
    one = make.checked(house.huur, referentie="A", bedrag=10_000, ontvangen=date(2026, 10, 1))
    make.checked(house.huur, referentie="A", bedrag=7_000, ontvangen=date(2026, 11, 1))
    make.checked(house.huur, referentie="B", bedrag=500, ontvangen=date(2026, 11, 1))
    make.checked(house.water, referentie="A", bedrag=30, soort="drinkwater", ontvangen=date(2026, 11, 1))
    zaak = make.zaak(one)
    assert (zaak.bedrag, zaak.signalen) == (7_530, 4)


def test_a_message_of_the_cak_is_never_counted_as_a_signal(house: House) -> None:  # R-PAR-4
    make.signaal(
        house.zorg, ontvangen=date(2026, 9, 1), bericht=Bericht.CAK_WANBETALER, soort="zorgverzekering"
    )
    zaak = make.zaak(make.checked(house.huur))
    assert (zaak.recidive, zaak.opeenvolgend, zaak.meervoudig) == (False, False, False)


def test_a_signal_counts_whatever_became_of_it(house: House) -> None:  # R-MAT-2
    aside = make.signaal(house.huur, ontvangen=date(2026, 9, 1))
    Vroegsignaal.objects.filter(pk=aside.pk).update(
        status="terzijde", afgedaan_als="andere_reden", afgedaan_op=date(2026, 9, 2)
    )
    zaak = make.zaak(make.checked(house.zorg, soort="zorgverzekering"))
    assert (zaak.recidive, zaak.opeenvolgend, zaak.signalen) == (True, True, 1)


@pytest.mark.parametrize(
    ("received", "wanted"),
    [  # the look-back is 2 months before January, and 4 from then on
        (date(2025, 12, 31), (False, False)),
        (date(2026, 1, 1), (True, True)),
        (date(2020, 12, 31), (False, False)),  # before the first policy: by the first
    ],
)
def test_a_zaak_is_judged_by_the_policy_of_its_own_day(
    house: House, received: date, wanted: tuple[bool, bool]
) -> None:  # R-MAT-2, R-MAT-3
    earlier = (received.replace(day=1) - timedelta(days=70)).replace(day=1)  # three months back
    make.signaal(house.huur, ontvangen=earlier)
    signal = make.signaal(house.zorg, ontvangen=received)
    zaak = _zaak(house)
    ZaakSignaal.objects.create(gemeente_id=house.code, zaak=zaak, vroegsignaal=signal)
    recount_all(vanaf=[ALWAYS, date(2026, 1, 1)], opeenvolgend_maanden=[2, 4], recidive_maanden=[2, 4])
    zaak.refresh_from_db()
    assert (zaak.opeenvolgend, zaak.recidive) == wanted


def test_policy_of_earlier_days_counts_for_earlier_zaken() -> None:  # R-MAT-2
    known = lookback_on(make.TODAY, "0505")
    days = [date(2021, 3, 1), date(2022, 3, 1), date(2023, 3, 1), make.TODAY]
    for day in days:
        place = sum(vanaf <= day for vanaf in known["vanaf"]) - 1
        matching = policy_on(day, "0505").matching
        assert known["opeenvolgend_maanden"][place] == matching.opeenvolgend_maanden
        assert known["recidive_maanden"][place] == matching.recidive_maanden
    assert len(set(known["opeenvolgend_maanden"])) > 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(signals=SIGNALS, crisis=st.integers(0, 8))
def test_a_zaak_is_born_as_counting_again_would_leave_it(
    house: House, signals: list[tuple[int, int, bool, bool]], crisis: int
) -> None:  # R-MAT-3, R-TRM-5
    """A new zaak is written once, counts and clocks included: both ways of counting give the same."""
    with transaction.atomic():
        for number, (partner, month, own, _) in enumerate(signals):
            make.checked(
                (house.huur, house.zorg, house.water)[partner], "3311AA-1" if own else "3311AA-2",
                ontvangen=MONTHS[month], crisis=number == crisis,
            )  # fmt: skip
        born = open_zaken(gemeente_code=house.code, today=make.TODAY, by=SYSTEM).nieuw
        before = _all_of_them()
        assert refresh_counts(born, vanaf=[ALWAYS], opeenvolgend_maanden=[6], recidive_maanden=[6]) == 0
        refresh_clocks(born, gemeente_code=house.code)
        assert _all_of_them() == before
        transaction.set_rollback(True)


def _all_of_them() -> tuple[list[object], list[object]]:
    clocks = Termijn.objects.order_by("zaak_id", "soort", "start").values_list(
        "zaak_id", "soort", "start", "uiterlijk", "gestopt_op", "gehaald"
    )
    return list(Vroegsignaalzaak.objects.order_by("pk").values()), list(clocks)

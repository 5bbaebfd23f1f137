"""Which day is the last that has expired, and what matching still sees afterwards (R-BEW-1, R-MAT-2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.outreach import zaken
from tests.privacy import house
from tijdig.accounts.actors import SYSTEM
from tijdig.policies import policy_on
from tijdig.privacy.actions.erase import erase_expired
from tijdig.privacy.expired import last_closed, last_made, last_of_maximum
from tijdig.rules.retention import add_months, erase_after_days, erase_on

TERM = policy_on(make.TODAY, "0505").bewaartermijn
days = st.dates(date(2022, 1, 1), date(2090, 1, 1))
ONE_DAY = timedelta(days=1)


@given(days, st.integers(1, 24))
def test_whatever_is_over_goes_today_and_nothing_else_does(today: date, months: int) -> None:
    # R-BEW-1: the same days as the rule, whatever the gemeente chose
    term = replace(TERM, na_afsluiten_maanden=months)
    last = last_closed(term, today)
    assert erase_on(last, term) <= today < erase_on(last + ONE_DAY, term)


@given(days, st.integers(0, 800))
def test_files_go_on_the_day_of_the_rule(today: date, kept: int) -> None:
    # R-BEW-1
    last = last_made(kept, TERM, today)
    assert erase_after_days(last, kept, TERM) <= today < erase_after_days(last + ONE_DAY, kept, TERM)


@given(days, st.integers(1, 60), st.integers(0, 2000))
def test_nothing_stays_above_the_national_maximum(today: date, months: int, kept: int) -> None:
    # R-BEW-1
    term = replace(TERM, na_afsluiten_maanden=months)
    limit = last_of_maximum(term, today)
    assert add_months(limit, term.maximum_maanden) <= today
    assert last_closed(term, today) >= limit
    assert last_made(kept, term, today) >= limit


@pytest.mark.django_db
def test_matching_looks_back_at_what_is_left() -> None:
    # R-BEW-1, R-MAT-2, R-MAT-3
    zaken.gemeente()
    by = zaken.team()
    house.closed_zaak(1, by=by)
    house.closed_zaak(2, by=by, on=house.GONE_ON - timedelta(days=10))
    erase_expired(gemeente_code="0505", today=house.GONE_ON, by=SYSTEM)
    partner = make.partner("22222222", "Energie Noordkust", ("gas",))
    fresh = [
        make.checked(
            partner, f"3311AA-{number}", ontvangen=house.GONE_ON, maand=date(2027, 5, 1), soort="gas"
        )
        for number in (1, 2)
    ]
    gone = make.zaak(*fresh, today=house.GONE_ON)
    known = type(gone).objects.get(zaaksignalen__vroegsignaal=fresh[1])
    assert (gone.status, gone.recidive, gone.opeenvolgend, gone.signalen) == ("voorgesteld", False, False, 1)
    assert (known.status, known.recidive, known.signalen) == ("voorgesteld", True, 1)

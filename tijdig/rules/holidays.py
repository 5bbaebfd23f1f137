"""Dutch public holidays, worked out per year.

Source: Algemene termijnenwet art. 3 lid 1 (nieuwjaarsdag, tweede paas- and pinksterdag, both kerstdagen,
hemelvaartsdag, koningsdag, 5 mei) and lid 2 (Goede Vrijdag counts as one). The days that lid 3 lets the
government add by decree are policy data and come in as a parameter where they count. Needed for R-TRM-2.
"""

from datetime import date, timedelta
from functools import cache

SATURDAY, SUNDAY = 5, 6


def easter(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher)."""
    maan, eeuw, rest = jaar % 19, jaar // 100, jaar % 100
    epacta = (19 * maan + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    weekdag = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - epacta - rest % 4) % 7
    correctie = (maan + 11 * epacta + 22 * weekdag) // 451
    maand, dag = divmod(epacta + weekdag - 7 * correctie + 114, 31)
    return date(jaar, maand, dag + 1)


def kings_day(jaar: int) -> date:
    """Koningsdag: 27 April, or the day before when that is a Sunday.."""
    dag = date(jaar, 4, 27)
    return dag - timedelta(days=1) if dag.weekday() == SUNDAY else dag


@cache
def holidays(jaar: int) -> frozenset[date]:
    """The public holidays of a year from 2014 on. Bevrijdingsdag counts every year, as the law says."""
    pasen = easter(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - timedelta(days=2),  # Goede Vrijdag, art. 3 lid 2
            pasen + timedelta(days=1),  # tweede paasdag
            kings_day(jaar),
            date(jaar, 5, 5),
            pasen + timedelta(days=39),  # hemelvaartsdag
            pasen + timedelta(days=50),  # tweede pinksterdag
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_working_day(dag: date, *, vrij: frozenset[date] = frozenset()) -> bool:
    """Monday to Friday, no public holiday and not in `vrij` (days made equal to a holiday)."""
    return dag.weekday() < SATURDAY and dag not in holidays(dag.year) and dag not in vrij

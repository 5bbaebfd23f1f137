"""By which day a partner must have been told (R-TER-3)."""

from datetime import date

from tijdig.policies import policy_on
from tijdig.rules.deadlines import add_working_days

WORKING_DAYS = 1  # "within one working day of the fact"


def due_on(feit_op: date, gemeente_code: str) -> date:
    """The last day on which a fact of `feit_op` is told in time; public holidays of the policy count out."""
    return add_working_days(
        feit_op, WORKING_DAYS, vrij=policy_on(feit_op, gemeente_code).termijnen.vrije_dagen
    )

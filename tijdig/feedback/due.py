"""By which day a partner must have been told (R-TER-3)."""

from datetime import date

from tijdig.policies import policy_on
from tijdig.rules.deadlines import add_working_days


def due_on(feit_op: date, gemeente_code: str) -> date:
    """The last day on which a fact of `feit_op` is told in time, by the policy of that day; holidays count out."""
    termijnen = policy_on(feit_op, gemeente_code).termijnen
    return add_working_days(feit_op, termijnen.terugkoppeling_werkdagen, vrij=termijnen.vrije_dagen)


def term_in_words(day: date, gemeente_code: str) -> str:
    """Within how long a partner hears what became of its signal."""
    number = policy_on(day, gemeente_code).termijnen.terugkoppeling_werkdagen
    return "één werkdag" if number == 1 else f"{number} werkdagen"

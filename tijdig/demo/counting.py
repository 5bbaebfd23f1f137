"""The figures of the months behind us, as the night would have counted them (R-MON-1)."""

from datetime import date

from tijdig.accounts.actors import SYSTEM
from tijdig.monitor.actions.rebuild import rebuild_kubus


def count_figures(code: str, today: date) -> int:
    """The pages of the monitor have something to show from the first minute."""
    return rebuild_kubus(gemeente_code=code, today=today, by=SYSTEM)

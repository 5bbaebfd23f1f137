"""Put ready what partners may be told: set by set, from facts and the whitelist alone (R-TER-1, R-TER-2).

There is one way in: a fact goes through `rules.feedback`, which gives a code or nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.feedback.facts import (
    Fact,
    RefusedLine,
    closed_zaken,
    deceased,
    refused_lines,
    settled_signals,
    withdraw_what_is_no_longer_so,
)
from tijdig.feedback.later import LaterFact, later_facts
from tijdig.feedback.models import Terugkoppeling
from tijdig.policies import policy_on
from tijdig.rules.feedback import what_may_be_told, what_may_be_told_later

FIELDS = ("gemeente", "partner", "vroegsignaal", "aanleverregel", "referentie", "soort", "code", "feit_op",
          "pauze_tot")  # fmt: skip


def prepare_feedback(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Find every fact that was not told yet and may be. Running it again adds nothing (R-TER-3).

    A zaak that is reopened and closed otherwise gives a new fact; what was told stays told, what still waited is
    taken back. Returns how many were added. No fact is dated after `today`.
    """
    with working_for(gemeente_code):
        withdrawn = withdraw_what_is_no_longer_so()
        facts = chain(closed_zaken(), settled_signals(), deceased())
        rows = [
            *_refused(gemeente_code, refused_lines(), today),
            *_told(gemeente_code, facts, today),
            *_later(gemeente_code, later_facts(), today),
        ]
        added = insert_rows(Terugkoppeling, FIELDS, rows, on_conflict="do nothing")
        record(
            "terugkoppeling.klaargezet", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8.2", aantal=added,
            ingetrokken=withdrawn,
        )  # fmt: skip
    return added


def _refused(gemeente_code: str, lines: Iterable[RefusedLine], today: date) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        yield (gemeente_code, line.partner, None, line.aanleverregel, line.referentie, line.soort, line.code.value,
               min(line.op, today), None)  # fmt: skip


def _told(gemeente_code: str, facts: Iterable[Fact], today: date) -> Iterator[tuple[Any, ...]]:
    """The one way through the whitelist of the fact's own day; what may not be told gives nothing (R-TER-2)."""
    for fact in facts:
        op = min(fact.op, today)
        bericht = what_may_be_told(
            fact.eindresultaat, toestemming=fact.toestemming, pauze_tot=fact.pauze_tot,
            beleid=policy_on(op, gemeente_code).terugkoppeling,
        )  # fmt: skip
        if bericht is not None:
            yield (gemeente_code, fact.partner, fact.vroegsignaal, None, fact.referentie, fact.soort,
                   bericht.code.value, op, bericht.pauze_tot)  # fmt: skip


def _later(gemeente_code: str, facts: Iterable[LaterFact], today: date) -> Iterator[tuple[Any, ...]]:
    """How it goes on, through the same whitelist; of two of the same code the oldest stays (R-TER-1)."""
    for fact in facts:
        op = min(fact.op, today)
        bericht = what_may_be_told_later(
            fact.vervolg, geaccepteerd=True, beleid=policy_on(op, gemeente_code).terugkoppeling
        )
        if bericht is not None:
            yield (gemeente_code, fact.partner, fact.vroegsignaal, None, fact.referentie, fact.soort,
                   bericht.code.value, op, None)  # fmt: skip

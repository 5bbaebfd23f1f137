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
    Question,
    RefusedLine,
    accepted_zaken,
    closed_zaken,
    deceased,
    in_shv,
    refused_lines,
    settled_signals,
    unasked_questions,
)
from tijdig.feedback.following import Told, told_news_that_was_wrong, told_pauses_that_ended
from tijdig.feedback.later import LaterFact, later_facts
from tijdig.feedback.models import Terugkoppeling
from tijdig.feedback.still_so import (
    told_ends_that_were_wrong,
    told_refusals_that_were_taken_up,
    withdraw_what_is_no_longer_so,
)
from tijdig.policies import policy_on
from tijdig.rules.feedback import (
    Terugkoppelbeleid,
    Terugkoppelbericht,
    first_day_after,
    what_is_told_after_the_pause,
    what_is_told_of_acceptance,
    what_may_be_told,
    what_may_be_told_later,
    what_takes_back,
)
from tijdig.rules.partner_questions import code_of_question

FIELDS = ("gemeente", "partner", "vroegsignaal", "aanleverregel", "referentie", "soort", "code", "feit_op",
          "pauze_tot", "vraag", "herroept")  # fmt: skip


def prepare_feedback(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Find every fact that was not told yet and may be. Running it again adds nothing (R-TER-3).

    A zaak that is reopened and closed otherwise gives a new fact; what was told stays told, what still waited is
    taken back. Returns how many were added. No fact is dated after `today`.
    """
    with working_for(gemeente_code):
        withdrawn = withdraw_what_is_no_longer_so()
        corrected = _take_back(gemeente_code, today)
        facts = chain(closed_zaken(), accepted_zaken(), settled_signals(), deceased(), in_shv())
        rows = [
            *_refused(gemeente_code, refused_lines(), today),
            *_told(gemeente_code, facts, today),
            *_later(gemeente_code, later_facts(), today),
            *_asked(gemeente_code, unasked_questions(), today),
        ]
        added = corrected + insert_rows(Terugkoppeling, FIELDS, rows, on_conflict="do nothing")
        # Afterwards: a pause that was put ready just now can go on where an earlier one ends.
        over = _after_the_pause(gemeente_code, told_pauses_that_ended(today), today)
        added += insert_rows(Terugkoppeling, FIELDS, list(over), on_conflict="do nothing")
        record(
            "terugkoppeling.klaargezet", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8.2", aantal=added,
            ingetrokken=withdrawn, hersteld=corrected,
        )  # fmt: skip
    return added


def _refused(gemeente_code: str, lines: Iterable[RefusedLine], today: date) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        yield (gemeente_code, line.partner, None, line.aanleverregel, line.referentie, line.soort, line.code.value,
               min(line.op, today), None, None, None)  # fmt: skip


def _told(gemeente_code: str, facts: Iterable[Fact], today: date) -> Iterator[tuple[Any, ...]]:
    """The one way through the whitelist of the fact's own day; what may not be told gives nothing (R-TER-2)."""
    for fact in facts:
        op = min(fact.op, today)
        bericht = _message(fact, policy_on(op, gemeente_code).terugkoppeling)
        if bericht is not None:
            yield (gemeente_code, fact.partner, fact.vroegsignaal, None, fact.referentie, fact.soort,
                   bericht.code.value, op, bericht.pauze_tot, None, None)  # fmt: skip


def _message(fact: Fact, beleid: Terugkoppelbeleid) -> Terugkoppelbericht | None:
    if fact.eindresultaat is not None:
        return what_may_be_told(
            fact.eindresultaat, toestemming=fact.toestemming, aanbod=fact.aanbod, pauze_tot=fact.pauze_tot,
            beleid=beleid,
        )  # fmt: skip
    return what_is_told_of_acceptance(pauze_tot=fact.pauze_tot, beleid=beleid) if fact.pauze_tot else None


def _later(gemeente_code: str, facts: Iterable[LaterFact], today: date) -> Iterator[tuple[Any, ...]]:
    """How it goes on, through the same whitelist; of two of the same code the oldest stays (R-TER-1)."""
    for fact in facts:
        op = min(fact.op, today)
        bericht = what_may_be_told_later(
            fact.vervolg, geaccepteerd=True, beleid=policy_on(op, gemeente_code).terugkoppeling
        )
        if bericht is not None:
            yield (gemeente_code, fact.partner, fact.vroegsignaal, None, fact.referentie, fact.soort,
                   bericht.code.value, op, None, None, None)  # fmt: skip


def _asked(gemeente_code: str, questions: Iterable[Question], today: date) -> Iterator[tuple[Any, ...]]:
    """A question leaves as its code, with the fixed text of policy; nothing else is read (R-BRP-4, R-TER-2)."""
    for question in questions:
        op = min(question.op, today)
        code = code_of_question(question.vraag, beleid=policy_on(op, gemeente_code).partnervragen)
        if code is not None:
            yield (gemeente_code, question.partner, question.vroegsignaal, None, question.referentie, question.soort,
                   code.value, op, None, question.pk, None)  # fmt: skip


def _after_the_pause(gemeente_code: str, pauses: Iterable[Told], today: date) -> Iterator[tuple[Any, ...]]:
    """The fact is of the first day without the pause, so that it is told in time (R-TER-3, R-TER-4)."""
    for told in pauses:
        op = first_day_after(told.op)
        beleid = policy_on(op, gemeente_code).terugkoppeling
        bericht = what_is_told_after_the_pause(told.op, today=today, beleid=beleid)
        if bericht is not None:
            yield (gemeente_code, told.partner, told.vroegsignaal, None, told.referentie, told.soort,
                   bericht.code.value, op, None, None, None)  # fmt: skip


def _take_back(gemeente_code: str, today: date) -> int:
    """What was told and turned out wrong: a message that says so, once per message (R-TER-1). Returns how many."""
    found = chain(
        told_news_that_was_wrong(), told_ends_that_were_wrong(today), told_refusals_that_were_taken_up(today)
    )
    wrong = [told for told in found if told.op <= today]
    rows = []
    for told in wrong:
        bericht = what_takes_back(told.code, beleid=policy_on(told.op, gemeente_code).terugkoppeling)
        if bericht is not None:
            rows.append((gemeente_code, told.partner, told.vroegsignaal, told.aanleverregel, told.referentie,
                         told.soort, bericht.code.value, told.op, None, None, told.pk))  # fmt: skip
    Terugkoppeling.objects.filter(pk__among=[row[-1] for row in rows]).update(herroepen_op=today)
    return insert_rows(Terugkoppeling, FIELDS, rows, on_conflict="do nothing")

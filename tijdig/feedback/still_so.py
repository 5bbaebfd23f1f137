"""Is it still so? What waits and is not so any more is withdrawn; what was told and was wrong is taken back.

R-UIT-5 (a zaak can be reopened), R-TER-1 to R-TER-3; AVG art. 19. Looked at are codes of closed lists and days.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tijdig.casework.models import Afsluiting, ZaakSignaal
from tijdig.checks.models import Toets
from tijdig.feedback.facts import accepted_signals, code_of, open_questions
from tijdig.feedback.following import FOLLOWS, Told, read_told, told_rows
from tijdig.feedback.later import what_is_said_later
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanleverregel, Vroegsignaal
from tijdig.rules.feedback import EINDE_VERVALT
from tijdig.rules.terms import (
    BrpUitkomst,
    Eindresultaat,
    Oordeel,
    ShvUitkomst,
    Signaalstatus,
    Terugkoppelcode,
    Zekerheid,
)

# What the checks say, whatever became of the zaak (R-BRP-5, R-SHV-1).
CHECKED = {
    Terugkoppelcode.OVERLEDEN: Q(uitkomst=BrpUitkomst.OVERLEDEN, zekerheid=Zekerheid.ZEKER),
    Terugkoppelcode.ONTVANGT_SHV: Q(shv=ShvUitkomst.LOPEND, zekerheid=Zekerheid.ZEKER),
}
Said = tuple[int, date, str]  # signal, day, code


def withdraw_what_is_no_longer_so() -> int:
    """Take back what waits for a file but stopped being true. Returns how many.

    The zaak was reopened (R-UIT-5), or a small line was taken up after all (R-ADM-3).

    What was told stays told; what a later closing says is a new fact.
    """
    waiting = list(
        Terugkoppeling.objects.filter(
            bestand__isnull=True, gewist_op__isnull=True, vroegsignaal__isnull=False
        )
        # What follows from what was told does not change; a question says nothing that could.
        .exclude(code__in=FOLLOWS)
        .exclude(vraag__isnull=False)
        .values_list("pk", "vroegsignaal_id", "code", "feit_op", "pauze_tot")
    )
    gone = _no_longer_so(waiting) if waiting else []
    return (_withdraw(Q(pk__among=gone)) if gone else 0) + _withdraw_lines_and_questions()


def _no_longer_so(waiting: Sequence[tuple[int, int, str, date, date | None]]) -> list[int]:
    """Ids of the messages that nothing says any more: id, signal, code, day and end of the pause of each."""
    signals = [signal for _, signal, *_ in waiting]
    zaak_of = dict(
        ZaakSignaal.objects.filter(vroegsignaal_id__among=signals).values_list("vroegsignaal_id", "zaak_id")
    )
    closings, pauses = _what_closings_say(zaak_of)
    so = closings | what_is_said_later(zaak_of)
    pauses |= set(
        accepted_signals().filter(vroegsignaal_id__among=list(zaak_of)).values_list("vroegsignaal_id", "tot")
    )
    checked = _what_checks_say(zaak_of)
    # Help that was accepted is one fact from the appointment to the closing: its pause says which.
    goes_on = {(signal, Terugkoppelcode.HULP_GEACCEPTEERD, pause) for signal, pause in pauses}
    return [
        pk
        for pk, signal, code, op, pause in waiting
        if signal in zaak_of
        and (signal, code) not in checked
        and (signal, code, pause) not in goes_on
        and (code == Terugkoppelcode.HULP_GEACCEPTEERD or (signal, op, code) not in so)
    ]


def _withdraw_lines_and_questions() -> int:
    """A line that was taken up is refused no longer; a question that was answered need not be asked any more."""
    waits = Terugkoppeling.objects.filter(vraag__isnull=False, bestand__isnull=True, gewist_op__isnull=True)
    asked = dict(waits.values_list("vraag_id", "pk"))
    taken_up = _withdraw(Q(_was_taken_up(), herroept__isnull=True))
    if not asked:
        return taken_up
    still_open = set(open_questions().filter(pk__among=list(asked)).values_list("pk", flat=True))
    answered = [pk for vraag, pk in asked.items() if vraag not in still_open]
    return taken_up + _withdraw(Q(pk__among=answered))


def _withdraw(which: Q) -> int:
    return Terugkoppeling.objects.filter(which, bestand__isnull=True, gewist_op__isnull=True).delete()[0]


def told_refusals_that_were_taken_up(today: date) -> Iterator[Told]:
    """Lines that were told as refused and taken up since, because they became one of several (R-ADM-3)."""
    rows = told_rows().filter(_was_taken_up(), herroept__isnull=True, herroepen_op__isnull=True)
    return read_told(rows.annotate(dag=Value(today)))


def _was_taken_up() -> Exists:
    """Is the line that this message is about refused no longer?"""
    lines = Aanleverregel.objects.filter(pk=OuterRef("aanleverregel"))
    return Exists(lines.exclude(oordeel=Oordeel.GEWEIGERD))


def _what_closings_say(zaak_of: dict[int, int]) -> tuple[set[Said], set[tuple[int, date | None]]]:
    """What every closing in force says of the signals of its zaak, and the pauses they set. Two look-ups, no join."""
    rows = (
        Afsluiting.objects.filter(zaak_id__among=set(zaak_of.values()), heropend_op__isnull=True)
        .exclude(eindresultaat=Eindresultaat.WIL_GEEN_HULP, toestemming=False)  # consent was taken back
        .annotate(wordt=code_of("eindresultaat"))
    )
    says = {zaak: rest for zaak, *rest in rows.values_list("zaak_id", "op", "wordt", "pauze_tot")}
    taken_up = set(
        Vroegsignaal.objects.filter(pk__among=list(zaak_of), opgepakt_op__isnull=False).values_list(
            "pk", flat=True
        )
    )
    found = [(signal, *says[zaak]) for signal, zaak in zaak_of.items() if zaak in says]
    return {
        (signal, op, code)
        for signal, op, code, _ in found
        if not (code == Terugkoppelcode.NIET_OPGEPAKT and signal in taken_up)
    }, {(signal, pause) for signal, _, code, pause in found if code == Terugkoppelcode.HULP_GEACCEPTEERD}


def _what_checks_say(signals: Collection[int]) -> set[tuple[int, str]]:
    checks = Toets.objects.filter(vroegsignaal_id__among=list(signals))
    return {
        (signal, str(code))
        for code, says in CHECKED.items()
        for signal in checks.filter(says).values_list("vroegsignaal_id", flat=True)
    }


def told_ends_that_were_wrong(today: date) -> Iterator[Told]:
    """How a signal ended, told to a partner, while nothing says so any more (AVG art. 19).

    The day is that of the reopening, or today when a check or a decision about the signal was mended. Who left
    schuldhulpverlening since was in it: only a reopening takes that back.
    """
    closings = _of_signal(
        Afsluiting.objects.filter(zaak__zaaksignalen__vroegsignaal=OuterRef("vroegsignaal"))
    )
    aside = Vroegsignaal.objects.filter(pk=OuterRef("vroegsignaal"), status=Signaalstatus.TERZIJDE)
    reopened = closings.filter(heropend_op__isnull=False).order_by("-heropend_op").values("heropend_op")[:1]
    says_so = Exists(closings.filter(heropend_op__isnull=True)) | Exists(_of_signal(aside, "afgedaan_als"))
    # An offer since makes it untrue, whatever the zaak ended as: then the end may not be read from it (R-TER-2).
    offered = Q(code=Terugkoppelcode.NIET_OPGEPAKT, vroegsignaal__opgepakt_op__isnull=False)
    rows = told_rows().filter(
        Exists(reopened) | ~Q(code=Terugkoppelcode.ONTVANGT_SHV), ~says_so | offered, ~_is_checked(),
        code__in=[str(code) for code in EINDE_VERVALT], herroepen_op__isnull=True, vroegsignaal__isnull=False,
        vroegsignaal__gewist_op__isnull=True,
    )  # fmt: skip
    return read_told(rows.annotate(dag=Coalesce(Subquery(reopened), Value(today))))


def _of_signal(rows: QuerySet[Any], result: str = "eindresultaat") -> QuerySet[Any]:
    """Those of which the result is told under the code of the message."""
    found: QuerySet[Any] = rows.annotate(wordt=code_of(result)).filter(wordt=OuterRef("code"))
    return found


def _is_checked() -> Q:
    """Does a check of this signal say what this message says?"""
    found = Q()
    for code, says in CHECKED.items():
        checks: QuerySet[Toets] = Toets.objects.filter(says, vroegsignaal=OuterRef("vroegsignaal"))
        found |= Q(Exists(checks), code=code)
    return found

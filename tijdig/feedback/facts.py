"""Facts that may concern a partner and were not put ready yet: read for many signals at once (R-TER-1, R-TER-2).

A fact is a code of a closed list, a day and, after help accepted, the end of the pause. No text that somebody
typed is read here, so none can come out. What was refused at the door for a fault in the file itself is no
feedback: it stands in the report of the delivery.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from tijdig.casework.models import Afsluiting, ZaakSignaal
from tijdig.checks.models import Toets
from tijdig.feedback.following import FOLLOWS
from tijdig.feedback.later import what_is_said_later
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanleverregel, Vroegsignaal
from tijdig.rules.feedback import CODE_BY_RESULT, ONTERECHT, code_for_refusal
from tijdig.rules.terms import (
    BrpUitkomst,
    Eindresultaat,
    Oordeel,
    Reden,
    Signaalstatus,
    Terugkoppelcode,
    Zekerheid,
)

TOLD_REFUSALS = [reden.value for reden in sorted({*ONTERECHT, Reden.HERHAALD})]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """What became of one signal, before the whitelist. `op`: the day of the fact."""

    partner: int
    vroegsignaal: int
    referentie: str
    soort: str
    eindresultaat: Eindresultaat
    op: date
    toestemming: bool = False
    pauze_tot: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedLine:
    """A line that was not right or a repeat; it never became a signal."""

    partner: int
    aanleverregel: int
    referentie: str
    soort: str
    code: Terugkoppelcode
    op: date


def refused_lines() -> Iterator[RefusedLine]:
    """Lines refused for what they say, not for how they were written; with the partner's own reference."""
    told = Terugkoppeling.objects.filter(aanleverregel=OuterRef("pk"))
    lines = Aanleverregel.objects.filter(
        ~Exists(told), oordeel=Oordeel.GEWEIGERD, codes__overlap=TOLD_REFUSALS, ruw__isnull=False
    )
    for pk, codes, ruw, partner, soorten, dag in lines.values_list(
        "pk", "codes", "ruw", "aanlevering__partner_id", "aanlevering__partner__soorten", "aanlevering__dag"
    ):
        code, delivered = code_for_refusal([Reden(code) for code in codes]), ruw or {}
        referentie, soort = (str(delivered.get(name, "")) for name in ("referentie", "soort"))
        if code is not None and referentie:
            yield RefusedLine(
                partner=partner, aanleverregel=pk, referentie=referentie[:64], soort=_known(soort, soorten),
                code=code, op=dag,
            )  # fmt: skip


def settled_signals() -> Iterator[Fact]:
    """Signals that ended without a zaak: no resident here, put aside (R-BRP-4, R-BRP-7)."""
    signals = Vroegsignaal.objects.filter(status=Signaalstatus.TERZIJDE, gewist_op__isnull=True)
    for row in _untold(signals, signal="pk", result="afgedaan_als").values_list(
        "pk", "partner_id", "referentie", "soort", "afgedaan_als", "afgedaan_op"
    ):
        yield _fact(*row)


def deceased() -> Iterator[Fact]:
    """R-BRP-5: told at once, also while a person still decides about the household."""
    checks = Toets.objects.filter(
        uitkomst=BrpUitkomst.OVERLEDEN, zekerheid=Zekerheid.ZEKER, vroegsignaal__gewist_op__isnull=True
    ).annotate(resultaat=Value(Eindresultaat.OVERLEDEN.value, output_field=CharField()), dag=TruncDate("op"))
    for row in _untold(checks, signal="vroegsignaal_id", result="resultaat").values_list(
        "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "resultaat", "dag",
    ):  # fmt: skip
        yield _fact(*row)


def closed_zaken() -> Iterator[Fact]:
    """Every signal of a closed zaak gets the answer of the zaak, with consent and pause (R-MAT-4, R-TER-4)."""
    closed = ZaakSignaal.objects.filter(
        zaak__gewist_op__isnull=True, zaak__afsluitingen__heropend_op__isnull=True, zaak__afsluitingen__isnull=False
    ).annotate(
        als=F("zaak__afsluitingen__eindresultaat"), dag=F("zaak__afsluitingen__op"),
        toestemming=F("zaak__afsluitingen__toestemming"), pauze=F("zaak__afsluitingen__pauze_tot"),
    )  # fmt: skip
    for row in _untold(closed, signal="vroegsignaal_id", result="als").values_list(
        "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "als", "dag", "toestemming", "pauze",
    ):  # fmt: skip
        yield _fact(*row)


def withdraw_what_is_no_longer_so() -> int:
    """Take back what waits for a file but stopped being true. Returns how many.

    The zaak was reopened (R-UIT-5), or a small line was taken up after all (R-ADM-3).

    What was told stays told; what a later closing says is a new fact.
    """
    waiting = list(
        Terugkoppeling.objects.filter(
            bestand__isnull=True, gewist_op__isnull=True, vroegsignaal__isnull=False
        )
        .exclude(code__in=FOLLOWS)  # these are about what was told, and that does not change
        .values_list("pk", "vroegsignaal_id", "code", "feit_op")
    )
    signals = [signal for _, signal, _, _ in waiting]
    in_zaak = set(
        ZaakSignaal.objects.filter(vroegsignaal_id__among=signals).values_list("vroegsignaal_id", flat=True)
    )
    still_so = _what_closings_say(in_zaak) | what_is_said_later(in_zaak)
    died = set(
        Toets.objects.filter(
            vroegsignaal_id__among=in_zaak, uitkomst=BrpUitkomst.OVERLEDEN, zekerheid=Zekerheid.ZEKER
        ).values_list("vroegsignaal_id", flat=True)
    )
    gone = [
        pk
        for pk, signal, code, op in waiting
        if signal in in_zaak
        and (signal, op, code) not in still_so
        and not (signal in died and code == Terugkoppelcode.OVERLEDEN)
    ]
    taken = Terugkoppeling.objects.filter(
        Exists(Aanleverregel.objects.filter(pk=OuterRef("aanleverregel")).exclude(oordeel=Oordeel.GEWEIGERD)),
        bestand__isnull=True, gewist_op__isnull=True,
    ).delete()[0]  # fmt: skip
    return taken + (Terugkoppeling.objects.filter(pk__among=gone).delete()[0] if gone else 0)


def _what_closings_say(signals: Collection[int]) -> set[tuple[int, date, str]]:
    """Signal, day and code of every closing in force of the zaken of these signals. Two look-ups, no join."""
    zaak_of = dict(
        ZaakSignaal.objects.filter(vroegsignaal_id__among=signals).values_list("vroegsignaal_id", "zaak_id")
    )
    says: dict[int, tuple[date, str]] = {
        zaak: (op, code)
        for zaak, op, code in Afsluiting.objects.filter(
            zaak_id__among=set(zaak_of.values()), heropend_op__isnull=True
        )
        .exclude(eindresultaat=Eindresultaat.WIL_GEEN_HULP, toestemming=False)  # consent was taken back
        .annotate(wordt=_code_of("eindresultaat"))
        .values_list("zaak_id", "op", "wordt")
    }
    return {(signal, *says[zaak]) for signal, zaak in zaak_of.items() if zaak in says}


def _untold(rows: QuerySet[Any], *, signal: str, result: str) -> QuerySet[Any]:
    """Those whose result has a code that this signal was not given yet; the rest need no second look."""
    told = Terugkoppeling.objects.filter(vroegsignaal=OuterRef(signal), code=OuterRef("wordt"))
    untold: QuerySet[Any] = rows.annotate(wordt=_code_of(result)).filter(~Q(wordt=""), ~Exists(told))
    return untold


def _code_of(result: str) -> Case:
    """The code an end result is told as, if it is told at all; empty for the others."""
    return Case(
        *(When(**{result: als.value}, then=Value(code.value)) for als, code in CODE_BY_RESULT.items()),
        default=Value(""),
        output_field=CharField(),
    )


def _fact(
    signal: int, partner: int, referentie: str, soort: str, als: str, op: date, toestemming: bool = False,
    pauze_tot: date | None = None,
) -> Fact:  # fmt: skip
    return Fact(
        partner=partner, vroegsignaal=signal, referentie=referentie, soort=soort, eindresultaat=Eindresultaat(als),
        op=op, toestemming=toestemming, pauze_tot=pauze_tot,
    )  # fmt: skip


def _known(soort: str, soorten: list[str]) -> str:
    """The soort of a refused line, only when it is one of the partner's own; else what was typed stays inside."""
    written = soort.strip().lower()
    return written if written in soorten else ""

"""Facts that may concern a partner and were not put ready yet: read for many signals at once (R-TER-1, R-TER-2).

A fact is a code of a closed list, a day and, after help accepted, the end of the pause. No text that somebody
typed is read here, so none can come out. What was refused at the door for a fault in the file itself is no
feedback: it stands in the report of the delivery.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate

from tijdig.casework.models import ZaakSignaal
from tijdig.checks.models import Partnervraag, Toets
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanleverregel, Vroegsignaal
from tijdig.rules.feedback import CODE_BY_RESULT, TOLD_REFUSALS, code_for_refusal
from tijdig.rules.terms import (
    BrpUitkomst,
    Eindresultaat,
    Oordeel,
    Reden,
    ShvUitkomst,
    Signaalstatus,
    Termijnsoort,
    Terugkoppelcode,
    Vraagsoort,
    Zaakstatus,
    Zekerheid,
)

OFFERED = "opgepakt_op"  # on a signal for which an offer was made (R-ADM-5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """What became of one signal, before the whitelist. `op`: the day of the fact.

    `eindresultaat`: None when help was accepted and the zaak is still open. `aanbod`: an offer was made for it.
    """

    partner: int
    vroegsignaal: int
    referentie: str
    soort: str
    eindresultaat: Eindresultaat | None
    op: date
    aanbod: bool = False
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question to the partner about its own signal, before the list of policy."""

    pk: int
    partner: int
    vroegsignaal: int
    referentie: str
    soort: str
    vraag: Vraagsoort
    op: date


def refused_lines() -> Iterator[RefusedLine]:
    """Lines refused for what they say, not for how they were written; with the partner's own reference."""
    told = Terugkoppeling.objects.filter(
        aanleverregel=OuterRef("pk"), herroept__isnull=True
    )  # as its index says
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
        "pk", "partner_id", "referentie", "soort", "afgedaan_als", "afgedaan_op", OFFERED
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


def in_shv() -> Iterator[Fact]:
    """R-SHV-1: told as soon as it is known, also while the zaak is open. The list can be newer than the check."""
    checks = Toets.objects.filter(
        shv=ShvUitkomst.LOPEND, zekerheid=Zekerheid.ZEKER, vroegsignaal__gewist_op__isnull=True
    ).annotate(
        resultaat=Value(Eindresultaat.BEKEND_BIJ_SHV.value, output_field=CharField()),
        dag=Greatest(TruncDate("op"), TruncDate("gemeente__shv_lijst_bijgewerkt")),
    )  # fmt: skip
    for row in _untold(checks, signal="vroegsignaal_id", result="resultaat").values_list(
        "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "resultaat", "dag",
    ):  # fmt: skip
        yield _fact(*row)


def open_questions() -> QuerySet[Partnervraag]:
    """What a partner was asked and did not answer, while somebody still wants to know (R-BRP-4)."""
    return Partnervraag.objects.filter(
        antwoord="", vroegsignaal__status=Signaalstatus.TWIJFEL, vroegsignaal__gewist_op__isnull=True
    )


def unasked_questions() -> Iterator[Question]:
    """The open questions that are in no message yet: a member of a closed list each."""
    rows = open_questions().filter(~Exists(Terugkoppeling.objects.filter(vraag=OuterRef("pk"))))
    for pk, partner, signal, referentie, soort, vraag, op in rows.order_by("pk").values_list(
        "pk", "vroegsignaal__partner_id", "vroegsignaal_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "vraag", "gesteld_op",
    ):  # fmt: skip
        yield Question(
            pk=pk, partner=partner, vroegsignaal=signal, referentie=referentie, soort=soort, vraag=Vraagsoort(vraag),
            op=op,
        )  # fmt: skip


def accepted_zaken() -> Iterator[Fact]:
    """Help that was accepted while the zaak is open: the pause runs from then on (R-TRM-3, R-TER-3, R-TER-4).

    A signal that joined later is told of it too, as long as the pause lasts when it comes.
    """
    rows = accepted_signals().filter(
        ~Exists(_pause_told("vroegsignaal_id", "tot")), zaak__gewist_op__isnull=True
    )
    for signal, partner, referentie, soort, ontvangen, start, tot in rows.values_list(
        "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "vroegsignaal__ontvangen_op", "start", "tot",
    ):  # fmt: skip
        yield Fact(
            partner=partner, vroegsignaal=signal, referentie=referentie, soort=soort, eindresultaat=None,
            op=max(start, ontvangen), pauze_tot=tot,
        )  # fmt: skip


def accepted_signals() -> QuerySet[Any]:
    """The signals of open zaken in which the clock of the pause runs."""
    rows = ZaakSignaal.objects.filter(
        zaak__termijnen__soort=Termijnsoort.INCASSOPAUZE, zaak__termijnen__gestopt_op__isnull=True,
        zaak__termijnen__uiterlijk__gte=F("vroegsignaal__ontvangen_op"),
    )  # fmt: skip
    open_ones: QuerySet[Any] = rows.exclude(zaak__status=Zaakstatus.AFGEROND).annotate(
        start=F("zaak__termijnen__start"), tot=F("zaak__termijnen__uiterlijk")
    )
    return open_ones


def closed_zaken() -> Iterator[Fact]:
    """Every signal of a closed zaak gets the answer of the zaak, with consent and pause (R-MAT-4, R-TER-4)."""
    closed = ZaakSignaal.objects.filter(
        zaak__gewist_op__isnull=True, zaak__afsluitingen__heropend_op__isnull=True, zaak__afsluitingen__isnull=False
    ).annotate(
        als=F("zaak__afsluitingen__eindresultaat"), dag=F("zaak__afsluitingen__op"),
        toestemming=F("zaak__afsluitingen__toestemming"), pauze=F("zaak__afsluitingen__pauze_tot"),
    )  # fmt: skip
    for row in _untold(closed, signal="vroegsignaal_id", result="als", pause="pauze").values_list(
        "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort",
        "als", "dag", f"vroegsignaal__{OFFERED}", "toestemming", "pauze",
    ):  # fmt: skip
        yield _fact(*row)


def _untold(rows: QuerySet[Any], *, signal: str, result: str, pause: str = "") -> QuerySet[Any]:
    """Those whose result has a code that this signal was not given yet; the rest need no second look.

    Help that was accepted again, with a longer `pause`, is told again.
    """
    told = Terugkoppeling.objects.filter(
        vroegsignaal=OuterRef(signal), code=OuterRef("wordt"), herroepen_op__isnull=True
    )
    if pause:
        told = told.filter(
            ~Q(code=Terugkoppelcode.HULP_GEACCEPTEERD)
            | Q(pauze_tot__isnull=True)
            | Q(pauze_tot__gte=Coalesce(OuterRef(pause), Value(date.min)))
        )
    untold: QuerySet[Any] = rows.annotate(wordt=code_of(result)).filter(~Q(wordt=""), ~Exists(told))
    return untold


def _pause_told(signal: str, pause: str) -> QuerySet[Terugkoppeling]:
    return Terugkoppeling.objects.filter(
        vroegsignaal=OuterRef(signal), code=Terugkoppelcode.HULP_GEACCEPTEERD, pauze_tot__gte=OuterRef(pause)
    )


def code_of(result: str) -> Case:
    """The code an end result is told as, if it is told at all; empty for the others."""
    return Case(
        *(When(**{result: als.value}, then=Value(code.value)) for als, code in CODE_BY_RESULT.items()),
        default=Value(""),
        output_field=CharField(),
    )


def _fact(
    signal: int, partner: int, referentie: str, soort: str, als: str, op: date, opgepakt_op: date | None = None,
    toestemming: bool = False, pauze_tot: date | None = None,
) -> Fact:  # fmt: skip
    return Fact(
        partner=partner, vroegsignaal=signal, referentie=referentie, soort=soort, eindresultaat=Eindresultaat(als),
        op=op, aanbod=opgepakt_op is not None, toestemming=toestemming, pauze_tot=pauze_tot,
    )  # fmt: skip


def _known(soort: str, soorten: list[str]) -> str:
    """The soort of a refused line, only when it is one of the partner's own; else what was typed stays inside."""
    written = soort.strip().lower()
    return written if written in soorten else ""

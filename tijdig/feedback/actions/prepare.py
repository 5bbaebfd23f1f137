"""Put ready what partners may be told: set by set, from facts and the whitelist alone (R-TER-1, R-TER-2).

There is one way in: a result goes through `rules.feedback`, which gives a code or nothing. No text that
somebody typed is read here.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.casework.models import Afsluiting
from tijdig.checks.models import Toets
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanleverregel, Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.feedback import code_for_refusal, what_may_be_told
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Oordeel, Reden, Signaalstatus

FIELDS = (
    "gemeente",
    "partner",
    "vroegsignaal",
    "aanleverregel",
    "referentie",
    "soort",
    "code",
    "feit_op",
    "pauze_tot",
)


def prepare_feedback(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Find every fact that was not told yet and may be. Running it again adds nothing. Returns how many were added."""
    with working_for(gemeente_code):
        rows = [
            *_refused_lines(gemeente_code, today),
            *_settled_signals(gemeente_code),
            *_deceased(gemeente_code, today),
            *_closed_zaken(gemeente_code),
        ]
        added = insert_rows(Terugkoppeling, FIELDS, rows, on_conflict="do nothing")
        record(
            "terugkoppeling.klaargezet",
            subject=f"gemeente:{gemeente_code}",
            by=by,
            ground="wgs.8.2",
            aantal=added,
        )
    return added


def _refused_lines(gemeente_code: str, today: date) -> list[tuple[Any, ...]]:
    """Lines that were not right or a repeat; faults in the file itself are in the report, not in feedback."""
    told = Terugkoppeling.objects.filter(aanleverregel__isnull=False).values("aanleverregel")
    lines = (
        Aanleverregel.objects.filter(oordeel=Oordeel.GEWEIGERD, ruw__isnull=False)
        .exclude(pk__in=told)
        .values_list("pk", "codes", "ruw", "aanlevering__partner_id", "aanlevering__dag")
    )
    rows = []
    for pk, codes, ruw, partner, dag in lines:
        code = code_for_refusal([Reden(code) for code in codes])
        if code is not None and ruw.get("referentie"):
            rows.append((gemeente_code, partner, None, pk, ruw["referentie"][:64], ruw.get("soort", "")[:40].lower(),
                         code.value, min(dag, today), None))  # fmt: skip
    return rows


def _settled_signals(gemeente_code: str) -> list[tuple[Any, ...]]:
    """Signals that ended without a zaak: no resident here, put aside.

    Those of a zaak get their answer from its closing, which knows the consent and the pause (R-TER-4).
    """
    signals = Vroegsignaal.objects.filter(
        ~Q(afgedaan_als=""), ~Q(status=Signaalstatus.IN_ZAAK), terugkoppelingen__isnull=True,
        gewist_op__isnull=True,
    )  # fmt: skip
    return [
        row
        for pk, partner, referentie, soort, als, op in signals.values_list(
            "pk", "partner_id", "referentie", "soort", "afgedaan_als", "afgedaan_op"
        )
        for row in _told(gemeente_code, partner, pk, referentie, soort, Eindresultaat(als), op)
    ]


def _deceased(gemeente_code: str, today: date) -> list[tuple[Any, ...]]:
    """R-BRP-5: the partner is told at once, also while a person still decides about the household."""
    checks = Toets.objects.filter(
        uitkomst=BrpUitkomst.OVERLEDEN, zekerheid="zeker", vroegsignaal__terugkoppelingen__isnull=True,
        vroegsignaal__gewist_op__isnull=True,
    )  # fmt: skip
    return [
        row
        for pk, partner, referentie, soort in checks.values_list(
            "vroegsignaal_id", "vroegsignaal__partner_id", "vroegsignaal__referentie", "vroegsignaal__soort"
        )
        for row in _told(gemeente_code, partner, pk, referentie, soort, Eindresultaat.OVERLEDEN, today)
    ]


def _closed_zaken(gemeente_code: str) -> list[tuple[Any, ...]]:
    """Every signal of a closed zaak gets the answer of the zaak (R-MAT-4)."""
    closings = Afsluiting.objects.filter(heropend_op__isnull=True, zaak__gewist_op__isnull=True)
    rows: list[tuple[Any, ...]] = []
    for pk, partner, referentie, soort, als, op, consent, pauze in closings.values_list(
        "zaak__zaaksignalen__vroegsignaal_id", "zaak__zaaksignalen__vroegsignaal__partner_id",
        "zaak__zaaksignalen__vroegsignaal__referentie", "zaak__zaaksignalen__vroegsignaal__soort",
        "eindresultaat", "op", "toestemming", "pauze_tot",
    ):  # fmt: skip
        if pk is not None:
            rows += _told(
                gemeente_code, partner, pk, referentie, soort, Eindresultaat(als), op, consent, pauze
            )
    return rows


def _told(
    gemeente_code: str, partner: int, signaal: int, referentie: str, soort: str, als: Eindresultaat, op: date,
    toestemming: bool = False, pauze_tot: date | None = None,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """The one way through the whitelist; an outcome that may not be told gives nothing (R-TER-2)."""
    beleid = policy_on(op, gemeente_code).terugkoppeling
    bericht = what_may_be_told(als, toestemming=toestemming, beleid=beleid, pauze_tot=pauze_tot)
    if bericht is None:
        return []
    return [
        (gemeente_code, partner, signaal, None, referentie, soort, bericht.code.value, op, bericht.pauze_tot)
    ]

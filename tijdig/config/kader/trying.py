"""What a proposed kader would have done with the zaken of the last year (R-TRI-3). Counts only; nothing changes."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.capacity import minutes_per_week
from tijdig.casework.trial import try_kader
from tijdig.config.kader.proposal import WORK_ON_IT, found_or_404, kader_of
from tijdig.policies import policy_on
from tijdig.rules.comparison import Vergelijking
from tijdig.rules.labels import code_in_words, label
from tijdig.rules.terms import Aanpak

HOUR = 60


@require_safe
@needs(*WORK_ON_IT)
def uitproberen(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """Per approach now and then, who moves, hours, and what would pass its term."""
    found = found_or_404(voorstel_id)
    result = try_kader(kader_of(found), gemeente_code=request.gemeente.pk, today=request.today)
    record("kader.uitgeprobeerd", subject=f"beleidsvoorstel:{found.pk}", by=request.actor, ground="wgs.3.1.b")
    tijden = policy_on(request.today, request.gemeente.pk).capaciteit
    per_week = sum(minutes_per_week(request.today).values())
    shown: dict[str, Any] = {
        "voorstel": found,
        "result": result,
        "rows": _per_aanpak(result, tijden),
        "hours": (_hours(result.nu.minuten(tijden)), _hours(result.straks.minuten(tijden))),
        "matrix": _matrix(result),
        "moves": _moves(result.bakje_naar_bakje),
        "per_week": _hours(per_week),
        "late": (result.nu.te_laat(per_week), result.straks.te_laat(per_week)) if per_week else None,
    }
    return render(request, "config/kader/uitproberen.html", shown)


def _hours(minutes: int) -> int:
    return round(minutes / HOUR)


def _per_aanpak(result: Vergelijking, tijden: Any) -> list[dict[str, Any]]:
    nu, straks = result.nu.aanpakken, result.straks.aanpakken
    return [
        {
            "label": label(aanpak),
            "nu": nu[aanpak],
            "straks": straks[aanpak],
            "verschil": straks[aanpak] - nu[aanpak],
            "uren_nu": _hours(nu[aanpak] * tijden[aanpak]),
            "uren_straks": _hours(straks[aanpak] * tijden[aanpak]),
        }
        for aanpak in Aanpak
        if nu[aanpak] or straks[aanpak]
    ]


def _matrix(result: Vergelijking) -> dict[str, Any]:
    """From each approach (rows) to each (columns); only those that occur."""
    naar = [a for a in Aanpak if result.straks.aanpakken[a]]
    return {
        "columns": [label(a) for a in naar],
        "rows": [
            {
                "label": label(van),
                "cells": [{"count": result.van_naar[van, a], "same": a is van, "to": label(a)} for a in naar],
            }
            for van in Aanpak
            if result.nu.aanpakken[van]
        ],
    }


def _moves(counts: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Which list loses zaken to which, the most first."""
    return [
        (code_in_words(van), code_in_words(naar), count)
        for (van, naar), count in counts.most_common()
        if van != naar
    ]

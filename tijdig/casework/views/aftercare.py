"""Lists of what comes after a closing: referrals without news, decisions on schuldhulp (R-UIT-4, R-TRM-4)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework import aftercare
from tijdig.casework.rows import address_of
from tijdig.casework.visible import visible_zaken
from tijdig.intake.stretches import stretch_of
from tijdig.policies import policy_on


@require_safe
@needs(Right.ZAKEN_BEHANDELEN)
def vervolg(request: StaffRequest) -> HttpResponse:
    """Referrals of which nothing was heard for too long."""
    code = request.gemeente.pk
    stretch = stretch_of(request, aftercare.without_news(visible_zaken(request), code, request.today))
    days = policy_on(request.today, code).nazorg.navragen_dagen
    rows = [(closing, address_of(closing.zaak)) for closing in stretch.rows]
    shown = {"stretch": stretch, "rows": rows, "weeks": days // 7, "today": request.today}
    return render(request, "casework/_vervolg.html" if stretch.part else "casework/vervolg.html", shown)


@require_safe
@needs(Right.ZAKEN_BEHANDELEN)
def besluiten(request: StaffRequest) -> HttpResponse:
    """Decisions that are still to be taken; first those whose term runs."""
    stretch = stretch_of(request, aftercare.decisions_due(visible_zaken(request)))
    rows = [(closing, address_of(closing.zaak)) for closing in stretch.rows]
    shown = {"stretch": stretch, "rows": rows, "today": request.today}
    return render(request, "casework/_besluiten.html" if stretch.part else "casework/besluiten.html", shown)

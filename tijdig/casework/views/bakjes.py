"""The bakjes: the lists of work, with what can be done for many zaken at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tijdig.accounts.clock import moment_on
from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.actions.handling import assign_zaken, hand_over_zaken, take_zaken
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.colleagues import colleagues_of
from tijdig.casework.forms.listing import FilterForm
from tijdig.casework.listing import (
    PAGE,
    Chosen,
    counts_beside,
    counts_per_bakje,
    first_crisis_day,
    narrowed,
    with_rows,
)
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.rows import row_of
from tijdig.casework.standing_in import replaced_by
from tijdig.casework.undoing import offer_of, remember_each, stood_each
from tijdig.casework.visible import visible_zaken
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.crisis import time_left
from tijdig.rules.labels import code_in_words, label
from tijdig.rules.notation import whole_number
from tijdig.rules.terms import Zaakstatus
from tijdig.rules.triage import CRISIS_BAKJE

TICKED = "gekozen_zaken"  # in the session, from a refusal to the list it is shown on

COLUMNS = (
    {"key": "adres", "label": "Adres", "sortable": True},
    {"key": "soorten", "label": "Signalen"},
    {"key": "bedrag", "label": "Samen", "numeric": True, "sortable": True},
    {"key": "uiterlijk", "label": "Uiterlijk", "sortable": True},
)


PLAN_TITLES = {
    "week": "De lijst van deze week",
    "te_laat": "Zaken die hun termijn gaan missen",
    "past_niet": "Zaken die deze week niet passen",
}


@require_GET
@needs(Right.ZAKEN_ZIEN)
def bakjes(request: StaffRequest) -> HttpResponse:
    """A work list: all of it counted, fifty rows at a time."""
    colleagues = colleagues_of(request.gemeente.pk)
    people = colleagues.handlers()
    form = filter_form(request, people)
    chosen = form.chosen()
    start = _start(request)
    zaken = narrowed(visible_zaken(request), chosen, today=request.today, user_id=request.actor.user_id)
    total = zaken.count()
    free = policy_on(request.today, request.gemeente.pk).termijnen.vrije_dagen
    rows = [row_of(zaak, request.today, vrij=free) for zaak in with_rows(zaken)[start : start + PAGE]]
    shown = {
        "rows": rows, "total": total, "shown": start + len(rows), "today": request.today, "chosen": chosen,
        "next_href": _next_href(request, start, total), "columns": COLUMNS,
        "ticked": request.session.pop(TICKED, []) if TICKED in request.session else [],
    }  # fmt: skip
    if request.htmx and start:
        return render(request, "casework/rows.html", shown)
    return render(
        request,
        "casework/bakjes.html",
        shown
        | {"form": form, "people": people, "teams": colleagues.teams(request.today)}
        | _around(request, chosen),
    )


def _around(request: StaffRequest, chosen: Chosen) -> dict[str, Any]:
    """What stands beside and above the rows."""
    zaken = visible_zaken(request)
    rights = request.actor.rights
    counts = counts_beside(zaken, user_id=request.actor.user_id, today=request.today)
    counts["bedreigd_nog"] = _crisis_left(request, zaken) if counts["bedreigd"] else ""
    replaced = [name for _, name in replaced_by(request.actor.user_id, request.today)]
    in_address = {name for name in request.GET if name not in ("vanaf", "sort")}
    return {
        "title": _title(chosen),
        "counts": counts,
        "groups": _groups(chosen, counts, counts_per_bakje(zaken), in_address, replaced),
        "active": bool(in_address & {"zoek", "status", "soort", "term", "stap", "behandelaar"}),
        "may_confirm": Right.VOORSTELLEN_BEVESTIGEN in rights,
        "may_handle": Right.ZAKEN_BEHANDELEN in rights,
        "may_print": Right.BRIEVEN_AFDRUKKEN in rights,
        "may_plan": Right.RONDES_PLANNEN in rights,
        "address": request.GET.urlencode(),
    }


def _crisis_left(request: StaffRequest, zaken: QuerySet[Vroegsignaalzaak]) -> str:
    """Time left of the crisis that is due first, in working days (R-TRM-2); empty when all talks were held."""
    first = first_crisis_day(zaken)
    free = policy_on(request.today, request.gemeente.pk).termijnen.vrije_dagen
    return time_left(timezone.localtime(moment_on(request.today)), first, vrij=free) if first else ""


def _groups(
    chosen: Chosen, counts: dict[str, Any], per_bakje: list[tuple[str, int]], in_address: set[str],
    replaced: list[str],
) -> list[dict[str, Any]]:  # fmt: skip
    across = [
        ("Alle open zaken", counts["alle"], {}, not in_address),
        ("Mijn zaken", counts["mijn"], {"behandelaar": "ik"}, chosen.behandelaar == "ik"),
        *_replaced(chosen, counts, replaced),
        ("Te bevestigen", counts["voorgesteld"], {"status": "voorgesteld"}, chosen.status == "voorgesteld"),
        ("Termijn verlopen", counts["verlopen"], {"term": "verlopen"}, chosen.term == "verlopen"),
        ("Nieuw signaal erbij", counts["nieuw_signaal"], {"nieuw_signaal": 1}, chosen.nieuw_signaal),
    ]
    bakjes = [
        (code_in_words(bakje), count, {"bakje": bakje}, chosen.bakje == bakje)
        for bakje, count in per_bakje
        if bakje != CRISIS_BAKJE
    ]
    return [
        {"title": title, "items": [_item(*entry) for entry in entries]}
        for title, entries in (("", across), ("Bakjes", bakjes))
        if entries
    ]


def _replaced(chosen: Chosen, counts: dict[str, Any], replaced: list[str]) -> list[Any]:
    """The zaken of who is away, as long as one stands in."""
    if not replaced:
        return []
    name = f"U vervangt {' en '.join(replaced)}"
    return [(name, counts["vervang"], {"behandelaar": "vervang"}, chosen.behandelaar == "vervang")]


def _item(name: str, count: int, filters: dict[str, str | int], active: bool) -> dict[str, Any]:
    return {"label": name, "count": count, "href": f"?{urlencode(filters)}", "active": active}


def _title(chosen: Chosen) -> str:
    if chosen.plan:
        return f"{PLAN_TITLES[chosen.plan]}, {chosen.team}" if chosen.team else PLAN_TITLES[chosen.plan]
    if chosen.crisis:
        return "Crisis"
    if chosen.bakje:
        return f"Bakje {code_in_words(chosen.bakje).lower()}"
    if chosen.status:
        return f"Zaken: {label(Zaakstatus(chosen.status)).lower()}"
    if chosen.nieuw_signaal:
        return "Nieuw signaal bij een lopende zaak"
    if chosen.behandelaar == "vervang":
        return "Zaken die u vervangt"
    return "Mijn zaken" if chosen.behandelaar == "ik" else "Open zaken"


def filter_form(request: StaffRequest, people: list[tuple[int, str]]) -> FilterForm:
    """What the address asks for."""
    soorten = sorted(policy_on(request.today, request.gemeente.pk).signaalsoorten)
    return FilterForm(request.GET, soorten=soorten, people=people)


def _start(request: StaffRequest) -> int:
    return min(whole_number(request.GET.get("vanaf", "")) or 0, 10**7)


def _next_href(request: StaffRequest, start: int, total: int) -> str | None:
    if start + PAGE >= total:
        return None
    address = request.GET.copy()
    address["vanaf"] = str(start + PAGE)
    return f"?{address.urlencode()}"


@require_POST
@needs(Right.ZAKEN_BEHANDELEN, Right.VOORSTELLEN_BEVESTIGEN)
def samen(request: StaffRequest) -> HttpResponse:
    """Do one thing for all zaken that were chosen in a list."""
    asked = [pk for text in request.POST.getlist("zaak") if (pk := whole_number(text))]
    zaken = list(visible_zaken(request).filter(pk__in=asked).values_list("pk", flat=True))
    require(None if zaken else "Kies eerst één of meer zaken.")
    naam = request.POST.get("doe", "")
    try:
        with transaction.atomic():
            before = stood_each(zaken)
            said = TOGETHER.get(naam, _assign)(zaken, request)
            kept = remember_each(before, soort=UNDO_AS.get(naam, ""), by=request.actor)
    except Refused:
        request.session[TICKED] = zaken  # what was chosen is chosen still
        raise
    messages.success(request, said, extra_tags=offer_of(kept))
    return redirect(f"{reverse('casework:bakjes')}?{QueryDict(request.POST.get('vanuit', '')).urlencode()}")


def _confirm(zaken: list[int], request: StaffRequest) -> str:
    count = confirm_voorstellen(zaken, today=request.today, by=request.actor)
    return _counted(count, "voorstel is bevestigd.", "voorstellen zijn bevestigd.")


def _assign(zaken: list[int], request: StaffRequest) -> str:
    aan = request.POST.get("aan", "")
    require(None if aan else "Kies aan wie u de zaken toewijst.")
    count = assign_zaken(zaken, aan=whole_number(aan), by=request.actor)
    return _counted(count, "zaak is toegewezen.", "zaken zijn toegewezen.")


def _take(zaken: list[int], request: StaffRequest) -> str:
    count = take_zaken(zaken, today=request.today, by=request.actor)
    left = len(zaken) - count
    said = _counted(count, "zaak staat nu op uw naam.", "zaken staan nu op uw naam.")
    kept = _counted(
        left,
        "zaak is al van een collega of afgerond, en bleef zo.",
        "zaken zijn al van een collega of afgerond, en bleven zo.",
    )
    return f"{said} {kept}" if left else said


def _hand_over(zaken: list[int], request: StaffRequest) -> str:
    count = hand_over_zaken(
        zaken, team=request.POST.get("team", ""), reden=request.POST.get("reden", ""),
        gemeente_code=request.gemeente.pk, by=request.actor,
    )  # fmt: skip
    return _counted(count, "zaak is overgedragen.", "zaken zijn overgedragen.")


TOGETHER: dict[str, Callable[[list[int], StaffRequest], str]] = {
    "bevestig": _confirm, "wijs_toe": _assign, "neem": _take, "draag_over": _hand_over,
}  # fmt: skip

UNDO_AS = {
    "bevestig": "bevestigen",
    "wijs_toe": "toewijzen",
    "neem": "nemen",
}  # a handing over has a note of its own


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

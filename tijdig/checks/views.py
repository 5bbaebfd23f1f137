"""The list of doubt: who is this? A person decides, the next one comes at once (R-BRP-4..6)."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Min
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.intake.shown import outcome_words
from tijdig.intake.stretches import posted, stretch_of
from tijdig.policies import policy_on
from tijdig.rules.brp_outcome import HOUSEHOLD
from tijdig.rules.partner_questions import last_day_in_time
from tijdig.rules.terms import BrpUitkomst, Signaalstatus, Vraagsoort

from . import queries
from .actions import decide
from .actions.ask import ask_partner, record_antwoorden
from .actions.retry import retry_checks, take_over_check
from .comparing import card_of, delivered_facts
from .forms import AntwoordForm, BesluitForm, PersoonForm, TwijfelFilter
from .lists import DOUBTFUL
from .models import Toets


@require_safe
@needs(Right.TWIJFEL_BESLISSEN)
def twijfel(request: StaffRequest) -> HttpResponse:
    """The list, crisis and then the oldest first, with how long each waits."""
    form = TwijfelFilter(request.GET or None)
    filters = _filters(request)
    found = DOUBTFUL.asked(request, queries.doubtful(filters))
    if as_file := DOUBTFUL.file(request, found):
        return as_file
    stretch = stretch_of(request, found)
    record("twijfel.lijst_bekeken", subject=f"gemeente:{request.gemeente.code}", by=request.actor, ground="wgs.8b",
           aantal=len(stretch.rows))  # fmt: skip
    in_time = _asked_in_time(request)
    rows = [
        (
            toets,
            outcome_words(toets.uitkomst, toets.zekerheid),
            (request.today - toets.vroegsignaal.ontvangen_op).days,
            bool(toets.gevraagd_op and toets.gevraagd_op < in_time),
        )
        for toets in stretch.rows
    ]
    context: dict[str, Any] = {"rows": rows, "stretch": stretch, "kept": _kept(filters)}
    if stretch.part:
        return render(request, "checks/_rijen.html", context)
    oldest = found.order_by().aggregate(dag=Min("vroegsignaal__ontvangen_op"))["dag"]
    context |= DOUBTFUL.page(request) | {
        "form": form, "active": any(filters.values()), "waiting": queries.waiting_checks().count(),
        "oldest_days": (request.today - oldest).days if oldest else 0,
        "forwardings": queries.open_forwardings().count(),
    }  # fmt: skip
    return render(request, "checks/twijfel.html", context)


@require_http_methods(["GET", "POST"])
@needs(Right.TWIJFEL_BESLISSEN)
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """One doubtful signal: as delivered beside the people of the BRP. A POST decides."""
    toets = _doubtful_or_404(pk)
    filters = _filters(request)
    if toets.vroegsignaal.status != Signaalstatus.TWIJFEL:
        messages.info(request, "Over dit signaal is al besloten. Hieronder staat wat er nog over is.")
        return redirect("checks:twijfel")
    known = queries.names_of_gemeenten()
    form = _form(request, known, posted(request)[0])
    if request.method == "POST" and form.is_valid():
        after = queries.next_doubt(toets, filters)
        return _decided(request, toets, form, after, filters)
    return _shown(request, toets, form, AntwoordForm(vragen=queries.open_questions_of(toets)), filters)


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def antwoord(request: StaffRequest, pk: int) -> HttpResponse:
    """What the partner answered, written down by hand; the signal comes back on top of the list (R-BRP-4)."""
    toets = _doubtful_or_404(pk)
    filters = _filters(request)
    answers = AntwoordForm(request.POST, vragen=queries.open_questions_of(toets))
    if toets.vroegsignaal.status == Signaalstatus.TWIJFEL and not answers.is_valid():
        return _shown(request, toets, _form(request, queries.names_of_gemeenten(), None), answers, filters)
    given = answers.antwoorden() if answers.is_valid() else {}
    record_antwoorden(pk, antwoorden=given, today=request.today, by=request.actor)
    messages.success(request, "Het antwoord is vastgelegd. Beslis nu wie het is.")
    return redirect(_address(pk, filters))


def _form(request: StaffRequest, known: dict[str, str], data: QueryDict | None) -> BesluitForm:
    vragen = policy_on(request.today, request.gemeente.code).partnervragen.teksten
    return BesluitForm(data, known=known, own=request.gemeente.code, vragen=vragen.keys())


def _shown(
    request: StaffRequest, toets: Toets, form: BesluitForm, answers: AntwoordForm, filters: dict[str, Any]
) -> HttpResponse:
    record("twijfel.bekeken", subject=f"signaal:{toets.vroegsignaal_id}", by=request.actor, ground="wgs.8b")
    context = _item_context(request, toets, form, filters)
    questions, in_time = list(queries.questions_of(toets)), _asked_in_time(request)
    late = any(question.gesteld_op < in_time and not question.antwoord for question in questions)
    context |= {"answers": answers, "questions": questions, "late": late}
    refused = form.is_bound or answers.is_bound
    return render(request, "checks/item.html", context, status=422 if refused else 200)


def _asked_in_time(request: StaffRequest) -> date:
    beleid = policy_on(request.today, request.gemeente.code).partnervragen
    return last_day_in_time(request.today, beleid)


def _item_context(
    request: StaffRequest, toets: Toets, form: BesluitForm, filters: dict[str, Any]
) -> dict[str, Any]:
    signaal, known = toets.vroegsignaal, queries.names_of_gemeenten()
    nxt = queries.next_doubt(toets, filters)
    household = toets.uitkomst in HOUSEHOLD
    return {
        "toets": toets, "signaal": signaal, "found": outcome_words(toets.uitkomst, toets.zekerheid),
        "form": form, "delivered": delivered_facts(signaal),
        "people": [card_of(kandidaat, signaal) for kandidaat in toets.kandidaten],
        "household": household, "by_hand": toets.uitkomst == BrpUitkomst.HANDMATIG,
        "days": (request.today - signaal.ontvangen_op).days, "count": queries.doubtful(filters).count(),
        "skip_href": _address(nxt, filters) if nxt else "", "kept": _kept(filters),
        "gemeenten": [(code, naam) for code, naam in known.items() if code != request.gemeente.code],
        "chosen": form.data.get("keuze", "") if form.is_bound else "",
    }  # fmt: skip


def _decided(
    request: StaffRequest, toets: Toets, form: BesluitForm, after: int | None, filters: dict[str, Any]
) -> HttpResponse:
    """Carry the decision out, let the signal go on, and show the next one."""
    done = _carry_out(request, toets, form)
    if done.vroegsignaal.status == Signaalstatus.TWIJFEL and not done.besluit:
        messages.warning(
            request,
            "De BRP zegt dat deze persoon is overleden of jonger is dan 18. Beslis nu over het huishouden.",
        )
        return redirect(_address(toets.pk, filters))
    hand_over_follow_up(request.gemeente.code)
    messages.success(request, "Vastgelegd." if after else "Vastgelegd. Er is nu geen twijfel meer over.")
    return redirect(_address(after, filters))


def _carry_out(request: StaffRequest, toets: Toets, form: BesluitForm) -> Toets:
    keuze, reden = form.cleaned_data["keuze"], form.cleaned_data["reden"]
    by, today = request.actor, request.today
    match keuze:
        case "behouden":
            return decide.keep_as_delivered(toets.pk, reden=reden, today=today, by=by)
        case "vraag":
            vragen = [Vraagsoort(vraag) for vraag in form.cleaned_data["vragen"]]
            return ask_partner(toets.pk, vragen=vragen, reden=reden, today=today, by=by)
        case "terzijde":
            return decide.set_aside(toets.pk, als=form.als_resultaat, reden=reden, today=today, by=by)
        case "huishouden":
            return decide.offer_to_household(toets.pk, reden=reden, today=today, by=by)
        case "elders":
            naar = form.cleaned_data["gemeente"]
            return decide.mark_elsewhere(toets.pk, naar=naar, reden=reden, today=today, by=by)
        case _:
            chosen = int(keuze) if keuze.isascii() and keuze.isdigit() and len(keuze) < 4 else -1
            return decide.choose_person(toets.pk, keuze=chosen, reden=reden, today=today, by=by)


@require_http_methods(["GET", "POST"])
@needs(Right.TWIJFEL_BESLISSEN)
def invoeren(request: StaffRequest, pk: int) -> HttpResponse:
    """What somebody looked up in the BRP, written down by hand (R-BRP-1)."""
    toets = _doubtful_or_404(pk)
    signaal, filters = toets.vroegsignaal, _filters(request)
    if signaal.status != Signaalstatus.TWIJFEL:
        messages.info(request, "Over dit signaal is al besloten.")
        return redirect("checks:twijfel")
    number = " ".join(filter(None, [str(signaal.huisnummer), signaal.huisletter, signaal.toevoeging]))
    initial = {
        "voorletters": signaal.voorletters, "voorvoegsel": signaal.voorvoegsel, "geslachtsnaam": signaal.achternaam,
        "straat": signaal.straat, "huisnummer": number, "postcode": signaal.postcode,
        "woonplaats": signaal.woonplaats,
    }  # fmt: skip
    known, own = queries.names_of_gemeenten(), request.gemeente.code
    asks = policy_on(request.today, own).verblijfsrecht.vragen
    form = PersoonForm(posted(request)[0], initial=initial, known=known, own=own, verblijfsrecht=asks)
    if request.method == "POST" and form.is_valid():
        after = queries.next_doubt(toets, filters)
        done = decide.enter_person(
            pk,
            gegevens=form.gegevens(),
            reden=form.cleaned_data["reden"],
            today=request.today,
            by=request.actor,
        )
        hand_over_follow_up(request.gemeente.code)
        if done.vroegsignaal.status == Signaalstatus.TWIJFEL:
            messages.warning(
                request, "Deze persoon is overleden of jonger dan 18. Beslis nu over het huishouden."
            )
            return redirect(_address(pk, filters))
        messages.success(request, "De controle is vastgelegd.")
        return redirect(_address(after, filters))
    record("twijfel.bekeken", subject=f"signaal:{toets.vroegsignaal_id}", by=request.actor, ground="wgs.8b")
    context = {
        "form": form,
        "toets": toets,
        "delivered": delivered_facts(signaal),
        "gemeenten": [(code, naam) for code, naam in known.items() if code != own],
        "back": _address(pk, filters),
    }
    return render(request, "checks/invoeren.html", context, status=422 if form.is_bound else 200)


@require_safe
@needs(Right.TWIJFEL_BESLISSEN)
def wachtend(request: StaffRequest) -> HttpResponse:
    """Signals that wait for the BRP, with when each is tried again."""
    stretch = stretch_of(request, queries.waiting_checks())
    record("wachtende_controles.bekeken", subject=f"gemeente:{request.gemeente.code}", by=request.actor,
           ground="wgs.8b", aantal=len(stretch.rows))  # fmt: skip
    context = {"stretch": stretch, "oldest": queries.oldest_waiting()}
    return render(
        request, "checks/_wachtende_rijen.html" if stretch.part else "checks/wachtend.html", context
    )


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def opnieuw(request: StaffRequest) -> HttpResponse:
    """Ask the BRP again now."""
    count = retry_checks(gemeente_code=request.gemeente.code, today=request.today, by=request.actor)
    messages.success(
        request, f"Tijdig vraagt de BRP nu opnieuw over {count} signalen. Dat gebeurt op de achtergrond."
    )
    return redirect("checks:wachtend")


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def overnemen(request: StaffRequest, pk: int) -> HttpResponse:
    """Look this one up oneself: on to the form of the list of doubt."""
    get_object_or_404(Toets, pk=pk)
    toets = take_over_check(pk, by=request.actor)
    messages.success(request, "Dit signaal staat nu bij Twijfel. Tijdig vraagt de BRP er niet meer over.")
    return redirect("checks:item", toets.pk)


def _doubtful_or_404(pk: int) -> Toets:
    return get_object_or_404(Toets.objects.select_related("vroegsignaal__partner", "besluit_door"), pk=pk)


def _filters(request: StaffRequest) -> dict[str, Any]:
    """The filters in the address, also of a POST; what is no filter is passed over."""
    form = TwijfelFilter(request.GET or None)
    found = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    return found | ({"gevraagd_voor": _asked_in_time(request)} if "vraag" in found else {})


def _kept(filters: dict[str, Any]) -> str:
    """The filters as the end of an address."""
    values = {
        name: getattr(filters[name], "pk", filters[name])
        for name in TwijfelFilter.base_fields
        if name in filters
    }
    return f"?{urlencode(values)}" if values else ""


def _address(pk: int | None, filters: dict[str, Any]) -> str:
    page = reverse("checks:item", args=[pk]) if pk else reverse("checks:twijfel")
    return page + _kept(filters)

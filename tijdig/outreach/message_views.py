"""Pages of SMS and e-mail: what would go out, what was sent, what came back, who wants no more (R-OUT-3)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken, zaak_or_404
from tijdig.intake.stretches import stretch_of
from tijdig.rules.messages import sms_parts
from tijdig.rules.terms import Sjabloonsoort, Stopsoort

from . import message_queries as queries
from .actions.confirming import print_bevestiging
from .actions.messages import make_berichten, mark_all_sent, mark_seen, mark_sent
from .actions.stops import end_stop, finish_retour, record_retour, stop_messages
from .actions.taking_back import take_back_retour
from .lists import MESSAGES
from .message_forms import KenmerkForm, StopForm
from .message_planning import TITLES
from .queries import PER_PAGE, held_rows


@require_safe
@needs(Right.BERICHTEN_VERSTUREN)
def lijst(request: StaffRequest) -> HttpResponse:
    """Messages, the newest first; on top what waits for a member of staff."""
    found = MESSAGES.asked(request, queries.messages_of(request))
    if as_file := MESSAGES.file(request, found):
        return as_file
    stretch = stretch_of(request, found)
    rows = queries.with_titles(stretch.rows, timezone.localtime(), request.gemeente.pk)
    if stretch.part:
        return render(request, "outreach/_berichten.html", {"rows": rows, "stretch": stretch})
    hand = list(queries.by_hand(request)[:PER_PAGE])
    if rows or hand:
        _record_look(request, len(rows))
    shown = MESSAGES.page(request) | {
             "rows": rows, "stretch": stretch, "hand": hand, "moving": queries.moving(rows, timezone.localtime()),
             "due": queries.due_count(request),
             "back": queries.came_back(request).count() + queries.letters_back(request).count()}  # fmt: skip
    return render(request, "outreach/berichten.html", shown)


@require_safe
@needs(Right.BERICHTEN_VERSTUREN)
def onderweg(request: StaffRequest) -> HttpResponse:
    """How far the messages are that the page of a moment ago saw leaving; no number and no address."""
    now = timezone.localtime()
    asked = queries.messages_of(request).filter(pk__in=_ids(request.GET.get("ids", "")))
    rows = queries.with_titles(asked[:PER_PAGE], now, request.gemeente.pk)
    shown = {"rows": rows, "moving": queries.moving(rows, now)}
    return render(request, "outreach/_onderweg.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BERICHTEN_VERSTUREN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """What would be sent now, what waits and why; a POST puts ready what is shown."""
    if request.method == "POST":
        return _make(request)
    plan = queries.plan_of(request)
    if plan.messages or plan.held:
        _record_look(request, len(plan.messages))
    shown = {
        "plan": plan,
        "rows": [(one, TITLES.get(one.sjabloon, one.sjabloon), sms_parts(one.message.tekst))
                 for one in plan.messages[:PER_PAGE]],
        "more": max(len(plan.messages) - PER_PAGE, 0),
        "held": held_rows(plan.held[:PER_PAGE]),
        "zaken": ",".join(map(str, plan.zaken)),
    }  # fmt: skip
    return render(request, "outreach/berichten_nieuw.html", shown)


def _make(request: StaffRequest) -> HttpResponse:
    zaken = (
        visible_zaken(request).filter(pk__in=_ids(request.POST.get("zaken", ""))).values_list("pk", flat=True)
    )
    make_berichten(
        zaken=list(zaken), gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
    )
    messages.success(
        request, "De berichten staan klaar. Ze gaan uit zodra het mag: niet 's nachts en niet op zondag."
    )
    return redirect("berichten:lijst")


def _ids(listed: str) -> list[int]:
    return [int(t) for t in listed.split(",") if t.isascii() and t.isdigit() and len(t) < 16]


def _record_look(request: StaffRequest, aantal: int) -> None:
    """Numbers and addresses are shown here (R-ROL-3)."""
    record("berichten.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
           aantal=aantal)  # fmt: skip


@require_POST
@needs(Right.BERICHTEN_VERSTUREN)
def bericht_verstuurd(request: StaffRequest, bericht_id: int) -> HttpResponse:
    _known(request, bericht_id)
    mark_sent(bericht_id, today=request.today, by=request.actor)
    messages.success(request, "Vastgelegd: u heeft dit verstuurd. Het staat bij de zaak.")
    return redirect("berichten:lijst")


@require_POST
@needs(Right.BERICHTEN_VERSTUREN)
def berichten_verstuurd(request: StaffRequest) -> HttpResponse:
    """Those that were ticked, or all that were on the list, were sent by hand."""
    asked = request.POST.getlist("getoond" if "alle" in request.POST else "bericht")
    mine = queries.by_hand(request).filter(pk__in=_ids(",".join(asked))).values_list("pk", flat=True)
    done = mark_all_sent(list(mine), gemeente_code=request.gemeente.pk, today=request.today, by=request.actor)
    messages.success(request, f"Vastgelegd: u heeft {done} berichten verstuurd. Het staat bij de zaken.")
    return redirect("berichten:lijst")


@require_safe
@needs(Right.BERICHTEN_VERSTUREN)
def bevestiging_pdf(request: StaffRequest, bericht_id: int) -> HttpResponse:
    """The letter that confirms an appointment, for the post."""
    if not queries.by_hand(request).filter(pk=bericht_id, soort=Sjabloonsoort.BRIEF).exists():
        raise Http404
    answer = HttpResponse(
        print_bevestiging(bericht_id, today=request.today, by=request.actor), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="bevestiging-{bericht_id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BERICHTEN_VERSTUREN)
def teruggekomen(request: StaffRequest) -> HttpResponse:
    """What did not arrive, and what to do; here a returned letter is recorded too."""
    form = KenmerkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        brief = queries.letter_by_kenmerk(request, form.cleaned_data["kenmerk"])
        if brief is not None:
            record_retour(brief.pk, today=request.today, by=request.actor)
            messages.success(
                request,
                f"Vastgelegd: brief {form.cleaned_data['kenmerk'].strip().upper()} is teruggekomen. "
                "Bedenk hoe u de inwoner wel bereikt.",
            )
            return redirect("berichten:teruggekomen")
        form.add_error(
            "kenmerk", "Er is geen brief met dit kenmerk die nog niet terug is. Kijk het kenmerk na."
        )
    rows = list(queries.came_back(request)[:PER_PAGE])
    letters = list(queries.letters_back(request)[:PER_PAGE])
    if rows or letters:
        _record_look(request, len(rows) + len(letters))
    shown = {"rows": rows, "letters": letters, "form": form, "today": request.today}
    return render(request, "outreach/teruggekomen.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Right.BERICHTEN_VERSTUREN)
def bericht_gezien(request: StaffRequest, bericht_id: int) -> HttpResponse:
    _known(request, bericht_id)
    mark_seen(bericht_id, today=request.today, by=request.actor)
    messages.success(request, "Van de lijst gehaald.")
    return redirect("berichten:teruggekomen")


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN)
def brief_retour_klaar(request: StaffRequest, brief_id: int) -> HttpResponse:
    if not queries.letters_back(request).filter(pk=brief_id).exists():
        raise Http404
    finish_retour(brief_id, today=request.today, by=request.actor)
    messages.success(request, "Van de lijst gehaald.")
    return redirect("berichten:teruggekomen")


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN)
def brief_niet_retour(request: StaffRequest, brief_id: int) -> HttpResponse:
    if not queries.letters_back(request).filter(pk=brief_id).exists():
        raise Http404
    take_back_retour(brief_id, today=request.today, by=request.actor)
    messages.success(request, "Teruggezet: deze brief kwam niet terug. De zaak wacht weer op een antwoord.")
    return redirect("berichten:teruggekomen")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BERICHTEN_VERSTUREN)
def stopverzoek(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """The resident asked for no more letters or messages (AVG art. 21)."""
    zaak = zaak_or_404(request, zaak_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        soort = Stopsoort(form.cleaned_data["soort"])
        stop_messages(
            zaak.pk, soort=soort, adres=form.cleaned_data["adres"], today=request.today, by=request.actor
        )
        messages.success(request, "Vastgelegd. Wat nog niet weg was, gaat niet meer uit.")
        return redirect("berichten:stopverzoek", zaak.pk)
    shown = {"zaak": zaak, "form": form, "stops": queries.stops_of(zaak)}
    return render(request, "outreach/stopverzoek.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Right.BERICHTEN_VERSTUREN)
def stopverzoek_einde(request: StaffRequest, zaak_id: int, stop_id: int) -> HttpResponse:
    zaak = zaak_or_404(request, zaak_id)
    if not queries.stops_of(zaak).filter(pk=stop_id).exists():
        raise Http404
    end_stop(stop_id, today=request.today, by=request.actor)
    messages.success(request, "Het stopverzoek is ingetrokken.")
    return redirect("berichten:stopverzoek", zaak.pk)


def _known(request: StaffRequest, bericht_id: int) -> None:
    """Errors: Http404 when this user sees no such message."""
    if not queries.messages_of(request).filter(pk=bericht_id).exists():
        raise Http404

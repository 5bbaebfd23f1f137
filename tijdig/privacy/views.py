"""Pages of the privacy officer: the audit trail and what was erased. No casework, no names (R-ROL-1, R-BEW-4)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.accounts.tables import csv_headers, csv_lines
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record
from tijdig.policies import policy_on

from .forms import SearchForm
from .models import Vernietiging
from .queries import Search, detail_in_words, events, ground_in_words, what_in_words

PER_PAGE = 50
MAX_EXPORT = 100_000
CSV_HEADS = ("moment", "wie", "wat", "onderwerp", "grondslag", "details")


@require_safe
@needs(Right.LOGBOEK_ZIEN)
def logboek(request: StaffRequest) -> HttpResponse:
    """Who did or saw what, when, on what ground; by code, never by name."""
    form = SearchForm(request.GET, today=request.today)
    valid = form.is_valid()
    found = events(form.search()) if valid else AuditEvent.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "event": event,
            "what": what_in_words(event.what),
            "detail": detail_in_words(event.detail),
            "ground": ground_in_words(event.ground),
        }
        for event in page
    ]
    shown = {
        "form": form,
        "page": page,
        "rows": rows,
        "address": request.GET.urlencode(),
        "max_export": MAX_EXPORT,
    }
    return render(request, "privacy/logboek.html", shown, status=200 if valid else 422)


@require_safe
@needs(Right.LOGBOEK_ZIEN)
def logboek_csv(request: StaffRequest) -> HttpResponse:
    """The same events as a file. That somebody took it is in the trail too."""
    form = SearchForm(request.GET, today=request.today)
    if not form.is_valid():
        return logboek(request)
    lines = _lines(form.search())
    record(
        "logboek.meegenomen", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="avg.5.2",
        aantal=len(lines),
    )  # fmt: skip
    name = f"logboek-{request.gemeente.pk}-{request.today}"
    return HttpResponse("".join(csv_lines(CSV_HEADS, lines)), headers=csv_headers(name))


@require_safe
@needs(Right.WISSEN_ZIEN)
def gewist(request: StaffRequest) -> HttpResponse:
    """What each day's erasing did, in counts (R-BEW-1)."""
    page = Paginator(Vernietiging.objects.order_by("-op", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "vernietiging": row,
            "counts": [(name.replace("_", " "), count) for name, count in sorted(row.tellingen.items())],
            "total": sum(row.tellingen.values()),
        }
        for row in page
    ]
    term = policy_on(request.today, request.gemeente.pk).bewaartermijn
    return render(request, "privacy/gewist.html", {"page": page, "rows": rows, "term": term})


def _lines(search: Search) -> list[tuple[object, ...]]:
    """At most a hundred thousand rows: the answer is made whole, while the gemeente is still known."""
    return [
        (timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S"), event.by, event.what, event.subject, event.ground,
         detail_in_words(event.detail))
        for event in events(search)[:MAX_EXPORT].iterator(chunk_size=2_000)
    ]  # fmt: skip

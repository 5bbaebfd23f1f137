"""The pages of the monitor: one question each, the work lists behind them, and what can be taken along (R-MON-7)."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.visible import visible_zaken
from tijdig.rules.indicators import Dimensie

from .answers import VRAGEN, Antwoord, Vraag, Vraagstelling
from .answers.breaks import beside, breaks_of
from .answers.model import CHOOSABLE, Figuur
from .figures import counted_on, months_counted, values_of
from .forms import KeuzeForm
from .menu import kept, menu
from .periods import Periode, Vergelijking, read_periode, read_vergelijking
from .quality import FOUTEN, LISTS, counts_of, zaken_with
from .sheets import as_csv
from .words import month_words, value_words

PAGE = 50
SMALL = {Dimensie.PARTNERTYPE, Dimensie.SOORT, Dimensie.AANPAK}  # words, not names
CHOICES = ("van", "tot", "naar", *map(str, CHOOSABLE), "definitie", "cijfer", "naast")


@require_safe
@needs(Right.CIJFERS_ZIEN)
def cijfers(request: StaffRequest) -> HttpResponse:
    """The start of the figures: the whole way from signaal to help."""
    return vraag(request, "overzicht")


@require_safe
@needs(Right.CIJFERS_ZIEN)
def vraag(request: StaffRequest, slug: str) -> HttpResponse:
    """One question with its answer, chart, table, and how it was counted."""
    found, form, asked, antwoord = _answer(request, slug)
    figures = [{"figuur": figuur, "links": _links(request, slug, figuur)} for figuur in antwoord.figuren]
    breuken = breaks_of(asked, antwoord.reeksen)
    return render(request, "monitor/vraag.html", {
        "naast": beside(asked, breuken) or _nothing_beside(request, asked),
        "vraag": found, "antwoord": antwoord, "figuren": figures, "form": form, "periode": asked.periode,
        "breuken": breuken, "menu": menu(request, slug), "stand": counted_on(),
        "active": any(request.GET.get(name) for name in CHOICES),
        "alleen": [value_words(name, value).lower() if name in SMALL else value_words(name, value)
                   for name, value in asked.chosen().items()],
        "clear_href": reverse("monitor:vraag", args=[slug]),
    })  # fmt: skip


@require_safe
@needs(Right.CIJFERS_ZIEN)
def tabel(request: StaffRequest, slug: str, figuur: str) -> HttpResponse:
    """The table of one figure as CSV."""
    _, _, asked, antwoord = _answer(request, slug)
    chosen = _figure(antwoord, figuur)
    raw = as_csv(antwoord, chosen.tabel, gemeente=str(request.gemeente.naam), periode=asked.periode)
    return file_answer(raw, "text/csv; charset=utf-8", _name(request, slug, figuur, asked.periode, "csv"))


@require_safe
@needs(Right.CIJFERS_ZIEN)
def tekening(request: StaffRequest, slug: str, figuur: str) -> HttpResponse:
    """The chart of one figure as SVG, with its colours in it."""
    _, _, asked, antwoord = _answer(request, slug)
    chosen = _figure(antwoord, figuur)
    if chosen.tekening is None:
        raise Http404
    text = render_to_string(chosen.tekening.template, {"t": chosen.tekening, "alone": True, "id": figuur})
    return file_answer(text.encode(), "image/svg+xml", _name(request, slug, figuur, asked.periode, "svg"))


@require_safe
@needs(Right.ZAKEN_ZIEN)
def werklijst(request: StaffRequest, fout: str) -> HttpResponse:
    """The zaken behind one fault or missed term: those this user may see."""
    found = LISTS.get(fout)
    if found is None:
        raise Http404
    pages = Paginator(zaken_with(visible_zaken(request), found, request.today, request.gemeente.pk), PAGE)
    of_registration = fout in FOUTEN
    back = reverse("monitor:vraag", args=["registratie" if of_registration else "termijnen"])
    return render(request, "monitor/werklijst.html", {
        "fout": found, "page": pages.get_page(request.GET.get("page")), "total": pages.count, "today": request.today,
        "back_href": back if Right.CIJFERS_ZIEN in request.actor.rights else "",
        "back_label": "Registratie" if of_registration else "Zijn we op tijd?",
    })  # fmt: skip


def _answer(request: StaffRequest, slug: str) -> tuple[Vraag, KeuzeForm, Vraagstelling, Antwoord]:
    if slug not in VRAGEN:
        raise Http404
    found, answering = VRAGEN[slug]
    asked = {name: request.GET.get(name, "") for name in CHOICES if request.GET.get(name)}
    counted = months_counted()
    periode = read_periode(asked, today=request.today, first=counted[0] if counted else None)
    months = Periode(van=counted[0], tot=counted[1]).months() if counted else []
    form = KeuzeForm(found, asked, months, periode, values_of(found.alleen) if found.alleen else {})
    alleen = form.alleen_of()
    # One type of partner is counted ahead, all that is chosen together is not.
    one_type = found.per_partnertype and set(alleen) == {Dimensie.PARTNERTYPE}
    stelling = Vraagstelling(
        periode=periode, naast=_counted_beside(read_vergelijking(asked, periode), counted), naar=form.naar_of(),
        partnertype=alleen.get(Dimensie.PARTNERTYPE, "") if one_type else "", alleen={} if one_type else alleen,
        definitie=form.definitie_of(),
        sees_zaken=Right.ZAKEN_ZIEN in request.actor.rights, cijfer=form.cijfer_of(), gemeente=request.gemeente.pk,
        faults_now=lambda: _faults_now(request),
    )  # fmt: skip
    return found, form, stelling, answering(stelling)


def _counted_beside(wanted: Vergelijking | None, counted: tuple[date, date] | None) -> Vergelijking | None:
    """The earlier months only when some of them were counted: before that a 0 would be no figure."""
    return wanted if wanted and counted and wanted.periode.tot >= counted[0] else None


def _nothing_beside(request: StaffRequest, asked: Vraagstelling) -> str:
    """Why nothing stands beside what was asked for."""
    wanted = None if asked.naast else read_vergelijking(request.GET.dict(), asked.periode)
    if wanted is None:
        return ""
    van, tot = month_words(wanted.periode.van), month_words(wanted.periode.tot)
    return f"Van {van} tot en met {tot} zijn er geen cijfers. Daarom staat er niets naast."


def _faults_now(request: StaffRequest) -> dict[str, int]:
    """Of the zaken that this user may see; who sees none gets the number of all."""
    sees = Right.ZAKEN_ZIEN in request.actor.rights
    zaken = visible_zaken(request) if sees else Vroegsignaalzaak.objects.all()
    return counts_of(zaken, request.today, request.gemeente.pk)


def _figure(antwoord: Antwoord, naam: str) -> Figuur:
    for figuur in antwoord.figuren:
        if figuur.naam == naam:
            return figuur
    raise Http404


def _links(request: StaffRequest, slug: str, figuur: Figuur) -> dict[str, str]:
    """Where this figure can be had as a file, with the same choices."""
    choices = kept(request, *CHOICES)
    names = ("tabel", "tekening") if figuur.tekening else ("tabel",)
    return {name: reverse(f"monitor:{name}", args=[slug, figuur.naam]) + choices for name in names}


def _name(request: StaffRequest, slug: str, naam: str, periode: Periode, ending: str) -> str:
    return f"{request.gemeente.pk}-{slug}-{naam}-{periode.van:%Y-%m}-{periode.tot:%Y-%m}.{ending}"


def file_answer(raw: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(raw, content_type=kind, headers=headers)

"""The page that sets the own gemeente beside others, and what can be taken along (R-MON-5, R-MON-7)."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.monitor.answers.breaks import breaks_in, warning
from tijdig.monitor.answers.model import Antwoord, Figuur
from tijdig.monitor.menu import menu
from tijdig.monitor.periods import Periode, month_after
from tijdig.monitor.population import kenmerken_on, names
from tijdig.monitor.sheets import table_csv
from tijdig.monitor.views import file_answer
from tijdig.policies import policy_on
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.compared import MONTHS_IN_QUARTER
from tijdig.rules.groups import Vergelijkbeleid
from tijdig.rules.indicators import Breuk, Reeks
from tijdig.rules.terms import Vergelijkgroep
from tijdig.rules.vergelijkcijfers import BASIS_IN_KETEN

from . import earlier
from .answer import answer
from .cells import read_land
from .checklist import checklist
from .comparison import Gevraagd, Uitkomst, compare
from .forms import MOST_CHOSEN, VergelijkForm
from .store import quarters_known
from .words import quarter_code, span_words

CHOICES = ("cijfer", "van", "tot", "groep")
COMPARED = frozenset({Reeks.SIGNALEN, Reeks.MELDINGEN, Reeks.BEREIK, Reeks.HULP})
INVENTED = "Verzonnen cijfers: geen enkel getal is van een echte gemeente."


@require_safe
@needs(Right.CIJFERS_ZIEN)
def vergelijken(request: StaffRequest) -> HttpResponse:
    """The comparison as it was asked in the address."""
    form, asked = _asked(request)
    found = _worked_out(request, asked)
    antwoord = _answer(request, asked, found)
    kept = _kept(request)
    figures: list[dict[str, Any]] = [
        {"figuur": figuur, "links": _links(figuur, kept)} for figuur in antwoord.figuren
    ]
    provinces = _provinces(asked) if asked.groep is Vergelijkgroep.KEUZE else []
    return render(request, "monitor/vergelijken.html", {
        "form": form, "asked": asked, "antwoord": antwoord, "uitkomst": found, "kept": kept,
        "figuren": [f for f in figures if f["figuur"].tekening],
        "lijsten": [f for f in figures if not f["figuur"].tekening],
        "menu": menu(request, "vergelijken"), "active": bool(request.GET), "clear_href": reverse("monitor:vergelijken"),
        "span": span_words(asked.kwartalen) if asked.kwartalen else "", "verzonnen": found.land.verzonnen,
        "stappen": checklist(found) if found.is_enough and antwoord.figuren else [],
        "breuken": _breaks(asked, COMPARED),
        "provincies": provinces, "gekozen": sum(province["gekozen"] for province in provinces),
        "beleid": found.beleid,
    })  # fmt: skip


@require_safe
@needs(Right.CIJFERS_ZIEN)
def vergelijking_tabel(request: StaffRequest, figuur: str) -> HttpResponse:
    """The table of one figure as CSV, with what it is underneath."""
    asked, found, chosen = _one(request, figuur)
    notes: list[tuple[str, ...]] = [
        (f"{chosen.titel}, {request.gemeente.naam}, {span_words(asked.kwartalen)}",)
    ]
    if found.land.verzonnen:
        notes.append((INVENTED,))
    if asked.cijfer.van in INDICATOREN:
        indicator = INDICATOREN[asked.cijfer.van]
        notes.append((indicator.id, indicator.zin, f"Noemer: {indicator.noemer}"))
    raw = table_csv(chosen.tabel, notes)
    return file_answer(raw, "text/csv; charset=utf-8", _name(request, asked, figuur, "csv"))


@require_safe
@needs(Right.CIJFERS_ZIEN)
def vergelijking_tekening(request: StaffRequest, figuur: str) -> HttpResponse:
    """The chart of one figure as SVG."""
    asked, _, chosen = _one(request, figuur)
    if chosen.tekening is None:
        raise Http404
    text = render_to_string(chosen.tekening.template, {"t": chosen.tekening, "alone": True, "id": figuur})
    return file_answer(text.encode(), "image/svg+xml", _name(request, asked, figuur, "svg"))


def _asked(request: StaffRequest) -> tuple[VergelijkForm, Gevraagd]:
    form = VergelijkForm(request.GET.dict(), quarters_known())
    chosen = [code for text in request.GET.getlist("met") for code in text.split(",")]
    return form, Gevraagd(
        cijfer=form.cijfer_of(), kwartalen=form.kwartalen_of(), groep=form.groep_of(), code=request.gemeente.pk,
        naam=request.gemeente.naam, gekozen=frozenset(chosen[:MOST_CHOSEN]),
    )  # fmt: skip


def _worked_out(request: StaffRequest, asked: Gevraagd) -> Uitkomst:
    traits = asked.cijfer.id if asked.cijfer.id in BASIS_IN_KETEN else ""
    land = read_land(asked.kwartalen, asked.code, sneden=(asked.cijfer.snede,), kenmerken_van=traits)
    return compare(asked, land, _beleid(request))


def _beleid(request: StaffRequest) -> Vergelijkbeleid:
    return policy_on(request.today, request.gemeente.pk).vergelijking


def _answer(request: StaffRequest, asked: Gevraagd, found: Uitkomst) -> Antwoord:
    if asked.groep is not Vergelijkgroep.EERDER or not asked.kwartalen:
        return answer(found)
    before = Gevraagd(
        cijfer=asked.cijfer, kwartalen=tuple(month_after(q, -12) for q in asked.kwartalen), groep=asked.groep,
        code=asked.code, naam=asked.naam,
    )  # fmt: skip
    told = _breaks(asked, frozenset({_reeks(asked)}))
    return earlier.answer(
        found, _worked_out(request, before), warning(told, "een jaar eerder", _span(asked), same_months=True)
    )


def _one(request: StaffRequest, naam: str) -> tuple[Gevraagd, Uitkomst, Figuur]:
    _, asked = _asked(request)
    found = _worked_out(request, asked)
    for figuur in _answer(request, asked, found).figuren:
        if figuur.naam == naam:
            return asked, found, figuur
    raise Http404


def _breaks(asked: Gevraagd, reeksen: frozenset[Reeks]) -> list[Breuk]:
    """Beside its own earlier year: from the first month of that year on (R-MON-3)."""
    if not asked.kwartalen:
        return []
    return breaks_in(_span(asked), reeksen, asked.code)


def _span(asked: Gevraagd) -> Periode:
    back = 12 if asked.groep is Vergelijkgroep.EERDER else 0
    last = month_after(asked.kwartalen[-1], MONTHS_IN_QUARTER - 1)
    return Periode(van=month_after(asked.kwartalen[0], -back), tot=last)


def _reeks(asked: Gevraagd) -> Reeks:
    return INDICATOREN[asked.cijfer.van].reeks if asked.cijfer.van in INDICATOREN else Reeks.MELDINGEN


def _provinces(asked: Gevraagd) -> list[dict[str, Any]]:
    """Every gemeente to choose from, by province; a province with a choice in it stands open."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for k in kenmerken_on(asked.kwartalen[-1]) if asked.kwartalen else ():
        if k.code != asked.code:
            found[k.provincie].append(
                {"code": k.code, "naam": names()[k.code], "gekozen": k.code in asked.gekozen}
            )
    return [
        {"naam": province, "gemeenten": sorted(rows, key=lambda row: row["naam"]),
         "gekozen": sum(row["gekozen"] for row in rows)}
        for province, rows in sorted(found.items())
    ]  # fmt: skip


def _links(figuur: Figuur, kept: str) -> dict[str, str]:
    names = ("tabel", "tekening") if figuur.tekening else ("tabel",)
    return {name: reverse(f"monitor:vergelijking_{name}", args=[figuur.naam]) + kept for name in names}


def _kept(request: StaffRequest) -> str:
    """The choices as they go along to the files; peers one by one."""
    query = QueryDict(mutable=True)
    for name in CHOICES:
        if request.GET.get(name):
            query[name] = request.GET[name]
    query.setlist("met", request.GET.getlist("met"))
    return f"?{urlencode(list(query.lists()), doseq=True)}" if any(query.values()) else ""


def _name(request: StaffRequest, asked: Gevraagd, figuur: str, ending: str) -> str:
    first, last = (quarter_code(asked.kwartalen[place]) for place in (0, -1))
    return f"{request.gemeente.pk}-vergelijking-{asked.cijfer.id}-{figuur}-{first}-{last}.{ending}"

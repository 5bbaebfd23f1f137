"""The resident answers without a log-in: one screen, one question (R-OUT-6)."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.models import Gemeente
from tijdig.accounts.staff import StaffRequest
from tijdig.accounts.visitors import address_of
from tijdig.outreach.actions.replies import INWONER, record_reply
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.terms import Reactiesoort, Reactiestand

from .choosing import Day, chosen, days_for
from .guessing import count_wrong, may_guess
from .models import Reactie, Reactiecode
from .standing import enter_by_code
from .texts import LANGUAGES, day_in, moment_in, texts_in
from .visitor import COOKIE, PATH, language_of, public, remember, with_code

SHOWN = 3  # days; the others are one tap away


@require_http_methods(["GET", "HEAD", "POST"])
@public
def start(request: StaffRequest) -> HttpResponse:
    """Type the code."""
    if request.method == "POST":
        return _exchange(request, request.POST.get("code", ""))
    return _show(request, "start")


@require_safe
@public
def by_code(request: StaffRequest, code: str) -> HttpResponse:
    """What the QR opens: the code leaves the address at once, and goes to no other site."""
    answer = _exchange(request, code)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _exchange(request: StaffRequest, typed: str) -> HttpResponse:
    """A code for a cookie. Unknown, over, erased: one answer."""
    address = address_of(request)
    if not may_guess(address):
        return redirect("reply:inwoner_te_vaak")
    code = enter_by_code(typed, today=request.today)
    if code is None:
        count_wrong(address)
        return redirect("reply:inwoner_onbekend")
    return remember(redirect("reply:inwoner_antwoord"), code)


@require_safe
@public
def onbekend(request: StaffRequest) -> HttpResponse:
    """The code opens nothing: what to do now, with the numbers everybody may know."""
    return _show(request, "onbekend", gemeenten=_phones())


@require_safe
@public
def te_vaak(request: StaffRequest) -> HttpResponse:
    """Too many wrong codes from this address, or from everybody together."""
    return _show(request, "te_vaak", status=429, gemeenten=_phones())


@require_safe
@with_code
def antwoord(request: StaffRequest, code: Reactiecode) -> HttpResponse:
    """The four answers, who asks, and what is done with the data."""
    given = _open_reply(code)
    return _show(
        request, "antwoord", code=code, soorten=[soort.value for soort in Reactiesoort],
        given=given and _in_words(given, language_of(request)),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def kies(request: StaffRequest, code: Reactiecode, soort: str) -> HttpResponse:
    """One answer: when, or are you sure."""
    if soort not in list(Reactiesoort):
        raise Http404
    kind, fault = Reactiesoort(soort), ""
    days = days_for(kind, code.zaak, language=language_of(request), today=request.today)
    if request.method == "POST":
        made = chosen(kind, request.POST, days)
        if isinstance(made, str):
            fault = made
        else:
            try:
                record_reply(code.pk, antwoord=made, today=request.today, by=INWONER)
                return redirect("reply:inwoner_klaar")
            except Refused:
                fault = "moment_weg"
                days = days_for(kind, code.zaak, language=language_of(request), today=request.today)
    wanted = request.POST.get("moment", "")
    return _show(
        request, "kies", code=code, soort=soort, fault=fault, status=422 if fault else 200, moment=wanted,
        telefoon=request.POST.get("telefoon", "")[:20], **_folded(days, wanted),
    )  # fmt: skip


def _folded(days: list[Day], wanted: str) -> dict[str, Any]:
    """The first days; those with moments of the agenda are long, so the others fold, unless the choice is there."""
    short = bool(days) and "/" not in days[0].choices[0].value
    later = days[SHOWN:] if short else []
    away = all(choice.value != wanted for day in later for choice in day.choices)
    return {"days": days[: len(days) - len(later)], "later": later, "short": short, "folded": away}


@require_safe
@with_code
def klaar(request: StaffRequest, code: Reactiecode) -> HttpResponse:
    """What happens next; the answer may still be changed."""
    given = _open_reply(code)
    if given is None:
        return redirect("reply:inwoner_antwoord")
    return _show(request, "klaar", code=code, given=_in_words(given, language_of(request)), soort=given.soort)


@require_POST
@public
def sluit(request: StaffRequest) -> HttpResponse:
    """Forget the code on this device."""
    answer = _show(request, "gesloten")
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer


def _open_reply(code: Reactiecode) -> Reactie | None:
    return Reactie.objects.filter(zaak=code.zaak, stand=Reactiestand.OPEN).select_related("afspraak").first()


def _in_words(given: Reactie, language: str) -> dict[str, str]:
    """The answer in the language of the reader. It names nobody, so the phone number stays out."""
    texts, when, where = texts_in(language), "", ""
    if given.dag:
        when = f"{day_in(language, given.dag)}{texts['komma']}{texts[given.dagdeel]}"
    if given.moment:
        when = moment_in(language, timezone.localtime(given.moment))
    if given.afspraak:
        when = moment_in(language, timezone.localtime(given.afspraak.moment))
        where = given.afspraak.plaats
    sentence = texts[f"klaar_{given.soort}"].format(wanneer=when, plaats=where)
    return {"kop": texts[given.soort], "zin": sentence}


def _phones() -> list[Gemeente]:
    return list(Gemeente.objects.exclude(telefoon="").order_by("naam"))


def _show(
    request: StaffRequest, page: str, *, code: Reactiecode | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    language = language_of(request)
    values: dict[str, object] = defaultdict(str)
    if code is not None:
        term = policy_on(request.today, code.gemeente_id).bewaartermijn
        values |= {
            "gemeente": code.gemeente.naam,
            "maanden": min(term.na_afsluiten_maanden, term.maximum_maanden),
        }
    raw = texts_in(language)
    texts = {key: text.format_map(values) if isinstance(text, str) else text for key, text in raw.items()}
    kind = str(more.get("soort", ""))
    shown = {
        "t": texts, "language": language, "richting": texts["richting"],
        "languages": [(key, texts_in(key)["taal"]) for key in LANGUAGES],
        "gemeente_van": code.gemeente if code else None,
        "medewerker": code.zaak.behandelaar if code else None,
        "knoppen": [(key, texts[key]) for key in more.pop("soorten", ())],
        "vraag": texts.get(f"{kind}_vraag", ""), "tekst": texts.get(f"{kind}_tekst", ""),
        "hulp": texts.get(f"{kind}_hulp", ""),
        "knop": texts.get(f"{kind}_knop", texts["verstuur"]), "fout": texts.get(str(more.pop("fault", "")), ""),
        "fout_bij_telefoon": texts["telefoon_fout"],
        **more,
    }  # fmt: skip
    return render(request, f"reply/{page}.html", shown, status=status)

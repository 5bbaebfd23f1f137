"""The two addresses that CBS calls, and their description. A token, a signature, and then the data (R-MON-9)."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tijdig.accounts import limits
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.accounts.visitors import address_of
from tijdig.connectors.jades import NoSigningKey, SigningKey, sign
from tijdig.ddas.actions.collect import fetch_page, start_ronde
from tijdig.ddas.keys import signing_key
from tijdig.ddas.models import Ddasafnemer, Ddasronde
from tijdig.ddas.queries import usual_vraag
from tijdig.policies import policy_on
from tijdig.refusals import Refused

from .asking import SIGNATURE, Aanvraag, check_signature, read_aanvraag
from .describing import description
from .keeping import Kept
from .problems import Problem, as_answer
from .tokens import SCOPE, TOKEN_SECONDS, bearer, known_client, new_token

WINDOW = 60
REQUESTS = 60  # in a window, of one afnemer
WRONG_SECRETS = 10  # in a quarter of an hour, from one address
GUESSING = 15 * 60
View = Callable[[HttpRequest], HttpResponse | FileResponse]


def only_post(view: View) -> View:
    """Problems become answers; another method is one of them."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse | FileResponse:
        try:
            if request.method != "POST":
                raise Problem(
                    405, "Alleen POST", "Dit adres kent alleen POST.", fsc="ERROR_CODE_METHOD_UNSUPPORTED"
                )
            return view(request)
        except Problem as problem:
            return as_answer(problem)
        except Refused as refused:
            return as_answer(_not_allowed(str(refused)))

    return guarded


@only_post
def token(request: HttpRequest) -> HttpResponse:
    """RFC 6749, 4.4. Wrong secrets are counted, right ones are not."""
    address = address_of(request)
    if limits.times("ddas", address, window=GUESSING) >= WRONG_SECRETS:
        raise Problem(429, "Te vaak geprobeerd", "Wacht een kwartier.", wait=GUESSING)
    afnemer = known_client(request)
    if afnemer is None:
        limits.count("ddas", address, window=GUESSING)
        refused = JsonResponse({"error": "invalid_client"}, status=401)
        refused["WWW-Authenticate"] = "Basic"
        return refused
    if request.POST.get("grant_type") != "client_credentials":
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    if request.POST.get("scope", SCOPE) != SCOPE:
        return JsonResponse({"error": "invalid_scope"}, status=400)
    given = {
        "access_token": new_token(afnemer),
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
        "scope": SCOPE,
    }
    return JsonResponse(given, headers={"Cache-Control": "no-store"})


@only_post
def gegevens(request: HttpRequest) -> FileResponse:
    """One page of the data, signed."""
    afnemer = bearer(request)
    if limits.count("ddas.gegevens", str(afnemer.pk), window=WINDOW) > REQUESTS:
        raise Problem(429, "Te veel verzoeken", "Wacht een minuut.", wait=WINDOW)
    check_signature(request, afnemer)
    key = _key()
    code = Gemeente.objects.order_by("pk").values_list("pk", flat=True).first() or ""
    uitwisseling = policy_on(today(), code).uitwisseling
    aanvraag = read_aanvraag(request.body, usual=usual_vraag(today(), code), uitwisseling=uitwisseling)
    ronde = _ronde(afnemer, aanvraag)
    pagina = aanvraag.pagina if aanvraag.pagina <= len(ronde.paginas) else 1
    before, after = _around(ronde, pagina)
    with ExitStack() as stack:
        page = stack.enter_context(Kept())
        page.write(before)
        fetch_page(ronde, vraag=aanvraag.vraag, pagina=pagina, write=page.write, by=afnemer_code(afnemer))
        page.write(after)
        answer = _signed(page, key)
        stack.pop_all()  # from here the answer closes it
    return answer


def afnemer_code(afnemer: Ddasafnemer) -> str:
    """Who acts, in the audit trail."""
    return f"ddasafnemer:{afnemer.pk}"


def _ronde(afnemer: Ddasafnemer, aanvraag: Aanvraag) -> Ddasronde:
    """The first page begins a new round; the others go on with the last one of today."""
    earlier = Ddasronde.objects.filter(afnemer=afnemer, vraag=aanvraag.code, dag=today())
    ronde = earlier.order_by("-gemaakt_op").first() if aanvraag.pagina > 1 else None
    ronde = ronde or start_ronde(
        afnemer_id=afnemer.pk, vraag=aanvraag.vraag, organisatie=aanvraag.organisatie, code=aanvraag.code,
        paginagrootte=aanvraag.paginagrootte, today=today(), by=afnemer_code(afnemer),
    )  # fmt: skip
    if ronde is None:
        raise _not_allowed("Geen gemeente heeft toestemming gegeven om dit op te halen.")
    return ronde


def _not_allowed(detail: str) -> Problem:
    return Problem(403, "Geen toestemming", detail, fsc="ERROR_CODE_WRONG_GROUP_ID_IN_TOKEN")


def _around(ronde: Ddasronde, pagina: int) -> tuple[bytes, bytes]:
    """What stands before the message and after it."""
    if len(ronde.paginas) == 1:
        return b'{"gegevens":', b"}"
    paging = {
        "pageSize": ronde.paginagrootte, "currentPage": pagina, "totalPages": len(ronde.paginas),
        "totalRecords": ronde.signalen,
    }  # fmt: skip
    return b'{"gegevens":', b',"paginering":' + json.dumps(paging).encode() + b"}"


def _key() -> SigningKey:
    """Asked for before anything is read: without it nothing leaves."""
    try:
        return signing_key()
    except NoSigningKey as error:
        detail = "De sleutel voor de handtekening is niet ingesteld. Er is niets geleverd."
        raise Problem(503, "Handtekening niet mogelijk", detail) from error


def _signed(page: Kept, key: SigningKey) -> FileResponse:
    headers = {"Digest": page.digest, SIGNATURE: sign(page.digest, key), "Cache-Control": "no-store"}
    return FileResponse(page.from_the_start(), content_type="application/json", headers=headers)


@require_safe
def beschrijving(request: HttpRequest) -> HttpResponse:
    """The description of this API (OpenAPI 3.1)."""
    code = Gemeente.objects.order_by("pk").values_list("pk", flat=True).first() or ""
    uitwisseling = policy_on(today(), code).uitwisseling
    return JsonResponse(description(uitwisseling.versies[uitwisseling.versie]))

"""What NotifyNL comes to tell: a receipt, a letter that the post returned, a text message of a resident (R-OUT-3)."""

import hmac
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.connectors.notify import read_receipt, read_received, read_returned

from .actions.receipts import note_receipt
from .actions.received import take_sms
from .actions.sending_letters import note_letter, note_returned

LARGEST = 20_000


@csrf_exempt
@require_POST
def notify_melding(request: HttpRequest, code: str) -> HttpResponse:
    """One callback. What is nothing we know changes nothing; who does not carry our token learns nothing."""
    token = str(settings.SENDING["callback_token"])
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(said.encode(), token.encode()):
        return HttpResponse(status=401)
    if not Gemeente.objects.filter(pk=code).exists():
        return HttpResponse(status=404)
    try:
        known = _noted(json.loads(request.body[:LARGEST]), code)
    except ValueError:
        known = None
    if known is None:
        return HttpResponse(status=400)
    return HttpResponse(status=204 if known else 404)


def _noted(body: Any, code: str) -> bool | None:
    """Whether what was told is about something of ours; None when it cannot be read."""
    if received := read_received(body):
        take_sms(received, gemeente_code=code, today=today(), by=SYSTEM)
        return True
    if returned := read_returned(body):
        return note_returned(returned, gemeente_code=code, today=today(), by=SYSTEM)
    if receipt := read_receipt(body):
        known = note_receipt(receipt, gemeente_code=code, by=SYSTEM)
        return known or note_letter(receipt, gemeente_code=code, today=today(), by=SYSTEM) is not None
    return None

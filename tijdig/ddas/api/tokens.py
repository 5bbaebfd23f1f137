"""OAuth 2 client credentials: a secret gives a token for ten minutes, the token gives the data (RFC 6749, 6750).

A token is signed, not kept. It says who, and with which secret it was asked: a new secret ends the tokens of the old.
"""

import base64
import binascii

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.http import HttpRequest

from tijdig.ddas.models import Ddasafnemer
from tijdig.sealed import fingerprint

from .problems import Problem

TOKEN_SECONDS = 600
SALT = "tijdig.ddas.token"
SCOPE = "read"
_DUMMY = make_password("nobody has this secret")


def known_client(request: HttpRequest) -> Ddasafnemer | None:
    """Who shows a right secret, in the Authorization header or in the form. Takes as long when it is nobody."""
    code, secret = (text.replace("\0", "") for text in _shown(request))  # the database knows no such sign
    afnemer = Ddasafnemer.objects.filter(klantcode=code, actief=True).first() if code else None
    right = check_password(secret, afnemer.geheim_hash if afnemer else _DUMMY)
    return afnemer if right else None


def _shown(request: HttpRequest) -> tuple[str, str]:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.POST.get("client_id", "")[:200], request.POST.get("client_secret", "")[:200]
    try:
        code, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return code, secret[:200]


def new_token(afnemer: Ddasafnemer) -> str:
    return signing.dumps([afnemer.pk, fingerprint(afnemer.geheim_hash)], salt=SALT)


def bearer(request: HttpRequest) -> Ddasafnemer:
    """Who carries a valid token. Errors: Problem 401, with the code of FSC."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _not_let_in("MISSING", "Er is geen toegangstoken meegestuurd.")
    try:
        number, secret = signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS)
    except signing.SignatureExpired as error:
        raise _not_let_in("EXPIRED", "Het toegangstoken is verlopen. Vraag een nieuw.") from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise _not_let_in("INVALID", "Het toegangstoken is niet geldig.") from error
    afnemer = Ddasafnemer.objects.filter(pk=number, actief=True).first()
    if afnemer is None or fingerprint(afnemer.geheim_hash) != secret:
        raise _not_let_in("INVALID", "Het toegangstoken is niet geldig.")
    return afnemer


def _not_let_in(what: str, detail: str) -> Problem:
    return Problem(401, "Geen toegang", detail, fsc=f"ERROR_CODE_ACCESS_TOKEN_{what}")

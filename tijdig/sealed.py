"""The BSN at rest: sealed for who may read it, with a fingerprint to find it by.

AES-256-GCM and a keyed hash, both with keys derived from `TIJDIG_SLEUTEL`: the database alone
gives no BSN, and equal numbers can still be found with one index look-up (R-SHV-3).
Source: Wgs art. 8c; AVG art. 32; ADR 6.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


class NoKey(RuntimeError):
    """The key is missing or wrong. The message says what to set."""


def seal(text: str) -> str:
    """The text, readable only with the key. Every call gives another value."""
    return _seal(text, os.urandom(NONCE_BYTES))


def seal_many(texts: Sequence[str]) -> list[str]:
    """Each of these texts sealed; the chance for all is drawn at once, which for thousands is most of the time."""
    chance = os.urandom(NONCE_BYTES * len(texts))
    nonces = (chance[at : at + NONCE_BYTES] for at in range(0, len(chance), NONCE_BYTES))
    return [_seal(text, nonce) for text, nonce in zip(texts, nonces, strict=True)]


def _seal(text: str, nonce: bytes) -> str:
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed. Errors: cryptography's InvalidTag when it was changed or the key is another."""
    raw = base64.b64decode(sealed)
    return _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()


def fingerprint(text: str) -> str:
    """The same 32 hexadecimal signs for the same text; cannot be turned back without the key."""
    return hmac.new(_key(b"kenmerk"), text.encode(), hashlib.sha256).hexdigest()[:32]


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key(b"zegel"))


@cache
def _key(purpose: bytes) -> bytes:
    secret = os.environ.get("TIJDIG_SLEUTEL", "")
    if len(secret) < 32:
        raise NoKey(
            "TIJDIG_SLEUTEL ontbreekt of is te kort: zet 32 of meer willekeurige tekens (zie .env.example)."
        )
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())

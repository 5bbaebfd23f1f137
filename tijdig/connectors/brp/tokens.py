"""The OAuth 2.0 token of the gateway: fetched once, kept until shortly before it expires.

Source: RFC 6749 §4.4 (client credentials).
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tijdig.connectors.brp.config import OAuthConfig

# A token that is about to expire may do so under way.
MARGIN_SECONDS = 30.0
# What RFC 6749 leaves open when `expires_in` is missing; short, so that a mistake is soon over.
UNKNOWN_LIFE_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True, repr=False)
class Token:
    """`life_seconds` is how long it is valid, counted from the moment it was asked."""

    value: str
    life_seconds: float = UNKNOWN_LIFE_SECONDS


class TokenSource:
    """One token for all threads. `fetch` asks the token endpoint and raises when there is none."""

    def __init__(self, fetch: Callable[[], Token], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._value = ""
        self._good_until = 0.0

    def current(self) -> str:
        """The token of now; fetched when there is none or when it is nearly over."""
        with self._lock:
            if not self._value or self._clock() >= self._good_until:
                asked = self._clock()
                token = self._fetch()
                margin = min(MARGIN_SECONDS, token.life_seconds / 2)
                self._value, self._good_until = token.value, asked + token.life_seconds - margin
            return self._value

    def forget(self, value: str) -> None:
        """Drop a token that was refused, unless another thread already did."""
        with self._lock:
            if self._value == value:
                self._value = ""


def token_form(oauth: OAuthConfig) -> dict[str, str]:
    """What is posted to the token endpoint."""
    form = {
        "grant_type": "client_credentials",
        "client_id": oauth.client_id,
        "client_secret": oauth.client_secret,
    }
    return form | ({"scope": oauth.scope} if oauth.scope else {}) | dict(oauth.extra)


def token_of(answer: object) -> Token:
    """Read the answer of the token endpoint. Raises ValueError when there is no token in it."""
    value = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(value, str) or not value.isascii() or not value:
        raise ValueError("Het antwoord bevat geen token.")
    life = _positive(answer.get("expires_in"))
    return Token(value=value) if life is None else Token(value=value, life_seconds=life)


def _positive(life: object) -> float | None:
    if isinstance(life, str) and life.isascii() and life.isdigit():
        return float(life) or None
    return float(life) if isinstance(life, int | float) and life > 0 else None

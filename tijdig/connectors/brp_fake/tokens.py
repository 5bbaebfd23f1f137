"""The token endpoint of the fake. Source: RFC 6749 §4.4 and §5."""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl


@dataclass(frozen=True, kw_only=True)
class FakeOAuth:
    """Whom the fake trusts. `expires_in` in seconds; `extra` is what must be posted besides."""

    client_id: str
    client_secret: str = field(repr=False)
    scope: str = ""
    expires_in: int = 3600
    extra: Mapping[str, str] = field(default_factory=dict)


class Tokens:
    """Hands out tokens and knows which are good."""

    def __init__(self, oauth: FakeOAuth) -> None:
        self._oauth = oauth
        self._lock = threading.Lock()
        self._good_until: dict[str, float] = {}

    def grant(self, form: str) -> tuple[int, dict[str, object]]:
        """Status and answer for one posted form."""
        given = dict(parse_qsl(form, keep_blank_values=True))
        oauth = self._oauth
        if given.get("grant_type") != "client_credentials":
            return 400, {"error": "unsupported_grant_type"}
        if (given.get("client_id"), given.get("client_secret")) != (oauth.client_id, oauth.client_secret):
            return 401, {"error": "invalid_client"}
        if given.get("scope", "") != oauth.scope:
            return 400, {"error": "invalid_scope"}
        if any(given.get(name) != value for name, value in oauth.extra.items()):
            return 400, {"error": "invalid_request"}
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._good_until[token] = time.monotonic() + oauth.expires_in
        return 200, {"access_token": token, "token_type": "bearer", "expires_in": oauth.expires_in}

    def accepts(self, authorization: str) -> bool:
        kind, _, token = authorization.partition(" ")
        with self._lock:
            return kind.lower() == "bearer" and self._good_until.get(token, 0.0) > time.monotonic()

    def revoke(self) -> None:
        """No token is good any more."""
        with self._lock:
            self._good_until.clear()

"""One JSON request over HTTP for services that send messages; nothing personal is logged."""

import json
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tijdig.connectors.sending import NotNow

log = logging.getLogger("tijdig.berichten")
LARGEST_ANSWER = 2_000_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    status: int
    body: Any  # None when it is no JSON


class JsonHttp:
    """A client of one service. Safe for many threads. `ca`: path of a PEM file, empty for the usual authorities."""

    def __init__(self, base_url: str, *, timeout_seconds: float, ca: str = "") -> None:
        self._base = base_url.rstrip("/")
        self._http = httpx.Client(
            timeout=timeout_seconds, trust_env=False, verify=ssl.create_default_context(cafile=ca or None)
        )

    def ask(
        self, method: str, path: str, *, content: bytes | None, headers: Mapping[str, str],
        query: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """Errors: NotNow, certain only when no connection was made at all."""
        try:
            got = self._http.request(
                method, self._base + path, content=content, headers=dict(headers), params=dict(query or {})
            )
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise NotNow("geen verbinding", certain=True) from None
        except httpx.HTTPError:
            raise NotNow("antwoord bleef uit", certain=False) from None
        log.info("%s: %s", method, got.status_code)
        return Answer(status=got.status_code, body=_json(got.content))


def _json(content: bytes) -> Any:
    try:
        return json.loads(content[:LARGEST_ANSWER])
    except ValueError:
        return None

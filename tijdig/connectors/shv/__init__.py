"""Ask a service of the gemeente who is in schuldhulpverlening (R-SHV-3). Source: Leidraad 3.2.6; Wgs 8b, 8c.

`POST {base_url}/inschrijvingen` with `{"bsns": [...]}` answers `{"inschrijvingen": [{"bsn", "product", "ingang",
"einde", "professional"}]}`: days in ISO, `einde` null while it runs. A BSN goes in the body only, never in an address.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tijdig.connectors.http import JsonHttp
from tijdig.connectors.sending import NotNow

MOST = 100  # persons in one question


@dataclass(frozen=True, kw_only=True)
class ShvConfig:
    base_url: str
    api_key: str = field(repr=False)
    timeout_seconds: float = 10.0
    ca: str = ""


@dataclass(frozen=True, kw_only=True)
class ShvRegel:
    """One admission to schuldhulpverlening."""

    bsn: str = field(repr=False)
    product: str
    ingang: date
    einde: date | None
    professional: str


class ShvError(Exception):
    """No usable answer; later may help. The text holds no person."""


class ShvClient:
    """A client of one register. Safe for many threads."""

    def __init__(self, config: ShvConfig) -> None:
        self._headers = {"Content-Type": "application/json", "X-API-KEY": config.api_key}
        self._http = JsonHttp(config.base_url, timeout_seconds=config.timeout_seconds, ca=config.ca)

    def look_up(self, bsns: Sequence[str]) -> list[ShvRegel]:
        """All that the register knows of these persons, at most `MOST`. Errors: ShvError."""
        body = json.dumps({"bsns": list(bsns)}).encode()
        try:
            answer = self._http.ask("POST", "/inschrijvingen", content=body, headers=self._headers)
        except NotNow as error:
            raise ShvError(error.reason) from None
        if answer.status != 200:
            raise ShvError(f"status {answer.status}")
        return _read(answer.body, frozenset(bsns))


def _read(body: Any, asked: frozenset[str]) -> list[ShvRegel]:
    """Half an answer is no answer. Whom nobody asked about is passed over."""
    try:
        found = [
            ShvRegel(
                bsn=str(row["bsn"]), product=str(row.get("product") or ""), ingang=date.fromisoformat(row["ingang"]),
                einde=date.fromisoformat(row["einde"]) if row.get("einde") else None,
                professional=str(row.get("professional") or ""),
            )
            for row in body["inschrijvingen"]
        ]  # fmt: skip
    except (TypeError, KeyError, ValueError, AttributeError):
        raise ShvError("antwoord niet te lezen") from None
    return [regel for regel in found if regel.bsn in asked]

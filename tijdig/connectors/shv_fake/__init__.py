"""A register of schuldhulpverlening that speaks HTTP on loopback, as the connector expects it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tijdig.connectors.sending_fake import FakeHttp, Fault, FaultKind

__all__ = ["API_KEY", "FakeShv", "Fault", "FaultKind"]
API_KEY = "alleen-voor-de-nagebootste-dienst"


class FakeShv(FakeHttp):
    """`regels`: what it knows, as the API tells it. `asked`: whom it was asked about."""

    def __init__(self, regels: Iterable[Mapping[str, Any]] = (), faults: Iterable[Fault | None] = ()) -> None:
        super().__init__(faults)
        self.regels = [dict(regel) for regel in regels]
        self.asked: list[str] = []

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        if headers.get("x-api-key") != API_KEY:
            return 401, {"fout": "sleutel"}
        if (method, path) != ("POST", "/inschrijvingen"):
            return 404, {"fout": "adres"}
        bsns = json.loads(body)["bsns"]
        self.asked += bsns
        return 200, {"inschrijvingen": [regel for regel in self.regels if regel["bsn"] in bsns]}

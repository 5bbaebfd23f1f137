"""The output service of a gemeente, as it should be: checks the signature, takes each reference once."""

import hmac
import json
import time
from collections.abc import Iterable, Mapping
from typing import Any

from tijdig.connectors.sending_fake import FakeHttp, Fault, FaultKind
from tijdig.connectors.webhook import SIGNATURE, signature

__all__ = ["FakeWebhook", "Fault", "FaultKind"]
OLDEST = 300  # seconds


class FakeWebhook(FakeHttp):
    """`taken`: per reference what came in."""

    def __init__(self, secret: str, faults: Iterable[Fault | None] = ()) -> None:
        super().__init__(faults)
        self.secret = secret
        self.taken: dict[str, dict[str, Any]] = {}

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        said = headers.get(SIGNATURE.lower(), "")
        moment = said.removeprefix("t=").partition(",")[0]
        if not moment.isdigit() or abs(time.time() - int(moment)) > OLDEST:
            return 401, {"fout": "tijd"}
        if not hmac.compare_digest(said, signature(self.secret, int(moment), body)):
            return 401, {"fout": "handtekening"}
        message = json.loads(body)
        self.taken.setdefault(message["referentie"], message)
        return 200, {"ontvangen": True}

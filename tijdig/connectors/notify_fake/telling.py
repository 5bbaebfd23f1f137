"""A fake NotifyNL that tells what became of a message, as the real one does: a callback with our token, tried again.

Source: NotifyNL API 1.0.3, callbacks: the receipt of a message, a letter that the post returned, an answer by SMS.
"""

import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from tijdig.connectors.notify_fake import FAILING, FakeNotify, returned_letter

TRIES = 5
LOST, POSTED, ARRIVED = "permanent-failure", "received", "delivered"
ANSWERS = (
    "Bel mij morgen na vijf uur",
    "Wie bent u precies?",
    "Stop",
)  # what people answer to an SMS, in turn


class TellingNotify(FakeNotify):
    """`after_seconds`: how long a message is on its way. `lost_every`: each so-manyth does not arrive; 0 for none.

    `answered_every`: each so-manyth SMS that arrives is answered; 0 for none.
    """

    def __init__(
        self, *, callback: str, token: str, after_seconds: float, lost_every: int = 0, answered_every: int = 0
    ) -> None:
        super().__init__()
        self._callback, self._token = callback, token
        self._after, self._lost_every, self._answered_every = after_seconds, lost_every, answered_every
        self._arrived = itertools.count(1)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        taken = len(self.sent)
        status, said = super().answer(method, path, headers, body)
        for one in self.sent[taken:]:
            ends_as, is_letter = str(one["status"]), one["type"] == "letter"
            lost = bool(self._lost_every) and len(self.sent) % self._lost_every == 0
            if lost and not is_letter and ends_as not in FAILING.values():
                ends_as = LOST
            one["status"] = "accepted" if is_letter else "sending"
            told = (one, ends_as, lost and ends_as == POSTED)
            threading.Thread(target=self._tell_later, args=told, daemon=True).start()
        return status, said

    def _tell_later(self, one: dict[str, Any], ends_as: str, returned: bool) -> None:
        time.sleep(self._after)
        one["status"] = ends_as
        receipt = {
            "id": one["id"], "reference": one["reference"], "to": one["phone_number"] or one["email_address"] or "",
            "status": ends_as, "notification_type": one["type"], "created_at": one["created_at"],
            "sent_at": one["sent_at"], "completed_at": one["completed_at"], "template_id": one["template"]["id"],
            "template_version": 1,
        }  # fmt: skip
        self._tell(receipt)
        if returned:
            self._tell(returned_letter(one))
        if one["type"] == "sms" and ends_as == ARRIVED:
            self._maybe_answer(str(one["phone_number"]))

    def _maybe_answer(self, number: str) -> None:
        arrived = next(self._arrived)
        if self._answered_every and arrived % self._answered_every == 0:
            time.sleep(self._after)
            answer = ANSWERS[(arrived // self._answered_every - 1) % len(ANSWERS)]
            self._tell(self.receive(number, answer))

    def _tell(self, said: Mapping[str, Any]) -> None:
        for _ in range(TRIES):
            if tell(self._callback, said, token=self._token) < 400:
                return
            time.sleep(self._after)


def tell(address: str, said: Mapping[str, Any], *, token: str) -> int:
    """Bring one callback to its address on loopback. The status of the answer; 503 when nobody is there."""
    asked = urllib.request.Request(  # noqa: S310 (an address on loopback, given by whoever runs the fake)
        address, data=json.dumps(said).encode(), method="POST",
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 503

"""The fake as a server on a free port of this machine; `with FakePartner(secret) as partner: partner.url`."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tijdig.connectors.partner_webhook.signature import ID, is_signed_by

PATIENCE_SECONDS = 30.0


class Fault(StrEnum):
    """What a receiver can do wrong."""

    HANG_UP = "hang_up"
    SLOW = "slow"
    DRIP = "drip"
    NONSENSE = "nonsense"
    REDIRECT = "redirect"
    BUSY = "busy"
    BROKEN = "broken"
    GONE = "gone"


STATUS = {Fault.BUSY: 429, Fault.BROKEN: 500, Fault.GONE: 410}


@dataclass(frozen=True)
class Got:
    """One message that was taken in."""

    delivery: str
    body: bytes


class FakePartner:
    """Keeps what came in with a right signature. `faults` is taken from one request at a time, None for right."""

    def __init__(self, secret: str, faults: Iterable[Fault | None] = ()) -> None:
        self.secret, self.faults = secret, list(faults)
        self.taken: dict[str, Got] = {}
        self.asked, self.refused = 0, 0
        self.released = threading.Event()
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        if self._server is None:
            raise RuntimeError("De nagebootste partner draait niet.")
        return f"http://127.0.0.1:{self._server.server_address[1]}/terugkoppeling"

    def __enter__(self) -> Self:
        partner: FakePartner = self

        class Handler(_Handler):
            of = partner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(BaseHTTPRequestHandler):
    of: FakePartner

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.of.asked += 1
        fault = self.of.faults.pop(0) if self.of.faults else None
        if fault is not None:
            self._go_wrong(fault)
            return
        if not is_signed_by(self.of.secret, dict(self.headers.items()), body, now=int(time.time())):
            self.of.refused += 1
            self._answer(401)
            return
        delivery = self.headers[ID]
        self.of.taken.setdefault(delivery, Got(delivery, body))  # a second time does nothing
        self._answer(204)

    def _go_wrong(self, fault: Fault) -> None:
        if fault is Fault.SLOW:
            self.of.released.wait(PATIENCE_SECONDS)
        elif fault is Fault.DRIP:
            self._drip()
        elif fault is Fault.NONSENSE:
            self.wfile.write(b"geen HTTP maar onzin\r\n\r\n")
        elif fault is Fault.REDIRECT:
            self._answer(302, location="http://127.0.0.1:9/ergens-anders")
        elif fault in STATUS:
            self._answer(STATUS[fault])
        self.close_connection = True

    def _drip(self) -> None:
        """One sign at a time, so that no single wait is long."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Traag: ")
            while not self.of.released.wait(0.05):
                self.wfile.write(b"x")
        except OSError:
            return

    def _answer(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of a message is written anywhere."""

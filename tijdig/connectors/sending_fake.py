"""Base of the fakes that speak HTTP: a real server on loopback that can be made to fail, one request at a time."""

import itertools
import json
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class FaultKind(StrEnum):
    """One way in which an answer can be no answer. `TAKEN` does the work first: only the answer is lost."""

    STATUS = "status"
    SLOW = "slow"
    HALF = "half"
    HANG_UP = "hang_up"
    NONSENSE = "nonsense"
    TAKEN = "taken"


@dataclass(frozen=True, kw_only=True)
class Fault:
    kind: FaultKind
    status: int = 500
    seconds: float = 0.5


class FakeHttp:
    """`faults` is taken from one request at a time, None for a right answer. Subclasses give `answer`."""

    def __init__(self, faults: Iterable[Fault | None] = ()) -> None:
        self._faults: Iterator[Fault | None] = iter(faults)
        self._server: ThreadingHTTPServer | None = None
        self.requests = 0

    @property
    def base_url(self) -> str:
        if self._server is None:
            raise RuntimeError("De nagebootste dienst draait niet.")
        return f"http://127.0.0.1:{self._server.server_port}"

    def inject(self, *faults: Fault | None) -> None:
        self._faults = itertools.chain(faults, self._faults)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        """Status and JSON of a right answer."""
        raise NotImplementedError

    def next_fault(self) -> Fault | None:
        self.requests += 1
        return next(self._faults, None)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": self}))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(BaseHTTPRequestHandler):
    fake: FakeHttp

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses stand in paths."""

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self._do()

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        fault = self.fake.next_fault()
        kind = fault.kind if fault else None
        if fault and kind is FaultKind.STATUS:
            self._say(fault.status, json.dumps({"status_code": fault.status, "errors": []}).encode())
            return
        if fault and kind is FaultKind.SLOW:
            time.sleep(fault.seconds)
            return
        if kind is FaultKind.HANG_UP:
            self.connection.close()
            return
        if kind is FaultKind.NONSENSE:
            self._say(200, b"<html>Even geduld")
            return
        status, answer = self.fake.answer(self.command, self.path, headers, body)
        if kind is FaultKind.TAKEN:
            self.connection.close()
            return
        self._say(status, json.dumps(answer).encode(), half=kind is FaultKind.HALF)

    def _say(self, status: int, content: bytes, *, half: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if half else content)
        if half:
            self.connection.close()

"""HTTP/1.1 of the fake: reading a request, writing an answer, and going wrong on purpose."""

import json
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tijdig.connectors.brp_fake.faults import Fault, FaultKind
from tijdig.connectors.brp_fake.problems import Problem, of_status, unreadable_body

if TYPE_CHECKING:
    from tijdig.connectors.brp_fake.server import FakeBrp

type Json = dict[str, Any]

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json"
BASE_PATH = "/haalcentraal/api/brp"
OAUTH_PATH = "/oauth/token"
DROPS = 20


class Listener(ThreadingHTTPServer):
    """Listens, and can hang up on those who keep their line open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], brp: "FakeBrp") -> None:
        self.brp = brp
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._lines.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._lines.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            _cut(line)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no error; anything else is a mistake of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One line with one caller."""

    protocol_version = "HTTP/1.1"
    server_version = "nagebootste-brp"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Listener

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is asked of a BRP is personal."""

    def do_GET(self) -> None:
        self._refuse(of_status(405))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self.close_connection = True
            self._refuse(of_status(411))
            return
        content = self.rfile.read(int(length))
        path = self.path.partition("?")[0]
        if path == OAUTH_PATH:
            self._token(content)
        elif path == f"{BASE_PATH}/personen":
            self._personen(content)
        else:
            self._refuse(of_status(404))

    def _token(self, content: bytes) -> None:
        granted = self.server.brp.grant_token(content.decode("ascii", errors="replace"))
        if granted is None:
            self._refuse(of_status(404))
            return
        status, answer = granted
        self._write(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _personen(self, content: bytes) -> None:
        brp = self.server.brp
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            body = self._checked(headers, content)
        except Problem as problem:
            self._refuse(problem)
            return
        fault = brp.begin(headers, body)
        try:
            time.sleep(brp.delay_seconds)
            self._answer(body, fault)
        finally:
            brp.end()

    def _checked(self, headers: dict[str, str], content: bytes) -> Json:
        """The question, when this caller may ask and it can be read."""
        if not self.server.brp.knows(headers):
            raise of_status(401)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise of_status(415)
        accepted = headers.get("accept", "*/*").lower()
        if not any(kind in accepted for kind in ("application/json", "application/*", "*/*")):
            raise of_status(406)
        try:
            body = json.loads(content)
        except (ValueError, RecursionError):
            raise unreadable_body() from None
        if not isinstance(body, dict):
            raise unreadable_body()
        return body

    def _answer(self, body: Json, fault: Fault | None) -> None:
        if fault and fault.kind is FaultKind.HANG_UP:
            self.close_connection = True
            _cut(self.connection)
            return
        try:
            if fault and fault.kind is FaultKind.STATUS:
                raise of_status(fault.status)
            content = self._content(body, fault)
        except Problem as problem:
            self._refuse(problem, retry_after=fault.retry_after if fault else "")
            return
        if fault and fault.kind in {FaultKind.HALF, FaultKind.DRIP, FaultKind.SLOW}:
            self._write_badly(content, fault)
        else:
            self._write(200, content, {"Content-Type": JSON})

    def _content(self, body: Json, fault: Fault | None) -> bytes:
        if fault and fault.kind is FaultKind.NONSENSE:
            return fault.text.encode()
        return json.dumps(self.server.brp.answer(body, fault), ensure_ascii=False).encode()

    def _refuse(self, problem: Problem, *, retry_after: str = "") -> None:
        body = problem.body | {"instance": self.path}
        headers = {"Content-Type": PROBLEM} | ({"Retry-After": retry_after} if retry_after else {})
        self._write(problem.status, json.dumps(body, ensure_ascii=False).encode(), headers)

    def _write(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self._start(status, content, headers)
        self.wfile.write(content)
        self.wfile.flush()

    def _start(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()

    def _write_badly(self, content: bytes, fault: Fault) -> None:
        """Late, in drops, or half."""
        if fault.kind is FaultKind.SLOW:
            time.sleep(fault.seconds)
            self._write(200, content, {"Content-Type": JSON})
            return
        self._start(200, content, {"Content-Type": JSON})
        if fault.kind is FaultKind.HALF:
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.close_connection = True
            _cut(self.connection)
            return
        size = len(content) // DROPS + 1
        for start in range(0, len(content), size):
            self.wfile.write(content[start : start + size])
            self.wfile.flush()
            time.sleep(fault.seconds / DROPS)


def _cut(line: socket.socket) -> None:
    """The other side may have been first."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return

"""A BAG that is not the BAG: a real server on this machine that answers `free` as the PDOK Locatieserver does.

`with FakeBag({adres: plaats}) as bag:` starts it; `bag.base_url` is what a client is given.
"""

import json
import re
import threading
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tijdig.rules.address import Adres
from tijdig.rules.visits import Plaats

NONSENSE, EMPTY, ERROR = "nonsense", "empty", "error"


class FakeBag:
    """Knows these addresses. `faults` is taken from one request at a time: None is a right answer."""

    def __init__(
        self, places: Mapping[Adres, Plaats], *, api_key: str = "", faults: Iterable[str | None] = ()
    ) -> None:
        self.places, self.api_key, self.faults = dict(places), api_key, iter(faults)
        self.requests = self.under_way = self.most_at_once = 0
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/bzk/locatieserver/search/v3_1"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, key: str) -> tuple[int, bytes]:
        """Status and body for one request."""
        fault = next(self.faults, None)
        if fault == ERROR:
            return 503, b""
        if fault in (NONSENSE, EMPTY):
            return 200, b"<html>" if fault == NONSENSE else b""
        if self.api_key and key != self.api_key:
            return 401, b"{}"
        asked = parse_qs(urlsplit(path).query)
        if not urlsplit(path).path.endswith("/free") or "q" not in asked:
            return 400, json.dumps(
                {"error": {"msg": "Verplichte parameter 'q' ontbreekt", "code": 400}}
            ).encode()
        docs = [
            _doc(adres, place) for adres, place in self.places.items() if _fits(adres, asked.get("fq", []))
        ]
        body = {
            "response": {"numFound": len(docs), "start": 0, "docs": docs[: int(asked.get("rows", ["10"])[0])]}
        }
        return 200, json.dumps(body).encode()


def _fits(adres: Adres, filters: list[str]) -> bool:
    known = {"type": "adres", "postcode": adres.postcode, "huisnummer": str(adres.huisnummer)}
    return all(known.get(name) == value for name, _, value in (text.partition(":") for text in filters))


def _doc(adres: Adres, place: Plaats) -> dict[str, Any]:
    found = {"postcode": adres.postcode, "huisnummer": adres.huisnummer,
             "centroide_ll": f"POINT({place.lon:.8f} {place.lat:.8f})"}  # fmt: skip
    letter = {"huisletter": adres.huisletter} if re.fullmatch("[A-Z]", adres.huisletter) else {}
    return found | letter | ({"huisnummertoevoeging": adres.toevoeging} if adres.toevoeging else {})


def _handler(fake: FakeBag) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with fake.lock:
                fake.requests += 1
                fake.under_way += 1
                fake.most_at_once = max(fake.most_at_once, fake.under_way)
                status, body = fake.answer(self.path, self.headers.get("X-Api-Key", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            with fake.lock:
                fake.under_way -= 1

        def log_message(self, format: str, *args: object) -> None:
            """Addresses stay out of logs."""

    return Handler

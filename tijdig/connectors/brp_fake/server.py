"""The fake as a server: real sockets, real HTTP, real refusals.

`with FakeBrp(persons) as brp:` starts it on a free port of this machine; `brp.base_url` is what a client is
given. It keeps no bodies: a test that wants to see them passes a `recorder`.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from tijdig.connectors.brp_fake import fields
from tijdig.connectors.brp_fake.faults import Fault, FaultKind
from tijdig.connectors.brp_fake.http import BASE_PATH, OAUTH_PATH, Listener
from tijdig.connectors.brp_fake.problems import too_many_results
from tijdig.connectors.brp_fake.questions import kind_of
from tijdig.connectors.brp_fake.register import Register
from tijdig.connectors.brp_fake.tokens import FakeOAuth, Tokens

type Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, repr=False)
class Seen:
    """One request as it came in. Headers with small letters."""

    headers: Mapping[str, str]
    body: Json


class FakeBrp:
    """A BRP with these persons.

    `faults` is taken from one request at a time, None for a right answer; `itertools.repeat(fault)` makes it
    fail for ever. `delay_seconds` is how long every answer takes. `requests` counts per type of question, and
    under `token` the tokens; `most_at_once` is how many questions were under way together.
    """

    def __init__(
        self,
        persons: Iterable[Json],
        *,
        api_key: str = "",
        api_key_header: str = "X-API-KEY",
        oauth: FakeOAuth | None = None,
        faults: Iterable[Fault | None] = (),
        delay_seconds: float = 0.0,
        today: date | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        recorder: Callable[[Seen], None] | None = None,
    ) -> None:
        self.register = Register(persons, today=today or datetime.now(tz=ZoneInfo("Europe/Amsterdam")).date())
        self.delay_seconds = delay_seconds
        self.requests: Counter[str] = Counter()
        self.most_at_once = 0
        self._key = (api_key_header, api_key)
        self._tokens = Tokens(oauth) if oauth else None
        self._faults: Iterator[Fault | None] = iter(faults)
        self._recorder = recorder
        self._address = (host, port)
        self._lock = threading.Lock()
        self._under_way = 0
        self._listener: Listener | None = None

    @property
    def base_url(self) -> str:
        return f"{self._origin()}{BASE_PATH}"

    @property
    def token_url(self) -> str:
        return f"{self._origin()}{OAUTH_PATH}"

    def _origin(self) -> str:
        if self._listener is None:
            raise RuntimeError("De nagebootste BRP draait niet.")
        host, port = self._listener.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> str:
        """Listen in another thread; gives the base URL."""
        self._listener = Listener(self._address, self)
        threading.Thread(
            target=self._listener.serve_forever, args=(0.05,), name="brp-fake", daemon=True
        ).start()
        return self.base_url

    def serve_forever(self, ready: Callable[[str], None]) -> None:
        """Listen in this thread; `ready` is told the base URL."""
        self._listener = Listener(self._address, self)
        ready(self.base_url)
        self._listener.serve_forever()

    def stop(self) -> None:
        """Hang up on everyone."""
        if self._listener is not None:
            self._listener.shutdown()
            self._listener.hang_up()
            self._listener.server_close()
            self._listener = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def inject(self, *faults: Fault | None) -> None:
        """Let the coming requests go wrong like this, before anything that was still planned."""
        with self._lock:
            self._faults = itertools.chain(faults, self._faults)

    def revoke_tokens(self) -> None:
        if self._tokens is not None:
            self._tokens.revoke()

    def grant_token(self, form: str) -> tuple[int, dict[str, object]] | None:
        """The answer of the token endpoint; None when there is no such endpoint."""
        with self._lock:
            self.requests["token"] += 1
        return self._tokens.grant(form) if self._tokens else None

    def knows(self, headers: Mapping[str, str]) -> bool:
        """Whether whoever sends these headers may ask anything."""
        if self._tokens is not None:
            return self._tokens.accepts(headers.get("authorization", ""))
        header, key = self._key
        return not key or headers.get(header.lower()) == key

    def begin(self, headers: Mapping[str, str], body: Json) -> Fault | None:
        """Count a question, and say what must go wrong with it."""
        if self._recorder is not None:
            self._recorder(Seen(headers=headers, body=body))
        with self._lock:
            self.requests[str(body.get("type", ""))] += 1
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            return next(self._faults, None)

    def end(self) -> None:
        with self._lock:
            self._under_way -= 1

    def answer(self, body: Json, fault: Fault | None) -> Json:
        """The answer to one question; raises Problem when it is refused."""
        kind = kind_of(body)
        found = self.register.find(body)
        if len(found) > kind.limit:
            raise too_many_results(kind.limit)
        if fault and fault.kind is FaultKind.EXTRA:
            return {"type": body["type"], "personen": found}
        if fault and fault.kind is FaultKind.WRONG_PERSON:
            return {"type": body["type"], "personen": [{"burgerservicenummer": "000000000"}]}
        tree = fields.tree_of(tuple(body["fields"]))
        return {"type": body["type"], "personen": [fields.project(person, tree) for person in found]}

"""One question over HTTP: sent with the right headers, tried again when that can help.

A refusal (4xx but 429) is final. No answer, a late answer, half an answer, nonsense, 429 and 5xx are tried
again with growing pauses, and in the end raise BrpUnavailable: never an empty list (spec §14).
"""

import json
import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from tijdig.connectors.brp.config import BrpConfig, OAuthConfig
from tijdig.connectors.brp.errors import BrpRefused, BrpUnavailable
from tijdig.connectors.brp.persons import Json
from tijdig.connectors.brp.problems import json_object, read_problem
from tijdig.connectors.brp.tokens import Token, TokenSource, token_form, token_of

log = logging.getLogger("tijdig.brp")

# Twenty persons are some tens of kilobytes. What is much larger is not an answer to our question.
LARGEST_ANSWER_BYTES = 8_000_000


class Interrupted(Exception):
    """No usable answer this time; trying again may help. The text holds no personal data."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        self.reason = reason
        self.retry_after = retry_after
        super().__init__(reason)


class Transport:
    """Sends requests for all threads, never more than `config.parallel` at once."""

    def __init__(self, config: BrpConfig, *, sleep: Callable[[float], None]) -> None:
        self._config = config
        self._sleep = sleep
        self._slots = threading.BoundedSemaphore(config.parallel)
        self._http = httpx.Client(
            verify=_trust(config.ca, config.certificate, config.certificate_key),
            timeout=config.timeout_seconds,
            limits=httpx.Limits(
                max_connections=config.parallel + 1, max_keepalive_connections=config.parallel + 1
            ),
            trust_env=False,  # only what is configured decides where personal data go
        )
        oauth = config.oauth
        self._tokens = TokenSource(lambda: self._fetch_token(oauth)) if oauth else None
        self._wait = wait_exponential_jitter(
            multiplier=config.pause_seconds, max=config.longest_pause_seconds, jitter=config.pause_seconds
        )

    def close(self) -> None:
        self._http.close()

    def ask[Answer](self, body: Json, headers: Mapping[str, str], read: Callable[[Json], Answer]) -> Answer:
        """Send one question and read its answer. `read` raises ValueError when the answer is nonsense.

        Raises BrpRefused or BrpUnavailable.
        """
        attempts = Retrying(
            retry=retry_if_exception_type(Interrupted),
            stop=self._must_stop,
            wait=self._pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            answer: Answer = attempts(self._ask_once, body, headers, read)
        except Interrupted as last:
            count = int(attempts.statistics["attempt_number"])
            log.warning("BRP gives no answer: %s, %s attempts", last.reason, count)
            raise BrpUnavailable(reason=last.reason, attempts=count, retry_after=last.retry_after) from None
        return answer

    def _must_stop(self, state: RetryCallState) -> bool:
        """Enough attempts, or the BRP asks for more patience than fits in one call."""
        return (
            stop_after_attempt(self._config.attempts)(state)
            or _asked_pause(state) > self._config.longest_pause_seconds
        )

    def _pause(self, state: RetryCallState) -> float:
        return max(self._wait(state), _asked_pause(state))

    def _ask_once[Answer](
        self, body: Json, headers: Mapping[str, str], read: Callable[[Json], Answer]
    ) -> Answer:
        with self._slots:
            received = self._send(json.dumps(body).encode(), headers)
        log.info("BRP %s: %s", body["type"], received.status)
        try:
            return read(_judged(received))
        except ValueError:
            raise Interrupted("onbegrijpelijk antwoord") from None

    def _send(self, content: bytes, headers: Mapping[str, str]) -> "Received":
        """Send with key or token; a token that is refused is renewed once."""
        url = f"{self._config.base_url.rstrip('/')}/personen"
        if self._tokens is None:
            key = {self._config.api_key_header: self._config.api_key} if self._config.api_key else {}
            return self._post(url, content, {**headers, **key})
        token = self._tokens.current()
        received = self._post(url, content, {**headers, "Authorization": f"Bearer {token}"})
        if received.status != 401:
            return received
        self._tokens.forget(token)
        return self._post(url, content, {**headers, "Authorization": f"Bearer {self._tokens.current()}"})

    def _fetch_token(self, oauth: OAuthConfig) -> Token:
        form = httpx.QueryParams(token_form(oauth))
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        received = self._post(oauth.token_url, str(form).encode(), kind)
        if received.status in {400, 401, 403}:
            raise BrpRefused(status=received.status, code="authentication")
        try:
            return token_of(_judged(received))
        except ValueError:
            raise Interrupted("geen token") from None

    def _post(self, url: str, content: bytes, headers: Mapping[str, str]) -> "Received":
        """Post and read all of the answer. A server that drips its answer is cut off as well."""
        deadline = time.monotonic() + self._config.timeout_seconds
        body = bytearray()
        try:
            with self._http.stream("POST", url, content=content, headers=dict(headers)) as response:
                for part in response.iter_bytes():
                    body += part
                    if time.monotonic() > deadline or len(body) > LARGEST_ANSWER_BYTES:
                        raise Interrupted("te lang of te groot antwoord")
                pause = _seconds(response.headers.get("Retry-After", ""))
                return Received(status=response.status_code, body=bytes(body), retry_after=pause)
        except httpx.TimeoutException:
            raise Interrupted("geen antwoord op tijd") from None
        except httpx.HTTPError:
            raise Interrupted("verbinding verbroken") from None


@dataclass(frozen=True, kw_only=True, repr=False)
class Received:
    """What came back. `retry_after` in seconds, if the server asked for a pause."""

    status: int
    body: bytes
    retry_after: float | None


def _judged(received: Received) -> Json:
    """The answer as JSON object; raises BrpRefused when it is a refusal, Interrupted when it is no answer."""
    if 400 <= received.status < 500 and received.status not in {408, 429}:
        problem = read_problem(received.body)
        raise BrpRefused(status=received.status, code=problem.code, parameters=problem.parameters)
    if received.status != 200:
        raise Interrupted(f"status {received.status}", received.retry_after)
    answer = json_object(received.body)
    if answer is None:
        raise Interrupted("onleesbaar antwoord")
    return answer


def _asked_pause(state: RetryCallState) -> float:
    failure = state.outcome.exception() if state.outcome else None
    return failure.retry_after or 0.0 if isinstance(failure, Interrupted) else 0.0


def _seconds(retry_after: str) -> float | None:
    """Retry-After as seconds from now: a number, or a moment. Source: RFC 9110 §10.2.3."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(tz=UTC)).total_seconds())


@cache
def _trust(ca: str, certificate: str, key: str) -> ssl.SSLContext:
    """Whom we trust and who we are; made once, because reading all authorities takes long."""
    context = ssl.create_default_context(cafile=ca or None)
    if certificate:
        context.load_cert_chain(certificate, key or None)
    return context

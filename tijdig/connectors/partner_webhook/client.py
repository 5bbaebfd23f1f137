"""One delivery over HTTP. Never more than one try here: the queue tries again, with growing pauses.

Only the status is read of the answer. Nothing of it is kept or logged, and a redirect is never followed.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from tijdig.rules.terms import Bezorguitslag

from .address import Forbidden, Network, Target, resolve
from .signature import ID, SIGNATURE, TIMESTAMP, sign

TOO_MANY, SERVER_FAULT = 429, 500


@dataclass(frozen=True, kw_only=True)
class WebhookConfig:
    """`private`: networks of our own that may be used all the same; `ca`: a file with certificates to trust."""

    timeout_seconds: float = 10.0
    whole_seconds: float = 20.0
    private: Sequence[Network] = ()
    ca: str = ""


@dataclass(frozen=True, kw_only=True)
class Message:
    """`delivery` is the same each time it is tried: the receiver does nothing the second time."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    delivery: str
    timestamp: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """How it ended. `status` is that of the answer, 0 without one."""

    uitslag: Bezorguitslag
    status: int = 0

    @property
    def is_final(self) -> bool:
        """Would trying again give the same? Then a person must look."""
        return self.uitslag in {Bezorguitslag.DOORVERWEZEN, Bezorguitslag.VERBODEN_ADRES}


def deliver(message: Message, config: WebhookConfig) -> Receipt:
    """Send it once. Raises nothing: whatever goes wrong is a receipt too."""
    try:
        status = _post(message, resolve(message.url, config.private), config)
    except Forbidden:
        return Receipt(uitslag=Bezorguitslag.VERBODEN_ADRES)
    except TimeoutError:
        return Receipt(uitslag=Bezorguitslag.TE_TRAAG)
    except http.client.RemoteDisconnected:
        return Receipt(uitslag=Bezorguitslag.GEEN_VERBINDING)
    except (http.client.HTTPException, ValueError):
        return Receipt(uitslag=Bezorguitslag.ONLEESBAAR)
    except OSError:  # unknown name, refused, cut off, certificate that is not right
        return Receipt(uitslag=Bezorguitslag.GEEN_VERBINDING)
    return Receipt(uitslag=_meaning(status), status=status)


def _meaning(status: int) -> Bezorguitslag:
    if 200 <= status < 300:
        return Bezorguitslag.BEZORGD
    if 300 <= status < 400:
        return Bezorguitslag.DOORVERWEZEN
    if status >= SERVER_FAULT or status == TOO_MANY:
        return Bezorguitslag.STORING
    return Bezorguitslag.GEWEIGERD


def _post(message: Message, target: Target, config: WebhookConfig) -> int:
    connection = _connection(target, config)
    late = threading.Event()
    alarm = threading.Timer(config.whole_seconds, _hang_up, [connection, late])
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("POST", target.path, body=message.body, headers=_headers(message, target))
        status = connection.getresponse().status
        if late.is_set():  # a head that we cut off ourselves looks like a whole one
            raise TimeoutError
        return status
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        alarm.cancel()
        connection.close()


def _headers(message: Message, target: Target) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = target.port == (443 if target.secure else 80)
    return {
        "Host": host if usual else f"{host}:{target.port}",
        "Content-Type": "application/json",
        "User-Agent": "Tijdig",
        ID: message.delivery,
        TIMESTAMP: str(message.timestamp),
        SIGNATURE: sign(
            message.secret, delivery=message.delivery, timestamp=message.timestamp, body=message.body
        ),
    }


def _connection(target: Target, config: WebhookConfig) -> http.client.HTTPConnection:
    """Connected to the address that was checked; the certificate is that of the name."""
    connected = socket.create_connection((target.ip, target.port), timeout=config.timeout_seconds)
    try:
        if target.secure:
            trust = ssl.create_default_context(cafile=config.ca or None)
            connected = trust.wrap_socket(connected, server_hostname=target.host)
    except OSError:
        connected.close()
        raise
    connection = http.client.HTTPConnection(target.host, target.port, timeout=config.timeout_seconds)
    connection.sock = connected
    return connection


def _hang_up(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """A receiver that drips its answer keeps nobody waiting for ever."""
    late.set()
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

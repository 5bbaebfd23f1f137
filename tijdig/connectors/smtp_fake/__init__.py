"""An SMTP server on loopback: real sockets, real STARTTLS with a certificate of its own, real refusals.

It takes nothing before the line is sealed. `mails` holds what was taken, as bytes. Source: RFC 5321, RFC 3207.
"""

import itertools
import socketserver
import ssl
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from tijdig.connectors.smtp_fake.certificate import write_certificate

__all__ = ["FakeSmtp"]


class FakeSmtp:
    """`replies`: what to say in place of "250" to the end of a message, one at a time (None: take it).

    `drop` as reply hangs up without an answer after the message was taken. `refuse` holds addresses that do
    not exist here.
    """

    def __init__(self, replies: Iterable[str | None] = (), *, refuse: frozenset[str] = frozenset()) -> None:
        self.mails: list[bytes] = []
        self.refuse = refuse
        self._replies: Iterator[str | None] = iter(replies)
        self._folder = tempfile.TemporaryDirectory()
        self.ca = str(Path(self._folder.name) / "ca.pem")
        key = str(Path(self._folder.name) / "key.pem")
        write_certificate(self.ca, key)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.ca, key)
        self._server: socketserver.ThreadingTCPServer | None = None

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("De nagebootste mailserver draait niet.")
        return int(self._server.server_address[1])

    def inject(self, *replies: str | None) -> None:
        self._replies = itertools.chain(replies, self._replies)

    def take(self, mail: bytes) -> str:
        """Keep the mail, and what to answer."""
        reply = next(self._replies, None)
        if reply is None or reply == "drop":
            self.mails.append(mail)
        return reply or "250 2.0.0 OK"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        self._folder.cleanup()


class _Handler(socketserver.StreamRequestHandler):
    fake: FakeSmtp
    disable_nagle_algorithm = True  # small answers, each waited for

    def handle(self) -> None:
        self.sealed = False
        self._say("220 proef ESMTP")
        while line := self.rfile.readline():
            if not self._answer(line.decode("ascii", "replace").strip()):
                return

    def _answer(self, line: str) -> bool:
        verb = line.upper()
        if verb.startswith("EHLO"):
            self._say("250-proef", "250 SMTPUTF8" if self.sealed else "250 STARTTLS")
        elif verb == "STARTTLS":
            return self._seal()
        elif verb == "QUIT":
            self._say("221 dag")
            return False
        elif not self.sealed:
            self._say("530 5.7.0 eerst STARTTLS")
        elif verb.startswith("RCPT"):
            known = not any(address in line for address in self.fake.refuse)
            self._say("250 OK" if known else "550 5.1.1 onbekend")
        elif verb == "DATA":
            return self._data()
        else:
            self._say("250 OK")
        return True

    def _seal(self) -> bool:
        self._say("220 ga door")
        try:
            self.connection = self.fake.context.wrap_socket(self.request, server_side=True)
        except OSError:
            return False
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
        self.sealed = True
        return True

    def _data(self) -> bool:
        self._say("354 ga door")
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        reply = self.fake.take(b"".join(lines))
        if reply == "drop":
            self.connection.close()
            return False
        self._say(reply)
        return True

    def _say(self, *lines: str) -> None:
        """One answer in one packet: in two, each client would wait for the second."""
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        self.wfile.flush()

"""Run the demo: the fakes, the web server and the worker, each a process of its own, until Ctrl-C.

What a user sends goes to a NotifyNL on loopback, whatever the environment says: nothing leaves the machine.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from tijdig.connectors.notify_fake import API_KEY, TEMPLATE

COMES_BACK = 6  # each so-manyth message of a user does not arrive
ANSWERED = 2  # each so-manyth SMS of a user is answered


def reply_url(address: str) -> str:
    """The address of the reply page that goes on letters, in the QR and in messages: of the site that answers there.

    `REPLY_URL` of the environment goes first, for a phone that must reach this machine by another name.
    """
    host, _, port = address.rpartition(":")
    own = "localhost" if host in ("", "0.0.0.0", "[::]", "127.0.0.1") else host  # noqa: S104 (read, not bound)
    return str(settings.REPLY_URL) if os.environ.get("REPLY_URL") else f"http://{own}:{port}/r/"


def start_fake_brp(persons: Path) -> tuple[subprocess.Popen[str], str]:
    """The fake BRP on a free port, with these persons. Returns the process and its base URL."""
    return _start("tijdig.connectors.brp_fake", "--persons", str(persons))


def start_fake_notify(address: str, code: str, token: str) -> tuple[subprocess.Popen[str], str]:
    """The fake NotifyNL, which tells this site what became of a message. Returns the process and its base URL."""
    callback = f"http://{address.replace('0.0.0.0', '127.0.0.1')}/berichten/melding/{code}"  # noqa: S104
    return _start("tijdig.connectors.notify_fake", "--callback", callback, "--token", token,
                  "--komt-terug", str(COMES_BACK), "--antwoordt", str(ANSWERED))  # fmt: skip


def _start(module: str, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line:
        raise RuntimeError(f"De nagebootste dienst start niet: {module}.")
    return process, line


def serve(address: str, *, code: str, brp_url: str, announce: Callable[[], None], each_code: Callable[[str], None],
          totp_secret: str) -> None:  # fmt: skip
    """Web server and worker until Ctrl-C or until one of them stops. `each_code`: a new code of the second factor."""
    token = secrets.token_hex(24)  # a token that begins with a dash would look like an option
    notify, notify_url = start_fake_notify(address, code, token)
    environment = os.environ | {"BRP_URL": brp_url, "BRP_PAUSE_MS": "200"} | _sending(notify_url, token)
    environment["REPLY_URL"] = reply_url(address)
    environment["PYTHONWARNINGS"] = "ignore:No directory at"  # the style sheets are served where they are
    web = [sys.executable, "-m", "gunicorn", "tijdig.config.wsgi", "--bind", address, "--workers", "2",
           "--threads", "4", "--log-level", "warning"]  # fmt: skip
    worker = [sys.executable, "-m", "tijdig", "werker"]
    children: list[subprocess.Popen[Any]] = [notify] + [
        subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 (our own programs)
        for command in (web, worker)
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        announce()
        shown = ""
        while all(child.poll() is None for child in children):
            code = current_code(totp_secret)
            if code != shown:
                each_code(code)
                shown = code
            time.sleep(1)
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()


def _sending(notify_url: str, token: str) -> dict[str, str]:
    return {
        "TIJDIG_SMS": "notify", "TIJDIG_EMAIL": "notify", "NOTIFY_URL": notify_url, "NOTIFY_API_KEY": API_KEY,
        "NOTIFY_SMS_TEMPLATE": TEMPLATE, "NOTIFY_EMAIL_TEMPLATE": TEMPLATE, "NOTIFY_CALLBACK_TOKEN": token,
    }  # fmt: skip


def current_code(totp_secret: str) -> str:
    """The code of the second factor for this half minute."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(totp_secret, counters[len(counters) // 2])))

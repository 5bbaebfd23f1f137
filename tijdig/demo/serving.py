"""Run the demo: the fake BRP, the web server and the worker, each a process of its own, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

START_SECONDS = 30


def start_fake_brp(persons: Path) -> tuple[subprocess.Popen[str], str]:
    """The fake BRP on a free port, with these persons. Returns the process and its base URL."""
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", "tijdig.connectors.brp_fake", "--persons", str(persons)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line:
        raise RuntimeError("De nagebootste BRP start niet.")
    return process, line


def serve(address: str, *, brp_url: str, announce: Callable[[], None], each_code: Callable[[str], None],
          totp_secret: str) -> None:  # fmt: skip
    """Web server and worker until Ctrl-C or until one of them stops. `each_code`: a new code of the second factor."""
    environment = os.environ | {"BRP_URL": brp_url, "BRP_PAUSE_MS": "200"}
    web = [sys.executable, "-m", "gunicorn", "tijdig.config.wsgi", "--bind", address, "--workers", "2",
           "--threads", "4", "--log-level", "warning"]  # fmt: skip
    worker = [sys.executable, "-m", "tijdig", "werker"]
    children = [
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


def current_code(totp_secret: str) -> str:
    """The code of the second factor for this half minute."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(totp_secret, counters[len(counters) // 2])))

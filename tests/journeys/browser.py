"""What the browser tests share: a running site with a town in it, and a page that watches itself."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, ViewportSize

from tijdig.accounts.context import working_for
from tijdig.connectors.brp_fake import FakeBrp
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify
from tijdig.demo.serving import current_code

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TODAY = date(2026, 11, 20)  # a Friday
GEMEENTE = "0505"
PASSWORD = "vier-woorden-op-een-rij"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
WIDE, NARROW = ViewportSize(width=1440, height=900), ViewportSize(width=320, height=700)
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The browser notes a refusal by the server; that is an answer, not a fault of the page.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (403|409|422)\b")
START_SECONDS = 40


def chromium() -> str | None:
    """The path of a Chromium: from the environment, or found on the PATH."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Site:
    """A server and a worker on a database of their own. `sessions`: who is logged in already, with what."""

    url: str
    brp: FakeBrp
    notify: FakeNotify
    database: str
    database_url: str
    blocker: Any
    screenshots: Path
    sessions: dict[str, Any] = field(default_factory=dict)

    def ask[T](self, question: Callable[[], T]) -> T:
        """Run this on the site's database as the gemeente. In a thread: the browser holds this one's event loop."""
        from django.db import connection as shared

        connection: Any = shared  # what the pool adds is not in the stubs

        def answer() -> T:
            before = connection.settings_dict["NAME"]
            connection.settings_dict["NAME"] = self.database
            connection.close_pool()
            try:
                with self.blocker.unblock(), working_for(GEMEENTE):
                    return question()
            finally:
                connection.close()
                connection.close_pool()
                connection.settings_dict["NAME"] = before

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(answer).result()

    def until[T](self, question: Callable[[], T], seconds: float = 30) -> T:
        """Ask again until the worker made it true. Errors: AssertionError when it stays untrue."""
        deadline = time.monotonic() + seconds
        while not (found := self.ask(question)):
            assert time.monotonic() < deadline, "the worker did not get so far"
            time.sleep(0.3)
        return found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(brp: FakeBrp, notify: FakeNotify) -> Iterator[str]:
    """Web server and worker as processes, on the database of the environment. Gives the origin of the site.

    Only the web server knows NotifyNL: a test sends when it wants, whatever the time of day.
    """
    address = f"127.0.0.1:{free_port()}"
    environment = os.environ | {
        "BRP_URL": brp.base_url, "BRP_PAUSE_MS": "50", "TIJDIG_VANDAAG": TODAY.isoformat(), "DATABASE_POOL": "6",
    }  # fmt: skip
    web = [sys.executable, "-m", "gunicorn", "tijdig.config.wsgi", "--bind", address, "--workers", "1",
           "--threads", "4", "--log-level", "warning"]  # fmt: skip
    worker = [sys.executable, "-m", "tijdig", "werker"]
    knowing = environment | {
        "TIJDIG_SMS": "notify", "NOTIFY_URL": notify.base_url, "NOTIFY_API_KEY": API_KEY,
        "NOTIFY_SMS_TEMPLATE": TEMPLATE, "NOTIFY_EMAIL_TEMPLATE": TEMPLATE,
    }  # fmt: skip
    children = [
        subprocess.Popen(command, env=known, cwd=ROOT, start_new_session=True)  # noqa: S603 (our own programs)
        for command, known in ((web, knowing), (worker, environment))
    ]
    try:
        _wait_for(f"http://{address}/gezond")
        yield f"http://{address}"
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        for child in children:
            child.wait(timeout=20)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(url, timeout=2).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError("the site does not answer")


class Visitor:
    """One member of staff with a browser of their own. `faults`: what a page did that it may not do."""

    def __init__(self, site: Site, browser: Browser, username: str, viewport: ViewportSize = WIDE) -> None:
        self.site, self.username, self.faults = site, username, list[str]()
        self.context: BrowserContext = browser.new_context(
            viewport=viewport, locale="nl-NL", base_url=site.url, accept_downloads=True,
            storage_state=site.sessions.get(username),
        )  # fmt: skip
        self.context.set_default_timeout(15_000)
        self.context.route(re.compile(rf"^(?!{re.escape(site.url)}/|data:)"), self._stop)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        if username and username not in site.sessions:
            self._log_in()

    def _stop(self, route: Route) -> None:
        self.faults.append(f"leaves the site: {route.request.url}")
        route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ANSWERED.search(message.text):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _log_in(self) -> None:
        """Through the pages, with the second factor. A code counts once, so the session is kept for later."""
        page = self.page
        page.goto("/")
        page.get_by_label("Gebruikersnaam").fill(self.username)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button").first.click()
        if time.time() % 30 > 27:
            time.sleep(3.5)  # a code that is just about to change
        page.locator("input[name=code]").fill(current_code(TOTP_SECRET))
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_url(
            re.compile(rf"^{re.escape(self.site.url)}/(?!account/)")
        )  # the desk starts elsewhere
        self.site.sessions[self.username] = self.context.storage_state()

    def shoot(self, name: str) -> None:
        self.page.screenshot(path=self.site.screenshots / f"{name}.png", full_page=True)

    def download(self, click: Callable[[], None]) -> tuple[str, bytes]:
        """Name and content of what the click downloads."""
        with self.page.expect_download() as waiting:
            click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def close(self) -> None:
        self.context.close()


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong by WCAG 2.0 to 2.2, A and AA: one text per rule, with the places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "standards => axe.run({runOnly: {type: 'tag', values: standards}, resultTypes: ['violations']})",
        STANDARDS,
    )
    return [
        f"{rule['id']}: {rule['help']} ({'; '.join(str(n['target'][0]) for n in rule['nodes'][:4])})"
        for rule in found["violations"]
    ]


def looks_well(visitor: "Visitor", name: str) -> None:
    """Nothing wrong by axe and no sideways scrolling, narrow and wide; a picture of each is kept."""
    for size in (NARROW, WIDE):
        visitor.page.set_viewport_size(size)
        assert axe(visitor.page) == []
        assert visitor.page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
        visitor.shoot(f"{name}-{size['width']}")


@contextmanager
def fake_brp_at(brp: FakeBrp) -> Iterator[None]:
    """This process asks the fake too."""
    before = settings.BRP["base_url"]
    settings.BRP["base_url"] = brp.base_url
    try:
        yield
    finally:
        settings.BRP["base_url"] = before

"""Fixtures of the journeys through the browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.journeys import browser as plumbing
from tests.journeys.browser import TODAY, WIDE, Site, Visitor


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The site of all browser tests. Connected to its database only while it is filled."""
    if plumbing.chromium() is None:
        pytest.skip("there is no Chromium: set CHROMIUM to its path")
    from tests import databases
    from tests.conftest import ConnectedTo
    from tests.journeys.filling import fill
    from tijdig.connectors.brp_fake import FakeBrp
    from tijdig.connectors.notify_fake import FakeNotify
    from tijdig.demo.town import make_town

    town = make_town(seed=3, today=TODAY, households=1000)
    kept = Path(os.environ.get("TIJDIG_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    kept.mkdir(parents=True, exist_ok=True)
    with FakeBrp(town.persons, today=TODAY) as brp, FakeNotify() as notify:

        def fill_it(name: str) -> None:
            with ConnectedTo(name, django_db_blocker), django_db_blocker.unblock(), plumbing.fake_brp_at(brp):
                fill(town)

        filled = databases.filled_once(databases.of_this_run("site"), fill_it)
        with databases.copy_of_template(of=filled) as name:
            with ConnectedTo(name, django_db_blocker), django_db_blocker.unblock():
                url = os.environ["DATABASE_URL"]
                started = plumbing.serving(brp, notify)
                origin = started.__enter__()
            try:
                yield Site(
                    url=origin,
                    brp=brp,
                    notify=notify,
                    database=name,
                    database_url=url,
                    blocker=django_db_blocker,
                    screenshots=kept,
                )
            finally:
                started.__exit__(None, None, None)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser per module: as long as it runs, its event loop holds the thread of the tests."""
    path = plumbing.chromium()
    if path is None:
        pytest.skip("there is no Chromium: set CHROMIUM to its path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(plumbing.CHROMIUM_FLAGS))
        yield running
        running.close()


@pytest.fixture
def visit(site: Site, chrome: Browser) -> Iterator[Callable[..., Visitor]]:
    """Somebody who looks at the site. Afterwards: no page left the site, broke the CSP or its script."""
    visitors: list[Visitor] = []

    def come(username: str, viewport: ViewportSize = WIDE) -> Visitor:
        visitors.append(Visitor(site, chrome, username, viewport))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []

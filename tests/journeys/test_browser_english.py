"""English by switch: what a person chose is remembered, and every page then speaks English (issue 3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext

from tests.journeys.browser import NARROW, WIDE, Visitor, axe
from tests.journeys.leftovers import dutch_in
from tests.journeys.test_browser_pages import VIEWERS, addresses, may

pytestmark = pytest.mark.browser

__all__ = ["addresses"]


@contextmanager
def in_english(visitor: Visitor) -> Iterator[APIRequestContext]:
    """This person reads English for a while; the site is shared, so Dutch comes back."""
    ask = visitor.context.request
    token = {"X-CSRFToken": _token(visitor), "Referer": visitor.site.url + "/"}
    ask.post("/taal", form={"taal": "en"}, headers=token, max_redirects=0)
    try:
        yield ask
    finally:
        ask.post("/taal", form={"taal": "nl"}, headers=token, max_redirects=0)


def _token(visitor: Visitor) -> str:
    visitor.page.goto("/")
    return str(visitor.page.locator("input[name=csrfmiddlewaretoken]").first.input_value())


@pytest.mark.parametrize("username", VIEWERS)
def test_every_page_speaks_english(
    username: str, addresses: dict[str, Any], visit: Callable[..., Visitor]
) -> None:
    left: list[str] = []
    with in_english(visit(username)) as ask:
        for name, (where, rights) in addresses.items():
            if username != next(viewer for viewer in VIEWERS if may(viewer, rights)):
                continue
            answer = ask.get(where, max_redirects=0)
            page = answer.text() if "html" in answer.headers.get("content-type", "") else ""
            if answer.status == 200 and '<html lang="en"' in page and (found := dutch_in(page)):
                left += [f"{name}: {text}" for text in found]
    assert not left, "\n".join(left)


def test_the_switch_stands_in_the_menu_and_the_day_reads_in_english(visit: Callable[..., Visitor]) -> None:
    """Start page, list and zaak at two widths, by the switch itself; and back."""
    visitor, faults = visit("samira"), list[str]()
    page = visitor.page
    page.goto("/zaken/")
    page.locator("details.t-user > summary").click()
    page.get_by_role("button", name="English").click()
    try:
        page.get_by_role("heading", name="Open cases").wait_for()
        zaak = page.locator("[data-open]").first.get_attribute("href")
        for name, where, heading in (
            ("start", "/", "Today"),
            ("list", "/zaken/", "Open cases"),
            ("zaak", zaak, ""),
        ):
            page.goto(str(where))
            page.get_by_role("heading", level=1, name=heading).wait_for()
            for size in (NARROW, WIDE):
                page.set_viewport_size(size)
                faults += [f"{name} {size['width']}: {fault}" for fault in axe(page)]
                if page.evaluate("document.scrollingElement.scrollWidth") > size["width"]:
                    faults.append(f"{name} scrolls sideways at {size['width']} px")
                visitor.shoot(f"english-{name}-{size['width']}")
    finally:
        page.locator("details.t-user > summary").click()
        page.get_by_role("button", name="Nederlands").click()
        page.locator("html[lang=nl]").wait_for()
    assert faults == []

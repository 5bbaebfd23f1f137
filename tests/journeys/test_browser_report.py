"""A beleidsadviseur makes a report: chooses, reads, takes along, and hears why one cannot be made (R-MON-8)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import NARROW, WIDE, Visitor, axe

pytestmark = pytest.mark.browser


def _fits(page: Page) -> None:
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        assert axe(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]


def test_a_report_is_chosen_read_and_taken_along(visit: Callable[..., Visitor]) -> None:
    bea = visit("bea")
    page = bea.page
    page.goto("/cijfers/verslag/")
    page.get_by_role("heading", name="Samenvatting", level=2).wait_for()
    page.get_by_text("De aantallen zijn niet afgerond.").wait_for()
    _fits(page)
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        bea.shoot(f"verslag-{size['width']}")
    name, raw = bea.download(page.get_by_role("link", name="Download als pdf").click)
    assert name.startswith("jaarverslag-0505-")
    assert raw.startswith(b"%PDF")
    name, raw = bea.download(page.get_by_role("link", name="Download als webpagina").click)
    page.get_by_label("Verslag", exact=True).select_option("raad")
    page.get_by_role("button", name="Filter").click()
    page.get_by_text("Dit verslag is niet te maken").wait_for()
    page.get_by_text("geen hele kwartalen").wait_for()
    assert "soort=raad" in page.url
    page.goto("/cijfers/verslag/?soort=landelijk&jaar=2024")
    page.get_by_text("Verzonnen land: geen cijfer is echt").first.wait_for()
    page.set_viewport_size(WIDE)
    page.get_by_role("navigation", name="Inhoud").get_by_role("link", name="Wie deden er mee?").click()
    page.get_by_text("Deelname naar provincie").first.wait_for()  # the chapter it leads to folds open
    _fits(page)
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        bea.shoot(f"verslag-landelijk-{size['width']}")
    page.emulate_media(media="print")
    page.get_by_text("Hoe is dit geteld?").first.wait_for()
    page.emulate_media(media="screen")
    page.goto("about:blank")
    page.set_content(raw.decode())  # the file by itself, as somebody opens it from a disk
    page.get_by_role("heading", name="Samenvatting", level=2).wait_for()
    _fits(page)

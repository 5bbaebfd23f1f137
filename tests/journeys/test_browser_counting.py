"""A teamleider looks at the figures: from the overview to a question, another month, a file, and a zaak to mend."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import NARROW, WIDE, Visitor, axe
from tijdig.monitor.answers import VRAGEN

pytestmark = pytest.mark.browser
MONTHS = "?van=2026-10&tot=2026-11"


def _looks_well(visitor: Visitor, name: str) -> None:
    for size in (NARROW, WIDE):
        visitor.page.set_viewport_size(size)
        assert axe(visitor.page) == []
        assert visitor.page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
        visitor.shoot(f"cijfers-{name}-{size['width']}")


def test_figures_lead_from_a_question_to_the_zaken(
    visit: Callable[..., Visitor],
) -> None:  # R-MON-7, R-MON-10
    samira = visit("samira")
    page = samira.page
    page.goto("/cijfers/")
    page.get_by_role("heading", name="Van signaal naar hulp", level=1).wait_for()
    for slug, (vraag, _) in VRAGEN.items():
        page.goto(f"/cijfers/{slug}{MONTHS}")
        page.get_by_role("heading", name=vraag.titel, level=1).wait_for()
        assert page.locator(".m-answer").inner_text().strip()
        _looks_well(samira, slug)
    page.goto(f"/cijfers/bereik{MONTHS}")
    page.get_by_label("Uitgesplitst naar").select_option(label="Dag van de week")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("heading", name="Contact per poging, naar dag van de week").wait_for()
    assert "naar=weekdag" in page.url
    name, raw = samira.download(page.get_by_role("link", name="CSV").first.click)
    assert name == "0505-bereik-bereik-2026-10-2026-11.csv"
    assert raw.decode("utf-8-sig").startswith("Dag van de week;")
    page.get_by_role("navigation", name="Vragen").get_by_role("link", name="Registratie").click()
    page.get_by_role("heading", name="Klopt de registratie?", level=1).wait_for()
    page.get_by_role("link", name="Poging zonder uitslag", exact=True).click()
    page.get_by_role("heading", name="Poging zonder uitslag", level=1).wait_for()
    _looks_well(samira, "werklijst")
    page.locator("tbody a").first.click()
    page.locator("h1").wait_for()
    assert "/zaken/" in page.url

"""A teamleider hears what CBS would say, mends a zaak, and takes the file along."""

import json
from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor, looks_well

pytestmark = pytest.mark.browser


def test_a_rehearsal_a_zaak_to_mend_and_a_file(visit: Callable[..., Visitor]) -> None:  # R-MON-9
    samira = visit("samira")
    page = samira.page
    page.goto("/cijfers/")
    page.get_by_role("navigation", name="Vragen").get_by_role("link", name="DDAS").click()
    page.get_by_role("heading", name="Wat zou het CBS zeggen?", level=1).wait_for()
    page.get_by_label("Periode").select_option(value="2026-10")
    page.get_by_role("button", name="Controleer opnieuw").click()
    page.get_by_text("De levering is gecontroleerd.").wait_for()
    assert "gaan" in page.locator(".m-answer").inner_text()
    looks_well(samira, "ddas-proef")
    page.get_by_role("row").filter(has_text="Poging zonder uitkomst").get_by_role("link").click()
    page.get_by_role("heading", name="Poging zonder uitkomst", level=1).wait_for()
    looks_well(samira, "ddas-werklijst")
    page.get_by_role("link", name="Wat zou het CBS zeggen?").click()
    name, raw = samira.download(page.locator("a[download]").first.click)
    assert name == "ddas-1.2-0505-2026-10-01-2026-12-31.json"
    assert json.loads(raw)["leveringen"][0]["gemeentecode"] == "0505"

"""A kader from concept to decision by two people, and the hours of the team (R-TRI-1, R-TRI-3, R-TRI-4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journeys.browser import TODAY, Visitor, looks_well

pytestmark = pytest.mark.browser


def test_a_kader_is_made_tried_and_decided_by_two(visit: Callable[..., Visitor]) -> None:
    koen, samira = visit("koen"), visit("samira")
    page = koen.page
    page.goto("/beleid/")
    page.get_by_role("link", name="Versies, bestanden en voorstellen").click()
    looks_well(koen, "kader")
    name, content = koen.download(page.get_by_role("link", name="Download").first.click)
    assert name.endswith(".yaml")
    assert b"regels:" in content
    page.get_by_role("button", name="Begin een voorstel").click()
    page.get_by_role("heading", name="Regels, van boven naar beneden").wait_for()
    page.get_by_role("link", name="Voeg een regel toe").click()
    page.get_by_role("button", name="Sla de regel op").click()
    page.get_by_role("heading", name="Er klopt iets nog niet").wait_for()
    looks_well(koen, "kader-regel-fout")
    page.get_by_label("Korte naam").fill("kleine-achterstand")
    page.locator("summary", has_text="Bedrag en ouderdom").click()
    page.get_by_label("De oudste achterstand: minstens (dagen)").fill("90")
    page.get_by_label("Aanpak", exact=True).select_option("bellen")
    page.get_by_label("Bakje").fill("bellen")
    page.get_by_label("Waarom").fill("Een oude achterstand wordt zelden nog vanzelf betaald.")
    page.get_by_label("Bron").fill("voorstel van het team")
    page.get_by_role("button", name="Sla de regel op").click()
    page.get_by_text("Regel “kleine-achterstand” is opgeslagen.").wait_for()
    page.get_by_role("button", name="Omhoog regel kleine-achterstand").click()
    page.get_by_text("staat nu op plaats").wait_for()
    looks_well(koen, "kader-voorstel")
    page.get_by_role("link", name="Probeer uit op vorig jaar").click()
    page.get_by_role("heading", name="Van welke aanpak naar welke").wait_for()
    looks_well(koen, "kader-uitproberen")
    page.get_by_role("link", name="Voorstel", exact=True).click()
    page.get_by_role("button", name="Stel dit kader voor").click()
    page.get_by_text("Een tweede persoon kan het nu vaststellen.").wait_for()
    address = page.url
    page = samira.page
    page.goto(address)
    page.get_by_label("Eerste dag").fill((TODAY + timedelta(days=60)).isoformat())
    page.get_by_label("Wie besloot dit, en wanneer?").fill("College, 17 november 2026")
    looks_well(samira, "kader-vaststellen")
    page.get_by_role("button", name="Stel dit kader vast").click()
    page.get_by_text("Het kader is vastgesteld.").wait_for()
    assert page.get_by_text("komt nog").is_visible()


def test_the_hours_of_the_team_become_a_list_for_the_week(visit: Callable[..., Visitor]) -> None:
    samira = visit("samira")
    page = samira.page
    page.goto("/capaciteit/")
    looks_well(samira, "capaciteit")
    page.get_by_label("Team (niet verplicht)").select_option("Stedelijk team vroegsignalering")
    page.get_by_role("textbox", name="Uren per week").fill("37,5")
    page.get_by_label("Vanaf").fill(TODAY.isoformat())
    page.get_by_role("button", name="Sla de uren op").click()
    page.get_by_text("De uren zijn opgeslagen.").wait_for()
    page.goto("/")
    page.get_by_role("link", name="De lijst van deze week").click()
    page.get_by_role("heading", name="De lijst van deze week").wait_for()
    looks_well(samira, "capaciteit-lijst")

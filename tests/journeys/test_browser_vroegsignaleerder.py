"""From a doubt to what the partner hears, as a vroegsignaleerder does it in the browser.

R-BRP-4 (a person decides), R-TRI-2 (confirm), R-OUT-1..3 (letter, call), R-UIT-2 (closing), R-TER-1..3 (feedback).
"""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import TODAY, Site, Visitor
from tests.journeys.filling import REFERENCE
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Toets
from tijdig.feedback.models import Terugkoppeling
from tijdig.policies import policy_on
from tijdig.rules.terms import Eindresultaat

pytestmark = pytest.mark.browser


def test_a_doubt_becomes_help_and_the_partner_hears_no_more_than_it_may(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    joost = visit("joost")
    page = joost.page
    surname = _choose_the_person(site, page)
    zaak = site.until(
        lambda: Vroegsignaalzaak.objects.filter(zaaksignalen__vroegsignaal__referentie=REFERENCE).first()
    )
    assert zaak is not None
    page.goto(f"/zaken/{zaak.pk}/")
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_role("status").first).to_contain_text("Het voorstel is bevestigd.")
    _print_the_letter(site, joost, zaak.pk)
    _call_by_keyboard(page, zaak.pk)
    pause = _accept_help(page, zaak.pk)
    site.until(lambda: Terugkoppeling.objects.filter(referentie=REFERENCE).first())
    _tell_the_partner(joost, surname, pause)


def _choose_the_person(site: Site, page: Page) -> str:
    """The doubt is in the list; the one person who fits is chosen. Returns the surname."""
    doubt = site.ask(
        lambda: Toets.objects.select_related("vroegsignaal").get(vroegsignaal__referentie=REFERENCE)
    )
    page.goto("/twijfel/")
    page.locator(f"main table a[href='/twijfel/{doubt.pk}/']").click()
    expect(page.get_by_role("heading", name="Wie is dit?")).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Leg vast en volgende").click()
    expect(page.get_by_role("status").first).to_contain_text("Vastgelegd.")
    surname: str = doubt.vroegsignaal.achternaam
    return surname


def _print_the_letter(site: Site, joost: Visitor, zaak: int) -> None:
    page = joost.page
    page.goto(f"/brieven/nieuw?zaak={zaak}")
    joost.shoot("brieven-nieuw")
    page.get_by_role("button", name="Maak 1 brief").click()
    link = page.get_by_role("link", name="Download de brieven")
    link.wait_for(timeout=60_000)  # the page asks by itself how far the worker is
    name, content = joost.download(link.click)
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF")
    page.get_by_role("button", name="Ja, ze zijn afgedrukt").click()
    expect(page.get_by_role("status").first).to_contain_text("deze brieven zijn afgedrukt")
    page.goto(f"/zaken/{zaak}/")
    expect(page.get_by_role("heading", name="Brief: nog geen reactie")).to_be_visible()


def _call_by_keyboard(page: Page, zaak: int) -> None:
    """Recording a call needs no mouse: from the top of the page with Tab, letters and Enter."""
    page.goto(f"/zaken/{zaak}/")
    _tab_to(page, "soort")
    page.keyboard.type("Telefoon")
    _tab_to(page, "bereikt")
    page.keyboard.type("Ja")
    _tab_to(page, "minuten")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("De contactpoging is vastgelegd.")
    expect(page.get_by_role("heading", name="Telefoon: bereikt")).to_be_visible()


def _tab_to(page: Page, field: str) -> None:
    """The next field of this name, by Tab alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == field:
            return
    raise AssertionError(f"Tab does not reach {field}")


def _accept_help(page: Page, zaak: int) -> date:
    """Close as a quick fix. The page says beforehand what the partner hears; returns the end of the pause."""
    page.goto(f"/zaken/{zaak}/afronden")
    page.get_by_role("radio", name="Geholpen met een quick fix").check()
    shown = page.get_by_role("region", name="Wat de partner hoort")
    days = policy_on(TODAY, "0505").termijnen.incassopauze_dagen
    pause = TODAY + timedelta(days=days)
    text = policy_on(TODAY, "0505").terugkoppeling.regels[Eindresultaat.QUICK_FIX].tekst
    expect(shown).to_contain_text(f"“{text}”")
    expect(shown).to_contain_text(f"tot en met {pause.day}\u00a0")
    expect(shown).to_contain_text("Zuidvlied")
    page.get_by_label("Welke quick fix?").select_option(label="Hulp bij een betalingsregeling")
    page.get_by_label("Toelichting").fill("Geheim: verloor de baan en de scheiding loopt.")
    page.get_by_role("button", name="Rond de zaak af").click()
    expect(page.get_by_role("status").first).to_contain_text("afgerond")
    return pause


def _tell_the_partner(joost: Visitor, surname: str, pause: date) -> None:
    """The file holds the partner's reference, the fixed text and the pause; no name, no address, no remark."""
    page = joost.page
    page.goto("/terugkoppeling/")
    joost.shoot("terugkoppeling")
    page.get_by_role("button", name="Maak bestand voor Zuidvlied").click()
    name, content = joost.download(page.get_by_role("link", name="Download als CSV").click)
    assert name.endswith(".csv")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    told = next(line for line in lines if line["referentie"] == REFERENCE)
    assert set(told) == {"referentie", "soort", "code", "tekst", "datum", "pauze_tot"}
    assert (told["code"], told["pauze_tot"]) == ("hulp_geaccepteerd", pause.isoformat())
    assert told["soort"] == "zorgverzekering"
    for secret in (surname, "Geheim", "baan", "betalingsregeling", "0612345678"):
        assert secret not in content.decode("utf-8-sig")
    page.reload()
    expect(page.get_by_text("nog niet", exact=True)).to_have_count(0)

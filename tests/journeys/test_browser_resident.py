"""A resident answers on an old phone, in Dutch and in Arabic; then the vroegsignaleerder sees it (R-OUT-6)."""

from collections.abc import Callable
from datetime import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import GEMEENTE, NARROW, TODAY, Site, Visitor, axe
from tijdig.outreach.models import Beschikbaarheid, Brief
from tijdig.outreach.reply.codes import codes_of

pytestmark = pytest.mark.browser


def _codes(site: Site) -> list[tuple[int, str]]:
    """(zaak, code) of two zaken with a letter; the team receives on weekdays."""

    def found() -> list[tuple[int, str]]:
        for weekdag in range(5):
            Beschikbaarheid.objects.create(
                gemeente_id=GEMEENTE,
                weekdag=weekdag,
                van=time(9),
                tot=time(12),
                minuten=45,
                plaats="Stadskantoor",
            )
        zaken = set(Brief.objects.filter(zaak__afgerond_op__isnull=True).values_list("zaak", flat=True))
        two = sorted(zaken)[:2]
        codes = codes_of(two, gemeente_code=GEMEENTE, today=TODAY)
        return [(zaak, codes[zaak].code) for zaak in two]

    return site.ask(found)


def _fit(visitor: Visitor, name: str) -> None:
    page = visitor.page
    visitor.shoot(f"reactie-{name}-320")
    assert axe(page) == [], name
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"], name


def test_residents_answer_and_the_vroegsignaleerder_sees_it(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    (first, dutch), (second, arabic) = _codes(site)
    _asks_to_be_called(visit("", NARROW), dutch)
    _comes_by_in_arabic(visit("", NARROW), arabic)
    samira = visit("samira")
    page = samira.page
    page.goto("/")
    expect(page.get_by_role("link", name="Reacties van inwoners")).to_be_visible()
    page.goto("/reacties/")
    samira.shoot("reacties-1440")
    expect(page.get_by_role("table").get_by_text("Wil gebeld worden")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("Komt langs")).to_be_visible()
    for zaak, words in ((first, "wil gebeld worden"), (second, "komt langs")):
        page.goto(f"/zaken/{zaak}/")
        expect(page.get_by_role("heading", name=f"Reactie van de inwoner: {words}")).to_be_visible()
    samira.shoot("reacties-zaak-1440")
    _at_the_desk(visit("noor"), arabic)
    page.goto(f"/zaken/{second}/")
    page.get_by_role("main").get_by_role("link", name="Rond af: het is opgelost").click()
    expect(page.get_by_text("De inwoner antwoordde")).to_be_visible()  # R-UIT-6
    expect(page.get_by_role("radio", name="Heeft het zelf al opgelost")).to_be_checked()
    samira.shoot("reacties-afronden-1440")
    assert axe(page) == []
    page.goto("/reacties/agenda")
    samira.shoot("reacties-agenda-1440")


def _at_the_desk(noor: Visitor, code: str) -> None:  # R-OUT-7
    page = noor.page
    page.goto("/")
    page.get_by_role("textbox", name="Code").fill(code)
    noor.shoot("balie-1440")
    assert axe(page) == []
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("heading", name="De zaak is gevonden")).to_be_visible()
    page.get_by_label("Het is opgelost").check()
    page.get_by_label("Wat wil de inwoner nog zeggen?").fill("Betaalde het gisteren.")
    noor.shoot("balie-antwoord-1440")
    page.set_viewport_size(NARROW)
    _fit(noor, "balie")
    page.get_by_role("button", name="Leg het antwoord vast").click()
    expect(page.get_by_role("status").first).to_contain_text("Vastgelegd")


def _asks_to_be_called(visitor: Visitor, code: str) -> None:
    page = visitor.page
    page.goto("/r/")
    _fit(visitor, "code")
    page.get_by_label("Uw code").fill(code.lower())
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_url(f"{visitor.site.url}/r/antwoord")
    page.get_by_text("Hoe komen wij aan uw gegevens?").click()
    _fit(visitor, "keuze-nl")
    page.get_by_role("link", name="Bel mij").click()
    _fit(visitor, "bellen-nl")
    page.get_by_role("radio").first.check()
    page.get_by_label("Op welk nummer?").fill("onzin")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_contain_text("geen telefoonnummer")
    _fit(visitor, "fout-nl")
    page.get_by_label("Op welk nummer?").fill("06 12345678")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible()
    _fit(visitor, "klaar-nl")


def _comes_by_in_arabic(visitor: Visitor, code: str) -> None:
    """By the QR; the code is gone from the address before the page is there."""
    page: Page = visitor.page
    page.goto(f"/r/{code.replace('-', '')}")
    assert code.replace("-", "") not in page.url
    page.get_by_role("link", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    _fit(visitor, "keuze-ar")
    page.get_by_role("link", name="سآتي إليكم").click()
    _fit(visitor, "langskomen-ar")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="إرسال").click()
    expect(page.get_by_role("heading", name="شكراً لك")).to_be_visible()
    _fit(visitor, "klaar-ar")
    page.get_by_role("button", name="انتهيت").click()
    expect(page.get_by_role("heading", name="إلى اللقاء")).to_be_visible()

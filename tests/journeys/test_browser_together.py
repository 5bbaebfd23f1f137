"""Working together in the browser: by keyboard alone, two in one zaak, standing in, searching (spec 14, R-TRI-7)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import NARROW, Site, Visitor, axe
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.rules.terms import Zaakstatus

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def _open_zaak(site: Site) -> int:
    def first() -> int:
        zaken = Vroegsignaalzaak.objects.exclude(status=Zaakstatus.AFGEROND).filter(behandelaar__isnull=True)
        return zaken.order_by("pk").values_list("pk", flat=True)[0]

    return site.ask(first)


def _sound(visitor: Visitor, name: str) -> None:
    visitor.shoot(f"samen-{name}")
    assert axe(visitor.page) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_list_by_keyboard_alone(visit: Visit) -> None:
    joost = visit("joost")
    page = joost.page
    page.goto("/zaken/?behandelaar=niemand")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("1 zaak gekozen")).to_be_visible()
    _sound(joost, "lijst-gekozen")
    page.keyboard.press("t")
    expect(page.get_by_role("status").first).to_contain_text("1 zaak staat nu op uw naam.")
    page.wait_for_load_state()  # the keys are there when the script is
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    _sound(joost, "toetsen-dialoog")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(
        0
    )  # closing takes a moment; keys in a dialog are the dialog's
    page.keyboard.press("/")
    expect(page.locator("#zoekvak")).to_be_focused()
    page.keyboard.type("jxt?")
    expect(page.locator("#zoekvak")).to_have_value("jxt?")
    page.goto("/zaken/toetsen")
    page.get_by_role("button", name="Zet sneltoetsen uit").click()
    expect(page.get_by_role("button", name="Zet sneltoetsen aan")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Zet sneltoetsen aan").click()
    expect(page.get_by_role("button", name="Zet sneltoetsen uit")).to_be_visible()


def test_two_people_in_one_zaak(visit: Visit, site: Site) -> None:
    zaak = _open_zaak(site)
    joost, samira = visit("joost"), visit("samira")
    joost.page.goto(f"/zaken/{zaak}/")
    samira.page.goto(f"/zaken/{zaak}/")
    expect(samira.page.get_by_text("kijkt ook in deze zaak")).to_be_visible()
    _sound(samira, "wie-kijkt-ook")
    joost.page.get_by_role("button", name="Neem deze zaak").click()
    expect(joost.page.get_by_text("Uw laatste handeling: het nemen van de zaak.")).to_be_visible()
    _sound(joost, "ongedaan")
    form = samira.page.locator("form.t-oneline")
    form.get_by_label("Bereikt").select_option("nee")
    form.get_by_label("Notitie").fill("Buurvrouw doet open")
    form.get_by_role("button", name="Leg vast").click()
    expect(samira.page.get_by_text("nam de zaak zelf")).to_be_visible()
    expect(samira.page.get_by_label("Notitie")).to_have_value("Buurvrouw doet open")
    _sound(samira, "intussen-gewijzigd")
    samira.page.get_by_role("button", name="Leg vast").click()
    expect(samira.page.get_by_role("status").first).to_contain_text("vastgelegd")
    samira.page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(samira.page.get_by_role("status").first).to_contain_text("Ongedaan gemaakt: de contactpoging.")


def test_the_teamleider_hands_over_and_sets_a_stand_in(visit: Visit) -> None:
    samira = visit("samira")
    page = samira.page
    page.goto("/zaken/?behandelaar=niemand")
    page.locator("tr[data-row] input[type=checkbox]").last.check()
    page.get_by_text("Draag over aan een ander team").click()
    page.get_by_label("Team", exact=True).select_option(index=1)
    page.get_by_label("Waarom draagt u over?").fill("Kent het gezin al")
    _sound(samira, "overdragen")
    page.get_by_role("button", name="Draag over", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("overgedragen")
    page.goto("/zaken/afwezig")
    page.get_by_label("Wie is afwezig?").select_option(label="Meryem Yıldız")
    page.get_by_label("Laatste dag afwezig").fill("2026-11-27")
    page.get_by_label("Wie vervangt?").select_option(label="Joost van der Wal")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Joost van der Wal vervangt.")).to_be_visible()
    _sound(samira, "afwezig")


@pytest.mark.parametrize("path", ["/", "/zaken/", "/zaken/afwezig", "/zaken/toetsen", "/zaken/genoemd"])
def test_on_a_small_screen(visit: Visit, path: str) -> None:
    joost = visit("joost", NARROW)
    joost.page.goto(path)
    _sound(joost, f"smal{path.replace('/', '-').rstrip('-')}")


def test_a_search_stands_in_no_address(visit: Visit, site: Site) -> None:
    joost = visit("joost")
    name = site.ask(_name)
    page: Page = joost.page
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#zoekvak")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="gevonden")).to_be_visible()
    assert page.url.endswith("/zaken/zoeken")
    assert page.locator("tr[data-row]").count() >= 1
    _sound(joost, "zoeken")


def _name() -> str:
    from tijdig.casework.models import Zoekwoord

    return Zoekwoord.objects.filter(soort="naam").order_by("pk").values_list("woord", flat=True)[0]

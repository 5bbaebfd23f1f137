"""The teamleider's day in the browser: many at once, what passes its term, safety, and two people in one zaak.

R-TRI-2 (confirm many), R-TRM-5 (terms), R-ADM-6 (no visit), §14 (nothing is overwritten).
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import TODAY, Site, Visitor
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak, Weging
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Zaakstatus

pytestmark = pytest.mark.browser


def proposed() -> int:
    return Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD).count()


def test_many_proposals_are_confirmed_at_once(site: Site, visit: Callable[..., Visitor]) -> None:
    """R-TRI-2: the counts are true before and after."""
    page = visit("samira").page
    page.goto("/zaken/?status=voorgesteld")
    before = site.ask(proposed)
    expect(page.get_by_text(f"{before} zaken, wat het eerst moet bovenaan")).to_be_visible()
    letters = page.locator("tr[data-row]").filter(has_text="Brief (voorstel)")
    for row in letters.all()[:5]:
        row.get_by_role("checkbox").check()
    expect(page.get_by_text("5 zaken gekozen")).to_be_visible()
    page.get_by_role("button", name="Bevestig voorstellen").click()
    expect(page.get_by_role("status").first).to_contain_text("5 voorstellen zijn bevestigd.")
    expect(page.get_by_text(f"{before - 5} zaken, wat het eerst moet bovenaan")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(rf"Te bevestigen\s*{before - 5}"))).to_be_visible()
    assert site.ask(proposed) == before - 5


def _pass_a_term() -> None:
    """Other journeys on this site may have dealt with all that was late: one open zaak is, whatever came before."""
    zaken = Vroegsignaalzaak.objects.exclude(status=Zaakstatus.AFGEROND).filter(crisis=False).order_by("pk")
    Vroegsignaalzaak.objects.filter(pk=zaken[0].pk).update(uiterlijk=TODAY - timedelta(days=2))


def test_what_passes_its_term_is_found_and_assigned(site: Site, visit: Callable[..., Visitor]) -> None:
    """R-TRM-5"""
    site.ask(_pass_a_term)
    page = visit("samira").page
    page.goto("/zaken/")
    page.get_by_label("Termijn").select_option(label="Verlopen")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("tr[data-row]")
    late = site.ask(
        lambda: (
            Vroegsignaalzaak.objects.exclude(status=Zaakstatus.AFGEROND).filter(uiterlijk__lt=TODAY).count()
        )
    )
    assert late
    expect(rows).to_have_count(late)
    expect(rows.first).to_contain_text("te laat")
    address = rows.first.get_by_role("link").first.inner_text()
    rows.first.get_by_role("checkbox").check()
    page.get_by_label("Toewijzen aan").select_option(label="Joost van der Wal")
    page.get_by_role("button", name="Wijs toe").click()
    expect(page.get_by_role("status").first).to_contain_text("1 zaak is toegewezen.")
    expect(rows.filter(has_text=address)).to_contain_text("Joost van der Wal")
    assert "term=verlopen" in page.url  # the filter is still there


def test_an_address_on_the_safety_list_gets_no_visit(site: Site, visit: Callable[..., Visitor]) -> None:
    """R-ADM-6: not proposed, not to be chosen; why is only for who may know."""
    zaak = site.ask(_to_be_visited)
    page = visit("samira").page
    page.goto("/veiligheid/nieuw")
    page.get_by_label("Postcode").fill(zaak.postcode)
    page.get_by_label("Huisnummer").fill(zaak.huisnummer)
    page.get_by_label("Waarom mag hier geen huisbezoek?").fill("Bedreigde een collega op 3 oktober.")
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.get_by_role("status").first).to_contain_text("Tijdig stelt daar geen huisbezoek meer voor.")
    page.goto(f"/zaken/{zaak.pk}/")
    expect(page.get_by_text("Bedreigde een collega")).to_be_visible()
    assert site.ask(lambda: _proposal(zaak.pk)) not in HUISBEZOEKEN
    page.goto(f"/zaken/{zaak.pk}/anders")
    assert "Huisbezoek" not in page.get_by_label("Aanpak").inner_text()
    colleague = visit("joost").page
    colleague.goto(f"/zaken/{zaak.pk}/")
    expect(colleague.get_by_text("Een huisbezoek is hier niet mogelijk.").first).to_be_visible()
    expect(colleague.get_by_text("Bedreigde een collega")).to_have_count(0)


def _to_be_visited() -> Vroegsignaalzaak:
    visits = Weging.objects.filter(stand=Weging.Stand.VOORGESTELD, aanpak__in=HUISBEZOEKEN)
    return visits.select_related("zaak").latest("zaak_id").zaak


def _proposal(zaak: int) -> str:
    return Weging.objects.get(zaak_id=zaak, stand=Weging.Stand.VOORGESTELD).aanpak


def test_two_people_in_one_zaak_overwrite_nothing(site: Site, visit: Callable[..., Visitor]) -> None:
    """§14: the second is told, keeps what was typed, and decides again after a look."""
    zaak = site.ask(lambda: Vroegsignaalzaak.objects.filter(status=Zaakstatus.IN_OPVOLGING).earliest("pk").pk)
    first, second = visit("samira").page, visit("joost").page
    for page in (first, second):
        page.goto(f"/zaken/{zaak}/poging")
    before = site.ask(lambda: Contactpoging.objects.filter(zaak_id=zaak).count())
    _write_down(first, "Gebeld, geen gehoor.")
    expect(first.get_by_role("status").first).to_contain_text("De contactpoging is vastgelegd.")
    _write_down(second, "Ook gebeld, in gesprek.")
    expect(
        second.get_by_text("Deze zaak is intussen gewijzigd. Er is niets opgeslagen.").first
    ).to_be_visible()
    expect(second.get_by_label("Notitie")).to_have_value("Ook gebeld, in gesprek.")
    assert site.ask(lambda: Contactpoging.objects.filter(zaak_id=zaak).count()) == before + 1
    second.get_by_role("button", name="Leg vast").click()
    expect(second.get_by_role("status").first).to_contain_text("De contactpoging is vastgelegd.")
    assert site.ask(lambda: Contactpoging.objects.filter(zaak_id=zaak).count()) == before + 2


def _write_down(page: Page, note: str) -> None:
    page.get_by_label("Bereikt").select_option("nee")
    page.get_by_label("Notitie").fill(note)
    page.get_by_role("button", name="Leg vast").click()

"""Close with a referral, hand over warmly, and hear later how it went; the partner's page and address.

R-UIT-2 (sociale kaart), R-UIT-4 (warm handover, news without reopening), R-UIT-6 (the decision), R-TER-1, R-TER-3.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import NARROW, TODAY, WIDE, Site, Visitor, axe
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.feedback.models import Terugkoppeling
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Bereikt, Contactsoort, Zaakstatus

pytestmark = pytest.mark.browser


def test_a_referral_is_handed_over_warmly_and_heard_of_later(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    zaak = site.ask(_reached)
    joost = visit("samira")
    page = joost.page
    _close_with_referral(joost, zaak)
    page.goto(f"/zaken/{zaak}/")
    look(joost, "uitkomst-zaak")
    _hear_and_decide(joost, zaak)
    codes = site.until(lambda: _told(zaak))
    assert codes == {"hulp_geaccepteerd", "hulp_loopt", "shv_gestart"}
    _read_partner(site, joost, zaak)
    _correct(joost, zaak)


def _reached() -> int:
    """A zaak at work whose resident was spoken to."""
    zaak = Vroegsignaalzaak.objects.filter(status=Zaakstatus.IN_OPVOLGING).latest("pk")
    record_contactpoging(
        zaak.pk, soort=Contactsoort.TELEFOON, bereikt=Bereikt.JA, datum=TODAY, versie=zaak.versie, today=TODAY,
        by=SYSTEM,
    )  # fmt: skip
    return int(zaak.pk)


def _close_with_referral(who: Visitor, zaak: int) -> None:
    page = who.page
    page.goto(f"/zaken/{zaak}/afronden")
    page.get_by_role("radio", name="Verwezen naar financiële hulp").check()
    page.get_by_role("searchbox", name="Zoek op de sociale kaart").fill("schuldhulp")
    page.get_by_role("searchbox", name="Zoek op de sociale kaart").press("Tab")
    expect(page.get_by_role("radio", name="Budgetmaatjes")).to_have_count(0)
    page.get_by_role("radio", name="Sociale Dienst, schuldhulpverlening").check()
    page.get_by_label("Ik draag de inwoner persoonlijk over").check()
    page.get_by_label("De inwoner geeft toestemming voor deze overdracht").check()
    page.get_by_label("Op welke dag gaf de inwoner toestemming?").fill(TODAY.isoformat())
    page.get_by_label("Hoe gaf de inwoner toestemming?").select_option(label="Mondeling")
    page.get_by_label("Dag van de afspraak daar").fill(TODAY.isoformat())
    page.get_by_label("Tijd van de afspraak").fill("09:30")
    expect(page.get_by_role("region", name="Wat de partner hoort")).to_contain_text("hulp geaccepteerd")
    look(who, "uitkomst-afronden")
    page.get_by_role("button", name="Rond de zaak af").click()
    expect(page.get_by_role("status").first).to_contain_text("De afspraak staat al.")


def _hear_and_decide(who: Visitor, zaak: int) -> None:
    page = who.page
    _fold(page, "Afloop van de afspraak vastleggen", "Leg afloop vast")
    page.goto("/zaken/besluiten")
    look(who, "uitkomst-besluiten")
    page.locator(f"a[href='/zaken/{zaak}/besluit']").click()
    page.get_by_label("Wat is er besloten?").select_option(label="Beschikking met plan van aanpak")
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_role("status").first).to_contain_text("Het besluit is vastgelegd.")
    page.get_by_role("link", name="Maak de brief van het besluit").click()
    look(who, "uitkomst-brief")
    name, content = who.download(page.get_by_role("button", name="Maak de brief").click)
    assert (name.startswith("besluit-"), content[:5]) == (True, b"%PDF-")
    page.goto(f"/zaken/{zaak}/vervolg")
    page.get_by_label("Wat hoorde u?").select_option(label="De inwoner is gekomen, de hulp loopt")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("status").first).to_contain_text("De zaak blijft afgerond.")


def _correct(who: Visitor, zaak: int) -> None:
    """The news was of another zaak, and the decision was a refusal: both stay readable, a new letter ends the old."""
    page = who.page
    page.goto(f"/zaken/{zaak}/")
    page.get_by_text("Een bericht klopt niet", exact=True).click()
    look(who, "uitkomst-bericht-herstellen")
    page.locator("#bericht-herstellen_bericht").select_option(index=1)
    page.locator("#bericht-herstellen_soort").select_option(value="niets")
    page.locator("#bericht-herstellen_reden").fill("Dit hoorde bij een andere zaak.")
    page.get_by_role("button", name="Herstel het bericht").click()
    expect(page.get_by_role("status").first).to_contain_text("Het bericht is hersteld.")
    look(who, "uitkomst-hersteld")
    page.goto(f"/zaken/{zaak}/besluit-herstellen")
    page.get_by_label("Wat is het juiste besluit?").select_option(value="niets")
    page.get_by_label("Wat klopte er niet?").fill("Er was geen plan.")
    page.get_by_role("button", name="Herstel het besluit").click()
    expect(page.get_by_text("De brief van dit besluit is al gemaakt.").first).to_be_visible()
    look(who, "uitkomst-besluit-herstellen")
    page.get_by_label("Wat is het juiste besluit?").select_option(value="weigering")
    page.get_by_role("button", name="Herstel het besluit").click()
    expect(page.get_by_role("status").first).to_contain_text("Het besluit is hersteld.")
    page.get_by_role("link", name="Maak de brief van het besluit").click()
    expect(page.get_by_text("Deze brief beëindigt een eerder besluit")).to_be_visible()
    look(who, "uitkomst-brief-vervangt")
    page.get_by_label("Uw uitleg bij het besluit").fill("Er is geen schuld meer.")
    _, content = who.download(page.get_by_role("button", name="Maak de brief").click)
    (who.site.screenshots / "besluit-vervangt.pdf").write_bytes(content)


def _fold(page: Page, title: str, submit: str) -> None:
    page.get_by_text(title, exact=True).click()
    page.get_by_role("button", name=submit).click()
    expect(page.get_by_role("status").first).to_contain_text("vastgelegd")


def _told(zaak: int) -> set[str]:
    codes = set(
        Terugkoppeling.objects.filter(vroegsignaal__zaaksignaal__zaak=zaak).values_list("code", flat=True)
    )
    return codes if len(codes) > 2 else set()


def _read_partner(site: Site, who: Visitor, zaak: int) -> None:
    page = who.page
    partner = site.ask(
        lambda: (
            Signaalpartner.objects.filter(signalen__zaaksignaal__zaak=zaak)
            .values_list("pk", flat=True)
            .first()
        )
    )
    page.goto(f"/terugkoppeling/partner/{partner}")
    expect(page.get_by_text("De hulp aan de inwoner loopt.").first).to_be_visible()
    look(who, "uitkomst-partner")
    page.goto("/sociale-kaart/")
    look(who, "uitkomst-sociale-kaart")
    page.goto("/")
    look(who, "uitkomst-vandaag")


def test_the_beheerder_sets_an_address_and_sees_the_secret_once(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    koen = visit("koen")
    partner = site.ask(lambda: Signaalpartner.objects.latest("pk").pk)
    koen.page.goto(f"/terugkoppeling/partner/{partner}/webhook")
    koen.page.get_by_label("Webadres van de partner").fill("https://partner.example/tijdig")
    koen.page.get_by_role("button", name="Stel in en toon het geheim").click()
    expect(koen.page.get_by_text("whsec_")).to_be_visible()
    look(koen, "uitkomst-webhook")
    koen.page.goto(f"/terugkoppeling/partner/{partner}/webhook")
    expect(koen.page.get_by_text("whsec_")).to_have_count(0)
    koen.page.get_by_role("button", name="Stop met bezorgen").click()


def look(who: Visitor, name: str) -> None:
    """No fault of accessibility and no sideways scrolling, at both widths; with a picture of each."""
    for size in (NARROW, WIDE):
        who.page.set_viewport_size(size)
        who.shoot(f"{name}-{size['width']}")
        assert axe(who.page) == []
        assert who.page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]

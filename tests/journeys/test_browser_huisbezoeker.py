"""A round of home visits in the browser: planned at a desk, walked with a phone that loses its connection (R-OUT-5)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys.browser import NARROW, TODAY, Site, Visitor, axe
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.demo.visits import actor_of
from tijdig.outreach.actions.door_cards import print_cards
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde
from tijdig.rules.terms import Aanpak, Bereikt, Contactsoort, Zaakstatus

pytestmark = pytest.mark.browser


def _choose_visits() -> int:
    """Six zaken get an unannounced visit as their next step."""
    by = actor_of("samira", "0505")
    zaken = list(Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD).order_by("pk")[:6])
    for zaak in zaken:
        decide_otherwise(zaak.pk, aanpak=Aanpak.HUISBEZOEK_ONAANGEKONDIGD, reden="proef", versie=zaak.versie,
                         today=TODAY, by=by)  # fmt: skip
    Vroegsignaalzaak.objects.filter(pk__in=[zaak.pk for zaak in zaken]).update(volgende_op=TODAY)
    return len(zaken)


def _print_cards() -> None:
    print_cards(Bezoekronde.objects.get(plan__dag=TODAY).pk, today=TODAY, by=actor_of("samira", "0505"))


def _made() -> bool:
    return Bezoekplan.objects.filter(dag=TODAY, klaar_op__isnull=False).exists()


def _attempts() -> list[str]:
    walked = Bezoek.objects.exclude(uitkomst="").values("zaak_id")
    return list(
        Contactpoging.objects.filter(zaak_id__in=walked, soort=Contactsoort.HUISBEZOEK).order_by("pk")
        .values_list("bereikt", flat=True)
    )  # fmt: skip


def test_a_round_is_planned_and_walked(site: Site, visit: Callable[..., Visitor]) -> None:
    site.ask(_choose_visits)
    planner = visit("samira")
    page = planner.page
    page.goto(f"/rondes/nieuw?dag={TODAY.isoformat()}&dagdeel=avond&teams=1")
    planner.shoot("ronde-nieuw")
    assert axe(page) == []
    page.get_by_label("Team 1: huisbezoeker").select_option(label="Meryem Yıldız")
    page.get_by_label("Team 1: of alleen, met achterwacht").select_option(label="Joost van der Wal")
    page.get_by_label("Team 1: telefoon van de achterwacht").fill("06 12345678")
    page.get_by_role("button", name="Maak de routes").click()
    site.until(_made, 60)
    page.goto(f"/rondes/{site.ask(lambda: Bezoekplan.objects.get(dag=TODAY).pk)}")
    expect(page.get_by_role("heading", name="Kaart")).to_be_visible()
    planner.shoot("ronde-plan")
    assert axe(page) == []
    page.set_viewport_size(ViewportSize(width=320, height=700))
    planner.shoot("ronde-plan-320")
    site.ask(_print_cards)
    _walk(site, visit("meryem", NARROW))
    page.goto("/rondes/")
    planner.shoot("rondes-320")
    assert axe(page) == []


def _walk(site: Site, walker: Visitor) -> None:
    """As a home visitor would: with one thumb, and with a connection that goes and comes."""
    phone = walker.page
    _opens_and_starts(walker)
    stop = phone.locator(".v-stop--next")
    stop.get_by_role("button", name="Gesproken").click()
    site.until(lambda: len(_attempts()) == 1)

    walker.context.set_offline(True)
    stop.get_by_role("button", name="Niet thuis").click()
    expect(phone.get_by_text("Nog te versturen: 1.")).to_be_visible()
    asked = phone.locator(".v-stop--asked")
    walker.shoot("ronde-telefoon-kaart")
    asked.get_by_role("button", name="Kaart in de bus").click()  # two taps for who is not at home
    wrong = stop
    wrong.get_by_text("Anders", exact=False).first.click()
    wrong.get_by_role("button", name="Woont hier niet meer").click()  # three, with the reason
    third = phone.locator(".v-stop--done").nth(2)
    third.get_by_text("Verkeerd getikt?").click()
    third.locator("[data-send=fix]").get_by_role("button", name="Gesproken").click()
    phone.get_by_role("button", name="Alles goed").click()
    expect(phone.get_by_text("Nog te versturen: 5.")).to_be_visible()
    phone.get_by_role("button", name="Beëindig de ronde").click()  # that waits for a connection
    expect(phone.get_by_role("alert")).to_contain_text("geen verbinding")
    walker.shoot("ronde-telefoon-zonder-verbinding")
    assert site.ask(_attempts) == [Bereikt.JA]
    _reloads_without_connection(site, walker)  # a worker that starts anew may already have the line again
    walker.context.set_offline(False)
    site.until(lambda: _attempts() == [Bereikt.JA, Bereikt.NEE, Bereikt.JA])
    assert site.ask(_cards) == 1
    expect(phone.locator("[data-offline]")).to_be_hidden()
    expect(phone.get_by_text("Doorgegeven: alles goed.")).to_be_visible()
    walker.faults[:] = [fault for fault in walker.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    walker.shoot("ronde-telefoon-onderweg")
    assert axe(phone) == []

    phone.get_by_role("button", name="Beëindig de ronde").click()
    expect(phone.get_by_role("heading", name="De ronde is voorbij")).to_be_visible()
    _nothing_stays(walker)
    walker.shoot("ronde-telefoon-voorbij")
    phone.get_by_role("link", name="Verbeter uw ronde").click()
    expect(phone.get_by_role("heading", name="Verkeerd getikt?")).to_be_visible()
    walker.shoot("ronde-telefoon-verbeteren")
    assert axe(phone) == []


def _reloads_without_connection(site: Site, walker: Visitor) -> None:
    """The doors, the taps and the words are there again; the store of the worker knows no person (ADR 13)."""
    phone = walker.page
    phone.once("dialog", lambda dialog: dialog.accept())  # taps wait
    phone.reload()
    expect(phone.get_by_text("Nog te versturen: 5.")).to_be_visible()
    expect(phone.locator(".v-stop--done")).to_have_count(3)
    expect(phone.locator("[data-offline]")).to_be_visible()
    walker.shoot("ronde-telefoon-herladen")
    shelf = phone.evaluate(
        """async () => { const shelf = await caches.open("ronde");
        const found = await Promise.all((await shelf.keys()).map(async (one) => (await shelf.match(one)).text()));
        return found.join("").toLowerCase(); }"""
    )
    assert "geen verbinding" in shelf
    assert not any(word in shelf for word in _personal(site))


def _opens_and_starts(walker: Visitor) -> None:
    phone = walker.page
    answer = phone.goto("/ronde/")
    assert answer is not None
    assert "no-store" in answer.headers["cache-control"]
    walker.shoot("ronde-telefoon-begin")
    phone.get_by_role("button", name="Start de ronde").click()
    expect(phone.locator(".v-stop--next")).to_be_visible()
    walker.shoot("ronde-telefoon")
    assert axe(phone) == []
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    for name in ("Alles goed", "Gesproken", "Niet thuis"):  # a thumb hits it
        box = phone.get_by_role("button", name=name).first.bounding_box()
        assert box is not None
        assert box["height"] >= 44, name


def _personal(site: Site) -> list[str]:
    zaken = Vroegsignaalzaak.objects.filter(bezoeken__plan__dag=TODAY)
    return site.ask(
        lambda: [word.lower() for pair in zaken.values_list("straat", "postcode") for word in pair]
    )


def _cards() -> int:
    return Contactpoging.objects.filter(kaartbezoeken__plan__dag=TODAY, soort=Contactsoort.KAART).count()


def _nothing_stays(walker: Visitor) -> None:
    """Not in any store of the browser, and not by going back."""
    phone = walker.page
    # htmx keeps the address of the page that is shown; nothing else is there.
    kept = phone.evaluate("Object.entries(sessionStorage).map(pair => pair.join('='))")
    assert kept in ([], ["htmx-current-path-for-history=/ronde/voorbij"])
    assert phone.evaluate("Object.keys(localStorage)") == []
    assert phone.evaluate("caches.keys()") == []
    assert phone.evaluate("indexedDB.databases()") == []
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    phone.go_back()
    expect(phone.get_by_role("heading", name="Mijn ronde")).to_be_visible()
    assert phone.locator("[data-door]").count() == 0, "the page before is asked for again, and it is empty"
    phone.goto("/ronde/voorbij")

"""A round of home visits in the browser: planned at a desk, walked with a phone that loses its connection (R-OUT-5)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys.browser import TODAY, Site, Visitor, axe
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.demo.visits import actor_of
from tijdig.outreach.models import Bezoek, Bezoekplan
from tijdig.rules.terms import Aanpak, Bereikt, Contactsoort, Zaakstatus

pytestmark = pytest.mark.browser
PHONE = ViewportSize(width=360, height=740)


def _choose_visits() -> int:
    """Six zaken get an unannounced visit as their next step."""
    by = actor_of("samira", "0505")
    zaken = list(Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD).order_by("pk")[:6])
    for zaak in zaken:
        decide_otherwise(zaak.pk, aanpak=Aanpak.HUISBEZOEK_ONAANGEKONDIGD, reden="proef", versie=zaak.versie,
                         today=TODAY, by=by)  # fmt: skip
    Vroegsignaalzaak.objects.filter(pk__in=[zaak.pk for zaak in zaken]).update(volgende_op=TODAY)
    return len(zaken)


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
    _walk(site, visit("meryem", PHONE))
    page.goto("/rondes/")
    planner.shoot("rondes-320")
    assert axe(page) == []


def _walk(site: Site, walker: Visitor) -> None:
    phone = walker.page
    phone.goto("/ronde/")
    phone.get_by_role("button", name="Start de ronde").click()
    stop = phone.locator(".v-stop--next")
    expect(stop).to_be_visible()
    walker.shoot("ronde-telefoon")
    assert axe(phone) == []
    stop.get_by_role("button", name="Gesproken").click()
    site.until(lambda: len(_attempts()) == 1)

    walker.context.set_offline(True)
    stop.get_by_role("button", name="Niet thuis").click()
    expect(phone.get_by_text("Nog te versturen: 1.")).to_be_visible()
    stop.get_by_text("Anders").click()
    stop.get_by_role("button", name="Woont hier niet meer").click()
    expect(phone.get_by_text("Nog te versturen: 2.")).to_be_visible()
    walker.shoot("ronde-telefoon-zonder-verbinding")
    kept = phone.evaluate("JSON.stringify(sessionStorage)")
    assert "straat" not in kept.lower()
    assert site.ask(_attempts) == [Bereikt.JA]
    walker.context.set_offline(False)
    site.until(lambda: len(_attempts()) == 3)
    assert site.ask(_attempts) == [Bereikt.JA, Bereikt.NEE, Bereikt.NEE]
    expect(phone.locator("[data-offline]")).to_be_hidden()
    walker.faults[:] = [fault for fault in walker.faults if "ERR_INTERNET_DISCONNECTED" not in fault]

    phone.get_by_role("button", name="Alles goed").click()
    expect(phone.get_by_role("status").first).to_contain_text("Doorgegeven: alles goed.")
    phone.get_by_role("button", name="Beëindig de ronde").click()
    expect(phone.get_by_role("heading", name="De ronde is voorbij")).to_be_visible()
    # htmx keeps the address of the page that is shown; nothing else is there.
    kept = phone.evaluate("Object.entries(sessionStorage).map(pair => pair.join('='))")
    assert kept in ([], ["htmx-current-path-for-history=/ronde/voorbij"])
    walker.shoot("ronde-telefoon-voorbij")

"""Messages in the browser: plan, see who is left out and why, send, and what did not arrive; and a template.

R-OUT-3 (once, from a template, with a preview on a real zaak), R-OUT-4 (the step of the sequence).
"""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.browser import GEMEENTE, NARROW, TODAY, WIDE, Site, Visitor, axe
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, Fault, FaultKind
from tijdig.demo.visits import actor_of
from tijdig.outreach.actions.sending import send_berichten
from tijdig.outreach.actions.stops import stop_messages
from tijdig.outreach.models import Bericht
from tijdig.rules.terms import Aanpak, Berichtstand, Stopsoort

pytestmark = pytest.mark.browser
MOBILE = r"^(\+31|0)6[- ]?0"
NOON = timezone.make_aware(datetime.combine(TODAY, time(12)))


def choose_sms() -> tuple[int, int]:
    """Two zaken go to SMS, and one of somebody who wants none. A fourth is left to choose on the page."""
    proposed = Weging.objects.filter(stand=Weging.Stand.VOORGESTELD, aanpak=Aanpak.BRIEF, zaak__crisis=False)
    told = "zaak__zaaksignalen__vroegsignaal__telefoon"
    known = (
        proposed.filter(**{f"{told}__regex": MOBILE}).order_by("zaak_id").values_list("zaak_id", flat=True)
    )
    first, second, on_page, unwanted = known.distinct()[:4]
    by = actor_of("samira", GEMEENTE)
    for zaak in Vroegsignaalzaak.objects.filter(pk__in=[first, second, unwanted]):
        decide_otherwise(
            zaak.pk, aanpak=Aanpak.SMS, reden="Er is een nummer.", versie=zaak.versie, today=TODAY, by=by
        )
    stop_messages(unwanted, soort=Stopsoort.ZAAK, adres="", today=TODAY, by=by)
    return on_page, unwanted


def look(visitor: Visitor, name: str) -> None:
    """Nothing that axe finds wrong, at two widths, and a picture of each."""
    for kind, size in (("smal", NARROW), ("breed", WIDE)):
        visitor.page.set_viewport_size(size)
        visitor.shoot(f"berichten-{name}-{kind}")
        wide = visitor.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{name}: wider than the screen"
    assert axe(visitor.page) == []


def test_messages_from_plan_to_what_came_back(
    site: Site, visit: Callable[..., Visitor], settings: Any
) -> None:
    chosen, unwanted = site.ask(choose_sms)
    visitor = visit("samira")
    page = visitor.page
    _choose_on_the_page(page, chosen)
    page.goto("/berichten/nieuw")
    expect(page.get_by_role("heading", name="3 berichten liggen klaar")).to_be_visible()
    left_out = page.get_by_role("region", name="1 zaak kan nog niet")
    expect(left_out).to_contain_text("wil geen brieven en berichten meer")
    assert f"/zaken/{unwanted}/" in str(left_out.get_by_role("link").get_attribute("href"))
    look(visitor, "nieuw")
    page.get_by_role("button", name="Verstuur 3 berichten").click()
    expect(page.get_by_role("status").first).to_contain_text("De berichten staan klaar")
    assert _send(site, settings) == {"mislukt": 1, "verzonden": 2}
    page.goto("/berichten/")
    expect(page.get_by_role("table")).to_contain_text("Niet gelukt")
    expect(page.get_by_text("1 bericht of brief kwam niet aan")).to_be_visible()
    look(visitor, "lijst")
    page.get_by_role("link", name="Bekijk wat terugkwam").click()
    expect(page.get_by_role("heading", name="Teruggekomen berichten")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("NotifyNL nam het niet aan")
    look(visitor, "terug")
    zaak = site.ask(lambda: Bericht.objects.get(stand=Berichtstand.MISLUKT).zaak)
    page.get_by_role("link", name=zaak.kenmerk).click()
    expect(page.get_by_role("main")).to_contain_text("Niet gelukt. NotifyNL nam het niet aan")
    look(visitor, "zaak")
    _write_a_template(visitor, zaak.kenmerk)


def _choose_on_the_page(page: Page, zaak: int) -> None:
    page.goto(f"/zaken/{zaak}/anders")
    page.get_by_label("Aanpak").select_option(label="Sms")
    page.get_by_label("Waarom").fill("Er is een mobiel nummer bekend.")
    page.get_by_role("main").get_by_role("button", name="Kies deze aanpak").click()
    expect(page.get_by_role("status").first).to_be_visible()


def _send(site: Site, settings: Any) -> dict[str, int]:
    """What the worker does when the hours are open; the service refuses the first message."""
    ways = {
        "base_url": site.notify.base_url,
        "api_key": API_KEY,
        "sms_template": TEMPLATE,
        "email_template": TEMPLATE,
    }
    settings.SENDING = {**settings.SENDING, "sms": "notify", "notify": ways}
    site.notify.inject(Fault(kind=FaultKind.STATUS, status=400))
    return site.ask(lambda: send_berichten(gemeente_code=GEMEENTE, moment=NOON, by=SYSTEM))


def _write_a_template(visitor: Visitor, kenmerk: str) -> None:
    page = visitor.page
    page.goto("/sjablonen/email")
    page.get_by_role("link", name="Schrijf een nieuwe versie").click()
    more = page.get_by_role("group", name="Nog een alinea").get_by_label("Tekst")
    more.fill("Wij zullen u derhalve contacteren.")
    page.get_by_role("button", name="Kijk na zonder te bewaren").click()
    warnings = page.get_by_role("region", name="Leesbaarheid")
    expect(warnings).to_contain_text("derhalve")
    expect(warnings).to_contain_text("daarom")
    look(visitor, "sjabloon-nakijken")
    more.fill("Ik bel u daarom graag.")
    page.get_by_role("button", name="Bewaar de nieuwe versie").click()
    expect(page.get_by_role("status").first).to_contain_text("De nieuwe versie is bewaard")
    page.get_by_label("Kenmerk van een zaak").fill(kenmerk)
    page.get_by_role("button", name="Toon het voorbeeld").click()
    expect(page.get_by_role("region", name="Voorbeeld bij een zaak")).to_contain_text(
        "Ik bel u daarom graag."
    )
    look(visitor, "sjabloon")

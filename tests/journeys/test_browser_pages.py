"""Every page of the site in a real browser: at two widths, for every role, by keyboard, for who sees little.

R-ROL-1 (who may see what); WCAG 2.2 AA through axe-core.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from tests.journeys.browser import NARROW, TODAY, WIDE, Site, Visitor, axe
from tijdig.accounts.models import User
from tijdig.accounts.rights import RIGHTS, Right
from tijdig.casework.models import Afwezigheid, Vroegsignaalzaak
from tijdig.checks.models import Doorzending, Toets
from tijdig.ddas.models import Ddasafnemer, Ddaslevering
from tijdig.demo.stage import PLAYERS
from tijdig.feedback.models import Terugkoppelbestand
from tijdig.intake.models import Aanlevering
from tijdig.outreach.models import Bericht, Bezoekplan, Printronde
from tijdig.outreach.queries import under_curatele
from tijdig.partners.models import Overeenkomst, Signaalpartner
from tijdig.policies.models import Beleidsvoorstel
from tijdig.referrals.models import Organisatie
from tijdig.rules.terms import Signaalstatus, Zaakstatus

pytestmark = pytest.mark.browser

ROLES = {player.username: player.roles[0] for player in PLAYERS if player.username != "meryem"}
VIEWERS = ("joost", "samira", "ilse", "koen", "fleur", "selin")  # who looks at a page, the first that may
NOTHING_IN_HAND = {
    "reacties:balie_antwoord",
    "walk:verbeteren",
}  # they lead back when there is no zaak or round
TABS = 130
FOCUS_RING = """() => { const e = document.activeElement, s = getComputedStyle(e);
    return e.matches(':focus-visible') && ((s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0)
        || s.boxShadow !== 'none'); }"""
# Puts the focus just before the main action. Gives 1 (a step is left), or null when it is too far or cannot be told.
TO_THE_LAST_BUT_ONE = """limit => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(e => !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden' && e.checkVisibility());
    const main = stops.findIndex(e => e.matches('main .utrecht-button--primary-action'));
    if (main < 1 || main >= limit) return null;
    stops[main - 1].focus();
    return 1; }"""
ON_PRIMARY = "() => document.activeElement.matches('main .utrecht-button--primary-action')"


def views() -> Iterator[tuple[str, Any]]:
    """All named views: full name, and the pattern."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
    for found in patterns:
        if isinstance(found, URLResolver):
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from _walk(found.url_patterns, inner)
        elif found.name:
            yield f"{space}{found.name}", found


def examples() -> dict[str, dict[str, Any]]:
    """For each address with a number in it: something that exists."""
    zaken = Vroegsignaalzaak.objects.order_by("pk")
    open_ = zaken.filter(status=Zaakstatus.IN_OPVOLGING).first() or zaken.first()
    letter = zaken.filter(brieven__isnull=False).first() or open_
    curated = next((zaak for zaak in zaken if under_curatele(zaak)), None)
    in_doubt = Toets.objects.filter(vroegsignaal__status=Signaalstatus.TWIJFEL)
    doubt = in_doubt.filter(vroegsignaal__partnervragen__antwoord="").first()
    elsewhere = Doorzending.objects.exclude(naar="").first()
    assert open_ is not None
    assert letter is not None
    assert curated is not None
    assert doubt is not None
    assert elsewhere is not None
    on_zaak, on_delivery = {"zaak_id": open_.pk}, {"pk": Aanlevering.objects.latest("dag").pk}
    on_partner = {"partner_id": Signaalpartner.objects.earliest("pk").pk}
    on_run = {"ronde_id": Printronde.objects.earliest("pk").pk}
    on_user = {"user_id": User.objects.get(username="meryem").pk}
    on_kader = {"voorstel_id": Beleidsvoorstel.objects.earliest("pk").pk}
    plan = Bezoekplan.objects.earliest("pk")
    on_plan, on_round = {"plan_id": plan.pk}, {"bezoekronde_id": plan.rondes.earliest("pk").pk}
    on_door = {"bezoek_id": plan.bezoeken.earliest("pk").pk}
    on_collector = {"afnemer_id": Ddasafnemer.objects.earliest("pk").pk}
    told = {"bestand_id": Terugkoppelbestand.objects.latest("dag").pk}
    return {
        "zaak": on_zaak, "nemen": on_zaak, "aannemen": on_zaak, "hier": on_zaak, "ongedaan": {"handeling_id": 1},
        "ongedaan_samen": {"samen": str(UUID(int=0))},
        "afwezig_einde": {"vervanging_id": 1}, "afronden": on_zaak, "afronden_velden": on_zaak,
        "handeling": on_zaak | {"naam": "poging"},
        "voorbeeld": {"zaak_id": letter.pk}, "curator": {"zaak_id": curated.pk}, "veiligheid_einde": {"melding_id": 1},
        **{name: {"pk": doubt.pk} for name in ("item", "antwoord", "invoeren", "overnemen")},
        "bestand": told, "download": told | {"vorm": "csv"},
        **{f"bestanden_{tail}": {"dag": f"{TODAY}"} for tail in ("van", "zip")},
        **{name: {"pk": elsewhere.pk} for name in ("doorsturen", "pakket", "wachtwoord", "downloaden")},
        **dict.fromkeys(("aanlevering", "voortgang", "geweigerd"), on_delivery),
        **{f"printronde{tail}": on_run for tail in ("", "_pdf", "_lijst", "_afgedrukt", "_niet_afgedrukt")},
        **dict.fromkeys(("partner", "wijzigen", "overeenkomst_nieuw", "bestand_maken"), on_partner),
        "bestand_kader": {"dag": "2021-05-01"},
        "afwezig_weg": {"afwezigheid_id": Afwezigheid.objects.earliest("pk").pk},
        **dict.fromkeys(
            ("voorstel", "voorstel_bestand", "voorleggen", "vaststellen", "intrekken", "uitproberen", "kop"), on_kader
        ),
        **dict.fromkeys(("regel", "schuif"), on_kader | {"nummer": 1}),
        **dict.fromkeys(("webhook", "webhook_stoppen"), on_partner), "besluitbrief": on_zaak, "opnieuw": told,
        "organisatie_wijzigen": {"organisatie_id": Organisatie.objects.earliest("pk").pk},
        "inwoner_by_code": {"code": "x"}, "inwoner_kies": {"soort": "bellen"}, "afgehandeld": {"reactie_id": 1},
        "gestopt_weg": {"job_id": 1}, "sms_klaar": {"sms_id": 1}, "sms_onbekend_klaar": {"sms_id": 1},
        "balie_zaak": on_zaak, "afspraak": on_zaak, "agenda_weg": {"soort": "uren", "ding_id": 1},
        "taal": on_zaak, "deurnotitie": on_zaak,
        "stopverzoek": on_zaak, "stopverzoek_einde": on_zaak | {"stop_id": 1}, "notify_melding": {"code": "0505"},
        "bericht_verstuurd": {"bericht_id": 1}, "bericht_gezien": {"bericht_id": 1},
        "bevestiging_pdf": {"bericht_id": Bericht.objects.filter(afspraak__isnull=False).earliest("pk").pk},
        "printronde_notify": on_run,
        "brief_retour_klaar": {"brief_id": 1}, "brief_niet_retour": {"brief_id": 1},
        "sjabloon_intrekken": {"sjabloon_id": 1},
        "sjabloon": {"naam": "sms"}, "sjabloon_wijzigen": {"naam": "sms"},
        "sjabloon_voorbeeld": {"naam": "kaart", "zaak_id": letter.pk},
        **dict.fromkeys(("bezoekplan", "bezoekplan_terug", "bezoekplan_opnieuw", "bezoekplan_vervallen"), on_plan),
        **dict.fromkeys(("looplijst", "looplijst_pdf", "kaarten", "start", "teken", "einde"), on_round),
        **dict.fromkeys(("bezoek_verplaatst", "deur", "verbeter", "kaart", "notitie"), on_door),
        "vraag": {"slug": "meldingen"}, "werklijst": {"fout": "poging-zonder-uitslag"},
        "tabel": {"slug": "meldingen", "figuur": "soorten"}, "tekening": {"slug": "meldingen", "figuur": "soorten"},
        "vergelijking_tabel": {"figuur": "trechter"}, "vergelijking_tekening": {"figuur": "trechter"},
        "ddas_zaken": {"controle": "poging-zonder-uitkomst"},
        "ddas_bestand": {"levering_id": str(Ddaslevering.objects.latest("gemaakt_op").pk), "pagina": 1},
        **dict.fromkeys(("ddas_machtigen", "ddas_intrekken"), on_collector),
        "verslag_bestand": {"vorm": "pdf"}, "cijfers_intrekken": {"levering_id": 1},
        "overeenkomst_einde": {"overeenkomst_id": Overeenkomst.objects.earliest("pk").pk},
        **{f"gebruiker{tail}": on_user
           for tail in ("", "_wijzigen", "_rollen", "_sluiten", "_heropenen", "_wachtwoord", "_tweede_stap")},
    }  # fmt: skip


def address_of(name: str, pattern: URLPattern, found: dict[str, dict[str, Any]]) -> str | None:
    """The address of a view, with an object where it wants one. None: a key in a link of the mail, not a page."""
    wanted = set(pattern.pattern.converters)
    if not wanted:
        return reverse(name) if not pattern.pattern.regex.groups else None
    known = found.get(name.rpartition(":")[2], {})
    assert wanted == set(known), f"the page {name} is new: give it an example"
    return reverse(name, kwargs=known)


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, tuple[str, frozenset[Right] | None]]:
    """Address and rights of every view; None: no right is needed beyond the account."""
    found = site.ask(examples)
    listed = {
        name: (address_of(name, pattern, found), getattr(pattern.callback, "needs_rights", None) or None)
        for name, pattern in views()
    }
    return {
        name: (where, frozenset(rights) if rights else None)
        for name, (where, rights) in listed.items()
        if where
    }


def may(username: str, rights: frozenset[Right] | None) -> bool:
    return rights is None or bool(rights & RIGHTS[ROLES[username]])


@pytest.fixture(scope="module", params=VIEWERS)
def username(request: pytest.FixtureRequest) -> str:
    """One viewer after the other, each with all tests about them."""
    return str(request.param)


@dataclass(frozen=True)
class Answer:
    """What the server said to one viewer about one address."""

    status: int
    is_page: bool


@pytest.fixture(scope="module")
def answers(addresses: dict[str, Any]) -> Callable[[Visitor], dict[str, Answer]]:
    """Every address asked once per viewer: the tests about a viewer share what they were told."""
    known: dict[str, dict[str, Answer]] = {}

    def ask(visitor: Visitor) -> dict[str, Answer]:
        if visitor.username not in known:
            known[visitor.username] = {}
            for name, (where, _) in addresses.items():
                told = visitor.context.request.get(where, max_redirects=0)
                is_page = told.status == 200 and "<html" in told.text()[:500]
                known[visitor.username][name] = Answer(told.status, is_page)
        return known[visitor.username]

    return ask


def test_a_role_sees_its_pages_and_no_other(
    username: str, addresses: dict[str, Any], answers: Callable[[Visitor], dict[str, Answer]],
    visit: Callable[..., Visitor],
) -> None:  # fmt: skip
    """R-ROL-1: 200 for who may, 403 for who may not. A view that only takes a POST answers 405."""
    wrong = {}
    for name, answer in answers(visit(username)).items():
        _, rights = addresses[name]
        if rights is None:
            continue
        expected = {200, 405} if may(username, rights) else {403, 405}
        if name in NOTHING_IN_HAND and may(username, rights):
            expected |= {302}
        if name == "sjablonen:sjabloon_voorbeeld" and not may(username, frozenset({Right.ZAKEN_ZIEN})):
            expected |= {404}  # who writes templates and sees no zaken
        if answer.status not in expected:
            wrong[name] = answer.status
    assert wrong == {}


def test_every_page_is_accessible_at_both_widths(
    username: str, addresses: dict[str, Any], answers: Callable[[Visitor], dict[str, Answer]],
    visit: Callable[..., Visitor],
) -> None:  # fmt: skip
    """WCAG 2.2 AA, no sideways scrolling at 320 px, one h1, a title, Dutch, the main action in reach of Tab."""
    visitor = visit(username, NARROW)
    found = {}
    for name, answer in answers(visitor).items():
        where, rights = addresses[name]
        if not answer.is_page or username != next(viewer for viewer in VIEWERS if may(viewer, rights)):
            continue
        visitor.page.goto(where)
        faults = [*faults_of(visitor, name), *keyboard_faults(visitor.page)]
        if faults:
            found[name] = faults
    assert found == {}


def test_the_pages_to_log_in_are_accessible(visit: Callable[..., Visitor]) -> None:
    visitor = visit("", NARROW)
    visitor.page.goto("/")
    assert visitor.page.get_by_label("Gebruikersnaam").is_visible()
    assert faults_of(visitor, "login") == []
    visitor.page.get_by_label("Gebruikersnaam").fill("samira")
    visitor.page.get_by_label("Wachtwoord", exact=True).fill("niet-het-goede-woord")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("main").get_by_role("button").first.click()
    assert faults_of(visitor, "login_mislukt") == []


def faults_of(visitor: Visitor, name: str) -> list[str]:
    """What is wrong with the page that is open, at 320 and at 1440 px wide."""
    page, kept = visitor.page, name.replace(":", "_")
    faults = []
    if not page.title().strip() or page.locator("h1").count() != 1:
        faults.append(f"title {page.title()!r}, {page.locator('h1').count()} h1")
    if page.locator("html").get_attribute("lang") != "nl":
        faults.append("not Dutch")
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        if page.evaluate("document.scrollingElement.scrollWidth") > size["width"]:
            faults.append(f"scrolls sideways at {size['width']} px")
        faults += [f"{size['width']} px: {fault}" for fault in axe(page)]
        if faults or "TIJDIG_SCREENSHOTS" in os.environ:
            visitor.shoot(f"{kept}-{visitor.username or 'niemand'}-{size['width']}")
    page.set_viewport_size(NARROW)
    return faults


def keyboard_faults(page: Page) -> list[str]:
    """Tab must reach the main action, and it must show when it has the focus."""
    page.set_viewport_size(WIDE)
    primary = page.locator("main .utrecht-button--primary-action:visible:not([disabled])")
    if not primary.count():
        return []
    # Most of the way by counting, the last step by key; a page that counts otherwise is walked whole.
    for steps in (page.evaluate(TO_THE_LAST_BUT_ONE, TABS), TABS):
        if steps is not None and _tabs_to_the_main_action(page, steps):
            return [] if page.evaluate(FOCUS_RING) else ["the focus on the main action does not show"]
        page.evaluate("document.activeElement.blur()")
    return [f"the main action is more than {TABS} times Tab away"]


def _tabs_to_the_main_action(page: Page, steps: int) -> bool:
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate(ON_PRIMARY):
            return True
    return False

"""The page of the resident: what it shows, what an answer does, and what it never shows (R-OUT-2, R-OUT-6)."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY, printed
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.outreach.actions.agenda import add_beschikbaarheid
from tijdig.outreach.actions.replies import handle_reply
from tijdig.outreach.models import Reactie, Reactiecode, Tijdslot
from tijdig.outreach.reply.codes import codes_of, draw, specimen
from tijdig.outreach.reply.guessing import WRONG_PER_ADDRESS
from tijdig.outreach.reply.texts import LANGUAGES
from tijdig.privacy.actions.erase import erase_expired
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Eindresultaat, Reactiestand, Zaakstatus

pytestmark = pytest.mark.django_db
CALL = f"{(TODAY + timedelta(days=1)).isoformat()}/ochtend"
DONE = Afsluitgegevens(eindresultaat=Eindresultaat.BEKEND_BIJ_SHV)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    cache.clear()
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def zaak(by: Actor) -> Vroegsignaalzaak:
    made = zaken.zaak(1, by=by)
    printed(made, by=by)
    User.objects.filter(pk=by.user_id).update(telefoon_direct="078 770 11 22")
    Vroegsignaalzaak.objects.filter(pk=made.pk).update(behandelaar_id=by.user_id)
    made.refresh_from_db()
    return made


@pytest.fixture
def code(zaak: Vroegsignaalzaak) -> str:
    made = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk].code
    enter("")  # who answers has not chosen a gemeente
    return made


@pytest.fixture
def resident(client: Client, code: str) -> Client:
    assert client.get(f"/r/{code.replace('-', '')}").headers["Location"] == "/r/antwoord"
    return client


def page(client: Client, address: str, status: int = 200, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_code_leaves_the_address_at_once_and_is_kept_nowhere(
    client: Client, code: str
) -> None:  # R-OUT-6
    plain = code.replace("-", "")
    answer = client.get(f"/r/{plain}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/r/antwoord"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.cookies["reactie"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/r/", True, "Lax")
    assert cookie["max-age"] == 20 * 60
    assert plain not in str(answer.cookies) + answer.content.decode()
    assert "sessionid" not in answer.cookies


def test_typing_the_code_does_the_same(client: Client, code: str) -> None:
    assert "Wat is uw code?" in page(client, "/r/", taal="nl")
    answer = client.post("/r/", {"code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == "/r/antwoord"


def test_the_page_says_who_asks_and_nothing_about_the_resident(
    resident: Client, zaak: Vroegsignaalzaak
) -> None:
    # R-OUT-6
    shown = "".join(
        page(resident, address, taal="nl")
        for address in ("/r/antwoord", "/r/antwoord/bellen", "/r/antwoord/opgelost", "/r/antwoord/geen_hulp")
    )
    for part in ("Bel mij", "Ik kom langs", "Het is opgelost", "Ik wil geen hulp", "Dordrecht", "Tineke de Vries",
                 "078 770 11 22", "artikel 3", "bezwaar", "6 maanden"):  # fmt: skip
        assert part in shown, part
    enter("0505")
    for secret in ("Jansen", zaak.straat, "3311", "500", "De Kade", zaak.kenmerk, "€"):
        assert secret not in shown, secret
    assert not re.search(r"<script|style=|\son\w+=", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_goes_all_the_way(resident: Client, language: str) -> None:  # R-OUT-6
    shown = page(resident, "/r/antwoord", taal=language)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in shown
    resident.post("/r/antwoord/bellen", {"moment": CALL, "telefoon": "06 1234 5678"})
    done = page(resident, "/r/klaar")
    assert f'<html lang="{language}"' in done, "the choice is kept"
    assert "{" not in done.replace("{%", "")
    if language != "nl":
        assert "Dank u wel" not in done


def test_an_answer_stands_on_the_letter_that_asked(resident: Client, zaak: Vroegsignaalzaak) -> None:
    # R-OUT-2, R-OUT-6
    answer = resident.post("/r/antwoord/bellen", {"moment": CALL, "telefoon": "06-1234 5678"})
    assert answer.headers["Location"] == "/r/klaar"
    enter("0505")
    reactie, poging = Reactie.objects.get(), Contactpoging.objects.get(zaak=zaak)
    assert (poging.bereikt, poging.reactie_op) == (Bereikt.JA, TODAY)
    assert reactie.contactpoging == poging
    assert (reactie.soort, reactie.telefoon, reactie.dagdeel) == ("bellen", "0612345678", "ochtend")
    event = AuditEvent.objects.get(what="reactie.vastgelegd")
    assert (event.by, event.subject) == ("inwoner", f"zaak:{zaak.pk}")
    assert "0612345678" not in str(event.detail)


@pytest.mark.parametrize("soort", ["opgelost", "geen_hulp"])
def test_nothing_closes_by_itself(
    resident: Client, zaak: Vroegsignaalzaak, soort: str
) -> None:  # AVG art. 22
    resident.post(f"/r/antwoord/{soort}")
    enter("0505")
    zaak.refresh_from_db()
    assert zaak.status == Zaakstatus.IN_OPVOLGING
    assert zaak.volgende_stap == ""
    assert Reactie.objects.get().soort == soort


@pytest.mark.parametrize(
    ("soort", "fields", "said"),
    [
        ("bellen", {}, "Kies eerst een moment"),
        ("bellen", {"moment": "2030-01-01/ochtend"}, "net bezet"),
        ("bellen", {"moment": CALL, "telefoon": "bel mijn zus"}, "geen telefoonnummer"),
        ("langskomen", {"moment": "onzin"}, "net bezet"),
    ],
)
def test_a_wrong_answer_changes_nothing(resident: Client, soort: str, fields: dict, said: str) -> None:
    resident.get("/r/?taal=nl")
    answer = resident.post(f"/r/antwoord/{soort}", fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    enter("0505")
    assert not Reactie.objects.exists()


def test_a_visit_is_an_appointment_and_can_be_changed(
    resident: Client, zaak: Vroegsignaalzaak, by: Actor
) -> None:
    # R-UIT-3, R-OUT-6
    enter("0505")
    day = TODAY + timedelta(days=2)
    add_beschikbaarheid(
        "0505", team="", weekdag=day.weekday(), van=time(9), tot=time(11), minuten=60, tegelijk=1,
        plaats="Stadskantoor", by=by,
    )  # fmt: skip
    enter("")
    nine, ten = (datetime.combine(day, time(hour)).isoformat(timespec="minutes") for hour in (9, 10))
    assert nine in page(resident, "/r/antwoord/langskomen", taal="nl")
    resident.post("/r/antwoord/langskomen", {"moment": nine})
    assert "Stadskantoor" in page(resident, "/r/klaar")
    shown = page(resident, "/r/antwoord/langskomen")
    assert nine not in shown
    assert ten in shown
    resident.post("/r/antwoord/langskomen", {"moment": ten})
    enter("0505")
    assert [afspraak.stand for afspraak in Afspraak.objects.order_by("pk")] == ["afgezegd", "gepland"]
    assert Tijdslot.objects.count() == 1
    assert sorted(Reactie.objects.values_list("stand", flat=True)) == ["open", "vervangen"]
    enter("")
    assert nine in page(resident, "/r/antwoord/langskomen")


def test_unknown_over_and_erased_get_the_same_answer(
    client: Client, zaak: Vroegsignaalzaak, code: str, by: Actor
) -> None:  # R-OUT-6
    def answer(typed: str) -> tuple:
        got = client.get(f"/r/{typed.replace('-', '')}")
        return got.status_code, got.headers["Location"], sorted(got.cookies), got.content

    wrong = answer(draw())
    assert wrong[:2] == (302, "/r/onbekend")
    assert answer(specimen().code) == answer("niets") == wrong
    assert answer(code)[1] == "/r/antwoord"
    enter("0505")
    zaak.refresh_from_db()
    close_zaak(zaak.pk, gegevens=DONE, versie=zaak.versie, today=TODAY, by=by)
    enter("")
    assert answer(code) == wrong
    assert client.get("/r/antwoord").headers["Location"] == "/r/onbekend", "the cookie ends with the zaak"
    assert "078 770 00 00" in page(client, "/r/onbekend")
    erase_expired(gemeente_code="0505", today=TODAY + timedelta(days=400), by=SYSTEM)
    enter("")
    assert answer(code) == wrong
    enter("0505")
    assert Reactiecode.objects.get().kenmerk is None


def test_a_reopened_zaak_has_another_code(
    client: Client, zaak: Vroegsignaalzaak, code: str, by: Actor
) -> None:
    enter("0505")
    zaak.refresh_from_db()
    close_zaak(zaak.pk, gegevens=DONE, versie=zaak.versie, today=TODAY, by=by)
    zaak.refresh_from_db()
    reopen_zaak(zaak.pk, reden="proef", versie=zaak.versie, today=TODAY, by=by)
    fresh = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk].code
    enter("")
    assert fresh != code
    assert client.get(f"/r/{code}").headers["Location"] == "/r/onbekend"
    assert client.get(f"/r/{fresh}").headers["Location"] == "/r/antwoord"


def test_guessing_is_limited_per_address(client: Client, code: str) -> None:  # R-OUT-6
    for _ in range(WRONG_PER_ADDRESS):
        assert client.post("/r/", {"code": draw()}).headers["Location"] == "/r/onbekend"
    assert client.post("/r/", {"code": code}).headers["Location"] == "/r/wacht", "even the right one waits"
    assert page(client, "/r/wacht", 429)
    assert client.post("/r/", {"code": code}, REMOTE_ADDR="192.0.2.9").headers["Location"] == "/r/antwoord"


def test_a_neighbour_in_the_same_ipv6_network_is_the_same_visitor(client: Client, code: str) -> None:
    for number in range(WRONG_PER_ADDRESS):
        client.post("/r/", {"code": draw()}, REMOTE_ADDR=f"2001:db8::{number + 1}")
    assert client.post("/r/", {"code": code}, REMOTE_ADDR="2001:db8::ff").headers["Location"] == "/r/wacht"


def test_guessing_is_limited_for_everybody_together(
    client: Client, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tijdig.outreach.reply import guessing

    for number in range(guessing.WRONG_TOGETHER):
        guessing.count_wrong(f"10.0.{number // 200}.{number % 200}")
    assert client.post("/r/", {"code": code}).headers["Location"] == "/r/wacht"


def test_no_address_is_kept(client: Client, by: Actor) -> None:
    from django.db import connection

    client.post("/r/", {"code": draw()}, REMOTE_ADDR="192.0.2.77")
    with connection.cursor() as cursor:
        cursor.execute("select cache_key from cache")
        assert "192.0.2.77" not in str(cursor.fetchall())


def test_a_post_from_elsewhere_is_refused(code: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/r/{code}")
    assert strict.post("/r/antwoord/geen_hulp", HTTP_ORIGIN="https://elders.example").status_code == 403
    enter("0505")
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("cookie", ["", "x", "0505:1", "WyIwNTA1IiwxXQ:1:zegel"])
def test_a_cookie_of_ones_own_opens_nothing(client: Client, code: str, cookie: str) -> None:
    client.cookies["reactie"] = cookie
    assert client.get("/r/antwoord").headers["Location"] == "/r/onbekend"


def test_done_takes_the_cookie_away(resident: Client) -> None:
    resident.post("/r/sluit")
    assert resident.get("/r/antwoord").headers["Location"] == "/r/onbekend"


def test_a_code_leads_to_its_own_gemeente_only(
    client: Client, zaak: Vroegsignaalzaak, code: str
) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    client.get(f"/r/{code}")
    assert "Dordrecht" in page(client, "/r/antwoord", taal="nl")
    client.post("/r/antwoord/geen_hulp")
    enter("0599")
    assert not Reactie.objects.exists()
    enter("0505")
    assert Reactie.objects.count() == 1


def test_what_is_handled_is_no_longer_changed_but_answered_anew(
    resident: Client, zaak: Vroegsignaalzaak, by: Actor
) -> None:
    resident.post("/r/antwoord/geen_hulp")
    enter("0505")
    handle_reply(Reactie.objects.get().pk, by=by)
    enter("")
    resident.post("/r/antwoord/opgelost")
    enter("0505")
    assert list(Reactie.objects.order_by("pk").values_list("stand", flat=True)) == [
        Reactiestand.AFGEHANDELD, Reactiestand.OPEN,
    ]  # fmt: skip

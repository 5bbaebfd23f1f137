"""The pages of messages and templates (R-OUT-3, R-ROL-1, R-ROL-3)."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.test_messages import NOON, email_zaak, made, send, sms_zaak
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import Actor
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE
from tijdig.connectors.notify_fake.telling import TellingNotify
from tijdig.outreach import message_queries
from tijdig.outreach.actions.sjablonen import withdraw_sjabloon, write_sjabloon
from tijdig.outreach.letters.templates import SHIPPED_IDS, shipped_source
from tijdig.outreach.models import Bericht, Brief, Sjabloon, Stopverzoek
from tijdig.outreach.shelf import shelf_on
from tijdig.refusals import Refused
from tijdig.rules.terms import Berichtstand, Rolsoort

pytestmark = pytest.mark.django_db
NIGHT = NOON.replace(hour=23)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def staff(client: Client, by: Actor) -> Client:
    return make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))


def shown(client: Client, address: str, status: int = 200, **query: object) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return str(answer.content.decode().replace("\xa0", " "))


def test_empty_pages_say_what_to_expect(staff: Client) -> None:
    assert "nog geen berichten" in shown(staff, "/berichten/")
    assert "Er ligt geen bericht klaar" in shown(staff, "/berichten/nieuw")
    assert "kwam geen bericht terug" in shown(staff, "/berichten/teruggekomen")


def test_what_would_go_out_is_shown_and_sent_by_hand_when_there_is_no_channel(
    staff: Client, by: Actor
) -> None:
    sms, mail = sms_zaak(1, by=by), email_zaak(2, by=by)
    sms_zaak(3, by=by, telefoon="0786112233")
    page = shown(staff, "/berichten/nieuw")
    for part in ("+31612345678", "a@example.nl", "geen mobiel nummer", "2 berichten liggen klaar"):
        assert part in page
    staff.post("/berichten/nieuw", {"zaken": f"{sms.pk},{mail.pk}"})
    page = shown(staff, "/berichten/")
    assert "2 berichten verstuurt u zelf" in page
    bericht = Bericht.objects.filter(zaak=sms).get()
    staff.post(f"/berichten/{bericht.pk}/verstuurd")
    bericht.refresh_from_db()
    assert bericht.stand == Berichtstand.VERZONDEN
    assert "Met de hand: Verzonden." in shown(staff, f"/zaken/{sms.pk}/")
    assert AuditEvent.objects.filter(what="berichten.bekeken").exists()


def test_what_came_back_is_on_the_list_and_on_the_start_page_until_somebody_dealt_with_it(
    staff: Client, by: Actor
) -> None:
    made(sms_zaak(by=by), by=by)
    Bericht.objects.update(stand=Berichtstand.TERUGGEKOMEN, reden="niet bezorgd")
    assert "niet aangekomen" in shown(staff, "/")
    assert "niet bezorgd" in shown(staff, "/berichten/teruggekomen")
    staff.post(f"/berichten/{Bericht.objects.get().pk}/gezien")
    assert "niet aangekomen" not in shown(staff, "/")


def test_a_letter_that_came_back_is_found_by_its_kenmerk(staff: Client, by: Actor) -> None:
    zaak = zaken.zaak(by=by)
    zaken.printed(zaak, by=by)
    assert staff.post("/berichten/teruggekomen", {"kenmerk": "VS-BESTAAT-NIET"}).status_code == 422
    staff.post("/berichten/teruggekomen", {"kenmerk": zaak.kenmerk})
    brief = Brief.objects.get()
    assert brief.retour_op == TODAY
    assert zaak.kenmerk in shown(staff, "/berichten/teruggekomen")
    assert "bracht de brief terug" in shown(staff, f"/zaken/{zaak.pk}/")
    staff.post(f"/berichten/brief/{brief.pk}/klaar")
    assert zaak.kenmerk not in shown(staff, "/berichten/teruggekomen")


def test_a_wish_to_hear_no_more_is_recorded_and_can_be_taken_back(staff: Client, by: Actor) -> None:
    zaak = sms_zaak(by=by)
    where = f"/berichten/stop/{zaak.pk}"
    assert staff.post(where, {"soort": "telefoon", "adres": "12"}).status_code == 422
    staff.post(where, {"soort": "telefoon", "adres": "06 12345678"})
    stop = Stopverzoek.objects.get()
    assert "wil op dit nummer of adres niets meer" in shown(staff, "/berichten/nieuw")
    staff.post(f"{where}/{stop.pk}/einde")
    assert "1 bericht ligt klaar" in shown(staff, "/berichten/nieuw")


@pytest.mark.parametrize(
    ("token", "body", "status"),
    [
        ("goed", {"status": "delivered"}, 204),
        ("fout", {"status": "delivered"}, 401),
        ("goed", {"status": "raar"}, 400),
    ],
)
def test_a_receipt_needs_our_token(
    client: Client, by: Actor, settings: Any, token: str, body: dict[str, str], status: int
) -> None:
    settings.SENDING = {**settings.SENDING, "callback_token": "goed"}
    made(sms_zaak(by=by), by=by)
    one = Bericht.objects.get()
    said = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
        "reference": str(one.referentie),
        "to": "+31612345678",
        **body,
    }
    answer = client.post("/berichten/melding/0505", said, content_type="application/json",
                         headers={"authorization": f"Bearer {token}"})  # fmt: skip
    assert answer.status_code == status
    assert b"316" not in answer.content


def test_without_a_token_in_the_environment_no_receipt_is_taken(client: Client, by: Actor) -> None:
    assert client.post("/berichten/melding/0505", headers={"authorization": "Bearer "}).status_code == 401


@pytest.mark.parametrize("naam", SHIPPED_IDS)
def test_every_template_shows_itself_and_an_example_and_the_look_is_recorded(
    staff: Client, by: Actor, naam: str
) -> None:
    zaak = sms_zaak(by=by)
    first = shown(staff, f"/sjablonen/{naam}")
    assert "Leesbaarheid" in first
    assert f"?zaak={zaak.kenmerk}#voorbeeld" in first, "a few zaken of the team to choose from"
    page = shown(staff, f"/sjablonen/{naam}", zaak=zaak.kenmerk)
    assert "Zo komt het aan" in page or "Bekijk de pdf" in page
    assert AuditEvent.objects.filter(what="sjabloon.voorbeeld_bekeken").count() == 1
    if "Bekijk de pdf" in page:
        assert staff.get(f"/sjablonen/{naam}/voorbeeld/{zaak.pk}").content.startswith(b"%PDF")


def test_who_sees_no_zaken_sees_no_letter_of_one_through_a_template(client: Client, by: Actor) -> None:
    """R-ROL-1: a beheerder writes templates; what stands in a letter to somebody is not theirs to read."""
    zaak = sms_zaak(by=by)
    koen = make.login(client, make.user("koen", Rolsoort.BEHEERDER))
    assert "Uw rol ziet geen zaken" in shown(koen, "/sjablonen/sms")
    page = shown(koen, "/sjablonen/sms", 422, zaak=zaak.kenmerk)
    assert "Zo komt het aan" not in page
    assert koen.get(f"/sjablonen/kaart/voorbeeld/{zaak.pk}").status_code == 404
    assert not AuditEvent.objects.filter(what="sjabloon.voorbeeld_bekeken").exists()


def test_an_own_version_wins_from_its_day_and_what_was_made_with_it_keeps_its_text(
    staff: Client, by: Actor
) -> None:
    text = shipped_source("sms").replace("Hallo, ik ben", "Goedendag, ik ben")
    assert (
        "nieuwe versie is bewaard"
        in staff.post(
            "/sjablonen/sms/wijzigen", {"tekst": text, "ingang": TODAY.isoformat()}, follow=True
        ).content.decode()
    )
    made(sms_zaak(by=by), by=by)
    bericht = Bericht.objects.get()
    assert (bericht.sjabloon_versie, bericht.tekst[:9]) == ("g1", "Goedendag")
    own = Sjabloon.objects.get()
    withdraw_sjabloon(own.pk, today=TODAY, by=by)
    assert shelf_on(TODAY).get("sms").versie == "1"
    own.refresh_from_db()
    assert own.tekst == text


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("soort: sms", "soort: email", "moet"), ("{{ telefoon }}", "{{ bsn }}", "bestaat niet"),
     ("Ik wil u graag", "Over uw schuld: ik wil u graag", "meekijkt")],
)  # fmt: skip
def test_a_text_that_cannot_be_used_is_refused_where_it_is_written(
    staff: Client, by: Actor, old: str, new: str, why: str
) -> None:
    text = shipped_source("sms").replace(old, new)
    with pytest.raises(Refused, match=why):
        write_sjabloon(naam="sms", tekst=text, ingang=TODAY, gemeente_code="0505", today=TODAY, by=by)
    assert (
        staff.post("/sjablonen/sms/wijzigen", {"tekst": text, "ingang": TODAY.isoformat()}).status_code == 422
    )


def test_a_hard_word_is_named_before_anything_is_kept(staff: Client, by: Actor) -> None:
    text = shipped_source("email").replace("Fijn dat", "Derhalve")
    text = text.replace("Dat is gratis", "Derhalve is het gratis")
    page = staff.post(
        "/sjablonen/email/wijzigen", {"tekst": text, "ingang": TODAY.isoformat(), "proef": "1"}
    ).content.decode()
    assert "derhalve" in page
    assert "daarom" in page
    assert not Sjabloon.objects.exists()


def _as_posted(page: str) -> dict[str, str]:
    """The fields of the page as a browser would send them back."""
    found = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
        if 'type="checkbox"' not in name
    }
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S)
    found |= {name: unescape(text).removeprefix("\n") for name, text in areas}
    chosen = re.findall(r'<select name="([^"]+)".*?<option value="([^"]+)" selected>', page, re.S)
    checked = re.findall(r'<input[^>]*name="(alinea-[0-9]+-qr)"[^>]*checked', page)
    return found | dict(chosen) | dict.fromkeys(checked, "on")


@pytest.mark.parametrize("naam", ["aanbod", "kaart", "sms", "email", "herinnering", "niet_thuis"])
def test_a_template_through_its_form_and_unchanged_is_the_same_text(staff: Client, naam: str) -> None:
    """R-OUT-3: who changes nothing in the fields changes nothing in the letter."""
    before = shelf_on(TODAY).get(naam)
    sent = _as_posted(staff.get(f"/sjablonen/{naam}/wijzigen").content.decode())
    answer = staff.post(f"/sjablonen/{naam}/wijzigen", sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    after = shelf_on(TODAY).get(naam)
    assert after.versie == "g1"
    assert (after.onderwerp, after.alineas, after.standaard, after.soort) == (
        before.onderwerp, before.alineas, before.standaard, before.soort,
    )  # fmt: skip


def test_a_paragraph_is_added_left_out_and_refused_by_name(staff: Client) -> None:
    sent = _as_posted(staff.get("/sjablonen/email/wijzigen").content.decode())
    last = int(sent["alinea-TOTAL_FORMS"]) - 1
    sent |= {
        "alinea-0-inhoud": "",
        f"alinea-{last}-soort": "stappen",
        f"alinea-{last}-inhoud": "Bel mij.\nOf mail.",
    }
    assert staff.post("/sjablonen/email/wijzigen", sent).status_code == 302
    made = shelf_on(TODAY).get("email").alineas
    assert made[-1].stappen == ("Bel mij.", "Of mail.")
    assert len(made) == last
    sent[f"alinea-{last}-inhoud"] = "Uw code is {{ bsn }}."
    refused = staff.post("/sjablonen/email/wijzigen", sent)
    assert refused.status_code == 422
    assert "bestaat niet" in refused.content.decode()


def test_a_page_follows_what_leaves_until_it_left(staff: Client, by: Actor, settings: Any) -> None:
    with TellingNotify(callback="http://127.0.0.1:9", token="x", after_seconds=60) as fake:
        ways = {"base_url": fake.base_url, "api_key": API_KEY, "sms_template": TEMPLATE, "email_template": ""}
        settings.SENDING = {**settings.SENDING, "sms": "notify", "notify": ways}
        made(sms_zaak(by=by), by=by)
        bericht = Bericht.objects.get()
        ready = message_queries.with_titles([bericht], NOON, "0505")
        assert message_queries.moving(ready, NOON) == [bericht.pk]
        assert message_queries.moving(message_queries.with_titles([bericht], NIGHT, "0505"), NIGHT) == []
        send()
        assert f"/berichten/onderweg?ids={bericht.pk}" in shown(staff, "/berichten/")
    Bericht.objects.update(stand=Berichtstand.BEZORGD)
    part = shown(staff, "/berichten/onderweg", ids=f"{bericht.pk},x,")
    assert "Bezorgd" in part
    assert "hx-get" not in part
    assert "612345678" not in part


def test_several_that_were_sent_by_hand_are_marked_at_once(staff: Client, by: Actor) -> None:
    zaken_ = [email_zaak(n, by=by, email=f"a{n}@example.nl") for n in range(1, 5)]
    made(*zaken_, by=by)
    first, second, *rest = Bericht.objects.order_by("pk").values_list("pk", flat=True)
    assert "Alle 4 berichten zijn verstuurd" in shown(staff, "/berichten/")
    assert "Kies eerst welke" in staff.post("/berichten/verstuurd", follow=True).text
    assert staff.post("/berichten/verstuurd", {"bericht": [first, "x"], "getoond": rest}).status_code == 302
    assert Bericht.objects.get(pk=first).contactpoging_id
    staff.post("/berichten/verstuurd", {"getoond": [first, second, *rest], "alle": "1"})
    assert set(Bericht.objects.values_list("stand", flat=True)) == {Berichtstand.VERZONDEN}
    assert Contactpoging.objects.count() == 4
    assert AuditEvent.objects.filter(what="bericht.verzonden").count() == 4


def test_an_own_template_that_cannot_be_read_stops_itself_only(staff: Client, by: Actor) -> None:
    # R-OUT-3: written with other rules than those of today
    sms_zaak(1, by=by)
    email_zaak(2, by=by)
    write_sjabloon(
        naam="sms", tekst=shipped_source("sms"), ingang=TODAY, gemeente_code="0505", today=TODAY, by=by
    )
    Sjabloon.objects.update(tekst="soort: [")
    planned = shown(staff, "/berichten/nieuw")
    assert "Het sjabloon van uw gemeente is niet te lezen." in planned
    assert "Verstuur 1 bericht" in planned
    assert "eigen versie is niet te lezen" in shown(staff, "/sjablonen/")
    assert "Er gaat niets mee uit tot u een nieuwe versie schrijft" in shown(staff, "/sjablonen/sms")
    assert shown(staff, "/sjablonen/sms/wijzigen")
    assert shown(staff, "/sjablonen/email")
    own = Sjabloon.objects.get()
    withdraw_sjabloon(own.pk, today=TODAY, by=by)
    assert "Verstuur 2 berichten" in shown(staff, "/berichten/nieuw")

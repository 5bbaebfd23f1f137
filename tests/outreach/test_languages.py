"""Templates in another language: chosen on the zaak, numbered over the languages (R-OUT-3)."""

import pytest
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.test_message_pages import by
from tests.outreach.test_messages import sms_zaak
from tests.outreach.zaken import TODAY
from tests.visits import rounds
from tijdig.accounts.actors import Actor
from tijdig.audit.models import AuditEvent
from tijdig.outreach.actions.door_cards import print_cards
from tijdig.outreach.actions.languages import choose_taal
from tijdig.outreach.actions.messages import make_berichten
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.sjablonen import write_sjabloon
from tijdig.outreach.models import Bericht, Brief, Sjabloon
from tijdig.outreach.shelf import kept_templates
from tijdig.outreach.visits.cards import card_sheets, cards_of
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db
__all__ = ["by"]
DUTCH = "soort: sms\ntitel: Sms\nonderwerp: x\nalineas: [{soort: tekst, tekst: 'Bel {{ telefoon }}'}]\n"
TURKISH = DUTCH.replace("Bel", "Arayın:") + "taal: tr\n"
CARD = (
    "soort: niet_thuis\ntitel: Kart\nonderwerp: Kapınıza geldim\ntaal: tr\nwoorden: {code: Kodunuz}\n"
    "alineas: [{soort: vraag, tekst: 'Arayın: {{ telefoon }}'}]\n"
)
LETTER = "titel: Mektup\nonderwerp: Merhaba\ntaal: tr\nalineas: [{soort: vraag, tekst: 'Arayın: {{ telefoon }}'}]\n"


def write(naam: str, *texts: str, by: Actor) -> None:
    for tekst in texts:
        write_sjabloon(naam=naam, tekst=tekst, ingang=TODAY, gemeente_code="0505", today=TODAY, by=by)


def test_the_language_of_the_zaak_decides_which_text_goes_out(client: Client, by: Actor) -> None:
    staff = make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))
    turkish, dutch = sms_zaak(1, by=by), sms_zaak(2, by=by, telefoon="0687654321")
    page = f"/berichten/taal/{turkish.pk}"
    assert "alleen in het Nederlands" in staff.get(page).text
    with pytest.raises(Refused, match="geen sjablonen"):
        choose_taal(turkish.pk, taal="tr", today=TODAY, by=by)
    write("sms", DUTCH, TURKISH, by=by)
    assert "Türkçe" in staff.get(page).text
    assert staff.post(page, {"taal": "pl"}).status_code == 422
    assert staff.post(page, {"taal": "tr"}).status_code == 302
    assert "<strong>Türkçe</strong>" in staff.get(f"/zaken/{turkish.pk}/").text
    assert "tr" not in str(AuditEvent.objects.get(what="zaak.taal_gekozen").detail)
    make_berichten(zaken=[turkish.pk, dutch.pk], gemeente_code="0505", today=TODAY, by=by)
    texts = dict(Bericht.objects.values_list("zaak_id", "tekst"))
    assert texts[turkish.pk].startswith("Arayın:")
    assert texts[dutch.pk].startswith("Bel")


def test_each_card_for_at_the_door_is_in_the_language_of_its_zaak(by: Actor) -> None:  # R-OUT-3, R-OUT-5
    write("niet_thuis", CARD, by=by)
    turkish, dutch = (rounds.to_visit(number, by=by) for number in (1, 2))
    choose_taal(turkish.pk, taal="tr", today=TODAY, by=by)
    team = Team(
        bezoeker=rounds.visitor("hugo").pk, achterwacht=by.user_id, achterwacht_telefoon="06 12345678"
    )
    ronde = rounds.planned([turkish, dutch], by=by, teams=[team]).rondes.get()
    codes = print_cards(ronde.pk, today=TODAY, by=by)
    cards = cards_of(ronde, codes, gemeente=ronde.gemeente, today=TODAY)
    written = {card.reactiecode: (card.sjabloon.taal, card.sjabloon.woorden["code"]) for card in cards}
    code = {zaak: codes[bezoek].code for bezoek, zaak in ronde.bezoeken.values_list("pk", "zaak_id")}
    assert written == {code[turkish.pk]: ("tr", "Kodunuz"), code[dutch.pk]: ("nl", "Uw code")}
    assert card_sheets(ronde, codes, gemeente=ronde.gemeente, today=TODAY).startswith(b"%PDF"), "on one sheet"


def test_a_letter_that_was_made_keeps_its_language_and_its_text(by: Actor) -> None:
    # numbers run over the languages: the same number in two would print another text later
    write("aanbod", LETTER, LETTER.replace("taal: tr", "taal: nl").replace("Arayın", "Bel"), by=by)
    assert list(Sjabloon.objects.order_by("pk").values_list("taal", "nummer")) == [("tr", 1), ("nl", 2)]
    turkish, dutch = zaken.zaak(1, by=by), zaken.zaak(2, by=by)
    choose_taal(turkish.pk, taal="tr", today=TODAY, by=by)
    zaken.printed(turkish, dutch, by=by)
    keys = {brief.zaak_id: (brief.sjabloon, brief.sjabloon_versie) for brief in Brief.objects.all()}
    kept = kept_templates(keys.values())
    assert kept[keys[turkish.pk]].text.count("Arayın") == kept[keys[dutch.pk]].text.count("Bel") == 1
    choose_taal(turkish.pk, taal="nl", today=TODAY, by=by)
    assert kept_templates(keys.values())[keys[turkish.pk]].taal == "tr"

"""The switch to English, and the edge at which a page is translated (ADR 11, issue 3)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.forms import DateField
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from tests import make
from tijdig.accounts.language import COOKIE, Schermtaal
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handling import hand_over_zaak
from tijdig.casework.models import Notitie
from tijdig.config.templatetags.tijdig_tags import count_word, day, due_in, spoken
from tijdig.config.translation import translated
from tijdig.rules.terms import Rolsoort

ENGLISH_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9"}


@pytest.fixture
def anna(client: Client) -> User:
    make.gemeente()
    anna = make.user("anna", Rolsoort.VROEGSIGNALEERDER)
    make.login(client, anna)
    return anna


def _language(answer: HttpResponse) -> str:
    page = answer.content.decode()
    return page.split('<html lang="', 1)[1][:2]


@pytest.mark.django_db
def test_a_page_is_dutch_whatever_the_browser_asks(client: Client, anna: User) -> None:
    answer = client.get("/", **ENGLISH_BROWSER)
    assert (_language(answer), answer.headers["Content-Language"]) == ("nl", "nl")
    assert "Wat moet vandaag" in answer.content.decode()


@pytest.mark.django_db
def test_a_person_chooses_english_and_finds_it_on_every_computer(client: Client, anna: User) -> None:
    back = client.post("/taal", {"taal": "en", "terug": "/zaken/?crisis=1"})
    assert back.headers["Location"] == "/zaken/?crisis=1"
    anna.refresh_from_db()
    assert anna.taal == Schermtaal.ENGELS
    elsewhere = Client()
    elsewhere.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    page = elsewhere.get("/").content.decode()
    assert "What must be done today" in page
    assert '<html lang="en"' in page
    said = AuditEvent.objects.get(what="gebruiker.taal_gekozen")
    assert (said.by, said.detail) == (f"gebruiker:{anna.pk}", {"taal": "en"})
    elsewhere.post("/taal", {"taal": "nl"})
    assert _language(client.get("/")) == "nl"


@pytest.mark.django_db
def test_the_log_in_remembers_it_in_a_cookie(client: Client) -> None:
    assert _language(client.get("/account/login/", **ENGLISH_BROWSER)) == "nl"
    answer = client.post("/taal", {"taal": "en", "terug": "/account/login/"}, follow=True)
    assert _language(answer) == "en"
    page = answer.content.decode()
    assert "<h1>Logging in</h1>" in page
    assert (
        '<a href="/account/password/reset/">Forgot your password?</a>' in page
    )  # markup of allauth stays markup
    assert client.cookies[COOKIE]["httponly"]


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, anna: User, back: str) -> None:
    assert client.post("/taal", {"taal": "en", "terug": back}).headers["Location"] == "/"


@pytest.mark.django_db
def test_a_language_we_do_not_have_is_dutch(client: Client, anna: User) -> None:
    client.post("/taal", {"taal": "tlh"})
    anna.refresh_from_db()
    assert anna.taal == Schermtaal.NEDERLANDS


@pytest.mark.django_db
def test_the_page_of_the_inwoner_does_not_follow_the_choice_of_the_staff(client: Client) -> None:
    make.gemeente()
    before = client.get("/r/")
    client.post("/taal", {"taal": "en"})
    after = client.get("/r/")
    assert _language(before) == _language(after) == "nl"
    assert "gemeente" in after.content.decode()


@pytest.mark.django_db
def test_what_is_kept_is_dutch_whoever_does_it() -> None:
    make.gemeente()
    zaak = make.zaak()
    by = make.actor(make.user("tom", Rolsoort.TEAMLEIDER))
    with translation.override("en"):
        hand_over_zaak(zaak.pk, team="Noord", reden="druk", versie=zaak.versie, by=by)
    assert Notitie.objects.get(zaak=zaak).tekst.startswith("Overgedragen van ")


SAID = [
    ("Deze zaak is niet afgerond.", "This case is not closed."),
    ("niet bereikt", "not reached"),
    ("Bevestig: huisbezoek met aankondiging", "Confirm: announced home visit"),
    ("nog 6 dagen", "6 days left"),
    ("de eerste 2 dagen te laat", "first: 2 days late"),
    ("3\u00a0zaken zijn toegewezen.", "3\u00a0cases have been assigned."),
    ("Signaal: huur, €\u00a01.234,56", "Signal: rent, €1,234.56"),
    ("Aangekondigd met brief en telefoon.", "Announced with letter and telephone."),
    ("Dit geldt vanaf 3 maart 2026, 14.05 uur", "Dit geldt vanaf 3\u00a0March 2026, 14.05"),
    ("De zaak is afgerond. De partner hoort niets.", "The case is closed. The partner hears nothing."),
    ("Ontruiming van de woning; einde van de zorgverzekering, alleen bij warmte.",
     "Eviction from the home; end of the health insurance, only for heat."),
    ("2 · 0,2%", "2 · 0.2%"),
    ("Minder dan €\u00a050", "Less than €50"),
    ("Bij 99,7% van de meldingen was het hulpaanbod op tijd. "
     "Van de geprobeerde meldingen kwam bij de helft de eerste poging binnen 4 dagen.",
     "For 99.7% of the reports the offer of help was in time. "
     "Of the reports that were tried, half had the first attempt within 4 days."),
    ("Mevrouw Van der Zaak", "Mevrouw Van der Zaak"),
    ("Het aanbod van lokale hulp", "Het aanbod van lokale hulp"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("dutch", "english"), SAID)
def test_a_sentence_of_the_house_in_english(dutch: str, english: str) -> None:
    with translation.override("en"):
        assert translated(dutch) == english
    with translation.override("nl"):
        assert translated(dutch) == dutch


def test_numbers_days_and_words_follow_the_language_on_a_page_and_not_in_python() -> None:
    moment = datetime(2026, 3, 3, 14, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    page = Template(
        "{{ n|number }} {{ c|euro }} {{ d|weekday }} {{ m|moment }} {{ 2|count_word:'zaak,zaken' }} {{ d|due_in:t }}"
    )
    shown = Context({"n": 1234.5, "c": 123456, "d": moment.date(), "m": moment, "t": date(2026, 3, 1)})
    with translation.override("en"):
        assert page.render(shown).replace("\u00a0", " ") == (
            "1,234.5 €1,234.56 Tuesday 3 March 2026 3 March 2026, 14.05 2 cases 2 days left"
        )
        in_python = (
            day(moment.date()),
            count_word(2, "zaak,zaken"),
            due_in(date(2026, 3, 3), date(2026, 3, 1)),
        )
    assert in_python == ("3\u00a0maart 2026", "2\u00a0zaken", "nog 2 dagen")


@pytest.mark.parametrize("typed", ["03-04-2026", "3/4/2026", "2026-04-03"])
def test_a_day_is_read_the_same_in_both_languages(typed: str) -> None:
    for language in Schermtaal:
        with translation.override(language):
            assert DateField().clean(typed) == date(2026, 4, 3)


def test_what_stays_dutch_says_that_it_is() -> None:
    with translation.override("en"):
        assert spoken("Niet bereikt") == "Not reached"
        assert (
            spoken("Wij <b>bellen</b> eerst.")
            == '<span lang="nl">Wij &lt;b&gt;bellen&lt;/b&gt; eerst.</span>'
        )
        assert spoken("De partner hoort: “Dit is niet opgepakt.”") == (
            'The partner hears: <span lang="nl">“Dit is niet opgepakt.”</span>'
        )
    with translation.override("nl"):
        assert spoken("Wij bellen eerst.") == "Wij bellen eerst."

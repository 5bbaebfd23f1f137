"""Ask the partner: fixed questions go out, the answer comes back on top of the list (R-BRP-4, R-TER-2)."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import check, person, signal
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.checks.actions.ask import ask_partner, record_antwoorden
from tijdig.checks.actions.decide import keep_as_delivered
from tijdig.checks.models import Partnervraag, Toets
from tijdig.checks.queries import doubtful, next_doubt
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestanden
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import Form
from tijdig.feedback.models import Terugkoppeling
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.partner_questions import Antwoord
from tijdig.rules.terms import Vraagantwoord, Vraagsoort

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
V, A = Vraagsoort, Vraagantwoord
SECRET = "GEHEIM: woont bij haar dochter"


@pytest.fixture
def doubts(brp: Start) -> list[Toets]:
    """Three signals that fit two persons each; the first is the oldest."""
    brp(person(1), person(2, first="Astrid"))
    partner = make.partner()
    for days in (3, 2, 1):
        signal(partner, referentie=f"R-{days}", ontvangen=TODAY - timedelta(days=days))
    check()
    return list(Toets.objects.order_by("vroegsignaal__ontvangen_op"))


@pytest.fixture
def by(doubts: list[Toets]) -> Actor:
    return make.actor(make.user())


def ask(toets: Toets, by: Actor, *vragen: Vraagsoort, days_ago: int = 0) -> Toets:
    day = TODAY - timedelta(days=days_ago)
    return ask_partner(toets.pk, vragen=vragen, reden=SECRET, today=day, by=by)


def answer(toets: Toets, by: Actor, vraag: Vraagsoort, antwoord: Vraagantwoord, tekst: str = "") -> Toets:
    given = {vraag: Antwoord(antwoord=antwoord, tekst=tekst)}
    return record_antwoorden(toets.pk, antwoorden=given, today=TODAY, by=by)


def prepare() -> int:
    return prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)


def waiting() -> list[str]:
    rows = Terugkoppeling.objects.filter(bestand__isnull=True).order_by("pk")
    return list(rows.values_list("code", flat=True))


def test_a_question_leaves_once_as_its_code_with_the_fixed_text(doubts: list[Toets], by: Actor) -> None:
    # R-BRP-4, R-TER-2, R-TER-3
    toets = ask(doubts[0], by, V.NAAM, V.GEBOORTEDATUM)
    assert (toets.vroegsignaal.status, toets.besluit) == ("twijfel", "vraag_aan_partner")
    assert (prepare(), prepare()) == (2, 0)
    (bestand,) = make_terugkoppelbestanden(gemeente_code="0505", today=TODAY, by=by)
    raw = fetch_bestand(bestand.pk, form=Form.JSON, by=by).decode()
    assert not [word for word in ("GEHEIM", "dochter", "Astrid", "1984", "Merelhof") if word in raw]
    teksten = policy_on(TODAY, "0505").partnervragen.teksten
    assert [(line["referentie"], line["code"], line["tekst"]) for line in json.loads(raw)["regels"]] == [
        ("R-3", "vraag_geboortedatum", teksten[V.GEBOORTEDATUM]), ("R-3", "vraag_naam", teksten[V.NAAM]),
    ]  # fmt: skip
    # Asked again after an answer that did not help: that is another question.
    answer(doubts[0], by, V.NAAM, A.WEET_NIET)
    ask(doubts[0], by, V.NAAM, V.GEBOORTEDATUM)
    prepare()
    assert waiting() == ["vraag_naam"]
    assert Partnervraag.objects.filter(antwoord="").count() == 2


@pytest.mark.parametrize("settled", ["answered", "decided"])
def test_what_is_known_meanwhile_is_not_asked(
    doubts: list[Toets], by: Actor, settled: str
) -> None:  # R-TER-3
    ask(doubts[0], by, V.ADRES)
    prepare()
    assert waiting() == ["vraag_adres"]
    if settled == "answered":
        answer(doubts[0], by, V.ADRES, A.NEE, "Merelhof 9")
    else:
        keep_as_delivered(doubts[0].pk, reden="Onderhuurder.", today=TODAY, by=by)
    prepare()
    assert waiting() == []


def test_the_answer_brings_it_back_on_top(doubts: list[Toets], by: Actor) -> None:  # R-BRP-4
    old, middle, new = (toets.pk for toets in doubts)
    ask(doubts[2], by, V.OPENSTAAND)
    assert [toets.pk for toets in doubtful({})] == [old, middle, new]
    assert next_doubt(doubts[1], {}) == old  # what waits for the partner is passed over
    answer(doubts[2], by, V.OPENSTAAND, A.NEE)
    found = list(doubtful({}))
    assert [toets.pk for toets in found] == [new, old, middle]
    assert [next_doubt(toets, {}) for toets in found] == [old, middle, new]
    event = AuditEvent.objects.get(what="twijfel.antwoord_van_partner")
    assert (event.subject, event.detail) == (f"signaal:{doubts[2].vroegsignaal_id}", {"vragen": "openstaand"})


@pytest.mark.parametrize(
    ("vraag", "antwoord", "tekst", "sentence"),
    [
        (V.NAAM, A.GEGEVEN, " ", "Schrijf op wat"),
        (V.NAAM, A.JA, "x", "past niet"),
        (V.ADRES, A.JA, "", "niet gesteld"),
    ],
)
def test_an_answer_must_fit_its_question(
    doubts: list[Toets], by: Actor, vraag: Vraagsoort, antwoord: Vraagantwoord, tekst: str, sentence: str
) -> None:  # R-BRP-4
    ask(doubts[0], by, V.NAAM)
    with pytest.raises(Refused, match=sentence):
        answer(doubts[0], by, vraag, antwoord, tekst)


def test_nothing_is_asked_twice_or_without_a_question(doubts: list[Toets], by: Actor) -> None:  # R-TER-3
    ask(doubts[0], by, V.NAAM)
    for vragen in ((), (V.NAAM,)):
        with pytest.raises(Refused):
            ask(doubts[0], by, *vragen)
    assert Partnervraag.objects.count() == 1


def test_the_pages_ask_and_note_and_say_when_no_answer_comes(
    client: Client, doubts: list[Toets], by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:  # R-BRP-4
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.login(client, make.user("kees"))
    first, second, _ = (f"/twijfel/{toets.pk}/" for toets in doubts)
    empty = client.post(first, {"keuze": "vraag"})
    assert (empty.status_code, "Kies wat u de partner vraagt" in empty.text) == (422, True)
    client.post(first, {"keuze": "vraag", "vragen": ["naam", "adres"], "reden": SECRET})
    page = client.get(first).text
    for part in ("De voorletters en de hele achternaam", "Klopt het adres?", "nog geen antwoord", SECRET):
        assert part in page
    enter("0505")
    ask(doubts[1], by, V.NAAM, days_ago=policy_on(TODAY, "0505").partnervragen.antwoord_dagen + 1)
    lists = {name: client.get("/twijfel/", {"vraag": name}).text for name in ("wacht", "te_laat", "antwoord")}
    found = {name: [item for item in (first, second) if item in text] for name, text in lists.items()}
    assert found == {"wacht": [first], "te_laat": [second], "antwoord": []}
    assert "te lang geen antwoord" in client.get("/twijfel/").text
    refused = client.post(f"{first}antwoord", {"naam": "gegeven", "naam_tekst": ""})
    assert (refused.status_code, "Schrijf op wat de partner doorgaf" in refused.text) == (422, True)
    done = client.post(f"{first}antwoord", {"naam": "gegeven", "naam_tekst": "J.P. de Vries"}, follow=True)
    for part in (
        "Het antwoord is vastgelegd",
        "J.P. de Vries",
        "De partner gaf het door",
        "Klopt het adres?",
    ):
        assert part in done.text
    listed = client.get("/twijfel/").text
    assert listed.index(first) < listed.index(second)
    assert "antwoord van de partner" in listed
    assert f"{TODAY}" in client.get("/twijfel/?vorm=csv").text

"""The desk finds by code only, sees no person, and records the answer (R-OUT-7); staff sees what waits (R-OUT-6)."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY, printed
from tijdig.accounts.actors import Actor
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.outreach.models import Beschikbaarheid, Reactie, Sluitdag
from tijdig.outreach.reply.codes import codes_of, draw
from tijdig.outreach.reply.guessing import WRONG_PER_ADDRESS
from tijdig.rules.terms import Bereikt, Rolsoort

pytestmark = pytest.mark.django_db
CALL = f"{(TODAY + timedelta(days=1)).isoformat()}/middag"


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
    return made


@pytest.fixture
def code(zaak: Vroegsignaalzaak) -> str:
    return codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk].code


@pytest.fixture
def desk(client: Client, by: Actor) -> Client:
    return make.login(client, make.user("kees", Rolsoort.KLANTCONTACTCENTRUM))


def shown(client: Client, address: str, **fields: str) -> str:
    answer = client.post(address, fields, follow=True) if fields else client.get(address, follow=True)
    return str(answer.content.decode().replace("\xa0", " "))


def test_the_desk_starts_with_its_one_page(desk: Client) -> None:  # R-OUT-7
    assert desk.get("/").headers["Location"] == "/reacties/balie"
    for address in ("/reacties/", "/reacties/agenda", "/zaken/", "/brieven/"):
        assert desk.get(address).status_code == 403, address


def test_the_desk_sees_no_person(desk: Client, zaak: Vroegsignaalzaak, code: str) -> None:  # R-OUT-7
    page = shown(desk, "/reacties/balie", code=code)
    assert "De zaak is gevonden" in page
    assert "078 770 00 00" in page
    for secret in ("Jansen", zaak.straat, "Merelhof", "3311", "500", "De Kade", zaak.kenmerk, "€"):
        assert secret not in page.replace("3311 GR", ""), secret


def test_the_desk_records_the_answer_on_the_letter(desk: Client, zaak: Vroegsignaalzaak, code: str) -> None:
    # R-OUT-2, R-OUT-7
    shown(desk, "/reacties/balie", code=code)
    page = shown(desk, "/reacties/balie/antwoord", soort="bellen", bellen=CALL, telefoon="0612345678")
    assert "Vastgelegd" in page
    reactie = Reactie.objects.get()
    assert (reactie.soort, reactie.dagdeel, reactie.door.username) == ("bellen", "middag", "kees")
    assert Contactpoging.objects.get(zaak=zaak).bereikt == Bereikt.JA
    looked = AuditEvent.objects.get(what="reactiecode.gezocht")
    assert (looked.subject, looked.by) == (f"zaak:{zaak.pk}", f"gebruiker:{reactie.door_id}")
    assert "code" in desk.get("/reacties/balie/antwoord", follow=True).content.decode(), (
        "one code, one answer"
    )


def test_the_desk_cannot_guess_either(desk: Client, code: str) -> None:  # R-OUT-7
    for _ in range(WRONG_PER_ADDRESS):
        said = shown(desk, "/reacties/balie", code=draw())
        assert "Laat de inwoner de code nog eens langzaam voorlezen" in said, "a sentence for the desk itself"
        assert "bel de gemeente" not in said
    assert "te vaak" in shown(desk, "/reacties/balie", code=code)
    assert AuditEvent.objects.filter(what="reactiecode.gezocht").count() == WRONG_PER_ADDRESS


def test_the_desk_of_another_gemeente_finds_nothing(client: Client, code: str) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    make.login(client, make.user("rita", Rolsoort.KLANTCONTACTCENTRUM, gemeente_code="0599"))
    assert "Deze code werkt niet" in shown(client, "/reacties/balie", code=code)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"soort": "bellen"}, "Kies een moment"), ({"telefoon": "1"}, "Kies wat de inwoner wil")],
)
def test_the_desk_is_told_what_is_missing(desk: Client, code: str, fields: dict, said: str) -> None:
    shown(desk, "/reacties/balie", code=code)
    assert said in shown(desk, "/reacties/balie/antwoord", **fields)
    assert not Reactie.objects.exists()


def test_staff_sees_what_waits_and_handles_it(
    client: Client, desk: Client, zaak: Vroegsignaalzaak, code: str
) -> None:
    # R-OUT-6
    shown(desk, "/reacties/balie", code=code)
    shown(desk, "/reacties/balie/antwoord", soort="opgelost")
    anna = make.login(Client(), make.user("anna"))
    assert "Reacties van inwoners" in shown(anna, "/")
    waiting = shown(anna, "/reacties/")
    assert "Het is opgelost" in waiting
    assert "rond de zaak af" in waiting
    page = shown(anna, f"/zaken/{zaak.pk}/")
    assert "Reactie van de inwoner: het is opgelost" in page
    assert "Rond af: het is opgelost" in page
    page = shown(anna, f"/zaken/{zaak.pk}/afronden")  # R-UIT-3, R-UIT-6: proposed, and a person decides
    assert "De inwoner antwoordde" in page
    assert re.search(r'value="zelf_opgelost"[^>]*checked', page)
    assert "Er zijn geen open reacties" in shown(
        anna, f"/reacties/{Reactie.objects.get().pk}/afgehandeld", x="1"
    )
    assert "Rond af: het is opgelost" not in shown(anna, f"/zaken/{zaak.pk}/")


def test_the_teamleider_keeps_the_agenda(client: Client, by: Actor) -> None:
    boss = make.login(client, make.user("bas", Rolsoort.TEAMLEIDER))
    assert "Er zijn nog geen uren" in shown(boss, "/reacties/agenda")
    hours = {"act": "uren", "soort": "langskomen", "team": "", "weekdag": "1",
             "van": "09:00", "tot": "12:00", "minuten": "45", "tegelijk": "1", "plaats": "Stadskantoor"}  # fmt: skip
    assert "Stadskantoor" in shown(boss, "/reacties/agenda", **hours)
    assert "Vul in waar de inwoner moet zijn" in shown(boss, "/reacties/agenda", **(hours | {"plaats": ""}))
    assert "De eindtijd moet na de begintijd" in shown(boss, "/reacties/agenda", **(hours | {"tot": "08:00"}))
    shown(boss, "/reacties/agenda", act="dag", team="", dag=(TODAY + timedelta(days=8)).isoformat())
    assert Sluitdag.objects.count() == 1
    shown(boss, f"/reacties/agenda/dag/{Sluitdag.objects.get().pk}/weg", x="1")
    shown(boss, f"/reacties/agenda/uren/{Beschikbaarheid.objects.get().pk}/weg", x="1")
    assert not Sluitdag.objects.exists()
    assert Beschikbaarheid.objects.get().gestopt_op == TODAY


def test_the_closing_begins_with_what_the_resident_said_and_handles_it(
    client: Client, desk: Client, zaak: Vroegsignaalzaak, code: str
) -> None:  # R-UIT-3, R-UIT-6
    shown(desk, "/reacties/balie", code=code)
    said = {"soort": "geen_hulp", "boodschap": "Regelt het met haar zus"}
    shown(desk, "/reacties/balie/antwoord", **said)
    anna = make.login(Client(), make.user("anna"))
    page = shown(anna, f"/zaken/{zaak.pk}/afronden")
    assert "Regelt het met haar zus" in page
    assert re.search(r'value="wil_geen_hulp"[^>]*checked', page)
    assert Reactie.objects.get().stand == "open", "nothing closes by itself (AVG art. 22)"
    zaak.refresh_from_db()
    sent = {"versie": str(zaak.versie), "eindresultaat": "wil_geen_hulp", "reden_geen_hulp": "niet_gezegd"}
    shown(anna, f"/zaken/{zaak.pk}/afronden", **sent)
    zaak.refresh_from_db()
    assert (zaak.eindresultaat, Reactie.objects.get().stand) == ("wil_geen_hulp", "afgehandeld")


def test_the_desk_connects_and_learns_how_to_speak(desk: Client, zaak: Vroegsignaalzaak, code: str) -> None:
    # R-OUT-7, R-TRM-2
    assert "078 770 00 00" in shown(desk, "/reacties/balie"), "without a code one can connect"
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(crisis=True)
    page = shown(desk, "/reacties/balie", code=code)
    assert "Verbind meteen door" in page
    assert "Is de brief aan u gericht?" in page
    assert not re.search("schuld|achterstand|huur", page, re.I)
    assert "doorverbonden" in shown(desk, "/reacties/balie/doorverbonden", x="1")
    assert AuditEvent.objects.get(what="reactie.doorverbonden").subject == f"zaak:{zaak.pk}"
    assert not Reactie.objects.exists()


def test_who_may_see_zaken_also_finds_by_name_address_or_reference(
    client: Client, desk: Client, zaak: Vroegsignaalzaak, code: str
) -> None:  # R-OUT-7, R-ROL-2, R-ROL-3
    ilse = make.login(Client(), make.user("ilse", Rolsoort.ADMINISTRATIE))
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(adres_sleutel="3311AA 1")
    words = {"name": "Jansen", "address": "3311 AA 1", "kenmerk": zaak.kenmerk}
    for how, word in words.items():
        assert "1 open zaak gevonden" in shown(ilse, "/reacties/balie", code=word), how
    assert "De zaak is gevonden" in shown(ilse, "/reacties/balie", code=code), "the code too"
    assert "Geen open zaak gevonden" in shown(ilse, "/reacties/balie", code="Pietersen")
    assert AuditEvent.objects.filter(what="zaken.gezocht").count() == 4
    assert "Jansen" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))
    assert "De zaak is gevonden" in shown(ilse, f"/reacties/balie/zaak/{zaak.pk}", x="1")
    shown(ilse, "/reacties/balie/antwoord", soort="bellen", bellen=CALL, boodschap="Liever in de middag")
    assert Reactie.objects.get().boodschap == "Liever in de middag"
    assert "Deze code werkt niet" in shown(desk, "/reacties/balie", code="Jansen")
    assert desk.post(f"/reacties/balie/zaak/{zaak.pk}").status_code == 403

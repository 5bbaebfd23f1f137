"""The BRP is down, slow or talks nonsense: the work waits, is tried again, and is never lost or done twice."""

from datetime import datetime, timedelta
from itertools import repeat
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, checked, home, naam, person, signal
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Doorzending, Inwoner, Toets
from tijdig.checks.writing import PAUSES
from tijdig.connectors.brp_fake import Fault, FaultKind
from tijdig.intake.models import Vroegsignaal
from tijdig.process import follow_up_signals
from tijdig.sealed import unseal

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
DOWN = Fault(kind=FaultKind.STATUS, status=503)


@pytest.mark.parametrize(
    "fault",
    [
        DOWN,
        Fault(kind=FaultKind.HALF),
        Fault(kind=FaultKind.HANG_UP),
        Fault(kind=FaultKind.NONSENSE),
        Fault(kind=FaultKind.STATUS, status=401),
    ],
    ids=lambda fault: f"{fault.kind}{fault.status or ''}",
)
def test_no_answer_is_never_not_found(brp: Start, fault: Fault) -> None:  # R-BRP-1
    brp(person(1), faults=repeat(fault))
    made = signal()
    toets = checked(made)
    assert (toets.uitkomst, made.status, toets.pogingen) == ("controle_mislukt", "controle_mislukt", 1)
    assert toets.volgende_poging is not None
    assert not Inwoner.objects.exists()


def test_somebody_missing_from_the_second_answer_is_no_judgement(brp: Start) -> None:  # R-BRP-1
    """The search names two people; the reading that follows is about somebody else."""
    fake = brp(person(1), person(2, "Vries", "Annie"))
    fake.inject(None, Fault(kind=FaultKind.WRONG_PERSON))
    assert checked(signal()).uitkomst == "controle_mislukt"


def test_pauses_grow_and_the_check_succeeds_when_the_brp_is_back(brp: Start) -> None:  # R-BRP-1
    fake = brp(person(1))
    made, moment = signal(), NOON
    for pause in PAUSES:
        fake.inject(DOWN)
        assert check(now=moment).wacht == 1
        assert Toets.objects.get().volgende_poging == moment + pause
        assert check(now=moment + pause - timedelta(seconds=1)).wacht == 0, "not before its time"
        moment += pause
    assert check(now=moment).gecontroleerd == 1
    made.refresh_from_db()
    assert made.status == "gecontroleerd"
    assert Toets.objects.get().pogingen == len(PAUSES) + 1


def test_waiting_signals_can_be_tried_at_once(brp: Start) -> None:
    fake = brp(person(1))
    fake.inject(DOWN)
    signal()
    check(now=NOON)
    assert check(now=NOON).gecontroleerd == 0
    assert check(now=NOON, retry_now=True).gecontroleerd == 1


def test_a_brp_that_is_down_is_soon_left_alone(brp: Start) -> None:
    fake = brp(faults=repeat(DOWN))
    partner = make.partner()
    for number in range(60):
        signal(partner, number + 1)
    assert check().wacht == 60
    asked = sum(fake.requests.values())
    assert asked < 60, "the rest waits without being asked for"
    assert Vroegsignaal.objects.filter(status="controle_mislukt").count() == 60


def test_checking_again_does_nothing_twice(brp: Start) -> None:  # R-BRP-1
    fake = brp(person(1))
    signal()
    assert check().gecontroleerd == 1
    asked = sum(fake.requests.values())
    events = AuditEvent.objects.filter(what="brp.bevraagd").count()
    assert check().gecontroleerd == 0
    assert sum(fake.requests.values()) == asked
    assert (Toets.objects.count(), Inwoner.objects.count(), Doorzending.objects.count()) == (1, 1, 0)
    assert AuditEvent.objects.filter(what="brp.bevraagd").count() == events == 1


def test_two_signals_about_one_person_make_one_person(brp: Start) -> None:
    brp(person(1))
    partner = make.partner()
    signal(partner)
    signal(make.partner("22222222", "Zorgverzekeraar Zilver"))
    assert check().gecontroleerd == 2
    signal(partner, referentie="later")
    check()
    assert Inwoner.objects.count() == 1
    assert Toets.objects.filter(inwoner=Inwoner.objects.get()).count() == 3


def test_the_number_of_statements_does_not_grow_with_the_signals(brp: Start) -> None:
    brp(*(person(n, verblijfplaats=home(n + 1)) for n in range(90)))
    partner = make.partner()
    counts = []
    for batch in (range(10), range(10, 90)):
        for number in batch:
            signal(partner, number + 1)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert check().gecontroleerd == len(batch)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_no_bsn_can_be_read_in_the_database(brp: Start) -> None:
    """Only behind the seal. Namesakes are kept for whoever decides, sealed as well. Source: Wgs 8c; AVG 32."""
    brp(person(1), person(2, first="Astrid"), person(3, "Bakker", "Cor", verblijfplaats=home(9)))
    partner = make.partner()
    signal(partner)
    signal(partner, 9, achternaam="Bakker", voorletters="C.")
    check()
    with connection.cursor() as cursor:
        for table in ("checks_inwoner", "checks_toets", "audit_auditevent", "intake_vroegsignaal"):
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")  # noqa: S608 (our names)
            text = cursor.fetchone()[0]
            assert text
            assert not [number for number in (1, 2, 3) if bsn(number) in text], table
    assert unseal(Inwoner.objects.get().bsn_zegel) == bsn(3)


def test_every_question_is_on_record_without_a_name(brp: Start) -> None:  # R-BRP-2
    brp(person(1, naam=naam("Vries", voornamen="Annie") | {"volledigeNaam": "Annie de Vries"}))
    made = signal()
    check()
    event = AuditEvent.objects.get(what="brp.bevraagd")
    assert event.subject == f"signaal:{made.pk}"
    assert event.detail["vragen"] == "ZoekMetPostcodeEnHuisnummer,RaadpleegMetBurgerservicenummer"
    assert not [name for name in ("Vries", "Annie", "Jansen") if name in str(event.detail)]


def test_a_strange_birth_date_stops_nobody(brp: Start) -> None:
    brp(person(1, geboorte={"datum": {"type": "Datum", "datum": "1984-02-31"}}, leeftijd=42))
    assert checked(signal()).leeftijdsklasse == ""


WALK = {
    "down": Fault(kind=FaultKind.STATUS, status=500),
    "busy": Fault(kind=FaultKind.STATUS, status=429, retry_after="7200"),
    "half an answer": Fault(kind=FaultKind.HALF),
    "a web page": Fault(kind=FaultKind.NONSENSE),
    "something else": Fault(kind=FaultKind.NONSENSE, text='{"type": "Overig", "personen": [1]}'),
    "hangs up": Fault(kind=FaultKind.HANG_UP),
}


def test_whatever_the_brp_does_the_work_waits_is_told_and_is_done_once(
    brp: Start, client: Client, settings: Any
) -> None:  # R-BRP-1
    """Each way of failing once, with the line that refuses to be secured as the last; then the BRP is back."""
    people = [person(number, verblijfplaats=home(number + 1)) for number in range(len(WALK) + 1)]
    brp()
    partner = make.partner()
    for number, fault in enumerate(WALK.values()):
        brp(*people, faults=repeat(fault))
        signal(partner, number + 1)
        assert check().gecontroleerd == 0, fault.kind
    secured = settings.BRP | {"base_url": settings.BRP["base_url"].replace("http://", "https://")}
    with override_settings(BRP=secured):
        signal(partner, len(WALK) + 1)
        assert check().gecontroleerd == 0
    waiting = Vroegsignaal.objects.filter(status="controle_mislukt")
    assert waiting.count() == len(people)
    busy = Toets.objects.get(vroegsignaal__huisnummer=2)
    assert busy.volgende_poging == busy.op + timedelta(hours=2), "no sooner than the BRP asked"
    make.login(client, make.user("vera"))
    start, page = (client.get(path).content.decode() for path in ("/", "/twijfel/wachtend"))
    assert "wachten op de BRP" in start or "De BRP geeft geen antwoord" in start, start
    assert "Er gaat niets verloren" in page
    assert "Traceback" not in page
    brp(*people)
    client.post("/twijfel/wachtend/opnieuw")
    for _ in range(2):
        follow_up_signals(gemeente_code="0505", today=make.TODAY, by=SYSTEM, retry_now=True)
    assert not waiting.exists()
    assert Vroegsignaal.objects.filter(status="in_zaak").count() == len(people)
    assert Vroegsignaalzaak.objects.count() == Inwoner.objects.count() == len(people)
    assert "Niets wacht op de BRP" in client.get("/twijfel/wachtend").content.decode()

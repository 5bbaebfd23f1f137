"""Who lives elsewhere: the signal goes there without delay, and once (R-BRP-7; Awb 2:3)."""

import io
import json
from typing import Any

import pytest
import pyzipper
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, home, person, signal
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import current_gemeente, enter, working_for
from tijdig.accounts.models import Gemeente
from tijdig.audit.models import AuditEvent
from tijdig.checks.actions.forward import forward, forward_known, pack
from tijdig.checks.forwarding import as_delivery, new_passphrase
from tijdig.checks.models import Doorzending, Toets
from tijdig.checks.writing import written_number
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.process import process_aanlevering
from tijdig.refusals import Refused
from tijdig.rules.address import Adres, normalise
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
ROTTERDAM = "0599"


def _rotterdam() -> None:
    Gemeente.objects.get_or_create(code=ROTTERDAM, defaults={"naam": "Rotterdam", "brp_koppeling": True})


def gone(brp: Start, **more: Any) -> Doorzending:
    """A signal of somebody who lives at Kade 3 in Rotterdam, with the authorisation to see that."""
    there = {
        "gemeenteVanInschrijving": {"code": ROTTERDAM},
        "verblijfplaats": home(3, "3011AA", huisletter="B"),
    }
    brp(person(1, **there))
    Gemeente.objects.update(brp_buiten_gemeente=True)
    made = signal(geboortedatum="1984-05-12", telefoon="+31612345678", bedrag=123_456, termijnen=2, **more)
    check()
    return Doorzending.objects.get(vroegsignaal=made)


def by() -> Actor:
    return make.actor(make.user())


def jobs() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'process_aanlevering'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_inside_the_installation_it_is_a_delivery_there(brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    _rotterdam()
    sent = forward(waiting.pk, naar=ROTTERDAM, by=by(), today=TODAY)
    assert (sent.wijze, sent.op is not None, current_gemeente()) == ("installatie", True, "0505")
    assert not Aanlevering.objects.filter(kanaal="doorgezonden").exists(), "row security: not in ours"
    [job] = jobs()
    with working_for(ROTTERDAM):
        there = Aanlevering.objects.get()
        assert (there.kanaal, there.door, job["gemeente_code"]) == ("doorgezonden", "systeem", ROTTERDAM)
    done = process_aanlevering(job["aanlevering_id"], gemeente_code=ROTTERDAM, today=TODAY, by=SYSTEM)
    assert (done.aanlevering.toegelaten, done.aanlevering.geweigerd) == (1, 0), "no agreement is asked"
    with working_for(ROTTERDAM):
        found = Vroegsignaal.objects.get()
        assert (found.bedrag, found.referentie) == (123_456, sent.vroegsignaal.referentie)
        assert found.adres_sleutel == "3011AA 3 B"
        assert found.status == "in_zaak"
    enter("0505")


def test_it_never_goes_twice(brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    _rotterdam()
    forward(waiting.pk, naar=ROTTERDAM, by=by(), today=TODAY)
    with pytest.raises(Refused, match="al doorgestuurd"):
        forward(waiting.pk, naar="0518", by=SYSTEM, today=TODAY)
    assert len(jobs()) == 1


def test_known_gemeenten_are_served_at_once(brp: Start) -> None:  # R-BRP-7
    gone(brp)
    assert forward_known(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0, "not in this installation yet"
    _rotterdam()
    enter("0505")
    assert forward_known(gemeente_code="0505", today=TODAY, by=SYSTEM) == 1
    enter("0505")
    assert forward_known(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
    assert len(jobs()) == 1


def test_where_nobody_knows_a_person_is_asked(brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    _rotterdam()
    Doorzending.objects.update(naar="")
    enter("0505")
    assert forward_known(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
    with pytest.raises(Refused, match="welke gemeente"):
        pack(waiting.pk, wachtwoord="x", by=by(), today=TODAY)


def test_outside_the_installation_it_is_a_sealed_package(brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    somebody, passphrase = by(), new_passphrase()
    assert forward(waiting.pk, naar="0518", by=somebody, today=TODAY).op is None
    content = pack(waiting.pk, wachtwoord=passphrase, by=somebody, today=TODAY)
    waiting.refresh_from_db()
    assert (waiting.naar, waiting.wijze, waiting.op is not None) == ("0518", "pakket", True)
    assert b"Jansen" not in content
    with pyzipper.AESZipFile(io.BytesIO(content)) as package:
        assert sorted(package.namelist()) == ["begeleidende-brief.pdf", "signaal.json"]
        with pytest.raises(RuntimeError):
            package.read("signaal.json")
        package.setpassword(passphrase.encode())
        assert json.loads(package.read("signaal.json")) == json.loads(as_delivery(waiting))
        assert package.read("begeleidende-brief.pdf").startswith(b"%PDF")


def test_a_package_may_be_made_again_by_who_made_it(brp: Start) -> None:
    waiting = gone(brp)
    somebody = by()
    forward(waiting.pk, naar="0518", by=somebody, today=TODAY)
    pack(waiting.pk, wachtwoord="een", by=somebody, today=TODAY)
    pack(waiting.pk, wachtwoord="een", by=somebody, today=TODAY)
    with pytest.raises(Refused, match="al doorgestuurd"):
        pack(waiting.pk, wachtwoord="twee", by=SYSTEM, today=TODAY)


def test_what_goes_along_is_the_signal_and_no_bsn(brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    [line] = json.loads(as_delivery(waiting))
    assert (line["achternaam"], line["bedrag"], line["herinnering"]) == ("Jansen", "1234,56", "ja")
    assert (line["postcode"], line["huisnummer"], line["huisletter"]) == ("3011AA", "3", "B")
    assert bsn(1) not in as_delivery(waiting).decode()


@pytest.mark.parametrize("naar", ["0505", "12", "", "1999"])
def test_it_goes_to_a_gemeente_and_not_to_ours(brp: Start, naar: str) -> None:  # R-BRP-7
    waiting = gone(brp)
    with pytest.raises(Refused):
        forward(waiting.pk, naar=naar, by=by(), today=TODAY)


def test_only_who_may_sends_on(brp: Start) -> None:  # R-ROL-1
    waiting = gone(brp)
    other = make.actor(make.user("x"), Rolsoort.ADMINISTRATIE)
    with pytest.raises(Refused, match="geen recht"):
        forward(waiting.pk, naar="0518", by=other, today=TODAY)
    with pytest.raises(Refused, match="geen recht"):
        pack(waiting.pk, wachtwoord="x", by=other, today=TODAY)


def test_the_trail_says_who_sent_it_and_not_about_whom(brp: Start) -> None:  # R-BEW-4
    waiting = gone(brp)
    _rotterdam()
    somebody = by()
    forward(waiting.pk, naar=ROTTERDAM, by=somebody, today=TODAY)
    event = AuditEvent.objects.get(what="doorzending.verstuurd")
    assert (event.by, event.detail) == (str(somebody), {"naar": ROTTERDAM})
    assert Toets.objects.get().inwoner is None


@given(
    number=st.integers(1, 99_999),
    letter=st.sampled_from(["", "A", "B"]),
    addition=st.sampled_from(["", "1", "BIS", "2"]),
)
def test_a_written_number_can_be_read_again(number: int, letter: str, addition: str) -> None:  # R-MAT-1
    adres = Adres(postcode="3011AA", huisnummer=number, huisletter=letter, toevoeging=addition)
    again = normalise(postcode="3011AA", huisnummer=written_number(number, letter, addition))
    assert again is not None
    assert again.sleutel == adres.sleutel

"""The file for a partner: once, the same each time, with a receipt (R-TER-3)."""

import csv
import io
import json
from datetime import date
from hashlib import sha256

import pytest

from tests import make
from tests.feedback.ends import CLOSED_ON, PAUSE, End, close, reopen
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.audit.models import AuditEvent
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.due import due_on
from tijdig.feedback.files import COLUMNS, Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.partners.models import Signaalpartner
from tijdig.refusals import Refused
from tijdig.rules.terms import Eindresultaat, Rolsoort

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
E = Eindresultaat


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


@pytest.fixture
def by(partner: Signaalpartner) -> Actor:
    return make.actor(make.user())


def ready(partner: Signaalpartner, *ends: End) -> None:
    close(partner, *ends)
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)


def make_file(partner: Signaalpartner, by: Actor) -> Terugkoppelbestand:
    return make_terugkoppelbestand(partner_id=partner.pk, gemeente_code="0505", today=TODAY, by=by)


def read_csv(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_file_holds_the_reference_the_code_its_text_and_the_dates(
    partner: Signaalpartner, by: Actor
) -> None:
    # R-TER-1, R-TER-4
    ready(partner, End(E.QUICK_FIX, pauze=True))
    raw = fetch_bestand(make_file(partner, by).pk, form=Form.CSV, by=by)
    (line,) = read_csv(raw)
    assert tuple(line) == COLUMNS
    assert (line["referentie"], line["soort"], line["code"]) == ("R-0", "huur", "hulp_geaccepteerd")
    assert line["tekst"].startswith("De inwoner heeft hulp geaccepteerd.")
    assert (line["datum"], line["pauze_tot"]) == (CLOSED_ON.isoformat(), PAUSE.isoformat())
    assert raw.startswith(b"\xef\xbb\xbf")


def test_both_forms_say_the_same(partner: Signaalpartner, by: Actor) -> None:
    ready(partner, *[End(als, toestemming=True, pauze=True) for als in E])
    bestand = make_file(partner, by)
    whole = json.loads(fetch_bestand(bestand.pk, form=Form.JSON, by=by))
    assert whole["regels"] == read_csv(fetch_bestand(bestand.pk, form=Form.CSV, by=by))
    assert (whole["partner"], whole["gemeente"], whole["aantal"]) == ("11111111", "0505", bestand.aantal)


def test_a_fact_is_in_one_file_only(partner: Signaalpartner, by: Actor) -> None:
    # R-TER-3
    ready(partner, End(E.OVERLEDEN), End(E.BEKEND_BIJ_SHV))
    first = make_file(partner, by)
    assert (first.aantal, first.terugkoppelingen.count()) == (2, 2)
    with pytest.raises(Refused, match="staat niets klaar"):
        make_file(partner, by)
    ready(partner, End(E.GEEN_INWONER))
    assert make_file(partner, by).aantal == 1
    assert not Terugkoppeling.objects.filter(bestand__isnull=True).exists()


def test_a_partner_gets_its_own_signals_only(partner: Signaalpartner, by: Actor) -> None:
    # R-TER-3
    other = make.partner("22222222", "Energie Noordkust", ("gas",))
    ready(partner, End(E.OVERLEDEN))
    ready(other, End(E.GEEN_INWONER))
    codes = {p.pk: [row["code"] for row in read_csv(fetch_bestand(make_file(p, by).pk, form=Form.CSV, by=by))]
             for p in (partner, other)}  # fmt: skip
    assert codes == {partner.pk: ["overleden"], other.pk: ["geen_inwoner"]}


def test_the_file_is_the_same_each_time_it_is_taken(partner: Signaalpartner, by: Actor) -> None:
    ready(partner, End(E.OVERLEDEN), End(E.QUICK_FIX, pauze=True), End(E.ANDERE_REDEN))
    bestand = make_file(partner, by)
    once, again = (fetch_bestand(bestand.pk, form=Form.CSV, by=by) for _ in range(2))
    assert once == again
    assert sha256(once).hexdigest() == bestand.sha256


def test_a_file_that_would_differ_from_what_was_made_is_not_given(partner: Signaalpartner, by: Actor) -> None:
    ready(partner, End(E.OVERLEDEN))
    bestand = make_file(partner, by)
    Terugkoppeling.objects.update(feit_op=TODAY)
    with pytest.raises(Refused, match="niet meer gelijk"):
        fetch_bestand(bestand.pk, form=Form.CSV, by=by)


def test_the_first_to_take_it_is_the_receipt(partner: Signaalpartner, by: Actor) -> None:
    # R-TER-3, R-BEW-4
    ready(partner, End(E.OVERLEDEN))
    bestand = make_file(partner, by)
    assert (bestand.opgehaald_op, bestand.opgehaald_door) == (None, "")
    fetch_bestand(bestand.pk, form=Form.CSV, by=by)
    bestand.refresh_from_db()
    first = bestand.opgehaald_op
    assert first is not None
    fetch_bestand(bestand.pk, form=Form.JSON, by=SYSTEM)
    bestand.refresh_from_db()
    assert (bestand.opgehaald_op, bestand.opgehaald_door) == (first, str(by))
    assert AuditEvent.objects.filter(what="terugkoppelbestand.opgehaald").count() == 2


def test_a_reopened_zaak_is_left_out_even_when_nobody_prepared_again(
    partner: Signaalpartner, by: Actor
) -> None:
    # R-UIT-5
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)
    reopen(signal)
    with pytest.raises(Refused, match="staat niets klaar"):
        make_file(partner, by)


def test_a_reference_that_looks_like_a_formula_is_defused(partner: Signaalpartner, by: Actor) -> None:
    make.signaal(
        partner, referentie="=1+1", status="terzijde", afgedaan_als=E.GEEN_INWONER, afgedaan_op=CLOSED_ON
    )
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)
    bestand = make_file(partner, by)
    assert read_csv(fetch_bestand(bestand.pk, form=Form.CSV, by=by))[0]["referentie"] == "'=1+1"
    whole = json.loads(fetch_bestand(bestand.pk, form=Form.JSON, by=by))
    assert whole["regels"][0]["referentie"] == "=1+1"


def test_who_may_not_tell_makes_no_file(partner: Signaalpartner) -> None:
    # R-ROL-1
    ready(partner, End(E.OVERLEDEN))
    officer = make.actor(make.user("petra", Rolsoort.PRIVACY_OFFICER), Rolsoort.PRIVACY_OFFICER)
    with pytest.raises(Refused, match="geen recht"):
        make_file(partner, officer)


@pytest.mark.parametrize(
    ("fact", "due"),
    [("2026-11-20", "2026-11-23"), ("2026-11-23", "2026-11-24"), ("2026-11-21", "2026-11-23"),
     ("2026-12-24", "2026-12-28"), ("2026-04-30", "2026-05-01")],
)  # fmt: skip
def test_a_fact_is_told_within_one_working_day(fact: str, due: str) -> None:
    # R-TER-3: weekends and public holidays do not count
    assert due_on(date.fromisoformat(fact), "0505") == date.fromisoformat(due)

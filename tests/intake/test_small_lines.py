"""A small signal counts when it is one of several, in any order of delivery (R-ADM-3, R-MAT-3)."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.intake.deliveries import DAG, csv_bytes, line
from tijdig import policies
from tijdig.accounts.actors import SYSTEM
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestanden
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.facts import refused_lines
from tijdig.feedback.files import Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.intake.actions import admit_aanlevering, receive_aanlevering
from tijdig.intake.models import Aanlevering, Aanleverregel, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.policies import policy_on
from tijdig.privacy.actions.erase import erase_expired
from tijdig.rules.terms import Signaalstatus

pytestmark = pytest.mark.django_db
SMALL, BELOW, ENOUGH = "11,00", "5,00", "40,00"  # the threshold is 25 euro, and 10 when one of several
type Delivery = tuple[int, str, str]  # partner, number of the house, amount


@pytest.fixture
def several(db: None) -> Iterator[list[Signaalpartner]]:
    """A council that lets a signal from 10 euro count when it is one of several; three landlords."""
    make.gemeente()
    beleid = policy_on(DAG, "0505")
    drempel = replace(beleid.drempelbedrag, bij_meerdere=1000)
    with_several = replace(beleid, toelating=replace(beleid.toelating, drempelbedrag=drempel))
    key = next(key for key, known in policies._BUILT.items() if known is beleid)
    policies._BUILT[key] = with_several
    yield [make.partner(f"1111111{n}", f"Woonstichting {n}") for n in range(3)]
    policies._BUILT[key] = beleid


def deliver(partner: Signaalpartner, *lines: dict[str, str]) -> Aanlevering:
    content = csv_bytes(lines)
    made = receive_aanlevering(
        gemeente_code="0505", partner=partner, dag=DAG, bestand=io.BytesIO(content), grootte=len(content),
        bestandsnaam="x.csv", kanaal="upload", by=SYSTEM,
    )  # fmt: skip
    return admit_aanlevering(str(made.pk), gemeente_code="0505", by=SYSTEM)


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(partners: Sequence[Signaalpartner], deliveries: Sequence[Delivery]) -> list[tuple[int, str, int]]:
    with undone():
        for partner, house, amount in deliveries:
            deliver(partners[partner], line(referentie=f"{house}-{amount}", huisnummer=house, bedrag=amount))
        assert all(a.regels == a.toegelaten + a.geweigerd + a.dubbel == 1 for a in Aanlevering.objects.all())
        signals = Vroegsignaal.objects.values_list("partner_id", "referentie", "bedrag")
        return sorted(signals)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.data())
def test_the_order_of_delivery_does_not_matter(several: list[Signaalpartner], data: st.DataObject) -> None:
    # R-ADM-3, R-MAT-3
    one = st.tuples(st.integers(0, 2), st.sampled_from(["1", "2"]), st.sampled_from([SMALL, BELOW, ENOUGH]))
    deliveries = data.draw(st.lists(one, min_size=2, max_size=5, unique=True))
    other = data.draw(st.permutations(deliveries))
    assert outcome(several, deliveries) == outcome(several, other)


@pytest.mark.parametrize(
    ("deliveries", "admitted"),
    [
        ([(0, "1", SMALL)], 0),
        ([(0, "1", SMALL), (1, "1", SMALL)], 2),  # both are one of several
        ([(0, "1", SMALL), (1, "1", ENOUGH)], 2),
        ([(0, "1", SMALL), (0, "1", ENOUGH)], 1),  # of one partner
        ([(0, "1", SMALL), (1, "2", SMALL)], 0),  # at two addresses
        ([(0, "1", SMALL), (1, "1", BELOW)], 0),  # too small whatever else there is
    ],
)
def test_a_small_line_is_taken_up_as_soon_as_it_is_one_of_several(
    several: list[Signaalpartner], deliveries: list[Delivery], admitted: int
) -> None:  # R-ADM-3
    assert len(outcome(several, deliveries)) == len(outcome(several, deliveries[::-1])) == admitted


def test_a_line_that_was_taken_up_after_all_is_no_longer_told_as_refused(
    several: list[Signaalpartner],
) -> None:  # R-ADM-3, R-TER-2
    first = deliver(several[0], line(bedrag=SMALL))
    assert [found.aanleverregel for found in refused_lines()] == [Aanleverregel.objects.get().pk]
    deliver(several[1], line(bedrag=SMALL))
    assert list(refused_lines()) == []
    first.refresh_from_db()
    assert (first.toegelaten, first.geweigerd) == (1, 0)
    kept = Aanleverregel.objects.get(aanlevering=first)
    assert (kept.oordeel, kept.codes, kept.ruw, kept.klein_sleutel) == ("toegelaten", [], None, "")
    signaal = Vroegsignaal.objects.get(aanlevering=first)
    assert (signaal.status, signaal.ontvangen_op, signaal.achternaam) == ("te_controleren", DAG, "Jansen")


@pytest.mark.parametrize("told", [False, True])
def test_what_a_partner_was_told_of_a_small_line_is_mended_once_when_it_is_taken_up(
    several: list[Signaalpartner], told: bool
) -> None:  # R-ADM-3, R-TER-1, R-TER-2, R-TER-3
    later = date(2026, 12, 1)

    def prepare(day: date) -> int:
        return prepare_feedback(gemeente_code="0505", today=day, by=SYSTEM)

    def tell(day: date) -> list[str]:
        make_terugkoppelbestanden(gemeente_code="0505", today=day, by=SYSTEM)
        rows = Terugkoppeling.objects.filter(bestand__dag=day).values_list("referentie", "code")
        return [f"{referentie} {code}" for referentie, code in rows]

    deliver(
        several[0], line(referentie="R-7", bedrag=SMALL), line(referentie="R-8", huisnummer="2", bedrag=BELOW)
    )
    assert prepare(DAG) == 2
    if told:
        assert tell(DAG) == ["R-7 onterecht_signaal", "R-8 onterecht_signaal"]
    deliver(several[1], line(bedrag=ENOUGH))
    assert (prepare(later), prepare(later)) == (int(told), 0)
    # What waited is withdrawn and never told; what was told is mended, and the file it stands in can still be made.
    assert tell(later) == (["R-7 onterecht_signaal_vervalt"] if told else ["R-8 onterecht_signaal"])
    erase_expired(gemeente_code="0505", today=later, by=SYSTEM)
    for bestand in Terugkoppelbestand.objects.all():
        fetch_bestand(bestand.pk, form=Form.CSV, by=SYSTEM)
    assert prepare(later + timedelta(days=9)) == 0


def test_the_same_small_line_twice_counts_once(several: list[Signaalpartner]) -> None:  # R-INT-4
    twice = [deliver(several[0], line(bedrag=SMALL)) for _ in range(2)]
    deliver(several[1], line(bedrag=ENOUGH))
    for aanlevering in twice:
        aanlevering.refresh_from_db()
    assert [(a.toegelaten, a.dubbel, a.geweigerd) for a in twice] == [(1, 0, 0), (0, 1, 0)]


@pytest.mark.parametrize("status", [Signaalstatus.TERZIJDE, Signaalstatus.APART])
def test_what_was_put_aside_is_no_neighbour(
    several: list[Signaalpartner], status: Signaalstatus
) -> None:  # R-ADM-3, R-PAR-4
    deliver(several[1], line(bedrag=ENOUGH))
    Vroegsignaal.objects.update(status=status)
    assert deliver(several[0], line(bedrag=SMALL)).geweigerd == 1

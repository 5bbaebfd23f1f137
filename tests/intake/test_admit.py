"""From a received file to vroegsignalen: every line once, in chunks (R-INT-3, R-INT-4, R-ADM-1..5; ADR 5)."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.intake.deliveries import DAG, csv_bytes, good_lines, json_bytes, line
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.intake.actions import admit_aanlevering, receive_aanlevering
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import PartnerType

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


def receive(
    partner: Signaalpartner, content: bytes, *, dag: date = DAG, stappen: Sequence[str] = ()
) -> Aanlevering:
    return receive_aanlevering(
        gemeente_code="0505", partner=partner, dag=dag, bestand=io.BytesIO(content), grootte=len(content),
        bestandsnaam="x.csv", kanaal="upload", by=SYSTEM, stappen=stappen,
    )  # fmt: skip


def deliver(partner: Signaalpartner, lines: Sequence[Mapping[str, str]], **more: Any) -> Aanlevering:
    aanlevering = receive(partner, csv_bytes(lines), **more)
    return admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)


def counts(aanlevering: Aanlevering) -> tuple[int, int, int, int]:
    return (aanlevering.regels, aanlevering.toegelaten, aanlevering.geweigerd, aanlevering.dubbel)


def test_the_sums_add_up_and_every_line_has_its_verdict(partner: Signaalpartner) -> None:
    # R-INT-3
    bad = [
        line(referentie="B1", bedrag="x"),
        line(referentie="B2", contact="nee"),
        line(referentie="B3", bedrag="3"),
    ]
    aanlevering = deliver(partner, [*good_lines(5), *bad, line(referentie="K2")])
    assert counts(aanlevering) == (9, 5, 3, 1)
    assert aanlevering.status == "verwerkt"
    found = Aanleverregel.objects.filter(aanlevering=aanlevering)
    assert [regel.nummer for regel in found] == list(range(2, 11))
    assert Counter(regel.oordeel for regel in found) == {"toegelaten": 5, "geweigerd": 3, "dubbel": 1}
    assert [regel.codes for regel in found if regel.codes] == [
        ["veld-ongeldig"],
        ["sociale-incasso"],
        ["onder-drempel"],
    ]
    assert Vroegsignaal.objects.count() == 5


def test_an_admitted_line_becomes_a_vroegsignaal_field_by_field(partner: Signaalpartner) -> None:
    # R-INT-2
    deliver(
        partner,
        [line(voorvoegsel="van der", woonplaats="Dordrecht", straat="Kerkstraat", huisnummer="12A", toevoeging="3",
              telefoon="06-12345678", email="A@B.nl", geboortedatum="5-1993", warme_overdracht="ja",
              bedrag="€ 1.234,56")],
    )  # fmt: skip
    signaal = Vroegsignaal.objects.get()
    assert (signaal.referentie, signaal.soort, signaal.bericht, signaal.crisis) == (
        "K1",
        "huur",
        "vroegsignaal",
        False,
    )
    assert (signaal.voorletters, signaal.voorvoegsel, signaal.achternaam) == ("A.B.", "van der", "Jansen")
    assert (signaal.postcode, signaal.huisnummer, signaal.huisletter, signaal.toevoeging) == (
        "3311AB",
        12,
        "A",
        "3",
    )
    assert (signaal.telefoon, signaal.email, signaal.geboortedatum) == ("+31612345678", "a@b.nl", "1993-05")
    assert (signaal.bedrag, signaal.warme_overdracht, signaal.status) == (123456, True, "te_controleren")
    assert (signaal.maand, signaal.ontvangen_op, signaal.regelnummer) == (DAG.replace(day=1), DAG, 2)
    assert signaal.adres_sleutel == "3311AB 12 A3"


def test_crisis_is_marked_and_cak_is_kept_apart() -> None:
    # R-PAR-4, R-TRM-2
    make.gemeente()
    partner = make.partner(soorten=("zorgverzekering",), soort=PartnerType.ZORGVERZEKERAAR)
    zorg = [line(referentie=f"Z{n}", soort="zorgverzekering", bericht=bericht)
            for n, bericht in enumerate(["vroegsignaal", "einde_zorgverzekering", "cak_wanbetaler"])]  # fmt: skip
    assert counts(deliver(partner, zorg)) == (3, 3, 0, 0)
    found = Vroegsignaal.objects.order_by("regelnummer").values_list("crisis", "status")
    assert list(found) == [(False, "te_controleren"), (True, "te_controleren"), (False, "apart")]


def test_refused_lines_keep_what_was_delivered_and_admitted_ones_do_not(partner: Signaalpartner) -> None:
    # R-INT-2: no more is kept than what is needed to mend the line
    refused = line(referentie="B1", postcode="x", opmerking="zegt dat hij ziek is")
    aanlevering = deliver(partner, [line(opmerking=""), refused])
    good, bad = Aanleverregel.objects.filter(aanlevering=aanlevering)
    assert good.ruw is None
    assert bad.ruw is not None
    assert bad.ruw["postcode"] == "x"
    assert "ziek" not in str(bad.ruw)
    (reden,) = bad.redenen
    assert (reden["code"], reden["kolom"]) == ("veld-ongeldig", "postcode")


def test_the_same_file_twice_has_the_effect_of_once(partner: Signaalpartner) -> None:
    # R-INT-4
    lines = [*good_lines(4), line(referentie="B", bedrag="1")]
    assert counts(deliver(partner, lines)) == (5, 4, 1, 0)
    assert counts(deliver(partner, lines)) == (5, 0, 1, 4)
    assert Vroegsignaal.objects.count() == 4


def test_a_line_of_another_file_partner_month_or_message(partner: Signaalpartner) -> None:
    # R-INT-4
    deliver(partner, [line()])
    other = make.partner("22222222", "Woonstichting Noord")
    assert counts(deliver(other, [line()])) == (1, 1, 0, 0)
    assert counts(deliver(partner, [line(signaaldatum="2026-10-30")])) == (1, 1, 0, 0)
    assert counts(deliver(partner, [line(bericht="ontruiming"), line(bedrag="999")])) == (2, 1, 0, 1)


def test_a_repeat_of_a_debt_that_was_taken_up_is_refused_unless_it_has_grown(partner: Signaalpartner) -> None:
    # R-ADM-5
    deliver(partner, [line(vervaldatum="2026-08-01")], dag=date(2026, 10, 25))
    assert Vroegsignaal.objects.update(opgepakt_op=date(2026, 11, 1)) == 1
    aanlevering = deliver(partner, [line(), line(referentie="K2")])
    assert counts(aanlevering) == (2, 1, 1, 0)
    assert Aanleverregel.objects.get(aanlevering=aanlevering, nummer=2).codes == ["herhaald"]
    assert counts(deliver(partner, [line(bedrag="325,51")])) == (1, 1, 0, 0)


def test_an_erased_signal_makes_no_double(partner: Signaalpartner) -> None:
    # R-BEW-1
    deliver(partner, [line()])
    Vroegsignaal.objects.update(gewist_op=DAG, referentie="")
    assert counts(deliver(partner, [line()])) == (1, 1, 0, 0)


def test_an_interrupted_delivery_goes_on_where_it_was(partner: Signaalpartner) -> None:
    # R-INT-4
    aanlevering = receive(partner, csv_bytes(good_lines(35)))

    class PulledOut(Exception):
        pass

    def pull_the_plug(done: int) -> None:
        if done == 20:
            raise PulledOut

    with pytest.raises(PulledOut):
        admit_aanlevering(
            str(aanlevering.pk), gemeente_code="0505", by=SYSTEM, chunk=10, progress=pull_the_plug
        )
    aanlevering.refresh_from_db()
    assert (counts(aanlevering), aanlevering.status) == ((20, 20, 0, 0), "in_verwerking")
    assert Bestanddeel.objects.exists()
    done = admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM, chunk=10)
    assert counts(done) == (35, 35, 0, 0)
    assert Vroegsignaal.objects.count() == 35


def test_an_interrupted_delivery_may_be_sent_again(partner: Signaalpartner) -> None:
    # R-INT-4
    aanlevering = receive(partner, csv_bytes(good_lines(35)))

    def fail_at_20(done: int) -> None:
        assert done < 20

    with pytest.raises(AssertionError):
        admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM, chunk=10, progress=fail_at_20)
    assert counts(deliver(partner, good_lines(35))) == (35, 15, 0, 20)
    assert Vroegsignaal.objects.count() == 35


def test_called_again_after_the_end_nothing_happens(partner: Signaalpartner) -> None:
    aanlevering = deliver(partner, good_lines(3))
    before = AuditEvent.objects.count()
    again = admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)
    assert counts(again) == counts(aanlevering)
    assert AuditEvent.objects.count() == before


def test_the_bytes_are_gone_afterwards_and_the_act_is_on_record(partner: Signaalpartner) -> None:
    aanlevering = deliver(partner, good_lines(3))
    assert not Bestanddeel.objects.exists()
    assert aanlevering.klaar_op is not None
    event = AuditEvent.objects.get(what="aanlevering.verwerkt")
    assert event.detail == {"toegelaten": 3, "geweigerd": 0, "dubbel": 0}


@pytest.mark.parametrize("content", [csv_bytes([]), csv_bytes([]) + b"\n;;;\n \n"])
def test_a_heading_without_lines_is_refused_as_empty(partner: Signaalpartner, content: Any) -> None:
    # R-INT-3
    aanlevering = receive(partner, content)
    done = admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)
    assert (done.status, done.afwijzing[0]["code"]) == ("geweigerd", "leeg")
    assert not Bestanddeel.objects.exists()
    assert admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM).status == "geweigerd"
    assert AuditEvent.objects.filter(what="aanlevering.verwerkt").count() <= 1


def test_progress_tells_how_many_lines_are_done(partner: Signaalpartner) -> None:
    told: list[int] = []
    aanlevering = receive(partner, csv_bytes(good_lines(25)))
    admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM, chunk=10, progress=told.append)
    assert told == [10, 20, 25]


def queries_for(partner: Signaalpartner, lines: Sequence[Mapping[str, str]], **more: Any) -> int:
    aanlevering = receive(partner, csv_bytes(lines))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM, **more)
    return len(queries)


def test_a_thousand_lines_take_as_many_queries_as_ten(partner: Signaalpartner) -> None:
    # ADR 5
    queries_for(partner, good_lines(2))  # the temporary tables of this session are made
    few = queries_for(partner, good_lines(10, start=100))
    assert queries_for(partner, good_lines(1_000, start=1_000)) == few


def test_every_chunk_takes_as_many_queries(partner: Signaalpartner) -> None:
    # ADR 5
    one, two, five = (queries_for(partner, good_lines(10 * n, start=1_000 * n), chunk=10) for n in (1, 2, 5))
    assert five - two == 3 * (two - one)


def test_signs_no_database_can_hold_end_up_as_refused_lines(partner: Signaalpartner) -> None:
    records = [line(), line(referentie="B1", achternaam="a\x00b"), line(referentie="B2", straat="\ud800")]
    aanlevering = receive(partner, json_bytes(records))
    done = admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)
    assert counts(done) == (3, 1, 2, 0)


def test_values_at_the_limits_of_the_tables_can_be_stored(partner: Signaalpartner) -> None:
    longest = line(
        referentie="r" * 64, voorletters="v" * 60, voorvoegsel="w" * 20, achternaam="é" * 200, bedrijfsnaam="b" * 200,
        straat="s" * 120, woonplaats="p" * 80, huisnummer="99999", huisletter="a", toevoeging="t" * 20,
        bedrag="999999999,99",
        email=f"{'e' * 240}@voorbeeld.nl", telefoon="+123456789012345", termijnen="999", geboortedatum="1880-01-01",
    )  # fmt: skip
    cut = {**longest, "referentie": "x", "achternaam": "y" * 500}
    assert counts(deliver(partner, [longest, cut])) == (2, 2, 0, 0)


def test_another_gemeente_sees_nothing_of_it(partner: Signaalpartner) -> None:
    # R-ROL-2
    deliver(partner, good_lines(2))
    make.gemeente("0518", "Den Haag")
    for model in (Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal):
        assert not model.objects.exists()
    enter("0505")
    assert Vroegsignaal.objects.count() == 2


def test_the_worker_of_another_gemeente_cannot_take_it_up(partner: Signaalpartner) -> None:
    # R-ROL-2
    aanlevering = receive(partner, csv_bytes(good_lines(2)))
    make.gemeente("0518", "Den Haag")
    with pytest.raises(Aanlevering.DoesNotExist):
        admit_aanlevering(str(aanlevering.pk), gemeente_code="0518", by=SYSTEM)

"""Taking a file in, or refusing it whole; on record either way (R-INT-1, R-INT-2, R-INT-3, R-PAR-2)."""

import io
from datetime import date
from typing import Any

import pytest

from tests import make
from tests.intake.deliveries import DAG, csv_bytes, good_lines, json_bytes, line, xlsx_bytes
from tijdig.audit.models import AuditEvent
from tijdig.intake.actions import receive_aanlevering
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


def receive(partner: Signaalpartner, content: bytes, **more: Any) -> Aanlevering:
    given: dict[str, Any] = {
        "gemeente_code": "0505", "partner": partner, "dag": DAG, "bestand": io.BytesIO(content),
        "grootte": len(content), "bestandsnaam": "klanten.csv", "kanaal": "upload",
        "by": make.actor(make.user(f"u{Aanlevering.objects.count()}"), Rolsoort.TEAMLEIDER),
    }  # fmt: skip
    return receive_aanlevering(**(given | more))


class NeverRead(io.BytesIO):
    """Stands for a file that is too large to touch."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the file was read")


def events(what: str) -> list[dict[str, object]]:
    return list(AuditEvent.objects.filter(what=what).values_list("detail", flat=True))


@pytest.mark.parametrize(
    ("content", "formaat"),
    [
        (csv_bytes(good_lines(3)), "csv"),
        (json_bytes(good_lines(3)), "json"),
        (xlsx_bytes([list(line()), list(line().values())]), "xlsx"),
    ],
)
def test_a_file_is_kept_whole_until_it_is_processed(
    partner: Signaalpartner, content: Any, formaat: Any
) -> None:
    # R-INT-1
    aanlevering = receive(partner, content, bestandsnaam="zonder naam")
    assert (aanlevering.status, aanlevering.formaat, aanlevering.afwijzing) == ("ontvangen", formaat, [])
    assert len(aanlevering.sha256) == 64
    kept = Bestanddeel.objects.filter(aanlevering=aanlevering).values_list("inhoud", flat=True)
    assert b"".join(map(bytes, kept)) == content
    assert events("aanlevering.ontvangen")


def test_a_large_file_is_kept_in_pieces(partner: Signaalpartner) -> None:
    content = csv_bytes(good_lines(25_000))
    pieces = receive(partner, content).bestanddelen.values_list("inhoud", flat=True)
    assert len(pieces) > 1
    assert b"".join(map(bytes, pieces)) == content


def test_two_gigabytes_are_refused_by_their_size_without_being_read(partner: Signaalpartner) -> None:
    aanlevering = receive(partner, b"", bestand=NeverRead(), grootte=2 << 30)
    assert aanlevering.afwijzing[0]["code"] == "te-groot"
    assert "Lever het in delen" in aanlevering.afwijzing[0]["uitleg"]


def test_a_size_that_is_not_true_does_not_help(partner: Signaalpartner, settings: Any) -> None:
    settings.MAX_AANLEVERING_BYTES = 1000
    content = NeverRead(csv_bytes(good_lines(100)))
    assert receive(partner, b"", bestand=content, grootte=10).afwijzing[0]["code"] == "te-groot"


@pytest.mark.parametrize(
    ("dag", "accepted"),
    [
        (date(2021, 1, 1), True),
        (date(2020, 12, 31), False),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_without_an_agreement_in_force_the_delivery_is_refused(dag: Any, accepted: Any) -> None:
    # R-PAR-2
    make.gemeente()
    partner = make.partner(einde=date(2026, 6, 30))
    aanlevering = receive(partner, csv_bytes(good_lines(1)), dag=dag)
    assert (aanlevering.status == "ontvangen") is accepted
    assert [reden["code"] for reden in aanlevering.afwijzing] == ([] if accepted else ["geen-overeenkomst"])


def test_the_agreement_with_another_gemeente_is_none_here() -> None:
    # R-PAR-2, R-ROL-2
    make.gemeente("0518", "Den Haag")
    partner = make.partner(gemeente_code="0518")
    make.gemeente()
    assert receive(partner, csv_bytes(good_lines(1))).afwijzing[0]["code"] == "geen-overeenkomst"


def test_what_another_gemeente_sends_on_needs_no_agreement_and_says_on_what_ground(
    partner: Signaalpartner,
) -> None:
    # R-BRP-7
    before = date(2020, 12, 31)
    aanlevering = receive(partner, csv_bytes(good_lines(1)), dag=before, zonder_overeenkomst="awb.2.3")
    assert aanlevering.status == "ontvangen"
    assert [detail["zonder_overeenkomst"] for detail in events("aanlevering.ontvangen")] == ["awb.2.3"]


@pytest.mark.parametrize(
    "content",
    [
        csv_bytes([line(bsn=BSN)]),
        csv_bytes([line(**{"Burger Service Nummer": BSN})]),
        json_bytes([line(), {**line(), "persoon": {"bsn": BSN}}]),
        xlsx_bytes([[*line(), "BSN"], [*line().values(), BSN]]),
    ],
)
def test_a_delivery_with_a_bsn_is_refused_and_nothing_of_it_is_stored(
    partner: Signaalpartner, content: Any
) -> None:
    # R-INT-2
    aanlevering = receive(partner, content)
    assert aanlevering.afwijzing[0]["code"] == "bsn-niet-toegestaan"
    assert not Bestanddeel.objects.exists()
    assert not Aanleverregel.objects.exists()
    assert not Vroegsignaal.objects.exists()
    stored = [str(row) for model in (Aanlevering, AuditEvent) for row in model.objects.values()]
    assert not any(BSN in row for row in stored)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "leeg"),
        (b"\x00\x01\x02", "onleesbaar"),
        (b"a;b\n", "kolom-ontbreekt"),
        (b"PK\x03\x04", "onleesbaar"),
        (b"[", "onleesbaar"),
        (csv_bytes([line(bsn=BSN)]), "bsn-niet-toegestaan"),
    ],
)
def test_every_refusal_is_on_record_with_its_reason_and_without_the_file(
    partner: Signaalpartner, content: Any, code: Any
) -> None:
    # R-INT-3, R-BEW-4
    aanlevering = receive(partner, content)
    aanlevering.refresh_from_db()
    assert aanlevering.status == "geweigerd"
    (reden,) = aanlevering.afwijzing
    assert reden["code"] == code
    assert reden["uitleg"].endswith(".")
    assert not Bestanddeel.objects.exists()
    assert [detail["reden"] for detail in events("aanlevering.geweigerd")] == [code]


def test_unknown_columns_are_named(partner: Signaalpartner) -> None:
    # R-INT-2
    assert receive(partner, csv_bytes([line(Opmerking="x", geslacht="m")])).kolommen_onbekend == [
        "Opmerking",
        "geslacht",
    ]


@pytest.mark.parametrize("name", ["nul\x00.csv", "x" * 500, "../../etc/passwd", "", "\u202elsx.exe"])
def test_any_file_name_can_be_stored(partner: Signaalpartner, name: Any) -> None:
    aanlevering = receive(partner, csv_bytes(good_lines(1)), bestandsnaam=name)
    aanlevering.refresh_from_db()
    assert aanlevering.bestandsnaam.isprintable()


def test_names_of_columns_that_cannot_be_stored_are_made_storable(partner: Signaalpartner) -> None:
    aanlevering = receive(partner, json_bytes([{**line(), "a\x00b": 1, "\ud800": 2}]))
    aanlevering.refresh_from_db()
    assert all(name.isprintable() for name in aanlevering.kolommen_onbekend)


def test_who_may_not_deliver_is_refused_and_nothing_happens(partner: Signaalpartner) -> None:
    # R-ROL-1
    with pytest.raises(Refused):
        receive(partner, csv_bytes(good_lines(1)), by=make.actor(make.user(), Rolsoort.PRIVACY_OFFICER))
    assert not Aanlevering.objects.exists()

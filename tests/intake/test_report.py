"""What a partner hears of its delivery, and the lines it gets back to mend (R-INT-3; layout, "Command line")."""

import csv
import io
import json

import pytest

from tests import make
from tests.intake.deliveries import DAG, csv_bytes, good_lines, line
from tijdig.accounts.actors import SYSTEM
from tijdig.intake.actions import admit_aanlevering, receive_aanlevering
from tijdig.intake.layout import NAMES
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.intake.report import as_json, refused_lines_csv
from tijdig.partners.models import Signaalpartner
from tijdig.rules.sheets import FORMULA_STARTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


def deliver(partner: Signaalpartner, content: bytes) -> Aanlevering:
    aanlevering = receive_aanlevering(
        gemeente_code="0505", partner=partner, dag=DAG, bestand=io.BytesIO(content), grootte=len(content),
        bestandsnaam="x.csv", kanaal="upload", by=SYSTEM,
    )  # fmt: skip
    return admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)


def test_the_report_says_of_every_line_what_became_of_it(partner: Signaalpartner) -> None:
    lines = [
        line(),
        line(),
        line(referentie="B", postcode="x", bedrag=""),
        line(referentie="C", telefoon="12"),
    ]
    report = as_json(deliver(partner, csv_bytes(lines)))
    assert json.loads(json.dumps(report)) == report
    assert {name: report[name] for name in ("oordeel", "redenen", "regels", "toegelaten", "geweigerd", "dubbel")} == {
        "oordeel": "verwerkt", "redenen": [], "regels": 4, "toegelaten": 2, "geweigerd": 1, "dubbel": 1,
    }  # fmt: skip
    assert report["per_reden"] == {"veld-ongeldig": 1, "veld-ontbreekt": 1}
    assert [(regel["nummer"], regel["oordeel"]) for regel in report["regel"]] == [
        (2, "toegelaten"), (3, "dubbel"), (4, "geweigerd"), (5, "toegelaten"),
    ]  # fmt: skip
    assert {(reden["code"], reden["kolom"]) for reden in report["regel"][2]["redenen"]} == {
        ("veld-ongeldig", "postcode"), ("veld-ontbreekt", "bedrag"),
    }  # fmt: skip
    assert [w["code"] for w in report["regel"][3]["waarschuwingen"]] == ["telefoon-ongeldig"]


def test_an_unknown_column_is_named_with_every_line_that_is_taken_without_it(partner: Signaalpartner) -> None:
    # R-INT-2
    report = as_json(deliver(partner, csv_bytes([line(opmerking="ziek"), line(referentie="K2")])))
    assert [[w["kolom"] for w in regel["waarschuwingen"]] for regel in report["regel"]] == [
        ["opmerking"],
        ["opmerking"],
    ]
    assert "ziek" not in json.dumps(report)


def test_a_delivery_that_was_refused_whole_has_no_lines(partner: Signaalpartner) -> None:
    report = as_json(deliver(partner, csv_bytes([line(bsn="1")])))
    assert report["oordeel"] == "geweigerd"
    assert [reden["code"] for reden in report["redenen"]] == ["bsn-niet-toegestaan"]
    assert (report["regels"], report["regel"], report["per_reden"]) == (0, [], {})


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_refused_lines_come_back_in_the_layout_with_the_reason_last(partner: Signaalpartner) -> None:
    lines = [
        *good_lines(2),
        line(referentie="B", postcode="x", achternaam='Jansen; "Müller"'.replace(";", ",")),
    ]
    heading, row = rows_of(refused_lines_csv(deliver(partner, csv_bytes(lines))))
    assert heading == [*NAMES, "reden"]
    assert row[NAMES.index("achternaam")] == 'Jansen, "Müller"'
    assert row[NAMES.index("postcode")] == "x"
    assert row[-1].startswith("Regel 4. postcode: ")


def test_no_formula_reaches_a_sheet_alive(partner: Signaalpartner) -> None:
    lines = [line(referentie=f"{sign}1+{n}", achternaam=f"{sign}cmd", telefoon=f"{sign}31612345678", bedrag="x")
             for n, sign in enumerate("=+-@")]  # fmt: skip
    _, *rows = rows_of(refused_lines_csv(deliver(partner, csv_bytes(lines))))
    assert len(rows) == 4
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


def test_the_refused_lines_can_be_mended_and_sent_again(partner: Signaalpartner) -> None:
    # R-INT-3, R-INT-4: the column with the reason is unknown, so it is dropped and named
    wrong = line(referentie="-7", telefoon="+31612345678", bedrag="2.000 gulden", achternaam="'t Hof")
    refused = refused_lines_csv(deliver(partner, csv_bytes([*good_lines(2), wrong])))
    mended = refused.replace(b"2.000 gulden", b"2.000")
    again = deliver(partner, mended)
    assert (again.regels, again.toegelaten, again.kolommen_onbekend) == (1, 1, ["reden"])
    signaal = Vroegsignaal.objects.get(aanlevering=again)
    assert (signaal.referentie, signaal.telefoon, signaal.bedrag) == ("-7", "+31612345678", 200000)
    assert signaal.achternaam == "'t Hof"

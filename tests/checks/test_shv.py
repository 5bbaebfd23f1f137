"""Already in schuldhulpverlening? The list, its edges, and what is kept of it."""

import io
from datetime import date

import pytest
from django.db import connection

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, checked, person, signal
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.models import Weging
from tijdig.checks.actions.identify import recheck_shv
from tijdig.checks.actions.lists import load_bag_list, load_shv_list
from tijdig.checks.models import BagAdres, ShvInschrijving, Toets
from tijdig.process import follow_up_signals, renew_shv
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

HEAD = "bsn;product;ingangsdatum;einddatum;professional\n"
MERELHOF = (
    "postcode;huisnummer;huisletter;toevoeging;straat;woonplaats;wijk;"
    "adresseerbaarobject;nummeraanduiding;lat;lon\n"
)


def load(*lines: str) -> list[tuple[int, str]]:
    text = HEAD + "\n".join(lines) + "\n"
    loaded = load_shv_list(bestand=io.BytesIO(text.encode()), gemeente_code="0505", by=SYSTEM)
    return [(fault.nummer, fault.uitleg) for fault in loaded.fouten]


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2025-01-01", "", "lopend"),  # R-SHV-1
        ("2025-01-01", "2026-11-22", "lopend"),  # the last day counts
        ("2026-11-22", "", "lopend"),
        ("2026-11-23", "", "onbekend"),  # not begun
        ("2025-01-01", "2026-11-21", "nazorg"),  # R-SHV-2
        ("2025-01-01", "2026-05-23", "nazorg"),
        ("2025-01-01", "2026-05-22", "onbekend"),  # six months to the day is not less than six months
        ("2025-01-01", "2025-12-31", "onbekend"),
    ],
)
def test_running_aftercare_and_older_help(
    brp: Start, begin: str, end: str, expected: str
) -> None:  # R-SHV-1, R-SHV-2
    brp(person(1))
    load(f"{bsn(1)};Budgetbeheer;{begin};{end};Karim Ziani")
    toets = checked(signal())
    assert toets.shv == expected
    assert toets.shv_professional == ("Karim Ziani" if expected != "onbekend" else "")


def test_help_that_runs_goes_before_help_that_ended(brp: Start) -> None:  # R-SHV-1
    brp(person(1))
    load(
        f"{bsn(1)};Nazorg;2025-01-01;2026-10-01;Joke Versluis",
        f"{bsn(1)};Budgetbeheer;2026-11-01;;Karim Ziani",
    )
    toets = checked(signal())
    assert (toets.shv, toets.shv_professional) == ("lopend", "Karim Ziani")


def test_without_a_list_nothing_was_checked(brp: Start) -> None:  # R-SHV-3
    brp(person(1))
    assert checked(signal()).shv == "niet_gecontroleerd"


def test_who_is_not_known_was_not_checked(brp: Start) -> None:  # R-SHV-3
    brp(person(1), person(2, first="Astrid"))
    load(f"{bsn(1)};Budgetbeheer;2025-01-01;;Karim Ziani")
    assert checked(signal()).shv == "niet_gecontroleerd"


def test_a_new_list_changes_what_is_open(brp: Start) -> None:  # R-SHV-3
    brp(person(1))
    signal()
    check()
    load(f"{bsn(1)};Budgetbeheer;2025-01-01;;Karim Ziani")
    assert recheck_shv(gemeente_code="0505", today=make.TODAY, by=SYSTEM) == 1
    assert recheck_shv(gemeente_code="0505", today=make.TODAY, by=SYSTEM) == 0
    assert Toets.objects.get().shv == "lopend"
    load(f"{bsn(2)};Budgetbeheer;2025-01-01;;Karim Ziani")
    recheck_shv(gemeente_code="0505", today=make.TODAY, by=SYSTEM)
    assert Toets.objects.get().shv == "onbekend"


def test_what_nobody_decided_on_is_weighed_again(brp: Start) -> None:  # R-SHV-1
    brp(person(1))
    signal()
    follow_up_signals(gemeente_code="0505", today=make.TODAY, by=SYSTEM)
    assert Weging.objects.get().feiten["bekend_bij_shv"] is False
    load(f"{bsn(1)};Budgetbeheer;2025-01-01;;Karim Ziani")
    for _ in range(2):
        renew_shv(gemeente_code="0505", today=make.TODAY, by=SYSTEM)
        assert Weging.objects.get(stand="voorgesteld").feiten["bekend_bij_shv"] is True


def test_a_list_replaces_the_one_before_and_keeps_no_bsn() -> None:  # R-SHV-3
    gemeente = make.gemeente()
    load(f"{bsn(1)};A;2025-01-01;;X", f"{bsn(2)};B;2025-01-01;;Y")
    load(f"{bsn(3)};C;01-02-2026;;Z")
    only = ShvInschrijving.objects.get()
    assert (only.product, only.ingang, only.professional) == ("C", date(2026, 2, 1), "Z")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from checks_shvinschrijving t")
        assert bsn(3) not in cursor.fetchone()[0]
    gemeente.refresh_from_db()
    assert gemeente.shv_lijst_bijgewerkt is not None


def test_faults_are_told_per_line_and_never_quote_a_bsn() -> None:  # R-SHV-3
    make.gemeente()
    wrong = "123456789"
    faults = load(
        f"{wrong};A;2025-01-01;;X", f"{bsn(1)};A;gisteren;;X", f"{bsn(1)};A;2025-01-01;straks;X", "",
        f"{bsn(1)};A;2025-01-01;2024-01-01;X", f"{bsn(1).lstrip('0')};A;2025-01-01;;Zoë",
    )  # fmt: skip
    assert [number for number, _ in faults] == [2, 3, 4, 6]
    assert not [text for _, text in faults if wrong in text or bsn(1) in text]
    assert ShvInschrijving.objects.count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"naam;product\nx;y\n", HEAD.encode(), b"\x00\x01\x02", b"PK\x03\x04\x00"]
)
def test_a_file_without_a_single_line_leaves_the_old_list(content: bytes) -> None:  # R-SHV-3
    make.gemeente()
    load(f"{bsn(1)};A;2025-01-01;;X")
    with pytest.raises(Refused):
        load_shv_list(bestand=io.BytesIO(content), gemeente_code="0505", by=SYSTEM)
    assert ShvInschrijving.objects.count() == 1


def test_lists_are_for_who_may() -> None:
    make.gemeente()
    nobody = make.actor(make.user("bas"), Rolsoort.VROEGSIGNALEERDER)
    with pytest.raises(Refused):
        load_shv_list(bestand=io.BytesIO(HEAD.encode()), gemeente_code="0505", by=nobody)
    with pytest.raises(Refused):
        load_bag_list(bestand=io.BytesIO(MERELHOF.encode()), by=nobody)


def test_addresses_load_again_without_doubling() -> None:  # R-MAT-1
    make.gemeente()
    line = "3311 aa;7;a;2;Merelhof;Dordrecht;{};0505010000000007;0505200000000007;51.8;4.6\n"
    text = MERELHOF + line.format("Noord") + "3311AA;0;;;Merelhof;Dordrecht;Noord;1;2;0;0\n"
    for wijk in ("Noord", "Zuid"):
        loaded = load_bag_list(bestand=io.BytesIO(text.replace("Noord", wijk).encode()), by=SYSTEM)
        assert (loaded.regels, loaded.geladen, loaded.niet_geladen) == (2, 1, 1)
    only = BagAdres.objects.get()
    assert (only.sleutel, only.wijk, only.object_id) == ("3311AA 7 A2", "Zuid", "0505010000000007")

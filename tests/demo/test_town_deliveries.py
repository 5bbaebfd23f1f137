"""The deliveries about the synthetic town: readable, repeatable, and wrong where partners are wrong."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tijdig.demo.town import PARTNERS, Delivery, Partner, Town, deliveries, make_town
from tijdig.demo.town.deliveries import ORDER, REQUIRED, columns_of
from tijdig.demo.town.formats import write_amount
from tijdig.demo.town.registers import BAG_COLUMNS, SHV_COLUMNS

TODAY = date(2026, 11, 22)
Line = dict[str, str]


@cache
def small_town() -> Town:
    return make_town(seed=7, today=TODAY, households=300)


@cache
def large_town() -> Town:
    return make_town(seed=1, today=date(2026, 7, 31), households=4000)


@cache
def files() -> tuple[Delivery, ...]:
    return tuple(deliveries(small_town(), TODAY))


def _table(delivery: Delivery) -> list[list[str]]:
    if delivery.partner.layout.form == "xlsx":
        sheet = load_workbook(io.BytesIO(delivery.inhoud)).worksheets[0]
        return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]
    text = delivery.inhoud.decode(delivery.partner.layout.encoding)
    return list(csv.reader(io.StringIO(text), delimiter=delivery.partner.layout.separator))


def read(delivery: Delivery) -> list[Line]:
    """Read a file as the layout says: headings without regard to case."""
    if delivery.partner.layout.form == "json":
        return [{key: str(value) for key, value in line.items()} for line in json.loads(delivery.inhoud)]
    heading, *rows = _table(delivery)
    return [dict(zip((name.lower() for name in heading), row, strict=True)) for row in rows]


def all_lines() -> list[Line]:
    return [line for delivery in files() for line in read(delivery)]


def test_every_file_reads_back_with_the_stated_columns_and_number_of_lines() -> None:
    for delivery in files():
        lines = read(delivery)
        assert len(lines) == delivery.regels > 0
        stated = set(columns_of(delivery.partner))
        assert all(set(line) <= stated for line in lines)
        if delivery.partner.layout.form != "json":
            assert set(lines[0]) == stated


def test_all_columns_but_the_unknown_ones_are_of_the_public_layout() -> None:
    for partner in PARTNERS:
        columns = columns_of(partner)
        assert set(REQUIRED) <= set(columns)
        assert set(columns) - set(ORDER) == set(partner.layout.unknown)


def test_the_four_forms_of_the_layout_are_all_delivered() -> None:
    layouts = {(p.layout.form, p.layout.encoding, p.layout.separator) for p in PARTNERS}
    assert ("csv", "windows-1252", ";") in layouts
    assert ("csv", "utf-8-sig", ",") in layouts
    assert {"xlsx", "json"} <= {form for form, _, _ in layouts}


def test_no_bsn_of_anybody_stands_in_a_delivery() -> None:
    # R-INT-2
    bsns = {person.bsn for person in small_town().people}
    for line in all_lines():
        assert "bsn" not in line
        assert not bsns & set(re.findall(r"\d{9}", " ".join(line.values())))


def test_deliveries_come_in_order_of_date_once_a_month_on_a_working_day_before_today() -> None:
    days = [delivery.dag for delivery in files()]
    assert days == sorted(days)
    assert all(day < TODAY and day.weekday() < 5 for day in days)
    assert {(day.year, day.month) for day in days} == {(2026, month) for month in range(4, 12)}
    per_month = Counter((d.partner.kvk, d.dag.year, d.dag.month) for d in files())
    assert set(per_month.values()) == {1}


def test_an_earlier_day_gives_the_first_deliveries_and_a_later_day_is_refused() -> None:
    earlier = deliveries(small_town(), date(2026, 8, 1))
    assert earlier == [delivery for delivery in files() if delivery.dag < date(2026, 8, 1)]
    with pytest.raises(ValueError, match="earlier day"):
        deliveries(small_town(), TODAY + timedelta(days=1))


def _digest_in_a_new_process(hash_seed: str) -> str:
    code = (
        "import hashlib, datetime, tijdig.demo.town as t\n"
        "town = t.make_town(seed=7, today=datetime.date(2026, 11, 22), households=300)\n"
        "print(hashlib.sha256(b''.join(d.inhoud for d in t.deliveries(town, town.today))).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)  # noqa: S603  # own code, own interpreter
    return done.stdout.decode().strip()


def test_the_same_seed_gives_the_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(b"".join(delivery.inhoud for delivery in files())).hexdigest()
    assert _digest_in_a_new_process("1") == here
    assert _digest_in_a_new_process("2") == here


def test_another_seed_gives_another_town() -> None:
    other = make_town(seed=8, today=TODAY, households=300)
    assert {p.bsn: p.voornamen for p in other.people} != {p.bsn: p.voornamen for p in small_town().people}


def test_a_town_outside_the_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="100 to 30,000"):
        make_town(seed=1, today=TODAY, households=99)


def test_the_town_is_written_whole_to_a_folder(tmp_path: Path) -> None:
    written = small_town().write(tmp_path / "town")
    assert {path.name for path in written} >= {"persons.json", "bag.csv", "shv.csv"}
    assert len(written) == 3 + len(files())
    assert len(json.loads((tmp_path / "town/persons.json").read_bytes())) == len(small_town().people)
    bag = (tmp_path / "town/bag.csv").read_text().splitlines()
    assert bag[0].split(";") == list(BAG_COLUMNS)
    assert len(bag) == len(small_town().addresses) + 1


def test_the_shv_list_holds_inhabitants_some_known_now_and_some_until_lately(tmp_path: Path) -> None:
    # R-SHV-1, R-SHV-2
    small_town().write(tmp_path)
    with (tmp_path / "shv.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert list(rows[0]) == list(SHV_COLUMNS)
    assert {row["bsn"] for row in rows} <= {person.bsn for person in small_town().people}
    ended = [date.fromisoformat(row["einddatum"]) for row in rows if row["einddatum"]]
    assert len(ended) >= 3
    assert len(rows) - len(ended) >= 3
    assert all(timedelta(days=60) <= TODAY - day <= timedelta(days=275) for day in ended)


def _mistakes(lines: list[Line]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        number = line["huisnummer"]
        found["no initials"] += not line.get("voorletters") and "bedrijfsnaam" not in line
        found["number joined"] += not number.isdigit()
        found["small postcode"] += line["postcode"] != line["postcode"].upper()
        found["prefix in surname"] += bool(
            re.search(r"^(van|de|den|el|v\.d\.) |, (van|de|el)", line["achternaam"])
        )
        found["step missing"] += line["herinnering"].lower() in ("nee", "0", "false")
        found["tenant objects"] += line.get("bezwaar", "").lower() == "ja"
        found["no e-mail"] += bool(line.get("email")) and not re.fullmatch(
            r"[\w.-]+@[\w.-]+\.\w+", line["email"]
        )
        found["company"] += bool(
            re.search(r"\b(B\.V\.|BV|Stichting)", line["achternaam"] + line.get("bedrijfsnaam", ""))
        )
    return found


def test_partners_make_their_mistakes() -> None:
    town = large_town()
    counts = _mistakes([line for delivery in deliveries(town, town.today) for line in read(delivery)])
    assert {name: count for name, count in counts.items() if count < 3} == {}


def test_lines_are_sometimes_double_and_sometimes_sent_again() -> None:
    # R-INT-4
    town = large_town()
    double = 0
    for delivery in deliveries(town, town.today):
        references = Counter(line["referentie"] for line in read(delivery))
        double += sum(count - 1 for count in references.values())
    assert double >= 3
    assert sum(arrear.sent_before is not None for arrear in town.arrears) >= 3


@given(st.integers(1, 10_000_000), st.sampled_from(["1234,56", "1.234,56", "1234.56", "€ 1.234,56"]))
def test_an_amount_in_any_notation_is_the_same_amount(bedrag: int, notation: str) -> None:
    assert int(re.sub(r"\D", "", write_amount(bedrag, notation))) == bedrag


@settings(max_examples=60)
@given(st.sampled_from(PARTNERS), st.integers(2024, 2030), st.integers(1, 12))
def test_a_delivery_day_is_a_working_day_of_its_month(partner: Partner, year: int, month: int) -> None:
    day = partner.delivery_day(year, month)
    assert (day.year, day.month) == (year, month)
    assert day.weekday() < 5
    assert 0 <= partner.dag - day.day <= 2


def test_partners_are_invented_with_kvk_and_mail_that_nobody_has() -> None:
    assert len({partner.kvk for partner in PARTNERS}) == len(PARTNERS) == 8
    assert all(re.fullmatch(r"99\d{6}", partner.kvk) for partner in PARTNERS)
    assert all(partner.email.endswith(".example") for partner in PARTNERS)

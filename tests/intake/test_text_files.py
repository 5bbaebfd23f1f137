"""CSV as partners really send it, and as nobody should (R-INT-1, R-INT-3)."""

import io
from typing import Any

import pytest

from tests.intake.deliveries import GOOD, csv_bytes, good_lines, line
from tijdig.intake.files.opening import form_of, open_delivery
from tijdig.intake.files.refused import DeliveryRefused, Unreadable
from tijdig.intake.files.text import TextFile


def open_text(content: bytes) -> TextFile:
    file = open_delivery(io.BytesIO(content))
    assert isinstance(file, TextFile)
    return file


def lines_of(content: bytes) -> list[tuple[int, list[str] | Unreadable]]:
    return list(open_text(content).lines())


def code_of(content: bytes) -> str:
    with pytest.raises(DeliveryRefused) as refused:
        open_delivery(io.BytesIO(content))
    assert refused.value.uitleg.endswith(".")
    return str(refused.value.code)


NAMED = line(achternaam="Müller-Yıldız")
WESTERN = line(achternaam="Müller", woonplaats="’s-Gravendeel")


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_encoding_separator_and_line_end_gives_the_same_lines(
    separator: Any, end: Any, encoding: Any
) -> None:
    # R-INT-1
    plain = {name: value.replace(",", ".") for name, value in WESTERN.items()}
    content = csv_bytes([plain, plain], separator=separator, end=end, encoding=encoding)
    assert lines_of(content) == [(2, list(plain.values())), (3, list(plain.values()))]


def test_the_last_line_needs_no_line_end() -> None:
    assert len(lines_of(csv_bytes(good_lines(3)).rstrip(b"\n"))) == 3


def test_blank_lines_are_no_lines_but_count_in_the_numbers() -> None:
    first, *rest = csv_bytes(good_lines(2)).splitlines(keepends=True)
    content = b"\n \n" + first + b"\r\n" + rest[0] + b";;;;\n" + rest[1] + b"\n\n"
    assert [number for number, _ in lines_of(content)] == [5, 7]


def test_quotes_hold_separators_and_quotes() -> None:
    row = ";".join('"A; ""B"" C"' if name == "achternaam" else value for name, value in GOOD.items())
    ((_, cells),) = lines_of(csv_bytes([]) + row.encode())
    assert cells[3] == 'A; "B" C'


@pytest.mark.parametrize("bad", ['K2;"huur;A', 'K2;"hu"ur;A', '"', 'K2;"a\rb', 'K2;"a" ;b'])
def test_a_quote_gone_wrong_spoils_one_line_only(bad: Any) -> None:
    # R-INT-3
    first, second, third = csv_bytes(good_lines(2)).splitlines(keepends=True)
    found = lines_of(first + second + bad.encode() + b"\n" + third)
    assert [isinstance(cells, Unreadable) for _, cells in found] == [False, True, False]


@pytest.mark.parametrize(
    "bad", [b"K2;huur;\x81\x8d\x8f", "K2;Müller".encode("cp1252"), b"K2;\xc3\x28", b"\xff\xff\xff"]
)
def test_a_strange_byte_leaves_the_other_lines_as_they_are(bad: Any) -> None:
    # R-INT-3: an accent in another encoding must not turn every other name into nonsense
    first, second = csv_bytes([NAMED]).splitlines(keepends=True)
    found = lines_of(first + second + bad + b"\n" + second)
    assert found[0][1] == found[2][1] == list(NAMED.values())
    assert len(found) == 3


def test_one_nul_spoils_one_line_only() -> None:
    first, *rest = csv_bytes(good_lines(1_000)).splitlines(keepends=True)
    rest[500] = rest[500].replace(b"Jansen", b"Jan\x00sen")
    assert len(lines_of(first + b"".join(rest))) == 1_000


def test_a_line_of_a_million_signs_spoils_itself_only() -> None:
    # R-INT-3
    first, second, third = csv_bytes(good_lines(2)).splitlines(keepends=True)
    for long in (
        b"x" * 1_000_000,
        b";" * 1_000_000 + b"x",
        b" " * 3_000_000 + b"x",
        b'"' * 999_999,
        "é".encode() * 10**6,
    ):
        found = lines_of(first + second + long + b"\n" + third)
        assert [number for number, _ in found] == [2, 3, 4]
        assert isinstance(found[1][1], Unreadable)


def test_lines_are_the_same_wherever_a_piece_of_the_file_ends() -> None:
    content = csv_bytes([*good_lines(30), NAMED], end="\r\n")
    heading, _, lines = content.partition(b"\r\n")
    once = [cells for _, cells in lines_of(content)]
    found = [cells for _, cells in lines_of(heading + b"\r\n" + lines * 200)]
    assert len(lines) * 200 > 1 << 18, "several pieces"
    assert found == once * 200


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "leeg"),
        (b"\n\n  \r\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (csv_bytes(good_lines(2)).decode().encode("utf-16"), "onleesbaar"),
        (csv_bytes(good_lines(2)).decode().encode("utf-16-le"), "onleesbaar"),
        (bytes(range(256)) * 100, "onleesbaar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "onleesbaar"),
        (b"x" * 10_000_000, "onleesbaar"),
        (b";".join(b"k%d" % n for n in range(100_000)), "onleesbaar"),
        (b";".join(b"k%d" % n for n in range(1_000)), "onleesbaar"),
        (b'referentie;"soort', "onleesbaar"),
        (b"Beste collega,\n\nHierbij het bestand.\n", "kolom-ontbreekt"),
        (b"referentie\tsoort\tbedrag\n", "onleesbaar"),
        (csv_bytes([line(bsn="123456782")]), "bsn-niet-toegestaan"),
    ],
)
def test_what_is_no_delivery_is_refused_with_one_sentence(content: Any, code: Any) -> None:
    # R-INT-3
    assert code_of(content) == code


def test_a_heading_alone_has_no_lines() -> None:
    assert lines_of(csv_bytes([])) == []


@pytest.mark.parametrize(
    ("start", "form"),
    [
        (b"PK\x03\x04", "xlsx"),
        (b" \n[{", "json"),
        (b"\xef\xbb\xbf[", "json"),
        (b"{", "json"),
        (b"a;b", "csv"),
        (b"", "csv"),
    ],
)
def test_the_form_is_told_by_the_content(start: Any, form: Any) -> None:
    assert form_of(start) == form

"""Any file at all: never a crash, every line accounted for (R-INT-3), alone or with several processes."""

import io
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.deliveries import DAG, GOOD, csv_bytes, good_lines, json_bytes, line, toelating, xlsx_bytes
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.layout import NAMES, STEPS
from tijdig.intake.reading import Deel, read_and_judge

HEADING = ";".join(NAMES)
ROOT = Path(__file__).parents[2]


def judged(content: bytes, *, processes: int = 1, stappen: Iterable[str] = ()) -> list[Deel]:
    return list(
        read_and_judge(
            io.BytesIO(content), toelating=toelating(), dag=DAG, stappen=stappen, processes=processes
        )
    )


def counted(content: bytes, *, processes: int = 1) -> tuple[int, int, int, int]:
    parts = judged(content, processes=processes)
    return (
        sum(deel.regels for deel in parts),
        sum(deel.toegelaten for deel in parts),
        sum(len(deel.geweigerd) for deel in parts),
        sum(len(deel.dubbel) for deel in parts),
    )


def accounted(content: bytes) -> int | None:
    """How many lines have a verdict; None when the delivery was refused whole, with a sentence."""
    try:
        regels, *rest = counted(content)
    except DeliveryRefused as error:
        refused = error
    else:
        assert regels == sum(rest)
        return regels
    assert refused.uitleg.endswith(".")
    return None


NOT_BLANK = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=60).filter(
    lambda t: t.strip(" ;,\t\r")
)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reading_fail(content: Any) -> None:
    accounted(content)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"PK\x03\x04", b"[", b"[{", b"\xef\xbb\xbf", b"\xff\xfe", HEADING.encode() + b"\n"]),
)
def test_no_bytes_after_a_known_start_make_the_reading_fail(content: Any, start: Any) -> None:
    accounted(start + content)


@given(st.lists(NOT_BLANK, max_size=8))
def test_every_line_that_is_not_blank_is_accounted_for(lines: Any) -> None:
    # R-INT-3
    content = "\n".join([HEADING, *lines]).encode("utf-8", "replace")
    assert accounted(content) == len(lines)


@given(
    st.lists(
        st.one_of(
            NOT_BLANK.map(str.encode), st.binary(max_size=50).map(lambda b: b"x" + b.replace(b"\n", b""))
        ),
        max_size=8,
    )
)
def test_every_line_of_any_bytes_is_accounted_for(lines: Any) -> None:
    # R-INT-3
    assert accounted(b"\n".join([HEADING.encode(), *lines])) == len(lines)


@given(st.data())
def test_a_file_damaged_anywhere_loses_no_other_line(data: Any) -> None:
    # R-INT-3
    content = bytearray(csv_bytes(good_lines(6)))
    start = content.index(b"\n") + 1
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(start, len(content) - 1))
        if content[place] != 10:
            content[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte not in (10, 13)))
    assert accounted(bytes(content)) == 6


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(NAMES),
            st.one_of(st.text(max_size=9), st.integers(), st.floats(), st.booleans(), st.none()),
        )
    )
)
def test_every_json_record_is_accounted_for(records: Any) -> None:
    # R-INT-3
    assert accounted(json_bytes([GOOD, *records])) in (len(records) + 1, None)


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.integers(),
                st.booleans(),
                st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1),
            ),
            min_size=1,
            max_size=14,
        ),
        max_size=5,
    )
)
def test_every_row_of_a_sheet_is_accounted_for(rows: Any) -> None:
    # R-INT-3
    assert accounted(xlsx_bytes([list(GOOD), *rows])) == len(rows)


HOSTILE = {
    "formulas": csv_bytes([line(achternaam=f'=cmd|"/c calc"!A{n}', referentie=f"=K{n}") for n in range(3)]),
    "quotes": csv_bytes([]) + b'"\n' * 50 + b'""";\n' * 50,
    "nuls": csv_bytes(good_lines(20)) + b"\x00" * 1000 + b"\n",
    "no line ends": csv_bytes(good_lines(3)).replace(b"\n", b" "),
    "separators": csv_bytes([]) + b";" * 63_000 + b"x\n",
    "right to left": csv_bytes([line(achternaam="\u202enesnaJ")]),
    "combining": csv_bytes([line(achternaam="J" + "\u0301" * 500)]),
    "markup": csv_bytes(
        [line(achternaam="<script>alert(1)</script>", straat="'; drop table intake_vroegsignaal;--")]
    ),
    "astral": csv_bytes([line(achternaam="🧨" * 300)]),
    "all the same": csv_bytes([GOOD] * 500),
    "deep json": b"[" * 200_000,
    "wide json": json_bytes([{f"k{n}": n for n in range(100_000)}]),
    "half a zip": xlsx_bytes([list(GOOD)])[:-100],
    "only marks": b"\xef\xbb\xbf" * 100,
    "cr only": csv_bytes(good_lines(3), end="\r"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_or_accounted_for(name: Any) -> None:
    accounted(HOSTILE[name])


def test_the_heading_alone_has_no_part_and_no_line() -> None:
    assert counted(csv_bytes([])) == (0, 0, 0, 0)


def test_a_double_far_away_in_the_file_is_found() -> None:
    # R-INT-4
    lines = [*good_lines(5_000), *good_lines(10), line(referentie="K1", bericht="ontruiming")]
    content = csv_bytes(lines)
    assert len(content) > 1 << 18, "several pieces"
    assert counted(content) == (5_011, 5_001, 0, 10)


def test_parts_say_how_many_lines_per_reason_and_warning() -> None:
    content = csv_bytes(
        [line(bedrag="1", contact="nee", telefoon="x"), line(referentie="K2", bedrag="2"), line(telefoon="y")]
    )
    (deel,) = judged(content)
    assert deel.per_reden == {"onder-drempel": 2, "sociale-incasso": 1}
    assert deel.waarschuwingen == {"telefoon-ongeldig": 2}
    assert [uitkomst.gelezen.nummer for uitkomst in deel.geweigerd] == [2, 3]


def test_steps_may_be_stated_for_the_whole_delivery() -> None:
    # R-ADM-1
    bare = {name: value for name, value in GOOD.items() if name not in STEPS}
    assert counted(csv_bytes([bare]))[1] == 0
    assert sum(deel.toegelaten for deel in judged(csv_bytes([bare]), stappen=STEPS)) == 1


def test_several_processes_say_what_one_says() -> None:
    lines = [
        *good_lines(3_000),
        *good_lines(200, start=2_900),
        *(line(referentie=f"F{n}", bedrag="x") for n in range(300)),
    ]
    content = csv_bytes(lines) + b'"\n\x81\x8d\n'
    alone, together = judged(content), judged(content, processes=2)
    assert counted(content) == counted(content, processes=2) == (3_502, 3_099, 302, 101)
    assert [u.as_delivered() for d in alone for u in (g.gelezen for g in d.geweigerd)] == [
        u.as_delivered() for d in together for u in (g.gelezen for g in d.geweigerd)
    ]
    assert [number for deel in alone for number in deel.dubbel] == [
        number for deel in together for number in deel.dubbel
    ]
    assert sum((deel.per_reden for deel in alone), start=type(alone[0].per_reden)()) == sum(
        (deel.per_reden for deel in together), start=type(alone[0].per_reden)()
    )


@pytest.mark.parametrize(
    "content", [json_bytes([GOOD, GOOD]), xlsx_bytes([list(GOOD), list(GOOD.values())] * 1)]
)
def test_other_forms_are_read_by_one_process_however_many_are_offered(content: Any) -> None:
    assert counted(content, processes=2) == counted(content)


KILLED = """
import io, os, signal
from tests.intake.deliveries import DAG, csv_bytes, good_lines, toelating
from tijdig.intake.reading import read_and_judge
import multiprocessing
content = csv_bytes(good_lines(20_000))
parts = read_and_judge(io.BytesIO(content), toelating=toelating(), dag=DAG, processes=2)
next(parts)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_no_process_outlives_a_parent_that_was_killed() -> None:
    command = [sys.executable, "-c", KILLED]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    children = [int(pid) for pid in found.stdout.split()]
    assert len(children) == 2, found.stderr
    for _ in range(600):
        if not any(Path(f"/proc/{pid}").exists() for pid in children):
            return
        time.sleep(0.05)
    raise AssertionError("a process is still waiting for its parent")

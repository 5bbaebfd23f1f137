"""Read and judge a whole file without a database: for a look beforehand, and to measure.

What only the database knows (delivered earlier, taken up earlier, neighbours) does not count here; the
same line twice in one file does. Nothing is kept of a line that is admitted but a fingerprint of its key
(R-INT-3, R-INT-4, R-ADM-1..4).
"""

import gc
import multiprocessing
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import batched
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import BinaryIO

from tijdig.rules.admission import Toelating
from tijdig.rules.terms import Oordeel

from .files.opening import open_delivery
from .files.refused import Line
from .files.text import Dialect, TextFile, split_piece
from .lines import LineReader, Sleutel
from .verdicts import Judge, Uitkomst

BATCH = 4_000  # lines
AHEAD = 2  # pieces per process that are under way
FINGERPRINT = 8  # bytes; in a million lines two keys share one with a chance of 1 in 30 million


@dataclass(slots=True)
class Deel:
    """What came of a stretch of lines, in the order of the file. Admitted lines are only counted."""

    toegelaten: int = 0
    geweigerd: list[Uitkomst] = field(default_factory=list)
    dubbel: list[int] = field(default_factory=list)  # line numbers
    waarschuwingen: Counter[str] = field(default_factory=Counter)

    @property
    def regels(self) -> int:
        return self.toegelaten + len(self.geweigerd) + len(self.dubbel)

    @property
    def per_reden(self) -> Counter[str]:
        """How many lines were refused for each reason; a line with two reasons counts under both."""
        return Counter(code for uitkomst in self.geweigerd for code in uitkomst.codes)


@dataclass(slots=True)
class Judged:
    """A part on its way to the one that knows what other parts admitted."""

    deel: Deel
    nummers: array[int]  # of the admitted lines
    prints: bytes  # of their keys, FINGERPRINT bytes each


class Reading:
    """Reads and judges the lines of one delivery; can be sent to another process."""

    def __init__(self, reader: LineReader, toelating: Toelating) -> None:
        self._reader, self._judge = reader, Judge(toelating)

    def judge(self, lines: Iterable[Line], *, tidy: bool = False) -> Judged:
        """Read and judge numbered lines. `tidy`: see LineReader.read."""
        read = self._reader.read
        gelezen = [read(nummer, cells, tidy=tidy) for nummer, cells in lines]
        deel, nummers, prints = Deel(), array("Q"), bytearray()
        for uitkomst in self._judge.judge(gelezen):
            line = uitkomst.gelezen
            if line.waarschuwingen:
                deel.waarschuwingen.update(str(opmerking.code) for opmerking in line.waarschuwingen)
            if line.regel is not None and uitkomst.oordeel is Oordeel.TOEGELATEN:
                nummers.append(line.nummer)
                prints += _fingerprint(line.regel.sleutel)
            elif uitkomst.oordeel is Oordeel.DUBBEL:
                deel.dubbel.append(line.nummer)
            else:
                line.regel = None  # the reasons and the cells say enough
                deel.geweigerd.append(uitkomst)
        return Judged(deel, nummers, bytes(prints))


def read_and_judge(
    handle: BinaryIO, *, toelating: Toelating, dag: date, stappen: Iterable[str] = (), processes: int = 1
) -> Iterator[Deel]:
    """Judge every line of a seekable file, in order and in parts. Errors: DeliveryRefused.

    `processes`: more than one shares the work of a CSV file out; the result is the same.
    """
    file = open_delivery(handle)
    reading = Reading(LineReader(file.heading, dag=dag, stappen=stappen), toelating)
    if processes > 1 and isinstance(file, TextFile):
        parts = _judge_in_processes(file, reading, processes)
    else:
        parts = map(reading.judge, batched(file.lines(), BATCH))
    seen: set[bytes] = set()
    for judged in parts:
        yield _without_doubles(judged, seen)


def _without_doubles(judged: Judged, seen: set[bytes]) -> Deel:
    """What an earlier part admitted is dubbel here."""
    deel, prints = judged.deel, judged.prints
    for place, nummer in enumerate(judged.nummers):
        key = prints[place * FINGERPRINT : (place + 1) * FINGERPRINT]
        if key in seen:
            deel.dubbel.append(nummer)
        else:
            seen.add(key)
            deel.toegelaten += 1
    deel.dubbel.sort()
    return deel


def _fingerprint(sleutel: Sleutel) -> bytes:
    referentie, soort, bericht, maand = sleutel
    text = f"{referentie}\n{soort}\n{bericht}\n{maand.toordinal()}"
    return blake2b(text.encode(), digest_size=FINGERPRINT).digest()


def _judge_in_processes(file: TextFile, reading: Reading, processes: int) -> Iterator[Judged]:
    """Pieces of the file shared out, results in order, never more than a few under way."""
    # Policy is kept in read-only mappings, which pickle does not know.
    ForkingPickler.register(MappingProxyType, _as_dict)
    # A fresh process inherits no database connection and no thread of this one.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _prepare, (reading, file.dialect)) as pool:
        under_way: deque[Future[Judged]] = deque()
        for number, piece in file.pieces():
            under_way.append(pool.submit(_judge_piece, number, piece))
            if len(under_way) > AHEAD * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _as_dict(mapping: MappingProxyType) -> tuple[type[dict], tuple[dict]]:
    return dict, (dict(mapping),)


_in_this_process: tuple[Reading, Dialect]


def _prepare(reading: Reading, dialect: Dialect) -> None:
    """Sent once per process, not once per piece."""
    global _in_this_process
    _in_this_process = reading, dialect
    gc.disable()  # lines hold no cycles; looking for them takes a tenth of the time


def _judge_piece(number: int, piece: bytes) -> Judged:
    reading, dialect = _in_this_process
    lines, tidy = split_piece(number, piece, dialect)
    return reading.judge(lines, tidy=tidy)

"""Read and judge a whole file without a database: for a look beforehand, and to measure.

What only the database knows (delivered earlier, taken up earlier, neighbours) does not count here; the
same line twice in one file does. Of a line that is admitted nothing is kept but its key
(R-INT-3, R-INT-4, R-ADM-1..4).
"""

import gc
import multiprocessing
import os
import threading
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import batched
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import BinaryIO

from tijdig.rules.admission import Toelating
from tijdig.rules.terms import Oordeel

from .files.heading import Heading
from .files.opening import open_delivery
from .files.refused import Line
from .files.text import Dialect, TextFile, split_columns, split_piece
from .lines import LineReader
from .verdicts import Judge, Uitkomst

BATCH = 4_000  # lines
AHEAD = 2  # pieces per process that are under way


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
    """A part on its way to the one that knows what earlier parts admitted."""

    deel: Deel = field(default_factory=Deel)
    nummers: array[int] = field(default_factory=lambda: array("Q"))  # of the admitted lines
    sleutels: list[str] = field(default_factory=list)  # and their keys
    refused_keys: list[str | None] = field(
        default_factory=list
    )  # of the refused lines, as far as they have one


class Reading:
    """Reads and judges the lines of one delivery."""

    def __init__(self, heading: Heading, toelating: Toelating, *, dag: date, stappen: Iterable[str]) -> None:
        self._reader, self._judge = LineReader(heading, dag=dag, stappen=stappen), Judge(toelating)
        self._width = heading.width

    def judge(self, lines: Iterable[Line]) -> Judged:
        """Read and judge numbered lines."""
        judged, seen = Judged(), set[str]()
        for gelezen in self._reader.read_many(lines):
            _sort_out(self._judge.judge_line(gelezen, seen), judged)
        return judged

    def judge_piece(self, number: int, piece: bytes, dialect: Dialect) -> Judged:
        """Take apart and judge whole lines of a CSV file, of which the first has this number."""
        plain = split_columns(number, piece, dialect, self._width)
        if plain is None:
            return self.judge(split_piece(number, piece, dialect))
        number, columns = plain
        judged, seen = Judged(), set[str]()
        surely_admits, nummers, sleutels = self._judge.surely_admits, judged.nummers, judged.sleutels
        for place, values in enumerate(self._reader.ordinary.read(columns)):
            if values is not None and surely_admits(values[1], values[2]):
                sleutel = values[0] + values[1].rest_of_key
                if sleutel not in seen:
                    seen.add(sleutel)
                    nummers.append(number + place)
                    sleutels.append(sleutel)
                    continue
            cells = [column[place] for column in columns]
            reader = self._reader
            gelezen = (
                reader.as_read(number + place, cells, values)
                if values
                else reader.read(number + place, cells)
            )
            _sort_out(self._judge.judge_line(gelezen, seen), judged)
        return judged


def _sort_out(uitkomst: Uitkomst, judged: Judged) -> None:
    deel, line, regel = judged.deel, uitkomst.gelezen, uitkomst.gelezen.regel
    for opmerking in line.waarschuwingen:
        deel.waarschuwingen[str(opmerking.code)] += 1
    if uitkomst.oordeel is Oordeel.DUBBEL:
        deel.dubbel.append(line.nummer)
    elif regel is not None and uitkomst.oordeel is Oordeel.TOEGELATEN:
        judged.nummers.append(line.nummer)
        judged.sleutels.append(regel.sleutel)
    else:
        deel.geweigerd.append(uitkomst)
        judged.refused_keys.append(None if regel is None else regel.sleutel)
        line.regel = None  # the reasons and the cells say enough


def read_and_judge(
    handle: BinaryIO, *, toelating: Toelating, dag: date, stappen: Iterable[str] = (), processes: int = 1
) -> Iterator[Deel]:
    """Judge every line of a seekable file, in order and in parts. Errors: DeliveryRefused.

    `processes`: more than one shares the work of a CSV file out; the result is the same.
    """
    file = open_delivery(handle)
    reading = partial(Reading, file.heading, toelating, dag=dag, stappen=tuple(stappen))
    if not isinstance(file, TextFile):
        parts: Iterator[Judged] = map(reading().judge, batched(file.lines(), BATCH))
    elif processes == 1:
        read = reading()
        parts = (read.judge_piece(number, piece, file.dialect) for number, piece in file.pieces())
    else:
        parts = _judge_in_processes(file, reading, processes)
    seen: set[int] = set()
    for judged in parts:
        yield _without_doubles(judged, seen)


def _without_doubles(judged: Judged, seen: set[int]) -> Deel:
    """What an earlier part admitted is dubbel here, whatever else there is to say about it.

    `seen`: hashes of keys, which take a third of the room. Among a million lines two keys share one with a
    chance of one in thirty million.
    """
    deel, hashes = judged.deel, list(map(hash, judged.sleutels))
    refused = list(zip(deel.geweigerd, map(hash, judged.refused_keys), strict=True))
    deel.geweigerd = [uitkomst for uitkomst, key in refused if key not in seen]
    deel.dubbel += [uitkomst.gelezen.nummer for uitkomst, key in refused if key in seen]
    deel.dubbel += [nummer for nummer, key in zip(judged.nummers, hashes, strict=True) if key in seen]
    deel.dubbel.sort()
    before = len(seen)
    seen.update(hashes)
    deel.toegelaten = len(seen) - before
    return deel


def _judge_in_processes(file: TextFile, reading: Callable[[], Reading], processes: int) -> Iterator[Judged]:
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


def _prepare(reading: Callable[[], Reading], dialect: Dialect) -> None:
    """Done once per process, not once per piece."""
    global _in_this_process
    _in_this_process = reading(), dialect
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # lines hold no cycles; looking for them takes a tenth of the time


def _end_with_parent() -> None:
    """A parent that was killed sends no message: without this its processes would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judge_piece(number: int, piece: bytes) -> Judged:
    reading, dialect = _in_this_process
    return reading.judge_piece(number, piece, dialect)

"""The anonymous cube of a gemeente as a file, for whoever compares (R-MON-5): whole months, no dimension, no person."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb

from tijdig.accounts.context import working_for
from tijdig.monitor.models import Kubuscel
from tijdig.rules.compared import AANGELEVERD, KETEN
from tijdig.rules.indicators import ALLE

from .reading import CUBE

Line = tuple[str, str, str, str, int, int | None]


def write_cube(path: Path, *, gemeente_code: str, today: date) -> int:
    """CSV, or Parquet when the name says so. Returns how many months went in."""
    with working_for(gemeente_code):
        lines = list(_lines(gemeente_code, today))
    if path.suffix.lower() == ".parquet":
        _parquet(path, lines)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(CUBE)
            writer.writerows(lines)
    return len({line[1] for line in lines})


def _lines(code: str, today: date) -> Iterator[Line]:
    """A count of nought leaves no cell in the cube; here it is said."""
    rows = Kubuscel.objects.filter(
        dimensie="", definitie=ALLE, indicator__in=AANGELEVERD, maand__lt=today.replace(day=1)
    ).values_list("maand", "indicator", "teller", "noemer")
    counted: dict[date, dict[str, tuple[int, int | None]]] = {}
    for maand, indicator, teller, noemer in rows:
        counted.setdefault(maand, {})[indicator] = (teller, noemer)
    for maand, found in sorted(counted.items()):
        for name, base in AANGELEVERD.items():
            if name in found or name in KETEN:
                teller = found.get(name, (0, None))[0]
                noemer = found.get(base, (0, None))[0] if base else found.get(name, (0, None))[1]
                yield code, f"{maand:%Y-%m}", name, ALLE, teller, noemer


def _parquet(path: Path, lines: Sequence[Line]) -> None:
    with duckdb.connect() as engine:
        engine.execute(
            "create table kubus (code text, maand text, indicator text, definitie text, teller bigint, noemer bigint)"
        )
        if lines:
            engine.executemany("insert into kubus values (?, ?, ?, ?, ?, ?)", lines)
        name = str(path).replace("'", "''")
        engine.execute(f"copy kubus to '{name}' (format parquet, compression zstd)")

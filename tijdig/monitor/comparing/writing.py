"""The anonymous cube of a gemeente as a file, for whoever compares (R-MON-5): whole months, no person."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from tijdig.monitor.models import Kubuscel
from tijdig.rules.compared import KETEN
from tijdig.rules.indicators import Dimensie

from .layout import GEMEENTE, HEAD, SHARED, Kubusregel, as_lines, metadata


def write_lines(path: Path, regels: Iterable[Kubusregel], *, bron: str = GEMEENTE) -> None:
    """The file, and beside a CSV its description (CSVW)."""
    if path.suffix.lower() == ".parquet":
        _parquet(path, as_csv(regels, bron=bron))
        return
    path.write_bytes(as_csv(regels, bron=bron))
    about = json.dumps(metadata(path.name), ensure_ascii=False, indent=2)
    path.with_name(f"{path.name}-metadata.json").write_text(about + "\n", encoding="utf-8")


def as_csv(regels: Iterable[Kubusregel], *, bron: str = GEMEENTE) -> bytes:
    """The text of the file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(as_lines(regels, bron=bron))
    return out.getvalue().encode()


def own_lines(code: str, today: date) -> Iterator[Kubusregel]:
    """The whole months of the cube of this gemeente. A count of nought leaves no cell in the cube; here it is said."""
    rows = Kubuscel.objects.filter(dimensie__in=SHARED, maand__lt=today.replace(day=1)).order_by(
        "maand", "indicator", "dimensie", "waarde", "definitie"
    )
    fields = ("maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer")
    counted: dict[date, set[str]] = {}
    for maand, indicator, dimensie, waarde, definitie, teller, noemer in rows.values_list(*fields):
        if not dimensie:
            counted.setdefault(maand, set()).add(indicator)
        yield Kubusregel(
            gemeente=code, maand=maand, indicator=indicator, dimensie=Dimensie(dimensie), waarde=waarde,
            definitie=definitie, teller=teller, noemer=noemer,
        )  # fmt: skip
    for maand, found in counted.items():
        yield from noughts(code, maand, found)


def noughts(code: str, maand: date, found: set[str]) -> Iterator[Kubusregel]:
    """The figures of the chain that are not there are nought, and so is what they are a part of."""
    for name in KETEN:
        if name not in found:
            yield Kubusregel(
                gemeente=code,
                maand=maand,
                indicator=name,
                teller=0,
                noemer=None if name in ("S1", "M1") else 0,
            )


def _parquet(path: Path, text: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file, duckdb.connect() as engine:
        file.write(text)
        file.flush()
        kinds = {name: "bigint" if name in ("teller", "noemer") else "varchar" for name in HEAD}
        engine.read_csv(file.name, delimiter=";", header=True, columns=kinds).write_parquet(
            str(path), compression="zstd"
        )

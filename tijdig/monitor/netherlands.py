"""The gemeenten of the Netherlands since 2021, and what was published about them: facts with their source (`data/`)."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
YEARS = range(2021, 2026)


@dataclass(frozen=True, kw_only=True)
class LandGemeente:
    """A gemeente as CBS knows it. `inwoners`: on 1 January of each year in which it existed."""

    code: str
    naam: str
    provincie: str
    geldig_van: date
    geldig_tot: date | None
    opgegaan_in: str
    inwoners: dict[int, int]
    schulden: float | None  # share of persons from 16 with registered problematic debts, 2023

    def exists_on(self, day: date) -> bool:
        return self.geldig_van <= day and (self.geldig_tot is None or day <= self.geldig_tot)

    def residents_in(self, year: int) -> int:
        """Of that 1 January, or of the nearest year there is a number of."""
        return self.inwoners[min(self.inwoners, key=lambda known: (abs(known - year), known))]


@cache
def all_gemeenten() -> tuple[LandGemeente, ...]:
    """Every gemeente that existed at some time since 2021."""
    with (DATA / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file, delimiter=";"))


def gemeenten_on(day: date) -> list[LandGemeente]:
    return [gemeente for gemeente in all_gemeenten() if gemeente.exists_on(day)]


@cache
def tile_places() -> dict[str, tuple[int, int]]:
    """Row and column of each gemeente of now in the map of tiles."""
    with (DATA / "tegels.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {row["code"]: (int(row["rij"]), int(row["kolom"])) for row in rows}


@cache
def published() -> dict[tuple[str, str], float]:
    """(period, figure) → value, as published; shares in per cents."""
    with (DATA / "gepubliceerd.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {(row["periode"], row["cijfer"]): _number(row["waarde"]) for row in rows}


def _read(row: dict[str, str]) -> LandGemeente:
    return LandGemeente(
        code=row["code"], naam=row["naam"], provincie=row["provincie"],
        geldig_van=date.fromisoformat(row["geldig_van"]) if row["geldig_van"] else date(2021, 1, 1),
        geldig_tot=date.fromisoformat(row["geldig_tot"]) if row["geldig_tot"] else None,
        opgegaan_in=row["opgegaan_in"],
        inwoners={year: int(row[f"inwoners_{year}"]) for year in YEARS if row[f"inwoners_{year}"]},
        schulden=_number(row["problematische_schulden_2023"]) / 100 if row["problematische_schulden_2023"] else None,
    )  # fmt: skip


def _number(text: str) -> float:
    return float(text.replace(",", "."))

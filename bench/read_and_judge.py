"""Read and judge a delivery of a million lines, beside DuckDB doing the same checks in SQL.

Run: python -m bench.read_and_judge [LINES]. Bar: at most six times DuckDB on both cores, below 500 MiB,
memory flat in the number of lines (spec: quality, first line of speed and scale).
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from tijdig.intake.layout import STEPS
from tijdig.intake.reading import read_and_judge
from tijdig.policies import policy_on
from tijdig.rules.admission import Toelating

DAG = date(2026, 11, 22)
GEMEENTE = "0505"
PROCESSES = 2
ROUNDS = 3
BAR = 6.0
COLUMNS = (
    "referentie", "soort", "voorletters", "achternaam", "bedrijfsnaam", "geboortedatum", "straat", "postcode",
    "huisnummer", "woonplaats", "telefoon", "email", "bedrag", "vervaldatum", "termijnen",
)  # fmt: skip
SOORTEN = ("huur", "drinkwater", "zorgverzekering", "elektriciteit", "gas", "warmte")
PREFIXES = ("", "", "", "", "de ", "van ", "van den ", "El ")
STEMS = (
    "Jan",
    "Vis",
    "Bak",
    "Berg",
    "Yıl",
    "Kowal",
    "Smit",
    "Boer",
    "Müll",
    "Dijk",
    "Veld",
    "Haan",
    "Wit",
    "Mol",
)
MIDDLES = (
    "",
    "e",
    "er",
    "en",
    "in",
    "a",
    "o",
    "ster",
    "man",
    "huiz",
    "brink",
    "horst",
    "wijk",
    "stra",
    "ing",
    "kamp",
)
ENDS = (
    "s",
    "sen",
    "ma",
    "ski",
    "maz",
    "er",
    "stra",
    "inga",
    "beek",
    "hof",
    "aar",
    "sema",
    "huis",
    "land",
    "oort",
)
STREETS = (
    "Voorstraat",
    "Spuiboulevard",
    "Krispijnseweg",
    "Burgemeester de Raadtsingel",
    "Dubbeldamseweg Zuid",
)
LETTERS = "ABCDEFGHJKLMNPRSTVWXZ"


SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def run(lines: int = 1_000_000) -> dict[str, Any]:
    """Both ways over the same file. Seconds, ratio, lines per second, peak memory in MiB, and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        small, path = Path(folder) / "klein.csv", Path(folder) / "groot.csv"
        write_file(small, lines // 10)
        write_file(path, lines)
        judge_with_tijdig(small)
        peak_small = _peak_mib()
        ours, first = _best(judge_with_tijdig, path, rounds=1)
        peak = _peak_mib()  # before DuckDB, of which the memory would count too
        seconds = min(first, _best(judge_with_tijdig, path, rounds=ROUNDS - 1)[1])
        theirs, baseline = _best(judge_with_duckdb, path, rounds=ROUNDS)
        megabytes = path.stat().st_size / 1e6
    return {
        "lines": lines,
        "file_mb": round(megabytes, 1),
        "tijdig_seconds": round(seconds, 2),
        "duckdb_seconds": round(baseline, 2),
        "ratio": round(seconds / baseline, 2),
        "bar": BAR,
        "lines_per_second": round(lines / seconds),
        "peak_mib": peak,
        "peak_mib_a_tenth_of_the_lines": peak_small,
        "same_admitted_lines": ours["toegelaten"] == theirs["toegelaten"],
        "same_reasons": ours == theirs,
        "tijdig": ours,
        "duckdb": theirs,
    }


def judge_with_tijdig(path: Path, *, processes: int = PROCESSES) -> dict[str, int]:
    """Lines, good lines, and lines per reason and warning."""
    found: Counter[str] = Counter()
    with path.open("rb") as handle:
        parts = read_and_judge(handle, toelating=admission(), dag=DAG, stappen=STEPS, processes=processes)
        for deel in parts:
            found.update(regels=deel.regels, toegelaten=deel.toegelaten, dubbel=len(deel.dubbel))
            found.update(deel.per_reden)
            found.update(deel.waarschuwingen)
    del found["huisnummer-gesplitst"]
    return dict(sorted(found.items()))


def judge_with_duckdb(path: Path) -> dict[str, int]:
    """The same, by one query on as many threads."""
    with duckdb.connect(config={"threads": PROCESSES}) as connection:
        result = connection.execute(SQL, {"path": str(path), "dag": DAG})
        names = [column[0] for column in result.description]
        row = result.fetchone()
    return {name: count for name, count in sorted(zip(names, row or (), strict=True)) if count}


def admission() -> Toelating:
    """The policy of the day in a gemeente with a threshold, for any kind of partner."""
    return Toelating(policy_on(DAG, GEMEENTE).toelating, dag=DAG, gemeente=GEMEENTE)


def write_file(path: Path, lines: int) -> None:
    """A delivery that is the same every time, with some three lines in a hundred at fault."""
    chance = random.Random(505)
    with path.open("w", encoding="utf-8") as out:
        out.write(";".join(COLUMNS) + "\n")
        for number in range(lines):
            again = number % 1000 == 999  # one line in a thousand was there before
            cells = _good_line(number - 600 if again else number, chance)
            if chance.random() < 0.03 and not again:
                place, value = chance.choice(FAULTS)
                cells[COLUMNS.index(place)] = value
            out.write(";".join(cells) + "\n")


def _good_line(number: int, chance: random.Random) -> list[str]:
    soort = SOORTEN[number % len(SOORTEN)]
    euros = chance.randrange(25, 4000)
    due = DAG - timedelta(days=chance.randrange(30, 101))
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(28_000))
    letters = chance.choice(LETTERS) + chance.choice(LETTERS[:15])
    postcode = f"33{chance.randrange(11, 30)}{' ' * (number % 2)}{letters}"
    return [
        f"K{number:08d}", soort, f"{chance.choice(LETTERS)}.{chance.choice(LETTERS)}.", _name(chance),
        "Kapsalon Knip" if number % 50 == 0 else "", born.isoformat() if number % 3 else "", chance.choice(STREETS),
        postcode, f"{chance.randrange(1, 400)}{'A' if number % 25 == 0 else ''}", "Dordrecht",
        f"06{chance.randrange(10**8):08d}" if number % 4 else "", f"klant{number}@voorbeeld.nl" if number % 2 else "",
        (f"{euros // 1000}.{euros % 1000:03d}" if euros >= 1000 and number % 3 == 0 else str(euros))
        + f",{chance.randrange(100):02d}",
        f"{due:%d-%m-%Y}", str(chance.randrange(2, 7)) if soort in SOORTEN[3:] else "",
    ]  # fmt: skip


def _name(chance: random.Random) -> str:
    """One of some thirty thousand surnames."""
    return chance.choice(PREFIXES) + chance.choice(STEMS) + chance.choice(MIDDLES) + chance.choice(ENDS)


FAULTS = (
    ("referentie", ""), ("soort", "internet"), ("achternaam", "Jansen Beheer B.V."),
    ("bedrijfsnaam", "Stichting Thuis"),
    ("geboortedatum", "1980-13-01"), ("postcode", "331 AB"), ("postcode", "3311 SS"), ("huisnummer", "onbekend"),
    ("telefoon", "12345"), ("email", "geen"), ("bedrag", "veel"), ("bedrag", "0,00"), ("bedrag", "12,50"),
    ("vervaldatum", ""), ("vervaldatum", "31-02-2026"), ("vervaldatum", "01-01-2027"), ("vervaldatum", "20-11-2026"),
    ("vervaldatum", "01-03-2026"), ("termijnen", "1"), ("termijnen", "twee"), ("termijnen", ""),
)  # fmt: skip


def _best(
    judge: Callable[[Path], dict[str, int]], path: Path, *, rounds: int
) -> tuple[dict[str, int], float]:
    """What was found, and the seconds of the quickest of a few rounds: the others tell how busy the machine was."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = judge(path)
        seconds.append(time.perf_counter() - start)
    return found, min(seconds)


def _peak_mib() -> float:
    """At most this much for the whole tree: this process, and as many as there were of the largest child.

    To be asked once: a later child counts the memory of this process too, from before it became another.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round((own + PROCESSES * child) / 1024, 1)


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000), indent=2))

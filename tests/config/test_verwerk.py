"""The command line: one object on standard output, and the exit status that the layout promises (R-INT-1)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import make
from tests.reliability.test_kill_worker import a_delivery
from tijdig.accounts.context import working_for

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "aanlevering", "oordeel", "redenen", "regels", "toegelaten", "geweigerd", "dubbel", "per_reden", "regel", "brp",
    "zaken", "voorstellen",
}  # fmt: skip


def tijdig(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "tijdig", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env=os.environ | {"TIJDIG_VANDAAG": make.TODAY.isoformat(), "BRP_URL": ""}, check=False,
    )  # fmt: skip


@pytest.fixture
def installed(real_db: str) -> None:
    with working_for("0505"):
        make.gemeente()
        make.partner()


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    path = tmp_path / "huur.csv"
    path.write_bytes(a_delivery(40))
    return path


def verwerk(bestand: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return tijdig("verwerk", str(bestand), "--gemeente", "0505", "--partner", "11111111", *more)


def test_the_json_has_what_the_layout_says_and_nothing_else(installed: None, bestand: Path) -> None:
    done = verwerk(bestand, "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stdout.strip().count("\n") == 0, "one object, nothing else"
    assert set(answer) == KEYS
    assert answer["oordeel"] == "verwerkt"
    assert answer["regels"] == 40 == answer["toegelaten"] + answer["geweigerd"] + answer["dubbel"]
    assert answer["per_reden"] == {"te-jong": answer["geweigerd"]}
    assert [line["nummer"] for line in answer["regel"]] == list(range(2, 42))
    assert set(answer["regel"][0]) == {"nummer", "oordeel", "redenen", "waarschuwingen"}
    assert sum(answer["brp"].values()) == answer["toegelaten"]
    assert {"zeker", "onzeker", "niet_gevonden", "overleden", "geen_inwoner", "wacht"} <= set(answer["brp"])
    assert set(answer["zaken"]) == {"nieuw", "aangevuld", "meervoudig", "opeenvolgend"}


def test_the_same_file_twice_has_the_effect_of_once(installed: None, bestand: Path) -> None:
    """R-INT-4."""
    first, second = (json.loads(verwerk(bestand, "--json").stdout) for _ in range(2))
    assert second["toegelaten"] == 0
    assert second["dubbel"] == first["toegelaten"] + first["dubbel"]


def test_without_json_it_ends_with_a_table(installed: None, bestand: Path) -> None:
    done = verwerk(bestand)
    assert done.returncode == 0
    for word in ("Regels", "Toegelaten", "Geweigerd", "Dubbel", "BRP", "Zaken"):
        assert word in done.stdout


def test_a_delivery_refused_whole_ends_with_1(installed: None, tmp_path: Path) -> None:
    """R-INT-2: a BSN column."""
    path = tmp_path / "bsn.csv"
    path.write_text("bsn;referentie\n999990019;1\n")
    done = verwerk(path, "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert answer["oordeel"] == "geweigerd"
    assert [reason["code"] for reason in answer["redenen"]] == ["bsn-niet-toegestaan"]
    assert answer["regels"] == 0


def test_a_file_that_is_no_delivery_is_told_so_here_too(installed: None, tmp_path: Path) -> None:
    """R-INT-3: a photo, in words for people; and two gigabytes, of which not a byte is read."""
    photo, huge = tmp_path / "huur.csv", tmp_path / "groot.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    with huge.open("wb") as file:
        file.truncate(2 << 30)
    said, answer = verwerk(photo), json.loads(verwerk(huge, "--json").stdout)
    assert said.returncode == 1
    assert "Dit bestand is een foto of scan (JPEG)." in " ".join(said.stdout.split())
    assert [reason["code"] for reason in answer["redenen"]] == ["te-groot"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("verwerk", "bestaat-niet.csv", "--gemeente", "0505", "--partner", "11111111"),
        ("verwerk", "README.md", "--gemeente", "9999", "--partner", "11111111"),
        ("verwerk", "README.md", "--gemeente", "0505", "--partner", "00000000"),
        ("verwerk", "README.md", "--gemeente", "0505", "--partner", "11111111", "--dag", "2030-01-01"),
        ("verwerk", "README.md", "--gemeente", "0505"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(installed: None, arguments: tuple[str, ...]) -> None:
    done = tijdig(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert not done.stdout.strip()

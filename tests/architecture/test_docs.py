"""The pages for readers: their links lead somewhere, their examples work, their versions are true."""

import io
import json
import re
from pathlib import Path

import pytest

from tijdig.config.reference.examples import DAY, example_file, soorten
from tijdig.intake.files.opening import open_delivery
from tijdig.intake.lines import LineReader
from tijdig.intake.verdicts import Judge
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.admission import Toelating
from tijdig.rules.terms import Bericht, Oordeel

from .source import ROOT, shown

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    inside = [
        link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link
    ]
    assert not [link for link in inside if link and not (page.parent / link).exists()]


def test_every_page_can_be_reached_from_the_map() -> None:
    start = ROOT / "docs" / "index.md"
    seen, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            found = sorted(target.glob("*.md")) if target.is_dir() else [target]
            new = [path for path in found if path.suffix == ".md" and path.exists() and path not in seen]
            seen.update(new)
            waiting += new
    assert not [shown(page) for page in PAGES if "docs" in page.parts and page not in seen]


def test_the_table_of_packages_is_that_of_package_json() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())
    text = (ROOT / "docs" / "explanation" / "front-end.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([^`]+)` \| (\S+) \|", text, flags=re.MULTILINE))
    assert told == wanted.get("dependencies", {}) | wanted.get("devDependencies", {})


@pytest.mark.parametrize("soort", soorten())
def test_every_line_of_an_example_is_admitted(soort: str) -> None:  # R-INT-1, R-INT-2
    beleid = policy_on(DAY, STANDAARD)
    (partner_type, *_) = sorted(beleid.signaalsoorten[soort].berichten[Bericht.VROEGSIGNAAL])
    file = open_delivery(io.BytesIO(example_file(soort).encode()))
    reader = LineReader(file.heading, dag=DAY)
    toelating = Toelating(
        beleid.toelating, dag=DAY, gemeente=STANDAARD, partner_type=partner_type, soorten=frozenset({soort})
    )
    uitkomsten = Judge(toelating).judge([reader.read(number, cells) for number, cells in file.lines()])
    assert len(uitkomsten) >= 2
    assert not file.heading.unknown
    assert [(u.oordeel, u.codes) for u in uitkomsten] == [(Oordeel.TOEGELATEN, [])] * len(uitkomsten)

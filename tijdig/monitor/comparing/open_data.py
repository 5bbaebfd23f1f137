"""Open data: the public profile as files that need no database afterwards (R-MON-6).

A CSV with its description (CSVW), a catalogue entry (DCAT-AP 3), and a page to read. Everything comes out of `Land` in
the public profile: counts in tens, small ones not shown.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from tijdig.monitor.answers.breaks import breaks_in
from tijdig.monitor.periods import Periode, month_after
from tijdig.monitor.population import kenmerken_on, names
from tijdig.monitor.reference import Inwoners, residents
from tijdig.monitor.words import month_words, number
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.compared import MONTHS_IN_QUARTER
from tijdig.rules.groups import Vergelijkbeleid
from tijdig.rules.indicators import Reeks
from tijdig.rules.registration_gate import gate_reasons
from tijdig.rules.suppression import Getal, Profiel
from tijdig.rules.vergelijkcijfers import CIJFERS, Snede, Vergelijkcijfer

from .cells import Land, read_land
from .comparison import recorded_by
from .describing import COLUMNS, Beschrijving, catalogue, table_description
from .layout import NETHERLANDS
from .store import Telling, quarters_known
from .words import NO_JUDGEMENT, quarter_code, quarter_words, value_words

DATA, METADATA, CATALOGUE, PAGE = "cijfers.csv", "cijfers.csv-metadata.json", "catalogus.jsonld", "index.html"
STYLE = Path(__file__).parent / "openbaar.css"
HIDDEN = "afgeschermd"
QUARTERS_ON_PAGE = 8
COMPARABLE = "NL-V"
TOGETHER = {
    NETHERLANDS: "Alle gemeenten die leveren", COMPARABLE: "Alle gemeenten waarvan de registratie te vergelijken is",
}  # fmt: skip
SERIES = frozenset({Reeks.SIGNALEN, Reeks.MELDINGEN, Reeks.BEREIK, Reeks.HULP})


@dataclass(frozen=True, kw_only=True)
class Gegeven:
    """One line: a figure of a gemeente (or of all that deliver) in a quarter."""

    code: str
    naam: str
    kwartaal: date
    cijfer: Vergelijkcijfer
    teller: Getal
    noemer: Getal
    opmerking: str = ""  # why it should not be set beside others

    @property
    def value(self) -> float | None:
        if self.teller.value is None or not self.noemer.value:
            return None
        return min(self.teller.value / self.noemer.value, 1.0 if self.cijfer.noemer else float("inf"))

    def line(self) -> tuple[str, ...]:
        """As it stands in the file; numbers with a point, and a rate per 1,000 residents a month."""
        scale = 1 if self.cijfer.noemer is not None else 1000
        return (
            self.code, self.naam, quarter_code(self.kwartaal), self.cijfer.id, self.cijfer.naam,
            *("" if found.value is None else str(found.value) for found in (self.teller, self.noemer)),
            "" if self.value is None else f"{scale * self.value:.4f}", HIDDEN if self.value is None else "",
            self.opmerking,
        )  # fmt: skip


def write_open_data(folder: Path, *, uitgever: str, licentie: str, today: date) -> dict[str, int]:
    """Write all files; the same figures give the same files. Returns how many lines and quarters there are."""
    quarters = quarters_known()
    land = read_land(quarters, "", Profiel.OPENBAAR, sneden=Snede)
    rows = list(lines_of(land, policy_on(today, STANDAARD).vergelijking))
    folder.mkdir(parents=True, exist_ok=True)
    raw = _csv(rows)
    about = Beschrijving(
        uitgever=uitgever, licentie=licentie, dag=today, verzonnen=land.verzonnen, kwartalen=tuple(quarters),
        breuken=_breaks(quarters),
        bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest(), bestand=DATA, bladzijde=PAGE, metadata=METADATA,
    )  # fmt: skip
    (folder / DATA).write_bytes(raw)
    _json(folder / METADATA, table_description(about))
    _json(folder / CATALOGUE, catalogue(about))
    (folder / PAGE).write_text(_page(about, rows), encoding="utf-8")
    (folder / STYLE.name).write_text(STYLE.read_text(encoding="utf-8"), encoding="utf-8")
    return {"regels": len(rows), "kwartalen": len(quarters)}


def lines_of(land: Land, beleid: Vergelijkbeleid) -> Iterator[Gegeven]:
    """Every figure of every gemeente and quarter, and twice of all together: of all that deliver, and of all that pass
    the gate. Sums of the same rounded cells."""
    inwoners = residents()
    for quarter in land.kwartalen:
        there = {k.code for k in kenmerken_on(quarter)}
        for cijfer in CIJFERS.values():
            here = [
                t
                for code in land.codes
                if code in there
                for t in land.counted(code, cijfer)
                if t.kwartaal == quarter
            ]
            if not here:
                continue
            each = [_of_one(land, one, cijfer, inwoners, beleid) for one in here]
            fit = [one for one, line in zip(here, each, strict=True) if not line.opmerking]
            yield _line(land, NETHERLANDS, here, quarter, cijfer, inwoners)
            if len(fit) >= beleid.groep_minstens:
                yield _line(land, COMPARABLE, fit, quarter, cijfer, inwoners)
            yield from each


def _of_one(
    land: Land, one: Telling, cijfer: Vergelijkcijfer, inwoners: Inwoners, beleid: Vergelijkbeleid
) -> Gegeven:  # fmt: skip
    """With why it should not be set beside others; empty when it may."""
    line = _line(land, one.code, [one], one.kwartaal, cijfer, inwoners)
    recorded = recorded_by(land, [one], line.noemer, asked=1)
    reasons = gate_reasons(recorded, beleid, follows_up=cijfer.noemer is not None)
    return replace(line, opmerking="; ".join(reasons))


def _line(
    land: Land, code: str, together: Sequence[Telling], quarter: date, cijfer: Vergelijkcijfer, inwoners: Inwoners
) -> Gegeven:  # fmt: skip
    teller, noemer = land.figure(together, cijfer, inwoners)
    if cijfer.noemer and land.together(together, cijfer.noemer - cijfer.delen).hidden:
        teller = Getal(value=None, hidden=True)  # nearly all tells as much as nearly none
    return Gegeven(
        code=code, naam=TOGETHER.get(code) or names()[code], kwartaal=quarter, cijfer=cijfer, teller=teller,
        noemer=noemer,
    )  # fmt: skip


def _breaks(quarters: Sequence[date]) -> tuple[str, ...]:
    """What changed from outside in these quarters, so that nobody draws one line over it (R-MON-3)."""
    if not quarters:
        return ()
    span = Periode(van=quarters[0], tot=month_after(quarters[-1], MONTHS_IN_QUARTER - 1))
    return tuple(f"{month_words(b.maand)}: {b.wat} ({b.bron})" for b in breaks_in(span, SERIES))


def _csv(rows: Sequence[Gegeven]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    writer.writerows(row.line() for row in rows)
    return out.getvalue().encode()


def _json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _page(about: Beschrijving, rows: Sequence[Gegeven]) -> str:
    """The public page: all together per quarter, and each gemeente in the last one."""
    quarters = about.kwartalen[-QUARTERS_ON_PAGE:]
    found = {(row.code, row.kwartaal, row.cijfer.id): row for row in rows}
    together = [
        {"naam": quarter_words(q), "cellen": [_cell(found.get((NETHERLANDS, q, name))) for name in CIJFERS],
         "gemeenten": number(len({r.code for r in rows if r.kwartaal == q} - TOGETHER.keys()))}
        for q in quarters
    ]  # fmt: skip
    last = quarters[-1] if quarters else None
    codes = sorted(
        {row.code for row in rows if row.kwartaal == last} - TOGETHER.keys(), key=lambda c: names()[c].lower()
    )
    each = [
        {
            "naam": names()[code],
            "cellen": [_cell(found.get((code, last, name))) for name in CIJFERS] if last else [],
            "opmerking": found[code, last, "H1C"].opmerking if last else "",
        }
        for code in codes
    ]
    return render_to_string("monitor/openbaar.html", {
        "about": about, "cijfers": CIJFERS.values(), "samen": together, "elk": each, "let_op": NO_JUDGEMENT,
        "laatste": quarter_words(last) if last else "", "bestand": DATA, "metadata": METADATA, "catalogus": CATALOGUE,
        "stijl": STYLE.name,
    })  # fmt: skip


def _cell(found: Gegeven | None) -> str:
    if found is None:
        return ""
    return HIDDEN if found.value is None else value_words(found.cijfer, found.value)

"""The list of a round on paper, as PDF/UA: where, when, whom to ask for. Nothing on it tells why (R-OUT-5)."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from threading import Lock

import typst

from tijdig.outreach.models import Bezoekronde
from tijdig.outreach.visits.doors import Door
from tijdig.rules.labels import label_in_sentence
from tijdig.rules.terms import Dagdeel

SOURCE = Path(__file__).with_name("looplijst.typ")
CACHE_AGE = 10  # compiles after which typst drops a result it did not use again
_lock = Lock()


def paper_list(ronde: Bezoekronde, doors: Sequence[Door], *, gemeente: str) -> bytes:
    """The list as a PDF. Errors: RuntimeError without the text of the list when it cannot be made."""
    plan = ronde.plan
    people = [str(user) for user in (ronde.bezoeker, ronde.tweede) if user]
    data = {
        "gemeente": f"Gemeente {gemeente}",
        "titel": f"Ronde {plan.dag:%d-%m-%Y}, {label_in_sentence(Dagdeel(plan.dagdeel))}, team {ronde.nummer}",
        "lopers": " en ".join(people),
        "achterwacht": f"{ronde.achterwacht}, {ronde.achterwacht_telefoon}" if ronde.achterwacht else "",
        "deuren": [_row(door) for door in doors if door.bezoek.open or door.verboden],
    }
    fonts = typst.Fonts(include_system_fonts=False)
    with _lock:
        compiler = typst.Compiler(SOURCE, root=SOURCE.parent, font_paths=fonts, ignore_system_fonts=True)
        try:
            pdf = compiler.compile(
                format="pdf", pdf_standards=["ua-1"], sys_inputs={"lijst": json.dumps(data)},
                timestamp=datetime.combine(plan.dag, time(), tzinfo=UTC),
            )  # fmt: skip
        except typst.TypstError:
            raise RuntimeError("De opmaak van de lijst is mislukt.") from None
        finally:
            empty = json.dumps({**data, "deuren": [], "lopers": "", "achterwacht": ""})
            for _ in range(CACHE_AGE + 1):
                compiler.compile(format="svg", sys_inputs={"lijst": empty})
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned no PDF")
    return pdf


def _row(door: Door) -> dict[str, str]:
    bezoek = door.bezoek
    nummer = str(bezoek.volgorde or "")
    if door.verboden:
        return {
            "nummer": nummer,
            "tijd": "",
            "adres": "Niet bezoeken",
            "plaats": "",
            "let_op": "",
            "namen": "",
            "personen": "",
        }
    tijd = f"{bezoek.aankomst:%H.%M}" if bezoek.aankomst else ""
    if not door.hele_ronde:
        tijd += f" ({bezoek.venster_van:%H.%M}-{bezoek.venster_tot:%H.%M})"
    return {"nummer": nummer, "tijd": tijd, "adres": door.adres, "plaats": door.plaatsregel, "let_op": door.let_op,
            "namen": ", ".join(door.namen), "personen": str(door.personen or "")}  # fmt: skip

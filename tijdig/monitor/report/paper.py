"""A report as PDF/UA with typst, like the letters (ADR 8): tagged, in Dutch, bookmarks, charts with their words."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.template.loader import render_to_string
from django.utils import translation

from tijdig.monitor.answers.model import Figuur

from .document import Alinea, Kerncijfers, Lijst, Onderdeel, Tekening, Uitleg, Verslag

LAYOUT = Path(__file__).with_name("verslag.typ")
FONT = "Libertinus Serif"
_lock = Lock()  # one compiler for the process, so one thread at a time


def report_as_pdf(verslag: Verslag, *, day: date) -> bytes:
    """The whole. The same report of the same day gives the same bytes."""
    pdf = _compile(verslag, day, "pdf")
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned no PDF")
    return pdf


def pages_as_png(verslag: Verslag, *, day: date, ppi: float = 72) -> list[bytes]:
    """The pages as pictures, to look at."""
    found = _compile(verslag, day, "png", ppi)
    return found if isinstance(found, list) else [found]


def _compile(
    verslag: Verslag, day: date, form: Literal["pdf", "png"], ppi: float = 72
) -> bytes | list[bytes]:
    data = {"report": json.dumps(_as_data(verslag, day))}
    with _lock:
        found = _compiler().compile(
            format=form, ppi=ppi, pdf_standards="ua-1" if form == "pdf" else None, sys_inputs=data,
            timestamp=datetime.combine(day, time(), tzinfo=UTC),
        )  # fmt: skip
    if found is None:
        raise TypeError("typst returned nothing")
    return found


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=fonts, ignore_system_fonts=True)


def _as_data(verslag: Verslag, day: date) -> dict[str, Any]:
    who = verslag.van_wie
    return {
        "font": FONT, "title": verslag.titel, "full_title": verslag.volle_titel, "who": who,
        "who_capital": who[:1].upper() + who[1:],
        "period": verslag.periode[:1].upper() + verslag.periode[1:], "stand": verslag.stand, "mark": verslag.merk,
        "short": verslag.kort, "contents": verslag.inhoud, "day": [day.year, day.month, day.day],
        "chapters": [
            {"title": chapter.titel, "parts": [_part(part) for part in chapter.onderdelen]}
            for chapter in verslag.hoofdstukken
        ],
    }  # fmt: skip


def _part(part: Onderdeel) -> dict[str, Any]:
    match part:
        case Alinea():
            return {"kind": part.part, "text": part.tekst, "head": part.kop, "core": part.kern}
        case Lijst():
            return {"kind": part.part, "items": part.punten}
        case Kerncijfers():
            items = [
                {"value": c.waarde, "name": c.naam, "sure": c.zeker, "change": c.verandering}
                for c in part.cijfers
            ]
            return {"kind": part.part, "items": items}
        case Uitleg():
            return {"kind": part.part, "items": part.begrippen}
        case Tekening():
            return {"kind": part.part, **_figure(part.figuur)}


def _figure(figuur: Figuur) -> dict[str, Any]:
    drawn, table = figuur.tekening, figuur.tabel
    svg = ""
    if drawn is not None:
        with translation.override("nl"):
            svg = render_to_string(drawn.template, {"t": drawn, "alone": True, "id": figuur.naam})
    return {
        "svg": svg, "alt": drawn.alt if drawn else "", "title": figuur.titel, "note": figuur.uitleg,
        "table": {
            "head": table.kop, "columns": [kolom.label for kolom in table.kolommen],
            "rows": [[regel.label, *regel.cellen] for regel in table.regels],
        },
    }  # fmt: skip

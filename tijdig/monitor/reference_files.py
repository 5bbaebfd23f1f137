"""Files of CBS, PDOK and the gemeente as places and figures: read, checked, explained when they cannot be used.

Two kinds: outlines as GeoJSON in degrees, and figures as CSV with a column of codes. Names of columns differ per
publication: each that we know stands in a table here. Source: CBS Gebiedsindelingen (PDOK), Kerncijfers wijken en
buurten, StatLine.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tijdig.rules.outlines import Outline, Ring, in_the_netherlands, outline_of
from tijdig.rules.terms import Contextcijfer, Gebiedsoort

LARGEST = 60_000_000  # bytes; the wijken of the whole country are some 30 MB
MOST_POINTS = {Gebiedsoort.GEMEENTE: 14_000, Gebiedsoort.WIJK: 4_000}  # on one map: what a page can carry
STEPS = {Gebiedsoort.GEMEENTE: (200, 400, 800), Gebiedsoort.WIJK: (20, 40, 80, 160)}  # metres
CODE = re.compile(r"^GM(\d{4})$")
WIJKCODE = re.compile(r"^WK(\d{4})\d{2}$")
CODES_OF = ("statcode", "gemeentecode", "gm_code", "regios", "gwb_code", "wijkcode", "wk_code", "code")
NAMES_OF = ("statnaam", "wijknaam", "wk_naam", "gemeentenaam", "gm_naam", "naam")
YEARS_OF = ("jaar_1_januari", "peildatum", "perioden", "jaar", "jrstatcode")
COLUMNS: Mapping[str, Contextcijfer] = {
    "inwoners": Contextcijfer.INWONERS, "aantal_inwoners": Contextcijfer.INWONERS, "a_inw": Contextcijfer.INWONERS,
    "bevolkingopdeeerstevandejaarvan": Contextcijfer.INWONERS, "totalebevolking_1": Contextcijfer.INWONERS,
    "bevolkingaanhetbeginvandeperiode_1": Contextcijfer.INWONERS,
    "huishoudens": Contextcijfer.HUISHOUDENS, "aantal_huishoudens": Contextcijfer.HUISHOUDENS,
    "a_hh": Contextcijfer.HUISHOUDENS, "huishoudenstotaal": Contextcijfer.HUISHOUDENS,
    "pct_personen_16plus_geregistreerde_problematische_schulden": Contextcijfer.PROBLEMATISCHE_SCHULDEN,
    "problematische_schulden": Contextcijfer.PROBLEMATISCHE_SCHULDEN,
    "aandeel_schuldenaren": Contextcijfer.PROBLEMATISCHE_SCHULDEN,
    "pct_laag_inkomen_huishoudens": Contextcijfer.LAAG_INKOMEN, "p_hh_li": Contextcijfer.LAAG_INKOMEN,
    "pct_huishoudens_rond_sociaal_minimum": Contextcijfer.SOCIAAL_MINIMUM, "p_hh_lkk": Contextcijfer.SOCIAAL_MINIMUM,
    "bijstand_per_1000": Contextcijfer.BIJSTAND, "pct_corporatiewoningen": Contextcijfer.CORPORATIEWONINGEN,
    "p_wcorpw": Contextcijfer.CORPORATIEWONINGEN,
    "pct_eenpersoonshuishoudens": Contextcijfer.EENPERSOONSHUISHOUDENS,
    **{str(cijfer): cijfer for cijfer in Contextcijfer},
}  # fmt: skip


class ReferenceFault(ValueError):
    """Why a file cannot be used, in plain Dutch."""


@dataclass(frozen=True, kw_only=True)
class Plek:
    """A place as it will be stored."""

    soort: Gebiedsoort
    jaar: int
    code: str
    naam: str
    gemeentecode: str
    omtrek: Outline


@dataclass(frozen=True, kw_only=True)
class Cijferregel:
    gemeentecode: str
    jaar: int
    cijfer: Contextcijfer
    waarde: float


def read_file(path: Path, *, jaar: int | None = None) -> tuple[list[Plek], list[Cijferregel]]:
    """What stands in it. ReferenceFault: nothing of the file is used."""
    raw = _content(path)
    year = jaar or _year_in(path.name)
    if path.suffix.lower() in {".geojson", ".json"}:
        return read_places(raw, jaar=year), []
    return [], read_figures_file(raw, jaar=year)


def read_places(raw: bytes, *, jaar: int | None) -> list[Plek]:
    """Outlines from GeoJSON, in steps coarse enough for a page."""
    shapes = list(_shapes(raw, jaar))
    if not shapes:
        raise ReferenceFault("er staat geen gemeente of wijk in")
    found: list[Plek] = []
    for soort in Gebiedsoort:
        per_map: dict[str, list[_Shape]] = {}
        for shape in (shape for shape in shapes if shape.soort is soort):
            per_map.setdefault(shape.gemeentecode if soort is Gebiedsoort.WIJK else "", []).append(shape)
        found += [place for together in per_map.values() for place in _simplified(soort, together)]
    return found


def read_figures_file(raw: bytes, *, jaar: int | None) -> list[Cijferregel]:
    """Figures from CSV; what is not of a gemeente or has no value is left out."""
    reader = _rows(raw)
    heads = {_plain(name): name for name in reader.fieldnames or ()}
    code = next((heads[name] for name in CODES_OF if name in heads), None)
    if code is None:
        raise ReferenceFault(f"er is geen kolom met codes; verwacht is een van {', '.join(CODES_OF)}")
    wanted = {heads[name]: cijfer for name, cijfer in COLUMNS.items() if name in heads}
    if not wanted:
        raise ReferenceFault(
            "er is geen kolom met een cijfer dat Tijdig kent; zie de handleiding over referentiegegevens"
        )
    when = next((heads[name] for name in YEARS_OF if name in heads), None)
    found: dict[tuple[str, int, Contextcijfer], Cijferregel] = {}
    for row in reader:
        gemeente = CODE.match((row[code] or "").strip())
        year = _year_in(row[when] or "") if when else jaar
        if gemeente is None:
            continue
        if year is None:
            raise ReferenceFault(
                "het jaar staat niet in het bestand of de naam ervan; geef het mee met --jaar"
            )
        for column, cijfer in wanted.items():
            value = _number(row[column] or "", cijfer, line=reader.line_num)
            if value is not None:
                line = Cijferregel(gemeentecode=gemeente[1], jaar=year, cijfer=cijfer, waarde=value)
                found[line.gemeentecode, year, cijfer] = line
    if not found:
        raise ReferenceFault(
            "er staat geen enkele gemeente met een cijfer in; een code ziet eruit als GM0505"
        )
    return list(found.values())


@dataclass(frozen=True, kw_only=True)
class _Shape:
    soort: Gebiedsoort
    jaar: int
    code: str
    naam: str
    gemeentecode: str
    rings: Sequence[Ring]


def _shapes(raw: bytes, jaar: int | None) -> Iterator[_Shape]:
    try:
        features = json.loads(raw)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReferenceFault("dit is geen GeoJSON met een lijst van gebieden (features)") from error
    for feature in features:
        told = {_plain(name): str(value) for name, value in (feature.get("properties") or {}).items()}
        code = next((told[name] for name in CODES_OF if name in told), "")
        gemeente, wijk = CODE.match(code), WIJKCODE.match(code)
        year = next((y for name in YEARS_OF if (y := _year_in(told.get(name, "")))), None) or jaar
        if not gemeente and not wijk:
            continue
        if year is None:
            raise ReferenceFault(
                "het jaar staat niet in het bestand of de naam ervan; geef het mee met --jaar"
            )
        own = (gemeente or wijk or [""])[1]
        yield _Shape(
            soort=Gebiedsoort.GEMEENTE if gemeente else Gebiedsoort.WIJK, jaar=year, rings=_rings(feature, code),
            code=own if gemeente else code, gemeentecode=own,
            naam=next((told[name] for name in NAMES_OF if name in told), code),
        )  # fmt: skip


def _rings(feature: Mapping[str, Any], code: str) -> Sequence[Ring]:
    shape = feature.get("geometry") or {}
    match shape.get("type"):
        case "Polygon":
            parts = [shape["coordinates"]]
        case "MultiPolygon":
            parts = shape["coordinates"]
        case _:
            raise ReferenceFault(f"{code} heeft geen omtrek (Polygon of MultiPolygon)")
    rings = [[(float(p[0]), float(p[1])) for p in ring] for part in parts for ring in part]
    for ring in rings:
        if ring and not in_the_netherlands(*ring[0]):
            raise ReferenceFault(
                f"{code} ligt niet in Nederland; de punten moeten graden zijn (WGS 84, eerst oost, dan noord)"
            )
    return rings


def _simplified(soort: Gebiedsoort, shapes: Sequence[_Shape]) -> list[Plek]:
    """In the finest steps with which all of one map stay within what a page can carry."""
    for step in STEPS[soort]:
        drawn = [(shape, outline_of(shape.rings, step)) for shape in shapes]
        if (
            sum(outline.punten for _, outline in drawn if outline) <= MOST_POINTS[soort]
            or step == STEPS[soort][-1]
        ):
            break
    return [
        Plek(soort=soort, jaar=s.jaar, code=s.code, naam=s.naam, gemeentecode=s.gemeentecode, omtrek=outline)
        for s, outline in drawn if outline
    ]  # fmt: skip


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise ReferenceFault("dit bestand is er niet")
    if path.stat().st_size > LARGEST:
        raise ReferenceFault(f"dit bestand is groter dan {LARGEST // 1_000_000} MB")
    return path.read_bytes()


def _rows(raw: bytes) -> "csv.DictReader[str]":
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReferenceFault("dit bestand is geen tekst in UTF-8") from error
    head = text.split("\n", 1)[0]
    return csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").lower()


def _year_in(text: str) -> int | None:
    found = re.search(r"20[1-4]\d", text)
    return int(found[0]) if found else None


def _number(text: str, cijfer: Contextcijfer, *, line: int) -> float | None:
    """None: not published. CBS writes a point or nothing for what it does not tell."""
    bare = text.strip().replace(",", ".")
    if bare in {"", ".", "-", "x"}:
        return None
    try:
        value = float(bare)
    except ValueError as error:
        raise ReferenceFault(f"regel {line}: '{text}' is geen getal ({cijfer})") from error
    if value < 0 and value <= -99_990:
        return None  # CBS: -99997 and the like for what is not known
    if value < 0:
        raise ReferenceFault(f"regel {line}: {text} kan niet lager zijn dan 0 ({cijfer})")
    return value

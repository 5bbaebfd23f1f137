"""The sociale kaart as a CSV that people can keep in a spreadsheet: out, and in again with every fault named."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tijdig.referrals.models import Organisatie
from tijdig.rules.sheets import defuse
from tijdig.rules.terms import Domein, Plek

FIELDS = (
    "naam", "domeinen", "schuldhulpverlening", "omschrijving", "contact", "telefoon", "email", "adres", "plek",
    "wachttijd_weken", "geldig_van", "geldig_tot",
)  # fmt: skip
REQUIRED = ("naam", "domeinen")
BOM = "\ufeff"
MOST_BYTES = 2_000_000
LONGEST = {"naam": 120, "contact": 120, "telefoon": 30, "email": 254, "adres": 160, "omschrijving": 4_000}
YES = {"ja": True, "j": True, "1": True, "nee": False, "n": False, "0": False, "": False}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What was read: the lines that are right, and a sentence for each that is not."""

    regels: tuple[dict[str, Any], ...] = ()
    faults: tuple[str, ...] = ()


def as_csv(rows: Iterable[Organisatie]) -> bytes:
    """`;`-separated, UTF-8 with a mark, formulas defused."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([defuse(_written(getattr(row, name))) for name in FIELDS])
    return (BOM + out.getvalue()).encode()


def read_csv(raw: bytes, *, today: date) -> Sheet:
    """Every line, or what is wrong with it. `;` or `,`; UTF-8 or Windows-1252. Nothing is half read."""
    if len(raw) > MOST_BYTES:
        return Sheet(faults=("Het bestand is te groot. Een sociale kaart is hoogstens 2 MB.",))
    text = _decoded(raw)
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        heads = {(head or "").strip().lower(): head for head in reader.fieldnames or []}
        if missing := [name for name in REQUIRED if name not in heads]:
            return Sheet(
                faults=tuple(
                    f"De kolom {name} ontbreekt. De eerste regel noemt de kolommen." for name in missing
                )
            )
        lines = [{name: (row.get(head) or "").strip() for name, head in heads.items()} for row in reader]
    except csv.Error:
        return Sheet(faults=("Dit bestand is niet te lezen als CSV.",))
    return _checked([line for line in lines if any(line.values())], today)


def _checked(lines: list[dict[str, str]], today: date) -> Sheet:
    good, faults, seen = [], [], set[str]()
    for number, line in enumerate(lines, start=2):
        try:
            regel = _values(line, today)
            if regel["naam"].casefold() in seen:
                raise ValueError("deze naam staat er al eerder in")
        except ValueError as fault:
            faults.append(f"Regel {number}: {fault}.")
            continue
        seen.add(regel["naam"].casefold())
        good.append(regel)
    return Sheet(regels=tuple(good), faults=tuple(faults))


def _values(line: Mapping[str, str], today: date) -> dict[str, Any]:
    texts = {name: undefuse(line.get(name, "")) for name in LONGEST}
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            raise ValueError(f"{name} is langer dan {LONGEST[name]} tekens")
    if not texts["naam"]:
        raise ValueError("naam ontbreekt")
    if texts["email"] and "@" not in texts["email"]:
        raise ValueError("email is geen e-mailadres")
    yes = line.get("schuldhulpverlening", "").lower()
    if yes not in YES:
        raise ValueError("schuldhulpverlening is ja of nee")
    plek, weeks = _room(line)
    start, end = _day(line, "geldig_van") or today, _day(line, "geldig_tot")
    if end is not None and end < start:
        raise ValueError("geldig_tot ligt voor geldig_van")
    return {
        **texts, "domeinen": list(_domains(line["domeinen"])), "schuldhulpverlening": YES[yes], "plek": plek,
        "wachttijd_weken": weeks, "geldig_van": start, "geldig_tot": end,
    }  # fmt: skip


def _domains(text: str) -> Iterator[str]:
    written = [part.strip().lower().replace("-", "_").replace(" ", "_") for part in text.split(",")]
    named = [part for part in dict.fromkeys(written) if part]
    if not named or not set(named) <= set(Domein):
        raise ValueError("domeinen is financieel, niet_financieel of allebei met een komma ertussen")
    yield from named


def _room(line: Mapping[str, str]) -> tuple[str, int | None]:
    plek, weeks = line.get("plek", "").lower() or Plek.OPEN.value, line.get("wachttijd_weken", "")
    if plek not in set(Plek):
        raise ValueError("plek is open, wachttijd of vol")
    if plek != Plek.WACHTTIJD:
        return plek, None
    if not (weeks.isascii() and weeks.isdigit() and len(weeks) < 4):
        raise ValueError("bij plek wachttijd hoort een aantal weken in wachttijd_weken")
    return plek, int(weeks)


def _day(line: Mapping[str, str], name: str) -> date | None:
    text = line.get(name, "")
    if not text:
        return None
    try:
        day, _, rest = text.partition("-")
        if len(day) == 4:
            return date.fromisoformat(text)
        month, _, year = rest.partition("-")
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{name} is geen datum, schrijf bijvoorbeeld 2026-11-30") from None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def undefuse(text: str) -> str:
    """A cell that `defuse` made harmless, as it was."""
    return text[1:] if text[:1] == "'" and defuse(text[1:]) == text else text


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

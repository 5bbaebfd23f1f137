"""A delivery as the pages show it: bars that add up, facts, and per refused line what stood there."""

from dataclasses import dataclass
from typing import Any

from tijdig.rules.labels import label
from tijdig.rules.terms import Aanleverstatus, BrpUitkomst, Reden, Zekerheid

from .models import Aanlevering, Aanleverregel

KANALEN = {
    "upload": "geüpload",
    "opdrachtregel": "met de opdrachtregel",
    "doorgezonden": "door een andere gemeente",
}
KINDS = {
    Aanleverstatus.ONTVANGEN: "rustig", Aanleverstatus.IN_VERWERKING: "let-op", Aanleverstatus.VERWERKT: "klaar",
    Aanleverstatus.GEWEIGERD: "dringend",
}  # fmt: skip
STEPS = {"herinnering": "herinnering gestuurd", "contact": "persoonlijk contact gezocht",
         "gewezen_op_hulp": "op hulp gewezen", "aanbod_gegevens": "aangeboden gegevens door te geven"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Deel:
    """A part of the small bar in the list: where it begins and how wide it is, in per cents."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Fout:
    """One thing that is wrong with a line. `was`: what stood there, when it is about one column."""

    kolom: str
    was: str
    fout: str
    goed: str


@dataclass(frozen=True, kw_only=True)
class Regel:
    """A refused line as the report shows it."""

    nummer: int
    kenmerk: str
    fouten: tuple[Fout, ...]


def segments_of(aanlevering: Aanlevering) -> list[dict[str, Any]]:
    """The three parts of the bar; they add up to all lines (R-INT-3)."""
    return [
        {"label": "toegelaten", "count": aanlevering.toegelaten, "kind": "goed"},
        {"label": "geweigerd", "count": aanlevering.geweigerd, "kind": "fout"},
        {"label": "dubbel", "count": aanlevering.dubbel, "kind": "dubbel"},
    ]


def shares_of(aanlevering: Aanlevering) -> list[Deel]:
    """The same three as parts of a small bar; empty when there are no lines."""
    parts, before = [], 0
    for segment in segments_of(aanlevering):
        count = segment["count"]
        if count:
            x, width = 100 * before / aanlevering.regels, 100 * count / aanlevering.regels
            parts.append(Deel(kind=segment["kind"], x=f"{x:.2f}%", width=f"{width:.2f}%"))
        before += count
    return parts


def facts_of(aanlevering: Aanlevering) -> list[dict[str, str]]:
    """Where this delivery came from, as pairs."""
    said = [STEPS[step] for step in STEPS if step in aanlevering.stappen]
    unknown = ", ".join(aanlevering.kolommen_onbekend)
    facts = [
        ("Bestand", aanlevering.bestandsnaam), ("Vorm", aanlevering.formaat.upper()),
        ("Dag die telt", f"{aanlevering.dag:%d-%m-%Y}"),
        ("Binnengekomen", KANALEN.get(aanlevering.kanaal, aanlevering.kanaal)),
        ("Voor het hele bestand verklaard", ", ".join(said) or "niets, per regel"),
    ]  # fmt: skip
    if unknown:
        facts.append(("Kolommen die niet zijn bewaard", unknown))
    return [{"label": name, "value": value} for name, value in facts if value]


def outcome_words(uitkomst: str, zekerheid: str) -> str:
    """The outcome of a check. One person who fits poorly is not found: the label of a sure outcome says too much."""
    if zekerheid != Zekerheid.ZEKER and uitkomst == BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF:
        return "Iemand lijkt erop, het is niet zeker"
    return label(BrpUitkomst(uitkomst))


def refused_line(line: Aanleverregel) -> Regel:
    """What stood there, what is wrong, and what would be right."""
    raw = line.ruw or {}
    return Regel(
        nummer=line.nummer,
        kenmerk=raw.get("referentie", ""),
        fouten=tuple(
            Fout(
                kolom=reden["kolom"] or "", was=raw.get(reden["kolom"] or "", ""), fout=label(Reden(reden["code"])),
                goed=reden["uitleg"],
            )
            for reden in line.redenen
        ),
    )  # fmt: skip

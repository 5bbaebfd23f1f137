"""What became of a delivery: as JSON for the command line, and its refused lines as a file to mend and send again.

Source: the delivery layout, version 1, "Command line" and "Verdicts" (R-INT-3).
"""

import csv
import io
from collections import Counter
from typing import Any

from tijdig.rules.sheets import defuse
from tijdig.rules.terms import Oordeel, Waarschuwing

from . import layout
from .models import Aanlevering, Aanleverregel
from .remarks import Opmerking

REASON_COLUMN = "reden"  # last column of the refused lines; our own reader drops it as unknown
UTF8_WITH_MARK = "utf-8-sig"  # or a spreadsheet takes it for Windows-1252


def as_json(aanlevering: Aanlevering) -> dict[str, Any]:
    """The verdict on a delivery and on each of its lines. The caller adds what came after admission."""
    regels = list(Aanleverregel.objects.filter(aanlevering=aanlevering))
    onbekend = [_unknown(kolom) for kolom in aanlevering.kolommen_onbekend]
    return {
        "aanlevering": str(aanlevering.pk),
        "oordeel": str(aanlevering.status),
        "redenen": aanlevering.afwijzing,
        "regels": aanlevering.regels,
        "toegelaten": aanlevering.toegelaten,
        "geweigerd": aanlevering.geweigerd,
        "dubbel": aanlevering.dubbel,
        "per_reden": dict(sorted(Counter(code for regel in regels for code in regel.codes).items())),
        "regel": [
            {
                "nummer": regel.nummer,
                "oordeel": regel.oordeel,
                "redenen": regel.redenen,
                "waarschuwingen": [*regel.waarschuwingen, *onbekend],
            }
            for regel in regels
        ],
    }


def _unknown(kolom: str) -> dict[str, str | None]:
    """An unknown column is dropped from every line, and named (R-INT-2)."""
    uitleg = f"De kolom '{kolom}' hoort niet bij de aanlevering en is weggelaten."
    return Opmerking(Waarschuwing.KOLOM_ONBEKEND, kolom, uitleg).as_json()


def refused_lines_csv(aanlevering: Aanlevering) -> bytes:
    """The refused lines in the public layout, with why: mend them and send the file again.

    UTF-8 with mark, `;`. What a spreadsheet would run as a formula has an apostrophe before it, which
    the reading of a line takes away again.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*layout.NAMES, REASON_COLUMN])
    refused = Aanleverregel.objects.filter(aanlevering=aanlevering, oordeel=Oordeel.GEWEIGERD)
    for regel in refused.iterator():
        delivered = regel.ruw or {}
        writer.writerow([*(defuse(delivered.get(name, "")) for name in layout.NAMES), defuse(_why(regel))])
    return out.getvalue().encode(UTF8_WITH_MARK)


def _why(regel: Aanleverregel) -> str:
    sentences = (
        f"{reden['kolom']}: {reden['uitleg']}" if reden["kolom"] else reden["uitleg"]
        for reden in regel.redenen
    )
    return f"Regel {regel.nummer}. " + " ".join(sentences)

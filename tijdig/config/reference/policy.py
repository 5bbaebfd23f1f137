"""The policy in force after its last change, value by value, with source and status."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tijdig.policies import POLICY_FOLDER, Status, Waarde, values_in_force
from tijdig.policies.folder import STANDAARD, read_folder

from .markdown import code, page, table

STATUS_IN_WORDS = {Status.VAN_KRACHT: "van kracht", Status.TE_BEVESTIGEN: "**te bevestigen**"}


def pages() -> dict[str, str]:
    """`beleid.md`: the national values and the default, and what each gemeente decided itself."""
    beleidsmap = read_folder(POLICY_FOLDER)
    dag = beleidsmap.dagen[-1]
    standaard = values_in_force(dag, STANDAARD)
    te_bevestigen = sum(waarde.status is Status.TE_BEVESTIGEN for waarde in standaard)
    return {
        "beleid.md": page(
            "Het beleid",
            f"Zoals het geldt vanaf de laatste wijziging, {dag:%d-%m-%Y}. Elke waarde staat als gedateerd bestand in "
            "de map `policy/`; een oudere zaak wordt beoordeeld met de waarde van toen.",
            f"Van de landelijke en standaardwaarden zijn er {te_bevestigen} van de {len(standaard)} *te bevestigen*: "
            "de bron zelf is niet gelezen of noemt geen getal. Laat een jurist ernaar kijken voor u ermee werkt.",
            *_sections("Landelijk en standaard", standaard),
            *(part for gemeente in sorted(beleidsmap.gemeenten) for part in _of_gemeente(dag, gemeente)),
        )
    }


def _of_gemeente(dag: date, gemeente: str) -> list[str]:
    own = [waarde for waarde in values_in_force(dag, gemeente) if f"/{gemeente}/" in waarde.bestand]
    return _sections(f"Gemeente {gemeente}: eigen keuzes in plaats van de standaard", own)


def _sections(title: str, waarden: Sequence[Waarde]) -> list[str]:
    parts = [f"## {title}"]
    for (onderwerp, bestand), group in groupby(waarden, key=lambda w: (w.onderwerp, w.bestand)):
        parts += [
            f"### {onderwerp.split('/', 1)[1]}",
            f"Bestand: {code(bestand)}",
            table(("Waarde", "Inhoud", "Bron", "Status"), map(_row, group)),
        ]
    return parts


def _row(waarde: Waarde) -> tuple[str, str, str, str]:
    inhoud = f"{waarde.inhoud} — {waarde.toelichting}" if waarde.toelichting else waarde.inhoud
    return code(waarde.pad), inhoud, waarde.bron, STATUS_IN_WORDS[waarde.status]

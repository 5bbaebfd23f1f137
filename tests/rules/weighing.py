"""Facts, kaders and strategies that the tests of the weighing share."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tijdig.rules.terms import Aanpak, Bericht, Eindresultaat
from tijdig.rules.triage import CONDITIONS, LEEFTIJDSKLASSEN, Afwegingskader, Feiten, read_kader

POLICY = Path(__file__).parents[2] / "policy" / "gemeente"


def shipped(gemeente: str, day: str) -> dict[str, Any]:
    text = (POLICY / gemeente / "afwegingskader" / f"{day}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


DORDRECHT = read_kader(shipped("0505", "2021-05-01"))
STANDAARD = read_kader(shipped("standaard", "2021-01-01"))

PLAIN = Feiten(soorten=frozenset({"gas"}), partners=1, signalen=1, bedrag=100_00, ouderdom_dagen=40)


def feiten_with(**changes: Any) -> Feiten:
    if "soorten" in changes:
        changes["soorten"] = frozenset(changes["soorten"])
    return replace(PLAIN, **changes)


def mapping_of(*regels: dict[str, Any]) -> dict[str, Any]:
    """The content of a policy file with these rules; what a rule leaves out is filled in."""
    filled = [
        {"id": f"regel-{n}", "als": {}, "dan": "brief", "bakje": "brief", "reden": "Daarom.", "bron": "toets"}
        | regel
        for n, regel in enumerate(regels, start=1)
    ]
    return {
        "titel": "Toetskader",
        "summary": "for tests",
        "gemeente": "0599",
        "geldig_vanaf": date(2026, 1, 1),
        "vastgesteld": "voor de toets",
        "bron": "toets",
        "status": "te_bevestigen",
        "regels": filled,
    }


def kader_of(*regels: dict[str, Any]) -> Afwegingskader:
    return read_kader(mapping_of(*regels))


SOORTEN = ("huur", "gas", "drinkwater", "zorgverzekering")
feiten = st.builds(
    Feiten,
    soorten=st.frozensets(st.sampled_from(SOORTEN), min_size=1),
    berichten=st.frozensets(st.sampled_from([str(b) for b in Bericht])),
    partners=st.integers(1, 4),
    signalen=st.integers(1, 6),
    meervoudig=st.booleans(),
    opeenvolgend=st.booleans(),
    recidive=st.booleans(),
    bedrag=st.integers(1, 2_000_00),
    ouderdom_dagen=st.integers(0, 400),
    crisis=st.booleans(),
    minderjarige_kinderen=st.none() | st.booleans(),
    leeftijdsklasse=st.sampled_from(LEEFTIJDSKLASSEN),
    wijk=st.sampled_from(["", "Crabbehof", "Wielwijk"]),
    telefoon_bekend=st.booleans(),
    email_bekend=st.booleans(),
    eerdere_aanpak=st.none() | st.sampled_from(Aanpak),
    eerdere_uitkomst=st.none() | st.sampled_from(Eindresultaat),
    warme_overdracht=st.booleans(),
    bekend_bij_shv=st.booleans(),
    nazorg_shv=st.booleans(),
    curatele=st.booleans(),
    geen_bewoner_gevonden=st.booleans(),
    briefadres=st.booleans(),
    huisbezoek_verboden=st.booleans(),
)

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "soorten_bevat": st.lists(st.sampled_from(SOORTEN), min_size=1, unique=True),
    "alleen_soorten": st.lists(st.sampled_from(SOORTEN), min_size=1, unique=True),
    "berichten_bevat": st.lists(st.sampled_from([str(b) for b in Bericht]), min_size=1, unique=True),
    "partners_minimaal": st.integers(1, 3),
    "partners_maximaal": st.integers(1, 3),
    "signalen_minimaal": st.integers(1, 4),
    "bedrag_minimaal": st.integers(1, 2_000_00),
    "ouderdom_minimaal": st.integers(1, 200),
    "leeftijdsklasse": st.lists(st.sampled_from(LEEFTIJDSKLASSEN), min_size=1, unique=True),
    "wijk": st.lists(st.sampled_from(["Crabbehof", "Wielwijk"]), min_size=1, unique=True),
    "eerdere_aanpak": st.lists(st.sampled_from([str(a) for a in Aanpak]), min_size=1, unique=True),
    "eerdere_uitkomst": st.lists(st.sampled_from([str(e) for e in Eindresultaat]), min_size=1, unique=True),
}


@st.composite
def regels(draw: st.DrawFn, names: tuple[str, ...] = tuple(CONDITIONS)) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    als = {name: draw(_VALUES.get(name, st.booleans())) for name in chosen}
    return {"als": als, "dan": str(draw(st.sampled_from(Aanpak)))}


kaders = st.lists(regels(), max_size=4).map(lambda drawn: kader_of(*(drawn or [{}])))
# Few conditions and the amount always among them: here rules get in each other's way.
crowded_kaders = st.lists(
    regels(("bedrag_minimaal", "soorten_bevat", "bekend_bij_shv", "telefoon_bekend", "partners_maximaal")),
    min_size=1,
    max_size=4,
).map(lambda drawn: kader_of(*drawn))

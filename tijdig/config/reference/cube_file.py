"""The layout of an anonymous cube as a file, written from the code that reads and writes it (R-MON-5)."""

from datetime import date

from tijdig.monitor.comparing.layout import COLUMNS, INVENTED, SHARED, VERSION, Kubusregel, splits_of
from tijdig.monitor.comparing.writing import as_csv
from tijdig.monitor.definitions import definities
from tijdig.monitor.words import NAMES
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.compared import KETEN
from tijdig.rules.indicators import Dimensie
from tijdig.rules.terms import PartnerType

from .markdown import code, page, table

EXAMPLE = "voorbeelden/kubus.csv"
INTRO = f"""
Indeling {VERSION}. Eén regel is één cijfer van één gemeente en maand. Tijdig schrijft en leest alleen deze indeling:
bij `tijdig cijfers-uitvoeren`, `cijfers-inlezen`, het landelijke verslag en het verzonnen land. CSV in UTF-8 met `;`
ertussen, of Parquet met dezelfde kolommen. Naast een CSV komt een beschrijving voor machines (CSV on the Web).

Er staat niemand in. De aantallen zijn niet afgerond: geef het bestand alleen aan wie namens gemeenten vergelijkt
([ADR 14](../adr/0014-exact-counts-to-who-compares.md)). Een kolom meer of minder wordt geweigerd, een waarde die op
geen lijst staat ook.
"""
WHOLE = f"""
Nodig zijn per gemeente en maand {", ".join(map(code, KETEN))}, ook als ze nul zijn. Al het andere mag ontbreken; het
landelijke verslag zegt dan op hoeveel gemeenten het rust. Alleen hele maanden tellen.
"""


def pages() -> dict[str, str]:
    """`kubusbestand.md`, and an example."""
    return {"kubusbestand.md": _page(), EXAMPLE: _example()}


def _page() -> str:
    return page(
        "Het kubusbestand",
        INTRO,
        "## Kolommen",
        table(("Kolom", "Uitleg"), ((code(c.naam), c.uitleg) for c in COLUMNS)),
        "## Dimensies",
        table(
            ("Code", "Waarnaar gesplitst"), ((code(d), NAMES[d]) for d in SHARED if d is not Dimensie.GEEN)
        ),
        "De waarden staan in [gesloten lijsten](lijsten.md); een bedragklasse is het bedrag in eurocent "
        "waar ze begint.",
        "## Definities",
        table(
            ("Versie", "Terugkijken", "Soorten melding"),
            (
                (
                    d.versie,
                    f"{d.maanden_terug} maanden",
                    "sluiten elkaar uit" if d.uitsluitend else "overlappen",
                )
                for d in definities()
            ),
        ),
        "## Cijfers",
        WHOLE,
        table(
            ("Code", "Cijfer", "Teller", "Noemer", "Ook gesplitst naar"),
            (
                (code(i.id), i.naam, i.zin, i.noemer or "geen", ", ".join(map(code, splits_of(i)[1:])))
                for i in INDICATOREN.values()
            ),
        ),
        f"Een voorbeeld: [{EXAMPLE}]({EXAMPLE}).",
    )


def _example() -> str:
    month, of = date(2026, 3, 1), "0505"
    counts = {"S1": (130, None), "M1": (100, None), "C4": (80, 100), "C5A": (20, 100), "H1A": (8, 100), "H1G": (8, 80),
              "H1C": (8, 20), "C7": (5, 150), "K3": (2, 100)}  # fmt: skip
    regels = [
        Kubusregel(gemeente=of, maand=month, indicator=name, teller=teller, noemer=noemer)
        for name, (teller, noemer) in counts.items()
    ]
    regels += [
        Kubusregel(
            gemeente=of,
            maand=month,
            indicator="S1",
            dimensie=Dimensie.PARTNERTYPE,
            waarde=str(kind),
            teller=count,
        )
        for kind, count in ((PartnerType.VERHUURDER, 40), (PartnerType.ZORGVERZEKERAAR, 90))
    ]
    regels.append(
        Kubusregel(
            gemeente=of,
            maand=month,
            indicator="M2O",
            definitie=definities()[-1].versie,
            teller=38,
            noemer=100,
        )
    )
    return as_csv(regels, bron=INVENTED).decode()

"""The public delivery layout, written from the code that reads it (R-INT-1, R-INT-2)."""

from collections.abc import Mapping
from enum import StrEnum

from tijdig.intake import layout
from tijdig.rules.labels import label
from tijdig.rules.terms import Afwijzing, Bericht, Oordeel, Reden, Waarschuwing

from .examples import DAY, example_file, soorten
from .markdown import code, page, table

TO_DO: Mapping[StrEnum, str] = {
    Reden.VELD_ONTBREEKT: "Vul het veld en lever de regel opnieuw aan.",
    Reden.VELD_ONGELDIG: "Lees bij de regel welke vorm goed is.",
    Reden.GEEN_OVEREENKOMST: "Maak met de gemeente een afspraak over deze soort.",
    Reden.SOORT_ONBEKEND: "Gebruik een code uit het beleid.",
    Reden.SOORT_ZONDER_GRONDSLAG: "Lever deze soort hier niet aan.",
    Reden.TE_JONG: "Wacht tot de achterstand oud genoeg is. De datum staat erbij.",
    Reden.TE_OUD: "Lever eerder aan.",
    Reden.TE_WEINIG_TERMIJNEN: "Wacht op de volgende termijn, of vul het aantal in.",
    Reden.SOCIALE_INCASSO: "Zet eerst de stap die ontbreekt.",
    Reden.BEZWAAR: "Lever deze klant niet aan.",
    Reden.ONDER_DREMPEL: "Lever opnieuw aan als het bedrag hoger is.",
    Reden.RECHTSPERSOON: "Lever alleen mensen aan, en bedrijven zonder rechtspersoon.",
    Reden.HERHAALD: "Lever opnieuw aan als het bedrag hoger is geworden.",
    Waarschuwing.TELEFOON_ONGELDIG: "Het nummer is niet bewaard.",
    Waarschuwing.EMAIL_ONGELDIG: "Het adres is niet bewaard.",
    Waarschuwing.HUISNUMMER_GESPLITST: "Zet letter en toevoeging liever in hun eigen kolom.",
    Waarschuwing.VELD_INGEKORT: "Alleen het begin is bewaard.",
    Waarschuwing.KOLOM_ONBEKEND: "De kolom is niet bewaard.",
    Afwijzing.LEEG: "Kijk of u het goede bestand koos.",
    Afwijzing.ONLEESBAAR: "Bewaar het als CSV, XLSX of JSON en lever opnieuw aan.",
    Afwijzing.TE_GROOT: "Lever het in delen; elke regel telt één keer.",
    Afwijzing.BSN_NIET_TOEGESTAAN: "Haal de kolom weg. Er is niets bewaard.",
    Afwijzing.GEEN_OVEREENKOMST: "Neem contact op met de gemeente.",
    Afwijzing.KOLOM_ONTBREEKT: "Zet de namen van de kolommen in de eerste regel.",
}

INTRO = f"""
Versie {layout.VERSION}. Eén regel is één achterstand van één klant bij één partner. Een bestand is goed als het is:

- **CSV**, met `;` of `,` ertussen, in UTF-8 of Windows-1252;
- **XLSX**, het eerste blad (op andere bladen kijkt Tijdig niet);
- **JSON**, een lijst van objecten met dezelfde namen.

De namen van de kolommen staan in de eerste regel, of onder een titel in een van de eerste tien regels. De volgorde is
vrij.
Hoofdletters, spaties en wat tussen haakjes staat tellen niet: `Post code` en `Bedrag (€)` zijn goed.
Een onbekende kolom wordt niet bewaard en wel genoemd. **Een kolom met het BSN is niet toegestaan:** dan wordt het hele
bestand geweigerd en niets bewaard.
"""

TWICE = """
Hetzelfde bestand nog eens aanleveren mag: een regel met dezelfde referentie, soort, bericht en maand telt één keer en
komt terug als *dubbel*. Toegelaten, geweigerd en dubbel zijn samen altijd alle regels.
"""


def pages() -> dict[str, str]:
    """`aanleverformaat.md`, and an example file per soort."""
    examples = {f"voorbeelden/{soort}.csv": example_file(soort) for soort in soorten()}
    return {"aanleverformaat.md": _page(), **examples}


def _page() -> str:
    return page(
        "Het aanleverformaat",
        INTRO,
        "## Kolommen",
        table(
            ("Kolom", "Verplicht", "Vorm", "Uitleg"),
            ((code(c.name), c.required, c.form, c.note) for c in layout.COLUMNS),
        ),
        f"Van {' en '.join(map(code, layout.ONE_OF))} is er één nodig. De stappen "
        f"{', '.join(map(code, layout.STEPS))} mag u ook één keer voor het hele bestand opgeven. Welke stappen en "
        "hoeveel dagen bij welke soort horen, staat in [het beleid](beleid.md).",
        "Schrijft u een andere naam? Deze begrijpt Tijdig ook, als de kolom er niet al onder haar eigen naam is:",
        table(
            ("Kolom", "Mag ook heten"),
            ((code(n), ", ".join(others)) for n, others in layout.ALSO_CALLED.items()),
        ),
        "## Berichten",
        _codes(Bericht),
        "## Oordeel per regel",
        _codes(Oordeel),
        TWICE,
        "## Waarom een regel wordt geweigerd",
        _codes(Reden),
        "## Waarschuwingen bij een regel die wel is toegelaten",
        _codes(Waarschuwing),
        "## Waarom een heel bestand wordt geweigerd",
        _codes(Afwijzing),
        "## Voorbeelden",
        f"Elk bestand is goed als het op {DAY:%d-%m-%Y} wordt aangeleverd. De mensen en adressen zijn verzonnen.",
        *(_example(soort) for soort in soorten()),
    )


def _codes(soort: type[StrEnum]) -> str:
    if any(member in TO_DO for member in soort):
        rows = [(code(member.value), label(member), TO_DO[member]) for member in soort]
        return table(("Code", "Betekenis", "Wat te doen"), rows)
    return table(("Code", "Betekenis"), ((code(member.value), label(member)) for member in soort))


def _example(soort: str) -> str:
    return f"### {soort.capitalize()}\n\n[`{soort}.csv`](voorbeelden/{soort}.csv)\n\n```csv\n{example_file(soort)}```"

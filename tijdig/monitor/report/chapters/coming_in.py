"""What came in: signals, who sent them, what became a melding, what kinds of melding."""

from tijdig.monitor.answers.model import Figuur, Kolom, Regel, Tabel
from tijdig.monitor.definitions import definities, newest
from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.charts import Streep, months_chart, parts_chart, shares_chart
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Onderdeel, Tekening
from tijdig.monitor.report.sentences import out_of, per_thousand
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.words import number, percent, value_words
from tijdig.rules.indicators import Dimensie
from tijdig.rules.yearly import mean_of_months, per_thousand_a_year

KINDS = (
    Streep(label="Enkelvoudig", indicator="M2E"),
    Streep(label="Meervoudig", indicator="M2M"),
    Streep(label="Opeenvolgend", indicator="M2O"),
)
NOTHING = Alinea(tekst="Hierover zijn er over deze maanden geen cijfers.")
OVERLAP = "Een melding kan van twee soorten zijn; de aandelen tellen niet op tot 100%."
IN_WHOSE_NAME = Alinea(
    tekst="Een zorgverzekering is er per persoon, een huurwoning of een aansluiting per adres. Een zorgverzekeraar kan "
    "over één adres dus meer signalen geven dan een verhuurder."
)
WHAT_IS_A_MELDING = Alinea(
    tekst="Een melding is één adres met alle signalen die samen worden opgepakt. Het is geen huishouden en geen "
    "persoon. Een signaal wordt geen melding als het bijvoorbeeld dubbel is, als iemand al schuldhulp krijgt, of "
    "als het adres niet klopt."
)


def signals(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """How many signals, per resident and per month."""
    parts: list[Onderdeel] = [Alinea(tekst=_how_many(bron), kern=True)]
    parts += [Alinea(tekst=said) for said in changes.sentences("S1")]
    parts.append(months_chart(bron))
    return Hoofdstuk(naam="signalen", titel="Hoeveel signalen kwamen er binnen?", onderdelen=tuple(parts))


def partners(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Who sent them, by type: no partner by name in a report."""
    titel, nu = "Wie gaven de signalen af?", bron.nu
    chart = parts_chart(
        bron, "S1", Dimensie.PARTNERTYPE, naam="partners", titel="Signalen naar type partner", word="Signalen"
    )
    found = [value for value in nu.values("S1", Dimensie.PARTNERTYPE) if value]
    if chart is None or not found:
        return Hoofdstuk(naam="partners", titel=titel, onderdelen=(NOTHING,))
    first = percent(nu.part_of("S1", Dimensie.PARTNERTYPE, found[0]))
    said = f"De meeste signalen kwamen van het type {_in_sentence(found[0])}: {first}."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), IN_WHOSE_NAME]
    if nu.whole("S4").teller and (crisis := nu.figure("S4")) is not None:
        told = f"Van de signalen ging {percent(crisis)} over een dreigende crisis, zoals een ontruiming."
        parts.append(Alinea(tekst=told))
    if nu.whole("S5").teller and (end := nu.figure("S5")) is not None:
        told = f"Van de signalen over energie ging {percent(end)} over het einde van de levering."
        parts.append(Alinea(tekst=told))
    return Hoofdstuk(naam="partners", titel=titel, onderdelen=(*parts, chart))


def to_melding(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Which signals became a melding, and why others did not."""
    titel = "Hoeveel signalen werden een melding?"
    if not bron.nu.whole("S6").noemer:
        return Hoofdstuk(naam="melding", titel=titel, onderdelen=(NOTHING,))
    said = f"Van de signalen is {bron.nu.share_words('S6')} in een melding opgenomen{out_of(bron, 'S6')}."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), WHAT_IS_A_MELDING]
    parts += [Alinea(tekst=told) for told in changes.sentences("S6")]
    why = "Waarom een signaal geen melding werd"
    aside = parts_chart(bron, "S7", Dimensie.REDEN, naam="terzijde", titel=why, word="Signalen")
    parts += [aside] if aside else []
    return Hoofdstuk(naam="melding", titel=titel, onderdelen=tuple(parts))


def kinds(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Kinds of melding by the newest definition, and the arrears."""
    said = f"Er waren {bron.nu.count_words('M1')} meldingen."
    if (again := bron.nu.figure("M2O")) is not None:
        back = f"in de {newest().maanden_terug} maanden ervoor"
        said += f" Bij {percent(again)} was er op het adres ook {back} een signaal."
    told = [*changes.sentences("M1"), *changes.sentences("M2O")]
    # What both have in common is said once, after them.
    once = sorted(dict.fromkeys(told), key=told.count)
    titel = "Meldingen naar achterstand"
    amounts = parts_chart(bron, "M1", Dimensie.BEDRAGKLASSE, naam="bedragen", titel=titel, word="Meldingen")
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), *(Alinea(tekst=text) for text in once)]
    parts += [part for part in (_kinds_chart(bron), _by_definition(bron), amounts) if part]
    return Hoofdstuk(naam="soorten", titel="Wat voor meldingen zijn het?", onderdelen=tuple(parts))


def _kinds_chart(bron: Bron) -> Tekening | None:
    """With the version that counts them (R-MON-3)."""
    definitie = newest()
    note = f"Opeenvolgend kijkt {definitie.maanden_terug} maanden terug."
    return shares_chart(
        bron, KINDS, naam="soorten", titel=f"Soort melding, definitie {definitie.versie}", kop="Soort melding",
        words=("Meldingen", "Van alle"), uitleg=note if definitie.uitsluitend else f"{note} {OVERLAP}",
    )  # fmt: skip


def _by_definition(bron: Bron) -> Tekening | None:
    """The same meldingen by every definition, beside each other: how much of a difference is the counting (R-MON-3)."""
    years = {**bron.soorten, newest().versie: bron.nu}
    shares = {
        (kind.indicator, versie): share for kind in KINDS for versie, of in years.items()
        if (share := kind.share(of)) is not None
    }  # fmt: skip
    told = [d for d in definities() if any((kind.indicator, d.versie) in shares for kind in KINDS)]
    if len(told) < 2:
        return None
    titel = "Soort melding, naar definitie"
    lines = tuple(
        Regel(label=kind.label, cellen=tuple(percent(shares.get((kind.indicator, d.versie))) for d in told))
        for kind in KINDS
    )
    kolommen = tuple(Kolom(label=f"Definitie {d.versie}") for d in told)
    tabel = Tabel(titel=titel, kop="Soort melding", kolommen=kolommen, regels=lines)
    uitleg = "Dezelfde meldingen, anders geteld: zet cijfers van twee definities niet achter elkaar."
    return Tekening(figuur=Figuur(naam="definities", titel=titel, tekening=None, tabel=tabel, uitleg=uitleg))


def _how_many(bron: Bron) -> str:
    total, rates = bron.nu.count_words("S1"), [[part] for part in bron.nu.rates("S1") if part.noemer]
    if not rates:
        return f"Er kwamen {total} signalen van betalingsachterstanden binnen."
    mean = per_thousand(mean_of_months(rates))
    said = f"Er kwamen {total} signalen binnen: gemiddeld {mean} per 1.000 inwoners per maand"
    if bron.is_whole_year:
        whole = (per_thousand_a_year(rates) or 0) * bron.nu.stap
        return f"{said}, en {number(whole, 1)} per 1.000 inwoners in het hele jaar."
    return f"{said}."


def _in_sentence(value: str) -> str:
    words = value_words(Dimensie.PARTNERTYPE, value)
    return words[:1].lower() + words[1:]

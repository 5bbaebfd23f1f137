"""What came in: signals, who sent them, what became a melding, what kinds of melding."""

from tijdig.monitor.definitions import newest
from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.charts import Streep, months_chart, parts_chart, shares_chart
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Onderdeel
from tijdig.monitor.report.sentences import per_thousand
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.words import number, out_of, percent, value_words
from tijdig.rules.indicators import Dimensie
from tijdig.rules.yearly import mean_of_months, per_thousand_a_year

KINDS = (
    Streep(label="Enkelvoudig", indicator="M2E"),
    Streep(label="Meervoudig", indicator="M2M"),
    Streep(label="Opeenvolgend", indicator="M2O"),
)


def signals(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """How many signals, per resident and per month."""
    parts: list[Onderdeel] = [Alinea(tekst=_how_many(bron), kern=True)]
    parts += [Alinea(tekst=said) for said in changes.sentences("S1")]
    parts.append(months_chart(bron))
    return Hoofdstuk(naam="signalen", titel="Hoeveel signalen kwamen er binnen?", onderdelen=tuple(parts))


def partners(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Who sent them, by type: no partner by name in a report."""
    chart = parts_chart(
        bron, "S1", Dimensie.PARTNERTYPE, naam="partners", titel="Signalen naar type partner", word="Signalen"
    )
    found = [v for v in bron.nu.values("S1", Dimensie.PARTNERTYPE) if v]
    if chart is None or not found:
        return Hoofdstuk(naam="partners", titel="Wie gaven de signalen af?", onderdelen=(_nothing(),))
    first = bron.nu.part_of("S1", Dimensie.PARTNERTYPE, found[0])
    said = f"De meeste signalen kwamen van het type {_in_sentence(found[0])}: {percent(first)}."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True)]
    parts.append(
        Alinea(
            tekst="Een zorgverzekering staat op naam van één persoon, een huurwoning of een aansluiting op "
            "naam van een "
            "adres. Dat telt mee in hoeveel signalen een type partner kan geven."
        )
    )
    if crisis := bron.nu.whole("S4").teller:
        parts.append(Alinea(tekst=f"{number(crisis)} signalen gingen over een dreigende crisis, zoals een "
                                  f"ontruiming: {percent(bron.nu.figure('S4'))} van alle signalen."))  # fmt: skip
    if bron.nu.whole("S5").teller:
        parts.append(
            Alinea(
                tekst=f"Van de signalen over energie ging {percent(bron.nu.figure('S5'))} over het einde "
                "van de levering."
            )
        )
    return Hoofdstuk(naam="partners", titel="Wie gaven de signalen af?", onderdelen=(*parts, chart))


def to_melding(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Which signals became a melding, and why others did not."""
    joined = bron.nu.whole("S6")
    said = (
        f"Van de signalen is {percent(bron.nu.figure('S6'))} in een melding opgenomen "
        f"({out_of(joined.teller, joined.noemer)})."
    )
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True)]
    parts.append(
        Alinea(
            tekst="Een melding is één adres met alle signalen die samen worden opgepakt. Het is geen "
            "huishouden en geen "
            "persoon. Een signaal wordt geen melding als het bijvoorbeeld dubbel is, als iemand al "
            "schuldhulp krijgt, of "
            "als het adres niet klopt."
        )
    )
    parts += [Alinea(tekst=told) for told in changes.sentences("S6")]
    aside = parts_chart(
        bron,
        "S7",
        Dimensie.REDEN,
        naam="terzijde",
        titel="Waarom een signaal geen melding werd",
        word="Signalen",
    )
    parts += [aside] if aside else []
    return Hoofdstuk(naam="melding", titel="Hoeveel signalen werden een melding?", onderdelen=tuple(parts))


def kinds(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Kinds of melding by the newest definition, and the arrears."""
    definitie = newest()
    again, total = bron.nu.figure("M2O"), bron.nu.whole("M1").teller
    parts: list[Onderdeel] = [
        Alinea(
            tekst=f"Er waren {number(total)} meldingen. Bij {percent(again)} was er op het adres ook in een "
            "eerdere maand "
            "een signaal.",
            kern=True,
        )
    ]
    told = [*changes.sentences("M1"), *changes.sentences("M2O")]
    # What both have in common is said once, after them.
    parts += [Alinea(tekst=said) for said in sorted(dict.fromkeys(told), key=lambda said: told.count(said))]
    overlap = (
        ""
        if definitie.uitsluitend
        else "Een melding kan van twee soorten zijn; de aandelen tellen niet op tot 100%."
    )
    chart = shares_chart(
        bron, KINDS, naam="soorten", titel=f"Soort melding, definitie {definitie.versie}", kop="Soort melding",
        words=("Meldingen", "Van alle"),
        uitleg=f"Opeenvolgend kijkt {definitie.maanden_terug} maanden terug. {overlap}",
    )  # fmt: skip
    amounts = parts_chart(
        bron,
        "M1",
        Dimensie.BEDRAGKLASSE,
        naam="bedragen",
        titel="Meldingen naar achterstand",
        word="Meldingen",
    )
    parts += [part for part in (chart, amounts) if part]
    return Hoofdstuk(naam="soorten", titel="Wat voor meldingen zijn het?", onderdelen=tuple(parts))


def _how_many(bron: Bron) -> str:
    total, rates = bron.nu.whole("S1").teller, [[part] for part in bron.nu.rates("S1") if part.noemer]
    if not rates:
        return f"Er kwamen {number(total)} signalen van betalingsachterstanden binnen."
    mean = per_thousand(mean_of_months(rates))
    said = f"Er kwamen {number(total)} signalen binnen: gemiddeld {mean} per 1.000 inwoners per maand"
    if bron.is_whole_year:
        return f"{said}, en {number(per_thousand_a_year(rates) or 0, 1)} per 1.000 inwoners in het hele jaar."
    return f"{said}."


def _nothing() -> Alinea:
    return Alinea(tekst="Hierover zijn er over deze maanden geen cijfers.")


def _in_sentence(value: str) -> str:
    words = value_words(Dimensie.PARTNERTYPE, value)
    return words[:1].lower() + words[1:]

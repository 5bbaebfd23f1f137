"""What the monitor counts: each indicator with its sentence, its denominator in words, and its breakdowns (R-MON-2).

Source: Divosa Monitor (yearly report over 2021), Leidraad ch. 8 and 9. Three rates of contact and three of help exist
side by side; none of them is "the" rate.
"""

from .indicators import Dimensie, Feit, Indicator, Reeks

D = Dimensie
BY_PARTNER = (D.PARTNERTYPE, D.PARTNER)
BY_MELDING = (
    D.PARTNERTYPE, D.SOORT, D.WIJK, D.TEAM, D.AANPAK, D.BEDRAGKLASSE, D.LEEFTIJDSKLASSE, D.KINDEREN, D.SOORT_MELDING,
)  # fmt: skip
BY_POGING = (D.CONTACTSOORT, D.WEEKDAG, D.DAGDEEL, D.NUMMER)
MELDINGEN, GEPROBEERD, BEREIKT = "alle meldingen", "meldingen met een poging", "meldingen met contact"


def _of_signaal(
    id: str, naam: str, zin: str, noemer: str | None, *by: Dimensie, reeks: Reeks = Reeks.SIGNALEN
) -> Indicator:
    return Indicator(
        id=id, naam=naam, zin=zin, noemer=noemer, feit=Feit.SIGNAAL, reeks=reeks, uitsplitsingen=by
    )


def _of_melding(
    id: str,
    naam: str,
    zin: str,
    noemer: str | None,
    reeks: Reeks,
    *by: Dimensie,
    per_definitie: bool = False,
) -> Indicator:
    return Indicator(
        id=id, naam=naam, zin=zin, noemer=noemer, feit=Feit.MELDING, reeks=reeks, uitsplitsingen=by,
        per_definitie=per_definitie,
    )  # fmt: skip


def _of_poging(
    id: str, naam: str, zin: str, noemer: str | None, *by: Dimensie, reeks: Reeks = Reeks.BEREIK
) -> Indicator:
    return Indicator(
        id=id, naam=naam, zin=zin, noemer=noemer, feit=Feit.POGING, reeks=reeks, uitsplitsingen=by
    )


def _elsewhere(
    id: str, naam: str, zin: str, noemer: str | None, feit: Feit, reeks: Reeks, *by: Dimensie
) -> Indicator:
    """Counted over deliveries, partners or months."""
    return Indicator(id=id, naam=naam, zin=zin, noemer=noemer, feit=feit, reeks=reeks, uitsplitsingen=by)


CATALOGUS: tuple[Indicator, ...] = (
    _of_signaal(
        "S1", "Signalen", "Aantal vroegsignalen van deze maand; een signaal is één achterstand bij één partner.", None,
        *BY_PARTNER, D.SOORT,
    ),
    _of_signaal(
        "S4", "Crisissignalen", "Signalen over een dreigende ontruiming, afsluiting of beëindiging.", "alle signalen",
        D.PARTNERTYPE,
    ),
    _of_signaal(
        "S5", "Einde levering", "Signalen dat een energieleverancier de levering gaat beëindigen.",
        "alle signalen over energie",
    ),
    _of_signaal(
        "S6", "Signalen in een melding", "Signalen die in een melding zijn opgenomen.", "alle signalen", *BY_PARTNER,
    ),
    _of_signaal(
        "S7", "Terzijde gelegd",
        "Signalen die geen melding werden, naar reden. Regels die bij de aanlevering zijn geweigerd, tellen niet mee.",
        None, *BY_PARTNER, D.REDEN,
    ),
    _elsewhere(
        "S8T", "Signalen met telefoonnummer", "Signalen die met een telefoonnummer zijn aangeleverd.", "alle signalen",
        Feit.LEVERING, Reeks.SIGNALEN, *BY_PARTNER,
    ),
    _elsewhere(
        "S8E", "Signalen met e-mailadres", "Signalen die met een e-mailadres zijn aangeleverd.", "alle signalen",
        Feit.LEVERING, Reeks.SIGNALEN, *BY_PARTNER,
    ),
    _elsewhere(
        "S9", "Partners met een overeenkomst", "Partners waarmee in die maand een overeenkomst gold.",
        "landelijke partners, en partners met wie ooit een overeenkomst is gesloten", Feit.PARTNER, Reeks.SIGNALEN,
        D.PARTNERTYPE,
    ),
    _elsewhere(
        "S9L", "Partners die aanleveren", "Partners met een overeenkomst die in die maand een signaal gaven.",
        "partners met een overeenkomst", Feit.PARTNER, Reeks.SIGNALEN, D.PARTNERTYPE,
    ),
    _elsewhere(
        "S2", "Signalen per 1.000 inwoners", "Signalen van de maand, per 1.000 inwoners; over een jaar opgeteld.",
        "inwoners van de gemeente op 1 januari", Feit.MAAND, Reeks.SIGNALEN,
    ),
    _of_melding(
        "M1", "Meldingen", "Aantal meldingen: de signalen van één adres die samen zijn opgepakt. Geen huishoudens.",
        None, Reeks.MELDINGEN, *BY_MELDING,
    ),
    _elsewhere(
        "M1R", "Meldingen per 1.000 inwoners", "Meldingen van de maand, per 1.000 inwoners; over een jaar opgeteld.",
        "inwoners van de gemeente op 1 januari", Feit.MAAND, Reeks.MELDINGEN,
    ),
    _of_melding(
        "M2E", "Enkelvoudig", "Meldingen die niet meervoudig en niet opeenvolgend zijn.", MELDINGEN,
        Reeks.SOORT, D.PARTNERTYPE, per_definitie=True,
    ),
    _of_melding(
        "M2M", "Meervoudig",
        "Meldingen met meer signalen in dezelfde maand; of die van meer partners moeten zijn, zegt de definitie.",
        MELDINGEN, Reeks.SOORT, D.PARTNERTYPE, per_definitie=True,
    ),
    _of_melding(
        "M2O", "Opeenvolgend", "Meldingen op een adres waar ook in een eerdere maand een signaal was.", MELDINGEN,
        Reeks.SOORT, D.PARTNERTYPE, per_definitie=True,
    ),
    _of_melding(
        "M3", "Signalen per melding", "Gemiddeld aantal signalen in een melding.", MELDINGEN, Reeks.MELDINGEN,
        D.PARTNERTYPE,
    ),
    _of_melding(
        "M4", "Achterstand per melding", "Gemiddelde achterstand in eurocent, alle signalen samen.", MELDINGEN,
        Reeks.MELDINGEN, D.PARTNERTYPE, D.BEDRAG,
    ),
    _of_melding(
        "M8", "Bekend bij schuldhulp", "Meldingen waarvan de inwoner al bekend was bij schuldhulpverlening.",
        MELDINGEN, Reeks.MELDINGEN, D.PARTNERTYPE,
    ),
    _of_melding(
        "M9", "Recidive", "Meldingen op een adres met een signaal in de zes maanden ervoor.", MELDINGEN,
        Reeks.MELDINGEN, D.PARTNERTYPE,
    ),
    _of_poging(
        "C1", "Contactpogingen", "Aantal pogingen om inwoners van de meldingen van deze maand te bereiken.", None,
        *BY_POGING, D.SOORT_EN_BEURT,
    ),
    _of_melding(
        "C3", "Pogingen per melding", "Gemiddeld aantal pogingen.", MELDINGEN, Reeks.BEREIK, D.PARTNERTYPE, D.POGINGEN,
    ),
    _of_melding(
        "C4", "Hulpaanbod gedaan", "Meldingen met ten minste één poging.", MELDINGEN, Reeks.BEREIK, *BY_MELDING,
    ),
    _of_melding(
        "C5A", "Bereikt, van alle meldingen", "Meldingen waarbij de inwoner opendeed of met ons sprak.", MELDINGEN,
        Reeks.BEREIK, *BY_MELDING,
    ),
    _of_melding(
        "C5G", "Bereikt, van de geprobeerde", "Meldingen waarbij de inwoner opendeed of met ons sprak.", GEPROBEERD,
        Reeks.BEREIK, *BY_MELDING,
    ),
    _of_poging(
        "C6", "Bereikt per poging",
        "Pogingen die tot contact leidden. Dit is geen effect: bezoeken gaan naar zware meldingen.",
        "alle pogingen van die soort", *BY_POGING,
    ),
    _of_poging(
        "C7", "Poging zonder uitslag", "Pogingen waarvan niet is vastgelegd of de inwoner is bereikt.",
        "alle pogingen", D.CONTACTSOORT, reeks=Reeks.KWALITEIT,
    ),
    _of_melding(
        "H1A", "Hulp aanvaard, van alle meldingen", "Meldingen waarvan de inwoner hulp wil.", MELDINGEN, Reeks.HULP,
        *BY_MELDING,
    ),
    _of_melding(
        "H1G", "Hulp aanvaard, van de geprobeerde", "Meldingen waarvan de inwoner hulp wil.", GEPROBEERD, Reeks.HULP,
        *BY_MELDING,
    ),
    _of_melding(
        "H1C", "Hulp aanvaard, van de bereikte", "Meldingen waarvan de inwoner hulp wil.", BEREIKT, Reeks.HULP,
        *BY_MELDING,
    ),
    _of_melding(
        "H2Q", "Quick fix", "Binnen 30 dagen zelf geholpen, zonder verder traject.", "meldingen met hulp", Reeks.HULP,
        D.PARTNERTYPE, D.QUICK_FIX,
    ),
    _of_melding(
        "H2F", "Verwijzing financieel", "Overgedragen aan financiële hulp, zoals schuldhulpverlening.",
        "meldingen met hulp", Reeks.HULP, D.PARTNERTYPE,
    ),
    _of_melding(
        "H2N", "Verwijzing niet-financieel", "Overgedragen aan andere hulp, zoals maatschappelijk werk.",
        "meldingen met hulp", Reeks.HULP, D.PARTNERTYPE,
    ),
    _of_poging(
        "H3", "Poging die tot hulp leidde", "De laatste poging met contact van een melding met hulp.",
        "alle pogingen van die soort", *BY_POGING, reeks=Reeks.HULP,
    ),
    _of_melding(
        "H5", "Wil geen hulp, naar reden", "Meldingen waarvan de inwoner geen hulp wil en zei waarom.", None,
        Reeks.HULP, D.REDEN_GEEN_HULP,
    ),
    _of_melding(
        "H6", "Andere hulp, naar organisatie",
        "Verwijzingen naar niet-financiële hulp, naar de organisatie van de sociale kaart.", None, Reeks.HULP,
        D.ORGANISATIE,
    ),
    _of_melding(
        "E2V", "Verwijzingen, naar wat ervan kwam", "Verwijzingen, met wat daarna van de inwoner is gehoord.", None,
        Reeks.HULP, D.VERVOLG,
    ),
    _of_melding(
        "E2A", "Aangekomen na verwijzing", "Verwijzingen waarna de inwoner bij de hulp is aangekomen.",
        "verwijzingen waarvan het vervolg bekend is", Reeks.HULP,
    ),
    _of_melding(
        "E2P", "Plan gestart na verwijzing", "Verwijzingen naar financiële hulp waarna een plan is gestart.",
        "verwijzingen naar financiële hulp waarvan het vervolg bekend is", Reeks.HULP,
    ),
    _of_melding(
        "H7", "Hulp na de termijn", "Hulp die pas na de termijn van het hulpaanbod is aanvaard.", "meldingen met hulp",
        Reeks.HULP,
    ),
    _of_melding("P4", "Minuten per bereikte melding", "Vastgelegde tijd van alle pogingen.", BEREIKT, Reeks.BEREIK),
    _of_melding(
        "P5", "Normminuten per bereikte melding", "Tijd van alle pogingen volgens de tijden per aanpak in het beleid.",
        BEREIKT, Reeks.BEREIK,
    ),
    _of_poging(
        "P6", "Minuten per poging", "Gemiddelde tijd van een poging, zoals vastgelegd.", "alle pogingen van die soort",
        D.CONTACTSOORT,
    ),
    _of_poging(
        "P7", "Normminuten per poging", "Gemiddelde tijd van een poging volgens het beleid.",
        "alle pogingen van die soort", D.CONTACTSOORT,
    ),
    _elsewhere(
        "P1", "Uren van de teams", "Minuten per week die de teams hebben, zoals vastgelegd bij Capaciteit.",
        "inwoners van de gemeente op 1 januari", Feit.MAAND, Reeks.BEREIK,
    ),
    _of_melding(
        "T1", "Hulpaanbod op tijd",
        "Meldingen met een aanbod binnen de termijn van de wet, geteld vanaf het eerste signaal. Een later signaal in "
        "dezelfde melding telt niet apart: het hoort bij hetzelfde aanbod.",
        "meldingen waarvan de termijn is gestopt of verstreken", Reeks.TERMIJN, D.PARTNERTYPE, D.WIJK,
    ),
    _of_melding(
        "T2", "Eerste gesprek op tijd", "Meldingen met hulp waarvan het eerste gesprek binnen de termijn was.",
        "meldingen met hulp waarvan de termijn is gestopt of verstreken", Reeks.TERMIJN, D.PARTNERTYPE, D.WIJK,
    ),
    _of_melding(
        "T3", "Crisis op tijd", "Dreigende situaties met een gesprek binnen de termijn van de wet.",
        "crisismeldingen waarvan de termijn is gestopt of verstreken", Reeks.TERMIJN, D.PARTNERTYPE, D.WIJK,
    ),
    _of_melding(
        "T4", "Termijn loopt nog", "Meldingen waarvan de termijn voor het hulpaanbod nog loopt.", None, Reeks.TERMIJN,
    ),
    _of_melding(
        "T5", "Dagen tot de eerste poging", "Gemiddeld aantal dagen van signaal tot eerste poging.", GEPROBEERD,
        Reeks.TERMIJN, D.PARTNERTYPE, D.DAGEN_TOT_POGING,
    ),
    _of_melding(
        "T6", "Dagen tot contact", "Gemiddeld aantal dagen van signaal tot het eerste contact.", BEREIKT,
        Reeks.TERMIJN, D.PARTNERTYPE, D.DAGEN_TOT_CONTACT,
    ),
    _of_melding(
        "T7", "Dagen tot afronden", "Gemiddeld aantal dagen van signaal tot de zaak is afgerond.",
        "afgeronde meldingen", Reeks.TERMIJN, D.PARTNERTYPE, D.DAGEN_TOT_EINDE,
    ),
    _of_melding(
        "K1", "Hulp zonder contact", "Hulp aanvaard, maar er staat geen poging met contact.", "meldingen met hulp",
        Reeks.KWALITEIT,
    ),
    _of_melding(
        "K2", "Hulp zonder soort", "Hulp aanvaard, maar de soort hulp ontbreekt.", "meldingen met hulp",
        Reeks.KWALITEIT,
    ),
    _of_melding(
        "K3", "Zonder eindresultaat", "Meldingen die na de termijn nog geen eindresultaat hebben.", MELDINGEN,
        Reeks.KWALITEIT,
    ),
    _of_melding(
        "K4", "Schuldhulp niet nagekeken", "Open meldingen waarvan niet is nagekeken of er al schuldhulp loopt.",
        "open meldingen", Reeks.KWALITEIT,
    ),
    _of_melding(
        "K5", "Met een poging zonder uitslag",
        "Meldingen met een poging waarvan niet is vastgelegd of de inwoner is bereikt.", GEPROBEERD, Reeks.KWALITEIT,
    ),
)  # fmt: skip

INDICATOREN = {indicator.id: indicator for indicator in CATALOGUS}
AVERAGES = frozenset(
    {"M1R", "M3", "M4", "C3", "P1", "P4", "P5", "P6", "P7", "S2", "T5", "T6", "T7"}
)  # sums over a number, not a part of a whole

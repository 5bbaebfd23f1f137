"""Plain Dutch for every member of the closed lists, so that a word on the screen is chosen once.

The lists stand in terms.py. Members of different lists can be equal as text, so labels are kept per list.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from . import terms as t
from .labels_of_feedback import ANSWER_WORDS, FEEDBACK_WORDS, QUESTION_WORDS

_WORDS: tuple[Mapping[StrEnum, str], ...] = (
    {
        t.Bericht.VROEGSIGNAAL: "Vroegsignaal",
        t.Bericht.EINDELEVERING: "Einde van de levering van energie",
        t.Bericht.AFSLUITING: "Afsluiting van water of energie",
        t.Bericht.ONTRUIMING: "Ontruiming van de woning",
        t.Bericht.EINDE_ZORGVERZEKERING: "Einde van de zorgverzekering",
        t.Bericht.CAK_WANBETALER: "Melding van het CAK",
    },
    {
        t.Oordeel.TOEGELATEN: "Toegelaten",
        t.Oordeel.GEWEIGERD: "Geweigerd",
        t.Oordeel.DUBBEL: "Dubbel",
    },
    {
        t.Reden.VELD_ONTBREEKT: "Er ontbreekt een gegeven",
        t.Reden.VELD_ONGELDIG: "Een gegeven klopt niet",
        t.Reden.GEEN_OVEREENKOMST: "Er is geen overeenkomst",
        t.Reden.SOORT_ONBEKEND: "De soort is niet bekend",
        t.Reden.SOORT_ZONDER_GRONDSLAG: "Voor deze soort is er geen wettelijke grond",
        t.Reden.TE_JONG: "De achterstand is te nieuw",
        t.Reden.TE_OUD: "De achterstand is te oud",
        t.Reden.TE_WEINIG_TERMIJNEN: "Er zijn te weinig termijnen niet betaald",
        t.Reden.SOCIALE_INCASSO: "Er ontbreekt een stap van de sociale incasso",
        t.Reden.BEZWAAR: "De inwoner heeft bezwaar tegen doorgeven",
        t.Reden.ONDER_DREMPEL: "Het bedrag is lager dan het drempelbedrag",
        t.Reden.RECHTSPERSOON: "Het gaat om een rechtspersoon",
        t.Reden.HERHAALD: "Deze achterstand is kort geleden al opgepakt",
    },
    {
        t.Waarschuwing.TELEFOON_ONGELDIG: "Het telefoonnummer klopt niet",
        t.Waarschuwing.EMAIL_ONGELDIG: "Het e-mailadres klopt niet",
        t.Waarschuwing.HUISNUMMER_GESPLITST: "Het huisnummer is gesplitst",
        t.Waarschuwing.VELD_INGEKORT: "Een tekst is ingekort",
        t.Waarschuwing.KOLOM_ONBEKEND: "Een kolom is niet bekend en niet bewaard",
    },
    {
        t.Afwijzing.LEEG: "Het bestand is leeg",
        t.Afwijzing.ONLEESBAAR: "Het bestand is niet te lezen",
        t.Afwijzing.TE_GROOT: "Het bestand is te groot",
        t.Afwijzing.BSN_NIET_TOEGESTAAN: "Er staat een BSN in en dat mag niet",
        t.Afwijzing.GEEN_OVEREENKOMST: "Er is geen overeenkomst",
        t.Afwijzing.KOLOM_ONTBREEKT: "Er ontbreekt een kolom",
    },
    {
        t.PartnerType.VERHUURDER: "Verhuurder",
        t.PartnerType.ZORGVERZEKERAAR: "Zorgverzekeraar",
        t.PartnerType.DRINKWATERBEDRIJF: "Drinkwaterbedrijf",
        t.PartnerType.ENERGIELEVERANCIER: "Energieleverancier",
        t.PartnerType.OVERIG: "Overig",
    },
    {
        t.Aanleverstatus.ONTVANGEN: "Ontvangen",
        t.Aanleverstatus.IN_VERWERKING: "In verwerking",
        t.Aanleverstatus.VERWERKT: "Verwerkt",
        t.Aanleverstatus.GEWEIGERD: "Geweigerd",
    },
    {
        t.Signaalstatus.TE_CONTROLEREN: "Nog te controleren",
        t.Signaalstatus.CONTROLE_MISLUKT: "Controle mislukt, gaat vanzelf opnieuw",
        t.Signaalstatus.TWIJFEL: "Twijfel, een medewerker kijkt",
        t.Signaalstatus.GECONTROLEERD: "Gecontroleerd",
        t.Signaalstatus.IN_ZAAK: "In een zaak",
        t.Signaalstatus.TERZIJDE: "Terzijde gelegd",
        t.Signaalstatus.APART: "Apart gehouden",
    },
    {
        t.Zekerheid.ZEKER: "Zeker",
        t.Zekerheid.ONZEKER: "Niet zeker",
        t.Zekerheid.NIET_GEVONDEN: "Niet gevonden",
    },
    {
        t.BrpUitkomst.GEVONDEN_EXACT: "Gevonden, alles klopt",
        t.BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF: "Gevonden, de naam is anders geschreven",
        t.BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF: "Gevonden op een ander adres in de gemeente",
        t.BrpUitkomst.HUISGENOOT: "Alleen een huisgenoot gevonden",
        t.BrpUitkomst.MEERDERE: "Meer dan één persoon past",
        t.BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE: "Niet ingeschreven in deze gemeente",
        t.BrpUitkomst.GEEN_INWONER: "Woont in een andere gemeente",
        t.BrpUitkomst.OVERLEDEN: "Overleden",
        t.BrpUitkomst.VERTROKKEN_BUITENLAND: "Vertrokken naar het buitenland",
        t.BrpUitkomst.VERTROKKEN_ONBEKEND: "Vertrokken, niet bekend waarheen",
        t.BrpUitkomst.VERBLIJFT_NIET_OP_ADRES: "Woont waarschijnlijk niet op dit adres",
        t.BrpUitkomst.BRIEFADRES: "Heeft een briefadres",
        t.BrpUitkomst.MINDERJARIG: "Jonger dan 18 jaar",
        t.BrpUitkomst.CONTROLE_MISLUKT: "Controle mislukt",
        t.BrpUitkomst.HANDMATIG: "Door een medewerker opgezocht",
    },
    {
        t.ShvUitkomst.ONBEKEND: "Niet bekend bij schuldhulpverlening",
        t.ShvUitkomst.LOPEND: "Krijgt schuldhulpverlening",
        t.ShvUitkomst.NAZORG: "Schuldhulpverlening kort geleden gestopt",
        t.ShvUitkomst.NIET_GECONTROLEERD: "Niet gecontroleerd",
    },
    {
        t.Bronregistratie.BRP: "Basisregistratie Personen",
        t.Bronregistratie.SHV: "Schuldhulpverlening",
        t.Bronregistratie.JEUGDWET: "Jeugdwet",
        t.Bronregistratie.PARTICIPATIEWET: "Participatiewet",
        t.Bronregistratie.WMO: "Wmo",
    },
    {
        t.Verblijfsrecht.NIET_GEVRAAGD: "Niet gevraagd",
        t.Verblijfsrecht.GEEN_BIJZONDERHEID: "Niets om na te gaan",
        t.Verblijfsrecht.NAGAAN: "Nagaan bij een aanvraag van schuldhulp",
    },
    {
        t.Twijfelbesluit.PERSOON_GEKOZEN: "Persoon gekozen",
        t.Twijfelbesluit.GEGEVENS_BEHOUDEN: "Gegevens van het signaal gehouden",
        t.Twijfelbesluit.VRAAG_AAN_PARTNER: "Gevraagd aan de partner",
        t.Twijfelbesluit.TERZIJDE: "Terzijde gelegd",
        t.Twijfelbesluit.GEEN_INWONER: "Geen inwoner van deze gemeente",
        t.Twijfelbesluit.OVERLEDEN: "Overleden",
    },
    {
        t.Aanpak.BRIEF: "Brief",
        t.Aanpak.SMS: "Sms",
        t.Aanpak.EMAIL: "E-mail",
        t.Aanpak.BELLEN: "Bellen",
        t.Aanpak.HUISBEZOEK_AANGEKONDIGD: "Huisbezoek met aankondiging",
        t.Aanpak.HUISBEZOEK_ONAANGEKONDIGD: "Huisbezoek zonder aankondiging",
        t.Aanpak.OVERDRAGEN_SHV: "Overdragen aan schuldhulpverlening",
        t.Aanpak.VOORLEGGEN: "Voorleggen aan een medewerker",
    },
    {
        t.Zaakstatus.NIEUW: "Nieuw",
        t.Zaakstatus.VOORGESTELD: "Voorgesteld",
        t.Zaakstatus.IN_OPVOLGING: "In opvolging",
        t.Zaakstatus.AFGEROND: "Afgerond",
    },
    {
        t.Contactsoort.HUISBEZOEK: "Huisbezoek",
        t.Contactsoort.TELEFOON: "Telefoon",
        t.Contactsoort.EMAIL: "E-mail",
        t.Contactsoort.SMS_WHATSAPP: "Sms of WhatsApp",
        t.Contactsoort.BRIEF: "Brief",
        t.Contactsoort.KAART: "Kaart of flyer",
        t.Contactsoort.AFSPRAAK_OP_LOCATIE: "Afspraak op locatie",
        t.Contactsoort.ANDERS: "Anders",
    },
    {
        t.Sjabloonsoort.BRIEF: "Brief",
        t.Sjabloonsoort.KAART: "Kaart in de bus",
        t.Sjabloonsoort.NIET_THUIS: "Kaart bij niet thuis",
        t.Sjabloonsoort.SMS: "Sms",
        t.Sjabloonsoort.EMAIL: "E-mail",
    },
    {
        t.Kanaal.SMTP: "E-mail van de gemeente",
        t.Kanaal.NOTIFY: "NotifyNL",
        t.Kanaal.WEBHOOK: "Berichtendienst van de gemeente",
        t.Kanaal.HAND: "Met de hand",
    },
    {
        t.Berichtstand.KLAAR: "Staat klaar",
        t.Berichtstand.VERZONDEN: "Verzonden",
        t.Berichtstand.BEZORGD: "Bezorgd",
        t.Berichtstand.MISLUKT: "Niet gelukt",
        t.Berichtstand.TERUGGEKOMEN: "Teruggekomen",
        t.Berichtstand.GESTOPT: "Gestopt",
    },
    {
        t.Stopsoort.ZAAK: "Geen brieven en berichten meer",
        t.Stopsoort.TELEFOON: "Geen sms meer naar dit nummer",
        t.Stopsoort.EMAIL: "Geen e-mail meer naar dit adres",
    },
    {t.Bereikt.JA: "Ja", t.Bereikt.NEE: "Nee", t.Bereikt.ONBEKEND: "Nog niet bekend"},
    {t.Dagdeel.OCHTEND: "Ochtend", t.Dagdeel.MIDDAG: "Middag", t.Dagdeel.AVOND: "Avond"},
    {
        t.Reactiesoort.BELLEN: "Wil gebeld worden",
        t.Reactiesoort.LANGSKOMEN: "Komt langs",
        t.Reactiesoort.OPGELOST: "Het is opgelost",
        t.Reactiesoort.GEEN_HULP: "Wil geen hulp",
    },
    {
        t.Reactiestand.OPEN: "Open",
        t.Reactiestand.AFGEHANDELD: "Afgehandeld",
        t.Reactiestand.VERVANGEN: "Vervangen door een later antwoord",
    },
    {
        t.Rondestand.GEPLAND: "Gepland",
        t.Rondestand.ONDERWEG: "Onderweg",
        t.Rondestand.KLAAR: "Klaar",
        t.Rondestand.VERVALLEN: "Vervallen",
    },
    {
        t.Deuruitkomst.GESPROKEN: "Gesproken",
        t.Deuruitkomst.NIET_THUIS: "Niet thuis",
        t.Deuruitkomst.ANDERS: "Anders",
        t.Deuruitkomst.NIET_BEZOEKEN: "Niet bezoeken",
    },
    {
        t.Kaartstand.AFGEDRUKT: "Afgedrukt",
        t.Kaartstand.ACHTERGELATEN: "Kaart in de bus gedaan",
        t.Kaartstand.NIET_ACHTERGELATEN: "Geen kaart achtergelaten",
    },
    {t.Agendasoort.LANGSKOMEN: "Inwoners komen langs", t.Agendasoort.BELLEN: "Wij bellen inwoners"},
    {
        t.Deurreden.VERHUISD: "Woont hier niet meer",
        t.Deurreden.NIET_GEVONDEN: "Adres niet gevonden",
        t.Deurreden.NIET_VEILIG: "Het was niet veilig",
        t.Deurreden.OVERGESLAGEN: "Er was geen tijd meer",
    },
    {
        t.Eindresultaat.QUICK_FIX: "Geholpen met een quick fix",
        t.Eindresultaat.VERWIJZING_FINANCIEEL: "Verwezen naar financiële hulp",
        t.Eindresultaat.VERWIJZING_NIET_FINANCIEEL: "Verwezen naar andere hulp",
        t.Eindresultaat.WIL_GEEN_HULP: "Wil geen hulp",
        t.Eindresultaat.ZELF_OPGELOST: "Heeft het zelf al opgelost",
        t.Eindresultaat.GEEN_REACTIE_NA_CONTACT: "Geen reactie meer na eerder contact",
        t.Eindresultaat.NIET_BEREIKT: "Niet bereikt",
        t.Eindresultaat.BEKEND_BIJ_SHV: "Bekend bij schuldhulpverlening",
        t.Eindresultaat.ANDER_TRAJECT: "Overgenomen door een andere hulpverlener",
        t.Eindresultaat.VERWIJZING_ZONDER_TUSSENKOMST: "Aangemeld voor zorg buiten de inwoner om",
        t.Eindresultaat.OVERLEDEN: "Overleden",
        t.Eindresultaat.GEEN_INWONER: "Geen inwoner van deze gemeente",
        t.Eindresultaat.HERHAALDE_MELDING: "Niet opgepakt: herhaalde melding",
        t.Eindresultaat.ONTERECHT_SIGNAAL: "Niet opgepakt: onterecht signaal",
        t.Eindresultaat.ANDERE_REDEN: "Niet opgepakt: andere reden",
    },
    {
        t.Hulptype.QUICK_FIX: "Quick fix",
        t.Hulptype.VERWIJZING_FINANCIEEL: "Verwijzing naar financiële hulp",
        t.Hulptype.VERWIJZING_NIET_FINANCIEEL: "Verwijzing naar andere hulp",
    },
    {
        t.QuickFix.ADMINISTRATIE_ORDENEN: "Hulp bij het ordenen van de post en papieren",
        t.QuickFix.BUDGETADVIES: "Gesprek over inkomsten en uitgaven",
        t.QuickFix.GESPREK_MOGELIJKHEDEN: "Gesprek over wat mogelijk is",
        t.QuickFix.BETALINGSREGELING: "Hulp bij een betalingsregeling",
        t.QuickFix.INFORMATIE_EN_ADVIES: "Informatie en advies om het zelf te kunnen",
        t.QuickFix.TOESLAGEN_AANVRAGEN: "Hulp bij toeslagen en regelingen",
        t.QuickFix.BESLAGVRIJE_VOET: "Berekening van de beslagvrije voet",
    },
    {t.Houding.POSITIEF: "Positief", t.Houding.NEUTRAAL: "Neutraal", t.Houding.NEGATIEF: "Negatief"},
    {
        t.Monitoruitkomst.WIL_HULP: "Wil hulp",
        t.Monitoruitkomst.WIL_GEEN_HULP: "Wil geen hulp",
        t.Monitoruitkomst.NIET_BEREIKT: "Niet bereikt",
        t.Monitoruitkomst.BEKEND_BIJ_SHV: "Bekend bij schuldhulpverlening",
    },
    FEEDBACK_WORDS,
    QUESTION_WORDS,
    ANSWER_WORDS,
    {
        t.Vervolg.AANGEKOMEN: "De inwoner is gekomen, de hulp loopt",
        t.Vervolg.NIET_GEKOMEN: "De inwoner kwam niet",
        t.Vervolg.LATER_AFGEZIEN: "De inwoner wil later toch geen hulp",
        t.Vervolg.PLAN_GESTART: "De schuldhulpverlening is gestart",
        t.Vervolg.GEEINDIGD: "De hulp is geëindigd",
        t.Vervolg.NOG_NIETS_BEKEND: "Nagevraagd, nog niets bekend",
    },
    {
        t.Gebiedsoort.GEMEENTE: "Gemeente",
        t.Gebiedsoort.WIJK: "Wijk",
    },
    {
        t.Contextcijfer.INWONERS: "Inwoners",
        t.Contextcijfer.HUISHOUDENS: "Huishoudens",
        t.Contextcijfer.PROBLEMATISCHE_SCHULDEN: "Geregistreerde problematische schulden",
        t.Contextcijfer.LAAG_INKOMEN: "Huishoudens met een laag inkomen",
        t.Contextcijfer.SOCIAAL_MINIMUM: "Huishoudens rond het sociaal minimum",
        t.Contextcijfer.BIJSTAND: "Bijstand per 1.000 inwoners",
        t.Contextcijfer.CORPORATIEWONINGEN: "Woningen van een corporatie",
        t.Contextcijfer.EENPERSOONSHUISHOUDENS: "Huishoudens van één persoon",
        t.Contextcijfer.ONTRUIMINGEN: "Ontruimingen van een woning",
        t.Contextcijfer.AFSLUITINGEN: "Afsluitingen van water of energie",
        t.Contextcijfer.CAK_WANBETALERS: "Wanbetalers bij het CAK",
    },
    {
        t.Besluitsoort.PLAN_VAN_AANPAK: "Beschikking met plan van aanpak",
        t.Besluitsoort.WEIGERING: "Beschikking: geen schuldhulpverlening",
        t.Besluitsoort.AFGEZIEN: "De inwoner zag er in het gesprek van af",
    },
    {
        t.RedenGeenHulp.REGELT_ZELF: "Regelt het zelf",
        t.RedenGeenHulp.GEEN_BEMOEIENIS: "Wil geen bemoeienis van de gemeente",
        t.RedenGeenHulp.HEEFT_AL_HULP: "Heeft al iemand die helpt",
        t.RedenGeenHulp.NU_NIET: "Wil wel hulp, maar niet nu",
        t.RedenGeenHulp.NIET_GEZEGD: "Zei niet waarom",
    },
    {
        t.Toestemmingsvorm.MONDELING: "Mondeling",
        t.Toestemmingsvorm.SCHRIFTELIJK: "Op papier",
        t.Toestemmingsvorm.DIGITAAL: "Per e-mail of bericht",
    },
    {t.Domein.FINANCIEEL: "Hulp bij geldzaken", t.Domein.NIET_FINANCIEEL: "Andere hulp"},
    {t.Plek.OPEN: "Er is plek", t.Plek.WACHTTIJD: "Er is een wachttijd", t.Plek.VOL: "Vol"},
    {
        t.Bezorguitslag.BEZORGD: "Bezorgd",
        t.Bezorguitslag.GEEN_VERBINDING: "Het adres is niet te bereiken",
        t.Bezorguitslag.TE_TRAAG: "Het antwoord kwam te laat",
        t.Bezorguitslag.GEWEIGERD: "De partner weigerde het bericht",
        t.Bezorguitslag.STORING: "De partner heeft een storing",
        t.Bezorguitslag.DOORVERWEZEN: "Het adres verwijst door naar een ander adres",
        t.Bezorguitslag.VERBODEN_ADRES: "Dit adres is niet toegestaan",
        t.Bezorguitslag.ONLEESBAAR: "Het antwoord is niet te lezen",
    },
    {
        t.Termijnsoort.HULPAANBOD: "Hulp aanbieden",
        t.Termijnsoort.EERSTE_GESPREK: "Eerste gesprek",
        t.Termijnsoort.BEDREIGENDE_SITUATIE: "Eerste gesprek bij een bedreigende situatie",
        t.Termijnsoort.INCASSOPAUZE: "Pauze van de incasso",
        t.Termijnsoort.BESCHIKKING: "Beschikking met plan van aanpak",
    },
    {
        t.Leverkanaal.BESTAND: "Bestand, hier gemaakt",
        t.Leverkanaal.OPDRACHTREGEL: "Bestand, met een opdracht gemaakt",
        t.Leverkanaal.API: "Opgehaald",
    },
    {t.Beleidsonderwerp.AFWEGINGSKADER: "Afwegingskader"},
    {
        t.Voorstelstand.CONCEPT: "Concept",
        t.Voorstelstand.VOORGESTELD: "Voorgesteld",
        t.Voorstelstand.VASTGESTELD: "Vastgesteld",
        t.Voorstelstand.INGETROKKEN: "Ingetrokken",
    },
    {
        t.Rolsoort.BEHEERDER: "Functioneel beheerder",
        t.Rolsoort.TEAMLEIDER: "Teamleider",
        t.Rolsoort.VROEGSIGNALEERDER: "Vroegsignaleerder",
        t.Rolsoort.ADMINISTRATIE: "Administratief ondersteuner",
        t.Rolsoort.PRIVACY_OFFICER: "Privacy officer",
        t.Rolsoort.HUISBEZOEKER: "Huisbezoeker",
        t.Rolsoort.KLANTCONTACTCENTRUM: "Klantcontactcentrum",
        t.Rolsoort.BELEIDSADVISEUR: "Beleidsadviseur",
        t.Rolsoort.SCHULDHULPVERLENER: "Schuldhulpverlener",
    },
    {
        t.Cijferbron.EIGEN: "Deze installatie",
        t.Cijferbron.KUBUSBESTAND: "Aangeleverd bestand",
        t.Cijferbron.DDAS: "DDAS-bestand van een andere leverancier",
        t.Cijferbron.GEPUBLICEERD: "Gepubliceerd",
        t.Cijferbron.SYNTHETISCH: "Verzonnen",
    },
    {
        t.Vergelijkgroep.INWONERS: "Evenveel inwoners",
        t.Vergelijkgroep.NEDERLAND: "Heel Nederland",
        t.Vergelijkgroep.PROVINCIE: "De eigen provincie",
        t.Vergelijkgroep.SCHULDEN: "Evenveel inwoners met schulden",
        t.Vergelijkgroep.LIJKEND: "Gemeenten die het meest op ons lijken",
        t.Vergelijkgroep.KEUZE: "Eigen keuze",
        t.Vergelijkgroep.EERDER: "Onszelf, een jaar eerder",
    },
)

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = MappingProxyType(
    {
        type(next(iter(words))): MappingProxyType({str(m): word for m, word in words.items()})
        for words in _WORDS
    }
)


def label(member: StrEnum) -> str:
    """The word on the screen for a member of a closed list, with a capital. KeyError for an unknown list."""
    return LABELS[type(member)][member]


def label_in_sentence(member: StrEnum) -> str:
    """The same word with a small first letter, for the middle of a sentence."""
    word = label(member)
    return word[0].lower() + word[1:]


# Words of a code that are an abbreviation, or that are written with a hyphen.
_SPELLED = {"cak": "CAK", "duo": "DUO", "email": "e-mail"}


def code_in_words(code: str) -> str:
    """A code of policy as a label: 'sociale-dienst' → 'Sociale dienst', 'cak_eigen_bijdrage' → 'CAK eigen bijdrage'."""
    words = code.replace("-", " ").replace("_", " ").split()
    text = " ".join(_SPELLED.get(word, word) for word in words)
    return text[:1].upper() + text[1:]


def choices(soort: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, label) of every member in the order of the list, for a form."""
    return [(member.value, label(member)) for member in soort]


def euro(bedrag: int) -> str:
    """Eurocent as Dutch text: 123456 → "€ 1.234,56"."""
    teken = "-" if bedrag < 0 else ""
    euros, cents = divmod(abs(bedrag), 100)
    return f"€ {teken}{euros:,}".replace(",", ".") + f",{cents:02d}"

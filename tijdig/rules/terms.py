"""The words of the field, as closed lists. The value is what stands in the database and in exports.

Source: docs/begrippen.md, where each word has its origin (Wgs, DDAS, Leidraad).
Signaalsoorten are not here: they are dated policy (R-PAR-3).
"""

from enum import StrEnum

from .terms_of_comparing import Cijferbron as Cijferbron
from .terms_of_comparing import Vergelijkgroep as Vergelijkgroep
from .terms_of_consulting import Bronregistratie as Bronregistratie
from .terms_of_consulting import Verblijfsrecht as Verblijfsrecht
from .terms_of_counting import Contextcijfer as Contextcijfer
from .terms_of_counting import Gebiedsoort as Gebiedsoort
from .terms_of_feedback import Terugkoppelcode as Terugkoppelcode
from .terms_of_feedback import Vraagantwoord as Vraagantwoord
from .terms_of_feedback import Vraagsoort as Vraagsoort

from .terms_of_reaching import (  # isort: skip
    Agendasoort as Agendasoort, Berichtstand as Berichtstand, Deurreden as Deurreden,
    Deuruitkomst as Deuruitkomst, Kaartstand as Kaartstand, Kanaal as Kanaal, Reactiesoort as Reactiesoort,
    Reactiestand as Reactiestand, Rondestand as Rondestand, Sjabloonsoort as Sjabloonsoort,
    Stopsoort as Stopsoort,
)  # fmt: skip


class Bericht(StrEnum):
    """What kind of message a line is. Source: Leidraad 3.7, R-PAR-4."""

    VROEGSIGNAAL = "vroegsignaal"
    EINDELEVERING = "eindelevering"
    AFSLUITING = "afsluiting"
    ONTRUIMING = "ontruiming"
    EINDE_ZORGVERZEKERING = "einde_zorgverzekering"
    CAK_WANBETALER = "cak_wanbetaler"


class Oordeel(StrEnum):
    """The verdict on one line of a delivery. Exactly one per line (R-INT-3)."""

    TOEGELATEN = "toegelaten"
    GEWEIGERD = "geweigerd"
    DUBBEL = "dubbel"


class Reden(StrEnum):
    """Why a line is refused. The closed list of the public layout, version 1."""

    VELD_ONTBREEKT = "veld-ontbreekt"
    VELD_ONGELDIG = "veld-ongeldig"
    GEEN_OVEREENKOMST = "geen-overeenkomst"
    SOORT_ONBEKEND = "soort-onbekend"
    SOORT_ZONDER_GRONDSLAG = "soort-zonder-grondslag"
    TE_JONG = "te-jong"
    TE_OUD = "te-oud"
    TE_WEINIG_TERMIJNEN = "te-weinig-termijnen"
    SOCIALE_INCASSO = "sociale-incasso"
    BEZWAAR = "bezwaar"
    ONDER_DREMPEL = "onder-drempel"
    RECHTSPERSOON = "rechtspersoon"
    HERHAALD = "herhaald"


class Waarschuwing(StrEnum):
    """What was noticed about a line that is taken all the same."""

    TELEFOON_ONGELDIG = "telefoon-ongeldig"
    EMAIL_ONGELDIG = "email-ongeldig"
    HUISNUMMER_GESPLITST = "huisnummer-gesplitst"
    VELD_INGEKORT = "veld-ingekort"
    KOLOM_ONBEKEND = "kolom-onbekend"


class Afwijzing(StrEnum):
    """Why a delivery is refused whole."""

    LEEG = "leeg"
    ONLEESBAAR = "onleesbaar"
    TE_GROOT = "te-groot"
    BSN_NIET_TOEGESTAAN = "bsn-niet-toegestaan"
    GEEN_OVEREENKOMST = "geen-overeenkomst"
    KOLOM_ONTBREEKT = "kolom-ontbreekt"


class PartnerType(StrEnum):
    """Kind of signaalpartner. Source: Leidraad 2.1, DDAS EnumSignaalpartner."""

    VERHUURDER = "verhuurder"
    ZORGVERZEKERAAR = "zorgverzekeraar"
    DRINKWATERBEDRIJF = "drinkwaterbedrijf"
    ENERGIELEVERANCIER = "energieleverancier"
    OVERIG = "overig"


class Aanleverstatus(StrEnum):
    """How far a delivery is."""

    ONTVANGEN = "ontvangen"
    IN_VERWERKING = "in_verwerking"
    VERWERKT = "verwerkt"
    GEWEIGERD = "geweigerd"


class Signaalstatus(StrEnum):
    """Where a vroegsignaal stands on its way to a zaak."""

    TE_CONTROLEREN = "te_controleren"
    CONTROLE_MISLUKT = "controle_mislukt"
    TWIJFEL = "twijfel"
    GECONTROLEERD = "gecontroleerd"
    IN_ZAAK = "in_zaak"
    TERZIJDE = "terzijde"
    APART = "apart"


class Zekerheid(StrEnum):
    """How sure it is who the signal is about (R-BRP-3)."""

    ZEKER = "zeker"
    ONZEKER = "onzeker"
    NIET_GEVONDEN = "niet_gevonden"


class BrpUitkomst(StrEnum):
    """What the BRP check found."""

    GEVONDEN_EXACT = "gevonden_exact"
    GEVONDEN_NAAM_WIJKT_AF = "gevonden_naam_wijkt_af"
    GEVONDEN_ADRES_WIJKT_AF = "gevonden_adres_wijkt_af"
    HUISGENOOT = "huisgenoot"
    MEERDERE = "meerdere"
    NIET_INGESCHREVEN_IN_GEMEENTE = "niet_ingeschreven_in_gemeente"
    GEEN_INWONER = "geen_inwoner"
    OVERLEDEN = "overleden"
    VERTROKKEN_BUITENLAND = "vertrokken_buitenland"
    VERTROKKEN_ONBEKEND = "vertrokken_onbekend"
    VERBLIJFT_NIET_OP_ADRES = "verblijft_niet_op_adres"
    BRIEFADRES = "briefadres"
    MINDERJARIG = "minderjarig"
    CONTROLE_MISLUKT = "controle_mislukt"
    HANDMATIG = "handmatig"


class ShvUitkomst(StrEnum):
    """What the SHV check found (R-SHV-1, R-SHV-2)."""

    ONBEKEND = "onbekend"
    LOPEND = "lopend"
    NAZORG = "nazorg"
    NIET_GECONTROLEERD = "niet_gecontroleerd"


class Twijfelbesluit(StrEnum):
    """What a person decides about a doubtful signal (R-BRP-4)."""

    PERSOON_GEKOZEN = "persoon_gekozen"
    GEGEVENS_BEHOUDEN = "gegevens_behouden"
    VRAAG_AAN_PARTNER = "vraag_aan_partner"
    TERZIJDE = "terzijde"
    GEEN_INWONER = "geen_inwoner"
    OVERLEDEN = "overleden"


class Aanpak(StrEnum):
    """Way of approach that is proposed. Source: Leidraad 4, R-TRI-1."""

    BRIEF = "brief"
    SMS = "sms"
    EMAIL = "email"
    BELLEN = "bellen"
    HUISBEZOEK_AANGEKONDIGD = "huisbezoek_aangekondigd"
    HUISBEZOEK_ONAANGEKONDIGD = "huisbezoek_onaangekondigd"
    OVERDRAGEN_SHV = "overdragen_shv"
    VOORLEGGEN = "voorleggen"


class Zaakstatus(StrEnum):
    """The life of a vroegsignaalzaak."""

    NIEUW = "nieuw"
    VOORGESTELD = "voorgesteld"
    IN_OPVOLGING = "in_opvolging"
    AFGEROND = "afgerond"


class Contactsoort(StrEnum):
    """Type of a contactpoging. Source: Leidraad 8.5.1, DDAS EnumContactsoort, R-OUT-1."""

    HUISBEZOEK = "huisbezoek"
    TELEFOON = "telefoon"
    EMAIL = "email"
    SMS_WHATSAPP = "sms_whatsapp"
    BRIEF = "brief"
    KAART = "kaart"
    AFSPRAAK_OP_LOCATIE = "afspraak_op_locatie"
    ANDERS = "anders"


class Bereikt(StrEnum):
    """Did the resident open the door or speak? Source: Leidraad 8.5.2."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


class Dagdeel(StrEnum):
    """Part of the day. Source: DDAS EnumDagdeel."""

    OCHTEND = "ochtend"
    MIDDAG = "middag"
    AVOND = "avond"


class Eindresultaat(StrEnum):
    """End result of a zaak or of a signal that became none. Mapped to DDAS in policy (R-UIT-1)."""

    QUICK_FIX = "quick_fix"
    VERWIJZING_FINANCIEEL = "verwijzing_financieel"
    VERWIJZING_NIET_FINANCIEEL = "verwijzing_niet_financieel"
    WIL_GEEN_HULP = "wil_geen_hulp"
    ZELF_OPGELOST = "zelf_opgelost"
    GEEN_REACTIE_NA_CONTACT = "geen_reactie_na_contact"
    NIET_BEREIKT = "niet_bereikt"
    BEKEND_BIJ_SHV = "bekend_bij_shv"
    ANDER_TRAJECT = "ander_traject"
    VERWIJZING_ZONDER_TUSSENKOMST = "verwijzing_zonder_tussenkomst"
    OVERLEDEN = "overleden"
    GEEN_INWONER = "geen_inwoner"
    HERHAALDE_MELDING = "herhaalde_melding"
    ONTERECHT_SIGNAAL = "onterecht_signaal"
    ANDERE_REDEN = "andere_reden"


class Hulptype(StrEnum):
    """Type of accepted help. Source: Leidraad 8.8.3."""

    QUICK_FIX = "quick_fix"
    VERWIJZING_FINANCIEEL = "verwijzing_financieel"
    VERWIJZING_NIET_FINANCIEEL = "verwijzing_niet_financieel"


class QuickFix(StrEnum):
    """Which quick fix. Source: Leidraad 8.8.3, seven examples."""

    ADMINISTRATIE_ORDENEN = "administratie_ordenen"
    BUDGETADVIES = "budgetadvies"
    GESPREK_MOGELIJKHEDEN = "gesprek_mogelijkheden"
    BETALINGSREGELING = "betalingsregeling"
    INFORMATIE_EN_ADVIES = "informatie_en_advies"
    TOESLAGEN_AANVRAGEN = "toeslagen_aanvragen"
    BESLAGVRIJE_VOET = "beslagvrije_voet"


class Houding(StrEnum):
    """The resident's reaction (R-UIT-2)."""

    POSITIEF = "positief"
    NEUTRAAL = "neutraal"
    NEGATIEF = "negatief"


class Monitoruitkomst(StrEnum):
    """The four outcomes of the national monitor. Source: Leidraad 8.8."""

    WIL_HULP = "wil_hulp"
    WIL_GEEN_HULP = "wil_geen_hulp"
    NIET_BEREIKT = "niet_bereikt"
    BEKEND_BIJ_SHV = "bekend_bij_shv"


class Vervolg(StrEnum):
    """What became of somebody who was referred, heard later (R-UIT-4). Source: Leidraad 8.8.4.1."""

    AANGEKOMEN = "aangekomen"
    NIET_GEKOMEN = "niet_gekomen"
    LATER_AFGEZIEN = "later_afgezien"
    PLAN_GESTART = "plan_gestart"
    GEEINDIGD = "geeindigd"
    NOG_NIETS_BEKEND = "nog_niets_bekend"


class Besluitsoort(StrEnum):
    """How the term for a decision on schuldhulpverlening ended (R-TRM-4). Source: Wgs art. 4a."""

    PLAN_VAN_AANPAK = "plan_van_aanpak"
    WEIGERING = "weigering"
    AFGEZIEN = "afgezien"


class RedenGeenHulp(StrEnum):
    """Why somebody wants no help. Source: DDAS v1.2, EnumEindresultaat; Leidraad 8.8.2."""

    REGELT_ZELF = "regelt_zelf"
    GEEN_BEMOEIENIS = "geen_bemoeienis"
    HEEFT_AL_HULP = "heeft_al_hulp"
    NU_NIET = "nu_niet"
    NIET_GEZEGD = "niet_gezegd"


class Toestemmingsvorm(StrEnum):
    """How the resident gave consent for a warm handover (R-UIT-4)."""

    MONDELING = "mondeling"
    SCHRIFTELIJK = "schriftelijk"
    DIGITAAL = "digitaal"


class Domein(StrEnum):
    """What an organisation of the sociale kaart helps with. Source: Leidraad 8.8.3."""

    FINANCIEEL = "financieel"
    NIET_FINANCIEEL = "niet_financieel"


class Plek(StrEnum):
    """Is there room at an organisation of the sociale kaart? (R-UIT-2)"""

    OPEN = "open"
    WACHTTIJD = "wachttijd"
    VOL = "vol"


class Bezorguitslag(StrEnum):
    """How one attempt to deliver to the address of a partner ended (R-TER-3)."""

    BEZORGD = "bezorgd"
    GEEN_VERBINDING = "geen_verbinding"
    TE_TRAAG = "te_traag"
    GEWEIGERD = "geweigerd"
    STORING = "storing"
    DOORVERWEZEN = "doorverwezen"
    VERBODEN_ADRES = "verboden_adres"
    ONLEESBAAR = "onleesbaar"


class Termijnsoort(StrEnum):
    """The clocks of a zaak (R-TRM-1..4)."""

    HULPAANBOD = "hulpaanbod"
    EERSTE_GESPREK = "eerste_gesprek"
    BEDREIGENDE_SITUATIE = "bedreigende_situatie"
    INCASSOPAUZE = "incassopauze"
    BESCHIKKING = "beschikking"


class Leverkanaal(StrEnum):
    """How a delivery to DDAS left (R-MON-9)."""

    BESTAND = "bestand"
    OPDRACHTREGEL = "opdrachtregel"
    API = "api"


class Beleidsonderwerp(StrEnum):
    """What a gemeente can decide on a page, beside the files of policy."""

    AFWEGINGSKADER = "afwegingskader"


class Voorstelstand(StrEnum):
    """How far a proposal of policy is (R-TRI-3)."""

    CONCEPT = "concept"
    VOORGESTELD = "voorgesteld"
    VASTGESTELD = "vastgesteld"
    INGETROKKEN = "ingetrokken"


class Rolsoort(StrEnum):
    """Who may do what (R-ROL-1)."""

    BEHEERDER = "beheerder"
    TEAMLEIDER = "teamleider"
    VROEGSIGNALEERDER = "vroegsignaleerder"
    ADMINISTRATIE = "administratie"
    PRIVACY_OFFICER = "privacy_officer"
    HUISBEZOEKER = "huisbezoeker"
    KLANTCONTACTCENTRUM = "klantcontactcentrum"
    BELEIDSADVISEUR = "beleidsadviseur"
    SCHULDHULPVERLENER = "schuldhulpverlener"

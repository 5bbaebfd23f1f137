"""The further checks of a DDAS delivery, each with its sentence and what to do about it (R-MON-9).

The schema lets much pass that cannot be right. CBS checks the relations between fields too and mails what it finds;
these say it beforehand. Source: research of the standard, further checks beyond the schema; DDAS, aanleverprotocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Ernst(StrEnum):
    """How bad a finding is."""

    FOUT = "fout"  # cannot be right: mend it, or the line says something untrue
    LET_OP = "let_op"  # may be right: somebody will ask


@dataclass(frozen=True, kw_only=True, slots=True)
class Controle:
    """One check: what is wrong, why it matters, what to do."""

    code: str
    titel: str
    waarom: str
    doen: str
    ernst: Ernst = Ernst.FOUT


_ALL = (
    Controle(
        code="client-onbekend",
        titel="Geen BSN en geen adres",
        waarom="Zonder BSN of postcode met huisnummer kan een signaal niet mee in de levering.",
        doen="Zoek de inwoner op in de BRP, of vraag de partner om het adres.",
    ),
    Controle(
        code="bsn-klopt-niet",
        titel="BSN bestaat niet",
        waarom="Het nummer haalt de elfproef niet.",
        doen="Doe de BRP-controle opnieuw.",
    ),
    Controle(
        code="postcode-klopt-niet",
        titel="Postcode klopt niet",
        waarom="Een postcode is vier cijfers en twee letters.",
        doen="Vraag de partner om een verbeterd signaal.",
    ),
    Controle(
        code="huisnummer-klopt-niet",
        titel="Huisnummer klopt niet",
        waarom="Een huisnummer is een getal van hoogstens vijf cijfers.",
        doen="Vraag de partner om een verbeterd signaal.",
    ),
    Controle(
        code="toevoeging-te-lang",
        titel="Toevoeging is lang",
        waarom="DDAS rekent op hoogstens vier tekens voor letter en toevoeging samen.",
        doen="Er is niets te doen. Het CBS kan ernaar vragen.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="partner-ontbreekt",
        titel="Soort partner ontbreekt",
        waarom="Het CBS telt signalen per soort partner.",
        doen="Geef door om welk signaal het gaat aan uw beheerder.",
    ),
    Controle(
        code="bedrag-negatief",
        titel="Bedrag onder nul",
        waarom="Een achterstand is nooit minder dan niets.",
        doen="Vraag de partner om een verbeterd signaal.",
    ),
    Controle(
        code="bedrag-opvallend",
        titel="Opvallend bedrag",
        waarom="Het bedrag is na afronden nul, of erg hoog.",
        doen="Vraag de partner of het bedrag klopt.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="ontstaan-na-signaal",
        titel="Achterstand jonger dan het signaal",
        waarom="De achterstand was er volgens de data nog niet toen het signaal kwam.",
        doen="Vraag de partner welke datum klopt.",
    ),
    Controle(
        code="ontstaan-lang-geleden",
        titel="Achterstand is erg oud",
        waarom="De vervaldatum ligt jaren voor het signaal.",
        doen="Vraag de partner of de datum klopt.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="signaal-buiten-periode",
        titel="Signaal van buiten de periode",
        waarom="Het signaal kwam later bij een zaak van deze periode en gaat met die zaak mee.",
        doen="Er is niets te doen. Het CBS kan ernaar vragen.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="signaal-zonder-status",
        titel="Signaal zonder status",
        waarom="Zonder status is niet te zien of het signaal is opgepakt.",
        doen="Geef door om welk signaal het gaat aan uw beheerder.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="signaal-dubbel",
        titel="Signaal staat er twee keer in",
        waarom="Een signaal telt dan dubbel.",
        doen="Meld dit aan de maker van het bestand.",
    ),
    Controle(
        code="signaal-ontbreekt",
        titel="Zaak noemt een onbekend signaal",
        waarom="De zaak verwijst naar een signaal dat niet in de levering staat, bijvoorbeeld omdat het is gewist.",
        doen="Lever een periode voordat de bewaartermijn van de zaken voorbij is.",
    ),
    Controle(
        code="zaak-zonder-signaal",
        titel="Zaak zonder signaal",
        waarom="Een zaak begint met een signaal.",
        doen="Geef door om welke zaak het gaat aan uw beheerder.",
    ),
    Controle(
        code="zaak-dubbel",
        titel="Zaak staat er twee keer in",
        waarom="Een signaal van deze zaak hoort ook bij een eerdere zaak van dezelfde matchingperiode. De zaak telt "
        "dan dubbel.",
        doen="Meld dit aan de maker van het bestand.",
    ),
    Controle(
        code="zaak-zonder-resultaat",
        titel="Zaak zonder eindresultaat",
        waarom="De periode is voorbij. Een open zaak telt bij geen enkele uitkomst mee.",
        doen="Rond de zaak af als er niets meer te doen is.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="signaal-na-matching",
        titel="Signaal van na het openen van de zaak",
        waarom="Het signaal kwam binnen toen de zaak al liep. In DDAS lijkt dat een omgekeerde volgorde.",
        doen="Er is niets te doen. Het CBS kan ernaar vragen.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="matching-buiten-periode",
        titel="Matching buiten de matchingperiode",
        waarom="De dag van matchen hoort in de periode waarover wordt gematcht.",
        doen="Geef door om welke zaak het gaat aan uw beheerder.",
    ),
    Controle(
        code="opgepakt-voor-matching",
        titel="Opgepakt voordat de zaak er was",
        waarom="Oppakken kan pas na het matchen.",
        doen="Geef door om welke zaak het gaat aan uw beheerder.",
    ),
    Controle(
        code="poging-voor-oppakken",
        titel="Poging van voor de zaak",
        waarom="Een contactpoging hoort na de dag waarop de zaak is opgepakt.",
        doen="Kijk in de zaak of de dag van de poging klopt en verbeter die.",
    ),
    Controle(
        code="poging-in-toekomst",
        titel="Poging in de toekomst",
        waarom="De poging is nog niet geweest op de dag van leveren.",
        doen="Kijk in de zaak of de dag van de poging klopt en verbeter die.",
    ),
    Controle(
        code="poging-zonder-soort",
        titel="Poging zonder soort",
        waarom="Het CBS telt pogingen per soort.",
        doen="Kies in de zaak de soort van de poging. In DDAS 1.0 bestaat er geen soort voor anders.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="poging-zonder-uitkomst",
        titel="Poging zonder uitkomst",
        waarom="Zonder uitkomst telt de inwoner als niet bereikt.",
        doen="Leg bij de poging vast of u de inwoner hebt gesproken.",
        ernst=Ernst.LET_OP,
    ),
    Controle(
        code="hulp-zonder-bereik",
        titel="Eindresultaat zonder contact",
        waarom="Dit eindresultaat kan alleen na contact, maar geen poging heeft de inwoner bereikt.",
        doen="Leg het gesprek alsnog vast als poging met contact.",
    ),
    Controle(
        code="bereikt-en-toch-niet",
        titel="Geen contact volgens het eindresultaat, wel bereikt",
        waarom="Bij een van de pogingen is de inwoner bereikt.",
        doen="Heropen de zaak en kies een eindresultaat dat past.",
    ),
    Controle(
        code="status-past-niet",
        titel="Status en eindresultaat passen niet",
        waarom="Een signaal dat niet is opgepakt, heeft dezelfde reden als zijn zaak.",
        doen="Heropen de zaak en rond die opnieuw af.",
    ),
    Controle(
        code="gemeente-onbekend",
        titel="Onbekende gemeentecode",
        waarom="De code staat niet in de lijst van het CBS.",
        doen="Kijk of de gemeente is heringedeeld.",
    ),
    Controle(
        code="contactpersoon-ontbreekt",
        titel="Geen e-mailadres van een contactpersoon",
        waarom="Het CBS stuurt zijn bevindingen naar dit adres.",
        doen="Laat de beheerder het e-mailadres van de gemeente invullen.",
        ernst=Ernst.LET_OP,
    ),
)
CONTROLES: Mapping[str, Controle] = MappingProxyType({controle.code: controle for controle in _ALL})

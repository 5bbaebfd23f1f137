"""People in the form in which the API Haal Centraal BRP Personen bevragen v2 gives them.

Source: description of the API 2.7.0 (shape), NEN 5825 (address lines), rules for aanhef and aanschrijfwijze.
Left out, since the fake BRP derives it: leeftijd. Fields that are empty or false are absent, as in the API.
"""

from datetime import date
from typing import Any

from tijdig.demo.town.elsewhere import RNI
from tijdig.demo.town.names import Surname, voorletters
from tijdig.demo.town.people import Person
from tijdig.demo.town.streets import Adres

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
_GESLACHT = {"M": "man", "V": "vrouw"}
_NAAMGEBRUIK = {
    "E": "eigen geslachtsnaam",
    "V": "geslachtsnaam echtgenoot/geregistreerd partner voor eigen geslachtsnaam",
    "P": "geslachtsnaam echtgenoot/geregistreerd partner",
    "N": "geslachtsnaam echtgenoot/geregistreerd partner na eigen geslachtsnaam",
}
_ASIEL = ("26", "Vw 2000 art. 8, onder c, vergunning asiel bepaalde tijd, arbeid vrij")
_TITELS = {
    0: ("31", "Vw 2000 art. 8, onder f en h, in procedure voor vergunning art. 14 Vw 2000"), 1: _ASIEL, 2: _ASIEL,
    3: _ASIEL,
}  # fmt: skip
_VERBINTENIS = {"H": "huwelijk", "P": "geregistreerd partnerschap"}


def _coded(code: str, omschrijving: str) -> dict[str, str]:
    return {"code": code, "omschrijving": omschrijving}


def _datum(day: date, precisie: str = "dag") -> dict[str, Any]:
    month = _MONTHS[day.month - 1]
    if precisie == "jaar":
        return {"type": "JaarDatum", "jaar": day.year, "langFormaat": str(day.year)}
    if precisie == "maand":
        maand = {"type": "JaarMaandDatum", "jaar": day.year, "maand": day.month}
        return maand | {"langFormaat": f"{month} {day.year}"}
    return {"type": "Datum", "datum": day.isoformat(), "langFormaat": f"{day.day} {month} {day.year}"}


def _naam(person: Person) -> dict[str, Any]:
    naam: dict[str, Any] = {"voornamen": person.voornamen}
    if person.surname.voorvoegsel:
        naam["voorvoegsel"] = person.surname.voorvoegsel
    naam["geslachtsnaam"] = person.surname.naam
    return naam | {"voorletters": voorletters(person.voornamen)}


def _full_naam(person: Person) -> dict[str, Any]:
    return _naam(person) | {
        "volledigeNaam": f"{person.voornamen} {person.surname}",
        "aanduidingNaamgebruik": _coded(person.naamgebruik, _NAAMGEBRUIK[person.naamgebruik]),
    }


def _relation(person: Person) -> dict[str, Any]:
    return {
        "burgerservicenummer": person.bsn,
        "naam": _naam(person),
        "geboorte": {"datum": _datum(person.geboren, person.geboren_precisie)},
    }


def _partner(person: Person, spouse: Person) -> dict[str, Any]:
    found = _relation(spouse) | {
        "geslacht": _coded(spouse.geslacht, _GESLACHT[spouse.geslacht]),
        "soortVerbintenis": _coded(person.verbintenis, _VERBINTENIS[person.verbintenis]),
    }
    if person.gehuwd:
        found["aangaanHuwelijkPartnerschap"] = {"datum": _datum(person.gehuwd)}
    ended = min((day for day in (person.overleden, spouse.overleden) if day), default=None)
    if ended:
        found["ontbindingHuwelijkPartnerschap"] = {"datum": _datum(ended)}
    return found


def _verblijfadres(adres: Adres) -> dict[str, Any]:
    found: dict[str, Any] = {
        "officieleStraatnaam": adres.straat,
        "korteStraatnaam": adres.straat[:24],
        "huisnummer": adres.huisnummer,
    }
    if adres.huisletter:
        found["huisletter"] = adres.huisletter
    if adres.toevoeging:
        found["huisnummertoevoeging"] = adres.toevoeging
    return found | {"postcode": adres.postcode, "woonplaats": adres.woonplaats}


def _binnenland(person: Person, adres: Adres) -> dict[str, Any]:
    functie = ("B", "briefadres") if person.briefadres else ("W", "woonadres")
    found: dict[str, Any] = {
        "type": "Adres",
        "functieAdres": _coded(*functie),
        "datumVan": _datum(person.sinds),
        "adresseerbaarObjectIdentificatie": adres.adresseerbaar_object,
        "nummeraanduidingIdentificatie": adres.nummeraanduiding,
        "verblijfadres": _verblijfadres(adres),
    }
    if person.niet_op_adres:
        found["indicatieVastgesteldVerblijftNietOpAdres"] = True
    if person.in_onderzoek:
        investigated = ("type", "functieAdres", "datumVan", "adresseerbaarObjectIdentificatie",
                        "nummeraanduidingIdentificatie")  # fmt: skip
        found["inOnderzoek"] = dict.fromkeys(investigated, True) | {
            "datumIngangOnderzoek": _datum(person.in_onderzoek)
        }
    return found


def _verblijfplaats(person: Person) -> dict[str, Any]:
    if person.adres:
        return _binnenland(person, person.adres)
    since = {"datumVan": _datum(person.vertrokken or person.sinds)}
    if not person.abroad:
        return {"type": "VerblijfplaatsOnbekend"} | since
    abroad = person.abroad
    verblijfadres = {"regel1": abroad.regel1, "regel2": abroad.regel2, "land": _coded(*abroad.land)}
    return {"type": "VerblijfplaatsBuitenland"} | since | {"verblijfadres": verblijfadres}


def _capital_first(name: Surname) -> str:
    text = str(name)
    first = next((i for i, letter in enumerate(text) if letter.isalpha()), 0)
    if text.startswith("'"):
        first = next((i for i, letter in enumerate(text) if letter.isupper()), 0)
    return text[:first] + text[first].upper() + text[first + 1 :]


def _adressering(person: Person) -> dict[str, Any]:
    heer = person.geslacht == "M"
    name = _capital_first(person.used_name)
    found: dict[str, Any] = {
        "aanhef": f"Geachte {'heer' if heer else 'mevrouw'} {name}",
        "aanschrijfwijze": {"naam": f"{voorletters(person.voornamen)} {person.used_name}"},
        "gebruikInLopendeTekst": f"{'de heer' if heer else 'mevrouw'} {name}",
    }
    if person.adres:
        found |= {"adresregel1": person.adres.regel1, "adresregel2": person.adres.regel2}
    if person.abroad:
        abroad = person.abroad
        found |= {"adresregel1": abroad.regel1, "adresregel2": abroad.regel2, "land": _coded(*abroad.land)}
    if person.niet_op_adres:
        found["indicatieVastgesteldVerblijftNietOpAdres"] = True
    return found


def _opschorting(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if person.overleden:
        found["overlijden"] = {"datum": _datum(person.overleden)}
        reden = _coded("O", "overlijden")
        found["opschortingBijhouding"] = {"reden": reden, "datum": _datum(person.overleden)}
    elif person.gemeente == RNI and person.vertrokken:
        reden = _coded("E", "emigratie")
        found["opschortingBijhouding"] = {"reden": reden, "datum": _datum(person.vertrokken)}
    return found


def _verblijfstitel(person: Person) -> dict[str, Any]:
    """Of every hundred people one is in procedure, and three have asylum (R-BRP-2)."""
    place = int(person.bsn[-4:-1]) % 100
    if place > max(_TITELS) or not person.adres:
        return {}
    return {"verblijfstitel": {"aanduiding": _coded(*_TITELS[place]), "datumIngang": _datum(person.sinds)}}


def api_form(person: Person) -> dict[str, Any]:
    """Write one person as the API does, all fields; the caller filters on what is asked for."""
    found: dict[str, Any] = {
        "burgerservicenummer": person.bsn,
        "naam": _full_naam(person),
        "geboorte": {"datum": _datum(person.geboren, person.geboren_precisie)},
        "geslacht": _coded(person.geslacht, _GESLACHT[person.geslacht]),
        "gemeenteVanInschrijving": _coded(*person.gemeente),
        "verblijfplaats": _verblijfplaats(person),
        "adressering": _adressering(person),
    }
    found |= _opschorting(person) | _verblijfstitel(person)
    if person.spouse:
        found["partners"] = [_partner(person, person.spouse)]
    if person.kinderen:
        found["kinderen"] = [_relation(child) for child in person.kinderen]
    if person.ouders:
        found["ouders"] = [
            {"ouderAanduiding": str(i)} | _relation(parent) for i, parent in enumerate(person.ouders, 1)
        ]
    if person.curatele:
        found["indicatieCurateleRegister"] = True
    if person.geheimhouding:
        found["geheimhoudingPersoonsgegevens"] = True
    return found

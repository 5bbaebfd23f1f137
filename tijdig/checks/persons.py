"""A person looked up by hand, in the same form as the BRP's answer (R-BRP-1)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from tijdig.connectors.brp.persons import Persoon, read_persoon
from tijdig.refusals import require
from tijdig.rules import address
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.terms import Verblijfsrecht


class Woonplek(StrEnum):
    """What the BRP says about where somebody lives, in the form for a check by hand."""

    WOONADRES = "woonadres"
    BRIEFADRES = "briefadres"
    ELDERS = "andere_gemeente"
    BUITENLAND = "buitenland"
    ONBEKEND = "onbekend"
    OVERLEDEN = "overleden"


YES = "ja"
NOT_AT_AN_ADDRESS = {
    Woonplek.BUITENLAND: {"type": "VerblijfplaatsBuitenland"},
    Woonplek.ONBEKEND: {"type": "VerblijfplaatsOnbekend"},
}
AANHEF = {"M": "Geachte heer", "V": "Geachte mevrouw"}


def person_by_hand(gegevens: Mapping[str, str], *, gemeente: str) -> Persoon:
    """The form's values as a Persoon. Errors: Refused when the BSN or the address cannot be right."""
    plek = Woonplek(gegevens.get("woont") or Woonplek.WOONADRES)
    adres = address.normalise(
        postcode=gegevens["postcode"], huisnummer=gegevens["huisnummer"], huisletter=gegevens.get("huisletter", ""),
        toevoeging=gegevens.get("toevoeging", ""),
    )  # fmt: skip
    require(
        None if passes_elfproef(gegevens["bsn"]) else "Dit BSN bestaat niet: kijk de cijfers na.",
        None if adres else "Het adres klopt niet: kijk postcode en huisnummer na.",
        None if gegevens.get("geslachtsnaam") else "Vul de achternaam in.",
    )
    name = " ".join(
        filter(None, [gegevens.get("voorletters"), gegevens.get("voorvoegsel"), gegevens["geslachtsnaam"]])
    )
    surname = " ".join(
        filter(None, [gegevens.get("voorvoegsel", "").capitalize(), gegevens["geslachtsnaam"]])
    )
    greeting = AANHEF.get(gegevens.get("geslacht", ""), "")
    street = " ".join(filter(None, [gegevens.get("straat"), gegevens["huisnummer"], gegevens.get("huisletter"),
                                    gegevens.get("toevoeging")]))  # fmt: skip
    raw: dict[str, Any] = {
        "burgerservicenummer": gegevens["bsn"],
        "naam": {"voorletters": gegevens.get("voorletters", ""), "voorvoegsel": gegevens.get("voorvoegsel", ""),
                 "geslachtsnaam": gegevens["geslachtsnaam"], "volledigeNaam": name},
        "geslacht": {"code": gegevens.get("geslacht", "")},
        "geboorte": {"datum": {"type": "Datum", "datum": gegevens.get("geboortedatum", "")}},
        "gemeenteVanInschrijving": {"code": gegevens.get("gemeente") if plek is Woonplek.ELDERS else gemeente},
        "opschortingBijhouding": {"reden": {"code": "O" if plek is Woonplek.OVERLEDEN else ""}},
        "indicatieCurateleRegister": gegevens.get("curatele") == YES,
        "geheimhoudingPersoonsgegevens": gegevens.get("geheimhouding") == YES,
        "verblijfplaats": NOT_AT_AN_ADDRESS.get(plek) or {
            "type": "Adres", "functieAdres": {"code": "B" if plek is Woonplek.BRIEFADRES else "W"},
            "verblijfadres": {
                "officieleStraatnaam": gegevens.get("straat", ""), "huisnummer": adres.huisnummer if adres else 0,
                "huisletter": adres.huisletter if adres else "", "postcode": adres.postcode if adres else "",
                "huisnummertoevoeging": adres.toevoeging if adres else "", "woonplaats": gegevens.get("woonplaats", ""),
            },
        },
        "adressering": {
            "aanhef": f"{greeting} {surname}" if greeting else f"Geachte {name}",
            "aanschrijfwijze": {"naam": name},
            "adresregel1": street,
            "adresregel2": f"{adres.postcode[:4]} {adres.postcode[4:]}  {gegevens.get('woonplaats', '').upper()}"
            if adres else "",
        },
    }  # fmt: skip
    return read_persoon(raw)


def children_by_hand(gegevens: Mapping[str, str]) -> bool | None:
    """Are there minor children at the address? None = not looked up (R-BRP-2)."""
    return {"ja": True, "nee": False}.get(gegevens.get("kinderen", ""))


def residence_by_hand(gegevens: Mapping[str, str]) -> Verblijfsrecht:
    """What somebody saw of the residence title; empty = not looked up, or not asked (R-BRP-2)."""
    return Verblijfsrecht(gegevens.get("verblijfsrecht") or Verblijfsrecht.NIET_GEVRAAGD)

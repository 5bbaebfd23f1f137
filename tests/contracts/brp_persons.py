"""Persons made for the tests of the BRP: invented, with test BSNs that pass the elfproef."""

from typing import Any

type Json = dict[str, Any]

GEMEENTE = "0599"
ASKED_BY: Json = {"gebruiker": "medewerker-7", "verwerking": "vroegsignalering"}

_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni"]
_MONTHS += ["juli", "augustus", "september", "oktober", "november", "december"]


def bsn(number: int) -> str:
    """The number-th BSN that starts with 9999 and passes the elfproef."""
    passing = [
        f"9999{rest:05d}"
        for rest in range(20 * (number + 2))
        if sum(
            int(digit) * weight
            for digit, weight in zip(f"9999{rest:05d}", (*range(9, 1, -1), -1), strict=True)
        )
        % 11
        == 0
    ]
    return passing[number]


def datum(text: str) -> Json:
    """A date in API form: `1975-07-07`, `1975-07`, `1975` or empty for unknown."""
    match [int(part) for part in text.split("-") if part]:
        case [year, month, day]:
            return {"type": "Datum", "datum": text, "langFormaat": f"{day} {_MONTHS[month - 1]} {year}"}
        case [year, month]:
            long = f"{_MONTHS[month - 1]} {year}"
            return {"type": "JaarMaandDatum", "jaar": year, "maand": month, "langFormaat": long}
        case [year]:
            return {"type": "JaarDatum", "jaar": year, "langFormaat": str(year)}
    return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}


def persoon(number: int, **changes: Any) -> Json:
    """A man of 1975 at Kade 7 in Rotterdam. `changes` replaces groups of the API."""
    made: Json = {
        "burgerservicenummer": bsn(number),
        "aNummer": "1234567890",
        "geslacht": {"code": "M", "omschrijving": "man"},
        "naam": {
            "voornamen": "Daan Willem",
            "voorletters": "D.W.",
            "voorvoegsel": "van",
            "geslachtsnaam": "Duin",
            "volledigeNaam": "Daan Willem van Duin",
            "aanduidingNaamgebruik": {"code": "E", "omschrijving": "eigen geslachtsnaam"},
        },
        "geboorte": {"datum": datum("1975-07-07"), "plaats": {"code": "0599", "omschrijving": "Rotterdam"}},
        "gemeenteVanInschrijving": {"code": GEMEENTE, "omschrijving": "Rotterdam"},
        "verblijfplaats": adres(),
        "adressering": {
            "aanhef": "Geachte heer Van Duin",
            "aanschrijfwijze": {"naam": "D.W. van Duin"},
            "gebruikInLopendeTekst": "de heer Van Duin",
            "adresregel1": "Kade 7",
            "adresregel2": "3011 AA  ROTTERDAM",
        },
    }
    return made | changes


def adres(bag_id: str = "0599010000000007", **changes: Any) -> Json:
    """A place to live in API form. `changes` replaces parts of the address."""
    address = {
        "korteStraatnaam": "Kade",
        "officieleStraatnaam": "Lange Kade",
        "huisnummer": 7,
        "postcode": "3011AA",
        "woonplaats": "Rotterdam",
    }
    return {
        "type": "Adres",
        "functieAdres": {"code": "W", "omschrijving": "woonadres"},
        "adresseerbaarObjectIdentificatie": bag_id,
        "nummeraanduidingIdentificatie": bag_id.replace("01", "20", 1),
        "datumVan": datum("2010-01-01"),
        "verblijfadres": address | changes,
    }


def naam(geslachtsnaam: str, *, voorvoegsel: str = "", voornamen: str = "Noor") -> Json:
    initials = "".join(f"{name[0]}." for name in voornamen.split())
    return {
        "voornamen": voornamen,
        "voorletters": initials,
        "voorvoegsel": voorvoegsel,
        "geslachtsnaam": geslachtsnaam,
    }


def opschorting(code: str) -> Json:
    return {"reden": {"code": code, "omschrijving": "reden"}, "datum": datum("2024-02-01")}

"""What is kept of an answer: frozen values with only what was asked. Nothing raw leaves this module.

Gateways have been seen to send more than was asked, so what is not named here is dropped (R-BRP-2). Answers
are read leniently: the official test persons break the official patterns, and a part that cannot be read
is empty, it does not make the person disappear.
"""

from dataclasses import dataclass
from typing import Any

type Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, repr=False)
class PersoonBeperkt:
    """A person as a search finds them. No repr: it holds personal data.

    `geboortedatum` is `1975-07-07`, `1975-07`, `1975` or empty, as far as it is known. `geslacht` is M, V, O
    or empty. `leeftijd` is None when the BRP does not give it, as for the dead and for a birth date that is
    not whole.
    """

    bsn: str
    voornamen: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str
    geboortedatum: str
    geslacht: str
    leeftijd: int | None
    overleden: bool
    geheimhouding: bool


@dataclass(frozen=True, kw_only=True, repr=False)
class Persoon:
    """A person as read by BSN: all that the check and the letter need. No repr: it holds personal data.

    Codes are those of the BRP: `opschorting` O, E, M, R or `.`; `naamgebruik` E, P, V or N; `functie_adres`
    W or B; `aanduiding_bij_huisnummer` `to` or `by`; `verblijfplaats` Adres, Locatie,
    VerblijfplaatsBuitenland or VerblijfplaatsOnbekend. Dates are as precise as known, see `PersoonBeperkt`.
    The partner is the present one.
    """

    bsn: str
    voornamen: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str
    volledige_naam: str
    naamgebruik: str
    partner_voorvoegsel: str
    partner_geslachtsnaam: str
    geboortedatum: str
    geslacht: str
    leeftijd: int | None
    overleden: bool
    overlijdensdatum: str
    opschorting: str
    gemeente: str
    curatele: bool
    geheimhouding: bool
    verblijfplaats: str
    functie_adres: str
    bag_id: str
    nummeraanduiding: str
    straat: str
    straat_kort: str
    huisnummer: int
    huisletter: str
    toevoeging: str
    aanduiding_bij_huisnummer: str
    postcode: str
    woonplaats: str
    locatiebeschrijving: str
    verblijft_niet_op_adres: bool
    adres_in_onderzoek: bool
    aanhef: str
    aanschrijfwijze: str
    in_lopende_tekst: str
    adresregel1: str
    adresregel2: str
    adresregel3: str


def read_beperkt(raw: Json) -> PersoonBeperkt:
    """One person of a search."""
    return PersoonBeperkt(
        bsn=_text(raw, "burgerservicenummer"),
        **_own_name(raw),
        geboortedatum=_date(raw, "geboorte", "datum"),
        geslacht=_text(raw, "geslacht", "code"),
        leeftijd=_number(raw, "leeftijd"),
        overleden=_text(raw, "opschortingBijhouding", "reden", "code") == "O",
        geheimhouding=_is_true(raw, "geheimhoudingPersoonsgegevens"),
    )


def read_persoon(raw: Json) -> Persoon:
    """One person read by BSN."""
    opschorting = _text(raw, "opschortingBijhouding", "reden", "code")
    return Persoon(
        bsn=_text(raw, "burgerservicenummer"),
        **_own_name(raw),
        volledige_naam=_text(raw, "naam", "volledigeNaam"),
        naamgebruik=_text(raw, "naam", "aanduidingNaamgebruik", "code"),
        **_partner(raw),
        geboortedatum=_date(raw, "geboorte", "datum"),
        geslacht=_text(raw, "geslacht", "code"),
        leeftijd=_number(raw, "leeftijd"),
        overleden=opschorting == "O" or bool(_at(raw, "overlijden")),
        overlijdensdatum=_date(raw, "overlijden", "datum"),
        opschorting=opschorting,
        gemeente=_text(raw, "gemeenteVanInschrijving", "code"),
        curatele=_is_true(raw, "indicatieCurateleRegister"),
        geheimhouding=_is_true(raw, "geheimhoudingPersoonsgegevens"),
        **_place(raw),
        **_address(raw),
        huisnummer=_number(raw, "verblijfplaats", "verblijfadres", "huisnummer") or 0,
        verblijft_niet_op_adres=_lives_elsewhere(raw),
        adres_in_onderzoek=_is_investigated(raw),
        **_letter(raw),
    )


def _own_name(raw: Json) -> dict[str, str]:
    return {
        name: _text(raw, "naam", name)
        for name in ("voornamen", "voorletters", "voorvoegsel", "geslachtsnaam")
    }


def _partner(raw: Json) -> dict[str, str]:
    """The name of the first partner whose marriage or partnership has not ended."""
    partners = _at(raw, "partners")
    present = (
        partner
        for partner in (partners if isinstance(partners, list) else [])
        if isinstance(partner, dict) and not partner.get("ontbindingHuwelijkPartnerschap")
    )
    partner = next(present, {})
    return {
        "partner_voorvoegsel": _text(partner, "naam", "voorvoegsel"),
        "partner_geslachtsnaam": _text(partner, "naam", "geslachtsnaam"),
    }


def _place(raw: Json) -> dict[str, str]:
    return {
        "verblijfplaats": _text(raw, "verblijfplaats", "type"),
        "functie_adres": _text(raw, "verblijfplaats", "functieAdres", "code"),
        "bag_id": _text(raw, "verblijfplaats", "adresseerbaarObjectIdentificatie"),
        "nummeraanduiding": _text(raw, "verblijfplaats", "nummeraanduidingIdentificatie"),
    }


def _address(raw: Json) -> dict[str, str]:
    at = ("verblijfplaats", "verblijfadres")
    return {
        "straat": _text(raw, *at, "officieleStraatnaam"),
        "straat_kort": _text(raw, *at, "korteStraatnaam"),
        "huisletter": _text(raw, *at, "huisletter"),
        "toevoeging": _text(raw, *at, "huisnummertoevoeging"),
        "aanduiding_bij_huisnummer": _text(raw, *at, "aanduidingBijHuisnummer", "code"),
        "postcode": _text(raw, *at, "postcode"),
        "woonplaats": _text(raw, *at, "woonplaats"),
        "locatiebeschrijving": _text(raw, *at, "locatiebeschrijving"),
    }


def _letter(raw: Json) -> dict[str, str]:
    return {
        "aanhef": _text(raw, "adressering", "aanhef"),
        "aanschrijfwijze": _text(raw, "adressering", "aanschrijfwijze", "naam"),
        "in_lopende_tekst": _text(raw, "adressering", "gebruikInLopendeTekst"),
        "adresregel1": _text(raw, "adressering", "adresregel1"),
        "adresregel2": _text(raw, "adressering", "adresregel2"),
        "adresregel3": _text(raw, "adressering", "adresregel3"),
    }


def _lives_elsewhere(raw: Json) -> bool:
    mark = "indicatieVastgesteldVerblijftNietOpAdres"
    return _is_true(raw, "verblijfplaats", mark) or _is_true(raw, "adressering", mark)


def _is_investigated(raw: Json) -> bool:
    """Any part of the place where the person lives is being looked into."""
    marks = (
        _at(raw, "verblijfplaats", "inOnderzoek"),
        _at(raw, "verblijfplaats", "verblijfadres", "inOnderzoek"),
        _at(raw, "adressering", "inOnderzoek"),
    )
    # Name and form of address are in the same group as the address lines, but are not the address.
    other = {"datumIngangOnderzoek", "datumIngangOnderzoekPersoon", "datumIngangOnderzoekPartner"}
    other |= {"aanhef", "aanschrijfwijze", "gebruikInLopendeTekst"}
    return any(
        value is True
        for mark in marks
        if isinstance(mark, dict)
        for key, value in mark.items()
        if key not in other
    )


def _at(raw: object, *path: str) -> object:
    node = raw
    for key in path:
        if not isinstance(node, dict):
            return None
        node = node.get(key)
    return node


def _text(raw: object, *path: str) -> str:
    value = _at(raw, *path)
    return value.strip() if isinstance(value, str) else ""


def _number(raw: object, *path: str) -> int | None:
    value = _at(raw, *path)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_true(raw: object, *path: str) -> bool:
    return _at(raw, *path) is True


def _date(raw: object, *path: str) -> str:
    """A date as precise as the BRP knows it: day, month, year, or nothing."""
    if day := _text(raw, *path, "datum"):
        return day
    year, month = _number(raw, *path, "jaar"), _number(raw, *path, "maand")
    if year is None:
        return ""
    return f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"

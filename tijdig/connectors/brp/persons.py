"""What is kept of an answer: frozen values with only what was asked. Nothing raw leaves this module.

Gateways have been seen to send more than was asked, so what is not named here is dropped (R-BRP-2). Answers
are read leniently: the official test persons break the official patterns, and a part that cannot be read
is empty, it does not make the person disappear.
"""

from dataclasses import dataclass
from typing import Any

type Json = dict[str, Any]

ELSEWHERE = "indicatieVastgesteldVerblijftNietOpAdres"
# Name and form of address are in the same group as the address lines, but are not the address.
NOT_THE_ADDRESS = frozenset({
    "datumIngangOnderzoek", "datumIngangOnderzoekPersoon", "datumIngangOnderzoekPartner", "aanhef",
    "aanschrijfwijze", "gebruikInLopendeTekst",
})  # fmt: skip


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
    VerblijfplaatsBuitenland or VerblijfplaatsOnbekend; `verblijfstitel` of table 56, empty when there is none in force
    or it was not asked. Dates are as precise as known, see `PersoonBeperkt`.
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
    verblijfstitel: str
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
        **_own_name(_group(raw, "naam")),
        geboortedatum=_date(_group(raw, "geboorte"), "datum"),
        geslacht=_code(raw, "geslacht"),
        leeftijd=_number(raw, "leeftijd"),
        overleden=_code(_group(raw, "opschortingBijhouding"), "reden") == "O",
        geheimhouding=raw.get("geheimhoudingPersoonsgegevens") is True,
    )


def read_persoon(raw: Json) -> Persoon:
    """One person read by BSN."""
    opschorting = _code(_group(raw, "opschortingBijhouding"), "reden")
    naam, lives, letter = (_group(raw, name) for name in ("naam", "verblijfplaats", "adressering"))
    return Persoon(
        bsn=_text(raw, "burgerservicenummer"),
        **_own_name(naam),
        volledige_naam=_text(naam, "volledigeNaam"),
        naamgebruik=_code(naam, "aanduidingNaamgebruik"),
        **_partner(raw),
        geboortedatum=_date(_group(raw, "geboorte"), "datum"),
        geslacht=_code(raw, "geslacht"),
        leeftijd=_number(raw, "leeftijd"),
        overleden=opschorting == "O" or bool(raw.get("overlijden")),
        overlijdensdatum=_date(_group(raw, "overlijden"), "datum"),
        opschorting=opschorting,
        gemeente=_code(raw, "gemeenteVanInschrijving"),
        curatele=raw.get("indicatieCurateleRegister") is True,
        geheimhouding=raw.get("geheimhoudingPersoonsgegevens") is True,
        verblijfstitel=_code(_group(raw, "verblijfstitel"), "aanduiding"),
        **_place(lives),
        **_address(_group(lives, "verblijfadres")),
        huisnummer=_number(_group(lives, "verblijfadres"), "huisnummer") or 0,
        verblijft_niet_op_adres=lives.get(ELSEWHERE) is True or letter.get(ELSEWHERE) is True,
        adres_in_onderzoek=_is_investigated(lives, letter),
        **_letter(letter),
    )


def _own_name(naam: Json) -> dict[str, str]:
    return {name: _text(naam, name) for name in ("voornamen", "voorletters", "voorvoegsel", "geslachtsnaam")}


def _partner(raw: Json) -> dict[str, str]:
    """The name of the first partner whose marriage or partnership has not ended."""
    partners = raw.get("partners")
    present = (
        partner
        for partner in (partners if isinstance(partners, list) else [])
        if isinstance(partner, dict) and not partner.get("ontbindingHuwelijkPartnerschap")
    )
    naam = _group(next(present, {}), "naam")
    return {
        "partner_voorvoegsel": _text(naam, "voorvoegsel"),
        "partner_geslachtsnaam": _text(naam, "geslachtsnaam"),
    }


def _place(lives: Json) -> dict[str, str]:
    return {
        "verblijfplaats": _text(lives, "type"),
        "functie_adres": _code(lives, "functieAdres"),
        "bag_id": _text(lives, "adresseerbaarObjectIdentificatie"),
        "nummeraanduiding": _text(lives, "nummeraanduidingIdentificatie"),
    }


def _address(adres: Json) -> dict[str, str]:
    return {
        "straat": _text(adres, "officieleStraatnaam"),
        "straat_kort": _text(adres, "korteStraatnaam"),
        "huisletter": _text(adres, "huisletter"),
        "toevoeging": _text(adres, "huisnummertoevoeging"),
        "aanduiding_bij_huisnummer": _code(adres, "aanduidingBijHuisnummer"),
        "postcode": _text(adres, "postcode"),
        "woonplaats": _text(adres, "woonplaats"),
        "locatiebeschrijving": _text(adres, "locatiebeschrijving"),
    }


def _letter(letter: Json) -> dict[str, str]:
    return {
        "aanhef": _text(letter, "aanhef"),
        "aanschrijfwijze": _text(_group(letter, "aanschrijfwijze"), "naam"),
        "in_lopende_tekst": _text(letter, "gebruikInLopendeTekst"),
        "adresregel1": _text(letter, "adresregel1"),
        "adresregel2": _text(letter, "adresregel2"),
        "adresregel3": _text(letter, "adresregel3"),
    }


def _is_investigated(lives: Json, letter: Json) -> bool:
    """Any part of the place where the person lives is being looked into."""
    marks = (
        lives.get("inOnderzoek"),
        _group(lives, "verblijfadres").get("inOnderzoek"),
        letter.get("inOnderzoek"),
    )
    return any(
        value is True
        for mark in marks
        if isinstance(mark, dict)
        for key, value in mark.items()
        if key not in NOT_THE_ADDRESS
    )


def _group(raw: Json, name: str) -> Json:
    """A group of the answer; an empty one when the register knows nothing there."""
    group = raw.get(name)
    return group if isinstance(group, dict) else {}


def _text(group: Json, name: str) -> str:
    value = group.get(name)
    return value.strip() if isinstance(value, str) else ""


def _code(group: Json, name: str) -> str:
    """The code of a value from a table."""
    return _text(_group(group, name), "code")


def _number(group: Json, name: str) -> int | None:
    value = group.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(group: Json, name: str) -> str:
    """A date as precise as the BRP knows it: day, month, year, or nothing."""
    date = _group(group, name)
    if day := _text(date, "datum"):
        return day
    year, month = _number(date, "jaar"), _number(date, "maand")
    if year is None:
        return ""
    return f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"

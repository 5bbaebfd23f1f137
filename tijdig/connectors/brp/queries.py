"""The questions that are put to the BRP, and the least that each must ask for (R-BRP-2).

Source: BRP Personen bevragen 2.7.0. Requests are strict: what does not fit the description is refused here,
before it is sent. Fields that the BRP delivers by itself may not be asked, and are not.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tijdig.connectors.brp.errors import BrpRefused

READ = "RaadpleegMetBurgerservicenummer"
SEARCH_BY_NAME_AND_BIRTH = "ZoekMetGeslachtsnaamEnGeboortedatum"
SEARCH_BY_POSTCODE = "ZoekMetPostcodeEnHuisnummer"
SEARCH_BY_BAG_ID = "ZoekMetAdresseerbaarObjectIdentificatie"

TOO_MANY = "tooManyResults"
INVALID = "paramsValidation"
MOST_PER_READ = 20

# Who lives at the address, to tell them apart and to see minor children.
SEARCH_FIELDS = (
    "burgerservicenummer",  # to read the one person that fits, and to log whose data were asked (Wet BRP)
    "naam.voornamen",  # parent and child with the same initials
    "naam.voorletters",  # most partners know initials only
    "naam.voorvoegsel",
    "naam.geslachtsnaam",
    "geboorte.datum",  # compared with the signal when it has one
    "geslacht",  # compared with the signal when it has one
    "leeftijd",  # composition of the household: minor children
)

# The one person that was found: does the offer go there, and how is the letter addressed?
READ_FIELDS = (
    "burgerservicenummer",
    "naam.voornamen",
    "naam.voorletters",
    "naam.voorvoegsel",
    "naam.geslachtsnaam",
    "naam.volledigeNaam",  # shown to the caseworker
    "naam.aanduidingNaamgebruik",  # which of the names a partner will have used
    "partners.naam.voorvoegsel",  # a signal may be in the name of the spouse
    "partners.naam.geslachtsnaam",
    "partners.ontbindingHuwelijkPartnerschap.datum",  # only a partner of today counts
    "geboorte.datum",
    "geslacht",
    "leeftijd",  # a minor goes to a person (R-BRP-6)
    "overlijden.datum",  # R-BRP-5; the only sign for persons outside the country
    "gemeenteVanInschrijving",  # lives in another gemeente (R-BRP-7)
    "indicatieCurateleRegister",  # the offer goes to the curator (R-BRP-8)
    "verblijfplaats.type",  # address, place, abroad or unknown; the address abroad is not asked
    "verblijfplaats.functieAdres",  # no visit to a letter address
    "verblijfplaats.adresseerbaarObjectIdentificatie",
    "verblijfplaats.nummeraanduidingIdentificatie",
    "verblijfplaats.verblijfadres.officieleStraatnaam",
    "verblijfplaats.verblijfadres.korteStraatnaam",
    "verblijfplaats.verblijfadres.huisnummer",
    "verblijfplaats.verblijfadres.huisletter",
    "verblijfplaats.verblijfadres.huisnummertoevoeging",
    "verblijfplaats.verblijfadres.aanduidingBijHuisnummer",  # "to" and "by" are other addresses
    "verblijfplaats.verblijfadres.postcode",
    "verblijfplaats.verblijfadres.woonplaats",
    "verblijfplaats.verblijfadres.locatiebeschrijving",
    "adressering.aanhef",  # the letter: ready-made, never built by ourselves
    "adressering.aanschrijfwijze.naam",
    "adressering.gebruikInLopendeTekst",
    "adressering.adresregel1",
    "adressering.adresregel2",
    "adressering.adresregel3",
)

# Of the one person found, when policy asks it: must something be looked at when help is asked for? (Wgs art. 3 lid 4)
# The BRP gives a title only while it is in force, so its end is not asked.
RESIDENCE_FIELDS = ("verblijfstitel.aanduiding",)

_NAME = r"[a-zA-Z0-9À-ž .\-']{1,200}|[a-zA-Z0-9À-ž .\-']{3,199}\*"
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "gemeenteVanInschrijving": re.compile(r"[0-9]{4}"),
    "adresseerbaarObjectIdentificatie": re.compile(r"(?!0{16})[0-9]{16}"),
    "postcode": re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}"),
    "huisletter": re.compile(r"[a-zA-Z]"),
    "huisnummertoevoeging": re.compile(r"[a-zA-Z0-9 \-]{1,4}"),
    "geslachtsnaam": re.compile(_NAME),
    "voorvoegsel": re.compile(r"[a-zA-Z ']{1,10}"),
    "geboortedatum": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "burgerservicenummer": re.compile(r"[0-9]{9}"),
}

# Letters that Unicode does not take apart into a letter and a mark.
_UNDIVIDED = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ı": "i",
        "þ": "th",
        "Þ": "Th",
        "’": "'",
        "‘": "'",
        "`": "'",
    }
)


def without_diacritics(text: str) -> str:
    """The name in plain letters. Without diacritics the BRP finds both spellings, with them only one.

    What the BRP does not accept in a name is left out; a `*` at the end stays.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_UNDIVIDED))
    wildcard = "*" if plain.rstrip().endswith("*") else ""
    kept = re.sub(r"[^a-zA-Z0-9 .\-']", "", plain)
    return " ".join(kept.split()) + wildcard


@dataclass(frozen=True, kw_only=True, repr=False)
class Question:
    """One request, ready to be sent. No repr: it holds personal data."""

    type: str
    fields: tuple[str, ...]
    parameters: Mapping[str, object]
    narrowed_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        wrong = tuple(name for name, value in self.parameters.items() if not _is_allowed(name, value))
        if wrong:
            raise BrpRefused(status=None, code=INVALID, parameters=wrong)

    def body(self) -> dict[str, object]:
        return {"type": self.type, "fields": list(self.fields), **self.parameters}


def _is_allowed(name: str, value: object) -> bool:
    if name == "inclusiefOverledenPersonen":
        return value is True
    if name == "huisnummer":
        return isinstance(value, int) and 1 <= value <= 99_999
    if isinstance(value, list):
        return 1 <= len(value) <= MOST_PER_READ and all(_is_allowed(name, item) for item in value)
    fits = isinstance(value, str) and PATTERNS[name].fullmatch(value) is not None
    return fits and (name != "geboortedatum" or _is_date(str(value)))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _search(
    type_: str, *, required: Mapping[str, object], narrowed_by: tuple[str, ...] = (), **optional: object
) -> Question:
    """A search also finds the dead: otherwise a deceased resident looks like nobody (R-BRP-5)."""
    given = {name: value for name, value in optional.items() if value not in ("", None)}
    parameters = {**required, **given, "inclusiefOverledenPersonen": True}
    return Question(type=type_, fields=SEARCH_FIELDS, parameters=parameters, narrowed_by=narrowed_by)


def read_question(bsns: list[str], *, gemeente: str | None, verblijfstitel: bool = False) -> Question:
    """Read at most twenty persons by BSN; `verblijfstitel`: ask that of them too."""
    where = {} if gemeente is None else {"gemeenteVanInschrijving": gemeente}
    fields = (*READ_FIELDS, *RESIDENCE_FIELDS) if verblijfstitel else READ_FIELDS
    return Question(type=READ, fields=fields, parameters={"burgerservicenummer": bsns, **where})


def name_question(
    *, geslachtsnaam: str, geboortedatum: str, voorvoegsel: str, gemeente: str | None
) -> Question:
    """Search on a whole birth date and a surname without its prefix."""
    return _search(
        SEARCH_BY_NAME_AND_BIRTH,
        required={"geslachtsnaam": without_diacritics(geslachtsnaam), "geboortedatum": geboortedatum},
        voorvoegsel=without_diacritics(voorvoegsel),
        gemeenteVanInschrijving=gemeente,
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class AddressSearch:
    """Who lives at one address. No repr: it holds personal data."""

    gemeente: str | None
    bag_id: str = ""
    postcode: str = ""
    huisnummer: int = 0
    huisletter: str = ""
    toevoeging: str = ""
    geslachtsnaam: str = ""
    geboortedatum: str = ""

    def questions(self) -> Iterator[Question]:
        """The questions in the order in which to try them, as long as there are too many residents.

        First the BAG id, which is one address; a postcode with a number may be several. Then the postcode
        with the surname, then with the birth date as well. A name or date that the BRP would not accept is
        left out: it must not spoil a search that does not need it.
        """
        names = {"geslachtsnaam": without_diacritics(self.geslachtsnaam), "geboortedatum": self.geboortedatum}
        usable = [(name, value) for name, value in names.items() if value and _is_allowed(name, value)]
        yield self._by_bag_id() if self.bag_id else self._by_postcode({})
        if self.postcode and self.huisnummer:
            yield from (self._by_postcode(dict(usable[:count])) for count in range(1, len(usable) + 1))

    def _by_bag_id(self) -> Question:
        return _search(
            SEARCH_BY_BAG_ID,
            required={"adresseerbaarObjectIdentificatie": self.bag_id},
            gemeenteVanInschrijving=self.gemeente,
        )

    def _by_postcode(self, names: Mapping[str, str]) -> Question:
        return _search(
            SEARCH_BY_POSTCODE,
            narrowed_by=tuple(names),
            required={"postcode": self.postcode, "huisnummer": self.huisnummer},
            huisletter=self.huisletter,
            huisnummertoevoeging=self.toevoeging,
            gemeenteVanInschrijving=self.gemeente,
            **names,
        )

"""The delivery layout, version 1: public, versioned, documented from here (docs/reference/aanleverformaat.md).

Source: R-INT-1, R-INT-2. One line is one arrear of one customer at one partner.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the layout. `required`: 'ja', 'nee', or when, in Dutch."""

    name: str
    required: str
    form: str
    note: str = ""


COLUMNS: tuple[Column, ...] = (
    Column(
        name="referentie", required="ja", form="tekst, hoogstens 64 tekens",
        note="Klant- of contractnummer bij u. Hiermee koppelen wij terug en herkennen wij dubbele regels.",
    ),
    Column(name="soort", required="ja", form="code van een signaalsoort", note="Bijvoorbeeld huur of drinkwater."),
    Column(
        name="bericht", required="nee",
        form="vroegsignaal, eindelevering, afsluiting, ontruiming, einde_zorgverzekering of cak_wanbetaler",
        note="Leeg betekent vroegsignaal.",
    ),
    Column(name="voorletters", required="nee", form="tekst", note="Met of zonder punten, of voornamen."),
    Column(name="voorvoegsel", required="nee", form="tekst", note="Mag ook voor de achternaam staan."),
    Column(name="achternaam", required="ja, of bedrijfsnaam", form="tekst"),
    Column(name="bedrijfsnaam", required="ja, of achternaam", form="tekst", note="Geen rechtspersonen."),
    Column(
        name="geboortedatum", required="nee", form="2026-03-31, 31-03-2026 of 31/3/2026; ook 1993-05 of 1993",
        note="Nooit verplicht. Helpt om ouder en kind uit elkaar te houden.",
    ),
    Column(name="straat", required="nee", form="tekst"),
    Column(name="postcode", required="ja", form="1234 AB of 1234ab"),
    Column(name="huisnummer", required="ja", form="getal", note="12A, 12-3 en 12 bis worden gesplitst en gemeld."),
    Column(name="huisletter", required="nee", form="één letter"),
    Column(name="toevoeging", required="nee", form="tekst"),
    Column(name="woonplaats", required="nee", form="tekst"),
    Column(name="telefoon", required="nee", form="telefoonnummer", note="Een ongeldig nummer vervalt."),
    Column(name="email", required="nee", form="e-mailadres", note="Een ongeldig adres vervalt."),
    Column(name="bedrag", required="ja", form="1234,56 of 1.234,56 of 1234.56 of € 1.234,56", note="Meer dan 0."),
    Column(name="vervaldatum", required="ja", form="datum", note="Van de oudste onbetaalde rekening."),
    Column(name="termijnen", required="bij energie en warmte", form="geheel getal", note="Onbetaalde termijnen."),
    Column(name="herinnering", required="volgens beleid", form="ja of nee", note="Schriftelijke herinnering gestuurd."),
    Column(name="contact", required="volgens beleid", form="ja of nee", note="Moeite gedaan voor persoonlijk contact."),
    Column(name="gewezen_op_hulp", required="volgens beleid", form="ja of nee", note="Op schuldhulp gewezen."),
    Column(name="aanbod_gegevens", required="volgens beleid", form="ja of nee", note="Aangeboden gegevens te delen."),
    Column(name="bezwaar", required="nee", form="ja of nee", note="De klant maakt bezwaar tegen het delen."),
    Column(name="warme_overdracht", required="nee", form="ja of nee"),
    Column(name="signaaldatum", required="nee", form="datum", note="Leeg betekent de dag van aanleveren."),
)  # fmt: skip

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
REQUIRED: tuple[str, ...] = ("referentie", "soort", "postcode", "huisnummer", "bedrag", "vervaldatum")
ONE_OF: tuple[str, ...] = ("achternaam", "bedrijfsnaam")
STEPS: tuple[str, ...] = ("herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens")

# Any spelling of a column for the burgerservicenummer, its older and its fiscal name included (R-INT-2).
BSN_COLUMN = re.compile(r"bsn|burgerserv|burgernummer|sofi|sociaalfiscaal|fiscaalnummer|citizenservice")


# Names that partners write and that can mean only this column. "Naam" is not among them: it may hold initials too.
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "referentie": (
        "klantnummer", "contractnummer", "relatienummer", "debiteurnummer", "klantnr", "contractnr", "kenmerk",
    ),
    "soort": ("signaalsoort",),
    "voorletters": ("initialen",),
    "voorvoegsel": ("tussenvoegsel", "voorvoegsels", "tussenvoegsels"),
    "achternaam": ("familienaam", "geslachtsnaam"),
    "straat": ("straatnaam",),
    "huisnummer": ("huisnr",),
    "toevoeging": ("huisnummertoevoeging", "huisnrtoevoeging", "toev"),
    "woonplaats": ("plaats", "plaatsnaam"),
    "telefoon": ("telefoonnummer", "telefoonnr", "tel"),
    "email": ("emailadres",),
    "bedrag": ("achterstand", "bedragachterstand", "achterstandsbedrag", "openstaandbedrag"),
}  # fmt: skip
BESIDE_NAME = re.compile(r"\([^()]*\)|€|\bin euro'?s?\b|\beur\b", re.IGNORECASE)
OF_SQUEEZED = {name.replace("_", ""): name for name in NAMES}
OF_OTHER_NAME = {other: name for name, others in ALSO_CALLED.items() for other in others}


def column_keys(headings: Iterable[str]) -> list[str]:
    """Per heading the name of its column, or its own letters when it is unknown.

    Case, spaces, signs and what stands in brackets do not matter: ' E-mail ', 'Post code' and 'Bedrag (€)' are known.
    Another name counts only when the column itself is not there and no other heading means the same.
    """
    keys = [column_key(heading) for heading in headings]
    others = [OF_OTHER_NAME.get(key, "") for key in keys]
    return [
        other if other and other not in keys and others.count(other) == 1 else key
        for key, other in zip(keys, others, strict=True)
    ]


def column_key(heading: str) -> str:
    """The name of the layout that this heading writes, or its own letters: ' E-mail ' and 'email' are the same."""
    key = re.sub(r"[^a-z0-9]", "", BESIDE_NAME.sub("", heading).lower())
    return OF_SQUEEZED.get(key, key)


def is_bsn(heading: str) -> bool:
    """Would this column hold a BSN? Then the whole delivery is refused. Source: R-INT-2, Wgs 8b."""
    plain = unicodedata.normalize("NFKD", heading).lower()  # full-width and accented letters are letters too
    return bool(BSN_COLUMN.search(re.sub(r"[^a-z]", "", plain)))


def visible(text: str) -> str:
    """The text as it can be shown and stored: a sign that cannot (a control, a NUL) becomes a question mark."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)

"""The fields of one line, each read into its value or its faults. Pure: no database, no clock (R-INT-2, R-INT-3).

Every function adds what it finds to the list it is given, so that a line has all its faults at once.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tijdig.rules import address
from tijdig.rules.sheets import FORMULA_STARTS
from tijdig.rules.terms import Bericht, Reden, Waarschuwing

from . import layout
from .remarks import Opmerking, missing, wrong
from .values import (
    is_negative,
    read_birth_date,
    read_cents,
    read_email,
    read_phone,
    read_yes_no,
    was_turned_into_a_date,
)

BERICHTEN = {bericht.value: bericht for bericht in Bericht}

REFERENTIE, SOORT, BERICHT, VOORLETTERS, VOORVOEGSEL, ACHTERNAAM, BEDRIJFSNAAM, GEBOORTEDATUM = range(8)
STRAAT, POSTCODE, HUISNUMMER, HUISLETTER, TOEVOEGING, WOONPLAATS, TELEFOON, EMAIL = range(8, 16)
BEDRAG, VERVALDATUM, TERMIJNEN = range(16, 19)
FIRST_STEP, BEZWAAR, WARM, SIGNAALDATUM = 19, 23, 24, 25

# Longest texts that the tables hold; what is longer is cut, with a warning.
LIMITS = (
    (VOORLETTERS, 60),
    (VOORVOEGSEL, 20),
    (ACHTERNAAM, 200),
    (BEDRIJFSNAAM, 200),
    (STRAAT, 120),
    (WOONPLAATS, 80),
)
FIRST_YEAR_OF_BIRTH = "1880"
LONGEST_REFERENCE = 64
LONGEST_SUFFIX = 20  # an address is never cut: that would join two homes
LONGEST_KEY = 60

# What admission looks at, besides the amount and the name.
OF_CASE = (SOORT, BERICHT, *range(VERVALDATUM, SIGNAALDATUM + 1))

# What names a customer; a line without any of it that has an amount or the word is a total.
OF_CUSTOMER = (SOORT, ACHTERNAAM, BEDRIJFSNAAM, POSTCODE, VERVALDATUM)
TOTAL = re.compile(r"(?:sub|eind)?tota(?:al|len)\b|som\b|grand total\b|total\b", re.IGNORECASE)

# Signs without a shape of their own, which word processors and web pages leave behind.
SHAPELESS = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
DEFUSED = tuple("'" + sign for sign in FORMULA_STARTS)
SECOND_LOOK = ("=", "#", "'")  # signs in a line that `tidied` looks at
SHEET_FAULTS = (
    "#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?",
    "#DIV/0!", "#DEEL/0!", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!",
)  # fmt: skip


def is_tidy(values: Sequence[str]) -> bool:
    """Has none of these trimmed values a sign that `tidied` looks at?"""
    whole = "".join(values)
    return whole.isprintable() and not any(sign in whole for sign in SECOND_LOOK)


def tidied(values: Sequence[str], fouten: list[Opmerking]) -> Sequence[str]:
    """The values without hard spaces and shapeless signs; controls, formulas and sheet errors are faults."""
    if is_tidy(values):
        return values
    found = []
    for name, text in zip(layout.NAMES, values, strict=True):
        tidy = text if text.isprintable() else " ".join(text.translate(SHAPELESS).split())
        if tidy.startswith(DEFUSED):
            tidy = tidy[1:]  # our own list of refused lines, mended and sent again
        if not tidy.isprintable():
            fouten.append(wrong(name, "Er staan onzichtbare tekens in. Haal ze weg."))
        elif tidy.startswith("="):
            fouten.append(wrong(name, "Er staat een formule. Lever de waarde zelf."))
        elif tidy.startswith(SHEET_FAULTS):
            fouten.append(wrong(name, "Er staat een foutcode van een spreadsheet. Lever de waarde zelf."))
        found.append(tidy)
    return found


def is_total(values: Sequence[str]) -> bool:
    """Is this the line under a table that adds the amounts up? It names no customer, home or day at all."""
    if any(values[place] for place in OF_CUSTOMER):
        return False
    words = [text for place, text in enumerate(values) if text and place != BEDRAG]
    return bool(values[BEDRAG] or words) and (not words or any(map(TOTAL.match, words)))


def check_texts(values: Sequence[str], fouten: list[Opmerking]) -> None:
    """The texts that must be there, and the length of the one that is never cut."""
    if not values[REFERENTIE]:
        fouten.append(missing("referentie"))
    elif len(values[REFERENTIE]) > LONGEST_REFERENCE:
        fouten.append(wrong("referentie", f"Hoogstens {LONGEST_REFERENCE} tekens."))
    if not values[SOORT]:
        fouten.append(missing("soort"))
    if not values[ACHTERNAAM] and not values[BEDRIJFSNAAM]:
        fouten.append(Opmerking(Reden.VELD_ONTBREEKT, "achternaam", "Vul achternaam of bedrijfsnaam in."))


def shortened(values: Sequence[str], waarschuwingen: list[Opmerking]) -> Sequence[str]:
    """The values as long as the tables hold them; what is cut is reported."""
    if all(len(values[place]) <= limit for place, limit in LIMITS):
        return values
    found = list(values)
    for place, limit in LIMITS:
        if len(found[place]) > limit:
            found[place] = found[place][:limit].rstrip()
            name = layout.NAMES[place]
            uitleg = f"'{name}' is ingekort tot {limit} tekens."
            waarschuwingen.append(Opmerking(Waarschuwing.VELD_INGEKORT, name, uitleg))
    return found


def read_message(text: str, fouten: list[Opmerking]) -> Bericht | None:
    """Which kind of message the line is; empty means vroegsignaal (R-PAR-4)."""
    bericht = BERICHTEN.get(text.lower() or "vroegsignaal")
    if bericht is None:
        fouten.append(wrong("bericht", f"Kies een van: {', '.join(BERICHTEN)}."))
    return bericht


def read_amount(text: str, fouten: list[Opmerking]) -> int | None:
    """The amount in eurocent, more than 0."""
    if not text:
        fouten.append(missing("bedrag"))
        return None
    cents = read_cents(text)
    if cents is None and is_negative(text):
        fouten.append(
            wrong("bedrag", "Het bedrag is negatief. Een tegoed is geen achterstand: haal de regel weg.")
        )
    elif cents is None:
        fouten.append(
            wrong("bedrag", "Schrijf een bedrag als 1234,56 of 1.234,56, meer dan 0 en onder een miljard.")
        )
    elif cents == 0:
        fouten.append(wrong("bedrag", "Het bedrag is 0. Meld alleen een achterstand, meer dan 0."))
        return None
    return cents


@lru_cache(maxsize=50_000)
def read_birth(text: str) -> str | None:
    """A birth date as ISO text, empty when it was not given, None when it cannot be one."""
    birth = read_birth_date(text) if text else ""
    return birth if birth == "" or (birth is not None and birth >= FIRST_YEAR_OF_BIRTH) else None


def read_terms(text: str, fouten: list[Opmerking]) -> int | None:
    """The number of unpaid terms, when given."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    fouten.append(wrong("termijnen", "Schrijf een geheel getal, bijvoorbeeld 2."))
    return None


def normalised(values: Sequence[str]) -> address.Adres | None:
    """The address in normal form, or None when postcode or house number cannot be read (R-MAT-1)."""
    return address.normalise(
        postcode=values[POSTCODE],
        huisnummer=values[HUISNUMMER],
        huisletter=values[HUISLETTER],
        toevoeging=values[TOEVOEGING],
    )


def check_address(values: Sequence[str], fouten: list[Opmerking], waarschuwingen: list[Opmerking]) -> None:
    """The faults of the address; a split house number is reported."""
    postcode, huisnummer = values[POSTCODE], values[HUISNUMMER]
    if _find_dates(values, fouten):
        return
    adres = normalised(values) if postcode and huisnummer else None
    if adres is None:
        _find_address_faults(postcode, huisnummer, fouten)
    elif not huisnummer.isdigit():
        parts = [str(adres.huisnummer), adres.huisletter, adres.toevoeging]
        uitleg = f"Het huisnummer is gesplitst in: {', '.join(filter(None, parts))}."
        waarschuwingen.append(Opmerking(Waarschuwing.HUISNUMMER_GESPLITST, "huisnummer", uitleg))
    if not _suffix_fits(values[TOEVOEGING], adres):
        fouten.append(
            wrong("toevoeging", f"Hoogstens {LONGEST_SUFFIX} tekens. Zet een opmerking niet in het adres.")
        )


def _find_dates(values: Sequence[str], fouten: list[Opmerking]) -> bool:
    """12-1 that Excel made "12-jan" of is another home than what was meant: never guess it back."""
    found = [place for place in (HUISNUMMER, TOEVOEGING) if was_turned_into_a_date(values[place])]
    for place in found:
        fouten.append(
            wrong(
                layout.NAMES[place],
                "Excel heeft hier een datum van gemaakt. Maak van de kolom tekst en vul opnieuw in, zoals 12-1.",
            )
        )
    return bool(found)


def _suffix_fits(toevoeging: str, adres: address.Adres | None) -> bool:
    if adres is None:
        return len(toevoeging) <= LONGEST_SUFFIX
    return len(adres.toevoeging) <= LONGEST_SUFFIX and len(adres.sleutel) <= LONGEST_KEY


def _find_address_faults(postcode: str, huisnummer: str, fouten: list[Opmerking]) -> None:
    if not postcode:
        fouten.append(missing("postcode"))
    elif address.read_postcode(postcode) is None:
        fouten.append(wrong("postcode", "Schrijf vier cijfers en twee letters, zoals 3311 AB."))
    if not huisnummer:
        fouten.append(missing("huisnummer"))
    elif address.split_huisnummer(huisnummer) is None:
        fouten.append(wrong("huisnummer", "Schrijf een getal, zoals 12; een letter hoort in huisletter."))


def read_reachable(values: Sequence[str], waarschuwingen: list[Opmerking]) -> tuple[str, str]:
    """Telephone and e-mail; what is not valid is left out, with a warning."""
    telefoon = read_phone(values[TELEFOON]) if values[TELEFOON] else ""
    if telefoon is None:
        uitleg = "Het telefoonnummer klopt niet en is weggelaten."
        waarschuwingen.append(Opmerking(Waarschuwing.TELEFOON_ONGELDIG, "telefoon", uitleg))
    email = read_email(values[EMAIL]) if values[EMAIL] else ""
    if email is None:
        uitleg = "Het e-mailadres klopt niet en is weggelaten."
        waarschuwingen.append(Opmerking(Waarschuwing.EMAIL_ONGELDIG, "email", uitleg))
    return telefoon or "", email or ""


def read_answer(text: str, column: str, fouten: list[Opmerking]) -> bool | None:
    """ja or nee; None when nothing was said."""
    if not text:
        return None
    answer = read_yes_no(text)
    if answer is None:
        fouten.append(wrong(column, "Schrijf ja of nee."))
    return answer


def read_steps(values: Sequence[str], stated: frozenset[str], fouten: list[Opmerking]) -> frozenset[str]:
    """The steps of social collection: what a line says goes before what was stated for all (R-ADM-1)."""
    said = stated
    for offset, step in enumerate(layout.STEPS):
        answer = read_answer(values[FIRST_STEP + offset], step, fouten)
        if answer is not None:
            said = said | {step} if answer else said - {step}
    return said

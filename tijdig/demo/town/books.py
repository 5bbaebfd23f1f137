"""How a customer stands in a partner's books: with the mistakes that stay there month after month.

Every entry hangs on its reference, so that the same customer is misspelt the same way in each delivery.
"""

import random
from datetime import date

from tijdig.demo.town.contracts import Contract
from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.misspell import misspell
from tijdig.demo.town.names import Surname, slug, strip_diacritics, voorletters
from tijdig.demo.town.partners import Layout
from tijdig.demo.town.people import Person
from tijdig.demo.town.streets import Adres

Entry = dict[str, str | int | date | bool]

_MAILBOXES = ("mailhoek.example", "postduif.example", "inboxje.example", "thuisnet.example")


def _name_in_use(rng: random.Random, contract: Contract) -> Surname:
    """Choose which of somebody's surnames the partner knows: used, own, or that of a housemate."""
    person = contract.holder
    others = [housemate for housemate in contract.household.members[:2] if housemate is not person]
    if others and chance(rng, 0.035):
        return others[0].surname
    return person.used_name if chance(rng, 0.72) else person.surname


def _short_prefix(prefix: str) -> str:
    shortened = {"van der": "v.d.", "van den": "v.d.", "van de": "v.d.", "van": "v."}
    return shortened.get(prefix, prefix)


def _surname_columns(rng: random.Random, surname: Surname, layout: Layout) -> Entry:
    prefix, naam = surname.voorvoegsel, surname.naam
    if "-" in naam and chance(rng, 0.15):
        naam = naam.replace("-", rng.choice((" - ", "/", " ")))
    if chance(rng, 0.035):
        naam = misspell(rng, naam)
    if prefix and chance(rng, 0.12):
        prefix = _short_prefix(prefix)
    if not prefix:
        return {"achternaam": naam}
    if layout.prefix_in_surname == "behind":
        return {"achternaam": f"{naam}, {prefix}"}
    if layout.prefix_in_surname == "before" or chance(rng, 0.06):
        return {"achternaam": f"{prefix} {naam}"}
    return {"achternaam": naam, "voorvoegsel": prefix}


def _initials(rng: random.Random, person: Person, layout: Layout) -> str:
    if chance(rng, 0.045):
        return ""
    letters = voorletters(person.voornamen)
    if chance(rng, 0.1):
        letters = letters[:2]
    first_name = person.voornamen.split()[0]
    match layout.initials:
        case "AB":
            return letters.replace(".", "")
        case "A B":
            return letters.replace(".", " ").strip()
        case "Anna":
            return first_name if chance(rng, 0.8) else letters
        case _:
            return first_name if chance(rng, 0.05) else letters


def _birth_date(rng: random.Random, person: Person) -> date | str:
    """Give the birth date in the books: right for most, else days and months changed places or a year off."""
    if chance(rng, 0.08):
        return ""
    born = person.geboren
    if person.geboren_precisie != "dag":
        return born.replace(month=1, day=1) if chance(rng, 0.6) else str(born.year)
    if not chance(rng, 0.03):
        return born
    if born.day <= 12 and chance(rng, 0.5):
        return born.replace(month=born.day, day=born.month)
    return born.replace(year=born.year + rng.choice((-10, -1, 1, 10)), day=min(born.day, 28))


def _number_columns(rng: random.Random, adres: Adres, layout: Layout) -> Entry:
    number = adres.huisnummer
    letter, addition = adres.huisletter, adres.toevoeging
    if chance(rng, 0.022):
        number += rng.choice((2, -2, 10)) if number > 2 else 2
    if (letter or addition) and chance(rng, 0.07):
        letter = addition = ""
    if layout.joined_number or chance(rng, 0.03):
        between = "-" if addition[:1].isdigit() else " "
        return {"huisnummer": f"{number}{letter}{between + addition if addition else ''}"}
    if letter and not addition and chance(rng, 0.06):
        letter, addition = "", letter
    return {
        "huisnummer": number,
        "huisletter": letter.lower() if chance(rng, 0.1) else letter,
        "toevoeging": addition,
    }


def _postcode(rng: random.Random, postcode: str, layout: Layout) -> str:
    written = f"{postcode[:4]} {postcode[4:]}" if layout.spaced_postcode else postcode
    if chance(rng, 0.05):
        written = rng.choice((postcode.lower(), f"{postcode[:4]} {postcode[4:].lower()}", f" {postcode} "))
    return written


def _phone(rng: random.Random) -> str:
    """Give a number that nobody has: 06-00… and 078-00… are not in use."""
    if chance(rng, 0.4):
        return ""
    if chance(rng, 0.025):
        return rng.choice(("onbekend", "06-", "0600", "geen", "06000000000"))
    tail = f"{rng.randint(0, 999_999):06}"
    return rng.choice(
        (f"0600{tail}", f"06-00{tail}", f"+31600{tail}", f"06 00 {tail[:2]} {tail[2:]}", f"07800{tail[1:]}")
    )


def _email(rng: random.Random, person: Person) -> str:
    if chance(rng, 0.47):
        return ""
    box = rng.choice(_MAILBOXES)
    tail = rng.choice(("", "", "84", "1", "007"))
    local = f"{slug(person.voornamen.split()[0])}.{slug(person.surname.naam)}{tail}"
    if chance(rng, 0.03):
        return rng.choice((local, f"{local}@", f"{local}@{box.replace('.', ',')}", "geen@"))
    return f"{local}@{box}"


def _name_columns(rng: random.Random, contract: Contract) -> Entry:
    layout, person = contract.partner.layout, contract.holder
    company = contract.household.company
    if company:
        return {"bedrijfsnaam" if "bedrijfsnaam" in layout.optional else "achternaam": company}
    columns = _surname_columns(rng, _name_in_use(rng, contract), layout)
    return {"voorletters": _initials(rng, person, layout)} | columns


def book_entry(*, seed: int, contract: Contract) -> Entry:
    """Give what the partner knows of a customer: name, address, phone, e-mail, birth date.

    Values are text, whole numbers or dates; the notation follows when the file is written. Columns that the
    partner does not fill are left out by the writer.
    """
    rng = dice(seed, "book", contract.partner.kvk, contract.referentie)
    layout, adres = contract.partner.layout, contract.adres
    entry = _name_columns(rng, contract)
    if chance(rng, 0.2) and layout.encoding != "windows-1252":
        entry = {
            key: strip_diacritics(value) if isinstance(value, str) else value for key, value in entry.items()
        }
    if not contract.household.company:
        entry["geboortedatum"] = _birth_date(rng, contract.holder)
    entry |= {"straat": adres.straat, "postcode": _postcode(rng, adres.postcode, layout)}
    entry |= _number_columns(rng, adres, layout)
    return entry | {
        "woonplaats": adres.woonplaats,
        "telefoon": _phone(rng),
        "email": _email(rng, contract.holder),
    }

"""Compare one report with one person, part by part. Who is meant is judged in `identity`.

Rule: R-BRP-3. Source: Divosa, Onder de loep 2025, paragraph 2.3 (what mismatches come from).
The reasons name what differs, never the value itself: they are kept longer than the names.
"""

from dataclasses import dataclass
from enum import StrEnum

from tijdig.rules.names import (
    first_name,
    glue,
    initial_readings,
    is_typing_slip,
    may_be_same_first_name,
    split_surname,
    surname_forms,
)


class Gelijkenis(StrEnum):
    """How one part of a report compares with the same part of a person."""

    GELIJK = "gelijk"
    LIJKT = "lijkt"
    VERSCHILT = "verschilt"
    ONBEKEND = "onbekend"


class Past(StrEnum):
    """How a person fits a report as a whole."""

    GOED = "goed"
    MATIG = "matig"  # may be the one: nothing contradicts, too little speaks for it
    TEGENSTRIJDIG = "tegenstrijdig"  # bears the name, but another part contradicts
    ANDERE_NAAM = "andere_naam"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gemeld:
    """What the partner reported about its customer. A date is "1993-05-31", "1993-05", "1993" or ""."""

    voorletters: str = ""
    voorvoegsel: str = ""
    achternaam: str = ""
    bedrijfsnaam: str = ""
    geboortedatum: str = ""
    geslacht: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kandidaat:
    """One person of whom the BRP says that they live at the address. A date may be partial."""

    id: str
    voornamen: str = ""
    voorletters: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""
    partner_voorvoegsel: str = ""
    partner_geslachtsnaam: str = ""
    geboortedatum: str = ""
    geslacht: str = ""
    leeftijd: int | None = None
    overleden: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Vergelijking:
    """How a report and one person compare, and what differs in Dutch."""

    achternaam: Gelijkenis
    voorletters: Gelijkenis
    geboortedatum: Gelijkenis
    geslacht: Gelijkenis
    redenen: tuple[str, ...]
    naam_wijkt_af: bool

    @property
    def past(self) -> Past:
        """Does this person fit? A name alone is not enough: initials or birth date must speak for it."""
        if self.achternaam not in (Gelijkenis.GELIJK, Gelijkenis.LIJKT):
            return Past.ANDERE_NAAM
        if Gelijkenis.VERSCHILT in (self.voorletters, self.geboortedatum, self.geslacht):
            return Past.TEGENSTRIJDIG
        if self.geboortedatum is Gelijkenis.LIJKT:
            return Past.MATIG
        backed = Gelijkenis.GELIJK in (self.voorletters, self.geboortedatum)
        return Past.GOED if backed else Past.MATIG


type _Part = tuple[Gelijkenis, str]  # how it compares, and what differs ("" if nothing)

_OLDEST_YEAR = 1901  # an earlier year is what a system fills in when it knows nothing
_SEX = {"M": "M", "V": "V", "F": "V"}


def compare(gemeld: Gemeld, kandidaat: Kandidaat) -> Vergelijking:
    """Compare a report with one person, part by part (R-BRP-3). Nobody is chosen here."""
    surname = _compare_surname(gemeld, kandidaat)
    initials = _compare_initials(gemeld, kandidaat)
    born = _compare_birth(gemeld.geboortedatum, kandidaat.geboortedatum)
    sex = _compare_sex(gemeld.geslacht, kandidaat.geslacht)
    return Vergelijking(
        achternaam=surname[0],
        voorletters=initials[0],
        geboortedatum=born[0],
        geslacht=sex[0],
        redenen=tuple(reden for _, reden in (surname, initials, born, sex) if reden),
        naam_wijkt_af=bool(surname[1] or initials[1]),
    )


def read_sex(text: str) -> str:
    """Return "M", "V" or "" for unknown, from "m", "man", "Vrouw", "female" and the like."""
    return _SEX.get(text.strip()[:1].upper(), "")


def _compare_surname(gemeld: Gemeld, kandidaat: Kandidaat) -> _Part:
    reported = split_surname(gemeld.achternaam)
    own = split_surname(kandidaat.geslachtsnaam)
    partner = split_surname(kandidaat.partner_geslachtsnaam)
    if not reported:
        return Gelijkenis.ONBEKEND, "Er is geen achternaam aangeleverd."
    if not own and not partner:
        return Gelijkenis.ONBEKEND, "De BRP kent geen achternaam van deze persoon."
    whole = "".join(reported)
    forms = surname_forms(kandidaat.geslachtsnaam, kandidaat.partner_geslachtsnaam)
    if whole in forms or glue(gemeld.voorvoegsel, gemeld.achternaam) in _glued(kandidaat):
        return Gelijkenis.GELIJK, ""
    if whole in own + partner:
        return Gelijkenis.GELIJK, "De achternaam is een deel van de dubbele naam in de BRP."
    if any(is_typing_slip(whole, form) for form in forms):
        return Gelijkenis.LIJKT, "De achternaam verschilt één letter, misschien een typfout."
    if any(half in ("".join(own), "".join(partner)) for half in reported):
        return Gelijkenis.LIJKT, "Alleen een deel van de dubbele achternaam komt overeen."
    return Gelijkenis.VERSCHILT, "De achternaam is anders."


def _glued(kandidaat: Kandidaat) -> tuple[str, ...]:
    own = glue(kandidaat.voorvoegsel, kandidaat.geslachtsnaam)
    partner = glue(kandidaat.partner_voorvoegsel, kandidaat.partner_geslachtsnaam)
    return tuple(filter(None, (own, partner)))


def _compare_initials(gemeld: Gemeld, kandidaat: Kandidaat) -> _Part:
    reported = initial_readings(gemeld.voorletters)
    official = initial_readings(kandidaat.voornamen) + initial_readings(kandidaat.voorletters)
    if not reported:
        return Gelijkenis.ONBEKEND, ""
    if not official:
        return Gelijkenis.ONBEKEND, "De BRP kent geen voornamen van deze persoon."
    called = first_name(gemeld.voorletters)
    if called and glue("", gemeld.voorletters) == glue("", kandidaat.voornamen):
        return Gelijkenis.GELIJK, ""
    grade, reden, reading = min(
        (_grade_initials(ours, theirs) for ours in reported for theirs in official), key=_worst_last
    )
    name = first_name(kandidaat.voornamen) if called else ""
    is_letters = len(reading) > len(gemeld.voorletters.split())
    if name and called != name and not is_letters:
        return _grade_first_name(called, name, (grade, reden), alone=len(reading) == 1)
    return grade, reden


def _worst_last(graded: tuple[Gelijkenis, str, str]) -> tuple[int, str]:
    order = (Gelijkenis.GELIJK, Gelijkenis.LIJKT, Gelijkenis.VERSCHILT)
    return order.index(graded[0]), graded[1]


def _grade_initials(reported: str, official: str) -> tuple[Gelijkenis, str, str]:
    """The grade, what differs, and the reading of the report that was used."""
    if official.startswith(reported):
        return Gelijkenis.GELIJK, "", reported
    if sorted(reported) == sorted(official):
        return Gelijkenis.GELIJK, "De voorletters staan in een andere volgorde.", reported
    if reported.startswith(official):
        return Gelijkenis.VERSCHILT, "Er zijn meer voorletters aangeleverd dan deze persoon heeft.", reported
    if set(reported) <= set(official):
        return Gelijkenis.LIJKT, "De voorletter is niet de eerste voorletter van deze persoon.", reported
    return Gelijkenis.VERSCHILT, "De voorletters zijn anders.", reported


def _grade_first_name(called: str, official: str, by_initials: _Part, *, alone: bool) -> _Part:
    """A first name says more than its first letter: Wim may be Willem, Willem is not Wouter."""
    grade, reden = by_initials
    if grade is Gelijkenis.VERSCHILT and not alone:
        return by_initials
    if may_be_same_first_name(called, official):
        reden = "" if grade is Gelijkenis.VERSCHILT else reden
        return Gelijkenis.GELIJK, reden or "De voornaam is anders geschreven of is een roepnaam."
    if grade is Gelijkenis.GELIJK:
        return Gelijkenis.LIJKT, "De voornaam is anders, maar begint met dezelfde letter."
    return by_initials


def _compare_birth(reported: str, official: str) -> _Part:
    """A year alone can contradict; to speak for somebody at least the month must be equal too."""
    ours, theirs = _date_parts(reported), _date_parts(official)
    known = min(len(ours), len(theirs))
    if not known:
        return Gelijkenis.ONBEKEND, ""
    if ours[:known] == theirs[:known]:
        return (Gelijkenis.GELIJK if known > 1 else Gelijkenis.ONBEKEND), ""
    if known == 3 and _is_date_slip(ours, theirs):
        return Gelijkenis.LIJKT, "De geboortedatum lijkt erop, maar is niet gelijk."
    return Gelijkenis.VERSCHILT, "De geboortedatum is anders."


def _date_parts(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    parts: list[str] = []
    for part in text.strip().split("-"):
        if not part.isdecimal() or int(part) == 0:
            break
        parts.append(f"{int(part):02}")
    return tuple(parts) if parts and int(parts[0]) >= _OLDEST_YEAR else ()


def _is_date_slip(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if ours[0] == theirs[0] and ours[1:] == theirs[:0:-1]:
        return True  # day and month swapped
    left, right = "".join(ours), "".join(theirs)
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _compare_sex(reported: str, official: str) -> _Part:
    ours, theirs = read_sex(reported), read_sex(official)
    if not ours or not theirs:
        return Gelijkenis.ONBEKEND, ""
    if ours == theirs:
        return Gelijkenis.GELIJK, ""
    return Gelijkenis.VERSCHILT, "Het geslacht is anders."

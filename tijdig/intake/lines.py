"""Parse one line once, at the door: into a value, or into all its faults (R-INT-2, R-INT-3).

Pure: no database, no clock. Inside the house nobody checks these fields again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tijdig.rules import address, legal_form
from tijdig.rules.admission import Aanlevergegevens
from tijdig.rules.terms import Bericht, Reden, Waarschuwing

from . import layout
from .files.heading import Heading
from .files.text import Unreadable
from .values import read_birth_date, read_cents, read_date, read_email, read_phone, read_yes_no

BERICHTEN = {bericht.value: bericht for bericht in Bericht}
PLACE = {name: place for place, name in enumerate(layout.NAMES)}

REFERENTIE, SOORT, BERICHT, VOORLETTERS, VOORVOEGSEL, ACHTERNAAM, BEDRIJFSNAAM, GEBOORTEDATUM = range(8)
STRAAT, POSTCODE, HUISNUMMER, HUISLETTER, TOEVOEGING, WOONPLAATS, TELEFOON, EMAIL = range(8, 16)
BEDRAG, VERVALDATUM, TERMIJNEN = range(16, 19)
FIRST_STEP, BEZWAAR, WARM, SIGNAALDATUM = PLACE["herinnering"], 23, 24, 25

# Longest texts that the tables hold; what is longer is cut, with a warning.
LIMITS = {VOORLETTERS: 60, VOORVOEGSEL: 20, ACHTERNAAM: 200, BEDRIJFSNAAM: 200, STRAAT: 120, WOONPLAATS: 80}
LIMITED = tuple(LIMITS.items())
NOT_A_FIRST_DAY = 1900


class Opmerking(NamedTuple):
    """A reason or a warning about one line: code, column if any, and what would be right."""

    code: str
    kolom: str | None
    uitleg: str

    def as_json(self) -> dict[str, str | None]:
        return {"code": self.code, "kolom": self.kolom, "uitleg": self.uitleg}


@dataclass(slots=True)
class Regel:
    """A line that could be read. Fields as they go into Vroegsignaal; `gegevens` is what admission judges."""

    referentie: str
    gegevens: Aanlevergegevens
    tekst: Sequence[str]  # all cells in the order of the layout, trimmed
    adres: address.Adres
    geboortedatum: str
    telefoon: str
    email: str
    warm: bool

    @property
    def sleutel(self) -> tuple[str, str, str, date]:
        """What makes it the same line in two files: reference, soort, bericht and month (R-INT-4)."""
        gegevens = self.gegevens
        return (self.referentie, gegevens.soort, gegevens.bericht.value, gegevens.signaaldatum.replace(day=1))


@dataclass(slots=True)
class Gelezen:
    """What came of one line: a Regel, or its faults; warnings either way."""

    nummer: int
    cellen: Sequence[str]
    regel: Regel | None
    fouten: list[Opmerking] = field(default_factory=list)
    waarschuwingen: list[Opmerking] = field(default_factory=list)

    def as_delivered(self) -> dict[str, str]:
        """The line with the names of the layout, so that it can be mended and sent again."""
        return {name: cell for name, cell in zip(layout.NAMES, self.cellen, strict=False) if cell}


class LineReader:
    """Reads the lines of one delivery: knows its heading, its day, and the steps stated for the whole of it."""

    def __init__(self, heading: Heading, *, dag: date, stappen: Iterable[str] = ()) -> None:
        self._places = heading.places
        self._width = heading.width
        self._dag = dag
        self._stappen = frozenset(stappen)

    def read(self, nummer: int, cells: Sequence[str] | Unreadable) -> Gelezen:
        """Parse one line. Never raises: a line is a value or all its faults."""
        if isinstance(cells, Unreadable):
            return Gelezen(nummer, (), None, [Opmerking(Reden.VELD_ONGELDIG, None, f"De regel is niet te lezen: {cells}")])
        width = len(cells)
        if width > self._width and any(cell.strip() for cell in cells[self._width :]):
            uitleg = f"De regel heeft {width} velden, de eerste regel {self._width}. Kijk naar het scheidingsteken."
            return Gelezen(nummer, tuple(cells)[: self._width], None, [Opmerking(Reden.VELD_ONGELDIG, None, uitleg)])
        values = [cells[place].strip() if 0 <= place < width else "" for place in self._places]
        result = Gelezen(nummer, values, None)
        self._parse(values, result)
        return result

    def _parse(self, values: list[str], result: Gelezen) -> None:
        fouten = result.fouten
        _check_texts(values, result)
        bericht = BERICHTEN.get(values[BERICHT].lower() or "vroegsignaal")
        if bericht is None:
            fouten.append(_wrong("bericht", f"Kies een van: {', '.join(BERICHTEN)}."))
        bedrag = _amount(values[BEDRAG], fouten)
        vervaldatum = self._past_day(values[VERVALDATUM], "vervaldatum", fouten)
        signaaldatum = self._past_day(values[SIGNAALDATUM], "signaaldatum", fouten) if values[SIGNAALDATUM] else self._dag
        geboren = self._birth(values[GEBOORTEDATUM], fouten)
        termijnen = _whole(values[TERMIJNEN], fouten)
        adres = _address(values, result)
        stappen, bezwaar, warm = self._said(values, fouten)
        if fouten or bericht is None or bedrag is None or vervaldatum is None or signaaldatum is None or adres is None:
            return
        naam = values[BEDRIJFSNAAM] or values[ACHTERNAAM]
        gegevens = Aanlevergegevens(
            soort=values[SOORT].lower(), bericht=bericht, bedrag=bedrag, vervaldatum=vervaldatum,
            signaaldatum=signaaldatum, termijnen=termijnen, bezwaar=bezwaar, stappen=stappen,
            rechtsvorm=legal_form.legal_person(naam),
        )  # fmt: skip
        telefoon, email = _reachable(values, result)
        result.regel = Regel(values[REFERENTIE], gegevens, values, adres, geboren or "", telefoon, email, bool(warm))

    def _past_day(self, text: str, column: str, fouten: list[Opmerking]) -> date | None:
        if not text:
            fouten.append(_missing(column))
            return None
        day = read_date(text)
        if day is None or day.year < NOT_A_FIRST_DAY:
            fouten.append(_wrong(column, "Schrijf een datum als 31-03-2026 of 2026-03-31."))
        elif day > self._dag:
            fouten.append(_wrong(column, "De datum ligt in de toekomst."))
        else:
            return day
        return None

    def _birth(self, text: str, fouten: list[Opmerking]) -> str | None:
        if not text:
            return None
        birth = read_birth_date(text)
        if birth is None or not NOT_A_FIRST_DAY - 20 <= int(birth[:4]) <= self._dag.year:
            fouten.append(_wrong("geboortedatum", "Schrijf 31-03-1980, 1980-03 of 1980, of laat het veld leeg."))
            return None
        return birth

    def _said(self, values: list[str], fouten: list[Opmerking]) -> tuple[frozenset[str], bool | None, bool | None]:
        said = self._stappen
        for offset, step in enumerate(layout.STEPS):
            if text := values[FIRST_STEP + offset]:
                answer = _yes_no(text, step, fouten)
                said = said | {step} if answer else said - {step}
        bezwaar = _yes_no(values[BEZWAAR], "bezwaar", fouten)
        return said, bezwaar, _yes_no(values[WARM], "warme_overdracht", fouten)


def _check_texts(values: list[str], result: Gelezen) -> None:
    for place, name in ((REFERENTIE, "referentie"), (SOORT, "soort")):
        if not values[place]:
            result.fouten.append(_missing(name))
    if len(values[REFERENTIE]) > 64:
        result.fouten.append(_wrong("referentie", "Hoogstens 64 tekens."))
    if not values[ACHTERNAAM] and not values[BEDRIJFSNAAM]:
        result.fouten.append(Opmerking(Reden.VELD_ONTBREEKT, "achternaam", "Vul achternaam of bedrijfsnaam in."))
    if not "".join(values).isprintable():
        _check_signs(values, result.fouten)
    for place, limit in LIMITED:
        text = values[place]
        if len(text) > limit:
            values[place] = text[:limit]
            name = layout.NAMES[place]
            uitleg = f"'{name}' is ingekort tot {limit} tekens."
            result.waarschuwingen.append(Opmerking(Waarschuwing.VELD_INGEKORT, name, uitleg))


def _check_signs(values: list[str], fouten: list[Opmerking]) -> None:
    """A hard space becomes a space; a sign that no name or address has is a fault."""
    for place, text in enumerate(values):
        if not text.isprintable():
            values[place] = " ".join(text.split())
            if not values[place].isprintable():
                fouten.append(_wrong(layout.NAMES[place], "Er staan onzichtbare tekens in het veld."))


def _amount(text: str, fouten: list[Opmerking]) -> int | None:
    if not text:
        fouten.append(_missing("bedrag"))
        return None
    cents = read_cents(text)
    if cents is None:
        fouten.append(_wrong("bedrag", "Schrijf een bedrag als 1234,56."))
    elif cents <= 0:
        fouten.append(_wrong("bedrag", "Het bedrag moet hoger zijn dan 0."))
        return None
    return cents


def _whole(text: str, fouten: list[Opmerking]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    fouten.append(_wrong("termijnen", "Schrijf een geheel getal, bijvoorbeeld 2."))
    return None


def _address(values: list[str], result: Gelezen) -> address.Adres | None:
    """The address, or the faults that stand in its way; a split house number is reported."""
    postcode, huisnummer = values[POSTCODE], values[HUISNUMMER]
    adres = None
    if postcode and huisnummer:
        adres = address.normalise(
            postcode=postcode, huisnummer=huisnummer, huisletter=values[HUISLETTER], toevoeging=values[TOEVOEGING]
        )
    if adres is None:
        _address_faults(postcode, huisnummer, result.fouten)
    elif not huisnummer.isdigit():
        uitleg = f"Het huisnummer is gesplitst: {adres.huisnummer} | {adres.huisletter} | {adres.toevoeging}."
        result.waarschuwingen.append(Opmerking(Waarschuwing.HUISNUMMER_GESPLITST, "huisnummer", uitleg))
    return adres


def _address_faults(postcode: str, huisnummer: str, fouten: list[Opmerking]) -> None:
    if not postcode:
        fouten.append(_missing("postcode"))
    elif address.read_postcode(postcode) is None:
        fouten.append(_wrong("postcode", "Schrijf vier cijfers en twee letters, zoals 3311 AB."))
    if not huisnummer:
        fouten.append(_missing("huisnummer"))
    elif address.split_huisnummer(huisnummer) is None:
        fouten.append(_wrong("huisnummer", "Schrijf een getal, zoals 12; een letter hoort in huisletter."))


def _reachable(values: list[str], result: Gelezen) -> tuple[str, str]:
    telefoon = read_phone(values[TELEFOON]) if values[TELEFOON] else ""
    if telefoon is None:
        uitleg = "Het telefoonnummer klopt niet en is weggelaten."
        result.waarschuwingen.append(Opmerking(Waarschuwing.TELEFOON_ONGELDIG, "telefoon", uitleg))
    email = read_email(values[EMAIL]) if values[EMAIL] else ""
    if email is None:
        uitleg = "Het e-mailadres klopt niet en is weggelaten."
        result.waarschuwingen.append(Opmerking(Waarschuwing.EMAIL_ONGELDIG, "email", uitleg))
    return telefoon or "", email or ""


def _yes_no(text: str, column: str, fouten: list[Opmerking]) -> bool | None:
    if not text:
        return None
    answer = read_yes_no(text)
    if answer is None:
        fouten.append(_wrong(column, "Schrijf ja of nee."))
    return answer


def _missing(column: str) -> Opmerking:
    return Opmerking(Reden.VELD_ONTBREEKT, column, f"'{column}' is leeg en is wel nodig.")


def _wrong(column: str, uitleg: str) -> Opmerking:
    return Opmerking(Reden.VELD_ONGELDIG, column, uitleg)

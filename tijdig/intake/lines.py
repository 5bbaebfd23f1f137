"""Parse one line once, at the door: into a value, or into all its faults (R-INT-2, R-INT-3).

Pure: no database, no clock. Inside the house nobody checks these fields again.

Most lines are ordinary: their values were seen before in another line, or are plain. Those are put together
from what the reader remembers; every other line is read with care, and what was good in it is remembered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter

from tijdig.rules import address
from tijdig.rules.admission import Aanlevergegevens
from tijdig.rules.legal_form import legal_person

from . import fields, layout
from .files.heading import Heading
from .files.refused import Cells, Unreadable
from .memo import Memo
from .remarks import Opmerking, missing, wrong
from .values import read_birth_date, read_cents, read_date, read_email, read_phone

FIRST_YEAR = 1900
FIRST_YEAR_OF_BIRTH = "1880"
NONE: tuple[Opmerking, ...] = ()
NO_AMOUNT = 0
type Sleutel = tuple[str, str, str, date]

legal_form = lru_cache(maxsize=50_000)(legal_person)


@dataclass(frozen=True, slots=True, eq=False)
class Geval:
    """All of a line that counts for admission but its amount: shared by the lines that agree in it."""

    gegevens: Aanlevergegevens  # without an amount
    maand: date
    warm: bool


@dataclass(slots=True)
class Regel:
    """A line that could be read. Fields as they go into Vroegsignaal."""

    sleutel: Sleutel  # the same line in two files: reference, soort, bericht and month (R-INT-4)
    geval: Geval
    bedrag: int  # eurocent
    tekst: Sequence[str]  # all cells in the order of the layout, tidied
    geboortedatum: str
    telefoon: str
    email: str

    @property
    def referentie(self) -> str:
        return self.sleutel[0]

    @property
    def gegevens(self) -> Aanlevergegevens:
        """What admission judges."""
        return replace(self.geval.gegevens, bedrag=self.bedrag)

    @property
    def adres(self) -> address.Adres:
        """The address in normal form (R-MAT-1)."""
        adres = fields.normalised(self.tekst)
        if adres is None:
            raise ValueError("a line is only a Regel when its address could be read")
        return adres


@dataclass(slots=True)
class Gelezen:
    """What came of one line: a Regel, or its faults; warnings either way."""

    nummer: int
    cellen: Sequence[str]  # as delivered, trimmed, in the order of the layout
    regel: Regel | None = None
    fouten: Sequence[Opmerking] = NONE
    waarschuwingen: Sequence[Opmerking] = NONE

    def as_delivered(self) -> dict[str, str]:
        """The line with the names of the layout, so that it can be mended and sent again."""
        named = zip(layout.NAMES, self.cellen, strict=False)
        return {name: layout.visible(cell) for name, cell in named if cell}


class LineReader:
    """Reads the lines of one delivery: knows its heading, its day, and the steps stated for the whole of it."""

    def __init__(self, heading: Heading, *, dag: date, stappen: Iterable[str] = ()) -> None:
        self._width = heading.width
        self._pick = itemgetter(
            *heading.places
        )  # a column that is not there is at -1: the empty cell put last
        self._case = itemgetter(*(place for place in fields.OF_CASE if heading.places[place] >= 0))
        self._dag, self._today = dag, dag.isoformat()
        self._stappen = frozenset(stappen)
        self._cases: Memo[tuple[str, ...], Geval] = Memo()

    def read(self, nummer: int, cells: Cells, *, tidy: bool = False) -> Gelezen:
        """Parse one line. Never raises: a line is a value or all its faults.

        `tidy`: it is known that no cell has spaces around it or a sign that `fields.tidied` looks at.
        """
        if isinstance(cells, Unreadable):
            return Gelezen(nummer, (), None, [wrong(None, f"De regel is niet te lezen: {cells}")])
        found = cells if tidy else [cell.strip() for cell in cells]
        width = len(found)
        if width < self._width:
            found += [""] * (self._width - width)
        found.append("")
        values = self._pick(found)
        if width > self._width and any(found[self._width :]):
            uitleg = f"De regel heeft {width} velden, de eerste regel {self._width}. Kijk naar het scheidingsteken."
            return Gelezen(nummer, values, None, [wrong(None, uitleg)])
        if tidy or fields.is_tidy(values):
            regel = self._read_ordinary(values)
            if regel is not None:
                return Gelezen(nummer, values, regel)
        return self._read_with_care(nummer, values)

    def _read_ordinary(self, values: Sequence[str]) -> Regel | None:
        """A line of which all is known or plain, or None: then it is read with care."""
        geval = self._cases.get(self._case(values))
        if (
            geval is None
            or max(map(len, values)) > fields.SHORT
            or len(values[fields.VOORVOEGSEL]) > fields.SHORTEST
        ):
            return None
        bedrag = read_cents(values[fields.BEDRAG])
        geboren = self._read_birth(values[fields.GEBOORTEDATUM])
        if (
            not bedrag
            or geboren is None
            or not values[fields.REFERENTIE]
            or not fields.is_plain_home(values)
            or not _is_natural(values[fields.ACHTERNAAM], values[fields.BEDRIJFSNAAM])
        ):
            return None
        telefoon = read_phone(values[fields.TELEFOON]) if values[fields.TELEFOON] else ""
        email = read_email(values[fields.EMAIL]) if values[fields.EMAIL] else ""
        if telefoon is None or email is None:
            return None
        gegevens = geval.gegevens
        sleutel = (values[fields.REFERENTIE], gegevens.soort, gegevens.bericht, geval.maand)
        return Regel(sleutel, geval, bedrag, values, geboren, telefoon, email)

    def _read_with_care(self, nummer: int, delivered: Sequence[str]) -> Gelezen:
        """Any line: everything that is wrong with it is found, not only the first."""
        fouten: list[Opmerking] = []
        waarschuwingen: list[Opmerking] = []
        values = fields.tidied(delivered, fouten)
        fields.check_texts(values, fouten)
        bedrag = fields.read_amount(values[fields.BEDRAG], fouten)
        geval = self._read_case(values, fouten)
        geboren = self._read_birth(values[fields.GEBOORTEDATUM])
        if geboren is None:
            fouten.append(
                wrong("geboortedatum", "Schrijf 31-03-1980, 1980-03 of 1980, of laat het veld leeg.")
            )
        fields.check_address(values, fouten, waarschuwingen)
        if fouten or bedrag is None or geval is None or geboren is None:
            return Gelezen(nummer, delivered, None, fouten, waarschuwingen or NONE)
        telefoon, email = fields.read_reachable(values, waarschuwingen)
        tekst = fields.shortened(values, waarschuwingen)
        self._cases[self._case(values)] = geval
        gegevens = replace(geval.gegevens, rechtsvorm=_find_form(values))
        sleutel = (values[fields.REFERENTIE], gegevens.soort, gegevens.bericht.value, geval.maand)
        if gegevens.rechtsvorm is not None:
            geval = replace(geval, gegevens=gegevens)
        regel = Regel(sleutel, geval, bedrag, tekst, geboren, telefoon, email)
        return Gelezen(nummer, delivered, regel, NONE, waarschuwingen or NONE)

    def _read_case(self, values: Sequence[str], fouten: list[Opmerking]) -> Geval | None:
        bericht = fields.read_message(values[fields.BERICHT], fouten)
        vervaldatum = self._read_past_day(values[fields.VERVALDATUM], "vervaldatum", fouten)
        signaaldatum: date | None = self._dag
        if values[fields.SIGNAALDATUM]:
            signaaldatum = self._read_past_day(values[fields.SIGNAALDATUM], "signaaldatum", fouten)
        termijnen = fields.read_terms(values[fields.TERMIJNEN], fouten)
        stappen = fields.read_steps(values, self._stappen, fouten)
        bezwaar = fields.read_answer(values[fields.BEZWAAR], "bezwaar", fouten)
        warm = fields.read_answer(values[fields.WARM], "warme_overdracht", fouten)
        if bericht is None or vervaldatum is None or signaaldatum is None:
            return None
        gegevens = Aanlevergegevens(
            soort=values[fields.SOORT].lower(), bericht=bericht, bedrag=NO_AMOUNT, vervaldatum=vervaldatum,
            signaaldatum=signaaldatum, termijnen=termijnen, bezwaar=bezwaar, stappen=stappen,
        )  # fmt: skip
        return Geval(gegevens, signaaldatum.replace(day=1), bool(warm))

    def _read_past_day(self, text: str, column: str, fouten: list[Opmerking]) -> date | None:
        if not text:
            fouten.append(missing(column))
            return None
        day = read_date(text)
        if day is None or day.year < FIRST_YEAR:
            fouten.append(wrong(column, "Schrijf een datum als 31-03-2026 of 2026-03-31."))
        elif day > self._dag:
            fouten.append(wrong(column, "De datum ligt in de toekomst. Vul een dag in die al geweest is."))
        else:
            return day
        return None

    def _read_birth(self, text: str) -> str | None:
        """ISO text, empty when it was not given, or None when it is wrong."""
        birth = read_birth_date(text) if text else ""
        if birth == "" or (birth is not None and FIRST_YEAR_OF_BIRTH <= birth <= self._today):
            return birth  # ISO text sorts as time does
        return None


def _is_natural(achternaam: str, bedrijfsnaam: str) -> bool:
    """Is there a name, and not that of a legal person?"""
    if achternaam and legal_form(achternaam):
        return False
    return not legal_form(bedrijfsnaam) if bedrijfsnaam else bool(achternaam)


def _find_form(values: Sequence[str]) -> str | None:
    """The form of a legal person in either name (R-ADM-4)."""
    return legal_form(values[fields.ACHTERNAAM]) or legal_form(values[fields.BEDRIJFSNAAM])

"""Parse one line once, at the door: into a value, or into all its faults (R-INT-2, R-INT-3).

Pure: no database, no clock. Inside the house nobody checks these fields again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched
from operator import itemgetter

from tijdig.rules.admission import Aanlevergegevens

from . import fields, layout
from .case import Geval, Regel, rest_of_key
from .files.heading import Heading
from .files.refused import Cells, Line, Unreadable
from .ordinary import Ordinary, OrdinaryLines, legal_form
from .remarks import Opmerking, missing, wrong
from .values import hint_for_date, is_no_day, read_date

FIRST_YEAR = 1900
AT_ONCE = 500  # lines: what is good in the first is known for the rest
NONE: tuple[Opmerking, ...] = ()
NO_AMOUNT = 0
TOTAL = "Dit lijkt een regel met een totaal en geen klant. Haal de regel weg."
NO_DAY = "Deze dag bestaat niet. Kijk de dag en de maand na."


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
        self._dag, self._today = dag, dag.isoformat()
        self._stappen = frozenset(stappen)
        self.ordinary = OrdinaryLines(heading, dag)

    def read_many(self, lines: Iterable[Line]) -> list[Gelezen]:
        """Parse lines, the ordinary ones quickly. The same as `read` for each of them."""
        return [gelezen for some in batched(lines, AT_ONCE) for gelezen in self._read_some(some)]

    def _read_some(self, lines: Sequence[Line]) -> list[Gelezen]:
        rows = self._tidy_rows(lines)
        columns = list(zip(*rows.values(), strict=True))
        found: dict[int, Gelezen] = {}
        for (place, row), values in zip(
            rows.items(), self.ordinary.read(columns) if rows else (), strict=True
        ):
            if values is not None:
                found[place] = self.as_read(lines[place][0], row, values)
        return [found.get(place) or self.read(nummer, cells) for place, (nummer, cells) in enumerate(lines)]

    def _tidy_rows(self, lines: Sequence[Line]) -> dict[int, list[str]]:
        """By their place: the trimmed cells of the lines that may be ordinary."""
        rows = {}
        for place, (_, cells) in enumerate(lines):
            if len(cells) == self._width and not isinstance(cells, Unreadable):
                row = [cell.strip() for cell in cells]
                if fields.is_tidy(row):
                    rows[place] = row
        return rows

    def as_read(self, nummer: int, cells: Iterable[str], values: Ordinary) -> Gelezen:
        """An ordinary line as `read` would give it."""
        tekst = self._pick([*cells, ""])
        referentie, geval, bedrag, geboren, telefoon, email = values
        sleutel = referentie + geval.rest_of_key
        return Gelezen(nummer, tekst, Regel(sleutel, geval, bedrag, tekst, geboren, telefoon, email))

    def read(self, nummer: int, cells: Cells) -> Gelezen:
        """Parse one line. Never raises: a line is a value or all its faults."""
        if isinstance(cells, Unreadable):
            return Gelezen(nummer, (), None, [wrong(None, f"De regel is niet te lezen: {cells}")])
        found = [cell.strip() for cell in cells]
        width = len(found)
        if width < self._width:
            found += [""] * (self._width - width)
        found.append("")
        delivered = self._pick(found)
        if width > self._width and any(found[self._width :]):
            uitleg = (
                f"De regel heeft {width} velden, de regel met kolomnamen {self._width}. Staat er een ; of , in een "
                "naam of bedrag? Zet dan aanhalingstekens om dat veld."
            )
            return Gelezen(nummer, delivered, None, [wrong(None, uitleg)])
        if fields.is_total(delivered):
            return Gelezen(nummer, delivered, None, [wrong(None, TOTAL)])
        fouten: list[Opmerking] = []
        waarschuwingen: list[Opmerking] = []
        regel = self._read_fields(fields.tidied(delivered, fouten), fouten, waarschuwingen)
        return Gelezen(nummer, delivered, regel, _first_of_each(fouten) or NONE, waarschuwingen or NONE)

    def _read_fields(
        self, values: Sequence[str], fouten: list[Opmerking], waarschuwingen: list[Opmerking]
    ) -> Regel | None:
        """Everything that is wrong is found, not only the first."""
        fields.check_texts(values, fouten)
        bedrag = fields.read_amount(values[fields.BEDRAG], fouten)
        geval = self.ordinary.known_case(values) or self._read_case(values, fouten)
        geboren = self._read_birth(values[fields.GEBOORTEDATUM], fouten)
        fields.check_address(values, fouten, waarschuwingen)
        if fouten or bedrag is None or geval is None:
            return None
        telefoon, email = fields.read_reachable(values, waarschuwingen)
        tekst = fields.shortened(values, waarschuwingen)
        in_name = legal_form(values[fields.ACHTERNAAM])
        form = in_name or legal_form(values[fields.BEDRIJFSNAAM])  # R-ADM-4
        if form is not None:
            column = "achternaam" if in_name else "bedrijfsnaam"
            geval = replace(geval, gegevens=replace(geval.gegevens, rechtsvorm=form, rechtsvorm_in=column))
        sleutel = values[fields.REFERENTIE] + geval.rest_of_key
        return Regel(sleutel, geval, bedrag, tekst, geboren, telefoon, email)

    def _read_case(self, values: Sequence[str], fouten: list[Opmerking]) -> Geval | None:
        before = len(fouten)
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
        maand = signaaldatum.replace(day=1)
        geval = Geval(gegevens, maand, bool(warm), rest_of_key(gegevens.soort, bericht.value, maand))
        if len(fouten) == before and gegevens.soort:
            self.ordinary.remember(values, geval)
        return geval

    def _read_past_day(self, text: str, column: str, fouten: list[Opmerking]) -> date | None:
        if not text:
            fouten.append(missing(column))
            return None
        day = read_date(text)
        if is_no_day(text):
            fouten.append(wrong(column, NO_DAY))
        elif day is None or day.year < FIRST_YEAR:
            form = "Schrijf een datum als 31-03-2026 of 2026-03-31."
            fouten.append(wrong(column, hint_for_date(text) or form))
        elif day > self._dag:
            fouten.append(wrong(column, "De datum ligt in de toekomst. Vul een dag in die al geweest is."))
        else:
            return day
        return None

    def _read_birth(self, text: str, fouten: list[Opmerking]) -> str:
        """ISO text, empty when it was not given."""
        birth = fields.read_birth(text)
        if birth is not None and birth <= self._today:  # ISO text sorts as time does
            return birth
        fouten.append(
            wrong(
                "geboortedatum",
                NO_DAY
                if is_no_day(text)
                else hint_for_date(text) or "Schrijf 31-03-1980, 1980-03 of 1980, of laat het veld leeg.",
            )
        )
        return ""


def _first_of_each(fouten: list[Opmerking]) -> list[Opmerking]:
    """Of each column the fault that was found first: a formula in bedrag is not also told to be no amount."""
    first: dict[str, Opmerking] = {}
    for fout in fouten:
        first.setdefault(fout.kolom or fout.uitleg, fout)
    return list(first.values())

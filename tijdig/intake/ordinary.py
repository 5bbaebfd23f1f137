"""Ordinary lines, read column by column: quick, and only where there is nothing to say about a line.

Of most lines every value was met before in another line, or is plain. A column is then read with one call
into C per value. A line about which there is anything to say, be it a fault or a warning, is not ordinary:
`LineReader.read` reads it with care, and what was good in it is remembered here. Both say the same of
every line; a test holds them to it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat

from tijdig.rules import address
from tijdig.rules.legal_form import legal_person

from . import fields
from .case import Geval
from .files.heading import Heading
from .memo import Memo
from .values import read_cents, read_email, read_phone, was_turned_into_a_date

type Columns = Sequence[Sequence[str]]
type Ordinary = tuple[
    str, Geval, int, str, str, str
]  # referentie, case, eurocent, birth date, telephone, e-mail

legal_form = lru_cache(maxsize=50_000)(legal_person)
good_postcode = lru_cache(maxsize=50_000)(address.read_postcode)


class OrdinaryLines:
    """Reads what is ordinary; knows the cases that were good before in this delivery."""

    def __init__(self, heading: Heading, dag: date) -> None:
        self._today = dag.isoformat()
        self._places = heading.places
        self._fields = tuple(field for field in fields.OF_CASE if heading.places[field] >= 0)
        self._case = tuple(heading.places[field] for field in self._fields)
        self._cases: Memo[tuple[str, ...], Geval] = Memo()

    def known_case(self, values: Sequence[str]) -> Geval | None:
        """The case of an earlier line that says the same. `values`: in the order of the layout."""
        return self._cases.get(self._case_of(values))

    def remember(self, values: Sequence[str], geval: Geval) -> None:
        """A case without faults is without faults in the next line too."""
        self._cases[self._case_of(values)] = geval

    def _case_of(self, values: Sequence[str]) -> tuple[str, ...]:
        return tuple(values[field] for field in self._fields)

    def read(self, columns: Columns) -> list[Ordinary | None]:
        """Per line its values, or None. `columns`: as in the file, equally long, tidy as `fields.is_tidy` means."""
        today = self._today
        found = zip(
            self._column(columns, fields.REFERENTIE),
            map(self._cases.get, zip(*(columns[place] for place in self._case), strict=True)),
            map(read_cents, self._column(columns, fields.BEDRAG)),
            map(fields.read_birth, self._column(columns, fields.GEBOORTEDATUM)),
            [read_phone(text) if text else "" for text in self._column(columns, fields.TELEFOON)],
            [read_email(text) if text else "" for text in self._column(columns, fields.EMAIL)],
            self._good_homes(columns),
            self._good_names(columns),
            self._short(columns),
            strict=True,
        )
        return [
            (referentie, geval, cents, birth, phone, email)
            if referentie
            and geval is not None
            and cents
            and birth is not None
            and birth <= today
            and phone is not None
            and email is not None
            and home
            and name
            and short
            else None
            for referentie, geval, cents, birth, phone, email, home, name, short in found
        ]

    def _column(self, columns: Columns, field: int) -> Sequence[str]:
        place = self._places[field]
        return columns[place] if place >= 0 else [""] * len(columns[0])

    def _good_homes(self, columns: Columns) -> Iterable[object]:
        """Is there nothing to say about the address?"""
        codes = map(good_postcode, self._column(columns, fields.POSTCODE))
        numbers = map(is_plain_number, self._column(columns, fields.HUISNUMMER))
        letters, additions = (
            self._column(columns, field) for field in (fields.HUISLETTER, fields.TOEVOEGING)
        )
        suffixes = map(is_plain_suffix, letters, additions)
        return [
            code is not None and number and suffix
            for code, number, suffix in zip(codes, numbers, suffixes, strict=True)
        ]

    def _good_names(self, columns: Columns) -> Iterable[object]:
        """Is there a name, and not that of a legal person (R-ADM-4)?"""
        names, companies = (
            self._column(columns, field) for field in (fields.ACHTERNAAM, fields.BEDRIJFSNAAM)
        )
        forms = zip(names, companies, map(legal_form, names), map(legal_form, companies), strict=True)
        return [(name or company) and form is None and other is None for name, company, form, other in forms]

    def _short(self, columns: Columns) -> Iterable[object]:
        """Do all texts fit in the tables?"""
        limited = [
            (self._column(columns, field), limit)
            for field, limit in (*fields.LIMITS, (fields.REFERENTIE, fields.LONGEST_REFERENCE))
            if self._places[field] >= 0
        ]
        too_long = [(column, limit) for column, limit in limited if max(map(len, column), default=0) > limit]
        if not too_long:
            return repeat(True, len(columns[0]))
        return [
            all(len(column[line]) <= limit for column, limit in too_long) for line in range(len(columns[0]))
        ]


@lru_cache(maxsize=20_000)
def is_plain_number(text: str) -> bool:
    """Is this a house number and nothing else?"""
    return text.isdigit() and address.split_huisnummer(text) is not None


@lru_cache(maxsize=20_000)
def is_plain_suffix(huisletter: str, toevoeging: str) -> bool:
    """Is this surely short enough to be stored?"""
    whole = huisletter + toevoeging
    if was_turned_into_a_date(toevoeging):
        return False
    return len(whole) < fields.LONGEST_SUFFIX and whole.isascii()  # in capitals no longer than as delivered

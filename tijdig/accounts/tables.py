"""A list on a page, one way for all: its columns, what is filtered, in which order, and the same rows as a file.

Filters and order stand in the address, so a list can be kept and sent on, and `?vorm=csv` gives the rows that are
shown. A column without `cell` is not in the file: no name or address of a resident leaves in it (R-BEW-4).
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse

from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.rules.sheets import defuse

BOM = "\ufeff"  # without it Excel reads the accents wrongly
SORT, FORM = "sort", "vorm"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `order`: fields of the database it sorts by; `by`: the same for rows that are no query."""

    key: str
    label: str
    order: tuple[str, ...] = ()
    by: Callable[[Any], Any] | None = None
    cell: Callable[[Any], object] | None = None
    numeric: bool = False
    shown: bool = True  # false: in the file only

    @property
    def sortable(self) -> bool:
        return bool(self.order) or self.by is not None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One filter: per value of the address its word and what it demands, of a query or of rows that are none."""

    key: str
    label: str
    options: Mapping[str, tuple[str, Q | Callable[[Any], bool]]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A list by its name, which is also that of the file and in the trail."""

    name: str
    ground: str
    columns: tuple[Column, ...]
    choices: tuple[Choice, ...] = ()
    on_top: tuple[str, ...] = ()  # whatever the order

    def heads(self) -> list[dict[str, object]]:
        """For `parts/table_head.html`."""
        return [
            {"key": c.key, "label": c.label, "numeric": c.numeric, "sortable": c.sortable}
            for c in self.columns
            if c.shown
        ]

    def page(self, request: StaffRequest) -> dict[str, Any]:
        """What the templates of the head, the filters and the link to the file need."""
        form = self._form(request)
        sort = request.GET.get(SORT, "")
        return {
            "columns": self.heads(), "sort": sort, "form": form, "keep": [(SORT, sort)] if sort else [],
            "active": any(request.GET.get(choice.key) in choice.options for choice in self.choices),
        }  # fmt: skip

    def asked(self, request: StaffRequest, rows: Any) -> Any:
        """The rows that the address asks for, in its order; a query stays a query. What is unknown asks nothing."""
        for choice in self.choices:
            if (value := request.GET.get(choice.key, "")) in choice.options:
                wanted = choice.options[value][1]
                rows = rows.filter(wanted) if isinstance(wanted, Q) else list(filter(wanted, rows))
        column, back = self._sort(request)
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            sign = "-" if back else ""
            return rows.order_by(*self.on_top, *(f"{sign}{name}" for name in (*column.order, "pk")))
        return rows if column.by is None else sorted(rows, key=column.by, reverse=back)

    def file(self, request: StaffRequest, rows: Any) -> HttpResponse | None:
        """The rows as CSV when the address asks for a file; recorded, with how many."""
        if request.GET.get(FORM) != "csv":
            return None
        columns = [column for column in self.columns if column.cell]
        found = rows.iterator(2_000) if isinstance(rows, QuerySet) else rows
        lines = [[column.cell(row) for column in columns if column.cell] for row in found]
        record(
            f"{self.name}.geexporteerd", subject=f"gemeente:{request.gemeente.pk}", by=request.actor,
            ground=self.ground, aantal=len(lines),
        )  # fmt: skip
        text = "".join(csv_lines([c.label for c in columns], lines))
        return HttpResponse(text, headers=csv_headers(f"{self.name}-{request.today}"))

    def _sort(self, request: StaffRequest) -> tuple[Column | None, bool]:
        asked = request.GET.get(SORT, "")
        found = (
            column for column in self.columns if column.sortable and column.key == asked.removeprefix("-")
        )
        return next(found, None), asked.startswith("-")

    def _form(self, request: StaffRequest) -> forms.Form:
        form = forms.Form(request.GET, auto_id="filter_%s")
        for choice in self.choices:
            words = [(value, word) for value, (word, _) in choice.options.items()]
            form.fields[choice.key] = forms.ChoiceField(
                label=choice.label, required=False, choices=[("", "Alle"), *words]
            )
        return form


def csv_lines(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[str]:
    """`;`-separated, with a mark for Excel, line by line as asked for; what would be a formula is defused."""
    writer = csv.writer(_Lines(), delimiter=";")
    yield BOM + writer.writerow(heads)
    for line in lines:
        yield writer.writerow([defuse("" if cell is None else str(cell)) for cell in line])


def csv_headers(name: str) -> dict[str, str]:
    """Of an answer that is a file with this name (without its ending), which no browser keeps."""
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "Cache-Control": "no-store",
    }


class _Lines:
    """What csv writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line

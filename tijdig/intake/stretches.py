"""What pages do with a request: the stretch of a list it asks for, the form it posts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

SIZE = 50


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """`rows` from the place asked for; `shown`: how many are on the page then, of `total`.

    `part`: only these rows are asked for, to be put under those that are there.
    """

    rows: list[Any]
    shown: int
    total: int
    next_href: str
    part: bool


def stretch_of(
    request: HttpRequest, rows: QuerySet[Any], *, size: int = SIZE, total: int | None = None
) -> Stretch:
    """The stretch that `?vanaf=` asks for; what is no number means the beginning.

    Two queries, or one when the `total` is known.
    """
    asked = request.GET.get("vanaf", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    found = list(rows[start : start + size])
    total = rows.count() if total is None else total
    shown = start + len(found)
    address = request.GET.copy()
    address["vanaf"] = str(shown)
    more = shown < total and bool(found)
    return Stretch(
        rows=found,
        shown=shown,
        total=total,
        next_href=f"?{address.urlencode()}" if more else "",
        part=start > 0 and "HX-Request" in request.headers,
    )


def posted(request: HttpRequest) -> tuple[QueryDict, MultiValueDict] | tuple[None, None]:
    """Data and files for a form: those of a POST, also an empty one; nothing for a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)

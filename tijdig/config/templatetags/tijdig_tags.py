"""Filters: money, numbers, days and words, the way a Dutch reader expects them on a page.

Days are `datetime.date`; moments are aware datetimes, shown in local time. What is empty shows as nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tijdig.rules import labels, terms

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DUE_SOON_DAYS = 7  # the last week of a term is shown warm
CALLOUT_BY_LEVEL = {"success": "klaar", "warning": "dringend", "error": "crisis"}


def _dotted(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


@register.filter
def number(value: int | float | str | None) -> str:
    """1234567 → "1.234.567"; 12.5 → "12,5". A missing variable reaches a filter as ""."""
    if value is None or isinstance(value, str):
        return ""
    sign = MINUS if value < 0 else ""
    if isinstance(value, int):
        return sign + _dotted(abs(value))
    whole, _, part = f"{abs(value):.1f}".partition(".")
    return f"{sign}{_dotted(int(whole))},{part}"


@register.filter
def euro(cents: int | str | None) -> str:
    """Eurocent to Dutch notation, cents always shown: 123456 → "€ 1.234,56"."""
    if cents is None or isinstance(cents, str):
        return ""
    euros, rest = divmod(abs(cents), 100)
    return f"€{NBSP}{MINUS if cents < 0 else ''}{_dotted(euros)},{rest:02d}"


@register.filter
def percent(share: float | None) -> str:
    """A share of one to whole per cents: 0.814 → "81%"."""
    return "" if share is None else f"{round(share * 100)}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in full: "3 maart 2026"."""
    if not value:
        return ""
    local = _local_day(value)
    return f"{local.day}{NBSP}{MONTHS[local.month - 1]} {local.year}"


@register.filter
def day_short(value: date | datetime | None) -> str:
    """A day where there is little room: "3 mrt"; the year only when it is not this one."""
    if not value:
        return ""
    local = _local_day(value)
    short = f"{local.day}{NBSP}{MONTHS_SHORT[local.month - 1]}"
    return short if local.year == timezone.localdate().year else f"{short}{NBSP}{local.year}"


@register.filter
def weekday(value: date | datetime | None) -> str:
    """A day with its name: "dinsdag 3 maart 2026"."""
    return f"{WEEKDAYS[_local_day(value).weekday()]} {day(value)}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in local time: "3 maart 2026, 14.05 uur"."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H.%M}{NBSP}uur"


@register.filter
def due_in(due: date | None, today: date | None = None) -> str:
    """How long is left, in words: "nog 6 dagen", "vandaag", "2 dagen te laat" (R-TRM-5)."""
    if not due:
        return ""
    days = (_local_day(due) - (today or timezone.localdate())).days
    if days == 0:
        return "vandaag"
    if days == 1:
        return "morgen"
    if days > 1:
        return f"nog {_dotted(days)} dagen"
    return "1 dag te laat" if days == -1 else f"{_dotted(-days)} dagen te laat"


@register.filter
def due_kind(due: date | None, today: date | None = None) -> str:
    """Kind of the class t-due--…: rustig, dringend (within a week) or te-laat."""
    if not due:
        return "rustig"
    days = (_local_day(due) - (today or timezone.localdate())).days
    if days < 0:
        return "te-laat"
    return "dringend" if days <= DUE_SOON_DAYS else "rustig"


@register.filter
def count_word(count: int, words: str) -> str:
    """A number with its word: 3|count_word:"zaak,zaken" → "3 zaken"."""
    one, many = words.split(",")
    return f"{number(count)}{NBSP}{one if count == 1 else many}"


@register.filter
def label(member: str | None, list_name: str = "") -> str:
    """The Dutch name of a member of a closed list: {{ zaak.status|label:"Zaakstatus" }}.

    `list_name` is needed when the value comes as plain text (from the database); a StrEnum knows its list.
    Raises AttributeError or ValueError for a list or member that does not exist.
    """
    if not member:
        return ""
    if list_name:
        member = getattr(terms, list_name)(member)
    return labels.label(member) if isinstance(member, StrEnum) else str(member)


@register.filter
def message_kind(level_tag: str) -> str:
    """Kind of callout for a message of django.contrib.messages."""
    return CALLOUT_BY_LEVEL.get(level_tag, "info")


@register.filter
def undo_of(message: Message) -> dict[str, str] | None:
    """Where the act of a message is undone and until what time, when it can be (`casework.undoing.offer_of`)."""
    what, _, rest = (message.extra_tags or "").partition(":")
    if what != "ongedaan":
        return None
    which, _, until = rest.partition(":")
    name = "casework:ongedaan" if which.isdecimal() else "casework:ongedaan_samen"
    return {"href": reverse(name, args=[which]), "until": until}


@register.filter
def page_range(paginator: Paginator, page: int) -> Iterable[int | str]:
    """Page numbers with gaps, for parts/pagination.html."""
    return paginator.get_elided_page_range(page, on_each_side=1, on_ends=1)


@register.filter
def is_check(field: BoundField) -> bool:
    """Is this one checkbox, whose label stands after it?"""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Is this a set of radio buttons or checkboxes, to be drawn as cards?"""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def hint(hints: Mapping[str, str] | None, value: str) -> str:
    """The meaning of one choice, for parts/radio_cards.html."""
    return hints.get(str(value), "") if hints else ""


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a form field, told where its hint and its fault stand."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    ids += [f"{field.auto_id}_fout"] if field.errors else []
    _drop_echo(field)
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    if is_check(field):
        attrs["class"] = "t-box"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def aria_sort(sort: str | None, key: str) -> SafeString | str:
    """The aria-sort attribute of a table head; `sort` is the present value of ?sort=."""
    if not sort or sort.lstrip("-") != key:
        return ""
    return format_html(' aria-sort="{}"', "descending" if sort.startswith("-") else "ascending")


@register.simple_tag
def next_sort(sort: str | None, key: str) -> str:
    """What ?sort= becomes after a click on the head of column `key`."""
    return f"-{key}" if sort == key else key


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _drop_echo(field: BoundField) -> None:
    """A placeholder that only repeats the label says nothing and reads badly."""
    if str(field.field.widget.attrs.get("placeholder")) == str(field.label):
        del field.field.widget.attrs["placeholder"]

"""Filters: money, numbers, days and words, the way a Dutch reader expects them on a page.

Days are `datetime.date`; moments are aware datetimes, shown in local time. What is empty shows as nothing.
The functions speak Dutch, for Python; as a filter, on a page, each follows the language of the reader (ADR 11).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import wraps
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tijdig.config.calendar_words import MONTHS_SHORT, WEEKDAYS
from tijdig.config.dutch_values import english_values
from tijdig.config.translation import parts_with_language, speaks_dutch, translated
from tijdig.rules import labels, terms
from tijdig.rules.notation import NBSP, day_in_full, moment_in_full, phone, postcode

register = template.Library()


def shown[**P](function: Callable[P, str]) -> Callable[P, str]:
    """Register as a filter whose numbers and days are written in the language of the reader."""

    @wraps(function)
    def on_page(*args: P.args, **kwargs: P.kwargs) -> str:
        text = function(*args, **kwargs)
        return text if speaks_dutch() else english_values(text)

    register.filter(function.__name__, on_page)
    return function


def in_words[**P](function: Callable[P, str]) -> Callable[P, str]:
    """Register as a filter whose words are translated."""

    @wraps(function)
    def on_page(*args: P.args, **kwargs: P.kwargs) -> str:
        return translated(function(*args, **kwargs))

    register.filter(function.__name__, on_page)
    return function


register.filter("translated", translated)


@register.filter
def spoken(text: object) -> SafeString:
    """The text in the language of the reader; what stays Dutch (a council's words, a letter) says that it is."""
    parts = parts_with_language(text)
    return format_html_join(
        "",
        "{}",
        ((format_html('<span lang="nl">{}</span>', part) if dutch else part,) for part, dutch in parts),
    )


@register.filter
def each_translated(texts: Iterable[object]) -> list[str]:
    """Every word of a list, before it is joined."""
    return [translated(text) for text in texts]


MINUS = "\u2212"
DUE_SOON_DAYS = 7  # the last week of a term is shown warm
CALLOUT_BY_LEVEL = {"success": "klaar", "warning": "dringend", "error": "crisis"}


def _dotted(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


@shown
def number(value: int | float | str | None) -> str:
    """1234567 → "1.234.567"; 12.5 → "12,5". A missing variable reaches a filter as ""."""
    if value is None or isinstance(value, str):
        return ""
    sign = MINUS if value < 0 else ""
    if isinstance(value, int):
        return sign + _dotted(abs(value))
    whole, _, part = f"{abs(value):.1f}".partition(".")
    return f"{sign}{_dotted(int(whole))},{part}"


@shown
def euro(cents: int | str | None) -> str:
    """Eurocent to Dutch notation, cents always shown: 123456 → "€ 1.234,56"."""
    if cents is None or isinstance(cents, str):
        return ""
    euros, rest = divmod(abs(cents), 100)
    return f"€{NBSP}{MINUS if cents < 0 else ''}{_dotted(euros)},{rest:02d}"


register.filter(phone)
register.filter(postcode)


@register.filter
def percent(share: float | None) -> str:
    """A share of one to whole per cents: 0.814 → "81%"."""
    return "" if share is None else f"{round(share * 100)}%"


@shown
def day(value: date | datetime | None) -> str:
    """A day in full: "3 maart 2026"."""
    return day_in_full(_local_day(value)) if value else ""


@shown
def day_short(value: date | datetime | None) -> str:
    """A day where there is little room: "3 mrt"; the year only when it is not this one."""
    if not value:
        return ""
    local = _local_day(value)
    short = f"{local.day}{NBSP}{MONTHS_SHORT[local.month - 1]}"
    return short if local.year == timezone.localdate().year else f"{short}{NBSP}{local.year}"


@shown
def weekday(value: date | datetime | None) -> str:
    """A day with its name: "dinsdag 3 maart 2026"."""
    return f"{WEEKDAYS[_local_day(value).weekday()]} {day(value)}" if value else ""


@shown
def moment(value: datetime | None) -> str:
    """A moment in local time: "3 maart 2026, 14.05 uur"."""
    return moment_in_full(timezone.localtime(value)) if value else ""


@shown
def clock(value: time | datetime | None) -> str:
    """A time of the day: "14.05 uur"."""
    if not value:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{local:%H.%M}{NBSP}uur"


@in_words
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


@register.filter("count_word")
def counted(count: int, words: str) -> str:
    """A number with its word, on a page: 3|count_word:"zaak,zaken" → "3 zaken", or "3 cases"."""
    one, many = words.split(",")
    number_shown = number(count) if speaks_dutch() else english_values(number(count))
    return f"{number_shown}{NBSP}{translation.ngettext(one, many, count)}"


def count_word(count: int, words: str) -> str:
    """A number with its word in a Dutch sentence: (3, "zaak,zaken") → "3 zaken"."""
    one, many = words.split(",")
    return f"{number(count)}{NBSP}{one if count == 1 else many}"


@in_words
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
def code_words(code: str) -> str:
    """The words of a code of policy: {{ regel.bakje|code_words }}."""
    return translated(labels.code_in_words(code))


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
    _translate_control(field)
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


def _translate_control(field: BoundField) -> None:
    """The words inside a control: its choices, and what stands in it while it is empty."""
    widget = field.field.widget
    if speaks_dutch():
        return
    if widget.attrs.get("placeholder"):
        widget.attrs["placeholder"] = translated(widget.attrs["placeholder"])
    if choices := getattr(widget, "choices", None):
        widget.choices = [(value, _choice(shown)) for value, shown in choices]


def _choice(words: Any) -> Any:
    """A choice, or a group of choices."""
    return (
        [(value, translated(word)) for value, word in words]
        if isinstance(words, list | tuple)
        else translated(words)
    )

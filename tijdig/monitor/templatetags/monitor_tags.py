"""Filters of the monitor's pages."""

from datetime import date

from django import template

from tijdig.monitor.words import MONTHS_IN_FULL, month_words

register = template.Library()


@register.filter
def month_full(month: date) -> str:
    """ "maart 2026"."""
    return month_words(month)


@register.filter
def every_year(month: date) -> str:
    """ "Elk jaar in maart"."""
    return f"Elk jaar in {MONTHS_IN_FULL[month.month - 1]}"

"""Filters of the monitor's pages."""

from datetime import date

from django import template

from tijdig.monitor.words import month_words

register = template.Library()


@register.filter
def month_full(month: date) -> str:
    """ "maart 2026"."""
    return month_words(month)

"""A report as HTML: the chapters for a page of ours, or one file that needs nothing else. Always in Dutch."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .document import Verslag

STYLE = "tijdig/css/report.css"
LONE = "monitor/kleuren.svg"  # the colours of a chart that stands alone


def chapters_as_html(verslag: Verslag) -> SafeString:
    """What stands on the page: chapters that fold, with charts and tables."""
    with translation.override("nl"):
        return render_to_string("monitor/verslag/inhoud.html", {"verslag": verslag, "folds": True})


def file_as_html(verslag: Verslag) -> bytes:
    """The whole, with its style inside: for a website, a mail or a printer."""
    with translation.override("nl"):
        found = render_to_string("monitor/verslag/bestand.html", {"verslag": verslag, "stijl": _style()})
    return found.encode()


@cache
def _style() -> SafeString:
    """Our own style sheets: nothing of them comes from a user."""
    sheet = finders.find(STYLE)
    if not isinstance(sheet, str):
        raise FileNotFoundError(STYLE)
    css = Path(sheet).read_text(encoding="utf-8")
    return format_html("<style>{}</style>{}", mark_safe(css), render_to_string(LONE))  # noqa: S308

"""Reads of the audit trail and of what was erased."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tijdig.audit.models import AuditEvent

ABBREVIATIONS = {"brp": "BRP", "shv": "SHV", "bag": "BAG"}
ARTICLES = {"wgs": "Wgs", "avg": "AVG", "awb": "Awb", "arbowet": "Arbowet"}
LAWS = ARTICLES | {"leidraad": "Leidraad", "lcv": "Landelijk Convenant Vroegsignalering", "wcag": "WCAG"}


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is looked for in the trail; empty texts ask for nothing."""

    wat: str = ""  # part of what was done: "bekeken", "zaak"
    onderwerp: str = ""  # "zaak:7"
    wie: str = ""  # "gebruiker:7"
    vanaf: date
    tot: date  # both days included


def events(search: Search) -> QuerySet[AuditEvent]:
    """Events of this gemeente, newest first (R-BEW-4). Row security keeps the others out."""
    found = AuditEvent.objects.filter(
        at__gte=_start_of(search.vanaf), at__lt=_start_of(search.tot + timedelta(days=1))
    )
    if search.wat:
        found = found.filter(what__icontains=search.wat.strip().replace(" ", "_"))
    if search.onderwerp:
        found = found.filter(subject=search.onderwerp.strip())
    if search.wie:
        found = found.filter(by=search.wie.strip())
    return found.order_by("-at", "-pk")


def what_in_words(what: str) -> str:
    """The code of an act as words: 'twijfel.persoon_gekozen' → 'Twijfel: persoon gekozen'."""
    noun, _, verb = what.partition(".")
    subject = ABBREVIATIONS.get(noun) or _spaced(noun).capitalize()
    return f"{subject}: {_spaced(verb)}" if verb else subject


def ground_in_words(ground: str) -> str:
    """The code of a ground as people cite it: 'wgs.3.1.b' → 'Wgs artikel 3 lid 1 onder b'."""
    law, _, place = ground.partition(".")
    name = LAWS.get(law, law)
    if law not in ARTICLES or not place:
        return " ".join((name, place)).strip()
    article, *rest = [place.replace(".", ":")] if law == "awb" else place.split(".")
    parts = [word for part in rest for word in ("lid" if part.isdecimal() else "onder", part)]
    return " ".join((name, "artikel", article, *parts))


def detail_in_words(detail: dict[str, Any]) -> str:
    """Codes and counts of an event: 'aantal 3, uitkomst gevonden exact'."""
    parts = ((_spaced(name), _value(value)) for name, value in detail.items())
    return ", ".join(f"{name} {value}".strip() for name, value in parts)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _spaced(str(value)).replace(",", ", ")


def _spaced(code: str) -> str:
    return code.replace("_", " ")


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())

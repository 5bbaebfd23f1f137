"""Which template is used: the newest version of the gemeente in force, else the one that was shipped. R-OUT-3.

A version of a gemeente is written as `g3` beside a letter or message, a shipped one as `1`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from tijdig.outreach.letters.templates import SHIPPED_IDS, TemplateFault, parse_template, shipped_template
from tijdig.outreach.letters.templates import Sjabloon as Text

from .models import Sjabloon

DUTCH = "nl"
Key = tuple[str, str]  # id, version


@dataclass(frozen=True)
class Shelf:
    """The templates in force on one day, for one gemeente; one query fills it."""

    own: Mapping[Key, Text] = field(default_factory=dict)  # by id and language
    broken: Mapping[Key, str] = field(default_factory=dict)  # those that cannot be read, and why

    def get(self, naam: str, taal: str = DUTCH) -> Text:
        """Errors: TemplateFault when there is none by that name, or when the own one cannot be read.

        Nothing is sent in its place then: the gemeente chose other words than those that were shipped.
        """
        for key in dict.fromkeys(((naam, taal), (naam, DUTCH))):
            if key in self.broken:
                raise TemplateFault(self.broken[key])
            if key in self.own:
                return self.own[key]
        return shipped_template(naam)

    def readable(self, naam: str) -> Text:
        """The template in Dutch to look at and to mend: the shipped one when the own one cannot be read."""
        return self.own.get((naam, DUTCH)) or shipped_template(naam)


def shelf_on(today: date) -> Shelf:
    """Own versions in force `today`; row security keeps to the gemeente."""
    rows = Sjabloon.objects.filter(Q(einde__isnull=True) | Q(einde__gt=today), ingang__lte=today)
    own: dict[Key, Text] = {}
    broken: dict[Key, str] = {}
    for row in rows.order_by("nummer"):
        key = (row.naam, row.taal)
        own.pop(key, None)
        broken.pop(key, None)
        try:
            own[key] = parsed(row)
        except TemplateFault as fault:  # written by hand, or by a version with other rules
            broken[key] = str(fault)
    return Shelf(own, broken)


def kept_templates(keys: Iterable[Key]) -> dict[Key, Text]:
    """The templates by id and version as they were used, with one query for those of the gemeente."""
    wanted = set(keys)
    own = [(naam, int(versie[1:])) for naam, versie in wanted if versie.startswith("g")]
    found = {
        (naam, versie): shipped_template(naam, versie)
        for naam, versie in wanted
        if not versie.startswith("g")
    }
    if own:
        which = Sjabloon.objects.filter(naam__in={naam for naam, _ in own}, nummer__in={n for _, n in own})
        for row in which:
            if (row.naam, row.nummer) in own:
                found[(row.naam, version_of(row))] = parsed(row)
    return found


def parsed(row: Sjabloon) -> Text:
    return parse_template(row.tekst, id=row.naam, versie=version_of(row))


def version_of(row: Sjabloon) -> str:
    return f"g{row.nummer}"


def refusal_of_text(naam: str, tekst: str) -> str | None:
    """Why this text cannot be a version of this template, or None."""
    if naam not in SHIPPED_IDS:
        return "Dit sjabloon bestaat niet."
    try:
        read = parse_template(tekst, id=naam, versie="g0")
    except TemplateFault as fault:
        return str(fault)
    if read.soort is not shipped_template(naam).soort:
        return f"De soort moet ‘{shipped_template(naam).soort}’ blijven."
    return None

"""What others did with a zaak since somebody opened it (spec 14): told to the second of two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent

SHOWN = 8
LOOK = "zaak.bekeken"
WORDS = {
    "zaak.toegewezen": "gaf de zaak een andere behandelaar",
    "zaak.genomen": "nam de zaak zelf",
    "zaak.overgedragen": "droeg de zaak over aan een ander team",
    "zaak.gesplitst": "splitste de zaak",
    "zaak.afgerond": "rondde de zaak af",
    "zaak.heropend": "opende de zaak opnieuw",
    "zaak.ongedaan_gemaakt": "maakte een handeling ongedaan",
    "voorstel.bevestigd": "bevestigde het voorstel",
    "voorstel.anders_besloten": "koos een andere aanpak",
    "contactpoging.vastgelegd": "legde een contactpoging vast",
    "contactpoging.reactie": "legde een reactie van de inwoner vast",
    "afspraak.gemaakt": "maakte een afspraak",
    "afspraak.afgehandeld": "legde de afloop van een afspraak vast",
    "registratie.geraadpleegd": "keek in een andere administratie",
    "notitie.geschreven": "schreef een notitie",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One act of somebody else."""

    at: datetime
    who: str
    what: str


def changed_meanwhile(zaak_id: int, *, by: Actor) -> Sequence[Change]:
    """Acts on this zaak after the last look of this person, newest first. Three queries."""
    about = AuditEvent.objects.filter(subject=f"zaak:{zaak_id}")
    seen = about.filter(what=LOOK, by=str(by)).order_by("-pk").values_list("pk", flat=True).first() or 0
    events = list(about.filter(pk__gt=seen).exclude(what=LOOK).order_by("-pk")[:SHOWN])
    ids = {int(event.by.partition(":")[2]) for event in events if event.by.startswith("gebruiker:")}
    names = {f"gebruiker:{user.pk}": str(user) for user in User.objects.filter(pk__in=ids)}
    return [
        Change(at=event.at, who=names.get(event.by, "Tijdig"), what=WORDS.get(event.what, "wijzigde de zaak"))
        for event in events
    ]

"""Which other records were consulted about a zaak, and on what ground that is allowed here (R-SHV-3, R-OUT-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tijdig.audit.models import AuditEvent
from tijdig.policies.model import Beleid
from tijdig.rules.labels import label
from tijdig.rules.terms import Bronregistratie


@dataclass(frozen=True, kw_only=True)
class Consulted:
    """One look in another record, as the trail tells it."""

    registratie: str
    op: date


@dataclass(frozen=True, kw_only=True)
class MayConsult:
    """A record that may be consulted here beside BRP and SHV: on what ground, why, and who decided so."""

    registratie: str
    ground: str
    reden: str
    besluit: str


def consulted_about(zaak_id: int) -> Sequence[Consulted]:
    """Every look that was recorded, oldest first."""
    events = AuditEvent.objects.filter(subject=f"zaak:{zaak_id}", what="registratie.geraadpleegd").order_by(
        "pk"
    )
    return [
        Consulted(
            registratie=label(Bronregistratie(event.detail["registratie"])), op=timezone.localdate(event.at)
        )
        for event in events
    ]


def may_be_consulted(beleid: Beleid) -> Sequence[MayConsult]:
    """What the gemeente switched on."""
    said = beleid.raadplegen
    return [
        MayConsult(
            registratie=label(one),
            ground=said.gronden[one].grondslag,
            reden=_ended(said.reden),
            besluit=_ended(said.besluit),
        )
        for one in said.extra
    ]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."

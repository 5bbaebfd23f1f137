"""A resident answers, by the page or by the desk; somebody handles the answer (R-OUT-2, R-OUT-6, R-OUT-7)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.actions.attempts import record_reaction
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.outreach.reply.models import Reactie, Reactiecode, Tijdslot
from tijdig.outreach.reply.slots import Place, take_slot
from tijdig.outreach.reply.standing import refusal_of_code
from tijdig.refusals import Refused, require
from tijdig.rules.offer import SCHRIFTELIJK
from tijdig.rules.terms import Agendasoort, Dagdeel, Reactiesoort, Reactiestand

INWONER = Actor(
    code="inwoner", rights=frozenset({Right.REACTIES_VASTLEGGEN, Right.ZAKEN_BEHANDELEN}), name="De inwoner"
)
"""The resident, of whom the code proves no more than that they hold the letter."""

SLOT_GONE = "Dit moment is net bezet. Er is niets opgeslagen. Kies een ander moment."


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """What the resident chose. `start` (local, naive): a moment of the agenda, to come by or to be called.

    `dag` and `dagdeel`: when to call where the team has no hours for calls. `boodschap`: what was said at the desk.
    """

    soort: Reactiesoort
    dag: date | None = None
    dagdeel: Dagdeel | None = None
    start: datetime | None = None
    telefoon: str = ""
    boodschap: str = ""


@transaction.atomic
def record_reply(code_id: int, *, antwoord: Antwoord, today: date, by: Actor) -> Reactie:
    """Record the answer on the zaak and on the letter that carried the code; an earlier open answer is replaced.

    Nothing is closed by it: that a zaak ends, a person decides (AVG art. 22). Errors: Refused.
    """
    code = Reactiecode.objects.select_related("zaak").get(pk=code_id)
    zaak = Vroegsignaalzaak.objects.select_for_update(no_key=True).get(pk=code.zaak_id)
    code.zaak = zaak
    require(
        by.refusal_without(Right.REACTIES_VASTLEGGEN), refusal_of_code(code, today), _incomplete(antwoord)
    )
    worker = replace(by, rights=by.rights | {Right.ZAKEN_BEHANDELEN})  # the answer is the resident's own act
    _replace_open(zaak, today, worker)
    poging = _on_the_letter(zaak, today, worker)
    place = _taken(zaak, antwoord, today)
    comes_by = antwoord.soort is Reactiesoort.LANGSKOMEN and place is not None
    afspraak = _appointment(zaak, place, today, worker) if comes_by and place else None
    reactie = Reactie.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, reactiecode=code, contactpoging=poging, soort=antwoord.soort,
        dag=antwoord.dag, dagdeel=antwoord.dagdeel or "", afspraak=afspraak, telefoon=antwoord.telefoon,
        moment=place.moment if place and not comes_by else None, boodschap=antwoord.boodschap.strip(),
        gemaakt_op=moment_on(today), door_id=by.user_id,
    )  # fmt: skip
    if place is not None:
        _keep(place, reactie)
    Reactiecode.objects.filter(pk=code.pk, gebruikt_op__isnull=True).update(gebruikt_op=today)
    record(
        "reactie.vastgelegd", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", soort=antwoord.soort.value
    )
    return reactie


@transaction.atomic
def handle_reply(reactie_id: int, *, by: Actor) -> Reactie:
    """Somebody did what the answer asks for. Saying it twice changes nothing. Errors: Refused."""
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN))
    reactie = Reactie.objects.select_for_update().get(pk=reactie_id)
    if reactie.stand == Reactiestand.OPEN:
        reactie.stand, reactie.afgehandeld_op = Reactiestand.AFGEHANDELD, timezone.now()
        reactie.afgehandeld_door_id = by.user_id
        reactie.save(update_fields=["stand", "afgehandeld_op", "afgehandeld_door"])
        record("reactie.afgehandeld", subject=f"zaak:{reactie.zaak_id}", by=by, ground="wgs.3.1.b")
    return reactie


@transaction.atomic
def connect_caller(code_id: int, *, today: date, by: Actor) -> None:
    """The desk connected the resident to the team. Who speaks with them records the rest. Errors: Refused."""
    code = Reactiecode.objects.select_related("zaak").get(pk=code_id)
    require(by.refusal_without(Right.REACTIES_VASTLEGGEN), refusal_of_code(code, today))
    record("reactie.doorverbonden", subject=f"zaak:{code.zaak_id}", by=by, ground="wgs.3.1.b")


def _incomplete(antwoord: Antwoord) -> str | None:
    if antwoord.soort is Reactiesoort.LANGSKOMEN and antwoord.start is None:
        return "Kies een moment om langs te komen."
    if antwoord.soort is Reactiesoort.BELLEN and not (antwoord.start or (antwoord.dag and antwoord.dagdeel)):
        return "Kies wanneer wij mogen bellen."
    return None


def _replace_open(zaak: Vroegsignaalzaak, today: date, by: Actor) -> None:
    """A later answer takes the place of the open one; its appointment is called off and its place is free again."""
    before = Reactie.objects.select_for_update().filter(zaak=zaak, stand=Reactiestand.OPEN).first()
    if before is None:
        return
    Reactie.objects.filter(pk=before.pk).update(stand=Reactiestand.VERVANGEN)
    Tijdslot.objects.filter(reactie=before).delete()
    planned = Afspraak.objects.filter(stand=Afspraak.Stand.GEPLAND, reacties=before)
    afspraak = planned.first()
    if afspraak is not None:
        Tijdslot.objects.filter(afspraak=afspraak).delete()
        settle_afspraak(afspraak.pk, stand=Afspraak.Stand.AFGEZEGD, versie=zaak.versie, today=today, by=by)
        zaak.refresh_from_db(fields=["versie"])


def _on_the_letter(zaak: Vroegsignaalzaak, today: date, by: Actor) -> Contactpoging | None:
    """The last letter or message before the answer: that is the one with the code (R-OUT-2)."""
    poging = (
        Contactpoging.objects.filter(zaak=zaak, soort__in=SCHRIFTELIJK, datum__lte=today)
        .order_by("-datum", "-id")
        .first()
    )
    if poging is not None and poging.reactie_op is None:
        record_reaction(poging.pk, op=today, versie=zaak.versie, today=today, by=by)
        zaak.refresh_from_db(fields=["versie"])
    return poging


def _taken(zaak: Vroegsignaalzaak, antwoord: Antwoord, today: date) -> Place | None:
    """The place in the agenda of a moment that was chosen; None when no moment is asked for. Errors: Refused."""
    if antwoord.start is None:
        return None
    kind = Agendasoort.BELLEN if antwoord.soort is Reactiesoort.BELLEN else Agendasoort.LANGSKOMEN
    place = take_slot(zaak, antwoord.start, today=today, soort=kind)
    if place is None:
        raise Refused(SLOT_GONE)
    return place


def _appointment(zaak: Vroegsignaalzaak, place: Place, today: date, by: Actor) -> Afspraak:
    """Picking a moment to come by is accepting the offer (R-UIT-3)."""
    return make_afspraak(
        zaak.pk, moment=place.moment, plaats=place.uren.plaats, versie=zaak.versie, today=today, by=by
    )


def _keep(place: Place, reactie: Reactie) -> None:
    """Hold the place: for the appointment, or for the call."""
    Tijdslot.objects.create(
        gemeente_id=reactie.gemeente_id, beschikbaarheid=place.uren, moment=place.moment, plek=place.plek,
        afspraak=reactie.afspraak, reactie=None if reactie.afspraak else reactie,
    )  # fmt: skip

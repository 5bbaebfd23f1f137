"""Confirm appointments: by itself where there is a way, else put ready for somebody (R-OUT-3)."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.outreach.confirming import TEMPLATE, Confirmation, plan_confirmations, unconfirmed, velden_of
from tijdig.outreach.languages import languages_of
from tijdig.outreach.letters.letter import Letter, Unprintable
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.letters.templates import TemplateFault
from tijdig.outreach.models import Bericht
from tijdig.outreach.planning import sender_of, signals_of
from tijdig.outreach.recipients import Obstacle, Recipient, recipients_of
from tijdig.outreach.shelf import DUTCH, shelf_on
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Berichtstand, Sjabloonsoort

FIELDS = ("gemeente", "zaak", "inwoner", "afspraak", "soort", "kanaal", "stap", "ronde", "sjabloon",
          "sjabloon_versie", "referentie", "extern_id", "stand", "reden", "adres", "onderwerp", "tekst", "door",
          "gemaakt_op")  # fmt: skip
TRAIL_FIELDS = ("gemeente", "by", "what", "subject", "ground", "detail")
MOST = 500


def confirm_afspraken(*, gemeente_code: str, moment: datetime, by: Actor) -> int:
    """Put a confirmation ready for each appointment to come that has none. Safe to repeat. Returns how many."""
    with working_for(gemeente_code):
        found = list(unconfirmed(moment).select_for_update(of=("self",))[:MOST])
        if not found:
            return 0
        plan = list(plan_confirmations(found, gemeente_code=gemeente_code, today=moment.date()))
        if not plan:
            return 0
        made = insert_rows(
            Bericht, FIELDS, [_row(gemeente_code, one) for one in plan], on_conflict="do nothing"
        )
        insert_rows(
            AuditEvent, TRAIL_FIELDS,
            [(gemeente_code, str(by), "bevestiging.gemaakt", f"zaak:{one.afspraak.zaak_id}", "wgs.4.1", {})
             for one in plan],
        )  # fmt: skip
        record(
            "bevestigingen.gemaakt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.4.1", aantal=made
        )
    return made


@transaction.atomic
def print_bevestiging(bericht_id: int, *, today: date, by: Actor) -> bytes:
    """The letter that confirms an appointment, to post; each look is recorded. Errors: Refused."""
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    bericht = Bericht.objects.select_related("zaak__behandelaar", "afspraak").get(pk=bericht_id)
    if bericht.afspraak is None or bericht.soort != Sjabloonsoort.BRIEF:
        raise Refused("Dit bericht is geen brief.")
    zaak = bericht.zaak
    to = [one for one in recipients_of(signals_of([zaak.pk])[zaak.pk]) if isinstance(one, Recipient)]
    require(None if to else "Er is geen volledig adres bekend. Bel de inwoner, of maak de brief zelf.")
    sender = sender_of(zaak, None, Gemeente.objects.get(pk=zaak.gemeente_id))
    try:
        text = shelf_on(today).get(bericht.sjabloon, languages_of([zaak.pk]).get(zaak.pk, DUTCH))
    except TemplateFault:
        raise Refused(Obstacle.TEMPLATE.value) from None
    letter = Letter(
        sjabloon=text, afzender=sender, geadresseerde=to[0].to, aanhef=to[0].aanhef,
        datum=today, kenmerk=zaak.kenmerk, velden=velden_of(bericht.afspraak),
    )  # fmt: skip
    try:
        pdf = render_letter(letter)
    except Unprintable as fault:
        raise Refused(f"De brief kan niet worden afgedrukt: {fault.reason}") from None
    record("bevestiging.afgedrukt", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4.1")
    return pdf


def _row(gemeente_code: str, one: Confirmation) -> tuple[object, ...]:
    return (
        gemeente_code, one.afspraak.zaak_id, one.inwoner_id, one.afspraak.pk, one.soort.value, one.kanaal.value,
        f"bevestiging_{one.afspraak.pk}", 1, TEMPLATE[one.soort], one.versie, str(uuid.uuid4()), "",
        Berichtstand.KLAAR.value, "", one.adres, one.message.onderwerp, one.message.tekst, None, timezone.now(),
    )  # fmt: skip

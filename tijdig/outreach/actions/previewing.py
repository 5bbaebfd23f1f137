"""A template on a real zaak: nothing is sent, and every look is on record (R-OUT-3, R-BEW-4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente, User
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.languages import languages_of
from tijdig.outreach.letters.card import Card, Uncardable, render_card
from tijdig.outreach.letters.letter import Afzender, Letter, Unprintable
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.letters.templates import Sjabloon, TemplateFault
from tijdig.outreach.messages import Message, Unsendable, write_message
from tijdig.outreach.planning import Visit, sender_of, signals_of
from tijdig.outreach.recipients import Obstacle, Recipient, recipients_of
from tijdig.outreach.reply.codes import ReplyCode, known_codes, specimen
from tijdig.outreach.shelf import DUTCH, shelf_on
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Dagdeel, Sjabloonsoort

CARDS = (Sjabloonsoort.KAART, Sjabloonsoort.NIET_THUIS)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Either a PDF or a message."""

    pdf: bytes = b""
    message: Message | None = None


@transaction.atomic
def preview_sjabloon(zaak_id: int, *, naam: str, today: date, by: Actor) -> Preview:
    """The template in force, filled for this zaak as it would go out today. Errors: Refused."""
    require(by.refusal_without(Right.SJABLONEN_BEHEREN))
    zaak = Vroegsignaalzaak.objects.select_related("behandelaar", "gemeente").get(pk=zaak_id)
    require("De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None)
    writer = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    sender = sender_of(zaak, writer, Gemeente.objects.get(pk=zaak.gemeente_id))
    code = known_codes([zaak.pk]).get(zaak.pk) or specimen()
    try:
        text = shelf_on(today).get(naam, languages_of([zaak.pk]).get(zaak.pk, DUTCH))
        made = _made(zaak, text, sender, code, today)
    except (Unprintable, Unsendable, Uncardable, TemplateFault) as fault:
        raise Refused(f"Dit voorbeeld kan niet worden gemaakt. {fault}") from None
    record("sjabloon.voorbeeld_bekeken", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", sjabloon=naam)
    return made


def _made(
    zaak: Vroegsignaalzaak, sjabloon: Sjabloon, sender: Afzender, code: ReplyCode, today: date
) -> Preview:
    if sjabloon.soort in CARDS:
        card = Card(sjabloon=sjabloon, afzender=sender, reactiecode=code.code, reactieadres=code.address,
                    reactie_url=code.url)  # fmt: skip
        return Preview(pdf=render_card(card))
    if sjabloon.soort is not Sjabloonsoort.BRIEF:
        return Preview(message=write_message(sjabloon, afzender=sender, code=code, velden={}))
    to = _first(zaak)
    shown = Visit(dag=today + timedelta(days=7), dagdeel=Dagdeel.MIDDAG).velden()
    letter = Letter(
        sjabloon=sjabloon, afzender=sender, geadresseerde=to.to, aanhef=to.aanhef, datum=today,
        kenmerk=zaak.kenmerk, velden=shown | {"inwoner": to.inwoner or to.to.naam}, reactiecode=code.code,
        reactieadres=code.address, reactie_url=code.url,
    )  # fmt: skip
    return Preview(pdf=render_letter(letter))


def _first(zaak: Vroegsignaalzaak) -> Recipient:
    found = recipients_of(signals_of([zaak.pk])[zaak.pk])
    for one in found:
        if isinstance(one, Recipient):
            return one
    raise Refused(
        str(found[0].value) if found and isinstance(found[0], Obstacle) else "Kies een andere zaak."
    )

"""The sheets of cards for who is not at home: one card per door, with the code of that zaak (R-OUT-5).

A card goes in a closed envelope. The small line at its foot tells the visitor for which door it is; nothing tells why.
"""

from collections.abc import Mapping
from datetime import date

from tijdig.accounts.models import Gemeente
from tijdig.outreach.languages import languages_of
from tijdig.outreach.letters.card import Card, Uncardable, render_sheets
from tijdig.outreach.letters.letter import Afzender
from tijdig.outreach.letters.templates import TemplateFault
from tijdig.outreach.models import Bezoekronde
from tijdig.outreach.recipients import Obstacle
from tijdig.outreach.reply.codes import ReplyCode
from tijdig.outreach.shelf import DUTCH, shelf_on
from tijdig.outreach.visits.doors import doors_of_round
from tijdig.refusals import Refused

NOT_HOME = "niet_thuis"


def card_sheets(
    ronde: Bezoekronde, codes: Mapping[int, ReplyCode], *, gemeente: Gemeente, today: date
) -> bytes:
    """The cards of these doors (by id), in the order of the round, as a PDF/UA. Errors: Refused."""
    cards = cards_of(ronde, codes, gemeente=gemeente, today=today)
    title = f"Kaarten voor niet thuis, {ronde.plan.dag:%d-%m-%Y}, team {ronde.nummer}"
    try:
        return render_sheets(cards, title=title, day=ronde.plan.dag)
    except Uncardable as fault:
        raise Refused(f"De kaarten kunnen niet worden gemaakt. {fault}") from None


def cards_of(
    ronde: Bezoekronde, codes: Mapping[int, ReplyCode], *, gemeente: Gemeente, today: date
) -> list[Card]:
    """What stands on them: in the language of each zaak, when the gemeente wrote a text in it (R-OUT-3)."""
    sender, shelf = _sender(ronde, gemeente), shelf_on(today)
    doors = [door for door in doors_of_round(ronde, today) if not door.verboden and door.bezoek.pk in codes]
    languages = languages_of([door.bezoek.zaak_id for door in doors])
    try:
        texts = {taal: shelf.get(NOT_HOME, taal) for taal in {DUTCH, *languages.values()}}
    except TemplateFault:
        raise Refused(Obstacle.TEMPLATE.value) from None
    return [
        Card(sjabloon=texts[languages.get(door.bezoek.zaak_id, DUTCH)], afzender=sender,
             reactiecode=code.code, reactieadres=code.address, reactie_url=code.url,
             voet=f"Voor de huisbezoeker: deur {door.bezoek.volgorde or ''}, {door.adres}")
        for door in doors if (code := codes[door.bezoek.pk])
    ]  # fmt: skip


def _sender(ronde: Bezoekronde, gemeente: Gemeente) -> Afzender:
    """Who stood at the door; the gemeente fills the gaps."""
    walker = ronde.bezoeker
    return Afzender(
        gemeente=f"Gemeente {gemeente.naam}", afdeling=gemeente.afdeling, adresregels=(), medewerker=str(walker),
        telefoon=walker.telefoon_direct or gemeente.telefoon, email=gemeente.email or walker.email,
        openingstijden=gemeente.openingstijden, privacypagina=gemeente.privacypagina,
    )  # fmt: skip

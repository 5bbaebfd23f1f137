"""Cards of A6: the cheerful one and the one for at the door. Values are data, never source. R-OUT-3, R-OUT-5."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst

from tijdig.outreach.letters.letter import Afzender, Letter
from tijdig.outreach.letters.render import EMBEDDED
from tijdig.outreach.letters.templates import MERGE_FIELDS, Alineasoort, MissingField, Sjabloon, fill
from tijdig.rules.messages import one_line

SOURCE = Path(__file__).parent / "kaart.typ"


class Uncardable(ValueError):
    """The card cannot be made; the reason is Dutch, without what stands on it."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One card. `adres`: the lines on the side of the post; empty for a card that is left at the door."""

    sjabloon: Sjabloon
    afzender: Afzender
    reactiecode: str = ""
    reactieadres: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)
    adres: tuple[str, ...] = ()


def card_of(letter: Letter) -> Card:
    """The letter of a run as a card for the post: who sent it stands on it, and nothing of why."""
    to = letter.geadresseerde
    lines = (to.naam, to.ter_attentie_van, to.adresregel1, to.adresregel2)
    return Card(
        sjabloon=letter.sjabloon, afzender=letter.afzender, reactiecode=letter.reactiecode,
        reactieadres=letter.reactieadres, velden=letter.velden, adres=tuple(line for line in lines if line),
    )  # fmt: skip


def render_card(
    sjabloon: Sjabloon, *, afzender: Afzender, reactiecode: str = "", reactieadres: str = "",
    velden: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """One card as a PDF/UA of one page of A6. Errors: Uncardable."""
    one = Card(sjabloon=sjabloon, afzender=afzender, reactiecode=reactiecode, reactieadres=reactieadres,
               velden=velden or {})  # fmt: skip
    return render_cards([one])


def render_cards(cards: Sequence[Card]) -> bytes:
    """Cards as one PDF/UA: a page each, and a second with the address for the post. Errors: Uncardable."""
    try:
        shown = [_shown(card) for card in cards]
        data = {"title": shown[0]["title"], "author": cards[0].afzender.gemeente, "taal": cards[0].sjabloon.taal,
                "font": EMBEDDED.family, "cards": shown}  # fmt: skip
        made = typst.compile(
            SOURCE, root=SOURCE.parent, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True,
            sys_inputs={"run": json.dumps(data)},
        )  # fmt: skip
    except MissingField as fault:
        raise Uncardable(str(fault)) from None
    except typst.TypstError:
        raise Uncardable("De tekst past niet op de kaart.") from None
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made


def _shown(card: Card) -> dict[str, Any]:
    """What the layout gets. Errors: MissingField."""
    sender = {name: value for name, value in asdict(card.afzender).items() if name in MERGE_FIELDS and value}
    own = {"reactiecode": card.reactiecode, "reactieadres": card.reactieadres}
    values = {**card.sjabloon.standaard, **card.velden, **sender, **own}
    return {
        "title": one_line(fill(card.sjabloon.onderwerp, values)), "code": card.reactiecode,
        "reactieadres": one_line(card.reactieadres), "adres": [line.strip() for line in card.adres],
        "afzender": [card.afzender.gemeente, *card.afzender.adresregels],
        "alineas": [
            {"tekst": one_line(fill(text, values)), "vraag": alinea.soort is Alineasoort.VRAAG}
            for alinea in card.sjabloon.alineas for text in alinea.texts()
        ],
    }  # fmt: skip

"""Cards of A6: the cheerful one and the one for at the door. Values are data, never source. R-OUT-3, R-OUT-5."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from tijdig.outreach.letters.letter import Afzender, Letter
from tijdig.outreach.letters.render import CACHE_AGE, EMBEDDED, midnight, qr_rows
from tijdig.outreach.letters.templates import MERGE_FIELDS, Alineasoort, MissingField, Sjabloon, fill
from tijdig.rules.messages import one_line

SOURCE = Path(__file__).parent / "kaart.typ"
DUTCH = "nl"
_lock = Lock()


class Uncardable(ValueError):
    """The card cannot be made; the reason is Dutch, without what stands on it."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What stands on one card, in the language of its template. Cards of several languages go on one sheet.

    `voet`: for whoever hands it out, small, at the foot of a card on a sheet. `aan`: the lines of the page with the
    address, for a card that goes by post in an envelope with a window.
    """

    sjabloon: Sjabloon
    afzender: Afzender
    reactiecode: str = ""
    reactieadres: str = ""
    reactie_url: str = ""
    voet: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)
    aan: tuple[str, ...] = ()


def card_of(letter: Letter) -> Card:
    """The letter of a run as a card for the post."""
    to = letter.geadresseerde
    lines = (to.naam, to.ter_attentie_van, to.adresregel1, to.adresregel2)
    return Card(
        sjabloon=letter.sjabloon, afzender=letter.afzender, reactiecode=letter.reactiecode,
        reactieadres=letter.reactieadres, reactie_url=letter.reactie_url, velden=letter.velden,
        aan=tuple(line for line in lines if line),
    )  # fmt: skip


def render_post(cards: Sequence[Card], *, title: str, day: date) -> bytes:
    """These cards as a PDF/UA of A6, each with the page of its address behind it. Errors: Uncardable."""
    return _compile(cards, title=title, sheet=False, day=day)


def render_card(card: Card) -> bytes:
    """One card as a PDF/UA of one page of A6. Errors: Uncardable."""
    return _compile([card], title="", sheet=False, day=None)


def render_sheets(cards: Sequence[Card], *, title: str, day: date) -> bytes:
    """These cards as a PDF/UA, four on a sheet of A4 to cut. Errors: Uncardable."""
    return _compile(cards, title=title, sheet=True, day=day)


def _compile(cards: Sequence[Card], *, title: str, sheet: bool, day: date | None) -> bytes:
    made_of = [_as_data(card) for card in cards]
    languages = {card.sjabloon.taal for card in cards}
    data = {
        "title": title or made_of[0]["title"], "author": cards[0].afzender.gemeente,
        "taal": languages.pop() if len(languages) == 1 else DUTCH,
        "font": EMBEDDED.family, "sheet": sheet, "cards": made_of,
    }  # fmt: skip
    fonts = typst.Fonts(include_system_fonts=False)
    with _lock:
        compiler = typst.Compiler(SOURCE, root=SOURCE.parent, font_paths=fonts, ignore_system_fonts=True)
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"card": json.dumps(data)},
                                    timestamp=midnight(day) if day else None)  # fmt: skip
        except typst.TypstError:
            raise Uncardable("De tekst past niet op de kaart.") from None
        finally:  # typst keeps what it made for some compiles; codes and addresses do not stay there
            empty = json.dumps({**data, "cards": []})
            for _ in range(CACHE_AGE + 1):
                compiler.compile(format="svg", sys_inputs={"card": empty})
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made


def _as_data(card: Card) -> dict[str, Any]:
    """Errors: Uncardable when a field is missing."""
    sjabloon = card.sjabloon
    sender = {name: value for name, value in asdict(card.afzender).items() if name in MERGE_FIELDS and value}
    own = {"reactiecode": card.reactiecode, "reactieadres": card.reactieadres}
    values = {**sjabloon.standaard, **card.velden, **sender, **own}
    try:
        return {
            "title": one_line(fill(sjabloon.onderwerp, values)), "code": card.reactiecode, "adres": card.reactieadres,
            "qr": qr_rows(card.reactie_url), "voet": card.voet,
            "taal": sjabloon.taal, "woorden": dict(sjabloon.woorden), "aan": list(card.aan),
            "van": [card.afzender.gemeente, *card.afzender.adresregels],
            "alineas": [
                {"tekst": one_line(fill(text, values)), "vraag": alinea.soort is Alineasoort.VRAAG}
                for alinea in sjabloon.alineas for text in alinea.texts()
            ],
        }  # fmt: skip
    except MissingField as fault:
        raise Uncardable(str(fault)) from None

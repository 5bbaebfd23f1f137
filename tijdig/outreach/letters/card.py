"""Cards of A6: the cheerful one and the one for at the door. Values are data, never source. R-OUT-3, R-OUT-5."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import typst

from tijdig.outreach.letters.letter import Afzender
from tijdig.outreach.letters.render import EMBEDDED
from tijdig.outreach.letters.templates import MERGE_FIELDS, Alineasoort, MissingField, Sjabloon, fill
from tijdig.rules.messages import one_line

SOURCE = Path(__file__).parent / "kaart.typ"


class Uncardable(ValueError):
    """The card cannot be made; the reason is Dutch, without what stands on it."""


def render_card(
    sjabloon: Sjabloon, *, afzender: Afzender, reactiecode: str = "", reactieadres: str = "",
    velden: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """One card as a PDF/UA of one page of A6. Errors: Uncardable."""
    sender = {name: value for name, value in asdict(afzender).items() if name in MERGE_FIELDS and value}
    own = {"reactiecode": reactiecode, "reactieadres": reactieadres}
    values = {**sjabloon.standaard, **(velden or {}), **sender, **own}
    try:
        data = {
            "title": one_line(fill(sjabloon.onderwerp, values)), "author": afzender.gemeente, "taal": sjabloon.taal,
            "font": EMBEDDED.family, "code": reactiecode,
            "alineas": [
                {"tekst": one_line(fill(text, values)), "vraag": alinea.soort is Alineasoort.VRAAG}
                for alinea in sjabloon.alineas for text in alinea.texts()
            ],
        }  # fmt: skip
        made = typst.compile(
            SOURCE, root=SOURCE.parent, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True,
            sys_inputs={"card": json.dumps(data)},
        )  # fmt: skip
    except MissingField as fault:
        raise Uncardable(str(fault)) from None
    except typst.TypstError:
        raise Uncardable("De tekst past niet op de kaart.") from None
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made

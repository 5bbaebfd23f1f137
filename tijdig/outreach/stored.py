"""A letter as it is kept with its Brief, so that the PDF can be made later and again, the same to the byte.

It goes with the retention term: after erasing there is nothing left to print. The code to answer with is not
in it: it is sealed in a table of its own (`reply/codes.py`).
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from tijdig.outreach.letters.letter import Afzender, Geadresseerde, Letter
from tijdig.outreach.letters.templates import Sjabloon
from tijdig.outreach.reply.codes import ReplyCode
from tijdig.rules.postal import PostalPlace

from .models import Brief


def as_stored(letter: Letter) -> dict[str, Any]:
    """What was filled in; the template and its version stand beside it."""
    return {
        "afzender": asdict(letter.afzender),
        "aan": asdict(letter.geadresseerde),
        "aanhef": letter.aanhef,
        "kenmerk": letter.kenmerk,
        "velden": dict(letter.velden),
    }


def letter_of(
    brief: Brief, dag: date, sjablonen: Mapping[tuple[str, str], Sjabloon], code: ReplyCode | None
) -> Letter:
    """The letter again, as it was filled in. `dag`: the day of the run. Errors: KeyError after erasing."""
    kept = brief.gegevens
    aan = {**kept["aan"], "plaats": PostalPlace(**kept["aan"]["plaats"])}
    afzender = {**kept["afzender"], "adresregels": tuple(kept["afzender"]["adresregels"])}
    return Letter(
        sjabloon=sjablonen[(brief.sjabloon, brief.sjabloon_versie)],
        afzender=Afzender(**afzender),
        geadresseerde=Geadresseerde(**aan),
        aanhef=kept["aanhef"],
        datum=dag,
        kenmerk=kept["kenmerk"],
        velden=kept["velden"],
        reactiecode=code.code if code else "",
        reactieadres=code.address if code else "",
        reactie_url=code.url if code else "",
    )

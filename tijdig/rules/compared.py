"""What is compared between gemeenten, as parts that count everybody once (R-MON-5, R-MON-6).

Of every gemeente and quarter the way from signaal to help is cut into seven parts (`Ketendeel`). None overlaps another
and none bounds another, so each can be rounded by itself and nothing follows from the rest. Which figures are sums of
them, and of other cuts: `vergelijkcijfers.py`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

MONTHS_IN_QUARTER = 3


class Ketendeel(StrEnum):
    """A part of the way from signaal to help; a melding is in exactly one of the last six."""

    SIGNAAL_ERBIJ = "signaal_erbij"  # beyond one for each melding: joined to one, or put aside
    NIET_GEPROBEERD = "niet_geprobeerd"
    HULP_ZONDER_POGING = "hulp_zonder_poging"
    NIET_BEREIKT = "niet_bereikt"
    HULP_ZONDER_CONTACT = "hulp_zonder_contact"
    GEEN_HULP = "geen_hulp"
    HULP = "hulp"


K = Ketendeel
MELDING = frozenset(K) - {K.SIGNAAL_ERBIJ}
GEPROBEERD = frozenset({K.NIET_BEREIKT, K.HULP_ZONDER_CONTACT, K.GEEN_HULP, K.HULP})
BEREIKT = frozenset({K.GEEN_HULP, K.HULP})
GEHOLPEN = frozenset({K.HULP_ZONDER_POGING, K.HULP_ZONDER_CONTACT, K.HULP})

# What a gemeente delivers per month to be compared. Of those with a base: what that base is.
AANGELEVERD: Mapping[str, str] = {
    "S1": "", "M1": "", "C4": "M1", "C5A": "M1", "H1A": "M1", "H1G": "C4", "H1C": "C5A", "C7": "", "K3": "M1",
}  # fmt: skip
KETEN = ("S1", "M1", "C4", "C5A", "H1A", "H1G", "H1C")


def parts_of(counts: Mapping[str, int]) -> dict[Ketendeel, int]:
    """The seven parts, from the tellers of one gemeente and quarter (ids of `KETEN`)."""
    signalen, meldingen, tried, reached, helped, helped_tried, helped_reached = (
        counts[name] for name in KETEN
    )
    return {
        K.SIGNAAL_ERBIJ: max(0, signalen - meldingen),
        K.NIET_GEPROBEERD: meldingen - tried - (helped - helped_tried),
        K.HULP_ZONDER_POGING: helped - helped_tried,
        K.NIET_BEREIKT: tried - reached - (helped_tried - helped_reached),
        K.HULP_ZONDER_CONTACT: helped_tried - helped_reached,
        K.GEEN_HULP: reached - helped_reached,
        K.HULP: helped_reached,
    }


def chain_refusal(counts: Mapping[str, int]) -> str | None:
    """Why these tellers cannot be of one gemeente and month, or None."""
    missing = [name for name in KETEN if name not in counts]
    if missing:
        return f"Deze cijfers ontbreken: {', '.join(missing)}."
    wrong = [part.value for part, count in parts_of(counts).items() if count < 0]
    if wrong:
        return f"De tellingen passen niet in elkaar: {', '.join(wrong)} komt onder nul."
    return None


def quarter_of(maand: date) -> date:
    """The first month of its quarter."""
    return date(maand.year, maand.month - (maand.month - 1) % MONTHS_IN_QUARTER, 1)

"""What is compared between gemeenten, as sums of parts that count everybody once (R-MON-5, R-MON-6).

Of every gemeente and quarter the way from signaal to help is cut into seven parts (`Ketendeel`). None overlaps another
and none bounds another, so each can be rounded by itself and nothing follows from the rest: that is why the types of
partner and of help are not here. Every figure is a sum of parts over a sum of parts, or over residents.
Source of the figures: Divosa Monitor (yearly report over 2021), three rates of contact and three of help.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .funnel import Schaal

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Vergelijkcijfer:
    """One figure that is compared. `noemer` None: residents, and then the figure is per 1,000 a month."""

    id: str
    naam: str
    zin: str  # what it says of a gemeente: "bereikt … van de meldingen"
    delen: frozenset[Ketendeel]
    noemer: frozenset[Ketendeel] | None

    @property
    def schaal(self) -> Schaal:
        return Schaal.AANDEEL if self.noemer is not None else Schaal.VERHOUDING


CIJFERS = {
    cijfer.id: cijfer
    for cijfer in (
        Vergelijkcijfer(
            id="C5A", naam="Bereikt, van alle meldingen", zin="Bereikt van alle meldingen",
            delen=BEREIKT, noemer=MELDING,
        ),
        Vergelijkcijfer(
            id="C5G", naam="Bereikt, van de geprobeerde", zin="Bereikt van de meldingen met een poging",
            delen=BEREIKT, noemer=GEPROBEERD,
        ),
        Vergelijkcijfer(
            id="C4", naam="Hulpaanbod gedaan", zin="Een poging bij de meldingen", delen=GEPROBEERD, noemer=MELDING
        ),
        Vergelijkcijfer(
            id="H1A", naam="Hulp aanvaard, van alle meldingen", zin="Hulp aanvaard van alle meldingen",
            delen=GEHOLPEN, noemer=MELDING,
        ),
        Vergelijkcijfer(
            id="H1G", naam="Hulp aanvaard, van de geprobeerde", zin="Hulp aanvaard van de meldingen met een poging",
            delen=frozenset({K.HULP, K.HULP_ZONDER_CONTACT}), noemer=GEPROBEERD,
        ),
        Vergelijkcijfer(
            id="H1C", naam="Hulp aanvaard, van de bereikte", zin="Hulp aanvaard van de bereikte meldingen",
            delen=frozenset({K.HULP}), noemer=BEREIKT,
        ),
        Vergelijkcijfer(
            id="S2", naam="Signalen per 1.000 inwoners", zin="Signalen per 1.000 inwoners per maand",
            delen=frozenset(K), noemer=None,
        ),
        Vergelijkcijfer(
            id="M1I", naam="Meldingen per 1.000 inwoners", zin="Meldingen per 1.000 inwoners per maand",
            delen=MELDING, noemer=None,
        ),
    )
}  # fmt: skip

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

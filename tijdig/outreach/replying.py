"""What a letter, card, SMS or e-mail tells about replying: the one seam with the reply page (R-OUT-6).

Until that page is there, nobody has a code and every template works without one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`code` to type at `adres`; `url` is what the QR holds."""

    code: str = ""
    adres: str = ""
    url: str = ""


NO_REPLY = Reply()


def replies_of(zaken: Sequence[int]) -> Mapping[int, Reply]:
    """How the resident of each zaak (by id) can reply; a zaak that is not in it has no code."""
    return {}

"""Why something may not be done with figures: a sentence, or None."""

from .models import Cijferlevering

LONGEST = 80


def withdraw_refusal(levering: Cijferlevering) -> str | None:
    """Of a reading."""
    return "Deze cijfers zijn al ingetrokken." if levering.ingetrokken_op else None


def refusal_to(ontvanger: str) -> str | None:
    """Of handing over exact counts."""
    if not ontvanger.strip():
        return "Noem wie de exacte aantallen krijgt."
    return f"Noem de ontvanger in hoogstens {LONGEST} tekens." if len(ontvanger) > LONGEST else None

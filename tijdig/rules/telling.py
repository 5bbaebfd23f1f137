"""Words that tell a bystander why we write or come (R-OUT-3, R-OUT-5). Source: own choice, from Leidraad 4.3."""

import re

_TELLING = re.compile(
    r"\b\w*(?:schuld|achterstand|incasso|betaal|betalen|rekening|wanbetal|deurwaarder|melder)\w*",
    re.IGNORECASE,
)


def telling_word(text: str) -> str:
    """The first word that tells it, as it stands there; empty when there is none."""
    found = _TELLING.search(text)
    return found[0] if found else ""

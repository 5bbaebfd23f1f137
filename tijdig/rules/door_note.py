"""What those who walk must know at one door, in a few words about the place: a dog, a dark stairwell (R-OUT-5).

It is not the safety list (R-ADM-6), and no place for a judgement of a person or for why somebody is visited: it is
read on a phone in the street. Source: R-OUT-5, AVG art. 5 lid 1 onder c; the words are our own choice.
"""

import re

from tijdig.rules.telling import telling_word

LONGEST = 100  # signs: what one reads in a glance
_DANGER = re.compile(
    r"\b\w*(?:agress|geweld|dreig|wapen|gevaarlijke (?:man|vrouw|bewoner))\w*", re.IGNORECASE
)
_JUDGEMENT = re.compile(
    r"\b(?:verslaa\w*|alcohol\w*|dronk\w*|drugs\w*|junk\w*|psych\w*|verward\w*|gek(?:ke)?|depress\w*|dement\w*|ziek\w*"
    r"|handicap\w*|lui(?:e)?|onbetrouwba\w*|lieg\w*|leugen\w*|vies|vieze|smerig\w*|asociaal|asociale|crimine\w*"
    r"|verdacht\w*|buitenland\w*|allochto\w*|vluchteling\w*|moslim\w*|zwanger\w*|zielig\w*|onbeschoft\w*)\b",
    re.IGNORECASE,
)  # fmt: skip
_NUMBER = re.compile(r"(?:\+?\d[\s-]?){8,}")


def refusal_of_door_note(text: str) -> str | None:
    """Why this may not stand at a door, or None. An empty text takes the note away.

    It warns whoever writes; a closed list of words can be talked round, so the page says what the note is for.
    """
    if len(text.strip()) > LONGEST:
        return f"Schrijf het korter: hoogstens {LONGEST} tekens."
    if _DANGER.search(text):
        return "Gaat het om agressie? Meld het aan uw teamleider, voor de veiligheidslijst. Dan gaat er niemand langs."
    if found := telling_word(text):
        return f"Het woord ‘{found}’ vertelt waarom u komt. Schrijf alleen wat er bij de deur is."
    if match := _JUDGEMENT.search(text):
        return f"Het woord ‘{match[0]}’ gaat over een mens. Schrijf alleen wat er bij de deur is."
    if _NUMBER.search(text):
        return "Schrijf hier geen telefoonnummer of ander nummer van een inwoner."
    return None

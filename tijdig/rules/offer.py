"""What is an offer of help, and what is a first conversation (R-TRM-1, R-TRM-2, R-ADM-5).

Source: Wgs art. 3 lid 1 onder b, 4 lid 1; Leidraad vroegsignalering 2025, 8.5.1 to 8.5.3. An offer is made when it
reached the door: a letter, card, e-mail or message that did not come back, or somebody who was spoken to. A call
that nobody answered offers nothing. A conversation is speech: by telephone, at the door or at a location; a letter
that was answered is none.
"""

from tijdig.rules.terms import Bereikt, Contactsoort

SCHRIFTELIJK = frozenset(
    {Contactsoort.BRIEF, Contactsoort.KAART, Contactsoort.EMAIL, Contactsoort.SMS_WHATSAPP}
)
GESPROKEN = frozenset({Contactsoort.TELEFOON, Contactsoort.HUISBEZOEK, Contactsoort.AFSPRAAK_OP_LOCATIE})


def is_offer(soort: Contactsoort, bereikt: Bereikt, *, retour: bool) -> bool:
    """Did this attempt bring the offer to the door? `retour`: nothing of it arrived."""
    return bereikt is Bereikt.JA or (soort in SCHRIFTELIJK and not retour)


def is_conversation(soort: Contactsoort, bereikt: Bereikt) -> bool:
    """Was this attempt a conversation with the resident?"""
    return bereikt is Bereikt.JA and soort in GESPROKEN

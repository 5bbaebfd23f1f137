"""What counts as an offer and as a conversation: every kind of attempt, every answer (R-TRM-1, R-ADM-5)."""

import pytest

from tijdig.rules.offer import is_conversation, is_offer
from tijdig.rules.terms import Bereikt, Contactsoort

C = Contactsoort
# Offered when nobody answered and it arrived, offered when it came back, a conversation when somebody was reached.
KINDS = {
    C.BRIEF: (True, False, False),
    C.KAART: (True, False, False),
    C.EMAIL: (True, False, False),
    C.SMS_WHATSAPP: (True, False, False),
    C.TELEFOON: (False, False, True),
    C.HUISBEZOEK: (False, False, True),
    C.AFSPRAAK_OP_LOCATIE: (False, False, True),
    C.ANDERS: (False, False, False),
}


def test_the_table_names_every_kind_of_attempt() -> None:
    assert KINDS.keys() == set(Contactsoort)


@pytest.mark.parametrize("soort", KINDS)
@pytest.mark.parametrize("bereikt", list(Bereikt))
def test_what_reached_the_door_is_an_offer_and_what_was_spoken_a_conversation(
    soort: Contactsoort, bereikt: Bereikt
) -> None:  # R-TRM-1, R-TRM-2, R-ADM-5
    arrived, returned, spoken = KINDS[soort]
    reached = bereikt is Bereikt.JA
    assert is_offer(soort, bereikt, retour=False) is (arrived or reached)
    assert is_offer(soort, bereikt, retour=True) is (returned or reached)
    assert is_conversation(soort, bereikt) is (spoken and reached)

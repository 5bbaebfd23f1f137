"""What NotifyNL refuses is told with what to do, without a number or an address (R-OUT-3)."""

import pytest

from tijdig.connectors.http import Answer
from tijdig.connectors.notify.client import why_not


@pytest.mark.parametrize(
    ("said", "says"),
    [  # R-OUT-3: the messages of the description of NotifyNL; the number in them is not repeated
        ("phone_number Not enough digits", "Het nummer of e-mailadres klopt niet"),
        ("email_address Not a valid email address", "Het nummer of e-mailadres klopt niet"),
        ("Can't send to this recipient using a team-only API key", "staat nog op proef"),
        ("Can't send to this recipient when service is in trial mode", "staat nog op proef"),
        ("Template not found", "Het sjabloon bij NotifyNL klopt niet"),
        ("Missing personalisation: tekst", "Het sjabloon bij NotifyNL klopt niet"),
        ("Something about 0612345678", "meld dit aan de beheerder (code 400)"),
    ],
)
def test_a_refusal_says_what_to_do(said: str, says: str) -> None:
    why = why_not(
        Answer(
            status=400, body={"errors": [{"error": "BadRequestError", "message": said}], "status_code": 400}
        )
    )
    assert says in why
    assert "06" not in why
    assert len(why) <= 120


@pytest.mark.parametrize("body", [None, "", [], {"errors": "x"}, {"errors": ["x"]}])
def test_a_refusal_in_another_form_is_still_told(body: object) -> None:
    assert "(code 413)" in why_not(Answer(status=413, body=body))

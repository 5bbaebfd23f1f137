"""A refusal is a sentence. The page shows it in place of the button; the act raises it."""


class Refused(Exception):
    """What was asked may not be done. The message is plain Dutch, meant for the user, without personal data."""


def require(*refusals: str | None) -> None:
    """Raise the first refusal there is. Errors: Refused."""
    for refusal in refusals:
        if refusal is not None:
            raise Refused(refusal)

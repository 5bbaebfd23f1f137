"""What can go wrong with a question to the BRP: it is refused, or there is no answer.

Neither is ever *not found*. The texts carry codes and names of parameters, never a value.
"""


class BrpError(Exception):
    """A question to the BRP got no answer that can be used."""


class BrpRefused(BrpError):
    """The question itself is wrong or not allowed; asking again does not help.

    `status` is the HTTP status, or None when the question was not even sent. `code` is the code of the answer
    (`paramsValidation`, `autorisation`, ...), `parameters` the names of the parameters at fault.
    """

    def __init__(self, *, status: int | None, code: str, parameters: tuple[str, ...] = ()) -> None:
        self.status = status
        self.code = code
        self.parameters = parameters
        where = f" ({', '.join(parameters)})" if parameters else ""
        super().__init__(
            f"De BRP weigert de vraag: {code or 'zonder code'}{where}, status {status or 'geen'}."
        )


class BrpUnavailable(BrpError):
    """The BRP gave no usable answer, also not after trying again. The work waits and is tried later.

    `retry_after` is what the BRP asked us to wait, in seconds, if it said so.
    """

    def __init__(self, *, reason: str, attempts: int, retry_after: float | None = None) -> None:
        self.reason = reason
        self.attempts = attempts
        self.retry_after = retry_after
        super().__init__(f"De BRP antwoordt niet: {reason}, na {attempts} keer proberen.")

"""What a log may say of an error: where it arose and of which kind, never its words (R-BEW-4).

The words of others hold values: a database that refuses a row prints the row, and a number that cannot be read stands
in the message. Our own errors say nothing about a person, so theirs stay.
"""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

OURS = "tijdig."

type ExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)  # as logging hands it over


class WithoutWords(logging.Formatter):
    """A formatter that prints the places and the kinds of an error and of those before it."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (named by logging)
        _, error, _ = ei
        return "\n".join(_told(error)) if error is not None else ""


def _told(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "=>"  # and that led to
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _told(one)
        yield "+"  # together
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield _kind_of(error)


def _kind_of(error: BaseException) -> str:
    """The name of its class; of an error of the database also its code and which constraint it was."""
    module = type(error).__module__
    name = f"{module}.{type(error).__qualname__}"
    if module.startswith(OURS):
        return f"{name}: {error}"
    said: Any = getattr(error, "diag", None)
    facts = (
        getattr(error, "sqlstate", ""),
        getattr(said, "table_name", ""),
        getattr(said, "constraint_name", ""),
    )
    return " ".join([name, *(str(fact) for fact in facts if fact)])

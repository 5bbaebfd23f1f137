"""No personal data in the logs, also not when something goes wrong (R-BEW-4)."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tijdig.refusals import Refused

SECRET = "Geheimstraat"


def logged(error: Exception) -> str:
    """What a log says of this error, as the settings make it."""
    how = dict(settings.LOGGING["formatters"]["plain"])  # a copy: it is emptied by being used
    made = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(how)
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(made)
    try:
        raise error
    except Exception as raised:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "Internal Server Error: %s", ("/zaken/1/",),
            (type(raised), raised, raised.__traceback__),
        )  # fmt: skip
        handler.emit(record)
    return out.getvalue()


@pytest.mark.django_db
def test_a_value_that_the_database_refuses_is_not_printed() -> None:
    """Of a table with row security PostgreSQL prints no row, but a value that it cannot read it does."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select %s::int", [SECRET])
    assert SECRET in str(refused.value), "else this test proves nothing"
    told = logged(refused.value)
    assert SECRET not in told
    assert "InvalidTextRepresentation 22P02" in told, "what is wrong can still be found"
    assert "test_logs.py" in told


@pytest.mark.parametrize(
    "error", [ValueError(SECRET), KeyError(SECRET), ExceptionGroup(SECRET, [ValueError(SECRET)])]
)
def test_the_words_of_others_are_left_out(error: Exception) -> None:
    assert SECRET not in logged(error)
    assert type(error).__name__ in logged(error)


def test_our_own_words_stay() -> None:
    assert "Kies een team." in logged(Refused("Kies een team."))


@pytest.mark.parametrize("name", ["httpx", "httpcore"])
def test_addresses_that_we_ask_others_for_are_not_logged(name: str) -> None:
    """A question to the BAG has the address of a resident in it; also when the installation logs more."""
    assert settings.LOGGING["loggers"][name]["level"] == "WARNING"

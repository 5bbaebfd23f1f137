"""Fixtures that every test may use. Plain functions that make things are in `tests/make.py`."""

import os
import secrets
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tijdig.__main__ import prepare_environment  # noqa: E402 (the path comes first)

# The same in every checkout: public figures are rounded by chance drawn from it, and a test must not fail by chance.
os.environ["TIJDIG_SLEUTEL"] = "for tests only: the same in every checkout"
os.environ.setdefault("TIJDIG_TESTRUN", secrets.token_hex(5))  # the processes of one run inherit it
prepare_environment()

from tests import databases  # noqa: E402 (needs the environment)

# No test fails for being slow: timings stand in the measurements, not here.
settings.register_profile("tijdig", deadline=None)
settings.load_profile("tijdig")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """No test speaks to anything but loopback."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in LOOPBACK:
            raise AssertionError("a test tried to reach the network")
        return connect(self, address)  # type: ignore[arg-type]

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """One copy of the migrated template for all tests that roll back."""
    with databases.copy_of_template() as name, ConnectedTo(name, django_db_blocker):
        yield


@pytest.fixture
def real_db(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A database of its own, where transactions really commit: for workers, browsers and crashes."""
    with (
        databases.copy_of_template() as name,
        ConnectedTo(name, django_db_blocker),
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
    ):
        yield name


class ConnectedTo:
    """Point Django's one connection at a database, and back."""

    def __init__(self, name: str, blocker: object) -> None:
        self.name, self.blocker = name, blocker

    def __enter__(self) -> None:
        from django.db import connection

        self.before = connection.settings_dict["NAME"]
        self._switch(self.name)

    def __exit__(self, *_: object) -> None:
        self._switch(self.before)

    def _switch(self, name: str) -> None:
        from django.db import connection

        with self.blocker.unblock():  # type: ignore[attr-defined]
            connection.close()
            connection.close_pool()
        connection.settings_dict["NAME"] = name
        os.environ["DATABASE_URL"] = databases.url_for(os.environ["DATABASE_URL"], name)


@pytest.fixture
def shared() -> Path:
    """The given material beside the checkout; tests that need it skip without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder 'shared' with the given material does not lie beside the checkout")
    return folder


@pytest.fixture
def today() -> date:
    return date(2026, 11, 22)


TAKE_MINUTES = ("tests/reliability/", "tests/journeys/test_month_of_a_team.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(TAKE_MINUTES))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The first process, which waits for the others, drops what they shared."""
    if hasattr(session.config, "workerinput"):
        return
    databases.drop_of_this_run()

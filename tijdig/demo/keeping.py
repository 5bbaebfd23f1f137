"""What the demo remembers between two starts: its logins, and the persons of its fake BRP."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from allauth.mfa.totp.internal.auth import generate_totp_secret

from tijdig.database import var_folder
from tijdig.demo.stage import new_password


@dataclass(frozen=True)
class Logins:
    """One password and one second factor for all players: it is a demo, on loopback."""

    password: str
    totp_secret: str


def folder() -> Path:
    path = var_folder() / "demo"
    path.mkdir(parents=True, exist_ok=True)
    return path


def logins() -> Logins:
    """The logins of this demo; made the first time, and kept with mode 600."""
    path = folder() / "logins.json"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(Logins(new_password(), generate_totp_secret()))))
    return Logins(**json.loads(path.read_text()))

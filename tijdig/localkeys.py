"""Keys of a local installation: made once, kept under var/ with mode 600. Production sets them in the environment."""

import json
import secrets

from tijdig.database import var_folder


def local_key(name: str) -> str:
    """The key with this name; made when it is not there yet."""
    path = var_folder() / "keys.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    keys: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if name not in keys:
        keys[name] = secrets.token_urlsafe(48)
        path.touch(mode=0o600)
        path.write_text(json.dumps(keys))
    return keys[name]

"""How one gemeente reaches the BRP.

Almost always through its own gateway, so names of headers, authentication and purpose differ per gemeente
and none of them is fixed in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

type Headers = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class OAuthConfig:
    """OAuth 2.0 client credentials. `extra` holds what a gateway asks besides, such as `resourceServer`."""

    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class BrpConfig:
    """Where to ask, as whom, and how patiently.

    `base_url` is the address without `/personen`. `headers` holds fixed values, or templates with
    `{gebruiker}` and `{verwerking}`. `pause_seconds` is the first pause before trying again; later ones
    grow up to `longest_pause_seconds`. `parallel` is the number of requests that may be under way at once,
    over all threads. `buitengemeentelijk` says that the gemeente may also ask about persons outside it. `ca`,
    `certificate` and `certificate_key` are paths of PEM files.
    """

    base_url: str
    api_key: str = field(default="", repr=False)
    api_key_header: str = "X-API-KEY"
    oauth: OAuthConfig | None = None
    headers: Headers = field(default_factory=dict, repr=False)
    timeout_seconds: float = 10.0
    attempts: int = 5
    pause_seconds: float = 1.0
    longest_pause_seconds: float = 60.0
    parallel: int = 8
    buitengemeentelijk: bool = False
    ca: str = ""
    certificate: str = ""
    certificate_key: str = ""

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("https://", "http://")):
            raise ValueError("Het adres van de BRP moet met https:// of http:// beginnen.")
        if self.attempts < 1 or self.parallel < 1 or self.timeout_seconds <= 0:
            raise ValueError(
                "Pogingen, gelijktijdige vragen en wachttijd van de BRP moeten groter dan nul zijn."
            )

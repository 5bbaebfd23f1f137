"""The BRP, asked over Haal Centraal BRP Personen bevragen 2.7. Start at `client.py`."""

from tijdig.connectors.brp.client import BrpClient, SearchAnswer
from tijdig.connectors.brp.config import BrpConfig, OAuthConfig
from tijdig.connectors.brp.errors import BrpError, BrpRefused, BrpUnavailable
from tijdig.connectors.brp.parallel import map_bounded
from tijdig.connectors.brp.persons import Persoon, PersoonBeperkt
from tijdig.connectors.brp.queries import READ_FIELDS, RESIDENCE_FIELDS, SEARCH_FIELDS, without_diacritics

__all__ = [
    "READ_FIELDS",
    "RESIDENCE_FIELDS",
    "SEARCH_FIELDS",
    "BrpClient",
    "BrpConfig",
    "BrpError",
    "BrpRefused",
    "BrpUnavailable",
    "OAuthConfig",
    "Persoon",
    "PersoonBeperkt",
    "SearchAnswer",
    "map_bounded",
    "without_diacritics",
]

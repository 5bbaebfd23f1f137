"""The connections to BRP and SHV as the environment and the gemeente set them. Off: a person, or an uploaded list."""

from typing import Any

from django.conf import settings

from tijdig.accounts.models import Gemeente
from tijdig.connectors.brp.client import BrpClient
from tijdig.connectors.brp.config import BrpConfig, OAuthConfig
from tijdig.connectors.shv import ShvClient, ShvConfig

VERWERKING = "Vroegsignalering van schulden"


def brp_client(gemeente: Gemeente) -> BrpClient | None:
    """A client for this gemeente, or None when it has no link (R-BRP-1: then a person does the check)."""
    if not gemeente.brp_koppeling or not settings.BRP["base_url"]:
        return None
    return BrpClient(_config(gemeente))


def shv_client(gemeente: Gemeente) -> ShvClient | None:
    """A client for this gemeente, or None when it uploads a list (R-SHV-3)."""
    shv: dict[str, Any] = dict(settings.SHV)
    return ShvClient(ShvConfig(**shv)) if gemeente.shv_koppeling and shv["base_url"] else None


def _config(gemeente: Gemeente) -> BrpConfig:
    brp: dict[str, Any] = dict(settings.BRP)
    return BrpConfig(
        base_url=brp["base_url"],
        api_key=brp["api_key"],
        api_key_header=brp["api_key_header"],
        oauth=_oauth(),
        headers=dict(item.split("=", 1) for item in brp["headers"]),
        timeout_seconds=brp["timeout_seconds"],
        attempts=brp["attempts"],
        pause_seconds=brp["pause_seconds"],
        parallel=brp["parallel"],
        buitengemeentelijk=gemeente.brp_buiten_gemeente,
    )


def _oauth() -> OAuthConfig | None:
    brp: dict[str, Any] = dict(settings.BRP)
    if not brp["token_url"]:
        return None
    extra = {"resourceServer": brp["resource_server"]} if brp["resource_server"] else {}
    return OAuthConfig(
        token_url=brp["token_url"], client_id=brp["client_id"], client_secret=brp["client_secret"],
        scope=brp["scope"], extra=extra,
    )  # fmt: skip

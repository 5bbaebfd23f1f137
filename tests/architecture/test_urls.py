"""Every page names the right it needs (R-ROL-1)."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# What others wrote guards itself: logging in must be possible without being logged in.
OTHERS = ("allauth.", "django.contrib.staticfiles.", "django.views.static")
# Ours without a log-in, each with its reason.
BY_CODE = (
    "for residents, who have no account; shows nothing without a valid code, and then no person (R-OUT-6)"
)
OPEN = {
    "inwoner_start": BY_CODE,
    "inwoner_by_code": BY_CODE,
    "inwoner_antwoord": BY_CODE,
    "inwoner_kies": BY_CODE,
    "inwoner_klaar": BY_CODE,
    "inwoner_onbekend": "for residents whose code does not work: the public numbers of the gemeenten",
    "inwoner_te_vaak": "for whoever tried too many codes: the public numbers of the gemeenten",
    "inwoner_sluit": "takes the cookie of the reply page away, and does nothing else",
    "taal_kiezen": "chooses the language of the pages, also at the log-in; shows nothing and opens nothing",
    "account_reset_password": "says whom to ask for a new password; does nothing",
    "health": "asked by the machine that keeps the process alive; says whether it answers, and nothing else",
    "ddas_token": "gives a token for the secret of a client, and nothing without it (R-MON-9)",
    "ddas_gegevens": "called by CBS with that token; without it it says nothing (R-MON-9)",
    "ddas_beschrijving": "describes the API; holds nothing of a gemeente",
    "notify_melding": "called by NotifyNL with the bearer token that we gave it; without the token it says nothing",
}

EXAMPLES = {"int": "1", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "str": "x", "path": "x"}


def _patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


@cache
def _ours() -> dict[str, URLPattern]:
    found = _patterns(get_resolver())
    return {route: entry for route, entry in found if not entry.callback.__module__.startswith(OTHERS)}


def test_every_page_names_the_right_it_needs() -> None:  # R-ROL-1
    unguarded = [
        route for route, entry in _ours().items()
        if entry.name not in OPEN and not hasattr(entry.callback, "needs_rights")
    ]  # fmt: skip
    assert not unguarded, "decorate with tijdig.accounts.gate.needs(...)"


def test_every_page_has_a_name() -> None:
    assert not [route for route, entry in _ours().items() if not entry.name]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_log_in(client: Client, method: str) -> None:  # R-ROL-1
    let_in = []
    for route, entry in _ours().items():
        if entry.name in OPEN or "(?P" in route:
            continue
        answer = getattr(client, method)(_example_of(entry, route))
        to_log_in = answer.status_code == 302 and "/login/" in answer.headers["Location"]
        if not to_log_in and answer.status_code != 405:
            let_in.append(f"{route}: {answer.status_code}")
    assert not let_in


def _example_of(entry: URLPattern, route: str) -> str:
    """The address with something plausible in each place."""
    parts = route.split("<")
    return parts[0] + "".join(
        EXAMPLES.get(place.split(":")[0] if ":" in place.split(">")[0] else "str", "x")
        + place.split(">", 1)[1]
        for place in parts[1:]
    )

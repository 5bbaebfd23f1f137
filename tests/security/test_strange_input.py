"""Whatever stands in an address or a form, the answer is a page, never an error of the server."""

from typing import Any

import pytest
from django.test import Client

from tests.security import test_other_gemeente as elsewhere
from tests.security.test_other_gemeente import address_for, our_patterns

pytestmark = pytest.mark.django_db
theirs, spy = elsewhere.theirs, elsewhere.spy

NAMES = (
    "bakje", "status", "soort", "term", "stap", "behandelaar", "zoek", "plan", "team", "sort", "vanaf", "tot",
    "van", "zaak", "wijk", "stand", "partner", "page", "wat", "onderwerp", "wie", "dag", "dagdeel", "teams",
    "jaar", "cijfer", "naar", "met", "definitie", "naast", "groep", "ids", "kies", "reden", "code", "client_id",
    "client_secret", "grant_type", "vraag", "sms", "tekst", "versie", "aan", "doe", "vanuit", "naam", "username",
    "login", "password", "taal", "terug", "vorm", "afspraak", "gemeente", "zegel", "keuze", "moment", "telefoon",
)  # fmt: skip


@pytest.mark.parametrize("value", ["\x00", "9" * 5_000, "²", "\ud800".encode("utf-8", "surrogatepass")])
def test_no_value_is_too_strange(spy: Client, theirs: dict[str, Any], value: Any) -> None:
    sent = dict.fromkeys(NAMES, value)
    wrong = []
    spy.raise_request_exception = False
    for path, _ in our_patterns():
        address = address_for(path, theirs)
        for method in (spy.get, spy.post):
            if method(address, sent).status_code >= 500:
                wrong.append(f"{method.__name__} {address}")
    assert not wrong

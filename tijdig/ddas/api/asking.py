"""What is asked: read strictly, and signed by who asks (R-MON-9)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography import x509
from django.http import HttpRequest
from django.utils import timezone

from tijdig.connectors.jades import NotSigned, check, digest_of
from tijdig.ddas.actions.deliver import Vraag
from tijdig.ddas.models import Ddasafnemer
from tijdig.rules.ddas_form import read_day
from tijdig.rules.ddas_lists import Uitwisseling
from tijdig.rules.ddas_paging import refusal_of_period

from .problems import Problem

LARGEST_REQUEST = 10_000
FIELDS = {
    "aanleverperiodeStartdatum": date,
    "aanleverperiodeEinddatum": date,
    "aanleverendeOrganisatie": str,
    "aanleverende_organisatie": str,  # API 1.0.0
    "page": int,
    "pageSize": int,
}
LONGEST_NAME = 200
SIGNATURE = "nlgov-adr-payload-sig"


@dataclass(frozen=True, kw_only=True)
class Aanvraag:
    """Which data, and which page of them."""

    vraag: Vraag
    organisatie: str
    pagina: int
    paginagrootte: int

    @property
    def code(self) -> str:
        """The question without the page: the same question later on the day goes on with the same pages."""
        v = self.vraag
        return f"{v.van} {v.tot} {v.versie} {self.paginagrootte} {self.organisatie}"[:300]


def check_signature(request: HttpRequest, afnemer: Ddasafnemer) -> None:
    """Errors: Problem 400 when the digest or the signature is missing or not right.

    An afnemer whose certificate nobody laid down does not sign: that is for a trial, and the digest counts then too.
    """
    digest = request.headers.get("Digest", "")
    try:
        if afnemer.certificaat:
            check(
                request.body,
                digest=digest,
                signature=request.headers.get(SIGNATURE, ""),
                certificate=x509.load_pem_x509_certificate(afnemer.certificaat.encode()),
                now=timezone.now(),
            )
        elif digest and digest != digest_of(request.body):
            raise NotSigned("De header Digest past niet bij de inhoud.")
    except NotSigned as error:
        raise Problem(400, "Handtekening klopt niet", str(error)) from error


def read_aanvraag(body: bytes, *, usual: Vraag, uitwisseling: Uitwisseling) -> Aanvraag:
    """Errors: Problem 400 for what is not in the description, 422 for a period over which nothing is delivered."""
    asked = _values(body)
    vraag = Vraag(
        van=asked.get("aanleverperiodeStartdatum", usual.van),
        tot=asked.get("aanleverperiodeEinddatum", usual.tot),
        versie=usual.versie,
    )
    refusal = refusal_of_period(vraag.van, vraag.tot)
    if refusal:
        raise Problem(422, "Periode kan niet", refusal)
    return Aanvraag(
        vraag=vraag,
        organisatie=asked.get("aanleverendeOrganisatie", asked.get("aanleverende_organisatie", "")),
        pagina=asked.get("page", 1),
        paginagrootte=min(
            asked.get("pageSize", uitwisseling.signalen_per_pagina), uitwisseling.signalen_per_pagina
        ),
    )


def _values(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body[: LARGEST_REQUEST + 1]) if body.strip() else {}
    except ValueError as error:
        raise _wrong("Het verzoek is geen leesbare JSON.") from error
    if not isinstance(raw, dict):
        raise _wrong("Het verzoek hoort een object te zijn.")
    strange = sorted(raw.keys() - FIELDS.keys())
    if strange:
        raise _wrong("Het verzoek heeft een veld dat niet in de beschrijving staat.")
    return {name: _value(name, value) for name, value in raw.items()}


def _value(name: str, value: object) -> Any:
    found = _READ[FIELDS[name]](value)
    if found is None:
        raise _wrong(f"Het veld {name} heeft een waarde die niet past.")
    return found


def _positive(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None


def _short(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST_NAME else None


_READ: dict[type, Callable[[object], Any | None]] = {date: read_day, int: _positive, str: _short}


def _wrong(detail: str) -> Problem:
    return Problem(400, "Ongeldig verzoek", detail)

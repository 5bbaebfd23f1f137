"""What a gemeente decided on a page, read as if it were files (ADR 9).

The fingerprint of all texts in force stands on the gemeente. It is worked out from the texts themselves, so that a
process that has seen it once never mistakes one policy for another: not after a rollback, not beside another process.
"""

from collections.abc import Iterable
from hashlib import sha256

from tijdig.accounts.context import looking_into
from tijdig.policies.folder import read_file
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.reading import Bestand
from tijdig.policies.schemas import AFWEGINGSKADER
from tijdig.rules.terms import Voorstelstand


def read_decided(gemeente: str) -> tuple[str, tuple[Bestand, ...]]:
    """(fingerprint, files) of all texts that were put in force for `gemeente`, oldest first. One query of rows."""
    with looking_into(gemeente):
        rows = list(
            Beleidsvoorstel.objects.filter(gemeente_id=gemeente, stand=Voorstelstand.VASTGESTELD)
            .order_by("geldig_vanaf")
            .values_list("geldig_vanaf", "tekst")
        )
    bestanden = tuple(as_file(tekst, gemeente, f"{dag}") for dag, tekst in rows)
    return fingerprint(tekst for _, tekst in rows), bestanden


def as_file(tekst: str, gemeente: str, dag: str) -> Bestand:
    """A text as the file it could have been. Raises PolicyFault with all faults, each with its line."""
    naam = f"policy/gemeente/{gemeente}/afwegingskader/{dag}.yaml"
    return read_file(tekst, naam=naam, laag=gemeente, onderwerp=AFWEGINGSKADER)


def fingerprint(teksten: Iterable[str]) -> str:
    """The same for the same texts in the same order; empty for none."""
    found = list(teksten)
    return sha256("\x00".join(found).encode()).hexdigest() if found else ""

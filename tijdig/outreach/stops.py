"""The stop list: who asked not to be written to, by zaak, number or address (R-OUT-3; AVG art. 21)."""

from collections.abc import Iterable, Sequence

from tijdig.casework.models import Vroegsignaalzaak
from tijdig.rules.terms import Stopsoort
from tijdig.sealed import fingerprint

from .models import Stopverzoek


def stopped_zaken(zaken: Sequence[int]) -> set[int]:
    """Those of these zaken of which the resident wants no letter and no message any more."""
    asked = Stopverzoek.objects.filter(zaak_id__among=list(zaken), soort=Stopsoort.ZAAK, einde__isnull=True)
    return set(asked.values_list("zaak_id", flat=True))


def stopped_addresses(addresses: Iterable[str]) -> set[str]:
    """Those of these numbers and addresses to which nothing may be sent, in whichever zaak they occur."""
    marks = {mark_of(address): address for address in addresses if address}
    asked = Stopverzoek.objects.filter(adres_kenmerk__among=list(marks), einde__isnull=True)
    return {marks[mark] for mark in asked.values_list("adres_kenmerk", flat=True)}


def place_stops(number: str, zaak: Vroegsignaalzaak) -> None:
    """A wish from a number that belonged to no zaak stands on this zaak now, where it can be ended."""
    loose = Stopverzoek.objects.filter(zaak__isnull=True, adres_kenmerk=mark_of(number), einde__isnull=True)
    own = Stopverzoek.objects.filter(zaak=zaak, adres_kenmerk=mark_of(number), einde__isnull=True)
    if own.exists():
        loose.delete()
    else:
        loose.update(zaak=zaak)


def mark_of(address: str) -> str:
    """The keyed fingerprint of a number or address in its one written form."""
    return fingerprint(f"bericht:{address}")

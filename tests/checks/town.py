"""Small made persons of Dordrecht, and the signals about them. Nobody of them exists."""

from datetime import date
from typing import Any

from tests import make
from tests.contracts.brp_persons import Json, bsn, datum, naam, opschorting
from tijdig.accounts.actors import SYSTEM
from tijdig.checks.actions.identify import Checked, identify_signals
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.address import normalise

TODAY = make.TODAY
GEMEENTE = "0505"

__all__ = ["bsn", "datum", "naam", "opschorting"]


def home(number: int = 7, postcode: str = "3311AA", **changes: Any) -> Json:
    """A home in the Merelhof, in API form."""
    object_id = f"0505010000{postcode[:4]}{number:02d}"
    return {
        "type": "Adres",
        "functieAdres": {"code": "W", "omschrijving": "woonadres"},
        "adresseerbaarObjectIdentificatie": object_id,
        "nummeraanduidingIdentificatie": object_id.replace("01", "20", 1),
        "verblijfadres": {
            "korteStraatnaam": "Merelhof", "officieleStraatnaam": "Merelhof", "huisnummer": number,
            "postcode": postcode, "woonplaats": "Dordrecht",
        } | changes,
    }  # fmt: skip


def person(number: int, surname: str = "Jansen", first: str = "Anna", **changes: Any) -> Json:
    """A woman of 1984 at Merelhof 7. `changes` replaces groups of the API."""
    return {
        "burgerservicenummer": bsn(number),
        "geslacht": {"code": "V", "omschrijving": "vrouw"},
        "naam": naam(surname, voornamen=first) | {"volledigeNaam": f"{first} {surname}"},
        "geboorte": {"datum": datum("1984-05-12")},
        "gemeenteVanInschrijving": {"code": GEMEENTE, "omschrijving": "Dordrecht"},
        "verblijfplaats": home(),
        "adressering": {
            "aanhef": f"Geachte mevrouw {surname}", "aanschrijfwijze": {"naam": f"{first[0]}. {surname}"},
            "adresregel1": "Merelhof 7", "adresregel2": "3311 AA  DORDRECHT",
        },
    } | changes  # fmt: skip


def signal(
    partner: Signaalpartner | None = None, number: int = 7, postcode: str = "3311AA", **more: Any
) -> Vroegsignaal:
    """A signal on A. Jansen at Merelhof 7, still to be checked."""
    adres = normalise(
        postcode=postcode, huisnummer=str(number), huisletter=more.get("huisletter", ""),
        toevoeging=more.get("toevoeging", ""),
    )  # fmt: skip
    assert adres is not None
    made = make.signaal(partner or make.partner(), f"{postcode}-{number}", **more)
    Vroegsignaal.objects.filter(pk=made.pk).update(adres_sleutel=adres.sleutel)
    made.refresh_from_db()
    return made


def check(today: date = TODAY, **more: Any) -> Checked:
    return identify_signals(gemeente_code=GEMEENTE, today=today, by=SYSTEM, **more)


def checked(signaal: Vroegsignaal) -> Toets:
    """The check of this signal after checking all that waits."""
    check()
    signaal.refresh_from_db()
    return Toets.objects.select_related("inwoner").get(vroegsignaal=signaal)


def summary(signaal: Vroegsignaal) -> tuple[str, str, str]:
    """Outcome, certainty and where the signal went."""
    toets = checked(signaal)
    return toets.uitkomst, toets.zekerheid, signaal.status

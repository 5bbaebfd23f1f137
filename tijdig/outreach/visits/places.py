"""Where doors lie: from the gemeente's own address list, else as the BAG said; asked once, and only for a round."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Avg, Q
from django.db.models.functions import Left

from tijdig.bulk import insert_rows
from tijdig.checks.models import BagAdres
from tijdig.connectors.bag import BagClient, BagConfig
from tijdig.outreach.models import Adresplaats
from tijdig.rules.address import Adres, normalise
from tijdig.rules.visits import Plaats

PLACE_FIELDS = ("gemeente", "adres_sleutel", "lat", "lon", "gevraagd_op")


def bag_client() -> BagClient | None:
    """A client as the environment sets it, or None: then the own list and the postcode must do."""
    bag: dict[str, Any] = dict(settings.BAG)
    return BagClient(BagConfig(**bag)) if bag["base_url"] else None


def places_known(sleutels: Iterable[str]) -> dict[str, Plaats]:
    """What is known of these addresses, without asking anybody. Two queries."""
    keys = set(sleutels)
    found = dict[str, Plaats]()
    for model, name in ((Adresplaats, "adres_sleutel"), (BagAdres, "sleutel")):
        rows = model._default_manager.filter(**{f"{name}__in": keys, "lat__isnull": False})
        found |= {key: Plaats(lat=lat, lon=lon) for key, lat, lon in rows.values_list(name, "lat", "lon")}
    return found


def places_of(sleutels: Sequence[str], *, gemeente_code: str, today: date) -> dict[str, Plaats]:
    """The places of these addresses; of which nothing is known, the middle of its postcode. Others are left out."""
    found = places_known(sleutels)
    missing = [sleutel for sleutel in dict.fromkeys(sleutels) if sleutel not in found]
    found |= _asked(missing, gemeente_code, today)
    missing = [sleutel for sleutel in missing if sleutel not in found]
    middles = _middles({sleutel[:6] for sleutel in missing})
    return found | {sleutel: middles[sleutel[:6]] for sleutel in missing if sleutel[:6] in middles}


def _asked(missing: Sequence[str], gemeente_code: str, today: date) -> dict[str, Plaats]:
    """Ask the BAG what it was not asked before, and remember the answer, also when it is *not known*."""
    client = bag_client()
    known = set(Adresplaats.objects.filter(adres_sleutel__in=missing).values_list("adres_sleutel", flat=True))
    ask = {adres: sleutel for sleutel in missing if sleutel not in known and (adres := address_of(sleutel))}
    if client is None or not ask:
        return {}
    with client:
        answers = client.places_of(ask)
    insert_rows(
        Adresplaats, PLACE_FIELDS,
        [(gemeente_code, ask[adres], place.lat if place else None, place.lon if place else None, today)
         for adres, place in answers.items()],
        on_conflict="do nothing",
    )  # fmt: skip
    return {ask[adres]: place for adres, place in answers.items() if place}


def _middles(postcodes: set[str]) -> dict[str, Plaats]:
    """The middle of the addresses of a postcode: some twenty doors of one street."""
    starts = [Q(sleutel__startswith=f"{code} ") for code in sorted(postcodes)]
    if not starts:
        return {}
    rows = BagAdres.objects.filter(reduce(or_, starts), lat__isnull=False)
    means = rows.values_list(Left("sleutel", 6)).annotate(Avg("lat"), Avg("lon"))
    return {code: Plaats(lat=lat, lon=lon) for code, lat, lon in means}


def address_of(sleutel: str) -> Adres | None:
    """The address that a key stands for."""
    postcode, _, number = sleutel.partition(" ")
    return normalise(postcode=postcode, huisnummer=number)

"""From the tables to the facts that DDAS asks, streamed: memory does not grow with the number of signals (R-MON-9).

The BSN is unsealed here and nowhere else on the way to DDAS (ADR 6). A zaak belongs to the month of its first
signal and takes all its signals along, so every signal and every zaak is in the delivery of one period only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import F, Max, Min, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from tijdig.accounts.context import enter
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.ddas_mapping import Pogingfeit, Signaalfeit, Zaakfeit
from tijdig.rules.terms import Bereikt, Bericht, Contactsoort, Dagdeel, Eindresultaat, Signaalstatus
from tijdig.sealed import unseal

from .refused import refused_facts

AT_ONCE = 2_000
PERSON = Q(toets__inwoner__bsn_zegel__gt="") | (Q(postcode__gt="") & Q(huisnummer__gt=0))
SIGNAL_FIELDS = (
    "pk", "soort", "crisis", "warme_overdracht", "bedrag", "vervaldatum", "signaaldatum", "status", "afgedaan_als",
    "afgedaan_op", "maand", "toets__inwoner__bsn_zegel", "toets__inwoner__geslacht", "toets__inwoner__geboortedatum",
    "geboortedatum", "postcode", "huisnummer", "huisletter", "toevoeging",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bereik:
    """What of a gemeente is delivered: months, and between which signals (a page); both ends belong to it."""

    gemeente: str
    van: date
    tot: date
    eerste: int = -(2**62)  # what was refused has a number below nought (`refused.py`)
    laatste: int = 2**62


@contextmanager
def reading_for(gemeente: str) -> Iterator[None]:
    """A transaction for one gemeente that sees one moment: signals and their zaken agree."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        enter(gemeente)
        yield


def signals_in(bereik: Bereik) -> QuerySet[Vroegsignaal]:
    """The signals that can go along, in the order of the pages. A CAK-wanbetaler is no vroegsignaal (R-PAR-4)."""
    return _of_months(bereik).filter(
        PERSON, gewist_op__isnull=True, pk__gte=bereik.eerste, pk__lte=bereik.laatste
    )


def left_out(bereik: Bereik) -> dict[str, QuerySet[Vroegsignaal]]:
    """What cannot go along: erased already, or about somebody who cannot be named."""
    here = _of_months(bereik)
    known = Vroegsignaal.objects.filter(PERSON)
    return {
        "gewist": here.filter(gewist_op__isnull=False),
        "client-onbekend": here.filter(gewist_op__isnull=True).exclude(pk__in=known.values("pk")),
    }


def _of_months(bereik: Bereik) -> QuerySet[Vroegsignaal]:
    signals = Vroegsignaal.objects.exclude(bericht=Bericht.CAK_WANBETALER)
    month = Coalesce("zaaksignaal__zaak__maand", F("maand"))
    return signals.annotate(zaakmaand=month).filter(zaakmaand__range=(bereik.van, bereik.tot)).order_by("pk")


def numbers_in(bereik: Bereik) -> Iterator[int]:
    """The numbers of all that goes along, ascending: what is on which page."""
    refused = refused_facts(
        bereik.gemeente, van=bereik.van, tot=bereik.tot, eerste=bereik.eerste, laatste=bereik.laatste
    )
    yield from (fact.nummer for fact in refused)
    yield from signals_in(bereik).values_list("pk", flat=True).iterator()


def signal_facts(bereik: Bereik, *, loose: bool = False) -> Iterator[Signaalfeit]:
    """The facts of these signals, refused lines first. `loose`: only of those that were put aside without a zaak."""
    yield from refused_facts(
        bereik.gemeente, van=bereik.van, tot=bereik.tot, eerste=bereik.eerste, laatste=bereik.laatste
    )
    signals = signals_in(bereik)
    if loose:
        signals = signals.filter(status=Signaalstatus.TERZIJDE, zaaksignaal__isnull=True)
    kinds: dict[tuple[str, date], str] = {}
    for row in signals.values_list(*SIGNAL_FIELDS).iterator(AT_ONCE):
        yield _signal_fact(dict(zip(SIGNAL_FIELDS, row, strict=True)), bereik.gemeente, kinds)


def _signal_fact(row: dict[str, Any], gemeente: str, kinds: dict[tuple[str, date], str]) -> Signaalfeit:
    kind = (row["soort"], row["signaaldatum"])
    if kind not in kinds:
        soort = policy_on(row["signaaldatum"], gemeente).signaalsoorten.get(row["soort"])
        kinds[kind] = soort.ddas if soort else ""
    ended = row["afgedaan_als"]
    return Signaalfeit(
        gemeente=gemeente, nummer=row["pk"], partner=kinds[kind], crisis=row["crisis"],
        warme_overdracht=row["warme_overdracht"], bedrag=row["bedrag"], vervaldatum=row["vervaldatum"],
        signaaldatum=row["signaaldatum"], status=Signaalstatus(row["status"]),
        afgedaan_als=Eindresultaat(ended) if ended else None, afgedaan_op=row["afgedaan_op"], maand=row["maand"],
        bsn=_opened(row["toets__inwoner__bsn_zegel"]), geslacht=row["toets__inwoner__geslacht"] or "",
        geboortedatum=row["toets__inwoner__geboortedatum"] or row["geboortedatum"], postcode=row["postcode"],
        huisnummer=row["huisnummer"], toevoeging=f"{row['huisletter']}{row['toevoeging']}",
    )  # fmt: skip


def _opened(zegel: str | None) -> str:
    try:
        return unseal(zegel) if zegel else ""
    except InvalidTag:  # sealed with a key that is gone: the address goes along
        return ""


def zaak_facts(bereik: Bereik) -> Iterator[tuple[int, Zaakfeit]]:
    """Id and facts of the zaken whose first signal is among these."""
    here = _exportable()
    tried = Contactpoging.objects.only("zaak", "soort", "bereikt", "datum", "dagdeel").order_by("datum", "pk")
    zaken = (
        Vroegsignaalzaak.objects.filter(gewist_op__isnull=True, maand__range=(bereik.van, bereik.tot))
        .annotate(
            eerste=Min("zaaksignalen__vroegsignaal_id", filter=here),
            laatste_maand=Max("zaaksignalen__vroegsignaal__maand", filter=here),
            signaal_ids=ArrayAgg("zaaksignalen__vroegsignaal_id", filter=here),
        )
        .filter(eerste__gte=bereik.eerste, eerste__lte=bereik.laatste)
        .only("eindresultaat", "maand", "geopend_op")
        .order_by("eerste")
        .prefetch_related(Prefetch("contactpogingen", tried))
    )
    for zaak in zaken.iterator(AT_ONCE):
        yield zaak.pk, _zaak_fact(zaak, bereik.gemeente)


def _exportable() -> Q:
    """The same signals as `signals_in`, seen from their zaak."""
    signal = "zaaksignalen__vroegsignaal__"
    bsn = Q(**{f"{signal}toets__inwoner__bsn_zegel__gt": ""})
    address = Q(**{f"{signal}postcode__gt": "", f"{signal}huisnummer__gt": 0})
    kept = Q(**{f"{signal}gewist_op__isnull": True})
    return (bsn | address) & kept & ~Q(**{f"{signal}bericht": Bericht.CAK_WANBETALER})


def _zaak_fact(zaak: Any, gemeente: str) -> Zaakfeit:
    return Zaakfeit(
        gemeente=gemeente, resultaat=Eindresultaat(zaak.eindresultaat) if zaak.eindresultaat else None,
        maand=zaak.maand, laatste_maand=zaak.laatste_maand, geopend_op=zaak.geopend_op,
        signalen=zaak.signaal_ids,
        pogingen=[
            Pogingfeit(
                soort=Contactsoort(poging.soort), bereikt=Bereikt(poging.bereikt), datum=poging.datum,
                dagdeel=Dagdeel(poging.dagdeel) if poging.dagdeel else None,
            )
            for poging in zaak.contactpogingen.all()
        ],
    )  # fmt: skip

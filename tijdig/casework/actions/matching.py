"""Join checked signals into zaken (R-MAT-1..4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, next_ids, refresh_statistics
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.counting import lookback_on, recount_all, refresh_counts
from tijdig.casework.models import Termijn, Vroegsignaalzaak, ZaakInwoner, ZaakSignaal
from tijdig.casework.new_zaken import write_new_zaken
from tijdig.casework.proposing import lock_open
from tijdig.casework.search_words import refresh_words
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.matching import Groep, OpenZaak, Signaal, match
from tijdig.rules.terms import Signaalstatus

CHUNK = 4_000


@dataclass(frozen=True)
class Matched:
    """What one round of matching did."""

    nieuw: tuple[int, ...] = ()
    aangevuld: tuple[int, ...] = ()

    @property
    def zaken(self) -> tuple[int, ...]:
        return self.nieuw + self.aangevuld

    def __add__(self, other: "Matched") -> "Matched":
        """What both did: each zaak once, and a new one that got a signal more is a new one."""
        nieuw = tuple(dict.fromkeys(self.nieuw + other.nieuw))
        return Matched(nieuw, tuple(sorted({*self.aangevuld, *other.aangevuld} - set(nieuw))))


def open_zaken(
    *, gemeente_code: str, today: date, by: Actor, progress: Callable[[int], None] | None = None
) -> Matched:
    """Put every checked signal in a zaak: the open one on its address, else a new one (R-MAT-1, R-MAT-3).

    Works in chunks, each in one transaction; a second call finds nothing left to do. `progress` is told after each
    chunk how many zaken it made or added to.
    """
    done = Matched()
    while True:
        with working_for(gemeente_code):
            _one_at_a_time(gemeente_code)
            chunk = _match_chunk(gemeente_code, today=today, by=by)
        if chunk is None:
            return done
        done += chunk
        refresh_statistics(Vroegsignaalzaak, ZaakSignaal, ZaakInwoner, Termijn)
        if progress is not None:
            progress(len(chunk.zaken))


def match_again(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Count again what all zaken of a gemeente hold, each by the policy of its own day (R-MAT-2, R-MAT-3).

    Changes nothing while the signals are as they were. Returns how many zaken changed.
    """
    with working_for(gemeente_code):
        _one_at_a_time(gemeente_code)
        changed = recount_all(**lookback_on(today, gemeente_code))
        record("zaken.opnieuw_gematcht", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b",
               gewijzigd=changed)  # fmt: skip
    return changed


def _one_at_a_time(gemeente_code: str) -> None:
    """Two workers would open two zaken on one address: they take turns per gemeente."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [gemeente_code])


def _match_chunk(gemeente_code: str, *, today: date, by: Actor) -> Matched | None:
    waiting = _waiting_signals()
    if not waiting:
        return None
    sleutels = {row["vroegsignaal__adres_sleutel"] for row in waiting}
    groups = match([_as_signaal(row) for row in waiting], _open_at(sleutels))
    rows = {row["vroegsignaal_id"]: row for row in waiting}
    matched = _write(gemeente_code, groups, rows, today)
    _renew(matched.aangevuld, gemeente_code, today)
    refresh_words(matched.zaken, gemeente_code=gemeente_code)
    record(
        "zaken.gematcht", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", signalen=len(waiting),
        nieuw=len(matched.nieuw), aangevuld=len(matched.aangevuld),
    )  # fmt: skip
    return matched


def _renew(zaken: Sequence[int], gemeente_code: str, today: date) -> None:
    """Zaken that were there already and got a signal more."""
    refresh_counts(zaken, **lookback_on(today, gemeente_code))
    refresh_clocks(zaken, gemeente_code=gemeente_code, today=today)
    # Told to who weighs, in this very transaction: a crash between the two forgets no zaak.
    Vroegsignaalzaak.objects.filter(pk__among=list(zaken)).update(ongewogen=True)


def _waiting_signals() -> list[dict[str, Any]]:
    rows: Iterable[Any] = (
        Toets.objects.filter(vroegsignaal__status=Signaalstatus.GECONTROLEERD)
        .order_by("vroegsignaal__adres_sleutel", "vroegsignaal_id")
        .values(
            "vroegsignaal_id", "vroegsignaal__adres_sleutel", "vroegsignaal__partner_id", "vroegsignaal__maand",
            "vroegsignaal__ontvangen_op", "inwoner_id", "straat", "huisnummer", "postcode", "woonplaats", "wijk",
        )[:CHUNK]
    )  # fmt: skip
    return list(rows)


def _as_signaal(row: dict[str, Any]) -> Signaal:
    return Signaal(
        id=row["vroegsignaal_id"],
        sleutel=row["vroegsignaal__adres_sleutel"],
        partner=row["vroegsignaal__partner_id"],
        maand=row["vroegsignaal__maand"],
        inwoner=row["inwoner_id"],
    )


def _open_at(sleutels: set[str]) -> list[OpenZaak]:
    """The open zaken at these addresses, locked: one that a colleague closes right now gets no new signal."""
    here = Vroegsignaalzaak.objects.filter(adres_sleutel__among=sleutels).values_list("pk", flat=True)
    rows = (
        Vroegsignaalzaak.objects.filter(pk__among=lock_open(list(here)))
        .annotate(
            personen=ArrayAgg("zaakinwoners__inwoner_id", filter=Q(zaakinwoners__isnull=False), default=[])
        )
        .values_list("id", "adres_sleutel", "maand", "personen")
    )
    return [
        OpenZaak(id=pk, sleutel=sleutel, maand=maand, inwoners=frozenset(personen))
        for pk, sleutel, maand, personen in rows
    ]


def _write(
    gemeente_code: str, groups: Sequence[Groep], rows: dict[int, dict[str, Any]], today: date
) -> Matched:
    new = [group for group in groups if group.zaak is None]
    ids = dict(zip(map(id, new), next_ids(Vroegsignaalzaak, len(new)), strict=True))
    members = [
        (ids.get(id(group)) or group.zaak, rows[signaal]) for group in groups for signaal in group.signalen
    ]
    insert_rows(
        ZaakSignaal,
        ("gemeente", "zaak", "vroegsignaal"),
        [(gemeente_code, zaak, row["vroegsignaal_id"]) for zaak, row in members],
    )
    persons = {(zaak, row["inwoner_id"]) for zaak, row in members if row["inwoner_id"]}
    insert_rows(
        ZaakInwoner,
        ("gemeente", "zaak", "inwoner"),
        [(gemeente_code, zaak, inwoner) for zaak, inwoner in sorted(persons)],
        on_conflict="do nothing",
    )
    Vroegsignaal.objects.filter(pk__among=list(rows)).update(status=Signaalstatus.IN_ZAAK)
    write_new_zaken(
        {ids[id(group)]: [rows[signaal] for signaal in group.signalen] for group in new},
        gemeente_code=gemeente_code, today=today,
    )  # fmt: skip
    joined = tuple(sorted({group.zaak for group in groups if group.zaak is not None}))
    return Matched(tuple(ids.values()), joined)

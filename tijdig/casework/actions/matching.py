"""Join checked signals into zaken, each with its proposal (R-MAT-1..4, R-TRI-1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import F, Func, IntegerField, Q, Value
from django.db.models.functions import Mod

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.alongside import Writers
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, next_ids, refresh_statistics
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.counting import lookback_on, recount_all, refresh_counts
from tijdig.casework.models import Termijn, Vroegsignaalzaak, Weging, ZaakInwoner, ZaakSignaal
from tijdig.casework.new_zaken import write_new_zaken
from tijdig.casework.proposing import lock_open, write_proposals
from tijdig.casework.search_words import refresh_words
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.matching import Groep, OpenZaak, Signaal, match
from tijdig.rules.terms import Signaalstatus

CHUNK = 4_000
HALVES = (0, 1)
LOCK = 2  # of the engine's advisory locks: this one and the next, one for each half
# All signals of one address are in the same half, so that one zaak comes of them.
HALF = Func(
    Mod(Func(F("vroegsignaal__adres_sleutel"), function="hashtext", output_field=IntegerField()), Value(2)),
    function="abs", output_field=IntegerField(),
)  # fmt: skip


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


def open_zaken(*, gemeente_code: str, today: date, by: Actor) -> Matched:
    """Put every checked signal in a zaak: the open one on its address, else a new one (R-MAT-1, R-MAT-3).

    Each zaak that was made or added to has a proposal by the kader in force, for a person to decide on. Works in
    chunks, each in one transaction; a second call finds nothing left to do. Many are joined in two threads, each
    with half of the addresses.
    """
    done = Matched()
    while waiting := _how_many_wait(gemeente_code):
        if waiting > CHUNK:
            done += _join_many(gemeente_code, today=today, by=by)
        else:
            done += _join(gemeente_code, HALVES, today=today, by=by)
    return done


def _how_many_wait(gemeente_code: str) -> int:
    with working_for(gemeente_code):
        return Vroegsignaal.objects.filter(status=Signaalstatus.GECONTROLEERD).count()


def _join_many(gemeente_code: str, *, today: date, by: Actor) -> Matched:
    def join_half(half: int) -> Matched:
        chunks = iter(lambda: _join(gemeente_code, (half,), today=today, by=by), Matched())
        return sum(chunks, Matched())

    with Writers[Matched](len(HALVES)) as threads:
        for half in HALVES:
            threads.ask(partial(join_half, half))
        return sum(threads.results(all_of_them=True), Matched())


def _join(gemeente_code: str, halves: Sequence[int], *, today: date, by: Actor) -> Matched:
    """A chunk of what waits at the addresses of these halves, in one transaction; nothing when nothing waits."""
    with working_for(gemeente_code):
        _one_at_a_time(gemeente_code, halves)
        matched = _match_chunk(gemeente_code, halves, today=today, by=by)
    refresh_statistics(Vroegsignaalzaak, ZaakSignaal, ZaakInwoner, Termijn, Weging)
    return matched


def match_again(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Count again what all zaken of a gemeente hold, each by the policy of its own day (R-MAT-2, R-MAT-3).

    Changes nothing while the signals are as they were. Returns how many zaken changed.
    """
    with working_for(gemeente_code):
        _one_at_a_time(gemeente_code, HALVES)
        changed = recount_all(**lookback_on(today, gemeente_code))
        record("zaken.opnieuw_gematcht", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b",
               gewijzigd=changed)  # fmt: skip
    return changed


def _one_at_a_time(gemeente_code: str, halves: Sequence[int]) -> None:
    """Two workers would open two zaken on one address: they take turns per half of the addresses of a gemeente."""
    with connection.cursor() as cursor:
        for half in halves:
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, %s))", [gemeente_code, LOCK + half]
            )


def _match_chunk(gemeente_code: str, halves: Sequence[int], *, today: date, by: Actor) -> Matched:
    waiting = _waiting_signals(halves)
    if not waiting:
        return Matched()
    sleutels = {row["vroegsignaal__adres_sleutel"] for row in waiting}
    groups = match([_as_signaal(row) for row in waiting], _open_at(sleutels))
    rows = {row["vroegsignaal_id"]: row for row in waiting}
    matched = _write(gemeente_code, groups, rows, today)
    _renew(matched.aangevuld, gemeente_code, today)
    refresh_words(matched.zaken, gemeente_code=gemeente_code)
    record(
        "zaken.gematcht", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", signalen=len(waiting),
        nieuw=len(matched.nieuw), aangevuld=len(matched.aangevuld), voorgesteld=len(matched.zaken),
    )  # fmt: skip
    return matched


def _renew(zaken: Sequence[int], gemeente_code: str, today: date) -> None:
    """Zaken that were there already and got a signal more."""
    refresh_counts(zaken, **lookback_on(today, gemeente_code))
    refresh_clocks(zaken, gemeente_code=gemeente_code)
    write_proposals(zaken, gemeente_code=gemeente_code, today=today)


def _waiting_signals(halves: Sequence[int]) -> list[dict[str, Any]]:
    waiting = Toets.objects.filter(vroegsignaal__status=Signaalstatus.GECONTROLEERD)
    if len(halves) < len(HALVES):
        waiting = waiting.alias(half=HALF).filter(half__in=halves)
    rows: Iterable[Any] = (
        waiting.order_by("vroegsignaal__adres_sleutel", "vroegsignaal_id")
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

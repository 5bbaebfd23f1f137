"""Check signals against the BRP and the SHV list, many at a time (R-BRP-1..8, R-SHV-1..3).

The BRP is asked outside any transaction, with bounded parallelism; what it said about a batch is written
in one transaction. A crash between the two only means that the questions are put again.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.alongside import Writers
from tijdig.audit.record import record
from tijdig.bulk import refresh_statistics
from tijdig.checks.asking import Bevinding, Vraag, ask, no_answer
from tijdig.checks.connections import brp_client
from tijdig.checks.models import BagAdres, Inwoner, Toets
from tijdig.checks.shv import apply_shv_list
from tijdig.checks.writing import write_findings
from tijdig.connectors.brp.client import BrpClient
from tijdig.connectors.brp.parallel import map_bounded
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.address import Adres
from tijdig.rules.identity import Gemeld
from tijdig.rules.terms import BrpUitkomst, Signaalstatus, Zekerheid

SMALLEST, LARGEST = 500, 4_000  # signals in a batch
BATCH_SECONDS = 2.0  # about as long as it takes to ask about one
WRITERS = 2
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Checked:
    """How many signals were checked, and how many must wait because the BRP gave no answer."""

    gecontroleerd: int = 0
    wacht: int = 0

    def __add__(self, other: "Checked") -> "Checked":
        return Checked(self.gecontroleerd + other.gecontroleerd, self.wacht + other.wacht)


def identify_signals(
    *, gemeente_code: str, today: date, by: Actor, progress: Progress | None = None, now: datetime | None = None,
    retry_now: bool = False, brp: BrpClient | None = None,
) -> Checked:  # fmt: skip
    """Check every signal that waits for it, and every one whose next try has come. Safe to call again.

    `retry_now`: try the waiting ones at once, whatever their pause. When the BRP is down a batch fails as a
    whole and the rest is left for the next call: they wait, they are never 'not found' (R-BRP-1, §14).
    `brp`: another client than the gemeente's own, which stays open.
    """
    moment = now or moment_on(today)
    gemeente = Gemeente.objects.get(pk=gemeente_code)
    own = brp_client(gemeente) if brp is None else None

    def next_batch(after: int, size: int) -> list[Vraag]:
        with working_for(gemeente_code):
            return _next_batch(gemeente, after, size, moment, today, by, retry_now=retry_now)

    def write(vragen: Sequence[Vraag], findings: Sequence[Bevinding]) -> Checked:
        with working_for(gemeente_code):
            failed = _write(findings, vragen, gemeente_code, moment, today, by)
        refresh_statistics(Toets, Inwoner)
        return Checked(len(findings) - failed, failed)

    checked = Checked()
    try:
        for written in _written(_asked_ahead(next_batch, brp or own), write):
            checked += written
            if progress is not None:
                progress(checked.gecontroleerd + checked.wacht)
            if not written.gecontroleerd:
                break
    finally:
        if own is not None:
            own.close()
    return checked


type Batch = tuple[list[Vraag], list[Bevinding]]


def _written(
    asked: Iterable[tuple[Batch, bool]], write: Callable[[Sequence[Vraag], Sequence[Bevinding]], Checked]
) -> Iterator[Checked]:
    """What came of each batch. The last is written here; those before it meanwhile, two at a time."""
    with Writers[Checked](WRITERS) as writers:
        for (vragen, findings), is_last in asked:
            if is_last:
                yield from writers.results(all_of_them=True)
                yield write(vragen, findings)
            else:
                writers.ask(partial(write, vragen, findings))
                yield from writers.results()


def _asked_ahead(
    next_batch: Callable[[int, int], list[Vraag]], brp: BrpClient | None
) -> Iterator[tuple[Batch, bool]]:
    """Each batch with what the BRP says of it, and whether it is the last.

    While one is written, the next is asked about (no database there). The quicker the BRP answers, the larger the
    batch: each is written with a score of statements, whatever its size.
    """
    size = SMALLEST
    vragen = next_batch(0, size)
    with ThreadPoolExecutor(max_workers=1) as ahead:
        asking = ahead.submit(_timed, vragen, brp)
        while vragen:
            (findings, seconds), asked = asking.result(), vragen
            size = _next_size(len(asked), seconds)
            vragen = next_batch(max(vraag.signaal for vraag in asked), size)
            asking = ahead.submit(_timed, vragen, brp)
            yield (asked, findings), not vragen


def _next_size(asked: int, seconds: float) -> int:
    """How many to ask about next: what takes about as long as a batch should, at most twice as many as before."""
    wanted = int(asked * BATCH_SECONDS / max(seconds, 0.001))
    return max(SMALLEST, min(wanted, 2 * asked, LARGEST))


def _timed(vragen: Sequence[Vraag], brp: BrpClient | None) -> tuple[list[Bevinding], float]:
    began = time.monotonic()
    return _find_out(vragen, brp), time.monotonic() - began


def _find_out(vragen: Sequence[Vraag], brp: BrpClient | None) -> list[Bevinding]:
    if brp is None:
        reden = (
            "Deze gemeente heeft geen koppeling met de BRP. Zoek de persoon zelf op en leg vast wie het is."
        )
        return [
            Bevinding(
                signaal=vraag.signaal,
                uitkomst=BrpUitkomst.HANDMATIG,
                zekerheid=Zekerheid.ONZEKER,
                redenen=(reden,),
            )
            for vraag in vragen
        ]
    parallel = int(str(settings.BRP["parallel"]))
    patience = _Patience(2 * parallel)
    return map_bounded(lambda vraag: patience.ask(vraag, brp), vragen, parallel)


class _Patience:
    """Stops asking a BRP that is down: after so many questions without answer the rest of the batch waits."""

    def __init__(self, most: int) -> None:
        self._most, self._in_a_row = most, 0

    def ask(self, vraag: Vraag, brp: BrpClient) -> Bevinding:
        if self._in_a_row >= self._most:
            return no_answer(vraag, "De BRP antwoordt niet; deze vraag is daarom nog niet gesteld.")
        finding = ask(vraag, brp)
        failed = finding.uitkomst is BrpUitkomst.CONTROLE_MISLUKT
        self._in_a_row = self._in_a_row + 1 if failed else 0
        return finding


def _next_batch(
    gemeente: Gemeente, after: int, size: int, moment: datetime, today: date, by: Actor, *, retry_now: bool
) -> list[Vraag]:
    again = Q(status=Signaalstatus.CONTROLE_MISLUKT)
    if not retry_now:
        again &= Q(toets__volgende_poging__lte=moment)
    signals = list(
        Vroegsignaal.objects.filter(Q(status=Signaalstatus.TE_CONTROLEREN) | again, pk__gt=after)
        .order_by("pk")
        .values(
            "pk", "voorletters", "voorvoegsel", "achternaam", "bedrijfsnaam", "geboortedatum", "postcode",
            "huisnummer", "huisletter", "toevoeging", "adres_sleutel",
        )[:size]
    )  # fmt: skip
    objects = bag_objects({row["adres_sleutel"] for row in signals})
    asks_title = policy_on(today, gemeente.code).verblijfsrecht.vragen
    return [_question(row, gemeente, objects, today, by, asks_title=asks_title) for row in signals]


def _question(
    row: Mapping[str, Any], gemeente: Gemeente, objects: dict[str, set[str]], today: date, by: Actor, *,
    asks_title: bool,
) -> Vraag:  # fmt: skip
    known = objects.get(row["adres_sleutel"], set())
    return Vraag(
        signaal=row["pk"],
        gemeld=Gemeld(
            voorletters=row["voorletters"], voorvoegsel=row["voorvoegsel"], achternaam=row["achternaam"],
            bedrijfsnaam=row["bedrijfsnaam"], geboortedatum=row["geboortedatum"],
        ),
        adres=Adres(
            postcode=row["postcode"], huisnummer=row["huisnummer"], huisletter=row["huisletter"],
            toevoeging=row["toevoeging"],
            aanduiding=next((a for a in ("to", "by") if f" {a} " in row["adres_sleutel"]), ""),
        ),
        # One address can have two ids, and one id two addresses: only a single id is asked for.
        bag_id=next(iter(known)) if len(known) == 1 else "",
        gemeente=gemeente.code,
        buiten_gemeente=gemeente.brp_buiten_gemeente,
        dag=today,
        gebruiker=str(by).replace(":", "-"),
        verblijfstitel=asks_title,
    )  # fmt: skip


def bag_objects(sleutels: Iterable[str]) -> dict[str, set[str]]:
    """BAG ids of the objects at these addresses, from the gemeente's own address list."""
    found: dict[str, set[str]] = {}
    for sleutel, object_id in BagAdres.objects.filter(sleutel__among=set(sleutels)).values_list(
        "sleutel", "object_id"
    ):
        found.setdefault(sleutel, set()).add(object_id)
    return found


def _write(
    findings: Sequence[Bevinding],
    vragen: Sequence[Vraag],
    gemeente_code: str,
    moment: datetime,
    today: date,
    by: Actor,
) -> int:
    """Write a batch; signals that another worker did meanwhile are left as they are. Returns how many must wait."""
    ids = [finding.signaal for finding in findings]
    still_waiting = set(
        Vroegsignaal.objects.select_for_update()
        .filter(pk__among=ids, status__in=(Signaalstatus.TE_CONTROLEREN, Signaalstatus.CONTROLE_MISLUKT))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    fresh = [finding for finding in findings if finding.signaal in still_waiting]
    questions = {vraag.signaal: vraag for vraag in vragen}
    write_findings(fresh, questions, gemeente_code=gemeente_code, moment=moment, today=today, by=by)
    failed = sum(finding.uitkomst is BrpUitkomst.CONTROLE_MISLUKT for finding in fresh)
    record(
        "signalen.gecontroleerd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8b", aantal=len(fresh),
        wacht=failed,
    )  # fmt: skip
    return failed


def recheck_shv(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Check all open signals against the SHV list again, after a new list came. Returns how many changed."""
    with working_for(gemeente_code):
        with connection.cursor() as cursor:
            changed = apply_shv_list(cursor, None, today=today, gemeente_code=gemeente_code)
        record("signalen.shv_gecontroleerd", subject=f"gemeente:{gemeente_code}", by=by, ground="leidraad.3.2.6",
               aantal=changed)  # fmt: skip
    return changed

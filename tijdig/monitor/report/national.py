"""The report of the Netherlands: from what gemeenten delivered, from a file of theirs, or from an invented country."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache as cache_in_process
from hashlib import blake2b
from pathlib import Path

from django.core.cache import cache
from django.db.models import Max

from tijdig import rules
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.store import is_invented, years_delivered
from tijdig.monitor.models import Cijferlevering, Referentiecijfer
from tijdig.monitor.reference import residents
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.refusals import Refused, require

from .country import counted_in_store
from .document import Verslag
from .sources import Bron, country_of, country_source
from .yearly import yearly_report

APRIL = (4, 15)  # as the Divosa Monitor: when the meldingen of the whole year have had their time
KEPT = None  # until it makes way: another state has another name
MOST_YEARS = 3
RULES = Path(rules.__file__).parent


def years_of_country() -> list[int]:
    """The years that gemeenten delivered figures of, the last first."""
    return sorted(years_delivered(), reverse=True)


def stored_report(*, jaar: int, today: date) -> Verslag:
    """From the store. Made once of what was delivered, and kept under the state of the deliveries; whatever comes in,
    goes or is loaded makes another state. Errors: Refused, as `country_report`.
    """
    invented, state = is_invented(), _state()
    day = _counted_on(jaar, today, invented=invented)
    name = f"landelijk:{_made_by()}:{jaar}:{day:%Y%m%d}:{state}"
    found = cache.get(name)
    if found is None:
        found = _made(jaar, day, invented=invented)
        cache.set(name, found, KEPT)
    if isinstance(found, str):
        raise Refused(found)
    made: Verslag = found
    return made


def make_reports(*, today: date) -> int:
    """Those of the last years, ahead of whoever wants to read them. Returns how many there are."""
    made = 0
    for jaar in years_of_country()[:MOST_YEARS]:
        with suppress(Refused):
            stored_report(jaar=jaar, today=today)
            made += 1
    return made


@cache_in_process
def _made_by() -> str:
    """What makes the report: other words or other sums make another one."""
    room = Path(__file__).parents[1]
    found = blake2b(digest_size=8)
    for path in sorted([*room.rglob("*.py"), *RULES.glob("*.py")]):
        found.update(path.read_bytes())
    return found.hexdigest()


def _state() -> str:
    """What the report rests on: the last delivery, the last that was withdrawn, the last figures of CBS."""
    last = Cijferlevering.objects.aggregate(Max("pk"), Max("ingetrokken_op"))
    gone, loaded = last["ingetrokken_op__max"], Referentiecijfer.objects.aggregate(Max("pk"))["pk__max"]
    return f"{last['pk__max']}:{gone.timestamp() if gone else 0}:{loaded}"


def _counted_on(jaar: int, today: date, *, invented: bool) -> date:
    """The day of the last delivery; an invented country is counted when everything has had its time."""
    if invented:
        return min(today, date(jaar + 1, *APRIL))
    moment = Cijferlevering.objects.aggregate(Max("ingelezen_op"))["ingelezen_op__max"]
    return min(today, moment.date()) if moment else today


def _made(jaar: int, day: date, *, invented: bool) -> Verslag | str:
    """The report, or why there is none: that is kept as well."""
    years, kinds = counted_in_store([jaar, jaar - 1])
    bron = country_of(
        years[jaar], years[jaar - 1], kinds=kinds, geteld_op=day, verzonnen=invented, ingelezen=not invented,
        inwoners=residents(),
    )  # fmt: skip
    try:
        return _report(bron, jaar)
    except Refused as refused:
        return str(refused)


def country_report(
    regels: Iterable[Kubusregel], *, jaar: int, day: date, verzonnen: bool, ingelezen: bool = True
) -> Verslag:
    """Errors: Refused, when nobody delivered, or so few that one of them could be read from the figure of all."""
    bron = country_source(
        regels, jaar=jaar, geteld_op=day, verzonnen=verzonnen, ingelezen=ingelezen, inwoners=residents()
    )
    return _report(bron, jaar)


def _report(bron: Bron | None, jaar: int) -> Verslag:
    if bron is None:
        raise Refused(f"Over {jaar} leverde geen gemeente cijfers. Kies een ander jaar.")
    require(too_few(bron))
    return yearly_report(bron)


def too_few(bron: Bron) -> str | None:
    """Of two gemeenten the one can work out the other."""
    fewest = policy_on(bron.geteld_op, STANDAARD).vergelijking.groep_minstens
    if all(bron.nu.gemeenten_in(month) >= fewest for month in bron.nu.maanden):
        return None
    return (
        f"Over {bron.nu.jaar} is er een maand waarin minder dan {fewest} gemeenten cijfers leverden. Dan is er geen "
        "landelijk verslag te maken. Lees de cijfers van meer gemeenten in, of kies een ander jaar."
    )

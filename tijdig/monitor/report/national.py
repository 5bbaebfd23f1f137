"""The report of the Netherlands: from what gemeenten delivered, from a file of theirs, or from an invented country."""

from collections.abc import Iterable
from datetime import date

from django.core.cache import cache
from django.db.models import Max

from tijdig import __version__
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
KEPT = 24 * 3600  # seconds


def years_of_country() -> list[int]:
    """The years that gemeenten delivered figures of, the last first."""
    return sorted(years_delivered(), reverse=True)


def stored_report(*, jaar: int, today: date) -> Verslag:
    """From the store. It is made of hundreds of thousands of cells, so it is kept until something else comes in."""
    last = Cijferlevering.objects.aggregate(Max("ingelezen_op"), Max("ingetrokken_op"), Max("pk"))
    gone, loaded = last["ingetrokken_op__max"], Referentiecijfer.objects.aggregate(Max("pk"))["pk__max"]
    invented = is_invented()
    moment = last["ingelezen_op__max"]
    day = min(moment.date() if moment and not invented else date(jaar + 1, *APRIL), today)
    name = f"landelijk:{__version__}:{jaar}:{day:%Y%m%d}:{last['pk__max']}:{gone.timestamp() if gone else 0}:{loaded}"
    found = cache.get(name)
    if isinstance(found, Verslag):
        return found
    years = counted_in_store([jaar, jaar - 1])
    bron = country_of(
        years[jaar], years[jaar - 1], geteld_op=day, verzonnen=invented, ingelezen=not invented, inwoners=residents()
    )  # fmt: skip
    made = _report(bron, jaar)
    cache.set(name, made, KEPT)
    return made


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

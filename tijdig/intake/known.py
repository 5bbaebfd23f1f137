"""What the database already knows about the lines of a chunk: two queries, whatever the number of lines."""

from collections.abc import Sequence
from datetime import date

from tijdig.rules.admission import EerderSignaal
from tijdig.rules.terms import Signaalstatus

from .case import Regel, rest_of_key
from .lines import Gelezen
from .models import Aanlevering, Aanleverregel, Vroegsignaal
from .verdicts import Bekend

NO_NEIGHBOUR = (Signaalstatus.TERZIJDE, Signaalstatus.APART)


def look_up(aanlevering: Aanlevering, lines: Sequence[Gelezen], *, with_neighbours: bool) -> Bekend:
    """Lines delivered earlier (R-INT-4), debts already taken up (R-ADM-5), addresses with other partners (R-ADM-3)."""
    regels = [line.regel for line in lines if line.regel is not None]
    # Erased signals are left out: they have no reference any more, and the index on the others serves.
    rows = Vroegsignaal.objects.filter(
        partner=aanlevering.partner_id,
        referentie__among={regel.referentie for regel in regels},
        gewist_op=None,
    ).values_list("referentie", "soort", "bericht", "maand", "bedrag", "opgepakt_op")
    geleverd = set()
    opgepakt: dict[tuple[str, str], EerderSignaal] = {}
    for referentie, soort, bericht, maand, bedrag, opgepakt_op in rows:
        geleverd.add(referentie + rest_of_key(soort, bericht, maand))
        if opgepakt_op is not None:
            _keep_latest(opgepakt, (referentie, soort), EerderSignaal(datum=opgepakt_op, bedrag=bedrag))
    return Bekend(
        frozenset(geleverd), opgepakt, _neighbours(aanlevering, regels) if with_neighbours else frozenset()
    )


def _neighbours(aanlevering: Aanlevering, regels: Sequence[Regel]) -> frozenset[tuple[str, date]]:
    """Address and month of what other partners signalled at these addresses, their small lines included.

    Without those the second of two small lines would count and the first would not (R-ADM-3). What was put aside
    is about somebody else; a CAK-wanbetaler is no vroegsignaal (R-PAR-4).
    """
    addresses = {regel.adres.sleutel for regel in regels}
    others = Vroegsignaal.objects.filter(adres_sleutel__among=addresses).exclude(status__in=NO_NEIGHBOUR)
    signals = others.exclude(partner=aanlevering.partner_id).values_list("adres_sleutel", "maand")
    small = Aanleverregel.objects.filter(klein_sleutel__among=addresses).exclude(
        aanlevering__partner=aanlevering.partner_id
    )
    beside = {
        (sleutel, maand) for sleutel, maand in small.values_list("klein_sleutel", "klein_maand") if maand
    }
    return frozenset(signals) | beside


def _keep_latest(
    opgepakt: dict[tuple[str, str], EerderSignaal], debt: tuple[str, str], signaal: EerderSignaal
) -> None:
    """Of one debt the last time it was taken up counts; on one day the highest amount."""
    known = opgepakt.get(debt)
    if known is None or (signaal.datum, signaal.bedrag) > (known.datum, known.bedrag):
        opgepakt[debt] = signaal

"""Try a kader on the zaken of the last year, with the facts that were kept then (R-TRI-3). Reads only."""

from collections.abc import Iterator
from datetime import date, timedelta

from tijdig.policies import policy_on
from tijdig.rules.comparison import GewogenZaak, Vergelijking, compare_kaders
from tijdig.rules.deadlines import Termijnen, add_working_days
from tijdig.rules.triage import Afwegingskader, Feiten

from .models import Weging

A_YEAR = timedelta(days=365)
CHUNK = 2_000


def try_kader(straks: Afwegingskader, *, gemeente_code: str, today: date) -> Vergelijking:
    """The zaken of the last year under the kader in force and under this one. One query, read as a stream."""
    beleid = policy_on(today, gemeente_code)
    return compare_kaders(
        _weighed(today, gemeente_code), nu=beleid.afwegingskader, straks=straks, tijden=beleid.capaciteit
    )


def _weighed(today: date, gemeente_code: str) -> Iterator[GewogenZaak]:
    """Each zaak once, as it was last weighed."""
    rows = (
        Weging.objects.filter(dag__gt=today - A_YEAR, dag__lte=today)
        .order_by("zaak_id", "-id")
        .distinct("zaak_id")
        .values_list("zaak_id", "feiten", "zaak__ontvangen_op")
    )
    for zaak, stored, ontvangen in rows.iterator(chunk_size=CHUNK):
        feiten = Feiten.from_json(stored)
        terms = policy_on(ontvangen, gemeente_code).termijnen
        yield GewogenZaak(
            zaak=zaak,
            feiten=feiten,
            ontvangen=ontvangen,
            uiterlijk=_due(ontvangen, terms, crisis=feiten.crisis),
        )


def _due(ontvangen: date, terms: Termijnen, *, crisis: bool) -> date:
    """The day of the first conversation (R-TRM-1, R-TRM-2)."""
    if crisis:
        return add_working_days(ontvangen, terms.bedreigende_situatie_werkdagen, vrij=terms.vrije_dagen)
    return ontvangen + timedelta(days=terms.eerste_gesprek_dagen)

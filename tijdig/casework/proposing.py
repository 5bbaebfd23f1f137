"""Write proposals for many zaken at once: weigh their facts against the kader in force (R-TRI-1, R-TRI-2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from tijdig.bulk import insert_rows
from tijdig.policies import policy_on
from tijdig.rules.terms import Zaakstatus
from tijdig.rules.triage import Feiten, Voorstel, weigh

from .facts import facts_of
from .models import Vroegsignaalzaak, Weging
from .steps import refresh_steps

FIELDS = ("gemeente", "zaak", "dag", "feiten", "kader", "regel", "aanpak", "bakje", "team", "aankondiging",
          "vervolg", "adempauze_dagen", "redenen", "stand", "besluit_aanpak", "besluit_reden")  # fmt: skip

# A zaak that is being followed up keeps its bakje and status; the new proposal stands beside it.
# The list narrows the proposals, not the zaken: the engine would go through it again for each zaak.
TAKE_OVER = """
update casework_vroegsignaalzaak z set
    status = case when z.status = 'nieuw' then 'voorgesteld' else z.status end,
    bakje = case when z.status in ('nieuw', 'voorgesteld') then w.bakje else z.bakje end,
    team = case when z.status in ('nieuw', 'voorgesteld') then w.team else z.team end,
    versie = z.versie + 1
from casework_weging w
where w.zaak_id = z.id and w.stand = 'voorgesteld' and w.zaak_id = any(%s)
"""


def write_proposals(zaken: Sequence[int], *, gemeente_code: str, today: date) -> int:
    """Put a proposal ready for each of these zaken that is not closed. Returns for how many.

    Weighing again replaces a proposal nobody decided on yet. In the caller's transaction.
    """
    open_zaken = lock_open(zaken)
    if not open_zaken:
        return 0
    kader = policy_on(today, gemeente_code).afwegingskader
    Weging.objects.filter(zaak_id__among=open_zaken, stand=Weging.Stand.VOORGESTELD).update(
        stand=Weging.Stand.VERVALLEN
    )
    facts = facts_of(open_zaken, today=today)
    insert_rows(
        Weging, FIELDS,
        [proposal_row(gemeente_code, zaak, today, feiten, weigh(feiten, kader)) for zaak, feiten in facts.items()],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OVER, [open_zaken])
    _end_pauses([zaak for zaak, feiten in facts.items() if feiten.allows_no_pause], today)
    return len(facts)


def proposal_row(
    gemeente_code: str, zaak: int, today: date, feiten: Feiten, voorstel: Voorstel
) -> tuple[Any, ...]:
    """One proposal that waits for a person, in the order of FIELDS."""
    return (
        gemeente_code, zaak, today, feiten.to_json(), voorstel.versie, voorstel.regel, voorstel.aanpak.value,
        voorstel.bakje, voorstel.team, [soort.value for soort in voorstel.aankondiging],
        voorstel.vervolg.value if voorstel.vervolg else "", voorstel.adempauze_dagen, list(voorstel.redenen),
        Weging.Stand.VOORGESTELD.value, "", "",
    )  # fmt: skip


def _end_pauses(zaken: Sequence[int], today: date) -> None:
    """A threatening situation, or a partner that is new here, does not wait for the end of a pause (R-TRI-5)."""
    paused = Vroegsignaalzaak.objects.filter(pk__among=zaken, pauze_tot__isnull=False)
    ended = list(paused.values_list("pk", flat=True)) if zaken else []
    if ended:
        Vroegsignaalzaak.objects.filter(pk__among=ended).update(pauze_tot=None)
        refresh_steps(ended, today=today)


def lock_open(zaken: Sequence[int]) -> list[int]:
    """Those of these zaken that are not closed, locked in one order, so that two workers never wait in a ring."""
    return list(
        Vroegsignaalzaak.objects.select_for_update(no_key=True)
        .filter(pk__among=list(zaken))
        .exclude(status=Zaakstatus.AFGEROND)
        .order_by("pk")
        .values_list("pk", flat=True)
    )

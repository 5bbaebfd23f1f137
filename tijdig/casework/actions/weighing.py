"""Propose an approach for zaken, and let a person decide (R-TRI-1, R-TRI-2)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import batched

from django.db import connection, transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.casework import permissions
from tijdig.casework.facts import facts_of
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.steps import refresh_steps
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Aanpak, Zaakstatus
from tijdig.rules.triage import weigh

CHUNK = 4_000
FIELDS = ("gemeente", "zaak", "dag", "feiten", "kader", "regel", "aanpak", "bakje", "team", "redenen", "stand",
          "besluit_aanpak", "besluit_reden")  # fmt: skip

# A zaak that is being followed up keeps its bakje and status; the new proposal stands beside it.
TAKE_OVER = """
update casework_vroegsignaalzaak z set
    status = case when z.status = 'nieuw' then 'voorgesteld' else z.status end,
    bakje = case when z.status in ('nieuw', 'voorgesteld') then w.bakje else z.bakje end,
    team = case when z.status in ('nieuw', 'voorgesteld') then w.team else z.team end,
    versie = z.versie + 1
from casework_weging w
where w.zaak_id = z.id and w.stand = 'voorgesteld' and z.id = any(%s)
"""


def propose_wegingen(zaken: Sequence[int], *, gemeente_code: str, today: date, by: Actor) -> None:
    """Weigh these zaken against the kader in force and put the proposals ready for a person.

    Weighing again replaces a proposal nobody decided on yet. Chunked, one transaction each.
    """
    for chunk in batched(sorted(zaken), CHUNK):
        with working_for(gemeente_code):
            _propose_chunk(list(chunk), gemeente_code, today)
            record(
                "zaken.gewogen",
                subject=f"gemeente:{gemeente_code}",
                by=by,
                ground="wgs.3.1.b",
                zaken=len(chunk),
            )


def _propose_chunk(zaken: list[int], gemeente_code: str, today: date) -> None:
    kader = policy_on(today, gemeente_code).afwegingskader
    Weging.objects.filter(zaak_id__in=zaken, stand=Weging.Stand.VOORGESTELD).update(
        stand=Weging.Stand.VERVALLEN
    )
    rows = []
    for zaak, feiten in facts_of(zaken, today=today).items():
        voorstel = weigh(feiten, kader)
        rows.append((gemeente_code, zaak, today, feiten.to_json(), voorstel.versie, voorstel.regel,
                     voorstel.aanpak.value, voorstel.bakje, voorstel.team, list(voorstel.redenen),
                     Weging.Stand.VOORGESTELD.value, "", ""))  # fmt: skip
    insert_rows(Weging, FIELDS, rows)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OVER, [zaken])


@transaction.atomic
def confirm_voorstellen(zaken: Iterable[int], *, today: date, by: Actor) -> int:
    """A person agrees with the proposals of these zaken, one or many at once (R-TRI-2).

    Zaken without an open proposal are passed over, so a double click counts once. Returns how many were confirmed.
    Errors: Refused when `by` may not, or when one of them must be decided on alone.
    """
    require(by.refusal_without(Right.VOORSTELLEN_BEVESTIGEN))
    ids = sorted(set(zaken))
    locked = list(
        Vroegsignaalzaak.objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    wegingen = list(Weging.objects.filter(zaak_id__in=locked, stand=Weging.Stand.VOORGESTELD))
    if any(weging.aanpak == Aanpak.VOORLEGGEN for weging in wegingen):
        raise Refused(
            "Bij minstens één zaak laat het kader de keuze aan u. Open die zaak en kies zelf een aanpak. "
            "Er is nog niets bevestigd."
        )
    _decide([(weging, weging.aanpak, "") for weging in wegingen], today=today, by=by)
    chosen = [weging.zaak_id for weging in wegingen]
    _take_up(chosen, today=today)
    for weging in wegingen:
        record(
            "voorstel.bevestigd", subject=f"zaak:{weging.zaak_id}", by=by, ground="wgs.3.1.b", aanpak=weging.aanpak,
            kader=weging.kader,
        )  # fmt: skip
    return len(wegingen)


@transaction.atomic
def decide_otherwise(
    zaak_id: int, *, aanpak: Aanpak, reden: str, versie: int, today: date, by: Actor
) -> None:
    """A person chooses another approach than proposed, and says why (R-TRI-2). Errors: Refused."""
    require(
        by.refusal_without(Right.ZAKEN_BEHANDELEN),
        None if reden.strip() else "Schrijf op waarom u een andere aanpak kiest.",
        "Kies een aanpak." if aanpak is Aanpak.VOORLEGGEN else None,
    )
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    require(permissions.refusal_of_old_version(zaak, versie), permissions.refusal_when_closed(zaak))
    require(permissions.refusal_to_visit(zaak, aanpak, today))
    weging = Weging.objects.filter(zaak=zaak, stand=Weging.Stand.VOORGESTELD).first()
    if weging is None:
        raise Refused("Over deze zaak is al beslist. Ververs de pagina.")
    _decide([(weging, aanpak, reden.strip())], today=today, by=by)
    _take_up([zaak_id], today=today)
    record(
        "voorstel.anders_besloten", subject=f"zaak:{zaak_id}", by=by, ground="wgs.3.1.b", voorgesteld=weging.aanpak,
        gekozen=aanpak.value,
    )  # fmt: skip


def _decide(decisions: Iterable[tuple[Weging, str, str]], *, today: date, by: Actor) -> None:
    changed = []
    for weging, aanpak, reden in decisions:
        weging.stand = Weging.Stand.ANDERS if reden else Weging.Stand.BEVESTIGD
        weging.besluit_aanpak, weging.besluit_reden = aanpak, reden
        weging.besluit_door_id, weging.besluit_op = by.user_id, moment_on(today)
        changed.append(weging)
    Weging.objects.bulk_update(
        changed, ["stand", "besluit_aanpak", "besluit_reden", "besluit_door", "besluit_op"], batch_size=500
    )


APPLY = """
update casework_vroegsignaalzaak z set
    aanpak = w.besluit_aanpak, status = 'in_opvolging', bakje = w.bakje, team = w.team, versie = z.versie + 1
from (
    select distinct on (zaak_id) zaak_id, besluit_aanpak, bakje, team from casework_weging
    where zaak_id = any(%s) and stand in ('bevestigd', 'anders') order by zaak_id, id desc
) w where z.id = w.zaak_id and z.status in ('nieuw', 'voorgesteld', 'in_opvolging')
"""


def _take_up(zaken: Sequence[int], *, today: date) -> None:
    """The decision becomes the approach of the zaak; the first step of its sequence is due."""
    with connection.cursor() as cursor:
        cursor.execute(APPLY, [list(zaken)])
    refresh_steps(zaken, today=today)


def unweighed_zaken(*, gemeente_code: str) -> list[int]:
    """Zaken that were matched but not weighed yet: a crash came between the two."""
    with working_for(gemeente_code):
        return list(Vroegsignaalzaak.objects.filter(status=Zaakstatus.NIEUW).values_list("pk", flat=True))

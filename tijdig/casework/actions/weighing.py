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
from tijdig.bulk import refresh_statistics
from tijdig.casework import permissions
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.proposing import lock_open, write_proposals
from tijdig.casework.reach import zaken_only_by_letter
from tijdig.casework.steps import refresh_steps
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.terms import Aanpak
from tijdig.rules.triage import CRISIS_BAKJE, REACHING, VISITS

from .opening import locked_zaak

CHUNK = 4_000


def propose_wegingen(zaken: Sequence[int], *, gemeente_code: str, today: date, by: Actor) -> None:
    """Weigh these zaken against the kader in force and put the proposals ready for a person.

    Weighing again replaces a proposal nobody decided on yet. Chunked, one transaction each.
    """
    for chunk in batched(sorted(zaken), CHUNK):
        with working_for(gemeente_code):
            count = write_proposals(chunk, gemeente_code=gemeente_code, today=today)
            record(
                "zaken.gewogen", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", zaken=count
            )
        refresh_statistics(Weging)


@transaction.atomic
def confirm_voorstellen(zaken: Iterable[int], *, today: date, by: Actor) -> int:
    """A person agrees with the proposals of these zaken, one or many at once (R-TRI-2).

    Zaken without an open proposal are passed over, so a double click counts once. Returns how many were confirmed.
    Errors: Refused when `by` may not, or when one of them must be decided on alone.
    """
    require(by.refusal_without(Right.VOORSTELLEN_BEVESTIGEN))
    locked = lock_open(sorted(set(zaken)))
    wegingen = list(Weging.objects.filter(zaak_id__among=locked, stand=Weging.Stand.VOORGESTELD))
    require(_refusal_to_leave_open(wegingen), _refusal_of_reach(wegingen, today))
    _decide([(weging, weging.aanpak, "") for weging in wegingen], today=today, by=by)
    chosen = [weging.zaak_id for weging in wegingen]
    _take_up(chosen, today=today)
    for weging in wegingen:
        record(
            "voorstel.bevestigd", subject=f"zaak:{weging.zaak_id}", by=by, ground="wgs.3.1.b", aanpak=weging.aanpak,
            kader=weging.kader,
        )  # fmt: skip
    return len(wegingen)


def _refusal_to_leave_open(wegingen: Iterable[Weging]) -> str | None:
    if not any(weging.aanpak == Aanpak.VOORLEGGEN for weging in wegingen):
        return None
    return (
        "Bij minstens één zaak laat het kader de keuze aan u. Open die zaak en kies zelf een aanpak. "
        "Er is nog niets bevestigd."
    )


def _refusal_of_reach(wegingen: Sequence[Weging], today: date) -> str | None:
    """R-ADM-6, R-BRP-8: the list, or what the BRP says, may have changed since the proposal was made."""
    reaching = [weging.zaak_id for weging in wegingen if weging.aanpak in REACHING]
    if reaching and zaken_only_by_letter(reaching):
        return (
            "Bij minstens één zaak kan alleen een brief: de persoon staat onder curatele of is minderjarig. "
            "Open die zaak en kies een brief. Er is nog niets bevestigd."
        )
    visits = [weging.zaak_id for weging in wegingen if weging.aanpak in VISITS]
    if not visits or not permissions.zaken_without_visit(visits, today):
        return None
    return (
        "Bij minstens één zaak is een huisbezoek niet mogelijk. Open die zaak en kies een andere aanpak. "
        "Er is nog niets bevestigd."
    )


@transaction.atomic
def decide_otherwise(
    zaak_id: int, *, aanpak: Aanpak, reden: str, versie: int, today: date, by: Actor
) -> None:
    """A person chooses another approach than proposed, and says why (R-TRI-2). Errors: Refused.

    On a zaak that is followed up already the kader is asked again first, so that what it says today is kept too.
    """
    require(
        by.refusal_without(Right.ZAKEN_BEHANDELEN),
        None if reden.strip() else "Schrijf op waarom u een andere aanpak kiest.",
        "Kies een aanpak." if aanpak is Aanpak.VOORLEGGEN else None,
    )
    zaak = locked_zaak(zaak_id, versie=versie)
    require(permissions.refusal_when_closed(zaak), permissions.refusal_of_aanpak(zaak, aanpak, today))
    proposals = Weging.objects.filter(zaak=zaak, stand=Weging.Stand.VOORGESTELD)
    if not proposals.exists():
        write_proposals([zaak_id], gemeente_code=zaak.gemeente_id, today=today)
    weging = proposals.get()
    _decide([(weging, aanpak, reden.strip())], today=today, by=by)
    _take_up([zaak_id], today=today)
    _put_in_bakje_of(zaak, aanpak, today)
    record(
        "voorstel.anders_besloten", subject=f"zaak:{zaak_id}", by=by, ground="wgs.3.1.b", voorgesteld=weging.aanpak,
        gekozen=aanpak.value,
    )  # fmt: skip


def _put_in_bakje_of(zaak: Vroegsignaalzaak, aanpak: Aanpak, today: date) -> None:
    """The work list where the kader puts this approach; a crisis stays on top (R-TRM-2)."""
    kader = policy_on(today, zaak.gemeente_id).afwegingskader
    rules = [r for r in kader.regels if r.dan is aanpak and r.bakje != CRISIS_BAKJE and not r.asks_for_shv]
    bakje = rules[0].bakje if rules else aanpak.value
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).exclude(bakje=CRISIS_BAKJE).update(bakje=bakje)


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
    aanpak = w.besluit_aanpak, status = 'in_opvolging', bakje = w.bakje, team = w.team, versie = z.versie + 1,
    pauze_tot = case when w.stand = 'bevestigd' and w.adempauze_dagen > 0 and not z.crisis
        then w.dag + w.adempauze_dagen end
from (
    select distinct on (zaak_id) zaak_id, besluit_aanpak, bakje, team, stand, dag, adempauze_dagen from casework_weging
    where zaak_id = any(%s) and stand in ('bevestigd', 'anders') order by zaak_id, id desc
) w where z.id = w.zaak_id and z.status in ('nieuw', 'voorgesteld', 'in_opvolging')
"""


def _take_up(zaken: Sequence[int], *, today: date) -> None:
    """The decision becomes the approach of the zaak; the first step of its sequence is due."""
    with connection.cursor() as cursor:
        cursor.execute(APPLY, [list(zaken)])
    refresh_steps(zaken, today=today)

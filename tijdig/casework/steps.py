"""The next step of each zaak by the sequence of its approach, for many zaken at once (R-OUT-4)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from tijdig.bulk import update_rows
from tijdig.policies import policy_on
from tijdig.policies.model import Beleid
from tijdig.prepared import ask_about
from tijdig.rules.announcement import Kaderbesluit, steered
from tijdig.rules.sequence import (
    Poging,
    Sequentie,
    Stapvoorwaarde,
    VolgendeStap,
    only_letters,
    upcoming_step,
)
from tijdig.rules.terms import Aanpak, Contactsoort, Zaakstatus

from .models import Vroegsignaalzaak
from .reach import OF_WRITTEN, ONLY_BY_LETTER, OWN_CHANNEL

STEP_OF_CONTACT = {
    Contactsoort.BRIEF: Aanpak.BRIEF,
    Contactsoort.KAART: Aanpak.BRIEF,
    Contactsoort.TELEFOON: Aanpak.BELLEN,
    Contactsoort.EMAIL: Aanpak.EMAIL,
    Contactsoort.SMS_WHATSAPP: Aanpak.SMS,
    Contactsoort.HUISBEZOEK: Aanpak.HUISBEZOEK_AANGEKONDIGD,
}

WITH_GUARDS = """
with onveilig as materialized ({onveilig})
select z.id, z.gemeente_id, z.aanpak, z.crisis, w.vervolg, w.aankondiging,
    case when z.crisis then null else z.pauze_tot end as pauze_tot,
    (select max(w.besluit_op at time zone 'Europe/Amsterdam')::date from casework_weging w
        where w.zaak_id = z.id and w.besluit_op is not null) as gekozen_op,
    coalesce((select max(s.heropend_op) from casework_afsluiting s where s.zaak_id = z.id), 'epoch'::date) as sinds,
    bool_or(v.telefoon <> '' and {eigen_kanaal}) as telefoon, bool_or(v.email <> '' and {eigen_kanaal}) as email,
    {alleen_brief} as alleen_brief,
    coalesce(bool_or(t.briefadres), false) or z.id in (select o.zaak_id from onveilig o) as verboden,
    (select max(a.gemaakt_op) from casework_afspraak a
        where a.zaak_id = z.id and a.stand in ('gepland', 'geweest')) as afgesproken_op
from casework_vroegsignaalzaak z
left join lateral (
    select w.vervolg, w.aankondiging from casework_weging w
    where w.zaak_id = z.id and w.besluit_op is not null and w.stand = 'bevestigd' and w.besluit_aanpak = z.aanpak
        and not exists (select 1 from casework_weging later where later.zaak_id = z.id
            and later.besluit_op is not null and later.id > w.id)
) w on true
left join casework_zaaksignaal zs on zs.zaak_id = z.id
left join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
left join checks_toets t on t.vroegsignaal_id = v.id
left join checks_inwoner i on i.id = t.inwoner_id
where z.id = any(%(zaken)s) and z.status = %(gevolgd)s
group by z.id, w.vervolg, w.aankondiging
"""
TRIED = """
select zaak_id, soort, datum, bereikt, kondigt_aan, bezoekdag from casework_contactpoging where zaak_id = any(%(zaken)s)
"""
FACTS = WITH_GUARDS.format(onveilig=OF_WRITTEN, eigen_kanaal=OWN_CHANNEL, alleen_brief=ONLY_BY_LETTER)


def refresh_steps(zaken: Sequence[int], *, today: date) -> None:
    """Write on each zaak which step comes next and when; nothing when it was reached or closed (R-OUT-4).

    What happened before a reopening does not count: the sequence starts again there.
    """
    if not zaken:
        return
    followed = {"zaken": list(zaken), "dag": today, "gevolgd": str(Zaakstatus.IN_OPVOLGING)}
    rows = [row._asdict() for row in ask_about(FACTS, followed, things=len(zaken))]
    ids = [row["id"] for row in rows]
    if len(ids) < len(set(zaken)):  # new or closed: no step comes next
        rest = Vroegsignaalzaak.objects.filter(pk__among=list(set(zaken) - set(ids))).exclude(
            volgende_stap=""
        )
        rest.update(volgende_stap="", volgende_op=None, volgende_kondigt_aan=False)
    if not ids:
        return
    attempts: dict[int, list[Any]] = defaultdict(list)
    for poging in ask_about(TRIED, {"zaken": ids}, things=len(ids)):
        attempts[poging.zaak_id].append(poging)
    update_rows(
        Vroegsignaalzaak, "id", ("volgende_stap", "volgende_op", "volgende_kondigt_aan"),
        [_row(row, [a for a in attempts[row["id"]] if a.datum >= row["sinds"]], today) for row in rows],
    )  # fmt: skip


def _row(row: dict[str, Any], attempts: list[Any], today: date) -> tuple[int, str, date | None, bool]:
    stap = _step(row, attempts, today)
    if stap is None:
        return row["id"], "", None, False
    return row["id"], stap.aanpak.value, stap.op, stap.kondigt_aan


def _step(row: dict[str, Any], attempts: list[Any], today: date) -> VolgendeStap | None:
    aanpak, start = Aanpak(row["aanpak"]), max(row["gekozen_op"] or today, row["sinds"])
    beleid = policy_on(start, row["gemeente_id"])
    known = {Stapvoorwaarde.TELEFOON_BEKEND: row["telefoon"], Stapvoorwaarde.EMAIL_BEKEND: row["email"]}
    return upcoming_step(
        _steps_of(row, aanpak, beleid),
        [_as_poging(one, aanpak) for one in attempts if one.soort in STEP_OF_CONTACT],
        start=start,
        reached=any(one.bereikt == "ja" for one in attempts) or _has_agreed(row),
        closed=False,
        bekend=frozenset(name for name, is_known in known.items() if is_known),
        onveilig=row["verboden"],
        vrij=beleid.termijnen.vrije_dagen,
        niet_voor=row["pauze_tot"],
        brief_vooraf=beleid.aankondiging.brief_vooraf,
    )


def _steps_of(row: dict[str, Any], aanpak: Aanpak, beleid: Beleid) -> Sequentie:
    """The steps of the approach, as the kader steers them; for who may only be written to, the letters of it."""
    steps = beleid.sequentie.get(aanpak, ())
    if steps and row["alleen_brief"]:
        return only_letters(steps) or only_letters(beleid.sequentie.get(Aanpak.BRIEF, ()))
    return steered(steps, aanpak=aanpak, besluit=_besluit(row), beleid=beleid.aankondiging)


def _besluit(row: dict[str, Any]) -> Kaderbesluit:
    """What the kader said beside its approach; nothing when a person chose another one."""
    return Kaderbesluit(
        vervolg=Aanpak(row["vervolg"]) if row["vervolg"] else None,
        aankondiging=tuple(map(Contactsoort, row["aankondiging"] or ())), crisis=row["crisis"],
    )  # fmt: skip


def _has_agreed(row: dict[str, Any]) -> bool:
    """Who made an appointment was reached."""
    return row["afgesproken_op"] is not None and row["afgesproken_op"] >= row["sinds"]


def _as_poging(attempt: Any, aanpak: Aanpak) -> Poging:
    """A visit counts as the kind of visit that was chosen."""
    step = STEP_OF_CONTACT[Contactsoort(attempt.soort)]
    if step is Aanpak.HUISBEZOEK_AANGEKONDIGD and aanpak is Aanpak.HUISBEZOEK_ONAANGEKONDIGD:
        step = aanpak
    return Poging(
        aanpak=step, datum=attempt.datum, kondigt_aan=attempt.kondigt_aan, bezoekdag=attempt.bezoekdag
    )

"""Is this person in schuldhulpverlening already? One statement for many signals (R-SHV-1..3).

The register is reached through the list that the gemeente uploads, or asked itself (`actions/shv_register.py`); both
end in one table of fingerprints, without a BSN. Who was not asked yet is not checked, never "not known there".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tijdig.policies import policy_on
from tijdig.rules.retention import add_months
from tijdig.rules.terms import ShvUitkomst

# What the list says of a person: running when admitted and not ended (R-SHV-1), aftercare when it ended less than the
# months of policy ago (R-SHV-2). Of several lines the running one names the professional, then the latest.
STANDING = """
select x.bsn_kenmerk,
    case when bool_or(lopend) then 'lopend' when bool_or(nazorg) then 'nazorg' else 'onbekend' end as shv,
    coalesce((array_agg(x.professional order by lopend desc, x.ingang desc) filter (where lopend or nazorg))[1], '')
        as professional
from (
    select *, ingang <= %(dag)s and (einde is null or einde >= %(dag)s) as lopend,
        einde is not null and einde < %(dag)s and einde > %(nazorg_vanaf)s as nazorg
    from checks_shvinschrijving where bsn_kenmerk <> ''
) x
where {of_whom} group by x.bsn_kenmerk
"""
OF_SOME = STANDING.format(of_whom="x.bsn_kenmerk = any(%(kenmerken)s)")
APPLY = """
with lijst as (
    select not g.shv_koppeling and exists (select 1 from checks_shvinschrijving) as er, g.shv_koppeling as dienst
    from accounts_gemeente g where g.code = %(gemeente)s
), stand as ({standing})
update checks_toets t set shv = found.shv, shv_professional = found.professional
from (
    select t.id, coalesce(stand.professional, '') as professional,
        case when coalesce(i.bsn_kenmerk, '') = '' then 'niet_gecontroleerd'
            when not (lijst.er or (lijst.dienst and i.shv_gevraagd_op is not null)) then 'niet_gecontroleerd'
            else coalesce(stand.shv, 'onbekend') end as shv
    from checks_toets t
    cross join lijst
    join intake_vroegsignaal v on v.id = t.vroegsignaal_id and v.afgedaan_als = ''
    left join checks_inwoner i on i.id = t.inwoner_id
    left join stand on stand.bsn_kenmerk = i.bsn_kenmerk
    where {these}
) found
where {these} and t.id = found.id
    and (t.shv, t.shv_professional) is distinct from (found.shv, found.professional)
"""
# Two texts, not one with "or": an "or" would make the engine look at every check for each signal.
APPLY_TO_ALL = APPLY.format(standing=STANDING.format(of_whom="true"), these="true")
APPLY_TO_SOME = APPLY.format(
    standing=STANDING.format(
        of_whom="x.bsn_kenmerk in (select i.bsn_kenmerk from checks_toets t join checks_inwoner i "
        "on i.id = t.inwoner_id where t.vroegsignaal_id = any(%(signalen)s))"
    ),
    these="t.vroegsignaal_id = any(%(signalen)s)",
)
NOT_CHECKED = (ShvUitkomst.NIET_GECONTROLEERD.value, "")


@dataclass(frozen=True)
class ShvLijst:
    """What the gemeente's list says of some persons. `er`: there is a list at all."""

    er: bool
    per_kenmerk: Mapping[str, tuple[str, str]]

    def standing(self, kenmerk: str) -> tuple[str, str]:
        """Outcome and professional. Without a list, or a BSN, it was not checked: never 'not known there'."""
        if not self.er or not kenmerk:
            return NOT_CHECKED
        return self.per_kenmerk.get(kenmerk, (ShvUitkomst.ONBEKEND.value, ""))


def read_shv_list(kenmerken: Iterable[str], *, today: date, gemeente_code: str) -> ShvLijst:
    """What the list says of the persons with these fingerprints, with two questions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select not shv_koppeling and exists (select 1 from checks_shvinschrijving) from accounts_gemeente "
            "where code = %s", [gemeente_code],
        )  # fmt: skip
        er = bool(cursor.fetchone()[0])
        if not er:
            return ShvLijst(er=False, per_kenmerk={})
        cursor.execute(OF_SOME, _days(today, gemeente_code) | {"kenmerken": list(kenmerken)})
        return ShvLijst(
            er, {kenmerk: (shv, professional) for kenmerk, shv, professional in cursor.fetchall()}
        )


def _days(today: date, gemeente_code: str) -> dict[str, Any]:
    months = policy_on(today, gemeente_code).termijnen.shv_nazorg_maanden
    return {"dag": today, "nazorg_vanaf": add_months(today, -months)}


def apply_shv_list(cursor: Any, signalen: Sequence[int] | None, *, today: date, gemeente_code: str) -> int:
    """Write on each check what the SHV list says; None = all open signals. Returns how many changed."""
    parameters = _days(today, gemeente_code) | {"signalen": list(signalen or ()), "gemeente": gemeente_code}
    cursor.execute(APPLY_TO_ALL if signalen is None else APPLY_TO_SOME, parameters)
    return int(cursor.rowcount)

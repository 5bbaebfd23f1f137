"""Is this person in schuldhulpverlening already? One statement for many signals (R-SHV-1..3).

The register is reached through the list that the gemeente uploads; it holds fingerprints, no BSNs.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tijdig.policies import policy_on
from tijdig.rules.retention import add_months

# Two texts, not one with "or": an "or" would make the engine look at every check for each batch.
APPLY_TO_ALL = """
with lijst as (select exists (select 1 from checks_shvinschrijving) as er)
update checks_toets t set shv = found.shv, shv_professional = found.professional
from (
    select t.id,
        case
            when not lijst.er or coalesce(i.bsn_kenmerk, '') = '' then 'niet_gecontroleerd'
            when bool_or(s.lopend) then 'lopend' when bool_or(s.nazorg) then 'nazorg' else 'onbekend'
        end as shv,
        coalesce((array_agg(s.professional order by s.lopend desc, s.ingang desc)
            filter (where s.lopend or s.nazorg))[1], '') as professional
    from checks_toets t
    cross join lijst
    join intake_vroegsignaal v on v.id = t.vroegsignaal_id and v.afgedaan_als = ''
    left join checks_inwoner i on i.id = t.inwoner_id
    left join lateral (
        select x.professional, x.ingang,
            x.ingang <= %(dag)s and (x.einde is null or x.einde >= %(dag)s) as lopend,
            x.einde is not null and x.einde < %(dag)s and x.einde > %(nazorg_vanaf)s as nazorg
        from checks_shvinschrijving x
        where x.gemeente_id = t.gemeente_id and x.bsn_kenmerk = i.bsn_kenmerk and i.bsn_kenmerk <> ''
    ) s on true
    where true
    group by t.id, lijst.er, i.bsn_kenmerk
) found
where t.id = found.id and (t.shv, t.shv_professional) is distinct from (found.shv, found.professional)
"""
APPLY_TO_SOME = APPLY_TO_ALL.replace("where true", "where t.vroegsignaal_id = any(%(signalen)s)").replace(
    "where t.id = found.id", "where t.vroegsignaal_id = any(%(signalen)s) and t.id = found.id"
)


def apply_shv_list(cursor: Any, signalen: Sequence[int] | None, *, today: date, gemeente_code: str) -> int:
    """Write on each check what the SHV list says; None = all open signals. Returns how many changed.

    Running: admitted and not ended (R-SHV-1). Aftercare: ended less than the months of policy ago (R-SHV-2).
    Without a list, or without a person whose BSN is known, it was not checked: never 'not known there'.
    """
    months = policy_on(today, gemeente_code).termijnen.shv_nazorg_maanden
    parameters = {
        "dag": today,
        "nazorg_vanaf": add_months(today, -months),
        "signalen": list(signalen or ()),
    }
    cursor.execute(APPLY_TO_ALL if signalen is None else APPLY_TO_SOME, parameters)
    return int(cursor.rowcount)

"""Who of a zaak may be reached how, as the database reads it for many zaken (R-BRP-5, R-BRP-6, R-BRP-8).

Under curatele the offer goes to the curator, of a minor to the parents: by letter, never to the door or the telephone
of the resident. Who died is reached in no way; what a partner delivered of them is theirs, not the household's.
Who is on the safety list is not visited: the address, and of a person every zaak about them, wherever they live now;
their old address is free again once the BRP says that they live elsewhere (R-ADM-6).
The pieces are aggregates over the signals of a zaak: `t` is the check, `i` the person (left joined), `v` the signal.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

BY_LETTER = """
    (coalesce(i.curatele, false) or coalesce(i.minderjarig, false) or coalesce(t.uitkomst, '') = 'minderjarig')
"""
DIED = """
    coalesce(i.overleden, false)
"""
ONLY_BY_LETTER = f"coalesce(bool_and({BY_LETTER}) filter (where not {DIED}), false)"
# Does the number or address in this signal belong to somebody whom one may call or mail?
OWN_CHANNEL = f"not ({BY_LETTER} or {DIED} or coalesce(t.uitkomst, '') = 'overleden')"

# Per zaak the entries of the safety list that count on a day. Few entries: begin there. `zaken`: id and adres_sleutel.
UNSAFE = """
select z.id as zaak_id, m.id as melding from checks_veiligheidsmelding m
join ({zaken}) z on z.adres_sleutel = m.adres_sleutel
where m.adres_sleutel <> '' and %(dag)s between m.ingang and m.einde
    and (m.bsn_kenmerk = '' or m.adres_sleutel = coalesce((
        select nullif(t.adres_sleutel, '') from checks_toets t join checks_inwoner i on i.id = t.inwoner_id
        where i.gemeente_id = m.gemeente_id and i.bsn_kenmerk = m.bsn_kenmerk order by t.op desc limit 1
    ), m.adres_sleutel))
union
select zs.zaak_id, m.id from checks_veiligheidsmelding m
join checks_inwoner i on i.gemeente_id = m.gemeente_id and i.bsn_kenmerk = m.bsn_kenmerk
join checks_toets t on t.inwoner_id = i.id
join casework_zaaksignaal zs on zs.vroegsignaal_id = t.vroegsignaal_id
where zs.zaak_id = any(%(zaken)s) and m.bsn_kenmerk <> '' and %(dag)s between m.ingang and m.einde
"""
OF_WRITTEN = UNSAFE.format(
    zaken="select id, adres_sleutel from casework_vroegsignaalzaak where id = any(%(zaken)s)"
)
OF_ZAKEN = """
select zs.zaak_id from casework_zaaksignaal zs
left join checks_toets t on t.vroegsignaal_id = zs.vroegsignaal_id
left join checks_inwoner i on i.id = t.inwoner_id
where zs.zaak_id = any(%(zaken)s) group by zs.zaak_id having {having}
"""
ONLY_LETTER_ZAKEN = OF_ZAKEN.format(having=ONLY_BY_LETTER)
NO_VISIT_ZAKEN = OF_ZAKEN.format(having=f"bool_or(t.briefadres) or {ONLY_BY_LETTER}")


def zaken_only_by_letter(zaken: Sequence[int]) -> set[int]:
    """Those of these zaken in which everybody who can be reached is under curatele or a minor."""
    return {zaak for (zaak,) in _rows(ONLY_LETTER_ZAKEN, {"zaken": list(zaken)})}


def zaken_not_to_visit(zaken: Sequence[int], day: date) -> set[int]:
    """Those without a home to visit, those to which only a letter goes, and those on the safety list of that day."""
    asked = {"zaken": list(zaken), "dag": day}
    unsafe = {zaak for zaak, _ in _rows(OF_WRITTEN, asked)}
    return unsafe | {zaak for (zaak,) in _rows(NO_VISIT_ZAKEN, asked)}


def safety_entries(zaak_id: int, day: date) -> list[int]:
    """The entries of the safety list that count for this zaak. Only for who may see why."""
    return [melding for _, melding in _rows(OF_WRITTEN, {"zaken": [zaak_id], "dag": day})]


def _rows(query: str, asked: dict[str, Any]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return list(cursor.fetchall())

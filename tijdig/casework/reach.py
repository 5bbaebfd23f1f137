"""Who of a zaak may be reached how, as the database reads it for many zaken (R-BRP-5, R-BRP-6, R-BRP-8).

Under curatele the offer goes to the curator, of a minor to the parents: by letter, never to the door or the telephone
of the resident. Who died is reached in no way; what a partner delivered of them is theirs, not the household's.
The pieces are aggregates over the signals of a zaak: `t` is the check, `i` the person (left joined), `v` the signal.
"""

from collections.abc import Sequence

from django.db import connection

BY_LETTER = "(coalesce(i.curatele, false) or coalesce(t.uitkomst, '') = 'minderjarig')"
DIED = "coalesce(i.overleden, false)"
ONLY_BY_LETTER = f"coalesce(bool_and({BY_LETTER}) filter (where not {DIED}), false)"
# Does the number or address in this signal belong to somebody whom one may call or mail?
OWN_CHANNEL = f"not ({BY_LETTER} or {DIED} or coalesce(t.uitkomst, '') = 'overleden')"

OF_ZAKEN = """
select zs.zaak_id from casework_zaaksignaal zs
left join checks_toets t on t.vroegsignaal_id = zs.vroegsignaal_id
left join checks_inwoner i on i.id = t.inwoner_id
where zs.zaak_id = any(%s) group by zs.zaak_id having {only}
"""
WHICH = OF_ZAKEN.format(only=ONLY_BY_LETTER)


def zaken_only_by_letter(zaken: Sequence[int]) -> set[int]:
    """Those of these zaken in which everybody who can be reached is under curatele or a minor."""
    with connection.cursor() as cursor:
        cursor.execute(WHICH, [list(zaken)])
        return {zaak for (zaak,) in cursor.fetchall()}

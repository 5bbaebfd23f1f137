"""What a later reading took the place of is kept for a while, and comes back when that one is withdrawn (R-MON-5).

Of one gemeente and month (`plaats`) the cells lie together in one row; a published figure lies in a row of its own.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from tijdig.monitor.models import Cijferlevering

# The cells of these months, in use until now.
SET_ASIDE = """
with weg as (
    delete from monitor_vergelijkcel c using unnest(%(codes)s::text[], %(maanden)s::date[]) n(code, maand)
    where c.bron = %(bron)s and c.code = n.code and c.maand = n.maand returning c.*
)
insert into monitor_vervangencijfer (levering_id, bron, code, plaats, inhoud, vervangen_op)
select levering_id, bron, code, maand::text,
    jsonb_agg(jsonb_build_array(indicator, dimensie, waarde, definitie, teller, noemer)), %(nu)s
from weg group by levering_id, bron, code, maand
"""
SET_FIGURES_ASIDE = """
with weg as (
    delete from monitor_gepubliceerdcijfer c
    using unnest(%(gebieden)s::text[], %(perioden)s::text[], %(cijfers)s::text[]) n(gebied, periode, cijfer)
    where c.gebied = n.gebied and c.periode = n.periode and c.cijfer = n.cijfer returning c.*
)
insert into monitor_vervangencijfer (levering_id, bron, code, plaats, inhoud, vervangen_op)
select levering_id, %(bron)s, gebied, periode || ' ' || cijfer, jsonb_build_array(waarde, eenheid, herkomst), %(nu)s
from weg
"""


def _bring_back(gone: str, write: str) -> str:
    """Of each place that a reading leaves empty, what lay there last. A withdrawn reading has nothing there."""
    return f"""
with leeg as ({gone}),
terug as (
    delete from monitor_vervangencijfer v using (
        select distinct on (a.bron, a.code, a.plaats) a.id
        from monitor_vervangencijfer a
        join (select distinct * from leeg) l(bron, code, plaats) using (bron, code, plaats)
        order by a.bron, a.code, a.plaats, a.levering_id desc
    ) laatste where v.id = laatste.id returning v.*
)
{write}
"""  # noqa: S608 (our text)


BRING_BACK = _bring_back(
    "delete from monitor_vergelijkcel where levering_id = %(levering)s returning bron, code, maand::text",
    """insert into monitor_vergelijkcel
    (levering_id, bron, code, maand, indicator, dimensie, waarde, definitie, teller, noemer)
select t.levering_id, t.bron, t.code, t.plaats::date, c ->> 0, c ->> 1, c ->> 2, c ->> 3, (c ->> 4)::bigint,
    (c ->> 5)::bigint
from terug t cross join jsonb_array_elements(t.inhoud) c""",
)
BRING_FIGURES_BACK = _bring_back(
    "delete from monitor_gepubliceerdcijfer where levering_id = %(levering)s "
    "returning %(bron)s::text, gebied, periode || ' ' || cijfer",
    """insert into monitor_gepubliceerdcijfer (levering_id, gebied, periode, cijfer, waarde, eenheid, herkomst)
select levering_id, code, split_part(plaats, ' ', 1), substr(plaats, strpos(plaats, ' ') + 1),
    (inhoud ->> 0)::numeric, inhoud ->> 1, inhoud ->> 2
from terug""",
)


def set_aside(
    cursor: Any,
    *,
    bron: str,
    maanden: Collection[tuple[str, date]],
    cijfers: Collection[tuple[str, str, str]],
    now: datetime,
) -> None:
    """Make room for these months (code, month) and published figures (gebied, periode, cijfer)."""
    if maanden:
        codes, months = zip(*maanden, strict=True)
        cursor.execute(SET_ASIDE, {"bron": bron, "codes": list(codes), "maanden": list(months), "nu": now})
    if cijfers:
        gebieden, perioden, namen = zip(*cijfers, strict=True)
        cursor.execute(
            SET_FIGURES_ASIDE,
            {"bron": bron, "gebieden": list(gebieden), "perioden": list(perioden), "cijfers": list(namen), "nu": now},
        )  # fmt: skip


def bring_back(cursor: Any, levering: Cijferlevering) -> int:
    """Take away what is in use of this reading, and what it replaced is in use again. Returns how much came back."""
    values = {"levering": levering.pk, "bron": str(levering.bron)}
    cursor.execute("delete from monitor_vervangencijfer where levering_id = %(levering)s", values)
    count = 0
    for text in (BRING_BACK, BRING_FIGURES_BACK):
        cursor.execute(text, values)
        count += int(cursor.rowcount)
    return count

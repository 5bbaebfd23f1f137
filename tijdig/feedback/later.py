"""How it goes on after help was accepted: facts for the partner, each told once (R-TER-1).

Read are a member of a closed list and a day. What somebody wrote beside it is not read here, so it cannot come out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from tijdig.casework.models import Vervolguitkomst, ZaakSignaal
from tijdig.feedback.models import Terugkoppeling
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.terms import Vervolg


@dataclass(frozen=True, kw_only=True, slots=True)
class LaterFact:
    """What was heard of the resident behind one signal, before the whitelist."""

    partner: int
    vroegsignaal: int
    referentie: str
    soort: str
    vervolg: Vervolg
    op: date


SIGNAL = "afsluiting__zaak__zaaksignalen__vroegsignaal"


def later_facts() -> Iterator[LaterFact]:
    """Every later outcome of a closing in force that was not told yet of a signal; the oldest first."""
    told = Terugkoppeling.objects.filter(
        vroegsignaal=OuterRef(f"{SIGNAL}_id"), code=OuterRef("wordt"), herroepen_op__isnull=True
    )
    rows = what_is_so().filter(
        ~Exists(told), afsluiting__zaak__gewist_op__isnull=True, afsluiting__zaak__zaaksignalen__isnull=False
    )
    for signal, partner, referentie, soort, vervolg, op in rows.order_by("op", "pk").values_list(
        f"{SIGNAL}_id", f"{SIGNAL}__partner_id", f"{SIGNAL}__referentie", f"{SIGNAL}__soort", "soort", "op"
    ):
        yield LaterFact(
            partner=partner, vroegsignaal=signal, referentie=referentie, soort=soort, vervolg=Vervolg(vervolg), op=op
        )  # fmt: skip


def what_is_said_later(signals: Collection[int]) -> set[tuple[int, date, str]]:
    """Signal, day and code of every later outcome that still holds. Two look-ups, no join."""
    zaak_of = dict(
        ZaakSignaal.objects.filter(vroegsignaal_id__among=signals).values_list("vroegsignaal_id", "zaak_id")
    )
    says: dict[int, list[tuple[date, str]]] = {}
    rows = what_is_so().filter(afsluiting__zaak_id__among=set(zaak_of.values()))
    for zaak, op, code in rows.values_list("afsluiting__zaak_id", "op", "wordt"):
        says.setdefault(zaak, []).append((op, code))
    return {(signal, *said) for signal, zaak in zaak_of.items() for said in says.get(zaak, ())}


def what_is_so() -> QuerySet[Any]:
    """Later outcomes that count: after acceptance, not taken back, of the closing in force, with a code."""
    rows = with_code(Vervolguitkomst.objects.filter(vervallen_op__isnull=True))
    return rows.filter(~Q(afsluiting__hulptype=""), afsluiting__heropend_op__isnull=True)


def with_code(rows: QuerySet[Vervolguitkomst]) -> QuerySet[Any]:
    """Those that are told under a code, with that code as `wordt`."""
    codes = Case(
        *(When(soort=als.value, then=Value(code.value)) for als, code in CODE_BY_VERVOLG.items()),
        default=Value(""),
        output_field=CharField(),
    )
    return rows.annotate(wordt=codes).filter(~Q(wordt=""))

"""A small line counts when it is one of several, whoever delivered first (R-ADM-3; order of delivery does not matter).

A line under the threshold that another partner's signal would let in is refused, and remembered by its address and
month. As soon as that signal comes, it is judged again by the policy of its own day; its terms run from its receipt.
"""

from collections.abc import Sequence

from django.db.models import F

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, update_rows
from tijdig.intake import layout
from tijdig.intake.files.heading import Heading
from tijdig.intake.files.refused import Line
from tijdig.intake.known import look_up
from tijdig.intake.lines import LineReader
from tijdig.intake.models import Aanlevering, Aanleverregel, Vroegsignaal
from tijdig.intake.rows import REGEL_FIELDS, SIGNAAL_FIELDS, regel_row, signaal_row
from tijdig.intake.verdicts import Judge, Uitkomst
from tijdig.policies import policy_on
from tijdig.rules.admission import Toelating
from tijdig.rules.deadlines import Termijnen
from tijdig.rules.terms import Oordeel, PartnerType

AS_LAID_OUT = Heading(tuple(range(len(layout.NAMES))), (), len(layout.NAMES))


def judge_small_lines_again(aanlevering: Aanlevering, uitkomsten: Sequence[Uitkomst], *, by: Actor) -> int:
    """The small lines of other partners at the addresses of these lines. In the caller's transaction, under its lock.

    Returns how many were admitted after all.
    """
    places = {
        (uitkomst.gelezen.regel.adres.sleutel, uitkomst.gelezen.regel.geval.maand)
        for uitkomst in uitkomsten
        if uitkomst.gelezen.regel and (uitkomst.klein or uitkomst.oordeel is Oordeel.TOEGELATEN)
    }
    small = (
        Aanleverregel.objects.filter(
            klein_sleutel__among={sleutel for sleutel, _ in places}, ruw__isnull=False
        )
        .exclude(aanlevering__partner=aanlevering.partner_id)
        .select_related("aanlevering__partner")
        .order_by("aanlevering__ontvangen_op", "aanlevering_id", "nummer")
    )
    per_delivery: dict[Aanlevering, list[Aanleverregel]] = {}
    for line in small:
        if (line.klein_sleutel, line.klein_maand) in places:
            per_delivery.setdefault(line.aanlevering, []).append(line)
    return sum(_judge_again(earlier, lines, by=by) for earlier, lines in per_delivery.items())


def _judge_again(aanlevering: Aanlevering, lines: Sequence[Aanleverregel], *, by: Actor) -> int:
    reader = LineReader(AS_LAID_OUT, dag=aanlevering.dag, stappen=aanlevering.stappen)
    as_lines: list[Line] = [
        (line.nummer, [str((line.ruw or {}).get(name, "")) for name in layout.NAMES]) for line in lines
    ]
    gelezen = reader.read_many(as_lines)
    found = Judge(admission_for(aanlevering)).judge(
        gelezen, look_up(aanlevering, gelezen, with_neighbours=True)
    )
    changed = [uitkomst for uitkomst in found if uitkomst.oordeel is not Oordeel.GEWEIGERD]
    if not changed:
        return 0
    ids = {line.nummer: line.pk for line in lines}
    names = ("oordeel", "codes", "redenen", "ruw", "klein_sleutel", "klein_maand")
    places = [REGEL_FIELDS.index(name) for name in names]
    rows = [(uitkomst.gelezen.nummer, regel_row(aanlevering, uitkomst)) for uitkomst in changed]
    update_rows(
        Aanleverregel, "id", names, [(ids[nummer], *(row[place] for place in places)) for nummer, row in rows]
    )
    _write_signals(aanlevering, changed, policy_on(aanlevering.dag, aanlevering.gemeente_id).termijnen)
    admitted = sum(uitkomst.oordeel is Oordeel.TOEGELATEN for uitkomst in changed)
    Aanlevering.objects.filter(pk=aanlevering.pk).update(
        toegelaten=F("toegelaten") + admitted, dubbel=F("dubbel") + len(changed) - admitted,
        geweigerd=F("geweigerd") - len(changed),
    )  # fmt: skip
    record("aanlevering.alsnog_toegelaten", subject=f"aanlevering:{aanlevering.pk}", by=by, ground="wgs.8b",
           regels=admitted)  # fmt: skip
    return admitted


def admission_for(aanlevering: Aanlevering) -> Toelating:
    beleid = policy_on(aanlevering.dag, aanlevering.gemeente_id)
    return Toelating(
        beleid.toelating,
        dag=aanlevering.dag,
        gemeente=aanlevering.gemeente_id,
        partner_type=PartnerType(aanlevering.partner.soort),
        soorten=frozenset(aanlevering.partner.soorten),
    )


def write_verdicts(aanlevering: Aanlevering, uitkomsten: Sequence[Uitkomst], *, termijnen: Termijnen) -> None:
    insert_rows(Aanleverregel, REGEL_FIELDS, (regel_row(aanlevering, uitkomst) for uitkomst in uitkomsten))
    _write_signals(aanlevering, uitkomsten, termijnen)


def _write_signals(aanlevering: Aanlevering, uitkomsten: Sequence[Uitkomst], termijnen: Termijnen) -> None:
    insert_rows(
        Vroegsignaal,
        SIGNAAL_FIELDS,
        (
            signaal_row(aanlevering, uitkomst.gelezen.nummer, uitkomst.gelezen.regel, termijnen=termijnen)
            for uitkomst in uitkomsten
            if uitkomst.oordeel is Oordeel.TOEGELATEN and uitkomst.gelezen.regel is not None
        ),
    )

"""Ask the partner who a doubtful signal is about, with questions of a closed list, and note what it answered (R-BRP-4).

The signal stays on the list until somebody decides. The question leaves with the feedback of the partner (R-TER-2).
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, update_rows
from tijdig.checks.deciding import locked_doubt
from tijdig.checks.models import Partnervraag, Toets
from tijdig.checks.queries import open_questions_of
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.partner_questions import Antwoord, refusal_of_answers, refusal_to_ask
from tijdig.rules.terms import Twijfelbesluit, Vraagsoort

ASKED = ("gemeente", "vroegsignaal", "vraag", "gesteld_op", "gesteld_door")
ANSWERED = ("antwoord", "antwoord_tekst", "beantwoord_op", "beantwoord_door")


@transaction.atomic
def ask_partner(
    toets_id: int, *, vragen: Collection[Vraagsoort], reden: str, today: date, by: Actor
) -> Toets:
    """Ask the partner this; what was asked already and has no answer is not asked twice. `reden` stays inside.

    Errors: Refused when nothing is asked, or something that is not on the list of policy.
    """
    toets = locked_doubt(toets_id, by)
    asked = open_questions_of(toets)
    beleid = policy_on(today, toets.gemeente_id).partnervragen
    require(refusal_to_ask(vragen, open_vragen=asked.keys(), beleid=beleid))
    new = [vraag for vraag in Vraagsoort if vraag in vragen and vraag not in asked]
    rows = [(toets.gemeente_id, toets.vroegsignaal_id, vraag.value, today, by.user_id) for vraag in new]
    insert_rows(Partnervraag, (*ASKED, "antwoord", "antwoord_tekst"), [(*row, "", "") for row in rows])
    toets.besluit, toets.besluit_reden = Twijfelbesluit.VRAAG_AAN_PARTNER, reden.strip()
    toets.besluit_door_id, toets.besluit_op, toets.antwoord_op = by.user_id, timezone.now(), None
    toets.save(update_fields=["besluit", "besluit_reden", "besluit_door", "besluit_op", "antwoord_op"])
    record("twijfel.vraag_aan_partner", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="leidraad.3.2.2",
           vragen=", ".join(new))  # fmt: skip
    return toets


@transaction.atomic
def record_antwoorden(
    toets_id: int, *, antwoorden: Mapping[Vraagsoort, Antwoord], today: date, by: Actor
) -> Toets:
    """What the partner answered; the signal comes back on top of the list. Errors: Refused."""
    toets = locked_doubt(toets_id, by)
    asked = open_questions_of(toets)
    require(refusal_of_answers(antwoorden, open_vragen=asked.keys()))
    update_rows(
        Partnervraag, "id", ANSWERED,
        [
            (asked[vraag].pk, given.antwoord.value, given.tekst.strip(), today, by.user_id)
            for vraag, given in antwoorden.items()
        ],
    )  # fmt: skip
    toets.besluit, toets.antwoord_op = "", today
    toets.save(update_fields=["besluit", "antwoord_op"])
    record("twijfel.antwoord_van_partner", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="leidraad.3.2.2",
           vragen=", ".join(sorted(antwoorden)))  # fmt: skip
    return toets

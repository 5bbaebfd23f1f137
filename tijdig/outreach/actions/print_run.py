"""Print runs: letters for many zaken at once, each step of a zaak once (R-OUT-3, R-OUT-4)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import batched

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, next_ids
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging
from tijdig.outreach.letters.card import card_of, render_post
from tijdig.outreach.letters.manifest import Run, manifest_csv
from tijdig.outreach.letters.render import PER_PART, render_run
from tijdig.outreach.models import Brief, Printronde
from tijdig.outreach.planning import (
    ANNOUNCEMENT,
    CARD,
    Plan,
    Planned,
    Visit,
    due_zaken,
    plan_letters,
    try_on_paper,
)
from tijdig.outreach.reply.codes import codes_of, codes_of_rounds
from tijdig.outreach.shelf import kept_templates
from tijdig.outreach.stored import as_stored, letter_of
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.announcement import refusal_of_announced_day
from tijdig.rules.terms import Bereikt, Contactsoort, Dagdeel

POGING_FIELDS = ("id", "gemeente", "zaak", "soort", "datum", "dagdeel", "bereikt", "minuten", "notitie", "door",
                 "gemaakt_op", "kondigt_aan", "bezoekdag")  # fmt: skip
BRIEF_FIELDS = ("gemeente", "printronde", "zaak", "inwoner", "contactpoging", "volgnummer", "stap", "ronde", "sjabloon",
                "sjabloon_versie", "gegevens")  # fmt: skip
TRAIL_FIELDS = ("gemeente", "by", "what", "subject", "ground", "detail")


@transaction.atomic
def make_printronde(
    *,
    zaken: Iterable[int],
    gemeente_code: str,
    bezoekdag: date | None,
    dagdeel: str,
    today: date,
    by: Actor,
    per_ronde: int = PER_PART,
    kaarten: bool = False,
) -> Printronde:
    """Write a letter for each of these zaken (ids) of which that is the step now, and put the PDF in the queue.

    A run holds at most `per_ronde` letters, since joining PDFs would cost what makes them accessible; more
    letters make more runs, in postal order, of which the first comes back. Zaken that cannot have a letter now are
    left as they were (`plan_letters` says why). Asked again for the same zaken, it gives the run that has them.
    `kaarten`: reminders go as cards, in a run of their own.
    `bezoekdag`, `dagdeel`: of the visit that is announced; without them zaken with an announcement wait.
    Errors: Refused.
    """
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN), _refusal_of_visit(bezoekdag, gemeente_code, today))
    ids = sorted(set(zaken))
    due = due_zaken(today).filter(pk__in=ids).select_related("behandelaar")
    locked = list(due.select_for_update(of=("self",)).order_by("pk"))
    visit = Visit(dag=bezoekdag, dagdeel=Dagdeel(dagdeel)) if bezoekdag and dagdeel else None
    plan = try_on_paper(
        plan_letters(locked, gemeente_code=gemeente_code, today=today, visit=visit, by=by, cards=kaarten)
    )
    if not plan.letters:
        return _run_that_has(ids, today, plan)
    codes_of(plan.zaken, gemeente_code=gemeente_code, today=today)
    rondes = _write(plan, gemeente_code, today, by, per_ronde, visit)
    after_attempts(plan.zaken, gemeente_code=gemeente_code, today=today)
    for ronde in rondes:
        record(
            "printronde.gemaakt",
            subject=f"printronde:{ronde.pk}",
            by=by,
            ground="wgs.3.1.b",
            brieven=ronde.aantal,
        )
        app.configure_task("make_printronde", queue="brieven").defer(
            printronde_id=ronde.pk, gemeente_code=gemeente_code
        )
    return rondes[0]


def make_pdf(printronde_id: int, *, gemeente_code: str, by: Actor) -> None:
    """Make the PDF and the list of a run, once; called by the queue, safe to call again.

    A run whose letters were erased meanwhile is done without a PDF. Errors: Printronde.DoesNotExist.
    """
    with working_for(gemeente_code):
        ronde = Printronde.objects.select_for_update().get(pk=printronde_id)
        if ronde.klaar_op is not None:
            return
        brieven = list(Brief.objects.filter(printronde=ronde).order_by("volgnummer"))
        if all(brief.gegevens for brief in brieven):
            sjablonen = kept_templates((brief.sjabloon, brief.sjabloon_versie) for brief in brieven)
            codes = codes_of_rounds([brief.zaak_id for brief in brieven])
            run = Run(
                letters=tuple(
                    letter_of(brief, ronde.dag, sjablonen, codes.get((brief.zaak_id, brief.ronde)))
                    for brief in brieven
                )
            )
            ronde.pdf = _pdf_of(run, cards=brieven[0].sjabloon == CARD)
            ronde.sha256 = sha256(ronde.pdf).hexdigest()
            ronde.manifest = manifest_csv(run).decode()
        ronde.klaar_op = timezone.now()
        ronde.save(update_fields=["pdf", "sha256", "manifest", "klaar_op"])
        record("printronde.opgemaakt", subject=f"printronde:{ronde.pk}", by=by, ground="wgs.3.1.b",
               brieven=len(brieven))  # fmt: skip


def _pdf_of(run: Run, *, cards: bool) -> bytes:
    if cards:
        return render_post(list(map(card_of, run.letters)), title="Kaarten", day=run.letters[0].datum)
    (part,) = render_run(run, per_part=max(PER_PART, len(run.letters)))
    return part.pdf


@transaction.atomic
def mark_printed(printronde_id: int, *, by: Actor) -> Printronde:
    """Somebody says that the letters are on paper. Saying it twice changes nothing. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    ronde = Printronde.objects.select_for_update().get(pk=printronde_id)
    if ronde.afgedrukt_op is None:
        require("NotifyNL drukt deze brieven al af." if ronde.kanaal else None)
        ronde.afgedrukt_op = timezone.now()
        ronde.save(update_fields=["afgedrukt_op"])
        record("printronde.afgedrukt", subject=f"printronde:{ronde.pk}", by=by, ground="wgs.3.1.b",
               brieven=ronde.aantal)  # fmt: skip
    return ronde


def _refusal_of_visit(bezoekdag: date | None, gemeente_code: str, today: date) -> str | None:
    if bezoekdag is None:
        return None
    beleid = policy_on(today, gemeente_code)
    return refusal_of_announced_day(
        bezoekdag, brief_op=today, beleid=beleid.aankondiging, vrij=beleid.termijnen.vrije_dagen
    )


def _run_that_has(ids: Sequence[int], today: date, plan: Plan) -> Printronde:
    """A second click finds the run of the first."""
    brief = (
        Brief.objects.filter(zaak_id__in=ids, printronde__dag=today)
        .select_related("printronde")
        .order_by("-printronde_id", "volgnummer")
        .first()
    )
    if brief is not None:
        return brief.printronde
    why = f" {plan.held[0].uitleg}" if plan.held else ""
    raise Refused(f"Er is nu geen brief die kan worden afgedrukt.{why}")


def _write(
    plan: Plan, gemeente_code: str, today: date, by: Actor, per_ronde: int, visit: Visit | None
) -> list[Printronde]:
    """One contactpoging per zaak, one Brief per person, runs of at most `per_ronde`; one statement per table."""
    zaken = plan.zaken
    pogingen = dict(zip(zaken, next_ids(Contactpoging, len(zaken)), strict=True))
    _write_attempts(plan, pogingen, gemeente_code, today, by, visit)
    on_paper = [one for one in plan.letters if one.letter.sjabloon.id != CARD]
    as_cards = [one for one in plan.letters if one.letter.sjabloon.id == CARD]
    parts = [*batched(on_paper, per_ronde), *batched(as_cards, per_ronde)]
    rondes = Printronde.objects.bulk_create(
        Printronde(
            gemeente_id=gemeente_code,
            dag=today,
            door_id=by.user_id,
            aantal=len(part),
            bezoekdag=visit.dag if visit else None,
            dagdeel=visit.dagdeel if visit else "",
        ) for part in parts
    )  # fmt: skip
    insert_rows(
        Brief, BRIEF_FIELDS,
        [_brief_row(gemeente_code, ronde.pk, pogingen[planned.zaak.pk], number, planned)
         for ronde, part in zip(rondes, parts, strict=True) for number, planned in enumerate(part, 1)],
    )  # fmt: skip
    insert_rows(
        AuditEvent, TRAIL_FIELDS,
        [(gemeente_code, str(by), "brief.gemaakt", f"zaak:{zaak}", "wgs.3.1.b", {}) for zaak in zaken],
    )  # fmt: skip
    return rondes


def _write_attempts(
    plan: Plan, pogingen: Mapping[int, int], gemeente_code: str, today: date, by: Actor, visit: Visit | None
) -> None:
    """One per zaak. A letter that tells nobody the day, as to a curator, is the announcement too."""
    announce = {one.zaak.pk for one in plan.letters if one.zaak.volgende_kondigt_aan}
    told = {one.zaak.pk for one in plan.letters if one.letter.sjabloon.id == ANNOUNCEMENT}
    cards = {one.zaak.pk for one in plan.letters if one.letter.sjabloon.id == CARD}
    now, dag = timezone.now(), visit.dag if visit else None
    kind = {zaak: Contactsoort.KAART if zaak in cards else Contactsoort.BRIEF for zaak in pogingen}
    insert_rows(
        Contactpoging, POGING_FIELDS,
        [(poging, gemeente_code, zaak, kind[zaak].value, today, "", Bereikt.ONBEKEND.value, 0, "", by.user_id,
          now, zaak in announce, dag if zaak in told else None) for zaak, poging in pogingen.items()],
    )  # fmt: skip


def _brief_row(
    gemeente_code: str, ronde: int, poging: int, number: int, planned: Planned
) -> tuple[object, ...]:
    letter = planned.letter
    return (
        gemeente_code, ronde, planned.zaak.pk, planned.recipient.inwoner_id, poging, number, planned.stap,
        planned.ronde, letter.sjabloon.id, letter.sjabloon.versie, as_stored(letter),
    )  # fmt: skip

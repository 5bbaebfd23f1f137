"""What was done to reach the resident, on the time line of a zaak: letters, messages, visits, and a wish to stop.

What is an attempt stands on that attempt; what is none (a confirmation, a visit that is planned, a message that was
stopped) is a moment of its own (R-OUT-2, R-OUT-3, R-OUT-5). Four queries.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from tijdig.accounts.models import User
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.moments import Moment
from tijdig.outreach.models import Bericht, Bezoek, Brief, Stopverzoek
from tijdig.outreach.planning import ANNOUNCEMENT
from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.notation import day_in_full
from tijdig.rules.terms import (
    Berichtstand,
    Dagdeel,
    Deurreden,
    Deuruitkomst,
    Kanaal,
    Sjabloonsoort,
    Stopsoort,
)

OF_LETTER = (  # not the PDF of the run
    "contactpoging_id", "sjabloon", "sjabloon_versie", "stand", "reden", "retour_op", "printronde__bezoekdag",
    "printronde__dagdeel", "printronde__afgedrukt_op",
)  # fmt: skip
OF_VISIT = (  # four people, each with no more than a name
    "open", "uitkomst", "reden", "op", "plan__dag", "plan__dagdeel", "plan__gemaakt_op", "ronde__nummer",
    *(f"{who}__{name}" for who in ("plan__door", "ronde__bezoeker", "ronde__tweede", "door")
      for name in ("username", "first_name", "last_name")),
)  # fmt: skip
STOPPED = {
    Stopsoort.ZAAK: "Er gaat geen brief, sms of e-mail meer uit over deze zaak.",
    Stopsoort.TELEFOON: "Er gaat geen sms meer naar dit nummer.",
    Stopsoort.EMAIL: "Er gaat geen e-mail meer naar dit adres.",
}


@dataclass(frozen=True, kw_only=True)
class Reaching:
    """`on_attempts`: words on an attempt, by its id; `moments`: what is no attempt."""

    on_attempts: Mapping[int, str]
    moments: Sequence[Moment]


def reaching_of(zaak: Vroegsignaalzaak) -> Reaching:
    """All that went out, or did not, for this zaak."""
    letters = Brief.objects.filter(zaak=zaak).select_related("printronde").only(*OF_LETTER).order_by("pk")
    messages = list(Bericht.objects.filter(zaak=zaak).select_related("door").order_by("pk"))
    said: dict[int, dict[str, None]] = defaultdict(dict)  # in order, each sentence once
    for brief in letters:
        said[brief.contactpoging_id].update(dict.fromkeys(_of_letter(brief)))
    for bericht in messages:
        if bericht.contactpoging_id:
            said[bericht.contactpoging_id][_of_message(bericht)] = None
    moments = [
        *(_message(bericht) for bericht in messages if bericht.contactpoging_id is None),
        *_visits(zaak),
        *_stops(zaak),
    ]
    return Reaching(on_attempts={poging: " ".join(words) for poging, words in said.items()}, moments=moments)


def _of_letter(brief: Brief) -> Iterator[str]:
    yield f"Brief “{brief.sjabloon.replace('_', ' ')}”, versie {brief.sjabloon_versie}."
    ronde = brief.printronde
    if brief.sjabloon == ANNOUNCEMENT and ronde.bezoekdag and ronde.dagdeel:
        part = label_in_sentence(Dagdeel(ronde.dagdeel))
        yield f"De brief noemt het huisbezoek van {day_in_full(ronde.bezoekdag)}, {part}."
    if brief.retour_op is not None:
        yield f"De brief is niet gepost: {brief.reden}." if brief.reden else "De post bracht de brief terug."
    elif brief.stand:
        yield f"{label(Kanaal.NOTIFY)}: {label(Berichtstand(brief.stand))}."
    elif ronde.afgedrukt_op is None:
        yield "De brief is nog niet afgedrukt."


def _of_message(bericht: Bericht) -> str:
    return f"{label(Kanaal(bericht.kanaal))}: {label(Berichtstand(bericht.stand))}. {bericht.reden}".strip()


def _message(bericht: Bericht) -> Moment:
    """A confirmation of an appointment, or a message that did not leave."""
    stand, soort = Berichtstand(bericht.stand), Sjabloonsoort(bericht.soort)
    at = bericht.verzonden_op or bericht.gemaakt_op
    what = "Bevestiging van de afspraak" if bericht.afspraak_id else label(soort)
    words = [label(soort)] if bericht.afspraak_id else []
    words += [label(Kanaal(bericht.kanaal)), bericht.reden[:1].upper() + bericht.reden[1:]]
    return Moment(
        op=timezone.localdate(at), at=at, rank=4, icon="brief" if soort is Sjabloonsoort.BRIEF else "bericht",
        title=f"{what}: {label_in_sentence(stand)}", text=" ".join(f"{word}." for word in words if word),
        who=_by(bericht.door),
    )  # fmt: skip


def _visits(zaak: Vroegsignaalzaak) -> Iterator[Moment]:
    """Visits that stand in a round, and doors that nobody went to; a door that was tried is an attempt."""
    rows = Bezoek.objects.filter(zaak=zaak, ronde__isnull=False, contactpoging__isnull=True)
    people = ("plan__door", "ronde__bezoeker", "ronde__tweede", "door")
    for bezoek in rows.select_related(*people).only(*OF_VISIT):
        if bezoek.open and bezoek.ronde:
            plan, ronde = bezoek.plan, bezoek.ronde
            part, first = label_in_sentence(Dagdeel(plan.dagdeel)), ronde.bezoeker
            yield Moment(
                op=timezone.localdate(plan.gemaakt_op), at=plan.gemaakt_op, rank=4, icon="huisbezoek",
                title=f"Huisbezoek gepland op {day_in_full(plan.dag)}", who=_by(plan.door),
                text=f"In de {part}, door {first} en {ronde.tweede}." if ronde.tweede
                else f"In de {part}, door {first}.",
            )  # fmt: skip
        elif bezoek.uitkomst and bezoek.op:
            why = label(Deurreden(bezoek.reden)) if bezoek.reden else label(Deuruitkomst(bezoek.uitkomst))
            yield Moment(
                op=timezone.localdate(bezoek.op), at=bezoek.op, rank=4, icon="huisbezoek",
                title="Huisbezoek niet gedaan", text=f"{why}.", who=_by(bezoek.door),
            )  # fmt: skip


def _stops(zaak: Vroegsignaalzaak) -> Iterator[Moment]:
    for stop in Stopverzoek.objects.filter(zaak=zaak).select_related("door"):
        yield Moment(
            op=stop.op, rank=5, icon="let-op", title="De inwoner wil geen berichten meer",
            text=STOPPED[Stopsoort(stop.soort)], who=_by(stop.door),
        )  # fmt: skip
        if stop.einde:
            yield Moment(
                op=stop.einde, rank=5, icon="vink", title="De inwoner wil weer berichten",
                text="Het stopverzoek is ingetrokken.",
            )  # fmt: skip


def _by(user: User | None) -> str:
    return str(user) if user else "Tijdig"

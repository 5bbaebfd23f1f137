"""What the afwegingskader decided about a zaak, in the steps of its approach: the follow-up and the announcement.

Source: Leidraad 4 and 4.1 (announcing a visit is a choice of the gemeente). Rules R-OUT-4, R-OUT-5, R-TRI-1.

The edges, decided here:

- No follow-up in the rule of the kader: the steps of the gemeente stay as they are. A follow-up comes right after the
  approach itself; a step of that kind that came later is moved, the others keep their order behind it. A follow-up
  that is no way to reach somebody (to a person, to SHV) ends the steps: from there a person decides.
- A person who chose another approach than proposed is not bound by what the kader said beside its proposal.
- Every announced visit has a letter before it that names the day. The letter always comes first, whatever the kader
  names besides: a call that is answered ends the steps, and one that is not announces nothing. What the kader names
  besides comes between letter and visit; a step before the visit that it does not name, comes after it.
- In the steps of another approach that come to an announced visit, the letter is put before the visit without making
  the wait longer than it must be.
- A letter written by hand while the announcement was due, is the announcement; it binds to no day that we know.
"""

from dataclasses import dataclass, replace
from datetime import date

from tijdig.rules.deadlines import add_working_days
from tijdig.rules.notation import day_in_full
from tijdig.rules.sequence import HUISBEZOEKEN, Sequentie, Stap, Stapvoorwaarde, kind_of
from tijdig.rules.terms import Aanpak, Contactsoort

NO_REACHING = frozenset({Aanpak.VOORLEGGEN, Aanpak.OVERDRAGEN_SHV})
STEP_OF_ANNOUNCEMENT = {
    Contactsoort.TELEFOON: Aanpak.BELLEN,
    Contactsoort.SMS_WHATSAPP: Aanpak.SMS,
    Contactsoort.EMAIL: Aanpak.EMAIL,
}
NEEDED = {
    Aanpak.BELLEN: frozenset({Stapvoorwaarde.TELEFOON_BEKEND}),
    Aanpak.SMS: frozenset({Stapvoorwaarde.TELEFOON_BEKEND}),
    Aanpak.EMAIL: frozenset({Stapvoorwaarde.EMAIL_BEKEND}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Aankondigbeleid:
    """What a gemeente settled, in working days."""

    brief_vooraf: int  # between the letter and the visit, at least
    contact_na_brief: int
    vervolg: int
    vervolg_bij_crisis: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Kaderbesluit:
    """What the rule of the kader said beside the approach that was confirmed."""

    vervolg: Aanpak | None = None
    aankondiging: tuple[Contactsoort, ...] = ()
    crisis: bool = False


def steered(
    sequentie: Sequentie, *, aanpak: Aanpak, besluit: Kaderbesluit, beleid: Aankondigbeleid
) -> Sequentie:
    """The steps of `aanpak` with the follow-up and the announcements in their places. R-OUT-4."""
    if not sequentie:
        return sequentie
    steps = _with_follow_up(list(sequentie), aanpak, besluit, beleid)
    if aanpak is Aanpak.HUISBEZOEK_AANGEKONDIGD:
        steps = _own_visit_announced(steps, besluit, beleid)
    found: list[Stap] = []
    announced = False
    for stap in steps:
        if stap.aanpak is Aanpak.HUISBEZOEK_AANGEKONDIGD and not announced:
            found += _with_letter(stap, beleid)
        else:
            found.append(stap)
        announced = stap.kondigt_aan or (announced and stap.aanpak not in HUISBEZOEKEN)
    return tuple(found)


def _with_follow_up(
    steps: list[Stap], aanpak: Aanpak, besluit: Kaderbesluit, beleid: Aankondigbeleid
) -> list[Stap]:
    vervolg = besluit.vervolg
    if vervolg is None:
        return steps
    own = next((n for n, stap in enumerate(steps) if kind_of(stap.aanpak) is kind_of(aanpak)), 0)
    before, after = steps[: own + 1], steps[own + 1 :]
    if vervolg in NO_REACHING:
        return before
    there = next((stap for stap in after if stap.aanpak is vervolg), None)
    days = beleid.vervolg_bij_crisis if besluit.crisis else beleid.vervolg
    if there is None:
        return [
            *before,
            Stap(aanpak=vervolg, na_werkdagen=days, als=NEEDED.get(vervolg, frozenset())),
            *after,
        ]
    after.remove(there)
    soon = replace(there, na_werkdagen=min(there.na_werkdagen, days)) if besluit.crisis else there
    return [*before, soon, *after]


def _own_visit_announced(steps: list[Stap], besluit: Kaderbesluit, beleid: Aankondigbeleid) -> list[Stap]:
    """The letter, what the kader names besides, the visit itself, and then what stood before it without being named.

    Where the kader names nothing, what stood before the visit stays there.
    """
    where = next((n for n, stap in enumerate(steps) if stap.aanpak is Aanpak.HUISBEZOEK_AANGEKONDIGD), None)
    if where is None:
        return steps
    before, visit = steps[:where], steps[where]
    letter = next(
        (stap for stap in before if stap.aanpak is Aanpak.BRIEF), Stap(aanpak=Aanpak.BRIEF, na_werkdagen=0)
    )
    others = [stap for stap in before if stap is not letter]
    between = _named(others, besluit, beleid) if besluit.aankondiging else others
    if not between:
        visit = replace(visit, na_werkdagen=max(visit.na_werkdagen, beleid.brief_vooraf))
    left = [stap for stap in others if stap not in between]
    return [replace(letter, kondigt_aan=True), *between, visit, *left, *steps[where + 1 :]]


def _named(others: list[Stap], besluit: Kaderbesluit, beleid: Aankondigbeleid) -> list[Stap]:
    there = {stap.aanpak: stap for stap in others}
    named = [STEP_OF_ANNOUNCEMENT[soort] for soort in besluit.aankondiging if soort in STEP_OF_ANNOUNCEMENT]
    return [
        there.get(one) or Stap(aanpak=one, na_werkdagen=beleid.contact_na_brief, als=NEEDED[one])
        for one in named
    ]


def _with_letter(visit: Stap, beleid: Aankondigbeleid) -> list[Stap]:
    ahead = beleid.brief_vooraf
    letter = Stap(aanpak=Aanpak.BRIEF, na_werkdagen=max(visit.na_werkdagen - ahead, 0), als=visit.als,
                  kondigt_aan=True, toegevoegd=True)  # fmt: skip
    return [letter, replace(visit, na_werkdagen=ahead)]


def first_visit_day(brief_op: date, beleid: Aankondigbeleid, *, vrij: frozenset[date] = frozenset()) -> date:
    """The first day on which a visit may be made that a letter of `brief_op` announces."""
    return add_working_days(brief_op, beleid.brief_vooraf, vrij=vrij)


def refusal_of_announced_day(
    bezoekdag: date, *, brief_op: date, beleid: Aankondigbeleid, vrij: frozenset[date] = frozenset()
) -> str | None:
    """Why a letter of `brief_op` cannot announce a visit on that day, or None."""
    first = first_visit_day(brief_op, beleid, vrij=vrij)
    if bezoekdag >= first:
        return None
    return (
        f"Kies voor het huisbezoek {day_in_full(first)} of een dag daarna. De brief moet "
        f"{_days(beleid.brief_vooraf)} van tevoren weg zijn."
    )


def _days(number: int) -> str:
    return "één werkdag" if number == 1 else f"{number} werkdagen"

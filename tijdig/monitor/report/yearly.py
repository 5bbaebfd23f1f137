"""The yearly report and the shorter one for the council, put together from their chapters (R-MON-8).

Chapters and their order: those of the yearly report of the Divosa Monitor. Added: terms of the law, and what was not
recorded.
"""

from collections.abc import Sequence

from tijdig.monitor.words import month_words
from tijdig.rules.indicators import Reeks

from .changes import compare
from .chapters import account, coming_in, following_up, opening, participation
from .document import Hoofdstuk, Verslag
from .sentences import Onderwerp
from .sources import Bron

INVENTED = "Verzonnen land: geen cijfer is echt"
ONDERWERPEN = (
    Onderwerp(indicator="S1", naam="aantal signalen per 1.000 inwoners per "
    "maand", reeks=Reeks.SIGNALEN, per_duizend=True),
    Onderwerp(indicator="S6", naam="aandeel signalen dat een melding werd", reeks=Reeks.MELDINGEN),
    Onderwerp(indicator="M1", naam="aantal meldingen per 1.000 inwoners per "
    "maand", reeks=Reeks.MELDINGEN, per_duizend=True),
    Onderwerp(indicator="M2O", naam="aandeel opeenvolgende meldingen", reeks=Reeks.SOORT),
    Onderwerp(indicator="C4", naam="aandeel meldingen met een hulpaanbod", reeks=Reeks.BEREIK),
    Onderwerp(indicator="C5A", naam="aandeel meldingen dat is bereikt", reeks=Reeks.BEREIK),
    Onderwerp(indicator="H1C", naam="aandeel bereikte meldingen met aanvaarde hulp", reeks=Reeks.HULP),
    Onderwerp(indicator="H2Q", naam="aandeel quick fixes in de hulp", reeks=Reeks.HULP),
    Onderwerp(indicator="T1", naam="aandeel hulpaanbiedingen op tijd", reeks=Reeks.TERMIJN),
)  # fmt: skip
VOOR_DE_RAAD = frozenset({"S1", "C4", "C5A", "H1C", "T1"})
INDICATORS = (
    "S1", "S4", "S5", "S6", "S7", "M1", "M2E", "M2M", "M2O", "C1", "C3", "C4", "C5A", "C5G", "C6", "H1A", "H1G", "H1C",
    "H2Q", "H2F", "H2N", "T1", "T2", "T3", "T5", "C7", "K1", "K2", "K3", "K4",
)  # fmt: skip


def yearly_report(bron: Bron) -> Verslag:
    """All chapters."""
    changes = compare(bron, _subjects(bron, None))
    chapters: list[Hoofdstuk | None] = [
        opening.summary(bron, changes),
        participation.taking_part(bron) if bron.landelijk else None,
        coming_in.signals(bron, changes),
        coming_in.partners(bron, changes),
        coming_in.to_melding(bron, changes),
        coming_in.kinds(bron, changes),
        following_up.offer(bron, changes),
        following_up.reach(bron, changes),
        following_up.accepted(bron, changes),
        following_up.kinds_of_help(bron, changes),
        following_up.in_time(bron, changes),
        None if bron.landelijk else account.registration(bron),
        account.method(bron, changes, INDICATORS),
    ]
    return _bound(bron, _title(bron), chapters, kort=False)


def council_report(bron: Bron) -> Verslag:
    """The shorter one, for the council: what came in, who was reached, who was helped, in time or not."""
    changes = compare(bron, _subjects(bron, VOOR_DE_RAAD))
    chapters: list[Hoofdstuk | None] = [
        opening.summary(bron, changes),
        coming_in.signals(bron, changes),
        following_up.reach(bron, changes),
        following_up.accepted(bron, changes, short=True),
        following_up.in_time(bron, changes),
        account.method(bron, changes),
    ]
    return _bound(bron, f"{_title(bron)}: verslag voor de raad", chapters, kort=True)


def _subjects(bron: Bron, only: frozenset[str] | None) -> Sequence[Onderwerp]:
    """What is compared: only what this report shows, and what was counted in it."""
    return [
        o
        for o in ONDERWERPEN
        if (only is None or o.indicator in only)
        and (bron.nu.whole(o.indicator).noemer or bron.nu.whole(o.indicator).teller)
        and (bron.landelijk or bron.nu.counts(o.indicator))
        and not (o.per_duizend is False and bron.nu.figure(o.indicator) is None)
        and not (bron.eerder and bron.eerder.hidden(o.indicator))
    ]


def _title(bron: Bron) -> str:
    return f"Vroegsignalering van schulden in {bron.nu.jaar}"


def _bound(bron: Bron, titel: str, chapters: Sequence[Hoofdstuk | None], *, kort: bool) -> Verslag:
    return Verslag(
        titel=titel, van_wie="Nederland" if bron.landelijk else f"gemeente {bron.naam}",
        periode=bron.periode,
        stand=f"{'Ingelezen tot en met' if bron.ingelezen else 'Geteld op'} {bron.geteld_op.day} "
        f"{month_words(bron.geteld_op)}", kort=kort,
        merk=INVENTED if bron.verzonnen else "", hoofdstukken=tuple(chapter for chapter in chapters if chapter),
    )  # fmt: skip

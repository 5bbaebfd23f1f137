"""What comes after a closing: referrals without news, decisions that are due, and both in words (R-UIT-4, R-TRM-4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from tijdig.policies import policy_on
from tijdig.rules.aftercare import is_last_word
from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.notation import day_in_full, moment_in_full
from tijdig.rules.outcome import what_comes_next
from tijdig.rules.terms import Besluitsoort, Eindresultaat, Hulptype, Termijnsoort, Toestemmingsvorm, Vervolg

from .models import Afsluiting, Afspraak, Besluit, Overdracht, Termijn, Vervolguitkomst, Vroegsignaalzaak
from .moments import Moment

REFERRED = (Hulptype.VERWIJZING_FINANCIEEL, Hulptype.VERWIJZING_NIET_FINANCIEEL)
COUNTS = Q(vervallen_op__isnull=True)  # not taken back
LAST_WORDS = [v.value for v in Vervolg if is_last_word(v)]
TO_SHV = Q(hulptype=Hulptype.VERWIJZING_FINANCIEEL) & (
    Q(organisatie__isnull=True) | Q(organisatie__schuldhulpverlening=True)
)


def closings_of(zaak: Vroegsignaalzaak) -> QuerySet[Afsluiting]:
    """Every closing of a zaak with all that hangs on it."""
    rows = Afsluiting.objects.filter(zaak=zaak)
    return rows.select_related(
        "door", "organisatie", "overdracht", "toestemming_ingetrokken_door", "heropend_door"
    ).prefetch_related(
        Prefetch("vervolg", Vervolguitkomst.objects.select_related("door", "vervallen_door", "vervangt")),
        Prefetch("besluiten", Besluit.objects.select_related("door", "vervallen_door", "vervangt")),
    )


def decision_of(afsluiting: Afsluiting) -> Besluit | None:
    """The decision that counts of a closing."""
    return next((besluit for besluit in afsluiting.besluiten.all() if besluit.vervallen_op is None), None)


def news_of(afsluiting: Afsluiting) -> tuple[Vervolguitkomst, ...]:
    """What was heard later and still counts, the oldest first."""
    return tuple(news for news in afsluiting.vervolg.all() if news.vervallen_op is None)


def in_force(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Afsluiting]:
    """The closing that counts of each of these zaken, while its data are kept."""
    return Afsluiting.objects.filter(zaak__in=zaken, heropend_op__isnull=True, zaak__gewist_op__isnull=True)


def without_news(zaken: QuerySet[Vroegsignaalzaak], gemeente_code: str, today: date) -> QuerySet[Any, Any]:
    """Referrals of which nothing was heard for too long, the oldest first. `laatste`: when we last heard."""
    days = policy_on(today, gemeente_code).nazorg.navragen_dagen
    ended = Vervolguitkomst.objects.filter(COUNTS, afsluiting=OuterRef("pk"), soort__in=LAST_WORDS)
    heard = Max("vervolg__op", filter=Q(vervolg__vervallen_op__isnull=True))
    return (
        in_force(zaken)
        .filter(~Exists(ended), hulptype__in=REFERRED)
        .annotate(laatste=Coalesce(heard, F("op")))
        .filter(laatste__lte=today - timedelta(days=days))
        .select_related("zaak", "organisatie")
        .order_by("laatste", "pk")
    )


def decisions_due(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Any, Any]:
    """Referrals to schuldhulpverlening without a decision: those whose term runs first, then those to talk with."""
    running = Termijn.objects.filter(
        zaak=OuterRef("zaak"), soort=Termijnsoort.BESCHIKKING, gestopt_op__isnull=True
    )
    planned = Q(zaak__afspraken__stand=Afspraak.Stand.GEPLAND)
    declined = Vervolguitkomst.objects.filter(COUNTS, afsluiting=OuterRef("pk"), soort=Vervolg.LATER_AFGEZIEN)
    decided = Besluit.objects.filter(COUNTS, afsluiting=OuterRef("pk"))
    return (
        in_force(zaken)
        .filter(TO_SHV, ~Exists(declined), ~Exists(decided))
        .annotate(
            uiterlijk=running.values("uiterlijk")[:1],
            afspraak_op=Min("zaak__afspraken__moment", filter=planned),
        )
        .select_related("zaak", "organisatie", "zaak__behandelaar")
        .order_by(F("uiterlijk").asc(nulls_last=True), "op", "pk")
    )


@dataclass(frozen=True, kw_only=True)
class Aftercare:
    """What the page of a closed zaak says and asks about afterwards."""

    afsluiting: Afsluiting
    naar_shv: bool
    gesprek_op: date | None
    besluit: Besluit | None
    vervolg: tuple[Vervolguitkomst, ...]


def aftercare_of(afsluiting: Afsluiting | None, termijnen: Iterable[Termijn]) -> Aftercare | None:
    """Only for help that was accepted; for everybody else there is nothing after.

    The term of the decision starts with the first conversation, so its clock says when that was (R-TRM-4).
    """
    if afsluiting is None or not afsluiting.hulptype:
        return None
    started = [termijn.start for termijn in termijnen if termijn.soort == Termijnsoort.BESCHIKKING]
    return Aftercare(
        afsluiting=afsluiting,
        naar_shv=goes_to_shv(afsluiting),
        gesprek_op=min(started, default=None),
        besluit=decision_of(afsluiting),
        vervolg=news_of(afsluiting),
    )


def goes_to_shv(afsluiting: Afsluiting) -> bool:
    """Was the resident referred to schuldhulpverlening? A name that was written by hand may be, so it counts."""
    organisatie = afsluiting.organisatie
    financial = afsluiting.hulptype == Hulptype.VERWIJZING_FINANCIEEL
    return financial and (organisatie is None or organisatie.schuldhulpverlening)


def next_words(afsluiting: Afsluiting, afspraken: Iterable[Afspraak]) -> str:
    """What to do after this closing, as things stand (R-UIT-6)."""
    stands = {one.stand for one in afspraken if one.gemaakt_op >= afsluiting.op}
    return what_comes_next(
        Eindresultaat(afsluiting.eindresultaat), naar_shv=goes_to_shv(afsluiting),
        afspraak=Afspraak.Stand.GEPLAND in stands, gesproken=Afspraak.Stand.GEWEEST in stands,
    )  # fmt: skip


def handover_in_words(overdracht: Overdracht | None) -> str:
    """A warm handover, as the time line tells it; older ones have no record of the consent."""
    if overdracht is None:
        return "Warme overdracht, met toestemming."
    how = label_in_sentence(Toestemmingsvorm(overdracht.toestemming_hoe))
    said = [f"Warme overdracht, toestemming op {day_in_full(overdracht.toestemming_op)} ({how})."]
    if overdracht.document:
        said.append(f"Die toestemming staat in: {overdracht.document}.")
    if overdracht.aan:
        said.append(f"Overgedragen aan {overdracht.aan}.")
    if overdracht.moment:
        when = timezone.localtime(overdracht.moment)
        said.append(f"Afspraak daar op {moment_in_full(when)}.")
    return " ".join(said)


def moments_after(afsluitingen: Iterable[Afsluiting]) -> Iterator[Moment]:
    """How it went on, and the decisions, for the time line; what was taken back stays readable."""
    for afsluiting in afsluitingen:
        for vervolg in afsluiting.vervolg.all():
            yield Moment(
                op=vervolg.op, rank=9, icon="persoon", title=_title_of_news(vervolg),
                text=_words(vervolg, vervolg.toelichting), who=str(vervolg.door or "Tijdig"),
            )  # fmt: skip
        for besluit in afsluiting.besluiten.all():
            said = f"De brief is gemaakt op {day_in_full(besluit.brief_op)}." if besluit.brief_op else ""
            yield Moment(
                op=besluit.op, rank=9, icon="vink", title=_title_of(besluit),
                text=_words(besluit, said), who=str(besluit.door or "Tijdig"),
            )  # fmt: skip


def _title_of_news(vervolg: Vervolguitkomst) -> str:
    return f"{'Vervallen bericht' if vervolg.vervallen_op else 'Hoe ging het verder'}: {_small(vervolg)}"


def _title_of(besluit: Besluit) -> str:
    soort = Besluitsoort(besluit.soort)
    return f"Vervallen besluit: {label_in_sentence(soort)}" if besluit.vervallen_op else label(soort)


def _words(row: Vervolguitkomst | Besluit, said: str) -> str:
    """What was said, what it came in place of, and who took it back and why."""
    parts = [said]
    if row.vervangt:
        parts.append(f"Komt in de plaats van wat eerder was vastgelegd, van {day_in_full(row.vervangt.op)}.")
    if row.vervallen_op:
        by = row.vervallen_door or "Tijdig"
        parts.append(f"Hersteld op {day_in_full(row.vervallen_op)} door {by}. {row.vervallen_reden}".strip())
    return " ".join(filter(None, parts))


def _small(vervolg: Vervolguitkomst) -> str:
    return label_in_sentence(Vervolg(vervolg.soort))

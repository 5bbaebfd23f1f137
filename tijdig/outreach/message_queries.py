"""What the pages of messages and templates read; a constant number of queries per page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.visible import visible_zaken
from tijdig.outreach.channels import channel_of
from tijdig.outreach.letters.templates import SHIPPED_IDS, Sjabloon, shipped_template
from tijdig.outreach.message_planning import TITLES, MessagePlan, due_for_message, plan_messages
from tijdig.outreach.models import Bericht, Brief, Stopverzoek
from tijdig.outreach.models import Sjabloon as OwnSjabloon
from tijdig.outreach.planning import WEEKDAYS
from tijdig.outreach.shelf import shelf_on
from tijdig.policies import policy_on
from tijdig.rules.sending_hours import is_open, opens_at
from tijdig.rules.terms import Berichtstand, Kanaal, Sjabloonsoort, Zaakstatus

FEW = 5
CAME_BACK = (Berichtstand.MISLUKT, Berichtstand.TERUGGEKOMEN)
LEAVES_NOW = "Gaat binnen enkele minuten uit."
LEAVING, UNDER_WAY = timedelta(minutes=10), timedelta(minutes=2)  # so long a page follows a message
KIND_OF_STAND = {
    Berichtstand.KLAAR: "let-op",
    Berichtstand.VERZONDEN: "rustig",
    Berichtstand.BEZORGD: "klaar",
    Berichtstand.MISLUKT: "dringend",
    Berichtstand.TERUGGEKOMEN: "dringend",
    Berichtstand.GESTOPT: "rustig",
}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One template on the list: what is in force, and since when."""

    sjabloon: Sjabloon
    eigen: bool
    broken: bool = False

    @property
    def versie(self) -> str:
        if self.broken:
            return "eigen versie is niet te lezen; er gaat niets mee uit"
        return f"eigen versie {self.sjabloon.versie[1:]}" if self.eigen else "zoals meegeleverd"


def plan_of(request: StaffRequest) -> MessagePlan:
    """What would be sent now, of the zaken that this user may see."""
    due = visible_zaken(request) & due_for_message(request.today)
    return plan_messages(
        list(due.select_related("behandelaar").order_by("pk")), gemeente_code=request.gemeente.pk,
        today=request.today, by=request.actor,
    )  # fmt: skip


def due_count(request: StaffRequest) -> int:
    return (visible_zaken(request) & due_for_message(request.today)).count()


def messages_of(request: StaffRequest) -> QuerySet[Bericht]:
    """Messages of the zaken that this user may see, the newest first."""
    return (
        Bericht.objects.filter(zaak__in=visible_zaken(request)).select_related("zaak", "door").order_by("-pk")
    )


def by_hand(request: StaffRequest) -> QuerySet[Bericht]:
    return messages_of(request).filter(stand=Berichtstand.KLAAR, kanaal=Kanaal.HAND).order_by("pk")


def came_back(request: StaffRequest) -> QuerySet[Bericht]:
    """Messages that did not arrive and that nobody dealt with yet."""
    return messages_of(request).filter(stand__in=CAME_BACK, gezien_op__isnull=True)


def letters_back(request: StaffRequest) -> QuerySet[Brief]:
    mine = Brief.objects.filter(zaak__in=visible_zaken(request)).select_related("zaak")
    return mine.filter(retour_op__isnull=False, retour_klaar_op__isnull=True).order_by("retour_op")


def came_back_count(zaken: QuerySet[Vroegsignaalzaak]) -> int:
    """Of these zaken, for the start page."""
    messages = Bericht.objects.filter(zaak__in=zaken, stand__in=CAME_BACK, gezien_op__isnull=True).count()
    letters = Brief.objects.filter(
        zaak__in=zaken, retour_op__isnull=False, retour_klaar_op__isnull=True
    ).count()
    return messages + letters


def letter_by_kenmerk(request: StaffRequest, kenmerk: str) -> Brief | None:
    """The last letter with this kenmerk, or with its number behind the kenmerk of the zaak."""
    mine = Brief.objects.filter(zaak__in=visible_zaken(request), retour_op__isnull=True)
    wanted = kenmerk.strip().upper()
    return mine.filter(Q(gegevens__kenmerk=wanted)).order_by("-pk").first()


def zaak_by_kenmerk(request: StaffRequest, kenmerk: str) -> Vroegsignaalzaak | None:
    """None too for who sees no zaken: a template is no way to the letter of somebody (R-ROL-1)."""
    if Right.ZAKEN_ZIEN not in request.actor.rights:
        return None
    return visible_zaken(request).filter(kenmerk=kenmerk.strip().upper(), gewist_op__isnull=True).first()


def recent_zaken(request: StaffRequest) -> list[Vroegsignaalzaak]:
    """A few open zaken of the own team to try a template on, the newest first. One query, no names.

    None for who writes templates but sees no zaken.
    """
    if Right.ZAKEN_ZIEN not in request.actor.rights:
        return []
    zaken = visible_zaken(request).exclude(status=Zaakstatus.AFGEROND)
    if request.teams:
        zaken = zaken.filter(team__in=request.teams)
    return list(zaken.only("kenmerk", "wijk", "aanpak").order_by("-pk")[:FEW])


def stops_of(zaak: Vroegsignaalzaak) -> QuerySet[Stopverzoek]:
    return Stopverzoek.objects.filter(zaak=zaak).select_related("door")


def templates_on(today: date) -> list[Listed]:
    """All templates as they are used today, in the order of their kinds."""
    shelf = shelf_on(today)
    broken = {naam for naam, _ in shelf.broken}
    found = [
        Listed(sjabloon=shelf.readable(naam), eigen=(naam, "nl") in shelf.own, broken=naam in broken)
        for naam in SHIPPED_IDS
    ]
    order = list(Sjabloonsoort)
    return sorted(found, key=lambda one: (order.index(one.sjabloon.soort), one.sjabloon.titel))


def versions_of(naam: str) -> QuerySet[OwnSjabloon]:
    return OwnSjabloon.objects.filter(naam=naam).select_related("door").order_by("-nummer")


def exists(naam: str) -> bool:
    return naam in SHIPPED_IDS and bool(shipped_template(naam))


def with_titles(
    rows: Iterable[Bericht], moment: datetime, gemeente_code: str
) -> list[tuple[Bericht, str, str, str]]:
    """Each message with the title of its template, the colour of its state, and what it waits for."""
    found = list(rows)
    waits = {
        kanaal: _waits_for(kanaal, moment, gemeente_code) for kanaal in {Kanaal(row.kanaal) for row in found}
    }
    return [
        (row, TITLES.get(row.sjabloon, row.sjabloon), KIND_OF_STAND[Berichtstand(row.stand)],
         waits[Kanaal(row.kanaal)] if row.stand == Berichtstand.KLAAR else "")
        for row in found
    ]  # fmt: skip


def moving(rows: Sequence[tuple[Bericht, str, str, str]], moment: datetime) -> list[int]:
    """The ids of those that leave now, or left so shortly ago that their receipt can come any moment."""
    found = [row for row, _, _, waits in rows if waits == LEAVES_NOW and moment - row.gemaakt_op < LEAVING]
    found += [
        row for row, *_ in rows
        if row.stand == Berichtstand.VERZONDEN and row.kanaal == Kanaal.NOTIFY
        and row.verzonden_op is not None and moment - row.verzonden_op < UNDER_WAY
    ]  # fmt: skip
    return [row.pk for row in found]


def _waits_for(kanaal: Kanaal, moment: datetime, gemeente_code: str) -> str:
    """Why a message that is ready did not leave yet, in words. `moment`: local time."""
    if kanaal is Kanaal.HAND:
        return "Wacht op u: verstuur het zelf."
    beleid = policy_on(moment.date(), gemeente_code)
    hours, off = beleid.verzendvenster, beleid.termijnen.vrije_dagen
    if not is_open(moment, hours, vrij=off):
        opens = opens_at(moment, hours, vrij=off)
        return f"Wacht tot {WEEKDAYS[opens.weekday()]} {opens:%H.%M} uur."
    if channel_of(kanaal) is None:
        return "De berichtendienst staat uit. Vraag het uw beheerder."
    return LEAVES_NOW


def list_address() -> str:
    return reverse("berichten:lijst")

"""What the pages of outreach read; a constant number of queries per page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from tijdig.accounts.staff import StaffRequest
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.visible import only_of_visible, visible_zaken
from tijdig.checks.models import Inwoner
from tijdig.outreach.models import Brief, Curator, Printronde
from tijdig.outreach.planning import TITLES, Held, Plan, Visit, due_zaken, plan_letters
from tijdig.outreach.recipients import Obstacle
from tijdig.rules.terms import Berichtstand, Dagdeel

PER_PAGE = 50
SOME_DAY = timedelta(days=7)  # announcements are counted before anybody chose the day of the visit
POSTED = {
    Berichtstand.KLAAR: ("wacht op NotifyNL", "let-op"),
    Berichtstand.VERZONDEN: ("bij NotifyNL", "rustig"),
    Berichtstand.BEZORGD: ("gepost", "klaar"),
    Berichtstand.MISLUKT: ("niet gepost", "dringend"),
    Berichtstand.GESTOPT: ("tegengehouden", "dringend"),
}


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far a run is, in words and a colour."""

    text: str
    kind: str


def stand_of(ronde: Printronde) -> Stand:
    if ronde.klaar_op is None:
        return Stand(text="wordt opgemaakt", kind="let-op")
    if ronde.kanaal and ronde.afgedrukt_op is None:
        return Stand(text="onderweg naar NotifyNL", kind="let-op")
    if ronde.afgedrukt_op is not None:
        return Stand(text="bij NotifyNL" if ronde.kanaal else "afgedrukt", kind="klaar")
    return (
        Stand(text="klaar om af te drukken", kind="dringend")
        if ronde.sha256
        else Stand(text="gewist", kind="rustig")
    )


def runs() -> QuerySet[Printronde]:
    """Print runs, the newest first, without the PDF itself."""
    return Printronde.objects.select_related("door").defer("pdf", "manifest")


def runs_of(request: StaffRequest) -> QuerySet[Printronde]:
    """The print runs that this user may see: those of their team, and those they made (R-TRI-7)."""
    return runs().filter(only_of_visible(request, Brief.objects.all(), whole="printronde"))


def with_files(rondes: QuerySet[Printronde]) -> QuerySet[Printronde]:
    """Whether PDF and list are still there, without reading them."""
    there = Printronde.objects.filter(pk=OuterRef("pk"))
    return rondes.annotate(
        heeft_pdf=Exists(there.filter(pdf__isnull=False)), heeft_lijst=Exists(there.exclude(manifest=""))
    )


def letters_of(ronde: Printronde) -> QuerySet[Brief]:
    return Brief.objects.filter(printronde=ronde).select_related("zaak").order_by("volgnummer")


def posted_counts(ronde: Printronde) -> list[tuple[str, str, int]]:
    """How many letters are how far at the service that posts them: word, colour and number."""
    if not ronde.kanaal:
        return []
    found = Counter(Brief.objects.filter(printronde=ronde).values_list("stand", flat=True))
    return [(word, kind, found[stand]) for stand, (word, kind) in POSTED.items() if found[stand]]


def asked_zaken(request: StaffRequest) -> QuerySet[Vroegsignaalzaak]:
    """Due zaken that this user may see; only those in ?zaak= when there are any."""
    zaken = visible_zaken(request) & due_zaken(request.today)
    ids = [
        int(text)
        for text in request.GET.getlist("zaak")
        if text.isascii() and text.isdigit() and len(text) < 16
    ]
    return zaken.filter(pk__in=ids) if ids else zaken


def plan_of(request: StaffRequest, zaken: Iterable[Vroegsignaalzaak], visit: Visit | None = None) -> Plan:
    """The plan for a page: announcements count, also while the day of the visit is still open."""
    visit = visit or Visit(dag=request.today + SOME_DAY, dagdeel=Dagdeel.MIDDAG)
    return plan_letters(
        list(zaken), gemeente_code=request.gemeente.pk, today=request.today, visit=visit, by=request.actor
    )


def only(plan: Plan, soort: str) -> Plan:
    """The plan with one kind of letter; a zaak with letters of two kinds counts with the first it has."""
    if not soort:
        return plan
    zaken = {one.zaak.pk for one in plan.letters if one.letter.sjabloon.id == soort}
    return Plan(letters=tuple(one for one in plan.letters if one.zaak.pk in zaken), held=plan.held)


def counts(plan: Plan) -> list[dict[str, object]]:
    """How many letters of each kind, as facts for the page."""
    found = Counter(one.letter.sjabloon.id for one in plan.letters)
    return [{"label": title, "value": found[soort]} for soort, title in TITLES.items() if found[soort]]


def wijken_of(zaken: Iterable[Vroegsignaalzaak]) -> list[str]:
    return sorted({zaak.wijk for zaak in zaken if zaak.wijk})


def held_rows(held: Sequence[Held]) -> list[dict[str, object]]:
    """What waits, with the place where it can be mended."""
    return [{"zaak": one.zaak, "uitleg": one.uitleg, **_way_out(one)} for one in held]


def _way_out(one: Held) -> Mapping[str, str]:
    if one.obstacle is Obstacle.CURATOR:
        return {
            "href": reverse("outreach:curator", args=[one.zaak.pk]),
            "wat": "Vul het adres van de curator in",
        }
    return {"href": reverse("casework:zaak", args=[one.zaak.pk]), "wat": "Open de zaak"}


def print_address(**filters: object) -> str:
    """The page with what is due, filtered."""
    address = reverse("outreach:printronde_nieuw")
    return f"{address}?{urlencode(filters)}" if filters else address


def under_curatele(zaak: Vroegsignaalzaak) -> Inwoner | None:
    """The person of this zaak of whose curator the address is needed first."""
    persons = Inwoner.objects.filter(zaakinwoners__zaak=zaak, curatele=True, gewist_op__isnull=True)
    known = Curator.objects.filter(inwoner=OuterRef("pk"))
    return persons.annotate(bekend=Exists(known)).order_by("bekend", "pk").first()


def due_count(request: StaffRequest, today: date) -> int:
    return (visible_zaken(request) & due_zaken(today)).count()

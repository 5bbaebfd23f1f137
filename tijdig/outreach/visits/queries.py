"""What the pages of visits read; a constant number of queries per page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tijdig.accounts.models import User
from tijdig.accounts.rights import RIGHTS, Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.visible import only_of_visible
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde
from tijdig.outreach.visits.doors import Door, doors_of
from tijdig.policies import policy_on
from tijdig.rules.terms import Rondestand
from tijdig.rules.visits import CORRECT_WITHIN, warning_of_round

KINDS = {"gepland": "rustig", "onderweg": "let-op", "klaar": "klaar", "vervallen": "rustig"}


@dataclass(frozen=True, kw_only=True)
class Out:
    """A round with what there is to worry about."""

    ronde: Bezoekronde
    waarschuwing: str
    gedaan: int
    deuren: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One round of a plan with its doors."""

    ronde: Bezoekronde
    doors: list[Door]
    kind: str

    @property
    def cards(self) -> int:
        """Doors for which a card was printed."""
        return sum(bool(door.bezoek.kaart) for door in self.doors)


def plans() -> QuerySet[Bezoekplan]:
    """Plans, the newest day first, with how many doors and rounds they have."""
    return Bezoekplan.objects.annotate(
        deuren=Count("bezoeken", filter=Q(bezoeken__open=True) | ~Q(bezoeken__uitkomst=""), distinct=True),
        teams=Count("rondes", filter=~Q(rondes__stand=Rondestand.VERVALLEN), distinct=True),
        gedaan=Count("bezoeken", filter=~Q(bezoeken__uitkomst=""), distinct=True),
    ).select_related("door")


def plans_of(request: StaffRequest) -> QuerySet[Bezoekplan]:
    """The plans that this user may see: those of their team, and those they made (R-TRI-7)."""
    return plans().filter(only_of_visible(request, Bezoek.objects.all(), whole="plan"))


def rounds_of(request: StaffRequest) -> QuerySet[Bezoekronde]:
    return rounds().filter(plan__in=plans_of(request).values("pk"))


def rounds() -> QuerySet[Bezoekronde]:
    return Bezoekronde.objects.select_related("plan", "bezoeker", "tweede", "achterwacht")


def rounds_out(gemeente_code: str, today: date, now: datetime) -> list[Out]:
    """Rounds that are out, those to worry about first. Two queries."""
    found = rounds().filter(stand=Rondestand.ONDERWEG).annotate(
        deuren=Count("bezoeken"), gedaan=Count("bezoeken", filter=~Q(bezoeken__uitkomst=""))
    )  # fmt: skip
    beleid = policy_on(today, gemeente_code).huisbezoek
    out = []
    for ronde in found:
        end = timezone.make_aware(datetime.combine(ronde.plan.dag, ronde.plan.tot))
        why = warning_of_round(
            stand=Rondestand(ronde.stand),
            laatste_teken=ronde.laatste_teken,
            einde=end,
            now=now,
            beleid=beleid,
        )
        out.append(Out(ronde=ronde, waarschuwing=why or "", gedaan=ronde.gedaan, deuren=ronde.deuren))
    return sorted(out, key=lambda one: not one.waarschuwing)


def on_call(user_id: int | None, today: date) -> list[Bezoekronde]:
    """Rounds of today for which this user is the colleague on call: those that are out, and those to come."""
    stands = (Rondestand.ONDERWEG, Rondestand.GEPLAND)
    return list(rounds().filter(achterwacht_id=user_id, plan__dag=today, stand__in=stands))


def parts_of(plan: Bezoekplan, today: date) -> tuple[list[Part], list[Door]]:
    """The rounds of a plan with their doors, and the doors that are in no round."""
    rondes = list(rounds().filter(plan=plan).order_by("nummer"))
    shown = Q(open=True) | ~Q(uitkomst="") | Q(ronde__isnull=False)
    bezoeken = Bezoek.objects.filter(shown, plan=plan).select_related("zaak", "plan")
    doors = doors_of(list(bezoeken.order_by("volgorde", "pk")), today)
    return [
        Part(ronde=ronde, doors=[d for d in doors if d.bezoek.ronde_id == ronde.pk], kind=KINDS[ronde.stand])
        for ronde in rondes
    ], [door for door in doors if door.bezoek.ronde_id is None and door.bezoek.open]


def my_round(user_id: int | None, today: date) -> Bezoekronde | None:
    """The round of today of this user: the one that is out, else the first that must still begin."""
    mine = rounds().filter(Q(bezoeker_id=user_id) | Q(tweede_id=user_id), plan__dag=today)
    out = mine.filter(stand=Rondestand.ONDERWEG).first()
    return out or mine.filter(stand=Rondestand.GEPLAND).order_by("plan__van", "pk").first()


def round_just_ended(user_id: int | None, today: date, now: datetime) -> Bezoekronde | None:
    """The round of this user that ended so shortly ago that a tap can still be put right."""
    mine = rounds().filter(
        Q(bezoeker_id=user_id) | Q(tweede_id=user_id), plan__dag=today, stand=Rondestand.KLAAR,
        beeindigd_op__gte=now - CORRECT_WITHIN,
    )  # fmt: skip
    return mine.order_by("-beeindigd_op").first()


def doors_today(user_id: int | None, today: date) -> int:
    """How many doors this user still has today."""
    mine = Q(ronde__bezoeker_id=user_id) | Q(ronde__tweede_id=user_id)
    return Bezoek.objects.filter(mine, plan__dag=today, open=True).count()


def walkers(gemeente_code: str) -> list[tuple[int, str]]:
    """(id, name) of everybody who may walk a round here, by name."""
    roles = [role for role, rights in RIGHTS.items() if Right.RONDES_LOPEN in rights]
    users: Iterable[User] = User.objects.filter(
        rollen__gemeente_id=gemeente_code, rollen__soort__in=roles, is_active=True
    ).distinct()
    return sorted(((user.pk, str(user)) for user in users), key=lambda pair: pair[1].casefold())

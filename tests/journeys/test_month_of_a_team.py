"""A month of one team through the pages: eight people, six hundred zaken, and the sums at the end (issue: proof).

Nobody calls an act here: every step is a page that somebody opens and a form that somebody sends. The clock of
the site is set to each working day. What comes out is counted from the tables and held against what was done.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.test import Client

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter, working_for
from tijdig.accounts.models import Gemeente, User
from tijdig.audit.models import AuditEvent
from tijdig.bulk import refresh_statistics
from tijdig.casework.actions.attempts import lapse_written_attempts
from tijdig.casework.actions.matching import open_zaken
from tijdig.casework.models import Afsluiting, Contactpoging, Vroegsignaalzaak, ZaakSignaal
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.models import Brief
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import PartnerType, Rolsoort, Terugkoppelcode, Zaakstatus

CODE = "0505"
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 30)
ALL_FILES = "/terugkoppeling/alle-bestanden"
ZAKEN, A_DAY = 600, 12  # zaken in the month; zaken that one worker takes up on a day
WORKERS = ("bo", "cas", "dia", "evi", "fay")
GROWING = (
    Vroegsignaal,
    Vroegsignaalzaak,
    ZaakSignaal,
    Contactpoging,
    Afsluiting,
    Terugkoppeling,
    Brief,
    AuditEvent,
)
ENDS = ("quick_fix", "wil_geen_hulp", "zelf_opgelost")

pytestmark = pytest.mark.slow


@dataclass
class Team:
    """Who is logged in, and what they did by their own count."""

    clients: dict[str, Client]
    ids: dict[str, int]
    chance: random.Random = field(default_factory=lambda: random.Random(11))
    done: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)

    def post(self, who: str, address: str, **data: object) -> None:
        """Send a form; what it did is counted at the end."""
        answer = self.clients[who].post(address, data)
        enter(CODE)
        assert answer.status_code == 302, f"{address}: {answer.status_code}"


def _team() -> Team:
    make.gemeente(CODE)
    Gemeente.objects.update(telefoon="14 078", email="team@gemeente.example", adresregel1="Postbus 8")
    roles = {"ada": Rolsoort.TEAMLEIDER, "gus": Rolsoort.ADMINISTRATIE, "han": Rolsoort.BEHEERDER}
    roles |= dict.fromkeys(WORKERS, Rolsoort.VROEGSIGNALEERDER)
    users: dict[str, User] = {name: make.user(name, role) for name, role in roles.items()}
    clients = {name: make.login(Client(), user) for name, user in users.items()}
    return Team(clients=clients, ids={name: user.pk for name, user in users.items()})


def test_a_month_of_eight_people_and_six_hundred_zaken(
    real_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # R-TRI-2, R-TRM-1, R-OUT-1, R-OUT-2, R-OUT-3, R-UIT-2, R-TER-2, R-TER-3
    monkeypatch.setenv("TIJDIG_VANDAAG", FIRST.isoformat())
    with working_for(CODE):
        team, partners = _team(), _partners()
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    for day in (day for day in days if day.weekday() < 5):
        monkeypatch.setenv("TIJDIG_VANDAAG", day.isoformat())
        refresh_statistics(*GROWING)  # what the chain does behind a delivery
        with working_for(CODE):  # a day is kept before the next begins
            _live(team, partners, day)
    with working_for(CODE):
        _the_sums_add_up(team)
        _partners_heard_only_what_they_may()
        _nobody_waited_too_long()
        assert not AuditEvent.objects.filter(detail__icontains="Bewoner").exists()


def _live(team: Team, partners: Sequence[Signaalpartner], day: date) -> None:
    if day.day <= 20:
        _signals_come(team, partners, day)
    _lead(team, day)
    _print(team, day)
    for who in WORKERS:
        _work(team, who, day)
    lapse_written_attempts(gemeente_code=CODE, today=day, by=SYSTEM)
    prepare_feedback(gemeente_code=CODE, today=day, by=SYSTEM)
    enter(CODE)
    _tell(team)


def _partners() -> list[Signaalpartner]:
    zorg = make.partner("22222222", "Welzo Zorg", ("zorgverzekering",), PartnerType.ZORGVERZEKERAAR)
    water = make.partner("33333333", "Waterbedrijf Maas", ("drinkwater",), PartnerType.DRINKWATERBEDRIJF)
    return [make.partner(), zorg, water]


def _signals_come(team: Team, partners: Sequence[Signaalpartner], day: date) -> None:
    """Forty-eight a day until there are enough; one in ten is about an address that has a zaak already."""
    for _ in range(48):
        if team.done["adressen"] >= ZAKEN:
            break
        again = team.done["adressen"] and team.chance.random() < 0.1
        number = team.chance.randint(1, team.done["adressen"]) if again else team.done["adressen"] + 1
        team.done["adressen"] += not again
        partner = team.chance.choice(partners)
        make.checked(
            partner, f"{3311 + number // 500}AA-{number % 500 + 1}", ontvangen=day, soort=partner.soorten[0],
            bedrag=team.chance.randint(5_000, 200_000), telefoon=team.chance.choice(("", "0612345678")),
            achternaam=f"Bewoner{number}",
        )  # fmt: skip
        team.done["signalen"] += 1
    open_zaken(gemeente_code=CODE, today=day, by=SYSTEM)
    enter(CODE)


def _lead(team: Team, day: date) -> None:
    """The team leader confirms what is proposed, all at once, and gives each zaak to somebody."""
    proposed = list(Vroegsignaalzaak.objects.filter(status="voorgesteld").values_list("pk", flat=True))
    if not proposed:
        return
    team.post("ada", "/zaken/samen", doe="bevestig", zaak=proposed)
    assert not Vroegsignaalzaak.objects.filter(pk__in=proposed, status="voorgesteld").exists()
    for place, who in enumerate(WORKERS):
        mine = proposed[place :: len(WORKERS)]
        if mine:
            team.post("ada", "/zaken/samen", doe="toewijs", aan=team.ids[who], zaak=mine)
    team.done["bevestigd"] += len(proposed)


def _print(team: Team, day: date) -> None:
    page = team.clients["gus"].get("/brieven/nieuw").content.decode()
    enter(CODE)
    found = re.search(r'name="zaken" value="([\d,]+)"', page)
    if found:
        before = Brief.objects.count()
        team.post("gus", "/brieven/nieuw", zaken=found[1], bezoekdag=(day + timedelta(days=5)).isoformat(),
                  dagdeel="middag")  # fmt: skip
        team.done["brieven"] += Brief.objects.count() - before


def _work(team: Team, who: str, day: date) -> None:
    """What is due first of one's own zaken: a call or a visit; whoever is reached ends in one of three ways."""
    own = Vroegsignaalzaak.objects.filter(
        behandelaar_id=team.ids[who], status="in_opvolging", volgende_op__lte=day
    )
    due = own.exclude(volgende_stap="brief").order_by("uiterlijk", "pk")[:A_DAY]
    for zaak in list(due):
        soort = "telefoon" if zaak.volgende_stap == "bellen" else "huisbezoek"
        reached = team.chance.random() < (0.35 if soort == "telefoon" else 0.5)
        team.post(who, f"/zaken/{zaak.pk}/poging", versie=zaak.versie, soort=soort, datum=day.isoformat(),
                  bereikt="ja" if reached else "nee", dagdeel="middag", minuten=20)  # fmt: skip
        team.done["pogingen"] += 1
        if reached:
            _close(team, who, zaak, team.chance.choice(ENDS))
    tired = Vroegsignaalzaak.objects.filter(
        behandelaar_id=team.ids[who], status="in_opvolging", volgende_stap="",
        ontvangen_op__lte=day - timedelta(days=8),
    )  # fmt: skip
    for zaak in list(tired[:A_DAY]):
        _close(team, who, zaak, "niet_bereikt")


def _close(team: Team, who: str, zaak: Vroegsignaalzaak, end: str) -> None:
    zaak.refresh_from_db()
    more = {"quick_fix": "budgetadvies", "houding": "positief"} if end == "quick_fix" else {}
    team.post(who, f"/zaken/{zaak.pk}/afronden", versie=zaak.versie, eindresultaat=end, **more)
    zaak.refresh_from_db()
    assert zaak.status == Zaakstatus.AFGEROND, (end, zaak.pk)
    team.ends[end] += 1


def _tell(team: Team) -> None:
    page = team.clients["gus"].get("/terugkoppeling/").content.decode()
    enter(CODE)
    if ALL_FILES in page:
        team.post("gus", ALL_FILES)


def _the_sums_add_up(team: Team) -> None:
    """Nothing lost, nothing twice: every signal in one zaak, every attempt and every ending counted once."""
    assert Vroegsignaal.objects.count() == team.done["signalen"]
    assert ZaakSignaal.objects.values("vroegsignaal").distinct().count() == team.done["signalen"]
    statuses = Counter(Vroegsignaalzaak.objects.values_list("status", flat=True))
    assert statuses[Zaakstatus.AFGEROND] == sum(team.ends.values())
    assert Vroegsignaalzaak.objects.count() == statuses.total() >= ZAKEN
    assert Counter(Afsluiting.objects.values_list("eindresultaat", flat=True)) == team.ends
    by_people = Contactpoging.objects.filter(soort__in=("telefoon", "huisbezoek"))
    assert by_people.count() == team.done["pogingen"]
    assert Brief.objects.count() == team.done["brieven"]
    assert Contactpoging.objects.filter(soort="brief").count() == team.done["brieven"]
    assert sum(by_people.values_list("minuten", flat=True)) == 20 * team.done["pogingen"]
    assert sum(team.ends.values()) > ZAKEN / 2, team.ends


def _partners_heard_only_what_they_may() -> None:
    """Each accepted offer is told once per signal; of who was not reached or wants nothing, nothing."""
    told = Counter(Terugkoppeling.objects.values_list("vroegsignaal__afgedaan_als", "code"))
    assert set(told) == {("quick_fix", Terugkoppelcode.HULP_GEACCEPTEERD)}
    helped = Vroegsignaal.objects.filter(afgedaan_als="quick_fix").count()
    assert told.total() == helped
    assert Terugkoppelbestand.objects.exists()


def _nobody_waited_too_long() -> None:
    """The offer came within its 28 days for every zaak (R-TRM-1)."""
    late = Vroegsignaalzaak.objects.filter(termijnen__soort="hulpaanbod", termijnen__gehaald=False)
    assert not late.exists()

"""A zaak is seen by its own team: nor do its letters, rounds and pauses reach another (R-TRI-7)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tests.security import test_other_gemeente as elsewhere
from tests.security.test_other_gemeente import MARK, a_forged_form, address_for, our_patterns, tenant_tables
from tests.visits import rounds
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.models import Rol
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.print_run import make_pdf
from tijdig.outreach.models import Bezoek, Bezoekplan, Brief, Printronde, Sjabloon
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Rolsoort, Terugkoppelcode

pytestmark = pytest.mark.django_db
theirs = elsewhere.theirs


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


def of_team(username: str, team: str) -> Client:
    """Somebody who follows up zaken, bound to this team."""
    user = make.user(username, Rolsoort.VROEGSIGNALEERDER)
    Rol.objects.filter(user=user).update(team=team)
    return make.login(Client(), user)


def statuses(client: Client, addresses: list[str], method: str = "get") -> set[int]:
    return {getattr(client, method)(address).status_code for address in addresses}


def test_a_print_run_is_of_the_team_whose_letters_it_holds(by: Actor) -> None:  # R-TRI-7, R-OUT-3
    zaak = zaken.zaak(by=by)
    ronde = zaken.printed(zaak, by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    Vroegsignaalzaak.objects.update(team="Noord")
    noord, zuid = of_team("nora", "Noord"), of_team("zeno", "Zuid")
    pages = [f"/brieven/{ronde.pk}", f"/brieven/{ronde.pk}/brieven.pdf", f"/brieven/{ronde.pk}/lijst.csv"]
    assert statuses(noord, pages) == {200}
    assert statuses(zuid, pages) == {404}
    assert statuses(zuid, [f"/brieven/{ronde.pk}/afgedrukt", f"/brieven/{ronde.pk}/notify"], "post") == {404}
    assert Printronde.objects.get().afgedrukt_op is None
    assert f"ronde {ronde.pk}" in noord.get("/brieven/").content.decode()
    assert f"ronde {ronde.pk}" not in zuid.get("/brieven/").content.decode()
    assert len(zuid.get("/brieven/?vorm=csv").content.decode().splitlines()) == 1


def test_who_made_a_print_run_sees_it_whoever_has_the_zaken_now(by: Actor) -> None:
    zaak = zaken.zaak(by=by)
    zuid = of_team("zeno", "Zuid")
    ronde = zaken.printed(zaak, by=by)
    Vroegsignaalzaak.objects.update(team="Noord")
    Printronde.objects.update(door_id=int(zuid.session["_auth_user_id"]))
    assert zuid.get(f"/brieven/{ronde.pk}").status_code == 200


def test_a_plan_of_visits_is_of_the_team_whose_doors_it_holds(by: Actor) -> None:  # R-TRI-7, R-OUT-5
    zaak = rounds.to_visit(1, by=by)
    walkers = [Team(bezoeker=rounds.visitor("hugo").pk, tweede=rounds.visitor("ines").pk)]
    plan = rounds.planned([zaak], by=by, teams=walkers)
    Vroegsignaalzaak.objects.update(team="Noord")
    noord, zuid = of_team("nora", "Noord"), of_team("zeno", "Zuid")
    ronde, bezoek = plan.rondes.get(), Bezoek.objects.get()
    pages = [f"/rondes/{plan.pk}", f"/rondes/lijst/{ronde.pk}", f"/rondes/lijst/{ronde.pk}.pdf"]
    acts = [
        f"/rondes/lijst/{ronde.pk}/kaarten", f"/rondes/bezoek/{bezoek.pk}/verplaatst", f"/rondes/{plan.pk}/terug",
        f"/rondes/{plan.pk}/opnieuw", f"/rondes/{plan.pk}/vervallen",
    ]  # fmt: skip
    assert statuses(noord, pages) == {200}
    assert statuses(zuid, pages) == {404}
    assert statuses(zuid, acts, "post") == {404}
    assert f"/rondes/{plan.pk}" in noord.get("/rondes/").content.decode()
    assert f"/rondes/{plan.pk}" not in zuid.get("/rondes/").content.decode()
    plan.rondes.update(stand="onderweg")
    assert "Hugo" in zuid.get("/rondes/").content.decode(), "who is out is everybody's care"
    assert f"/rondes/{plan.pk}" not in zuid.get("/rondes/").content.decode()


def test_the_start_page_counts_what_the_lists_show(by: Actor) -> None:  # R-TRI-7
    """A letter that came back to another team is not on this desk, and neither is the end of a pause there."""
    zaak = zaken.zaak(by=by)
    zaken.printed(zaak, by=by)
    Brief.objects.update(retour_op=TODAY)
    Terugkoppeling.objects.create(
        gemeente_id="0505", partner=Signaalpartner.objects.get(), vroegsignaal=Vroegsignaal.objects.get(), soort="huur",
        code=Terugkoppelcode.HULP_GEACCEPTEERD, feit_op=TODAY, pauze_tot=TODAY,
    )  # fmt: skip
    Vroegsignaalzaak.objects.update(team="Noord")
    for client, sees in ((of_team("nora", "Noord"), True), (of_team("zeno", "Zuid"), False)):
        desk = client.get("/").content.decode()
        assert ("niet aangekomen" in desk) is sees
        assert ("Pauzes van de incasso die bijna stoppen" in desk) is sees
        assert (zaak.kenmerk in client.get("/terugkoppeling/pauzes").content.decode()) is sees


# Roles that a team binds. A privacy officer and a teamleider see all of the gemeente by their right.
BOUND = (
    Rolsoort.VROEGSIGNALEERDER, Rolsoort.ADMINISTRATIE, Rolsoort.HUISBEZOEKER, Rolsoort.KLANTCONTACTCENTRUM,
    Rolsoort.SCHULDHULPVERLENER, Rolsoort.BELEIDSADVISEUR,
)  # fmt: skip
# What is in no zaak yet belongs to no team: deliveries, who is it, SMS of an unknown number.
OF_NO_TEAM = (
    "/aanleveringen/",
    "/twijfel/",
    "/sociale-kaart/",
    "/beleid/",
    "/rondes/nieuw",
    "/zaken/afwezig/",
)


def rows_of_the_zaak() -> dict[str, str]:
    """A fingerprint of all rows that hang on a zaak, and of the batches that hold them."""
    found = {}
    with connection.cursor() as cursor:
        for model in tenant_tables():
            names = {field.name for field in model._meta.fields}
            if names & {"zaak", "afsluiting", "plan"} or model in (Vroegsignaalzaak, Printronde, Bezoekplan):
                table = model._meta.db_table
                cursor.execute(
                    f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t"  # noqa: S608
                )
                found[table] = cursor.fetchone()[0]
    return found


def test_no_address_shows_or_changes_a_zaak_of_another_team(
    theirs: dict[str, Any], client: Client
) -> None:  # R-TRI-7
    """Every URL, by GET and by POST, by somebody of the same gemeente who is bound to another team."""
    Vroegsignaalzaak.objects.update(team="Noord")
    Sjabloon.objects.all().delete()  # it holds no template
    zeno = make.user("zeno", *BOUND, gemeente_code="0505")
    Rol.objects.filter(user=zeno).update(team="Zuid")
    make.login(client, zeno)
    form = a_forged_form(theirs)
    before, seen = rows_of_the_zaak(), []
    for path, pattern in our_patterns():
        address = address_for(path, theirs)
        if address.startswith(OF_NO_TEAM):
            continue
        for answer in (client.get(address), client.post(address, form)):
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
            if b"GEHEIM2345" in told or MARK.encode() in told:
                seen.append(f"{address} {pattern.name}")
    assert not seen
    changed = {table for table, now in rows_of_the_zaak().items() if now != before[table]}
    assert not changed

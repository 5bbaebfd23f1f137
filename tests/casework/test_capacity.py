"""The hours of the teams beside the open zaken, and the list of this week (R-TRI-4)."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tijdig.accounts.context import enter
from tijdig.accounts.models import Rol
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.capacity import add_afwezigheid, remove_afwezigheid, set_teamuren
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.capacity import Teamplan, planned_zaken, team_plans
from tijdig.casework.models import Afwezigheid, Teamuren, Vroegsignaalzaak
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, Bericht, Contactsoort, Rolsoort

TEAM = "Stedelijk team vroegsignalering"
MONDAY = WORKDAY - timedelta(days=1)
HOUR = 60


@pytest.fixture
def samira(house: House):
    return make.actor(make.user("samira", Rolsoort.TEAMLEIDER), Rolsoort.TEAMLEIDER)


def some_zaken(house: House) -> dict[str, Vroegsignaalzaak]:
    """A crisis, a visit and a letter, all proposed; the letter came in first."""
    early = make.checked(
        house.zorg, "3311AA-3", soort="zorgverzekering", ontvangen=WORKDAY - timedelta(days=20)
    )
    letter = make.zaak(early, today=WORKDAY)
    visit = make.zaak(make.checked(house.huur, "3311AA-2", ontvangen=WORKDAY), today=WORKDAY)
    crisis = make.zaak(
        make.checked(house.water, "3311AA-1", soort="drinkwater", bericht=Bericht.AFSLUITING, ontvangen=WORKDAY,
                     telefoon="0612345678"),
        today=WORKDAY,
    )  # fmt: skip
    return {"crisis": crisis, "letter": letter, "visit": visit}


def plan_of(house: House, team: str = TEAM) -> Teamplan:
    return next(p for p in team_plans(gemeente_code=house.code, today=WORKDAY) if p.team == team)


def hours(samira, minuten: int, team: str = TEAM, vanaf: date = MONDAY) -> Teamuren:
    return set_teamuren(team=team, vanaf=vanaf, minuten=minuten, gemeente_code=CODE, by=samira)


def test_the_list_of_the_week_begins_with_a_crisis_then_what_is_due(house: House, samira) -> None:  # R-TRI-4
    zaken = some_zaken(house)
    hours(samira, 5 * 120)  # from Tuesday on four days are left: 480 minutes
    plan = plan_of(house).planning
    assert plan.deze_week == (zaken["crisis"].pk, zaken["letter"].pk, zaken["visit"].pk)
    for weeks in (1, 7):  # the list of this week does not depend on how far one looks ahead
        found = planned_zaken("week", gemeente_code=CODE, today=WORKDAY, weeks=weeks)
        assert tuple(found) == plan.deze_week
    assert plan.weken[0].nodig == 90 + 15 + 600
    asked = plan_of(house).per_aanpak
    assert asked == {Aanpak.BRIEF: (1, 15), Aanpak.BELLEN: (1, 90), Aanpak.HUISBEZOEK_AANGEKONDIGD: (1, 600)}
    assert plan.weken[0].past_niet == (zaken["visit"].pk,)
    assert plan.past[zaken["visit"].pk] == MONDAY + timedelta(days=7)


def test_the_list_that_is_remembered_is_made_anew_when_anything_changes(
    house: House, samira
) -> None:  # R-TRI-4
    def week() -> Sequence[int]:
        return planned_zaken("week", gemeente_code=CODE, today=WORKDAY, weeks=1)

    zaken = some_zaken(house)
    set_to = hours(samira, 5 * 120)
    assert week() == week() == (zaken["crisis"].pk, zaken["letter"].pk, zaken["visit"].pk)
    hours(samira, 5 * 20, vanaf=set_to.vanaf)
    assert len(week()) < 3
    hours(samira, 5 * 120, vanaf=set_to.vanaf)
    Vroegsignaalzaak.objects.filter(pk=zaken["letter"].pk).update(pauze_tot=WORKDAY + timedelta(days=60))
    assert zaken["letter"].pk not in week()


def test_a_team_without_hours_is_said_and_plans_nothing(house: House) -> None:
    some_zaken(house)
    assert not plan_of(house).has_hours
    assert planned_zaken("week", gemeente_code=CODE, today=WORKDAY) == ()


def test_the_next_step_is_asked_for_whole_and_who_was_reached_asks_no_more(
    house: House, samira
) -> None:  # R-TRI-4
    visit = some_zaken(house)["visit"]
    hours(samira, 0)
    confirm_voorstellen([visit.pk], today=WORKDAY, by=house.by)
    for bereikt, left in ((Bereikt.NEE, 600), (Bereikt.JA, 0)):
        visit.refresh_from_db()
        record_contactpoging(
            visit.pk, soort=Contactsoort.BRIEF, bereikt=bereikt, datum=WORKDAY, minuten=30, versie=visit.versie,
            today=WORKDAY, by=house.by,
        )  # fmt: skip
        plan = plan_of(house).planning
        asked = max(week.nodig for week in plan.weken)
        assert asked == 90 + 15 + left


def test_hours_count_from_their_day_and_less_who_is_away(house: House, samira) -> None:
    hours(samira, 3000)
    hours(samira, 1500, vanaf=MONDAY + timedelta(days=14))
    Rol.objects.filter(user=house.anna).update(team=TEAM)
    add_afwezigheid(
        medewerker=house.anna.pk, van=MONDAY + timedelta(days=7), tot=MONDAY + timedelta(days=11), minuten=600,
        gemeente_code=CODE, by=samira,
    )  # fmt: skip
    weeks = [week.week.minuten for week in plan_of(house).planning.weken]
    assert weeks == [2400, 2400, 1500, 1500, 1200, 1200, 1500]  # kerst is on a Friday, nieuwjaarsdag too


def test_the_same_day_again_replaces_the_hours(house: House, samira) -> None:
    hours(samira, 3000)
    hours(samira, 1200)
    assert list(Teamuren.objects.values_list("minuten", flat=True)) == [1200]
    assert AuditEvent.objects.filter(what="capaciteit.uren").count() == 2


def test_only_with_the_right_and_only_what_makes_sense(house: House, samira) -> None:  # R-ROL-1
    away = {"medewerker": house.anna.pk, "van": WORKDAY, "tot": WORKDAY, "minuten": 60, "gemeente_code": CODE}
    made = add_afwezigheid(**away, by=samira)
    for act in (
        lambda: hours(house.by, 60),
        lambda: add_afwezigheid(**away, by=house.by),
        lambda: remove_afwezigheid(made.pk, by=house.by),
    ):
        with pytest.raises(Refused, match="geen recht"):
            act()
    for changes, says in (
        ({"tot": MONDAY}, "ligt voor de eerste dag"),
        ({"minuten": 0}, "hoeveel uren"),
        (
            {"medewerker": make.user("gast", gemeente_code=make.gemeente("0599", "R").pk).pk},
            "werkt hier niet",
        ),
    ):
        enter(CODE)
        with pytest.raises(Refused, match=says):
            add_afwezigheid(**(away | changes), by=samira)
    with pytest.raises(Refused, match="Zoveel uren"):
        hours(samira, 10**6)
    remove_afwezigheid(made.pk, by=samira)
    assert not Afwezigheid.objects.exists()


def test_the_plan_takes_as_many_questions_for_thirty_zaken(
    house: House, samira, django_assert_num_queries
) -> None:
    hours(samira, 600)
    make.zaak(
        *[make.checked(house.huur, f"3311AC-{n}", ontvangen=WORKDAY) for n in range(1, 31)], today=WORKDAY
    )
    with django_assert_num_queries(3):
        team_plans(gemeente_code=CODE, today=WORKDAY)


# -- pages ----------------------------------------------------------------------------------------


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    enter(CODE)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def teamleider(house: House, client: Client, on_a_workday: None) -> Client:
    return make.login(client, make.user("tess", Rolsoort.TEAMLEIDER))


def test_hours_and_absences_are_kept_on_the_page(house: House, teamleider: Client) -> None:  # R-TRI-4
    some_zaken(house)
    assert "nog geen uren ingevuld" in text_of(teamleider, reverse("capaciteit:capaciteit"))
    answer = teamleider.post(
        reverse("capaciteit:uren"), {"team": TEAM, "uren": "37,5", "vanaf": MONDAY.isoformat()}, follow=True
    )
    assert "De uren zijn opgeslagen." in answer.content.decode()
    enter(CODE)
    assert Teamuren.objects.get().minuten == 37 * HOUR + 30
    away = {"medewerker": house.anna.pk, "van": WORKDAY.isoformat(), "tot": WORKDAY.isoformat(), "uren": "8"}
    teamleider.post(reverse("capaciteit:afwezig"), away)
    page = text_of(teamleider, reverse("capaciteit:capaciteit"))
    assert "Alles past binnen de termijn" in page
    assert "Anna0505 de Vries" in page
    enter(CODE)
    teamleider.post(reverse("capaciteit:afwezig_weg", args=[Afwezigheid.objects.get().pk]))
    enter(CODE)
    assert not Afwezigheid.objects.exists()


@pytest.mark.parametrize(
    ("where", "data"),
    [
        ("uren", {"team": TEAM, "uren": "veel", "vanaf": "2026-11-23"}),
        ("uren", {"team": "Een ander team", "uren": "10", "vanaf": "2026-11-23"}),
        ("afwezig", {"medewerker": "", "van": "2026-11-23", "tot": "2026-11-20", "uren": "8"}),
    ],
)
def test_what_is_filled_in_wrong_is_said_at_the_field(teamleider: Client, where: str, data: dict) -> None:
    answer = teamleider.post(reverse(f"capaciteit:{where}"), data)
    assert answer.status_code == 422
    assert "Er klopt iets nog niet" in answer.content.decode()
    enter(CODE)
    assert not Teamuren.objects.exists()
    assert not Afwezigheid.objects.exists()


def test_the_week_list_is_a_work_list_in_the_order_of_the_plan(
    house: House, samira, teamleider: Client
) -> None:  # R-TRI-4
    zaken = some_zaken(house)
    hours(samira, 5 * 120)
    make.zaak(make.checked(house.huur, "3311AA-9", ontvangen=WORKDAY), today=WORKDAY)
    page = text_of(teamleider, reverse("casework:bakjes") + f"?plan=week&team={TEAM}")
    assert f"De lijst van deze week, {TEAM}" in page
    places = [page.index(f'name="zaak" value="{zaken[name].pk}"') for name in ("crisis", "letter", "visit")]
    assert places == sorted(places)
    assert page.count("data-row") == 3
    desk = text_of(teamleider, "/")
    assert "De lijst van deze week" in desk
    assert "?plan=week" in desk


def test_what_misses_its_term_is_a_list_too(house: House, samira, teamleider: Client) -> None:  # R-TRI-4
    some_zaken(house)
    hours(samira, 5)
    page = text_of(teamleider, reverse("capaciteit:capaciteit"))
    assert "3 zaken missen met deze uren hun termijn" in page
    assert "plan=te_laat" in page
    assert text_of(teamleider, reverse("casework:bakjes") + "?plan=te_laat").count("data-row") == 3
    assert "Hier zijn geen open zaken" in text_of(
        teamleider, reverse("casework:bakjes") + "?plan=week&team=Ander"
    )


def test_a_beleidsadviseur_sees_counts_and_no_zaken(
    house: House, samira, client: Client, on_a_workday: None
) -> None:  # R-ROL-1, R-TRI-4
    some_zaken(house)
    hours(samira, 5)
    add_afwezigheid(
        medewerker=house.anna.pk, van=WORKDAY, tot=WORKDAY, minuten=60, gemeente_code=CODE, by=samira
    )
    make.login(client, make.user("bas", Rolsoort.BELEIDSADVISEUR))
    page = text_of(client, reverse("capaciteit:capaciteit"))
    assert "3 zaken missen met deze uren hun termijn" in page
    assert "/zaken/" not in page
    assert "Anna" not in page
    assert client.post(reverse("capaciteit:uren"), {}).status_code == 403

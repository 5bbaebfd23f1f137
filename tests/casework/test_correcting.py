"""What was recorded wrongly after a closing is corrected or taken back, and both stay readable (R-UIT-4, R-TRM-4)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, page
from tests.casework.test_aftercare import LATER, closed, hear, talked
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.aftercare import record_besluit
from tijdig.casework.actions.correcting import correct_besluit, correct_vervolg
from tijdig.casework.aftercare import decisions_due, without_news
from tijdig.casework.models import Besluit, Termijn, Vervolguitkomst, Vroegsignaalzaak
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppeling
from tijdig.outreach.decisions import template_of
from tijdig.refusals import Refused
from tijdig.rules.terms import Besluitsoort, Rolsoort, Vervolg

pytestmark = pytest.mark.usefixtures("on_a_workday")
MORE = LATER + timedelta(days=3)


def decide(house: House, zaak: Vroegsignaalzaak, soort: Besluitsoort) -> Besluit:
    zaak.refresh_from_db()
    return record_besluit(zaak.pk, soort=soort, op=LATER, versie=zaak.versie, today=LATER, by=house.by)


def correct(
    house: House, zaak: Vroegsignaalzaak, soort: Besluitsoort | None, op: date = MORE, reden: str = "Verkeerd gekozen"
) -> None:  # fmt: skip
    zaak.refresh_from_db()
    correct_besluit(zaak.pk, soort=soort, op=op, reden=reden, versie=zaak.versie, today=MORE, by=house.by)


def correct_news(
    house: House, news: Vervolguitkomst, soort: Vervolg | None, op: date = LATER, reden: str = "Vergist"
) -> None:  # fmt: skip
    zaak = news.afsluiting.zaak
    zaak.refresh_from_db()
    correct_vervolg(
        news.pk, soort=soort, op=op, toelichting="Geheim", reden=reden, versie=zaak.versie, today=MORE, by=house.by
    )  # fmt: skip


def tell(house: House, today: date) -> list[tuple[str, date]]:
    """What every partner is told now, by code; all of it goes out."""
    prepare_feedback(gemeente_code=CODE, today=today, by=SYSTEM)
    waiting = Terugkoppeling.objects.filter(bestand__isnull=True, partner=house.huur)
    told = list(waiting.order_by("pk").values_list("code", "feit_op"))
    for partner in {house.huur.pk, house.zorg.pk} if told else ():
        make_terugkoppelbestand(partner_id=partner, gemeente_code=CODE, today=today, by=SYSTEM)
    return told


def test_news_that_was_told_is_taken_back_and_told_right(house: House, zaak: Vroegsignaalzaak) -> None:
    # R-UIT-4, R-TER-1, R-TER-3: once, with the day, and never why
    news = hear(house, closed(house, zaak), Vervolg.AANGEKOMEN)
    assert [code for code, _ in tell(house, LATER)] == ["hulp_geaccepteerd", "hulp_loopt"]
    correct_news(house, news, Vervolg.NIET_GEKOMEN)
    assert tell(house, MORE) == [("hulp_loopt_vervalt", MORE)]
    assert tell(house, MORE) == []
    # Later it is true after all: told again, and wrong again is taken back again.
    right = hear(house, zaak, Vervolg.AANGEKOMEN)
    assert tell(house, MORE) == [("hulp_loopt", LATER)]
    correct_news(house, right, None)
    assert tell(house, MORE) == [("hulp_loopt_vervalt", MORE)]
    news.refresh_from_db()
    assert (news.vervallen_op, news.vervallen_reden, news.vervanging.soort) == (
        MORE,
        "Vergist",
        "niet_gekomen",
    )
    assert AuditEvent.objects.filter(what="vervolg.hersteld").count() == 2


def test_another_day_of_the_same_news_is_told_with_its_day(
    house: House, zaak: Vroegsignaalzaak
) -> None:  # R-TER-3
    news = hear(house, closed(house, zaak), Vervolg.AANGEKOMEN)
    tell(house, LATER)
    correct_news(house, news, Vervolg.AANGEKOMEN, LATER - timedelta(days=1))
    assert tell(house, MORE) == [("hulp_loopt_vervalt", MORE), ("hulp_loopt", LATER - timedelta(days=1))]


def test_what_nobody_heard_yet_leaves_no_trace_with_the_partner(house: House, zaak: Vroegsignaalzaak) -> None:
    # R-TER-2, R-TER-3: what waited is taken back, and what has no code never leaves
    news = hear(house, closed(house, zaak), Vervolg.AANGEKOMEN)
    silent = hear(house, zaak, Vervolg.LATER_AFGEZIEN)
    prepare_feedback(gemeente_code=CODE, today=LATER, by=SYSTEM)
    correct_news(house, news, None)
    correct_news(house, silent, Vervolg.NIET_GEKOMEN)
    assert [code for code, _ in tell(house, MORE)] == ["hulp_geaccepteerd"]
    every = Vroegsignaalzaak.objects.all()
    assert without_news(every, CODE, WORKDAY + timedelta(days=400)).count() == 0
    correct_news(house, Vervolguitkomst.objects.get(soort="niet_gekomen"), None)
    assert without_news(every, CODE, WORKDAY + timedelta(days=400)).count() == 1  # nothing was heard at all


def test_news_is_corrected_once_and_with_a_reason(house: House, zaak: Vroegsignaalzaak) -> None:  # R-UIT-4
    news = hear(house, closed(house, zaak), Vervolg.AANGEKOMEN)
    with pytest.raises(Refused, match="wat er niet klopte"):
        correct_news(house, news, None, reden=" ")
    with pytest.raises(Refused, match="staat er al zo"):
        correct_news(house, news, Vervolg.AANGEKOMEN)
    with pytest.raises(Refused, match="nog niet geweest"):
        correct_news(house, news, Vervolg.GEEINDIGD, MORE + timedelta(days=1))
    correct_news(house, news, None)
    with pytest.raises(Refused, match="al hersteld"):
        correct_news(house, news, None)


def test_a_wrong_decision_takes_its_news_and_its_clock_with_it(house: House, zaak: Vroegsignaalzaak) -> None:
    # R-TRM-4, R-TER-1
    closed(house, zaak)
    talked(zaak)
    decide(house, zaak, Besluitsoort.PLAN_VAN_AANPAK)
    assert [code for code, _ in tell(house, LATER)] == ["hulp_geaccepteerd", "shv_gestart"]
    with pytest.raises(Refused, match="volgt uit het besluit"):
        correct_news(house, Vervolguitkomst.objects.get(), None)
    correct(house, zaak, None)
    assert tell(house, MORE) == [("shv_gestart_vervalt", MORE)]
    assert decisions_due(Vroegsignaalzaak.objects.all()).count() == 1
    assert Termijn.objects.get(zaak=zaak, soort="beschikking").gestopt_op is None
    decide(house, zaak, Besluitsoort.WEIGERING)
    correct(house, zaak, Besluitsoort.PLAN_VAN_AANPAK)
    assert tell(house, MORE) == [("shv_gestart", MORE)]
    assert Besluit.objects.count() == 3
    assert AuditEvent.objects.filter(what="besluit.hersteld").count() == 2


def test_a_letter_that_was_made_is_ended_by_a_later_decision(
    house: House, zaak: Vroegsignaalzaak
) -> None:  # R-UIT-6
    closed(house, zaak)
    talked(zaak)
    first = decide(house, zaak, Besluitsoort.PLAN_VAN_AANPAK)
    Besluit.objects.update(brief_op=LATER)
    with pytest.raises(Refused, match="De brief van dit besluit is al gemaakt"):
        correct(house, zaak, None)
    with pytest.raises(Refused, match="van een eerdere dag"):
        correct(house, zaak, Besluitsoort.WEIGERING, LATER - timedelta(days=1))
    correct(house, zaak, Besluitsoort.AFGEZIEN)
    last = Besluit.objects.get(vervallen_op__isnull=True)
    assert (last.vervangt, template_of(last), template_of(first)) == (
        first, "besluit_ingetrokken", "besluit_plan_van_aanpak",
    )  # fmt: skip


def test_the_pages_correct_and_the_new_letter_ends_the_old(house: House, zaak: Vroegsignaalzaak) -> None:
    # R-UIT-6, R-TRM-4
    house.anna.telefoon_direct, house.anna.email = "078 770 00 00", "anna@voorbeeld.nl"
    house.anna.save()
    Vroegsignaalzaak.objects.update(behandelaar=house.anna)
    both = make.user("both", Rolsoort.VROEGSIGNALEERDER, Rolsoort.TEAMLEIDER)
    client = make.login(Client(), both)
    closed(house, zaak)
    talked(zaak, 0)
    act(client, zaak, "vervolg", soort="aangekomen", op=WORKDAY.isoformat(), toelichting="")
    news = Vervolguitkomst.objects.get()
    shown = act(
        client, zaak, "bericht-herstellen", bericht=news.pk, soort="niets", op=WORKDAY.isoformat(), reden="Ander gezin"
    )  # fmt: skip
    assert "Vervallen bericht: " in shown
    assert "Ander gezin" in shown
    act(client, zaak, "besluit", soort="plan_van_aanpak", op=WORKDAY.isoformat())
    letter = f"/brieven/besluit/{zaak.pk}"
    assert client.post(letter, {"aan": 0, "motivering": ""})["Content-Type"] == "application/pdf"
    shown = act(
        client, zaak, "besluit-herstellen", 422, soort="niets", op=WORKDAY.isoformat(), reden="Nog geen plan"
    )
    assert "De brief van dit besluit is al gemaakt" in shown
    shown = act(
        client, zaak, "besluit-herstellen", soort="weigering", op=WORKDAY.isoformat(), reden="Verkeerd"
    )
    assert "Vervallen besluit: beschikking met plan van aanpak" in shown
    assert "beëindigt een eerder besluit" in client.get(letter).content.decode()
    assert "Een bericht klopt niet" not in page(client, zaak)

"""What comes after a closing: how it went on, the decision in time, consent taken back (R-UIT-4, R-UIT-6, R-TRM-4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, page, started
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.aftercare import record_besluit, record_vervolg, withdraw_toestemming
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.aftercare import decisions_due, without_news
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.models import Afsluiting, Afspraak, Besluit, Termijn, Vervolguitkomst, Vroegsignaalzaak
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppeling
from tijdig.referrals.models import Organisatie
from tijdig.refusals import Refused
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Besluitsoort, Eindresultaat, Hulptype, RedenGeenHulp, Vervolg

pytestmark = pytest.mark.usefixtures("on_a_workday")
REFERRED = Afsluitgegevens(
    eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
    verwezen_naar="Sociale Dienst",
)  # fmt: skip
DECLINED = Afsluitgegevens(
    eindresultaat=Eindresultaat.WIL_GEEN_HULP, reden_geen_hulp=RedenGeenHulp.NU_NIET, toestemming=True,
    toestemming_document="Formulier",
)  # fmt: skip
LATER = WORKDAY + timedelta(days=10)


def closed(house: House, zaak: Vroegsignaalzaak, gegevens: Afsluitgegevens = REFERRED) -> Vroegsignaalzaak:
    started(house, zaak, Bereikt.JA)
    close_zaak(zaak.pk, gegevens=gegevens, versie=zaak.versie, today=WORKDAY, by=house.by)
    zaak.refresh_from_db()
    return zaak


def hear(house: House, zaak: Vroegsignaalzaak, soort: Vervolg, op=LATER) -> Vervolguitkomst:
    zaak.refresh_from_db()
    return record_vervolg(
        zaak.pk, soort=soort, op=op, toelichting="Geheim", versie=zaak.versie, today=LATER, by=house.by
    )


def talked(zaak: Vroegsignaalzaak, days: int = 2) -> None:
    from django.utils import timezone

    moment = timezone.make_aware(timezone.datetime(2026, 11, 24 + days, 10))
    Afspraak.objects.create(
        gemeente_id=CODE, zaak=zaak, moment=moment, plaats="x", gemaakt_op=WORKDAY, stand="geweest"
    )
    refresh_clocks([zaak.pk], gemeente_code=CODE)


def test_news_is_recorded_without_opening_the_zaak(house: House, zaak: Vroegsignaalzaak) -> None:  # R-UIT-4
    hear(house, closed(house, zaak), Vervolg.NIET_GEKOMEN)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.hulptype) == (
        "afgerond",
        "verwijzing_financieel",
    )  # a no-show still counts, R-UIT-3


@pytest.mark.parametrize(
    ("gegevens", "op", "why"),
    [
        (REFERRED, WORKDAY - timedelta(days=1), "voor de dag"),
        (REFERRED, LATER + timedelta(days=1), "nog niet geweest"),
        (DECLINED, LATER, "hulp heeft aangenomen"),
    ],
)
def test_news_must_fit_the_closing(house: House, zaak, gegevens, op, why: str) -> None:  # R-UIT-4
    with pytest.raises(Refused, match=why):
        hear(house, closed(house, zaak, gegevens), Vervolg.AANGEKOMEN, op)


def test_a_referral_without_news_is_asked_after(house: House, zaak: Vroegsignaalzaak) -> None:  # R-UIT-4
    closed(house, zaak)
    every = Vroegsignaalzaak.objects.all()

    def asked(days: int) -> int:
        return without_news(every, CODE, WORKDAY + timedelta(days=days)).count()

    assert (asked(41), asked(42)) == (0, 1)
    hear(house, zaak, Vervolg.AANGEKOMEN)
    assert (asked(51), asked(52)) == (0, 1)
    hear(house, zaak, Vervolg.GEEINDIGD)
    assert asked(400) == 0


def test_the_decision_stops_its_clock_and_says_that_help_started(
    house: House, zaak
) -> None:  # R-TRM-4, R-UIT-6
    closed(house, zaak)
    assert decisions_due(Vroegsignaalzaak.objects.all()).get().uiterlijk is None
    talked(zaak)
    hear(house, zaak, Vervolg.NOG_NIETS_BEKEND)  # any act works the clocks out again
    clock = Termijn.objects.get(zaak=zaak, soort="beschikking")
    assert (clock.start, clock.uiterlijk) == (WORKDAY + timedelta(days=2), WORKDAY + timedelta(days=58))
    zaak.refresh_from_db()
    record_besluit(
        zaak.pk, soort=Besluitsoort.PLAN_VAN_AANPAK, op=LATER, versie=zaak.versie, today=LATER, by=house.by
    )
    clock = Termijn.objects.get(zaak=zaak, soort="beschikking")
    assert (clock.gestopt_op, clock.gehaald) == (LATER, True)
    assert not decisions_due(Vroegsignaalzaak.objects.all()).exists()
    assert Vervolguitkomst.objects.filter(soort=Vervolg.PLAN_GESTART).count() == 1


def test_no_decision_before_the_talk_nor_twice(house: House, zaak: Vroegsignaalzaak) -> None:  # R-TRM-4
    closed(house, zaak)

    def decide() -> Besluit:
        zaak.refresh_from_db()
        return record_besluit(
            zaak.pk, soort=Besluitsoort.WEIGERING, op=LATER, versie=zaak.versie, today=LATER, by=house.by
        )

    with pytest.raises(Refused, match="eerste gesprek is geweest"):
        decide()
    talked(zaak)
    decide()
    with pytest.raises(Refused, match="al vastgelegd"):
        decide()


def test_who_is_referred_elsewhere_waits_for_no_decision(
    house: House, zaak: Vroegsignaalzaak
) -> None:  # R-TRM-4
    coach = Organisatie.objects.create(
        gemeente_id=CODE, naam="Budgetcoach", domeinen=["financieel"], geldig_van=WORKDAY
    )
    closed(house, zaak, Afsluitgegevens(
        eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
        organisatie=coach.pk,
    ))  # fmt: skip
    talked(zaak)
    assert not decisions_due(Vroegsignaalzaak.objects.all()).exists()


def codes() -> set[str]:
    prepare_feedback(gemeente_code=CODE, today=LATER, by=SYSTEM)
    return set(Terugkoppeling.objects.values_list("code", flat=True))


def test_how_it_goes_on_is_told_once_and_taken_back_when_reopened(
    house: House, zaak
) -> None:  # R-TER-1, R-UIT-5
    closed(house, zaak)
    for soort in Vervolg:
        hear(house, zaak, soort)
    hear(house, zaak, Vervolg.AANGEKOMEN, LATER - timedelta(days=1))
    expected = {"hulp_geaccepteerd", "hulp_loopt", "shv_gestart", "hulp_geeindigd"}
    assert codes() == expected
    assert codes() == expected
    assert Terugkoppeling.objects.count() == 4 * 2  # two signals
    zaak.refresh_from_db()
    reopen_zaak(zaak.pk, reden="Belt weer", versie=zaak.versie, today=LATER, by=house.by)
    assert codes() == set()


def test_consent_can_be_taken_back_until_it_is_told(house: House, zaak: Vroegsignaalzaak) -> None:  # R-TER-2
    closed(house, zaak, DECLINED)
    assert codes() == {"wil_geen_hulp"}
    withdraw_toestemming(zaak.pk, versie=zaak.versie, today=LATER, by=house.by)
    assert codes() == set()
    row = Afsluiting.objects.get()
    assert (row.toestemming, row.toestemming_ingetrokken_op, row.reden_geen_hulp) == (False, LATER, "nu_niet")
    zaak.refresh_from_db()
    with pytest.raises(Refused, match="geen toestemming"):
        withdraw_toestemming(zaak.pk, versie=zaak.versie, today=LATER, by=house.by)


def test_the_page_asks_and_shows_what_came_after(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    closed(house, zaak)
    assert "nog niets gehoord" in page(anna, zaak)
    shown = act(anna, zaak, "vervolg", soort="aangekomen", op=WORKDAY.isoformat(), toelichting="")
    assert "De inwoner is gekomen, de hulp loopt" in shown
    shown = act(anna, zaak, "afspraak", dag="2026-11-24", tijd="09:00", plaats="Sociale Dienst")
    moment = Afspraak.objects.get()
    shown = act(anna, zaak, "afloop", afspraak=moment.pk, stand="geweest")
    assert "Besluit over schuldhulp vastleggen" in shown
    shown = act(anna, zaak, "besluit", soort="plan_van_aanpak", op=WORKDAY.isoformat())
    assert "Maak de brief van het besluit" in shown


@pytest.mark.parametrize(
    ("name", "empty"), [("vervolg", "elke verwijzing is er nieuws"), ("besluiten", "wacht geen besluit")]
)
def test_the_lists_say_what_waits(
    house: House, anna: Client, zaak, name: str, empty: str, monkeypatch
) -> None:
    assert empty in anna.get(reverse(f"casework:{name}")).content.decode()
    from tijdig.accounts.context import enter

    enter(CODE)
    closed(house, zaak)
    monkeypatch.setenv("TIJDIG_VANDAAG", (WORKDAY + timedelta(days=50)).isoformat())
    assert "Sociale Dienst" in anna.get(reverse(f"casework:{name}")).content.decode()


def test_the_closing_form_offers_the_sociale_kaart(house: House, anna: Client, zaak) -> None:  # R-UIT-2
    started(house, zaak, Bereikt.JA)
    for n in range(10):
        Organisatie.objects.create(
            gemeente_id=CODE, naam=f"Hulp {n}", domeinen=["financieel"], geldig_van=WORKDAY,
            plek="vol" if n == 0 else "open",
        )  # fmt: skip
    address = reverse("casework:afronden_velden", args=[zaak.pk])
    data = {"eindresultaat": "verwijzing_financieel"}
    shown = anna.post(address, data).content.decode()
    assert "Hulp 1" in shown
    assert "Hulp 0" not in shown  # full, so last
    assert "nog 2 organisaties" in shown.replace("\xa0", " ")
    shown = anna.post(address, data | {"zoek": "hulp 0"}).content.decode()
    assert "Hulp 0" in shown
    assert "Vol." in shown
    noscript = anna.post(
        reverse("casework:afronden", args=[zaak.pk]), data | {"toon": "1", "versie": zaak.versie}
    )
    assert (noscript.status_code, 'name="organisatie"' in noscript.content.decode()) == (200, True)


def test_every_folded_act_carries_its_token(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:
    """A form that is included with `only` loses the token, and the browser is refused."""
    closed(house, zaak)
    shown = page(anna, zaak)
    assert shown.count('method="post"') == shown.count("csrfmiddlewaretoken")

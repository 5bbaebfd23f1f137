"""A person decides: each act with what it does, what it refuses, and what it leaves behind (R-BRP-4..6)."""

from collections.abc import Callable
from itertools import count, repeat
from typing import Any

import pytest

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, datum, home, opschorting, person, signal
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.models import Gemeente
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.checks.actions import decide
from tijdig.checks.actions.ask import ask_partner
from tijdig.checks.models import Doorzending, Inwoner, Toets
from tijdig.connectors.brp_fake import Fault, FaultKind
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.process import follow_up_signals
from tijdig.refusals import Refused
from tijdig.rules.terms import Eindresultaat, Rolsoort, Twijfelbesluit, Vraagsoort

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
Act = Callable[[int], Toets]
_serial = count(1)


def doubt(brp: Start, *persons: dict[str, Any], **more: Any) -> Toets:
    """A signal that a person must look at: two who fit, unless other persons are given."""
    brp(*(persons or (person(1), person(2, first="Astrid"))))
    made = signal(**more)
    check()
    return Toets.objects.get(vroegsignaal=made)


def after(toets: Toets) -> tuple[Vroegsignaal, Toets]:
    follow_up_signals(gemeente_code="0505", today=TODAY, by=SYSTEM)
    toets.refresh_from_db()
    return Vroegsignaal.objects.get(pk=toets.vroegsignaal_id), toets


def somebody() -> Actor:
    return make.actor(make.user(f"kijker{next(_serial)}"))


def choose(toets: Toets, keuze: int = 0, reden: str = "") -> Toets:
    return decide.choose_person(toets.pk, keuze=keuze, reden=reden, today=TODAY, by=somebody())


def test_a_chosen_person_gets_a_zaak(brp: Start) -> None:  # R-BRP-4
    toets = doubt(brp)
    choose(toets, 1)
    signaal, toets = after(toets)
    assert (signaal.status, toets.besluit) == ("in_zaak", Twijfelbesluit.PERSOON_GEKOZEN)
    assert toets.inwoner is not None
    assert toets.inwoner.voorletters == "A."
    assert toets.kandidaten == [], "the people who were not chosen are not kept"
    assert Vroegsignaalzaak.objects.count() == Inwoner.objects.count() == 1


@pytest.mark.parametrize("keuze", [-1, 2, 99])
def test_only_who_was_shown_can_be_chosen(brp: Start, keuze: int) -> None:
    toets = doubt(brp)
    with pytest.raises(Refused, match="Kies een persoon"):
        choose(toets, keuze)


def test_nothing_changes_when_the_brp_is_silent_at_the_choice(brp: Start) -> None:
    toets = doubt(brp)
    brp(person(1), faults=repeat(Fault(kind=FaultKind.STATUS, status=503)))
    with pytest.raises(Refused, match="geen antwoord"):
        choose(toets)
    assert after(toets)[0].status == "twijfel"


def test_somebody_who_moved_away_meanwhile_is_sent_on(brp: Start) -> None:  # R-BRP-7
    toets = doubt(brp)
    rotterdam = {"gemeenteVanInschrijving": {"code": "0599"}}
    brp(*(person(n, **rotterdam, verblijfplaats=home(3)) for n in (1, 2)))
    make.gemeente().__class__.objects.update(brp_buiten_gemeente=True)
    choose(toets)
    signaal, toets = after(toets)
    assert (signaal.status, signaal.afgedaan_als, toets.inwoner) == ("terzijde", "geen_inwoner", None)
    assert Doorzending.objects.get().naar == "0599"


def test_choosing_the_dead_asks_about_the_household(brp: Start) -> None:  # R-BRP-5
    toets = doubt(brp, person(1, opschortingBijhouding=opschorting("O")), person(2, first="Astrid"))
    place = [kandidaat["overleden"] for kandidaat in toets.kandidaten].index(True)
    choose(toets, place)
    signaal, toets = after(toets)
    assert (signaal.status, toets.uitkomst, toets.besluit) == ("twijfel", "overleden", "")
    assert Terugkoppeling.objects.get().code == "overleden", "the partner is told at once"
    assert not Vroegsignaalzaak.objects.exists()


DEAD = {"opschortingBijhouding": opschorting("O")}
MINOR = {"geboorte": {"datum": datum("2012-02-02")}}


@pytest.mark.parametrize("changes", [DEAD, MINOR], ids=["overleden", "minderjarig"])
def test_the_household_gets_an_offer_that_names_nobody(
    brp: Start, changes: dict[str, Any]
) -> None:  # R-BRP-5, R-BRP-6
    toets = doubt(brp, person(1, **changes))
    decide.offer_to_household(toets.pk, reden="Er wonen nog twee kinderen.", today=TODAY, by=somebody())
    signaal, toets = after(toets)
    assert (signaal.status, toets.inwoner, toets.huishouden_aanbod) == ("in_zaak", None, True)


def test_the_household_is_no_way_round_the_question_who_it_is(brp: Start) -> None:  # R-BRP-5
    toets = doubt(brp)
    with pytest.raises(Refused, match="overleden of minderjarig"):
        decide.offer_to_household(toets.pk, reden="x", today=TODAY, by=somebody())


@pytest.mark.parametrize("changes", [DEAD, MINOR], ids=["overleden", "minderjarig"])
def test_the_dead_and_minors_are_not_offered_help_by_name(
    brp: Start, changes: dict[str, Any]
) -> None:  # R-BRP-5, R-BRP-6
    toets = doubt(brp, person(1, **changes))
    with pytest.raises(Refused, match="huishouden"):
        decide.keep_as_delivered(toets.pk, reden="x", today=TODAY, by=somebody())


def test_keeping_what_was_delivered_ties_nobody_to_it(brp: Start) -> None:  # R-BRP-4
    toets = doubt(brp, person(1, "Pietersen", "Bob"))
    decide.keep_as_delivered(
        toets.pk, reden="Onderhuurder, nog niet ingeschreven.", today=TODAY, by=somebody()
    )
    signaal, toets = after(toets)
    assert (signaal.status, toets.inwoner, toets.shv) == ("in_zaak", None, "niet_gecontroleerd")
    assert (toets.postcode, toets.huisnummer, signaal.adres_sleutel) == ("3311AA", "7", "3311AA 7")


@pytest.mark.parametrize("als", decide.PUT_ASIDE_AS)
def test_put_aside_with_a_reason(brp: Start, als: Eindresultaat) -> None:  # R-BRP-4
    toets = doubt(brp)
    decide.set_aside(toets.pk, als=als, reden="Zie notitie.", today=TODAY, by=somebody())
    signaal, toets = after(toets)
    assert (signaal.status, signaal.afgedaan_als, signaal.afgedaan_op) == ("terzijde", als, TODAY)
    assert toets.kandidaten == []
    assert not Vroegsignaalzaak.objects.exists()


def test_put_aside_only_with_a_result_that_fits(brp: Start) -> None:
    toets = doubt(brp)
    with pytest.raises(Refused, match="past hier niet"):
        decide.set_aside(toets.pk, als=Eindresultaat.QUICK_FIX, reden="x", today=TODAY, by=somebody())


@pytest.mark.parametrize(("naar", "kept"), [("0599", "0599"), ("", "")])
def test_living_elsewhere_waits_to_be_sent_on(brp: Start, naar: str, kept: str) -> None:  # R-BRP-7
    toets = doubt(brp)
    decide.mark_elsewhere(toets.pk, naar=naar, reden="", today=TODAY, by=somebody())
    signaal, toets = after(toets)
    assert (signaal.afgedaan_als, toets.uitkomst) == ("geen_inwoner", "geen_inwoner")
    assert Doorzending.objects.get().naar == kept
    assert Terugkoppeling.objects.get().code == "geen_inwoner"


@pytest.mark.parametrize("naar", ["505", "abcd", "0505", "1999", "05050", "٠٥٠٥"])
def test_elsewhere_is_a_gemeente_and_not_ours(brp: Start, naar: str) -> None:  # R-BRP-7
    toets = doubt(brp)
    with pytest.raises(Refused):
        decide.mark_elsewhere(toets.pk, naar=naar, reden="", today=TODAY, by=somebody())


BY_HAND = {
    "bsn": bsn(5), "voorletters": "A.", "voorvoegsel": "de", "geslachtsnaam": "Wit", "geslacht": "V",
    "geboortedatum": "1980-01-02", "postcode": "3311 AA", "huisnummer": "7 B", "straat": "Merelhof",
    "woonplaats": "Dordrecht",
}  # fmt: skip


def test_a_check_by_hand_ties_a_person_to_the_signal(brp: Start) -> None:  # R-BRP-1
    make.gemeente(brp_koppeling=False)
    made = signal()
    check()
    toets = Toets.objects.get(vroegsignaal=made)
    decide.enter_person(toets.pk, gegevens=BY_HAND, reden="Opgezocht.", today=TODAY, by=somebody())
    signaal, toets = after(toets)
    assert toets.inwoner is not None
    assert (signaal.status, signaal.adres_sleutel) == ("in_zaak", "3311AA 7 B")
    assert (toets.inwoner.aanhef, toets.inwoner.geslachtsnaam) == ("Geachte mevrouw De Wit", "Wit")
    assert toets.huisnummer == "7 B"


def partner() -> Signaalpartner:
    return Signaalpartner.objects.first() or make.partner()


def by_hand(**gegevens: str) -> tuple[Vroegsignaal, Toets]:
    """A signal in a gemeente without a link, looked up by somebody; what became of it."""
    make.gemeente()
    made = signal(partner(), referentie=f"hand-{next(_serial)}")
    check()
    toets = Toets.objects.get(vroegsignaal=made)
    decide.enter_person(toets.pk, gegevens=BY_HAND | gegevens, reden="Opgezocht.", today=TODAY, by=somebody())
    return after(toets)


@pytest.mark.parametrize(
    ("gegevens", "status", "uitkomst", "afgedaan"),
    [
        ({}, "in_zaak", "gevonden_adres_wijkt_af", ""),
        ({"woont": "briefadres"}, "in_zaak", "briefadres", ""),
        ({"woont": "andere_gemeente", "gemeente": "0599"}, "terzijde", "geen_inwoner", "geen_inwoner"),
        ({"woont": "buitenland"}, "terzijde", "vertrokken_buitenland", "andere_reden"),
        ({"woont": "onbekend"}, "terzijde", "vertrokken_onbekend", "andere_reden"),
        ({"woont": "overleden"}, "twijfel", "overleden", ""),
        ({"geboortedatum": "2012-02-02"}, "twijfel", "minderjarig", ""),
    ],
)
def test_what_was_looked_up_decides_as_an_answer_of_the_brp_does(
    db: None, gegevens: dict[str, str], status: str, uitkomst: str, afgedaan: str
) -> None:  # R-BRP-1, R-BRP-5..7
    signaal, toets = by_hand(**gegevens)
    assert (signaal.status, toets.uitkomst, signaal.afgedaan_als) == (status, uitkomst, afgedaan)
    assert toets.briefadres is (uitkomst == "briefadres")
    assert Inwoner.objects.exists() is (status != "terzijde"), "of who lives elsewhere nothing is kept"
    assert Doorzending.objects.filter(naar="0599").exists() is (uitkomst == "geen_inwoner")


@pytest.mark.parametrize(("kinderen", "kept"), [("ja", True), ("nee", False), ("", None)])
def test_children_curatele_and_secrecy_are_written_down(db: None, kinderen: str, kept: bool | None) -> None:
    _, toets = by_hand(kinderen=kinderen, curatele="ja", geheimhouding="ja")  # R-BRP-2, R-BRP-8
    assert toets.kinderen is kept
    person = Inwoner.objects.get()
    assert (person.curatele, person.geheimhouding, person.handmatig) == (True, True, True)
    assert Weging.objects.get().regel == "curatele"


def test_what_somebody_wrote_down_can_be_put_right_by_hand(db: None) -> None:  # R-BRP-1
    by_hand(curatele="ja")
    by_hand(curatele="")
    assert not Inwoner.objects.get().curatele


def test_a_check_by_hand_never_takes_away_what_the_brp_said(brp: Start) -> None:  # R-BRP-1, R-BRP-8
    brp(person(5, indicatieCurateleRegister=True, geheimhoudingPersoonsgegevens=True))
    signal(referentie="eerst")
    check()
    assert Inwoner.objects.values_list("curatele", "geheimhouding", "handmatig").get() == (
        True,
        True,
        False,
    )
    Gemeente.objects.update(brp_koppeling=False)
    by_hand()
    assert Inwoner.objects.values_list("curatele", "geheimhouding", "handmatig").get() == (
        True,
        True,
        False,
    )
    Gemeente.objects.update(brp_koppeling=True)
    brp(person(5))
    signal(partner(), referentie="later")
    check()
    assert not Inwoner.objects.get().curatele, "the BRP itself takes it away"


def test_children_found_in_doubt_count_for_who_is_chosen_there(brp: Start) -> None:  # R-BRP-2
    brp(
        person(1, verblijfplaats=home(7, huisletter="B")),
        person(2, first="Astrid", verblijfplaats=home(7, huisletter="B")),
        person(3, "Bakker", "Kim", verblijfplaats=home(7, huisletter="B"), leeftijd=8,
               geboorte={"datum": datum("2018-02-02")}),
    )  # fmt: skip
    made = signal(huisletter="B")
    check()
    toets = Toets.objects.get(vroegsignaal=made)
    assert (made.status, len(toets.kandidaten), toets.kinderen) == ("te_controleren", 2, True)
    choose(toets, 1)
    assert after(toets)[1].kinderen is True


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"bsn": "123456789"}, "BSN"), ({"postcode": "33"}, "adres"), ({"geslachtsnaam": ""}, "achternaam")],
)
def test_a_check_by_hand_must_be_possible(
    brp: Start, change: dict[str, str], sentence: str
) -> None:  # R-BRP-1
    toets = doubt(brp)
    with pytest.raises(Refused, match=sentence):
        decide.enter_person(toets.pk, gegevens=BY_HAND | change, reden="x", today=TODAY, by=somebody())
    assert not Inwoner.objects.exists()


def _acts(by: Actor, reden: str = "reden") -> dict[str, Act]:
    return {
        "choose": lambda pk: decide.choose_person(pk, keuze=0, reden=reden, today=TODAY, by=by),
        "enter": lambda pk: decide.enter_person(pk, gegevens=BY_HAND, reden=reden, today=TODAY, by=by),
        "keep": lambda pk: decide.keep_as_delivered(pk, reden=reden, today=TODAY, by=by),
        "ask": lambda pk: ask_partner(pk, vragen=[Vraagsoort.NAAM], reden=reden, today=TODAY, by=by),
        "aside": lambda pk: decide.set_aside(pk, als=Eindresultaat.ANDERE_REDEN, reden=reden, today=TODAY, by=by),
        "elsewhere": lambda pk: decide.mark_elsewhere(pk, naar="0599", reden=reden, today=TODAY, by=by),
    }  # fmt: skip


NAMES = ["choose", "enter", "keep", "ask", "aside", "elsewhere"]


@pytest.mark.parametrize("name", NAMES)
def test_each_act_needs_the_right(brp: Start, name: str) -> None:  # R-ROL-1
    toets = doubt(brp)
    with pytest.raises(Refused, match="geen recht"):
        _acts(make.actor(make.user("x"), Rolsoort.ADMINISTRATIE))[name](toets.pk)


@pytest.mark.parametrize("name", NAMES)
def test_each_act_is_recorded_once(brp: Start, name: str) -> None:  # R-BEW-4
    toets = doubt(brp)
    before = AuditEvent.objects.count()
    _acts(somebody())[name](toets.pk)
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.order_by("-pk")[0]
    assert (event.subject, event.what.split(".")[0]) == (f"signaal:{toets.vroegsignaal_id}", "twijfel")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("ask",)])
def test_the_second_of_two_people_is_told(brp: Start, name: str) -> None:  # §14
    toets = doubt(brp)
    acts = _acts(somebody())
    acts[name](toets.pk)
    with pytest.raises(Refused, match="collega"):
        acts["keep"](toets.pk)


@pytest.mark.parametrize("name", ["enter", "keep", "aside"])
def test_these_acts_need_a_reason(brp: Start, name: str) -> None:  # R-BRP-4
    toets = doubt(brp)
    with pytest.raises(Refused, match="Schrijf op"):
        _acts(somebody(), "  ")[name](toets.pk)


def test_nothing_leaves_the_list_by_itself(brp: Start) -> None:  # R-BRP-4
    toets = doubt(brp)
    assert after(toets)[0].status == "twijfel"
    assert after(toets)[0].status == "twijfel"

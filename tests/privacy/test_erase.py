"""What has expired is gone, everywhere, and not a day too early (R-BEW-1, R-BEW-2)."""

from datetime import date, timedelta

import pytest
from django.db import models

from tests import make
from tests.outreach import zaken
from tests.privacy import house
from tests.privacy.house import CLOSED_ON, GONE_ON
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.closing import reopen_zaak
from tijdig.casework.models import Afsluiting, Contactpoging, Notitie, Vroegsignaalzaak, Weging
from tijdig.checks.models import Inwoner, Toets
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.outreach.models import Brief, Printronde
from tijdig.privacy.actions.erase import erase_expired, personal_models
from tijdig.privacy.models import Vernietiging
from tijdig.refusals import Refused
from tijdig.rules.terms import Eindresultaat

pytestmark = pytest.mark.django_db
LONG_AFTER = date(2028, 1, 1)


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def erase(today: date) -> dict[str, int]:
    return erase_expired(gemeente_code="0505", today=today, by=SYSTEM)


def test_every_table_that_declares_something_to_erase_is_erased() -> None:
    # R-BEW-2
    assert {model._meta.label for model in personal_models()} == house.tables_of_erased_models()


def test_afterwards_nothing_is_left_in_any_column_of_any_table(by: Actor) -> None:
    # R-BEW-1, R-BEW-2
    house.full_house(by)
    without_text = {"outreach_bezoek"}  # hours and an order: the test per field looks at them
    full = {model._meta.db_table for model in personal_models()}
    assert full - without_text <= set(house.tables_with_marker()), "the house was not full"
    erase(LONG_AFTER)
    assert house.tables_with_marker() == []


@pytest.mark.parametrize("model", personal_models(), ids=lambda model: model._meta.label)
def test_each_field_holds_what_its_model_says_afterwards(by: Actor, model: type[models.Model]) -> None:
    # R-BEW-2
    house.full_house(by)
    rows = model._default_manager.count()
    erase(LONG_AFTER)
    left = house.left_of(model)
    assert [row for row in left if row != model.Personal.erase] == []
    assert len(left) == (0 if model is Bestanddeel else rows), "counts stay"


@pytest.mark.parametrize(
    ("closed", "gone"),
    [
        (date(2026, 11, 23), date(2027, 5, 23)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2027, 8, 28), date(2028, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 3, 31), date(2027, 9, 30)),
    ],
)
def test_a_closed_zaak_is_gone_on_its_day_and_not_the_day_before(by: Actor, closed: date, gone: date) -> None:
    # R-BEW-1: also at the ends of months of different length
    zaak = house.closed_zaak(by=by, on=closed)
    erase(gone - timedelta(days=1))
    zaak.refresh_from_db()
    assert (zaak.gewist_op, bool(zaak.straat), bool(Inwoner.objects.get().geslachtsnaam)) == (
        None,
        True,
        True,
    )
    erase(gone)
    zaak.refresh_from_db()
    assert (zaak.gewist_op, zaak.straat, Inwoner.objects.get().geslachtsnaam) == (gone, "", "")


def test_counts_and_closed_lists_stay(by: Actor) -> None:
    # R-BEW-1
    zaak = house.full_house(by)
    erase(LONG_AFTER)
    zaak.refresh_from_db()
    signal = Vroegsignaal.objects.get(zaaksignaal__zaak=zaak)
    assert (zaak.eindresultaat, zaak.signalen, zaak.partners, zaak.bedrag) == (
        Eindresultaat.BEKEND_BIJ_SHV, 1, 1, 50_000,
    )  # fmt: skip
    assert (signal.soort, signal.bedrag, signal.afgedaan_als) == (
        "huur",
        50_000,
        Eindresultaat.BEKEND_BIJ_SHV,
    )
    assert Contactpoging.objects.get(zaak=zaak).soort == "brief"
    assert Terugkoppeling.objects.get(vroegsignaal=signal).code == "ontvangt_shv"


def test_erasing_again_does_nothing_more(by: Actor) -> None:
    # R-BEW-1: safe to repeat
    zaak = house.full_house(by)
    assert erase(LONG_AFTER)["zaken"] == 1
    assert erase(LONG_AFTER + timedelta(days=1)) == {}
    zaak.refresh_from_db()
    assert zaak.gewist_op == LONG_AFTER
    assert list(Vernietiging.objects.order_by("pk").values_list("tellingen", flat=True))[1:] == [{}]


def test_the_report_counts_and_names_nobody(by: Actor) -> None:
    # R-BEW-1, R-BEW-4
    house.full_house(by)
    counts = erase(LONG_AFTER)
    assert counts["zaken"] == counts["inwoners"] == counts["curatoren"] == counts["notities"] == 1
    assert Vernietiging.objects.get().tellingen == counts
    assert AuditEvent.objects.filter(what="gegevens.gewist").get().detail == counts
    assert all(isinstance(count, int) for count in counts.values())


def test_open_and_reopened_zaken_are_left_alone(by: Actor) -> None:
    # R-BEW-1, R-UIT-5
    still_open, reopened = zaken.zaak(1, by=by), house.closed_zaak(2, by=by)
    reopen_zaak(reopened.pk, reden="belt toch", versie=reopened.versie, today=CLOSED_ON, by=by)
    assert erase(LONG_AFTER).keys() <= {"printbestanden"}
    assert not Vroegsignaalzaak.objects.exclude(gewist_op=None).exists()
    assert Inwoner.objects.filter(gewist_op=None).count() == 2
    assert all(Brief.objects.values_list("gegevens", flat=True))
    assert still_open.pk


def test_a_person_goes_when_the_last_signal_goes(by: Actor) -> None:
    # R-BEW-1
    person = zaken.resident("Groen")
    first = zaken.zaak(1, by=by, persons=(person,))
    zaken.zaak(2, by=by, persons=(person,))
    Vroegsignaalzaak.objects.filter(pk=first.pk).update(
        status="afgerond", eindresultaat="niet_bereikt", afgerond_op=CLOSED_ON
    )
    erase(LONG_AFTER)
    person.refresh_from_db()
    assert person.geslachtsnaam == "Groen"
    assert Vroegsignaal.objects.get(zaaksignaal__zaak=first).achternaam == ""
    Vroegsignaalzaak.objects.update(status="afgerond", eindresultaat="niet_bereikt", afgerond_op=CLOSED_ON)
    erase(LONG_AFTER)
    person.refresh_from_db()
    assert (person.geslachtsnaam, person.gewist_op) == ("", LONG_AFTER)


@pytest.mark.parametrize(
    ("status", "als"), [("terzijde", Eindresultaat.GEEN_INWONER), ("apart", "")], ids=["terzijde", "apart"]
)
def test_signals_without_a_zaak_go_after_the_same_term(by: Actor, status: str, als: str) -> None:
    # R-BEW-1, R-PAR-4
    signal = make.checked(make.partner(), ontvangen=CLOSED_ON)
    Vroegsignaal.objects.update(status=status, afgedaan_als=als, afgedaan_op=CLOSED_ON if als else None)
    erase(GONE_ON - timedelta(days=1))
    assert Vroegsignaal.objects.get().achternaam == "Jansen"
    assert erase(GONE_ON)["losse_signalen"] == 1
    assert (Vroegsignaal.objects.get().achternaam, Toets.objects.get(vroegsignaal=signal).straat) == ("", "")


def test_a_signal_that_a_person_must_still_decide_on_is_left_alone(by: Actor) -> None:
    # R-BRP-4: nothing leaves that list by itself
    make.checked(make.partner(), ontvangen=CLOSED_ON)
    Vroegsignaal.objects.update(status="twijfel")
    erase(LONG_AFTER)
    assert Vroegsignaal.objects.get().achternaam == "Jansen"


def test_a_fact_that_was_not_told_keeps_the_reference_until_it_is(by: Actor) -> None:
    # R-BEW-1, R-TER-3: everything else of the signal goes on its day
    house.closed_zaak(by=by)
    prepare_feedback(gemeente_code="0505", today=CLOSED_ON, by=SYSTEM)
    erase(GONE_ON)
    assert (Vroegsignaal.objects.get().referentie, Terugkoppeling.objects.get().referentie != "") == (
        "",
        True,
    )
    partner = Terugkoppeling.objects.get().partner_id
    make_terugkoppelbestand(partner_id=partner, gemeente_code="0505", today=GONE_ON, by=SYSTEM)
    assert erase(GONE_ON + timedelta(days=1)) == {"terugkoppelingen": 1}
    assert Terugkoppeling.objects.get().referentie == ""


def test_the_maximum_ends_the_waiting_too(by: Actor) -> None:
    # R-BEW-1: never above twelve months
    house.closed_zaak(by=by)
    prepare_feedback(gemeente_code="0505", today=CLOSED_ON, by=SYSTEM)
    erase(date(2027, 11, 22))
    assert Terugkoppeling.objects.get().referentie != ""
    erase(date(2027, 11, 23))
    assert Terugkoppeling.objects.get().referentie == ""
    with pytest.raises(Refused, match="staat niets klaar"):
        make_terugkoppelbestand(
            partner_id=Terugkoppeling.objects.get().partner_id,
            gemeente_code="0505",
            today=LONG_AFTER,
            by=SYSTEM,
        )


def test_an_erased_file_for_a_partner_is_not_given_any_more(by: Actor) -> None:
    # R-BEW-1
    house.full_house(by)
    erase(LONG_AFTER)
    bestand = Terugkoppelbestand.objects.first()
    assert bestand is not None
    with pytest.raises(Refused, match="gewist"):
        fetch_bestand(bestand.pk, form=Form.CSV, by=SYSTEM)


def test_an_erased_fact_is_not_told_again(by: Actor) -> None:
    # R-TER-3
    house.full_house(by)
    erase(LONG_AFTER)
    assert prepare_feedback(gemeente_code="0505", today=LONG_AFTER, by=SYSTEM) == 0


@pytest.mark.parametrize(
    ("days", "model", "which"),
    [
        (14, Printronde, {"pdf__isnull": False}),
        (30, Bestanddeel, {}),
        (30, Aanlevering, {"bestandsnaam": house.MARK}),
        (90, Aanleverregel, {"ruw__isnull": False}),
    ],
)
def test_files_go_after_their_own_days(
    by: Actor, days: int, model: type[models.Model], which: dict[str, object]
) -> None:
    # R-BEW-1: printed letters, raw files, names of files, refused lines
    house.full_house(by)
    Aanlevering.objects.update(dag=CLOSED_ON)
    erase(CLOSED_ON + timedelta(days=days - 1))
    assert model._default_manager.filter(**which).exists()
    erase(CLOSED_ON + timedelta(days=days))
    assert not model._default_manager.filter(**which).exists()


def test_a_raw_file_that_was_never_finished_goes_at_the_maximum(by: Actor) -> None:
    # R-BEW-1
    house.full_house(by)
    Aanlevering.objects.update(klaar_op=None)
    erase(date(2027, 11, 22))
    assert Bestanddeel.objects.exists()
    erase(date(2027, 11, 23))
    assert not Bestanddeel.objects.exists()


def test_an_erased_zaak_takes_no_more_words(by: Actor) -> None:
    # R-UIT-5
    zaak = house.full_house(by)
    erase(LONG_AFTER)
    zaak.refresh_from_db()
    with pytest.raises(Refused, match="gewist"):
        reopen_zaak(zaak.pk, reden="toch", versie=zaak.versie, today=LONG_AFTER, by=by)
    assert not Notitie.objects.exclude(tekst="").exists()
    assert not Weging.objects.exclude(besluit_reden="").exists()
    assert not Afsluiting.objects.exclude(toestemming_document="gewist").exists()


def test_another_gemeente_keeps_its_own(by: Actor) -> None:
    # R-ROL-2
    house.closed_zaak(by=by)
    make.gemeente("0599", "Elders")
    assert erase_expired(gemeente_code="0599", today=LONG_AFTER, by=SYSTEM) == {}
    make.gemeente()
    assert Inwoner.objects.get().geslachtsnaam != ""

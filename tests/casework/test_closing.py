"""A zaak ends with a result that has all it requires, and can be opened again (R-UIT-1..5)."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.casework.conftest import House
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Afsluiting, Overdracht, Vroegsignaalzaak, Weging
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused
from tijdig.rules.feedback import NEVER_TOLD
from tijdig.rules.outcome import CHOOSABLE, REQUIRED, Afsluitgegevens, Contact, Need, accepted
from tijdig.rules.terms import (
    Bereikt,
    Contactsoort,
    Eindresultaat,
    Hulptype,
    QuickFix,
    Terugkoppelcode,
    Toestemmingsvorm,
    Zaakstatus,
)

TODAY = make.TODAY
E = Eindresultaat


def at_work(house: House, *reached: Bereikt) -> Vroegsignaalzaak:
    """A confirmed zaak with an attempt for each of these answers."""
    zaak = make.zaak(make.checked(house.zorg, soort="zorgverzekering"), make.checked(house.huur))
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    for bereikt in reached:
        zaak.refresh_from_db()
        record_contactpoging(
            zaak.pk, soort=Contactsoort.TELEFOON, bereikt=bereikt, datum=TODAY, versie=zaak.versie, today=TODAY,
            by=house.by,
        )  # fmt: skip
    zaak.refresh_from_db()
    return zaak


def complete(result: Eindresultaat, **more: object) -> Afsluitgegevens:
    """All that this result requires."""
    needs = REQUIRED[result]
    values = {
        "hulptype": needs.hulptype,
        "quick_fix": QuickFix.BUDGETADVIES if needs.quick_fix else None,
        "verwezen_naar": "Sociaal Wijkteam" if needs.verwezen_naar is Need.REQUIRED else "",
        "toelichting": "Uitgelegd in het gesprek" if needs.toelichting else "",
    } | more
    return Afsluitgegevens(eindresultaat=result, **values)


def close(house: House, zaak: Vroegsignaalzaak, gegevens: Afsluitgegevens, day: date = TODAY) -> Afsluiting:
    zaak.refresh_from_db()
    afsluiting = close_zaak(zaak.pk, gegevens=gegevens, versie=zaak.versie, today=day, by=house.by)
    zaak.refresh_from_db()
    return afsluiting


@pytest.mark.parametrize("result", CHOOSABLE)
def test_each_result_closes_with_all_it_requires(
    house: House, result: Eindresultaat
) -> None:  # R-UIT-1, R-UIT-2
    answer = Bereikt.NEE if REQUIRED[result].contact is Contact.TRIED_IN_VAIN else Bereikt.JA
    zaak = at_work(house, answer)
    afsluiting = close(house, zaak, complete(result))
    assert (zaak.status, zaak.eindresultaat, zaak.afgerond_op) == (Zaakstatus.AFGEROND, result, TODAY)
    assert zaak.hulptype == (REQUIRED[result].hulptype or "")
    assert afsluiting.pauze_tot == (TODAY + timedelta(days=30) if accepted(result) else None)
    assert (zaak.volgende_stap, zaak.uiterlijk) == ("", None) or result is E.VERWIJZING_FINANCIEEL
    assert set(Vroegsignaal.objects.values_list("afgedaan_als", "afgedaan_op")) == {(result, TODAY)}


@pytest.mark.parametrize(
    ("gegevens", "sentence"),
    [
        (complete(E.QUICK_FIX, quick_fix=None), "welke quick fix"),
        (complete(E.QUICK_FIX, hulptype=None), "welk type hulp"),
        (complete(E.QUICK_FIX, hulptype=Hulptype.VERWIJZING_FINANCIEEL), "past niet"),
        (complete(E.VERWIJZING_FINANCIEEL, verwezen_naar=" "), "welke organisatie"),
        (complete(E.WIL_GEEN_HULP, verwezen_naar="Wijkteam"), "geen verwijzing"),
        (complete(E.ONTERECHT_SIGNAAL, toelichting=""), "waarom het signaal niet klopt"),
        (complete(E.WIL_GEEN_HULP, toestemming=True), "Noem het document"),
        (complete(E.VERWIJZING_FINANCIEEL, warme_overdracht=True), "toestemming geven"),
        (complete(E.HERHAALDE_MELDING), "kiest het systeem zelf"),
        (complete(E.NIET_BEREIKT), "wel bereikt"),
    ],
)
def test_no_result_without_what_it_requires(
    house: House, gegevens: Afsluitgegevens, sentence: str
) -> None:  # R-UIT-2
    zaak = at_work(house, Bereikt.JA)
    with pytest.raises(Refused, match=sentence):
        close(house, zaak, gegevens)
    zaak.refresh_from_db()
    assert zaak.status == Zaakstatus.IN_OPVOLGING
    assert not Afsluiting.objects.exists()


@pytest.mark.parametrize(
    "result", [result for result in CHOOSABLE if REQUIRED[result].contact is Contact.REACHED]
)
def test_a_result_of_contact_needs_contact(house: House, result: Eindresultaat) -> None:  # R-UIT-2
    zaak = at_work(house, Bereikt.NEE)
    with pytest.raises(Refused, match="alleen als de inwoner is bereikt"):
        close(house, zaak, complete(result))


def test_not_reached_needs_an_attempt(house: House) -> None:  # R-UIT-2
    zaak = at_work(house)
    with pytest.raises(Refused, match="nog geen contactpoging"):
        close(house, zaak, complete(E.NIET_BEREIKT))


def test_handed_over_warmly_is_recorded_with_consent(house: House) -> None:  # R-UIT-4
    zaak = at_work(house, Bereikt.JA)
    gegevens = complete(
        E.VERWIJZING_FINANCIEEL, warme_overdracht=True, toestemming_overdracht=True, overdracht_op=TODAY,
        overdracht_hoe=Toestemmingsvorm.MONDELING, overdracht_aan="Loket 3",
    )  # fmt: skip
    afsluiting = close(house, zaak, gegevens)
    assert afsluiting.warme_overdracht
    overdracht = Overdracht.objects.get(afsluiting=afsluiting)
    assert (overdracht.toestemming_op, overdracht.toestemming_hoe, overdracht.aan) == (
        TODAY,
        "mondeling",
        "Loket 3",
    )
    assert zaak.status == Zaakstatus.AFGEROND


def test_an_open_proposal_lapses_when_the_zaak_closes(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    close(house, zaak, complete(E.GEEN_INWONER))
    assert Weging.objects.get(zaak=zaak).stand == "vervallen"


def test_a_closed_zaak_is_closed_once(house: House) -> None:
    zaak = at_work(house, Bereikt.JA)
    close(house, zaak, complete(E.WIL_GEEN_HULP))
    with pytest.raises(Refused, match="afgerond"):
        close(house, zaak, complete(E.ZELF_OPGELOST))


def test_reopening_keeps_both_closings(house: House) -> None:  # R-UIT-5
    zaak = at_work(house, Bereikt.JA)
    close(house, zaak, complete(E.WIL_GEEN_HULP))
    later = TODAY + timedelta(days=20)
    reopen_zaak(zaak.pk, reden="Belde, wil toch hulp", versie=zaak.versie, today=later, by=house.by)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.eindresultaat, zaak.afgerond_op) == (Zaakstatus.IN_OPVOLGING, "", None)
    assert set(Vroegsignaal.objects.values_list("afgedaan_als", "afgedaan_op")) == {("", None)}
    close(house, zaak, complete(E.QUICK_FIX), later)
    closings = Afsluiting.objects.filter(zaak=zaak)
    assert [(c.eindresultaat, c.op, c.heropend_op) for c in closings] == [
        ("wil_geen_hulp", TODAY, later), ("quick_fix", later, None),
    ]  # fmt: skip


def test_the_sequence_starts_again_after_reopening(house: House) -> None:  # R-UIT-5, R-OUT-4
    zaak = at_work(house, Bereikt.NEE)
    close(house, zaak, complete(E.NIET_BEREIKT))
    later = TODAY + timedelta(days=20)
    reopen_zaak(zaak.pk, reden="Nieuw telefoonnummer", versie=zaak.versie, today=later, by=house.by)
    zaak.refresh_from_db()
    assert zaak.volgende_stap
    assert zaak.volgende_op >= later


def test_what_was_closed_undecided_gets_a_proposal_when_it_opens_again(house: House) -> None:  # R-UIT-5
    zaak = make.zaak(make.checked(house.huur))
    close(house, zaak, complete(E.GEEN_INWONER))
    reopen_zaak(zaak.pk, reden="Staat toch hier ingeschreven", versie=zaak.versie, today=TODAY, by=house.by)
    zaak.refresh_from_db()
    assert zaak.status == Zaakstatus.VOORGESTELD
    assert confirm_voorstellen([zaak.pk], today=TODAY, by=house.by) == 1


@pytest.mark.parametrize("reden", ["", "   "])
def test_reopening_needs_a_reason(house: House, reden: str) -> None:  # R-UIT-5
    zaak = at_work(house, Bereikt.JA)
    close(house, zaak, complete(E.WIL_GEEN_HULP))
    with pytest.raises(Refused, match="waarom de zaak opnieuw open"):
        reopen_zaak(zaak.pk, reden=reden, versie=zaak.versie, today=TODAY, by=house.by)


def test_what_was_erased_stays_closed(house: House) -> None:  # R-UIT-5, R-BEW-1
    zaak = at_work(house, Bereikt.JA)
    close(house, zaak, complete(E.WIL_GEEN_HULP))
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(gewist_op=TODAY)
    with pytest.raises(Refused, match="gewist"):
        reopen_zaak(zaak.pk, reden="toch", versie=zaak.versie, today=TODAY, by=house.by)


def test_help_accepted_tells_each_partner_until_when_to_pause(house: House) -> None:  # R-TER-4
    zaak = at_work(house, Bereikt.JA)
    close(house, zaak, complete(E.QUICK_FIX))
    prepare_feedback(gemeente_code=house.code, today=TODAY, by=SYSTEM)
    told = list(Terugkoppeling.objects.values_list("code", "pauze_tot"))
    assert told == [(Terugkoppelcode.HULP_GEACCEPTEERD, TODAY + timedelta(days=30))] * 2


@pytest.mark.parametrize("result", sorted({*NEVER_TOLD, E.WIL_GEEN_HULP}))
def test_what_may_never_be_told_is_told_to_nobody(house: House, result: Eindresultaat) -> None:  # R-TER-2
    answer = Bereikt.NEE if REQUIRED[result].contact is Contact.TRIED_IN_VAIN else Bereikt.JA
    zaak = at_work(house, answer)
    close(house, zaak, complete(result))
    prepare_feedback(gemeente_code=house.code, today=TODAY, by=SYSTEM)
    assert not Terugkoppeling.objects.exists()

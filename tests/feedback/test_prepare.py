"""What is put ready for partners: the whitelist and nothing beside it (R-TER-1, R-TER-2, R-TER-4)."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.feedback.ends import CLOSED_ON, PAUSE, End, close, reopen
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.models import Afsluiting, Vroegsignaalzaak
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanlevering, Aanleverregel, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.feedback import EINDE_VERVALT
from tijdig.rules.terms import Eindresultaat, Reden, Terugkoppelcode

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
E, C = Eindresultaat, Terugkoppelcode
HELP = (E.QUICK_FIX, E.VERWIJZING_FINANCIEEL, E.VERWIJZING_NIET_FINANCIEEL)

# R-TER-1, R-TER-2: every end result, without and with the resident's written consent.
TOLD: dict[Eindresultaat, tuple[Terugkoppelcode | None, Terugkoppelcode | None]] = {
    E.QUICK_FIX: (C.HULP_GEACCEPTEERD, C.HULP_GEACCEPTEERD),
    E.VERWIJZING_FINANCIEEL: (C.HULP_GEACCEPTEERD, C.HULP_GEACCEPTEERD),
    E.VERWIJZING_NIET_FINANCIEEL: (C.HULP_GEACCEPTEERD, C.HULP_GEACCEPTEERD),
    E.WIL_GEEN_HULP: (None, C.WIL_GEEN_HULP),
    E.ZELF_OPGELOST: (None, None),
    E.GEEN_REACTIE_NA_CONTACT: (None, None),
    E.NIET_BEREIKT: (None, None),
    E.BEKEND_BIJ_SHV: (C.ONTVANGT_SHV, C.ONTVANGT_SHV),
    E.ANDER_TRAJECT: (None, None),
    E.VERWIJZING_ZONDER_TUSSENKOMST: (None, None),
    E.OVERLEDEN: (C.OVERLEDEN, C.OVERLEDEN),
    E.GEEN_INWONER: (C.GEEN_INWONER, C.GEEN_INWONER),
    E.HERHAALDE_MELDING: (C.HERHAALDE_MELDING, C.HERHAALDE_MELDING),
    E.ONTERECHT_SIGNAAL: (C.ONTERECHT_SIGNAAL, C.ONTERECHT_SIGNAAL),
    E.ANDERE_REDEN: (C.NIET_OPGEPAKT, C.NIET_OPGEPAKT),
}


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


def prepare(today: date = TODAY) -> int:
    return prepare_feedback(gemeente_code="0505", today=today, by=SYSTEM)


def told(signal: Vroegsignaal) -> list[str]:
    return list(signal.terugkoppelingen.order_by("pk").values_list("code", flat=True))


def test_the_table_names_every_end_result() -> None:
    assert TOLD.keys() == set(E)


@pytest.mark.parametrize("als", TOLD)
def test_a_closed_zaak_is_told_as_the_whitelist_says(partner: Signaalpartner, als: Eindresultaat) -> None:
    # R-TER-1, R-TER-2
    plain, agreed = close(partner, End(als), End(als, toestemming=True))
    prepare()
    assert (told(plain), told(agreed)) == tuple([code] if code else [] for code in TOLD[als])


@pytest.mark.parametrize("als", HELP)
def test_help_accepted_comes_with_the_end_of_the_pause(partner: Signaalpartner, als: Eindresultaat) -> None:
    # R-TER-4
    (signal,) = close(partner, End(als, pauze=True))
    prepare()
    row = signal.terugkoppelingen.get()
    assert (row.pauze_tot, row.feit_op, row.referentie, row.soort) == (
        PAUSE,
        CLOSED_ON,
        signal.referentie,
        "huur",
    )


@pytest.mark.parametrize("als", [E.GEEN_INWONER, E.ANDERE_REDEN, E.ONTERECHT_SIGNAAL, E.OVERLEDEN])
def test_a_signal_that_ended_without_a_zaak_is_told(partner: Signaalpartner, als: Eindresultaat) -> None:
    # R-TER-1, R-BRP-7: that somebody moved, never where to
    signal = make.signaal(partner, status="terzijde", afgedaan_als=als, afgedaan_op=CLOSED_ON)
    prepare()
    assert told(signal) == [TOLD[als][0]]


def test_a_death_is_told_at_once_while_a_person_still_decides(partner: Signaalpartner) -> None:
    # R-BRP-5
    signal = make.checked(partner, toets={"uitkomst": "overleden"})
    Vroegsignaal.objects.update(status="twijfel")
    prepare()
    assert told(signal) == [C.OVERLEDEN]


def test_a_death_that_is_not_sure_is_not_told(partner: Signaalpartner) -> None:
    # R-BRP-3, R-BRP-5
    signal = make.checked(partner, toets={"uitkomst": "overleden", "zekerheid": "onzeker"})
    Vroegsignaal.objects.update(status="twijfel")
    prepare()
    assert told(signal) == []


@pytest.mark.parametrize("uitkomst", ["gevonden_adres_wijkt_af", "verblijft_niet_op_adres", "meerdere"])
def test_what_the_brp_says_about_a_living_person_is_not_told(partner: Signaalpartner, uitkomst: str) -> None:
    # R-TER-2: a wrong address, a new address
    signal = make.checked(partner, toets={"uitkomst": uitkomst})
    prepare()
    assert told(signal) == []


def refused(partner: Signaalpartner, *codes: Reden, **ruw: str) -> Aanleverregel:
    aanlevering = Aanlevering.objects.create(
        gemeente_id="0505", partner=partner, dag=CLOSED_ON, kanaal="upload", formaat="csv", grootte=1, sha256="0" * 64,
        regels=1, geweigerd=1, door="systeem",
    )  # fmt: skip
    return Aanleverregel.objects.create(
        gemeente_id="0505", aanlevering=aanlevering, nummer=2, oordeel="geweigerd", codes=list(codes),
        redenen=[{"uitleg": "GEHEIM"}], ruw={"referentie": "R-9", "soort": "huur", "achternaam": "GEHEIM", **ruw},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ((Reden.TE_OUD,), C.ONTERECHT_SIGNAAL),
        ((Reden.SOCIALE_INCASSO, Reden.VELD_ONGELDIG), C.ONTERECHT_SIGNAAL),
        ((Reden.ONDER_DREMPEL,), C.ONTERECHT_SIGNAAL),
        ((Reden.HERHAALD,), C.HERHAALDE_MELDING),
        ((Reden.HERHAALD, Reden.TE_JONG), C.ONTERECHT_SIGNAAL),
        ((Reden.VELD_ONTBREEKT,), None),
        ((Reden.SOORT_ONBEKEND, Reden.VELD_ONGELDIG), None),
    ],
)
def test_a_line_refused_at_the_door_is_told_when_it_was_not_right(
    partner: Signaalpartner, codes: tuple[Reden, ...], wanted: Terugkoppelcode | None
) -> None:
    # R-TER-1, R-ADM-1 to R-ADM-5; faults in the file itself stand in the report of the delivery
    line = refused(partner, *codes)
    prepare()
    assert list(Terugkoppeling.objects.filter(aanleverregel=line.pk).values_list("code", flat=True)) == (
        [wanted] if wanted else []
    )


def test_of_a_refused_line_only_the_reference_and_a_known_soort_go_back(partner: Signaalpartner) -> None:
    # R-TER-2
    refused(partner, Reden.TE_OUD, soort="zij gokt")
    prepare()
    row = Terugkoppeling.objects.get()
    assert (row.referentie, row.soort, row.feit_op) == ("R-9", "", CLOSED_ON)


def test_running_again_adds_nothing(partner: Signaalpartner) -> None:
    # R-TER-3
    close(partner, End(E.QUICK_FIX, pauze=True), End(E.OVERLEDEN), End(E.WIL_GEEN_HULP))
    make.signaal(partner, status="terzijde", afgedaan_als=E.GEEN_INWONER, afgedaan_op=CLOSED_ON)
    refused(partner, Reden.HERHAALD)
    assert prepare() == 4
    assert prepare() == 0
    assert prepare(TODAY + timedelta(days=400)) == 0
    assert Terugkoppeling.objects.count() == 4


def test_every_signal_of_a_zaak_hears_the_answer_of_the_zaak(partner: Signaalpartner) -> None:
    # R-MAT-4, R-TER-3: each partner about its own
    other = make.partner("22222222", "Energie Noordkust", ("gas",))
    (first,) = close(partner, End(E.BEKEND_BIJ_SHV))
    second = make.signaal(other, soort="gas")
    second.zaaksignaal = type(first.zaaksignaal)(
        gemeente_id="0505", zaak=first.zaaksignaal.zaak, vroegsignaal=second
    )
    second.zaaksignaal.save()
    prepare()
    assert set(Terugkoppeling.objects.values_list("partner", "vroegsignaal", "code")) == {
        (partner.pk, first.pk, C.ONTVANGT_SHV), (other.pk, second.pk, C.ONTVANGT_SHV),
    }  # fmt: skip


def close_again(
    zaak: Vroegsignaalzaak, als: Eindresultaat, op: date = TODAY, pauze: date | None = None
) -> None:
    Afsluiting.objects.create(gemeente_id="0505", zaak=zaak, eindresultaat=als, op=op, pauze_tot=pauze)
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(status="afgerond", eindresultaat=als, afgerond_op=op)


def tell(partner: Signaalpartner, today: date = TODAY) -> None:
    make_terugkoppelbestand(partner_id=partner.pk, gemeente_code="0505", today=today, by=SYSTEM)


def test_what_was_told_stays_told_and_another_end_is_a_new_fact(partner: Signaalpartner) -> None:
    # R-UIT-5, R-TER-3
    (signal,) = close(partner, End(E.ANDERE_REDEN))
    prepare()
    tell(partner)
    zaak = reopen(signal)
    prepare()
    assert told(signal) == [C.NIET_OPGEPAKT]
    close_again(zaak, E.QUICK_FIX, pauze=PAUSE)
    prepare()
    assert told(signal) == [C.NIET_OPGEPAKT, C.HULP_GEACCEPTEERD]


@pytest.mark.parametrize(("days", "messages"), [(0, 1), (-9, 1), (9, 2)])
def test_help_that_was_accepted_again_is_told_when_the_pause_is_longer(
    partner: Signaalpartner, days: int, messages: int
) -> None:
    # R-TER-3, R-TER-4: the same is not told twice; the end of the new pause does reach the partner
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare()
    tell(partner)
    close_again(reopen(signal), E.VERWIJZING_FINANCIEEL, pauze=PAUSE + timedelta(days=days))
    prepare()
    prepare()
    assert told(signal) == [C.HULP_GEACCEPTEERD] * messages


def test_the_same_end_again_is_not_told_twice(partner: Signaalpartner) -> None:
    # R-TER-3
    (signal,) = close(partner, End(E.BEKEND_BIJ_SHV))
    prepare()
    tell(partner)
    close_again(reopen(signal), E.BEKEND_BIJ_SHV)
    prepare()
    assert told(signal) == [C.ONTVANGT_SHV]


def test_what_waits_is_taken_back_when_the_zaak_is_reopened(partner: Signaalpartner) -> None:
    # R-UIT-5, R-TER-3: a partner never hears what is no longer so
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare()
    zaak = reopen(signal)
    prepare()
    assert told(signal) == []
    close_again(zaak, E.NIET_BEREIKT)
    prepare()
    assert told(signal) == []


def test_a_pause_that_changed_before_it_was_told_is_told_as_it_is_now(partner: Signaalpartner) -> None:
    # R-TER-4
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare()
    close_again(reopen(signal), E.QUICK_FIX, pauze=PAUSE + timedelta(days=9))
    prepare()
    assert signal.terugkoppelingen.get().pauze_tot == PAUSE + timedelta(days=9)


def test_a_death_stays_ready_when_the_household_gets_an_offer(partner: Signaalpartner) -> None:
    # R-BRP-5
    signal = make.checked(partner, toets={"uitkomst": "overleden", "huishouden_aanbod": True})
    prepare()
    make.zaak(signal)
    prepare()
    assert told(signal) == [C.OVERLEDEN]


LATER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("code", "als"), [(code, als) for als, (code, _) in TOLD.items() if code in EINDE_VERVALT]
)
def test_an_end_that_was_wrong_is_taken_back_and_can_be_told_anew(
    partner: Signaalpartner, code: Terugkoppelcode, als: Eindresultaat
) -> None:
    # R-TER-1, R-TER-2, R-UIT-5: the bare fact that it was wrong
    (signal,) = close(partner, End(als))
    prepare()
    tell(partner)
    zaak = reopen(signal)
    Afsluiting.objects.update(heropend_op=LATER)
    assert (prepare(LATER), prepare(LATER)) == (1, 0)
    row = signal.terugkoppelingen.get(herroept__isnull=False)
    assert (row.code, row.feit_op, row.herroept.code) == (EINDE_VERVALT[code], LATER, code)
    tell(partner, LATER)
    close_again(zaak, als, op=LATER)
    assert (prepare(LATER), prepare(LATER)) == (1, 0)
    assert told(signal) == [code, EINDE_VERVALT[code], code]


def test_that_help_was_accepted_is_never_taken_back(partner: Signaalpartner) -> None:
    # R-TER-2: who reads that it was, reads that the resident wants no help
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare()
    tell(partner)
    zaak = reopen(signal)
    Afsluiting.objects.update(heropend_op=LATER)
    close_again(zaak, E.WIL_GEEN_HULP, op=LATER)
    assert prepare(LATER) == 0
    assert told(signal) == [C.HULP_GEACCEPTEERD]


def test_what_a_check_says_is_not_taken_back_by_a_reopening(partner: Signaalpartner) -> None:
    # R-BRP-5
    (signal,) = close(partner, End(E.OVERLEDEN))
    type(signal.toets).objects.update(uitkomst="overleden")
    prepare()
    tell(partner)
    reopen(signal)
    Afsluiting.objects.update(heropend_op=LATER)
    assert prepare(LATER) == 0
    # The check was about somebody else after all.
    type(signal.toets).objects.update(uitkomst="gevonden_exact")
    assert prepare(LATER) == 1
    assert told(signal) == [C.OVERLEDEN, C.OVERLEDEN_VERVALT]


def test_a_signal_that_was_put_aside_by_mistake_is_told_so(partner: Signaalpartner) -> None:
    # R-BRP-7, R-TER-1
    signal = make.signaal(partner, status="terzijde", afgedaan_als=E.GEEN_INWONER, afgedaan_op=CLOSED_ON)
    prepare()
    tell(partner)
    assert prepare(LATER) == 0
    Vroegsignaal.objects.update(status="in_zaak", afgedaan_als="", afgedaan_op=None)
    assert prepare(LATER) == 1
    assert told(signal) == [C.GEEN_INWONER, C.GEEN_INWONER_VERVALT]


@pytest.mark.parametrize("end", ["zaak", "aside"])
def test_what_had_an_offer_was_taken_up(partner: Signaalpartner, end: str) -> None:
    # R-TER-1: "not taken up" is for who got no offer
    if end == "zaak":
        (signal,) = close(partner, End(E.ANDERE_REDEN))
    else:
        signal = make.signaal(partner, status="terzijde", afgedaan_als=E.ANDERE_REDEN, afgedaan_op=CLOSED_ON)
    Vroegsignaal.objects.filter(pk=signal.pk).update(opgepakt_op=CLOSED_ON)
    prepare()
    assert told(signal) == []


def test_what_waits_to_be_told_as_not_taken_up_goes_when_an_offer_was_made(partner: Signaalpartner) -> None:
    # R-TER-1
    (signal,) = close(partner, End(E.ANDERE_REDEN))
    prepare()
    Vroegsignaal.objects.filter(pk=signal.pk).update(opgepakt_op=CLOSED_ON)
    prepare()
    assert told(signal) == []


@pytest.mark.parametrize(
    ("shv", "zekerheid", "codes"),
    [
        ("lopend", "zeker", [C.ONTVANGT_SHV]),
        ("lopend", "onzeker", []),
        ("nazorg", "zeker", []),
        ("niet_gecontroleerd", "zeker", []),
    ],
)
def test_schuldhulpverlening_is_told_as_soon_as_it_is_known(
    partner: Signaalpartner, shv: str, zekerheid: str, codes: list[str]
) -> None:
    # R-SHV-1, R-TER-3
    signal = make.checked(partner, toets={"shv": shv, "zekerheid": zekerheid})
    make.zaak(signal)
    for _ in range(2):
        prepare()
        assert told(signal) == codes
    tell(partner) if codes else None
    type(signal.toets).objects.update(shv="nazorg")  # it ended: that it ran was no mistake
    assert prepare(LATER) == 0


def test_two_gemeenten_do_not_mix(partner: Signaalpartner) -> None:
    # R-ROL-2
    close(partner, End(E.OVERLEDEN))
    make.gemeente("0599", "Elders")
    assert prepare_feedback(gemeente_code="0599", today=TODAY, by=SYSTEM) == 0

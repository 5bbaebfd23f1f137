"""The kader proposes and says why; a person decides (R-TRI-1, R-TRI-2, R-ADM-6)."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.casework.conftest import House
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise, propose_wegingen
from tijdig.casework.facts import facts_of
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.checks.models import Veiligheidsmelding
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.feiten import Feiten
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Bericht,
    Contactsoort,
    Eindresultaat,
    Rolsoort,
    ShvUitkomst,
    Zaakstatus,
)
from tijdig.rules.triage import CRISIS_BAKJE, NO_VISIT, VISITS, weigh

TODAY = make.TODAY


def unsafe(house: House, sleutel: str = "3311AA-1") -> Veiligheidsmelding:
    return Veiligheidsmelding.objects.create(
        gemeente_id=house.code, adres_sleutel=sleutel, adres="Merelhof 1", reden="Bedreigde een collega met een mes",
        ingang=TODAY - timedelta(days=9), einde=TODAY + timedelta(days=99), door=house.anna,
    )  # fmt: skip


def test_the_facts_are_those_of_the_signals_and_their_checks(house: House) -> None:  # R-TRI-1
    old = make.zaak(make.checked(house.huur, ontvangen=date(2026, 9, 1)), today=date(2026, 9, 1))
    decide_otherwise(
        old.pk, aanpak=Aanpak.BRIEF, reden="rustig", versie=old.versie, today=date(2026, 9, 1), by=house.by
    )
    old.refresh_from_db()
    close_zaak(
        old.pk, gegevens=Afsluitgegevens(eindresultaat=Eindresultaat.GEEN_INWONER), versie=old.versie,
        today=date(2026, 9, 20), by=house.by,
    )  # fmt: skip
    person = make.inwoner(curatele=True)
    one = make.checked(
        house.huur, inwoner=person, bedrag=90_000, telefoon="0612345678", vervaldatum=date(2026, 9, 23),
        toets={"kinderen": True, "leeftijdsklasse": "27-44", "shv": ShvUitkomst.NAZORG, "wijk": "Oud-Krispijn"},
    )  # fmt: skip
    make.checked(
        house.water,
        soort="drinkwater",
        bedrag=10_000,
        telefoon="0687654321",
        warme_overdracht=True,
        bericht=Bericht.AFSLUITING,
    )
    zaak = make.zaak(one)
    assert facts_of([zaak.pk], today=TODAY)[zaak.pk] == Feiten(
        soorten=frozenset({"huur", "drinkwater"}), berichten=frozenset({"vroegsignaal", "afsluiting"}), partners=2,
        signalen=2, meervoudig=True, opeenvolgend=True, recidive=True, bedrag=100_000, ouderdom_dagen=60, crisis=True,
        minderjarige_kinderen=True, leeftijdsklasse="27-44", wijk="Oud-Krispijn", telefoon_bekend=True,
        email_bekend=False, eerdere_aanpak=Aanpak.BRIEF, eerdere_uitkomst=Eindresultaat.GEEN_INWONER,
        warme_overdracht=True, bekend_bij_shv=False, nazorg_shv=True, curatele=True, geen_bewoner_gevonden=False,
        briefadres=False, huisbezoek_verboden=False, eerste_van_partner=True,
    )  # fmt: skip


def test_a_zaak_about_nobody_known_has_neutral_facts(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    feiten = facts_of([zaak.pk], today=TODAY)[zaak.pk]
    assert feiten.geen_bewoner_gevonden
    assert feiten.minderjarige_kinderen is None
    assert feiten.leeftijdsklasse == "onbekend"


def test_a_proposal_says_why_and_keeps_what_it_was_made_of(house: House) -> None:  # R-TRI-2
    zaak = make.zaak(make.checked(house.huur))
    weging = Weging.objects.get(zaak=zaak)
    assert (zaak.status, zaak.bakje, zaak.team) == (Zaakstatus.VOORGESTELD, weging.bakje, weging.team)
    assert weging.regel == "huurachterstand"
    assert weging.redenen
    assert weging.kader == "0505 2021-05-01"
    feiten = Feiten.from_json(weging.feiten)
    assert feiten == facts_of([zaak.pk], today=TODAY)[zaak.pk]
    again = weigh(feiten, policy_on(weging.dag, house.code).afwegingskader)
    assert (again.aanpak, again.regel, again.bakje, again.redenen, again.versie) == (
        weging.aanpak, weging.regel, weging.bakje, tuple(weging.redenen), weging.kader,
    )  # fmt: skip


def test_weighing_again_replaces_a_proposal_nobody_decided_on(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    propose_wegingen([zaak.pk], gemeente_code=house.code, today=TODAY, by=SYSTEM)
    stands = list(Weging.objects.filter(zaak=zaak).order_by("id").values_list("stand", flat=True))
    assert stands == ["vervallen", "voorgesteld"]


def test_a_new_signal_gives_a_new_proposal_beside_what_runs(house: House) -> None:  # R-MAT-3
    zaak = make.zaak(make.checked(house.zorg, soort="zorgverzekering"))
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    make.zaak(make.checked(house.huur))
    zaak.refresh_from_db()
    assert (zaak.status, zaak.aanpak, zaak.bakje) == (Zaakstatus.IN_OPVOLGING, Aanpak.BRIEF, "brief")
    assert Weging.objects.get(zaak=zaak, stand="voorgesteld").aanpak == Aanpak.HUISBEZOEK_AANGEKONDIGD


def test_confirming_makes_the_proposal_the_approach(house: House) -> None:  # R-TRI-2
    zaak = make.zaak(make.checked(house.huur))
    assert confirm_voorstellen([zaak.pk], today=TODAY, by=house.by) == 1
    weging = Weging.objects.get(zaak=zaak)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.aanpak) == (Zaakstatus.IN_OPVOLGING, weging.aanpak)
    assert (weging.stand, weging.besluit_door, weging.besluit_reden) == ("bevestigd", house.anna, "")
    assert weging.besluit_op is not None


def test_many_are_confirmed_at_once_and_a_second_click_counts_once(house: House) -> None:  # R-TRI-2
    made = [make.checked(house.huur, f"3311AA-{n}") for n in range(1, 31)]
    make.zaak(*made)
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True))
    assert confirm_voorstellen(ids, today=TODAY, by=house.by) == 30
    before = list(Vroegsignaalzaak.objects.order_by("pk").values())
    assert confirm_voorstellen(ids, today=TODAY, by=house.by) == 0
    assert list(Vroegsignaalzaak.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.filter(what="voorstel.bevestigd").count() == 30


def test_what_the_kader_leaves_to_a_person_is_not_confirmed_in_bulk(house: House) -> None:  # R-TRI-2
    plain = make.checked(house.huur, "3311AA-1")
    curator = make.checked(house.huur, "3311AA-2", inwoner=make.inwoner(curatele=True))
    make.zaak(plain, curator)
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True))
    with pytest.raises(Refused, match="kies zelf een aanpak"):
        confirm_voorstellen(ids, today=TODAY, by=house.by)
    assert not Weging.objects.exclude(stand="voorgesteld").exists()


def test_a_person_chooses_otherwise_with_a_reason(house: House) -> None:  # R-TRI-2
    zaak = make.zaak(make.checked(house.huur))
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BRIEF, reden="Is net gesproken", versie=zaak.versie, today=TODAY, by=house.by
    )
    zaak.refresh_from_db()
    weging = Weging.objects.get(zaak=zaak)
    assert (weging.stand, weging.aanpak, weging.besluit_aanpak, weging.besluit_reden) == (
        "anders", Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.BRIEF, "Is net gesproken",
    )  # fmt: skip
    assert (zaak.aanpak, zaak.bakje) == (Aanpak.BRIEF, "brief")


def test_the_approach_can_change_later_and_the_kader_is_asked_again(house: House) -> None:  # R-TRI-2
    zaak = make.zaak(make.checked(house.huur))
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    zaak.refresh_from_db()
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BRIEF, reden="Deur bleef dicht", versie=zaak.versie, today=TODAY, by=house.by
    )
    zaak.refresh_from_db()
    assert zaak.aanpak == Aanpak.BRIEF
    assert [w.stand for w in Weging.objects.filter(zaak=zaak).order_by("id")] == ["bevestigd", "anders"]


def test_a_crisis_stays_in_its_bakje_whatever_is_chosen(house: House) -> None:  # R-TRM-2
    zaak = make.zaak(make.checked(house.huur, bericht=Bericht.ONTRUIMING))
    assert zaak.bakje == CRISIS_BAKJE
    decide_otherwise(
        zaak.pk,
        aanpak=Aanpak.BRIEF,
        reden="Zit bij de advocaat",
        versie=zaak.versie,
        today=TODAY,
        by=house.by,
    )
    zaak.refresh_from_db()
    assert zaak.bakje == CRISIS_BAKJE


@pytest.mark.parametrize(
    ("aanpak", "reden", "sentence"),
    [(Aanpak.BRIEF, "  ", "Schrijf op waarom"), (Aanpak.VOORLEGGEN, "omdat", "Kies een aanpak")],
)
def test_no_other_choice_without_reason_or_without_choice(
    house: House, aanpak: Aanpak, reden: str, sentence: str
) -> None:  # R-TRI-2
    zaak = make.zaak(make.checked(house.huur))
    with pytest.raises(Refused, match=sentence):
        decide_otherwise(zaak.pk, aanpak=aanpak, reden=reden, versie=zaak.versie, today=TODAY, by=house.by)


def test_administration_confirms_nothing(house: House) -> None:  # R-ROL-1
    zaak = make.zaak(make.checked(house.huur))
    clerk = make.actor(make.user("wim", Rolsoort.ADMINISTRATIE), Rolsoort.ADMINISTRATIE)
    with pytest.raises(Refused, match="geen recht"):
        confirm_voorstellen([zaak.pk], today=TODAY, by=clerk)


def test_no_visit_is_proposed_where_none_may_be_made(house: House) -> None:  # R-ADM-6
    melding = unsafe(house)
    zaak = make.zaak(make.checked(house.huur))
    weging = Weging.objects.get(zaak=zaak)
    assert weging.aanpak not in VISITS
    assert NO_VISIT in weging.redenen
    assert melding.reden not in str(list(Weging.objects.values())) + str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("aanpak", sorted(VISITS))
def test_no_visit_can_be_chosen_where_none_may_be_made(house: House, aanpak: Aanpak) -> None:  # R-ADM-6
    melding = unsafe(house)
    zaak = make.zaak(make.checked(house.huur))
    with pytest.raises(Refused) as refused:
        decide_otherwise(zaak.pk, aanpak=aanpak, reden="toch", versie=zaak.versie, today=TODAY, by=house.by)
    assert str(refused.value).startswith(NO_VISIT)
    assert melding.reden not in str(refused.value)


def test_the_safety_list_counts_also_when_it_is_newer_than_the_proposal(house: House) -> None:  # R-ADM-6
    zaak = make.zaak(make.checked(house.huur))
    unsafe(house)
    with pytest.raises(Refused, match="huisbezoek niet mogelijk"):
        confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)


def test_the_sequence_passes_over_a_visit_where_none_may_be_made(house: House) -> None:  # R-ADM-6, R-OUT-4
    zaak = make.zaak(make.checked(house.zorg, soort="zorgverzekering"))
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    unsafe(house)
    zaak.refresh_from_db()
    record_contactpoging(
        zaak.pk, soort=Contactsoort.BRIEF, bereikt=Bereikt.ONBEKEND, datum=TODAY, versie=zaak.versie, today=TODAY,
        by=house.by,
    )  # fmt: skip
    zaak.refresh_from_db()
    assert zaak.volgende_stap not in VISITS


def test_at_a_briefadres_the_answer_is_the_same_as_at_an_unsafe_address(house: House) -> None:  # R-ADM-6
    zaak = make.zaak(make.checked(house.huur, toets={"briefadres": True}))
    with pytest.raises(Refused, match="huisbezoek is hier niet mogelijk"):
        decide_otherwise(
            zaak.pk,
            aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD,
            reden="toch",
            versie=zaak.versie,
            today=TODAY,
            by=house.by,
        )

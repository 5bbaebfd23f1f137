"""Who handles a zaak, notes, handing over, splitting, and two people in one zaak (R-MAT-1, R-TRI-7, §14)."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests import make
from tests.casework.conftest import CODE, House, build
from tijdig.accounts.context import working_for
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.handling import add_notitie, assign_zaken, hand_over_zaak, split_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Contactpoging, Notitie, Termijn, Vroegsignaalzaak, Weging, ZaakInwoner
from tijdig.refusals import Refused
from tijdig.rules.terms import Bereikt, Contactsoort, Rolsoort

TODAY = make.TODAY


def test_zaken_are_given_to_a_colleague_and_back(house: House) -> None:
    make.zaak(make.checked(house.huur), make.checked(house.huur, "3311AA-2"))
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True))
    bram = make.user("bram")
    assert assign_zaken(ids, aan=bram.pk, by=house.by) == 2
    assert set(Vroegsignaalzaak.objects.values_list("behandelaar", flat=True)) == {bram.pk}
    assert assign_zaken(ids[:1], aan=None, by=house.by) == 1
    assert AuditEvent.objects.filter(what="zaak.toegewezen").count() == 3


def test_only_who_handles_zaken_is_given_one(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    clerk = make.user("wim", Rolsoort.ADMINISTRATIE)
    with pytest.raises(Refused, match="behandelt in deze gemeente geen zaken"):
        assign_zaken([zaak.pk], aan=clerk.pk, by=house.by)


def test_a_zaak_is_handed_over_with_a_reason(house: House) -> None:  # R-TRI-7
    zaak = make.zaak(make.checked(house.huur))
    assign_zaken([zaak.pk], aan=house.anna.pk, by=house.by)
    zaak.refresh_from_db()
    hand_over_zaak(
        zaak.pk, team="Sociale Dienst", reden="Heeft daar een uitkering", versie=zaak.versie, by=house.by
    )
    zaak.refresh_from_db()
    assert (zaak.team, zaak.behandelaar) == ("Sociale Dienst", None)
    assert "Heeft daar een uitkering" in Notitie.objects.get(zaak=zaak).tekst
    assert "uitkering" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("team", "reden", "sentence"), [("Ander", " ", "waarom u"), ("", "daarom", "ander team")]
)
def test_handing_over_needs_a_team_and_a_reason(
    house: House, team: str, reden: str, sentence: str
) -> None:  # R-TRI-7
    zaak = make.zaak(make.checked(house.huur))
    with pytest.raises(Refused, match=sentence):
        hand_over_zaak(zaak.pk, team=team, reden=reden, versie=zaak.versie, by=house.by)


def test_a_note_is_written_and_does_not_clash(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    add_notitie(zaak.pk, tekst=" Hond in de tuin ", by=house.by)
    zaak_after = Vroegsignaalzaak.objects.get(pk=zaak.pk)
    assert (Notitie.objects.get().tekst, zaak_after.versie) == ("Hond in de tuin", zaak.versie)
    with pytest.raises(Refused, match="leeg"):
        add_notitie(zaak.pk, tekst="  ", by=house.by)


def _two_households(house: House) -> tuple[Vroegsignaalzaak, int, int]:
    """One zaak about two persons on one address; the signals of each."""
    one = make.checked(house.huur, inwoner=make.inwoner("Anders"), bedrag=70_000)
    two = make.checked(house.zorg, inwoner=make.inwoner("Bakker"), soort="zorgverzekering", bedrag=30_000)
    zaak = make.zaak(one)
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    zaak.refresh_from_db()
    return zaak, one.pk, two.pk


def test_two_households_on_one_address_are_split(house: House) -> None:  # R-MAT-1
    zaak, one, two = _two_households(house)
    new = split_zaak(
        zaak.pk, signalen=[two], reden="Kamerbewoners", versie=zaak.versie, today=TODAY, by=house.by
    )
    zaak.refresh_from_db()
    new.refresh_from_db()
    assert (zaak.bedrag, zaak.signalen, zaak.soorten) == (70_000, 1, ["huur"])
    assert (new.bedrag, new.signalen, new.soorten) == (30_000, 1, ["zorgverzekering"])
    assert new.kenmerk != zaak.kenmerk
    assert new.adres_sleutel == zaak.adres_sleutel
    persons = dict(ZaakInwoner.objects.values_list("zaak_id", "inwoner__geslachtsnaam"))
    assert persons == {zaak.pk: "Anders", new.pk: "Bakker"}
    assert "Kamerbewoners" in Notitie.objects.get(zaak=new).tekst
    assert Termijn.objects.filter(zaak=new).exists()
    assert Weging.objects.filter(zaak=new, stand="bevestigd").exists()
    assert list(zaak.zaaksignalen.values_list("vroegsignaal_id", flat=True)) == [one]


def test_after_a_split_a_signal_goes_to_the_zaak_of_its_own_person(house: House) -> None:  # R-MAT-1, R-MAT-3
    zaak, _, two = _two_households(house)
    new = split_zaak(
        zaak.pk, signalen=[two], reden="Kamerbewoners", versie=zaak.versie, today=TODAY, by=house.by
    )
    person = ZaakInwoner.objects.get(zaak=new).inwoner
    joined = make.zaak(make.checked(house.water, soort="drinkwater", inwoner=person))
    assert joined.pk == new.pk


@pytest.mark.parametrize("how", ["none", "all", "no reason", "of another zaak"])
def test_a_split_leaves_something_on_both_sides_and_has_a_reason(house: House, how: str) -> None:  # R-MAT-1
    zaak, one, two = _two_households(house)
    chosen = {"none": [], "all": [one, two], "no reason": [two], "of another zaak": [two + 999]}[how]
    with pytest.raises(Refused):
        split_zaak(
            zaak.pk, signalen=chosen, reden="" if how == "no reason" else "Kamers", versie=zaak.versie, today=TODAY,
            by=house.by,
        )  # fmt: skip
    assert Vroegsignaalzaak.objects.count() == 1


def test_who_looks_at_an_old_page_is_told(house: House) -> None:  # §14
    zaak = make.zaak(make.checked(house.huur))
    confirm_voorstellen([zaak.pk], today=TODAY, by=house.by)
    with pytest.raises(Refused, match="intussen gewijzigd"):
        record_contactpoging(
            zaak.pk, soort=Contactsoort.TELEFOON, bereikt=Bereikt.NEE, datum=TODAY, versie=zaak.versie, today=TODAY,
            by=house.by,
        )  # fmt: skip
    assert not Contactpoging.objects.exists()


def test_of_two_people_at_once_the_second_is_told(real_db: str) -> None:  # §14
    with working_for(CODE):
        house = build()
        zaak = make.zaak(make.checked(house.huur))
    start, answers = Barrier(2), []

    def call() -> None:
        try:
            start.wait(timeout=10)
            with working_for(CODE):
                record_contactpoging(
                    zaak.pk, soort=Contactsoort.TELEFOON, bereikt=Bereikt.NEE, datum=TODAY, versie=zaak.versie,
                    today=TODAY, by=house.by,
                )  # fmt: skip
            answers.append("opgeslagen")
        except Refused as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    people = [Thread(target=call) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=30)
    assert sorted(a.split(".")[0] for a in answers) == ["Deze zaak is intussen gewijzigd", "opgeslagen"]
    with working_for(CODE):
        assert Contactpoging.objects.count() == 1
        assert Vroegsignaalzaak.objects.get().versie == zaak.versie + 1

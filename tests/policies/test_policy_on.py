"""Which value counts on which day, in which gemeente, and from what source it comes."""

from datetime import date
from pathlib import Path

import pytest

from tijdig.policies import POLICY_FOLDER, PolicyFault, Status, check_all, policy_on, values_in_force
from tijdig.rules.terms import Aanpak, Bericht, Eindresultaat, Hulptype, Monitoruitkomst

NU = date(2026, 11, 22)
DORDRECHT, ELDERS = "0505", "0034"


def test_the_policy_of_the_project_itself_has_no_fault() -> None:
    check_all()


@pytest.mark.parametrize(
    ("dag", "grondslag"),
    [
        (date(2025, 12, 31), "Regeling afsluitbeleid voor kleinverbruikers van elektriciteit en gas art. 4a"),
        (date(2026, 1, 1), "Energieregeling (bij de Energiewet)"),
    ],
)
def test_energy_got_another_ground_in_2026(dag: date, grondslag: str) -> None:
    # R-PAR-3
    soorten = policy_on(dag, ELDERS).signaalsoorten
    assert soorten["gas"].grondslag == soorten["elektriciteit"].grondslag == grondslag
    assert soorten["warmte"].grondslag == "Warmteregeling art. 5"


@pytest.mark.parametrize(
    ("dag", "maanden"), [(date(2021, 12, 31), 3), (date(2022, 1, 1), 1), (date(2023, 1, 1), 6), (NU, 6)]
)
def test_the_look_back_of_matching_follows_the_version_of_the_monitor(dag: date, maanden: int) -> None:
    assert policy_on(dag, ELDERS).matching.opeenvolgend_maanden == maanden  # R-MAT-2


def test_a_gemeente_replaces_the_standard_for_its_subject_only() -> None:
    dordrecht, elders = policy_on(NU, DORDRECHT), policy_on(NU, ELDERS)
    assert (dordrecht.drempelbedrag.bedrag, elders.drempelbedrag.bedrag) == (2500, 0)  # R-ADM-3
    assert dordrecht.bewaartermijn == elders.bewaartermijn
    assert policy_on(date(2021, 1, 31), DORDRECHT).drempelbedrag.bedrag == 0


def test_the_version_names_the_newest_day_of_every_layer() -> None:
    assert policy_on(NU, DORDRECHT).versie.startswith("landelijk 2026-11-01, standaard ")
    assert "0505 " in policy_on(NU, DORDRECHT).versie
    assert policy_on(date(2026, 6, 30), ELDERS).versie.startswith("landelijk 2026-01-01, standaard ")
    assert "0034" not in policy_on(NU, ELDERS).versie


def test_asking_again_within_the_same_stretch_gives_the_very_same_policy() -> None:
    assert policy_on(date(2026, 7, 2), ELDERS) is policy_on(date(2026, 7, 20), ELDERS)


def test_before_the_first_policy_there_is_none() -> None:
    with pytest.raises(PolicyFault, match="nog geen beleid over"):
        policy_on(date(2020, 12, 31), ELDERS)


def test_the_terms_are_those_of_law_and_guideline() -> None:
    # R-TRM-1 to R-TRM-4, R-OUT-2, R-SHV-2, R-TER-3
    termijnen = policy_on(NU, ELDERS).termijnen
    assert (termijnen.hulpaanbod_dagen, termijnen.eerste_gesprek_dagen) == (28, 28)
    assert termijnen.bedreigende_situatie_werkdagen == 3
    assert (termijnen.incassopauze_dagen, termijnen.beschikking_dagen) == (30, 56)
    assert (termijnen.schriftelijk_niet_bereikt_dagen, termijnen.shv_nazorg_maanden) == (14, 6)
    assert termijnen.terugkoppeling_werkdagen == 1
    assert Bericht.EINDELEVERING not in termijnen.crisis_berichten


def test_the_retention_is_six_months_and_never_more_than_twelve() -> None:
    termijn = policy_on(NU, ELDERS).bewaartermijn
    assert (termijn.na_afsluiten_maanden, termijn.maximum_maanden) == (6, 12)  # R-BEW-1


@pytest.mark.parametrize(
    ("resultaat", "uitkomst", "hulptype"),
    [
        (Eindresultaat.QUICK_FIX, Monitoruitkomst.WIL_HULP, Hulptype.QUICK_FIX),
        (Eindresultaat.ZELF_OPGELOST, Monitoruitkomst.WIL_GEEN_HULP, None),
        (Eindresultaat.NIET_BEREIKT, Monitoruitkomst.NIET_BEREIKT, None),
        (Eindresultaat.BEKEND_BIJ_SHV, Monitoruitkomst.BEKEND_BIJ_SHV, None),
        (Eindresultaat.OVERLEDEN, None, None),
    ],
)
def test_an_end_result_has_its_place_in_the_monitor(
    resultaat: Eindresultaat, uitkomst: Monitoruitkomst | None, hulptype: Hulptype | None
) -> None:
    gevonden = policy_on(NU, ELDERS).ddas.eindresultaten[resultaat]
    assert (gevonden.monitoruitkomst, gevonden.hulptype) == (uitkomst, hulptype)  # R-UIT-1


def test_every_ddas_label_is_a_word_of_the_official_list() -> None:
    # R-UIT-1
    lijst = POLICY_FOLDER.parents[1] / "shared/standards/codelists/ddas_vs_enum_versiematrix.csv"
    if not lijst.exists():
        pytest.skip("the given material (shared/standards) is not here")
    woorden = lijst.read_text(encoding="utf-8")
    ddas = policy_on(NU, ELDERS).ddas
    assert [u.label for u in ddas.eindresultaten.values() if u.label not in woorden] == []


def test_every_approach_that_contacts_the_resident_has_a_sequence() -> None:
    # R-OUT-4
    zonder = {Aanpak.OVERDRAGEN_SHV, Aanpak.VOORLEGGEN}
    for gemeente in (DORDRECHT, ELDERS):
        assert policy_on(NU, gemeente).sequentie.keys() == set(Aanpak) - zonder


def test_the_kader_of_the_gemeente_comes_with_the_policy() -> None:
    # R-TRI-1, R-TRI-6
    assert policy_on(NU, DORDRECHT).afwegingskader.gemeente == DORDRECHT
    assert policy_on(NU, ELDERS).afwegingskader.gemeente == "standaard"
    kader = policy_on(NU, DORDRECHT).afwegingskader
    namen = [w.pad for w in values_in_force(NU, DORDRECHT) if w.onderwerp == "gemeente/afwegingskader"]
    assert namen == [regel.id for regel in kader.regels]


def test_every_value_in_force_names_its_source_its_day_and_its_line() -> None:
    waarden = values_in_force(NU, DORDRECHT)
    assert len(waarden) > 80
    drempel = next(w for w in waarden if (w.onderwerp, w.pad) == ("gemeente/drempelbedrag", "bedrag"))
    assert drempel.inhoud == "waarde: 2500"
    assert drempel.bron.startswith("Dordrecht")
    assert (drempel.geldig_vanaf, drempel.status) == (date(2021, 2, 1), Status.VAN_KRACHT)
    regels = (Path(POLICY_FOLDER.parent) / drempel.bestand).read_text(encoding="utf-8").splitlines()
    assert regels[drempel.regel - 1].strip() == "bedrag:"


def test_a_value_that_rests_on_an_unread_source_says_so() -> None:
    waarden = values_in_force(NU, ELDERS)
    zorg = next(w for w in waarden if w.onderwerp.endswith("sociale-incasso") and "zorg" in w.pad)
    assert zorg.status == Status.TE_BEVESTIGEN

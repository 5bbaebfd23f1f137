"""A broken file of policy stops the start, with its line and a reason in Dutch."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tijdig.outreach.letters.templates import TemplateFault, parse_template
from tijdig.policies import POLICY_FOLDER, PolicyFault, check_all
from tijdig.policies.reading import read_yaml

TERMIJNEN = "landelijk/termijnen/2021-01-01.yaml"
DREMPEL = "gemeente/0505/drempelbedrag/2021-02-01.yaml"
BEWAREN = "gemeente/standaard/bewaartermijn/2021-01-01.yaml"
SOORTEN = "landelijk/signaalsoorten/2026-01-01.yaml"
TERUG = "landelijk/terugkoppeling/2026-07-01.yaml"

type Break = Callable[[str, str, str], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kopie = tmp_path / "policy"
    shutil.copytree(POLICY_FOLDER, kopie)
    return kopie


@pytest.fixture
def change(folder: Path) -> Break:
    """Replace the first `old` in a file by `new` and say on which line that is."""

    def replace_once(naam: str, old: str, new: str) -> int:
        pad = folder / naam
        tekst = pad.read_text(encoding="utf-8")
        assert old in tekst
        pad.write_text(tekst.replace(old, new, 1), encoding="utf-8")
        return tekst[: tekst.index(old)].count("\n") + 1

    return replace_once


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyFault) as caught:
        check_all(folder)
    return caught.value.faults


@pytest.mark.parametrize(
    ("naam", "old", "new", "later", "reden"),
    [  # `later`: on how many lines after the change the fault is reported
        (TERMIJNEN, "dagen: 28", "dagen: veel", 0, "'dagen' moet een heel getal zijn."),
        (TERMIJNEN, "dagen: 28", "dagen: 0", 0, "'dagen' is 0; het moet minstens 1 zijn."),
        (TERMIJNEN, "dagen: 28", "dagen: 28\n    dagen: 29", 1, "de sleutel 'dagen' staat er twee keer."),
        (TERMIJNEN, "dagen: 28", "dgen: 28", 0, "'dgen' is hier geen bekende sleutel."),
        (TERMIJNEN, "dagen: 28", "dgen: 28", -1, "'dagen' ontbreekt."),
        (
            TERMIJNEN,
            "[afsluiting,",
            "[afsluting,",
            0,
            "nummer 1 van 'berichten' is 'afsluting'. Kies uit: vroegsignaal,",
        ),
        (
            TERMIJNEN,
            "- 2023-04-28",
            "- 28-04-2023",
            0,
            "nummer 1 van 'waarde' moet een datum (jjjj-mm-dd) zijn.",
        ),
        (TERMIJNEN, "- 2023-04-28", "- 2023-04-31", 0, "'2023-04-31' is niet te lezen."),
        (TERMIJNEN, "tellen_als_werkdag: true", "tellen_als_werkdag: 1", 0, "moet true of false zijn."),
        (TERMIJNEN, "titel:", "titel: [", 1, "dit is geen geldige YAML"),
        (DREMPEL, "waarde: 2500", "waarde: 25.00", 0, "'waarde' moet een heel getal zijn, of null."),
        (DREMPEL, "    bron: Dordrecht, evaluatie Vroeg Eropaf (o", "    #", -2, "'bron' ontbreekt."),
        (DREMPEL, "geldig_vanaf: 2021-02-01", "geldig_vanaf: 2021-02-02", 0, "niet gelijk aan geldig_vanaf."),
        (DREMPEL, "status: van_kracht", "status: zeker", 0, "'status' is 'zeker'. Kies uit: van_kracht,"),
        (SOORTEN, '      "0363":', "      0363:", 0, "de sleutel '0363' moet tekst zijn"),
        (SOORTEN, '      "0363":', '      "363":', 0, "'363' mag hier geen sleutel zijn."),
        (SOORTEN, "geldig_tot: 2026-10-31", "geldig_tot: 2020-10-31", 0, "ligt voor geldig_van."),
        (SOORTEN, '"0518": 2024-04-01', '"0518": 2020-04-01', 0, "valt buiten de geldigheid van de soort."),
        (BEWAREN, "maanden: 6", "maanden: 13", 0, "het mogen er hoogstens 12 zijn."),  # R-BEW-1
        (BEWAREN, "dagen: 90", "dagen: 400", 0, "het mogen er hoogstens 360 zijn."),
        (TERUG, "  overleden:", "  niet_bereikt:", 0, "'niet_bereikt' mag nooit aan een partner"),  # R-TER-2
        (TERUG, "code: overleden", "code: onterecht_signaal", 0, "'overleden' moet 'overleden' zijn."),
        (TERUG, "toestemming_nodig: true", "toestemming_nodig: false", 0, "is altijd toestemming nodig."),
    ],
)
def test_a_fault_names_file_line_and_reason(
    folder: Path, change: Break, naam: str, old: str, new: str, later: int, reden: str
) -> None:
    regel = change(naam, old, new) + later
    gevonden = [fault for fault in faults(folder) if reden in fault]
    assert [fault.split(": ")[0] for fault in gevonden] == [f"policy/{naam}, regel {regel}"]


@pytest.mark.parametrize(
    ("old", "new", "later", "reden"),
    [  # R-TRI-1
        ("dan: bellen", "dan: faxen", 0, "'dan' is 'faxen'. Kies uit: brief,"),
        ("als: {crisis: true}", "als: {crisis: true, maan: vol}", 0, "'maan' is hier geen bekende sleutel."),
        ("id: crisis-bellen", "id: geen", 0, "deze naam gebruikt het systeem zelf"),
        ('gemeente: "0505"', 'gemeente: "0506"', 0, "niet gelijk aan de map '0505'."),
    ],
)
def test_a_fault_in_an_afwegingskader_names_the_line_of_its_rule(
    folder: Path, change: Break, old: str, new: str, later: int, reden: str
) -> None:
    naam = "gemeente/0505/afwegingskader/2021-05-01.yaml"
    regel = change(naam, old, new) + later
    (fault,) = faults(folder)
    assert fault.startswith(f"policy/{naam}, regel {regel}: ")
    assert reden in fault


def test_all_faults_of_all_files_are_told_at_once(folder: Path, change: Break) -> None:
    change(TERMIJNEN, "dagen: 28", "dagen: veel")
    change(DREMPEL, "status: van_kracht", "status: zeker")
    assert len(faults(folder)) == 2


def test_a_soort_without_rules_and_a_rule_without_soort_are_faults(folder: Path, change: Break) -> None:
    # R-PAR-3
    change("landelijk/achterstand/2021-01-01.yaml", "    drinkwater:", "    regenwater:")
    gevonden = "\n".join(faults(folder))
    assert "de soort 'drinkwater' ontbreekt." in gevonden
    assert "de soort 'regenwater' bestaat niet." in gevonden


def test_a_decision_term_longer_than_eight_weeks_is_a_fault(folder: Path, change: Break) -> None:
    change("gemeente/standaard/termijnen/2021-01-01.yaml", "dagen: 56", "dagen: 57")
    assert "het mogen er hoogstens 56 zijn." in faults(folder)[0]  # R-TRM-4


def test_a_crisis_can_never_be_called_a_repeat(folder: Path, change: Break) -> None:
    change(TERMIJNEN, "berichten: [vroegsignaal]", "berichten: [vroegsignaal, ontruiming]")
    assert "'ontruiming' is een crisis en dus nooit een herhaling." in faults(folder)[0]  # R-ADM-5


def test_a_version_of_ddas_that_is_not_there_is_a_fault(folder: Path, change: Break) -> None:  # R-MON-9
    naam = "landelijk/ddas-uitwisseling/2021-01-01.yaml"
    regel = change(naam, 'versie: "1.2"', 'versie: "1.3"')
    assert faults(folder) == (f"policy/{naam}, regel {regel}: deze versie staat niet onder versies.",)


def test_an_end_result_without_ddas_name_is_a_fault(folder: Path, change: Break) -> None:
    change("landelijk/ddas/2021-01-01.yaml", "hulptype: quick_fix", "hulptype: null")
    assert "hoort precies bij de uitkomst 'wil_hulp'." in faults(folder)[0]  # R-UIT-1


@pytest.mark.parametrize(
    ("naam", "reden"),
    [
        ("landelijk/weerbericht/2021-01-01.yaml", "'landelijk/weerbericht' is geen bekend onderwerp."),
        ("gemeente/505/drempelbedrag/2021-01-01.yaml", "een bestand hoort in landelijk/<onderwerp>/"),
        ("landelijk/los.yaml", "een bestand hoort in landelijk/<onderwerp>/"),
        ("landelijk/ddas/2022-01-01.yml", "een bestand met beleid eindigt op .yaml."),
    ],
)
def test_a_file_in_the_wrong_place_is_a_fault(folder: Path, naam: str, reden: str) -> None:
    (folder / naam).parent.mkdir(parents=True, exist_ok=True)
    (folder / naam).write_text("geldig_vanaf: 2021-01-01\n", encoding="utf-8")
    assert reden in "\n".join(faults(folder))


def test_a_missing_subject_is_a_fault(folder: Path) -> None:
    shutil.rmtree(folder / "landelijk/matching")
    assert faults(folder) == ("policy/landelijk/matching: hier ontbreekt een bestand.",)


@pytest.mark.parametrize("inhoud", [b"", b"- een\n- lijst\n", b"titel: caf\xe9\n", b"a: &x {}\nb: *x\n"])
def test_a_file_that_is_no_plain_yaml_is_a_fault(folder: Path, inhoud: bytes) -> None:
    (folder / TERMIJNEN).write_bytes(inhoud)
    eerste = faults(folder)[0]
    assert re.match(rf"policy/{TERMIJNEN}, regel [12]: ", eerste)


def test_a_readme_beside_the_policy_is_no_policy(folder: Path) -> None:
    (folder / "README.md").write_text("Beleid als gegevens.\n", encoding="utf-8")
    check_all(folder)


GEGEVENS = """titel: Welke gegevens wij opvragen
summary: Made for a test.
bron: Wgs art. 8d
geldig_vanaf: {dag}
status: van_kracht
waarden:
  verblijfsrecht: {{vragen: true, bron: Wgs art. 3 lid 4}}
  andere_registraties:
    waarde: [{waarde}]
    bron: Wgs art. 8d
{more}"""
WHY = "    reden: Omdat het nodig is.\n"
WHO = "    besluit: College van B en W, 1 juli 2026.\n"


@pytest.mark.parametrize(
    ("dag", "waarde", "more", "reden"),
    [
        ("2026-07-01", "participatiewet, wmo", WHY + WHO, None),
        ("2026-07-01", "", "", None),
        ("2026-06-30", "participatiewet", WHY + WHO, "'participatiewet' kan pas aan vanaf 2026-07-01"),
        ("2026-07-01", "participatiewet", WHO, "'reden' ontbreekt"),
        ("2026-07-01", "participatiewet", WHY, "'besluit' ontbreekt"),
        ("2026-07-01", "shv", WHY + WHO, "'shv' is niet iets dat een gemeente kan aanzetten."),
        ("2026-07-01", "belastingdienst", WHY + WHO, "'belastingdienst'. Kies uit: brp, shv, jeugdwet"),
    ],
)
def test_another_record_is_switched_on_with_its_day_reason_and_decision(
    folder: Path, dag: str, waarde: str, more: str, reden: str | None
) -> None:  # R-SHV-3
    naam = folder / "gemeente/0505/gegevens" / f"{dag}.yaml"
    naam.parent.mkdir()
    naam.write_text(GEGEVENS.format(dag=dag, waarde=waarde, more=more), encoding="utf-8")
    if reden is None:
        check_all(folder)
    else:
        assert [fault for fault in faults(folder) if reden in fault and "gegevens" in fault]


@pytest.mark.parametrize("sign", ["[", "{a: "])
def test_a_file_of_brackets_is_a_fault_and_ends_nothing(sign: str) -> None:
    """What composes the nodes calls itself for each: so many ended the web process."""
    with pytest.raises(PolicyFault, match="regel 1: dit zit te diep in elkaar"):
        read_yaml(f"a: {sign * 100_000}", "kader.yaml")
    with pytest.raises(TemplateFault):
        parse_template("[" * 5_000, id="brief", versie="1")

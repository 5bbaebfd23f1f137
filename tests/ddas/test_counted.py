"""A DDAS file of any supplier becomes figures to compare with, the same as our own cube counts (R-MON-5)."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.ddas.town import CODE, town
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.ddas.counted import count_files
from tijdig.ddas.reading import Gelezen, read_delivery
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.models import Kubuscel, Vergelijkcel
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.indicators import ALLE
from tijdig.rules.terms import Cijferbron, Eindresultaat

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SAME = ("M1", "C4", "C5A", "H1A", "H1G", "H1C", "C7")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What we deliver about three months, of a town in which nobody was put aside after joining a zaak."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    town(size=60)
    Afspraak.objects.all().delete()  # help in an open zaak, for which DDAS has no word
    Vroegsignaalzaak.objects.filter(eindresultaat=Eindresultaat.BEKEND_BIJ_SHV).update(
        eindresultaat=Eindresultaat.WIL_GEEN_HULP
    )
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    made = tmp_path / "ddas.json"
    call_command("ddas", made, gemeente=CODE, van=date(2026, 7, 1), tot=date(2026, 9, 30))
    enter(CODE)
    return made


def test_our_own_delivery_is_counted_as_our_own_cube(path: Path) -> None:
    call_command("cijfers_inlezen", path)
    enter(CODE)
    own = Kubuscel.objects.filter(
        dimensie="", definitie=ALLE, indicator__in=SAME, maand__gte=date(2026, 7, 1), maand__lte=date(2026, 9, 1)
    )  # fmt: skip
    counted = {(c.maand, c.indicator): (c.teller, c.noemer) for c in own}
    read = {
        (c.maand, c.indicator): (c.teller, c.noemer)
        for c in Vergelijkcel.objects.filter(bron=Cijferbron.DDAS, code=CODE, indicator__in=SAME)
    }
    assert counted
    assert {key: value for key, value in read.items() if key in counted or value[0]} == counted


def test_a_zaak_on_two_pages_counts_once_and_is_reported(path: Path, tmp_path: Path) -> None:  # R-MON-9
    """DDAS gives a zaak no id; it is known again by its signals."""
    call_command("cijfers_inlezen", path)
    enter(CODE)
    once = sorted(Vergelijkcel.objects.values_list("maand", "indicator", "teller", "noemer"))
    twice, raw = tmp_path / "twee.json", json.loads(path.read_text(encoding="utf-8"))
    twice.write_text(json.dumps(raw), encoding="utf-8")
    call_command("cijfers_inlezen", path, twice)
    enter(CODE)
    assert sorted(Vergelijkcel.objects.values_list("maand", "indicator", "teller", "noemer")) == once
    zaken = raw["leveringen"][0]["vroegsignaalzaken"]
    zaken.append(zaken[0])
    failed = [row.controles for row in read_rows(json.dumps(raw).encode()) if isinstance(row, Gelezen)]
    assert sum("zaak-dubbel" in codes for codes in failed) == 1
    assert "zaak-dubbel" in failed[-1]


def test_a_later_matching_may_name_a_signal_again(shared: Path) -> None:  # R-MON-9
    """The example of the standard does, and no zaak in it counts double."""
    example = shared / "standards/ddas-vroegsignalering/v1.2/uitgebreidVoorbeeld.json"
    found = [row for row in read_rows(example.read_bytes()) if isinstance(row, Gelezen)]
    assert len(found) > 20
    assert not [row for row in found if "zaak-dubbel" in row.controles]


def read_rows(raw: bytes) -> list:
    uitwisseling = policy_on(TODAY, "standaard").uitwisseling
    return list(
        read_delivery(BytesIO(raw), uitwisseling=uitwisseling, known_gemeente=lambda code: True, today=TODAY)
    )


def test_a_file_that_cannot_be_read_gives_no_figures(path: Path, tmp_path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    faults = {
        "geen leesbaar JSON": "{",
        "geen gemeentecode": json.dumps(raw).replace(f'"gemeentecode": "{CODE}"', '"gemeentecode": "9999"'),
    }
    for said, text in faults.items():
        wrong = tmp_path / "fout.json"
        wrong.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match=said):
            call_command("cijfers_inlezen", wrong)
    other = tmp_path / "ander.json"
    call_command("ddas", other, gemeente=CODE, van=date(2026, 4, 1), tot=date(2026, 6, 30))
    with pytest.raises(CommandError, match="één periode"):
        call_command("cijfers_inlezen", path, other)
    assert not Vergelijkcel.objects.exists()


def counted(
    tmp_path: Path, signalen: list[dict], zaken: list[dict], **more: object
) -> dict[tuple[str, str], int]:
    """Tellers by month and figure of what another supplier delivers about the second quarter of 2025."""
    head = {"startdatumLevering": "2025-04-01", "einddatumLevering": "2025-06-30",
            "aanleverdatumEnTijd": "2025-07-03T10:00:00Z", "codeGegevensleverancier": "Ander 1"}  # fmt: skip
    levering = {"teller": 1, "gemeentecode": "0518", "aanleverendeOrganisatie": {"naam": "Dienst"},
                "vroegsignalen": [{"signaalpartner": {}, "client": {"postcode": "2511AA", "huisnummer": "1"}, **one}
                                  for one in signalen], "vroegsignaalzaken": zaken, **more}  # fmt: skip
    path = tmp_path / "ander.json"
    path.write_text(json.dumps({**head, "leveringen": [levering]}), encoding="utf-8")
    found = count_files([path], today=TODAY).regels
    return {(f"{regel.maand:%Y-%m}", regel.indicator): regel.teller for regel in found}


def test_two_organisations_that_number_alike_are_both_counted(tmp_path: Path) -> None:  # R-MON-5
    """Each delivers for the same gemeente; the pages of one of them still count once."""
    signal = [{"ID": "1", "signaaldatum": "2025-05-02"}]
    paths = []
    for number, who in enumerate(("Dienst", "Kredietbank", "Dienst")):
        counted(tmp_path, signal, [of_month(5, 31, "1")], aanleverendeOrganisatie={"naam": who})
        paths.append((tmp_path / "ander.json").rename(tmp_path / f"{number}.json"))
    found = {regel.indicator: regel.teller for regel in count_files(paths, today=TODAY).regels}
    assert (found["S1"], found["M1"]) == (2, 2)


def test_a_signal_that_was_put_aside_once_and_taken_up_later_counts(tmp_path: Path) -> None:  # R-MON-5
    refused = of_month(5, 31, "a", resultaat="Niet opgepakt: herhaalde melding")
    del refused["datumOpgepakt"]
    signal = [{"ID": "a", "signaaldatum": "2025-05-02"}]
    assert counted(tmp_path, signal, [refused]).get(("2025-05", "S1"), 0) == 0
    assert counted(tmp_path, signal, [refused, of_month(6, 30, "a")])["2025-05", "S1"] == 1


def of_month(month: int, last: int, *ids: str, **more: object) -> dict:
    return {"startdatumMatchingperiode": f"2025-{month:02}-01", "einddatumMatchingperiode": f"2025-{month:02}-{last}",
            "datumOpgepakt": f"2025-{month:02}-10", "vroegsignalen": [{"ID": one} for one in ids], **more}  # fmt: skip


def test_a_zaak_that_names_a_signal_of_a_month_before_counts_in_its_own_month(tmp_path: Path) -> None:
    """As in the example of the standard: one signal in the zaken of two months (R-MON-5)."""
    found = counted(
        tmp_path,
        [{"ID": "a", "signaaldatum": "2025-05-02"}, {"ID": "b", "signaaldatum": "2025-06-10"}],
        [of_month(5, 31, "a"), of_month(6, 30, "a", "b")],
    )
    assert {key: n for key, n in found.items() if key[1] in ("S1", "M1")} == {
        ("2025-05", "S1"): 1, ("2025-05", "M1"): 1, ("2025-06", "S1"): 1, ("2025-06", "M1"): 1,
    }  # fmt: skip


def test_a_signal_without_a_day_or_of_just_before_counts_with_its_zaak(tmp_path: Path) -> None:  # R-MON-5
    """Else the signal of 31 March falls out of every quarter, and there are more meldingen than signals."""
    found = counted(
        tmp_path, [{"ID": "a", "signaaldatum": "2025-03-31"}, {"ID": "b"}, {"ID": "c"}],
        [of_month(4, 30, "a"), of_month(6, 30, "b"), {}],
    )  # fmt: skip
    assert {key: n for key, n in found.items() if key[1] in ("S1", "M1")} == {
        ("2025-04", "S1"): 1, ("2025-04", "M1"): 1, ("2025-06", "S1"): 1, ("2025-06", "M1"): 1,
    }  # fmt: skip


def test_who_delivers_of_an_unknown_gemeente_is_nobody_to_compare(tmp_path: Path) -> None:  # R-MON-5
    assert counted(tmp_path, [{"ID": "a", "signaaldatum": "2025-05-02"}], [], gemeentecode="Onbekend") == {}
    with pytest.raises(Refused) as refused:
        counted(tmp_path, [{"ID": "a"}, {"ID": "b"}], [], gemeentecode="9999")
    assert str(refused.value).count("9999") == 1, "told once, not for every row"

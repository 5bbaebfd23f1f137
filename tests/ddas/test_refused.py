"""A line refused for what it says goes to DDAS as a signal that was not right, and as a zaak so ended (R-MON-9).

DDAS v1.2, the extended example: the reason is the status of the signal and the result of its zaak, which was never
taken up nor tried.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.ddas.actions.deliver import Vraag, plan_levering, write_page
from tijdig.ddas.actions.rehearse import rehearse
from tijdig.ddas.facts import Bereik, numbers_in
from tijdig.ddas.writing import Geschreven, head_of_message, message
from tijdig.intake.models import Aanlevering, Aanleverregel
from tijdig.monitor.models import Vergelijkcel
from tijdig.partners.models import Signaalpartner
from tijdig.policies import policy_on
from tijdig.rules.ddas_paging import stretches
from tijdig.rules.ddas_schema import message_schema
from tijdig.rules.terms import Bericht, Leverkanaal, Oordeel, Reden

pytestmark = pytest.mark.django_db
CODE, TODAY = "0505", date(2026, 9, 2)
VRAAG = Vraag(van=date(2026, 7, 1), tot=date(2026, 8, 31), versie="1.2")
LINE = {
    "referentie": "R-1", "soort": "huur", "achternaam": "GEHEIM", "postcode": "3311aa", "huisnummer": "12",
    "huisletter": "b", "bedrag": "24,60", "vervaldatum": "2026-07-01", "signaaldatum": "2026-08-12",
}  # fmt: skip


@pytest.fixture
def partner(monkeypatch: pytest.MonkeyPatch) -> Signaalpartner:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE, email="team@dordrecht.example")
    return make.partner(gemeente_code=CODE)


def refuse(partner: Signaalpartner, dag: date, *codes: Reden, **changed: str) -> Aanleverregel:
    """One delivery of one line, refused for these reasons."""
    delivery = Aanlevering.objects.create(
        gemeente_id=CODE, partner=partner, dag=dag, kanaal="upload", formaat="csv", grootte=1, sha256="", door="test",
        regels=1, geweigerd=1,
    )  # fmt: skip
    return Aanleverregel.objects.create(
        gemeente_id=CODE, aanlevering=delivery, nummer=2, oordeel=Oordeel.GEWEIGERD, codes=list(codes),
        redenen=[{"uitleg": "GEHEIM"}], ruw=LINE | changed,
    )  # fmt: skip


def pages(size: int = 50_000, versie: str = "1.2") -> list[dict[str, Any]]:
    vraag = Vraag(van=VRAAG.van, tot=VRAAG.tot, versie=versie)
    levering = plan_levering(
        vraag=vraag, gemeente_code=CODE, kanaal=Leverkanaal.BESTAND, today=TODAY, by=SYSTEM
    )
    enter(CODE)
    found = []
    for place in range(len(levering.grenzen)):
        held: list[bytes] = []
        write_page(levering.pk, gemeente_code=CODE, pagina=place + 1, write=held.append, by=SYSTEM)
        found.append(json.loads(b"".join(held)))
    enter(CODE)
    return found


@pytest.mark.parametrize("versie", ["1.2", "1.0"])
def test_a_line_that_was_not_right_is_a_signal_and_a_zaak(
    partner: Signaalpartner, shared: Path, versie: str
) -> None:
    line = refuse(partner, date(2026, 8, 14), Reden.ONDER_DREMPEL)
    refuse(partner, date(2026, 8, 14), Reden.HERHAALD, referentie="R-2")
    refuse(partner, date(2026, 8, 14), Reden.ONDER_DREMPEL, referentie="R-3", bericht=Bericht.CAK_WANBETALER)
    refuse(partner, date(2026, 8, 14), Reden.VELD_ONGELDIG, referentie="R-4", bedrag="veel")
    refuse(partner, date(2026, 8, 14), Reden.TE_JONG, referentie="R-5", bedrag="veel")
    refuse(partner, date(2026, 9, 1), Reden.TE_JONG, referentie="R-6", signaaldatum="")
    [one] = pages(versie=versie)
    published = shared / "standards/ddas-vroegsignalering" / f"v{versie}/json_schema_Uitwisselmodel.json"
    lijsten = policy_on(TODAY, CODE).uitwisseling.versies[versie]
    for schema in (json.loads(published.read_text("utf-8")), message_schema(lijsten)):
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(one)
    assert "GEHEIM" not in json.dumps(one)
    levering = one["leveringen"][0]
    statuses = [signal["status"] for signal in levering["vroegsignalen"]]
    assert statuses == ["Niet opgepakt: herhaalde melding", "Niet opgepakt: onterecht signaal"]
    assert [zaak["resultaat"] for zaak in levering["vroegsignaalzaken"]] == statuses
    signal, zaak = levering["vroegsignalen"][1], levering["vroegsignaalzaken"][1]
    assert signal["ID"] == f"{CODE}-R{line.pk}" == zaak["vroegsignalen"][0]["ID"]
    assert (signal["bedrag"], signal["signaaldatum"]) == (25, "2026-08-12")
    assert signal["signaalpartner"] == {"type": "Huur"}
    assert {key.lower(): value for key, value in signal["client"].items()} == {
        "postcode": "3311AA", "huisnummer": "12", "huisnummertoevoeging": "B",
    }  # fmt: skip
    assert not {"contactpogingen", "datumOpgepakt", "datum_opgepakt"} & zaak.keys()


def test_of_one_signal_only_the_last_line_counts_and_none_when_it_came_in(partner: Signaalpartner) -> None:
    day, later = date(2026, 8, 14), date(2026, 8, 20)
    refuse(partner, day, Reden.SOCIALE_INCASSO)
    last = refuse(partner, later, Reden.TE_JONG)
    refuse(partner, day, Reden.SOCIALE_INCASSO, referentie="GOED")
    make.signaal(partner, "3311AA-12", ontvangen=later, referentie="GOED")
    before = refuse(partner, date(2026, 7, 14), Reden.TE_JONG, referentie="GOED", signaaldatum="2026-07-14")
    found = {row["ID"] for row in pages()[0]["leveringen"][0]["vroegsignalen"] if "-R" in row["ID"]}
    assert found == {f"{CODE}-R{last.pk}", f"{CODE}-R{before.pk}"}


def test_every_signal_stands_on_one_page_refused_ones_too(partner: Signaalpartner) -> None:
    for n in range(5):
        refuse(partner, date(2026, 8, 14), Reden.TE_OUD, referentie=f"R-{n}")
        make.signaal(partner, f"3311AA-{n + 1}", ontvangen=date(2026, 8, 14), referentie=f"S-{n}")
    whole = [row["ID"] for row in pages()[0]["leveringen"][0]["vroegsignalen"]]
    lijsten = policy_on(TODAY, CODE).uitwisseling.versies["1.2"]
    kop = head_of_message(VRAAG.van, VRAAG.tot, timezone.localtime())
    numbers = list(numbers_in(Bereik(gemeente=CODE, van=VRAAG.van, tot=VRAAG.tot)))
    ids, counts = [], []
    for first, last, count in stretches(numbers, 3):
        page = Bereik(gemeente=CODE, van=VRAAG.van, tot=VRAAG.tot, eerste=first, laatste=last)
        [one] = json.loads(b"".join(message(kop, [page], lijsten, Geschreven())))["leveringen"]
        ids += [row["ID"] for row in one["vroegsignalen"]]
        counts.append((count, len(one["vroegsignalen"])))
    assert counts == [(3, 3), (3, 3), (3, 3), (1, 1)]
    assert ids == whole
    assert len(set(ids)) == 10


def test_counted_back_it_is_no_signal_as_in_our_own_cube(partner: Signaalpartner, tmp_path: Path) -> None:
    refuse(partner, date(2026, 8, 14), Reden.ONDER_DREMPEL)
    gone = refuse(partner, date(2026, 8, 14), Reden.TE_OUD, referentie="R-2")
    Aanleverregel.objects.filter(pk=gone.pk).update(ruw=None)
    make.signaal(partner, "3311AA-1", ontvangen=date(2026, 8, 14), referentie="S-1")
    proef = rehearse(vraag=VRAAG, gemeente_code=CODE, today=TODAY, by=SYSTEM)
    enter(CODE)
    assert (proef.signalen, proef.gewist) == (2, 1)
    path = tmp_path / "ddas.json"
    path.write_text(json.dumps(pages()[0]))
    call_command("cijfers_inlezen", path)
    enter(CODE)
    assert Vergelijkcel.objects.get(indicator="S1").teller == 1

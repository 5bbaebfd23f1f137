"""A kader decided on a page counts like a file, and takes two people (R-TRI-3, ADR 9)."""

from datetime import date, timedelta

import pytest
import yaml
from django.db import IntegrityError, transaction
from hypothesis import given

from tests import make
from tests.rules.weighing import kaders, mapping_of
from tijdig.accounts.actors import Actor
from tijdig.accounts.context import enter
from tijdig.accounts.models import Gemeente
from tijdig.audit.models import AuditEvent
from tijdig.policies import policy_on, values_in_force
from tijdig.policies.actions.voorstellen import (
    decide_voorstel,
    propose_voorstel,
    withdraw_voorstel,
    write_voorstel,
)
from tijdig.policies.decided import as_file
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.writing import write_kader
from tijdig.refusals import Refused
from tijdig.rules.afwegingskader import KADER_SCHEMA
from tijdig.rules.terms import Aanpak, Rolsoort
from tijdig.rules.triage import read_kader

CODE, TODAY = "0505", make.TODAY
FIRST = TODAY + timedelta(days=10)
BESLUIT = "College, 3 november 2026"

pytestmark = pytest.mark.django_db


@pytest.fixture
def koen() -> Actor:
    make.gemeente(CODE)
    return make.actor(make.user("koen", Rolsoort.BEHEERDER), Rolsoort.BEHEERDER)


@pytest.fixture
def samira(koen: Actor) -> Actor:
    roles = (Rolsoort.TEAMLEIDER, Rolsoort.BELEIDSADVISEUR)
    return make.actor(make.user("samira", *roles), *roles)


def text_of(*regels: dict, gemeente: str = CODE) -> str:
    return write_kader({**mapping_of(*(regels or ({"dan": "bellen"},))), "gemeente": gemeente})


def proposed(by: Actor, tekst: str = "") -> Beleidsvoorstel:
    made = write_voorstel(None, tekst=tekst or text_of(), gemeente_code=CODE, by=by)
    return propose_voorstel(made.pk, versie=made.versie, today=TODAY, by=by)


def decided(voorstel: Beleidsvoorstel, by: Actor, first: date = FIRST) -> Beleidsvoorstel:
    made = decide_voorstel(
        voorstel.pk, geldig_vanaf=first, besluit=BESLUIT, versie=voorstel.versie, today=TODAY, by=by
    )
    enter(CODE)  # the next request
    return made


def test_a_decided_kader_counts_from_its_day_like_a_file(koen: Actor, samira: Actor) -> None:  # R-TRI-3
    before = policy_on(FIRST, CODE)
    decided(proposed(koen), samira)
    assert policy_on(FIRST - timedelta(days=1), CODE).afwegingskader == before.afwegingskader
    kader = policy_on(FIRST, CODE).afwegingskader
    assert (kader.versie, kader.vastgesteld, kader.regels[0].dan) == (f"0505 {FIRST}", BESLUIT, Aanpak.BELLEN)
    assert policy_on(FIRST, "0599").afwegingskader.gemeente == "standaard"
    assert policy_on(FIRST, CODE).termijnen == before.termijnen
    (value,) = [w for w in values_in_force(FIRST, CODE) if w.onderwerp == "gemeente/afwegingskader"]
    assert (value.geldig_vanaf, value.bestand) == (FIRST, f"policy/gemeente/0505/afwegingskader/{FIRST}.yaml")


def test_within_a_transaction_policy_stays_the_same(koen: Actor, samira: Actor) -> None:
    voorstel = proposed(koen)
    decide_voorstel(
        voorstel.pk, geldig_vanaf=FIRST, besluit=BESLUIT, versie=voorstel.versie, today=TODAY, by=samira
    )
    assert policy_on(FIRST, CODE).afwegingskader.regels[0].dan != Aanpak.BELLEN
    enter(CODE)
    assert policy_on(FIRST, CODE).afwegingskader.regels[0].dan == Aanpak.BELLEN


def test_asking_for_policy_costs_no_query(koen: Actor, samira: Actor, django_assert_num_queries) -> None:
    decided(proposed(koen), samira)
    policy_on(FIRST, CODE)
    with django_assert_num_queries(1):  # the door itself
        enter(CODE)
        assert [policy_on(FIRST, CODE).afwegingskader for _ in range(20)]


def test_what_was_rolled_back_never_counted(koen: Actor, samira: Actor) -> None:
    first, other = proposed(koen), proposed(koen, text_of({"dan": "sms"}))
    place = transaction.savepoint_create()
    decided(first, samira)
    assert policy_on(FIRST, CODE).afwegingskader.regels[0].dan == Aanpak.BELLEN
    transaction.savepoint_rollback(place)
    enter(CODE)
    assert policy_on(FIRST, CODE).afwegingskader.versie == "0505 2021-05-01"
    decided(other, samira)
    assert policy_on(FIRST, CODE).afwegingskader.regels[0].dan == Aanpak.SMS


def test_policy_of_another_gemeente_is_read_and_one_comes_back(koen: Actor, samira: Actor) -> None:  # R-ROL-2
    decided(proposed(koen), samira)
    make.gemeente("0599", "Rotterdam")
    assert policy_on(FIRST, CODE).afwegingskader.regels[0].dan == Aanpak.BELLEN
    assert not Beleidsvoorstel.objects.exists()


def test_nobody_decides_on_their_own_proposal(samira: Actor) -> None:  # R-TRI-3
    voorstel = proposed(samira)
    with pytest.raises(Refused, match="tweede persoon"):
        decided(voorstel, samira)
    assert not Gemeente.objects.get(pk=CODE).beleid_kenmerk


def test_nobody_decides_on_what_they_wrote_and_another_proposed(koen: Actor, samira: Actor) -> None:
    made = write_voorstel(None, tekst=text_of(), gemeente_code=CODE, by=samira)
    made = propose_voorstel(made.pk, versie=made.versie, today=TODAY, by=koen)
    with pytest.raises(Refused, match="tweede persoon"):
        decided(made, samira)


def test_the_database_keeps_the_four_eyes(koen: Actor) -> None:
    voorstel = proposed(koen)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        Beleidsvoorstel.objects.filter(pk=voorstel.pk).update(vastgesteld_door=koen.user_id)


@pytest.mark.parametrize(
    ("first", "besluit", "says"),
    [
        (TODAY, BESLUIT, "die nog moet komen"),
        (TODAY - timedelta(days=1), BESLUIT, "die nog moet komen"),
        (FIRST, "  ", "wie het besluit nam"),
    ],
)
def test_a_decision_is_for_a_day_to_come_and_says_who_took_it(
    koen: Actor, samira: Actor, first: date, besluit: str, says: str
) -> None:
    voorstel = proposed(koen)
    with pytest.raises(Refused, match=says):
        decide_voorstel(
            voorstel.pk, geldig_vanaf=first, besluit=besluit, versie=voorstel.versie, today=TODAY, by=samira
        )


def test_there_is_one_kader_per_day(koen: Actor, samira: Actor) -> None:
    decided(proposed(koen), samira)
    with pytest.raises(Refused, match="al een ander kader"):
        decided(proposed(koen), samira)


def test_rights_are_asked(koen: Actor, samira: Actor) -> None:  # R-ROL-1
    anna = make.actor(make.user("anna"))
    voorstel = proposed(koen)
    for act in (
        lambda: write_voorstel(None, tekst=text_of(), gemeente_code=CODE, by=anna),
        lambda: propose_voorstel(voorstel.pk, versie=voorstel.versie, today=TODAY, by=anna),
        lambda: withdraw_voorstel(voorstel.pk, versie=voorstel.versie, today=TODAY, by=anna),
        lambda: decided(voorstel, anna),
        lambda: decided(voorstel, koen),
    ):
        with pytest.raises(Refused, match="geen recht"):
            act()


def test_the_second_of_two_people_is_told(koen: Actor) -> None:
    voorstel = proposed(koen)
    write_voorstel(voorstel.pk, tekst=text_of(), gemeente_code=CODE, versie=voorstel.versie, by=koen)
    with pytest.raises(Refused, match="intussen gewijzigd"):
        propose_voorstel(voorstel.pk, versie=voorstel.versie, today=TODAY, by=koen)


def test_what_was_proposed_is_a_concept_again_when_it_changes(koen: Actor, samira: Actor) -> None:
    voorstel = proposed(koen)
    changed = write_voorstel(
        voorstel.pk, tekst=text_of({"dan": "sms"}), gemeente_code=CODE, versie=voorstel.versie, by=koen
    )
    with pytest.raises(Refused, match="is voorgesteld"):
        decided(changed, samira)


def test_a_decision_is_taken_back_only_before_its_day(koen: Actor, samira: Actor) -> None:
    made = decided(proposed(koen), samira)
    with pytest.raises(Refused, match="geldt al"):
        withdraw_voorstel(made.pk, versie=made.versie, today=FIRST, by=samira)
    withdraw_voorstel(made.pk, versie=made.versie, today=TODAY, by=samira)
    enter(CODE)
    assert policy_on(FIRST, CODE).afwegingskader.versie == "0505 2021-05-01"
    assert not Gemeente.objects.get(pk=CODE).beleid_kenmerk
    with pytest.raises(Refused, match="Maak een nieuw voorstel"):
        write_voorstel(made.pk, tekst=text_of(), gemeente_code=CODE, versie=made.versie + 1, by=koen)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("dan: bellen", "dan: brullen", "regel 13: 'dan' is 'brullen'. Kies uit"),
        ("gemeente: '0505'", "gemeente: '0599'", "regel 3: de gemeente is niet gelijk"),
        ("titel:", "titel: [", "geen geldige YAML"),
        ("regels:", "reglen:", "'regels' ontbreekt"),
        ("titel: Toetskader", "titel: &a Toetskader\nbron: *a", "regel"),
        ("titel", "\x07titel", "geen geldige YAML"),
    ],
)
def test_a_broken_text_is_refused_with_its_line(koen: Actor, old: str, new: str, says: str) -> None:
    tekst = text_of().replace(old, new, 1)
    with pytest.raises(Refused, match=says.replace("(", r"\(")):
        write_voorstel(None, tekst=tekst, gemeente_code=CODE, by=koen)
    assert not Beleidsvoorstel.objects.exists()


def test_every_act_is_recorded(koen: Actor, samira: Actor) -> None:  # R-BEW-4
    made = decided(proposed(koen), samira)
    withdraw_voorstel(made.pk, versie=made.versie, today=TODAY, by=samira)
    assert list(AuditEvent.objects.order_by("pk").values_list("what", flat=True)) == [
        "kader.opgesteld", "kader.voorgesteld", "kader.vastgesteld", "kader.ingetrokken",
    ]  # fmt: skip


def _as_mapping(kader: object) -> dict:
    regels = [
        {"id": r.id, "als": {name: _plain(wanted) for name, wanted in r.als.demands}, "dan": str(r.dan)}
        for r in kader.regels  # type: ignore[attr-defined]
    ]
    return mapping_of(*regels)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


@given(kaders)
def test_what_is_written_is_read_again_the_same(kader: object) -> None:  # R-TRI-3
    content = _as_mapping(kader)
    tekst = write_kader(content)
    assert read_kader(as_file(tekst, "0599", "toets").inhoud) == read_kader(content)
    assert write_kader(yaml.safe_load(tekst)) == tekst


def test_every_key_of_a_kader_is_written() -> None:
    regel = {
        "dan": "huisbezoek_aangekondigd", "als": {"recidive": True}, "aankondiging": ["brief"], "vervolg": "bellen",
        "adempauze_dagen": 9, "team": "Wijkteam: noord", "reden": "Omdat: 'het' moet", "bron": "Leidraad 5",
    }  # fmt: skip
    content = mapping_of(regel) | {"toelichting": "Zo wordt er gewogen."}
    assert set(content) == set(KADER_SCHEMA["properties"])
    assert set(content["regels"][0]) == set(KADER_SCHEMA["properties"]["regels"]["items"]["properties"])
    assert yaml.safe_load(write_kader(content)) == content

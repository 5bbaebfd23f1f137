"""From a partner's file about the official test persons to zaken, letters and feedback, over HTTP.

Every scenario tag of the given list is covered, each with the outcome a lawyer would expect
(R-BRP-1..8, R-MAT-1, R-OUT-3, R-TER-1..3).
"""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import make
from tests.journeys import official
from tests.journeys.official import Official
from tijdig import sealed
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Vroegsignaalzaak, Weging, ZaakSignaal
from tijdig.checks.models import Toets
from tijdig.connectors.brp_fake.register import load_persons
from tijdig.connectors.brp_fake.server import FakeBrp
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand
from tijdig.feedback.files import Form
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.print_run import make_pdf, make_printronde
from tijdig.outreach.models import Brief
from tijdig.process import process_aanlevering
from tijdig.rules.terms import Aanpak, BrpUitkomst, Signaalstatus, Terugkoppelcode, Zekerheid

U = BrpUitkomst
MONDAY = make.TODAY + timedelta(days=1)  # letters go out on working days
VISITS = {Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD}


TITLES = {"3": "31", "7": "26"}  # by the last digit of the BSN: in procedure, and asylum


def title_of(person: dict[str, Any]) -> dict[str, Any]:
    """The official persons have no residence title; some are given one."""
    code = TITLES.get(person.get("burgerservicenummer", "")[-1:], "")
    return {"verblijfstitel": {"aanduiding": {"code": code, "omschrijving": "titel"}}} if code else {}


@pytest.fixture(scope="module")
def persons() -> list[Official]:
    shared = Path(__file__).resolve().parents[2].parent / "shared"
    if not shared.is_dir():
        pytest.skip("the folder 'shared' with the official test persons does not lie beside the checkout")
    return official.load(shared)


@pytest.fixture(scope="module")
def delivered(
    persons: list[Official], django_db_setup: None, django_db_blocker: object
) -> Iterator[dict[str, Toets]]:
    """All signals delivered, checked, matched and weighed, once for this module. The check of each person by BSN."""
    from tests import databases
    from tests.conftest import ConnectedTo

    shared = Path(__file__).resolve().parents[2].parent / "shared"
    raw = [p | title_of(p) for p in load_persons(shared / "brp" / "personen-api-vorm.afgeleid.json")]
    groups = official.by_gemeente(persons)
    with FakeBrp(raw, today=make.TODAY) as brp:
        before = settings.BRP["base_url"]
        settings.BRP["base_url"] = brp.base_url

        def deliver(name: str) -> None:
            with ConnectedTo(name, django_db_blocker), django_db_blocker.unblock():  # type: ignore[attr-defined]
                for code, group in groups.items():
                    _deliver(code, group)

        filled = databases.filled_once(databases.of_this_run("official"), deliver)
        with (
            databases.copy_of_template(of=filled) as name,
            ConnectedTo(name, django_db_blocker),
            django_db_blocker.unblock(),  # type: ignore[attr-defined]
        ):
            yield {
                bsn: toets for code, group in groups.items() for bsn, toets in _checks(code, group).items()
            }
        settings.BRP["base_url"] = before


def _deliver(code: str, group: list[Official]) -> None:
    content = official.delivery_about(group)
    with working_for(code):
        make.gemeente(
            code, f"Gemeente {code}", brp_koppeling=True, brp_buiten_gemeente=True, telefoon="14 070",
            email="vroegeropaf@gemeente.example", adresregel1="Postbus 1", adresregel2="2500 AA Den Haag",
        )  # fmt: skip
        partner = make.partner(gemeente_code=code)
        aanlevering = receive_aanlevering(
            gemeente_code=code, partner=partner, dag=make.TODAY, bestand=io.BytesIO(content),
            grootte=len(content), bestandsnaam="personen.csv", kanaal="upload", by=SYSTEM,
        )  # fmt: skip
    processed = process_aanlevering(str(aanlevering.pk), gemeente_code=code, today=make.TODAY, by=SYSTEM)
    assert processed.aanlevering.toegelaten == len(group), processed.aanlevering.afwijzing


def _checks(code: str, group: list[Official]) -> dict[str, Toets]:
    with working_for(code):
        checks = {
            t.vroegsignaal.referentie: t for t in Toets.objects.select_related("vroegsignaal", "inwoner")
        }
    return {p.bsn: checks[official.reference_of(p)] for p in group if official.reference_of(p) in checks}


def having(persons: list[Official], kind: str) -> list[Official]:
    return [p for p in persons if any(tag.split(":")[0] == kind for tag in p.tags)]


def test_every_kind_of_scenario_is_covered(persons: list[Official], shared: Path) -> None:
    """All tags of the given list occur among the persons delivered about."""
    import csv

    with (shared / "brp" / "scenario-personen.csv").open(encoding="utf-8") as file:
        given = {t.split(":")[0] for row in csv.DictReader(file) for t in row["scenario"].split(";") if t}
    assert set(official.kinds(persons)) == given


def test_every_signal_is_checked_and_accounted_for(
    persons: list[Official], delivered: dict[str, Toets]
) -> None:
    """R-BRP-1: nothing skips the check; R-INT-3: nothing is lost."""
    assert set(delivered) == {p.bsn for p in persons}
    waiting = [t for t in delivered.values() if t.uitkomst == U.CONTROLE_MISLUKT]
    assert not waiting


def test_nobody_is_ever_taken_for_somebody_else(persons: list[Official], delivered: dict[str, Toets]) -> None:
    """R-BRP-3: whoever was found for certain is the person the signal is about."""
    wrong = []
    for person in persons:
        toets = delivered[person.bsn]
        found = toets.inwoner if toets.zekerheid == Zekerheid.ZEKER else None
        if found is not None and found.bsn_kenmerk != sealed.fingerprint(person.bsn):
            wrong.append(person.bsn)
    assert not wrong


def test_most_people_are_found_without_a_person_looking(
    persons: list[Official], delivered: dict[str, Toets]
) -> None:
    """A check that sends everything to a person would be safe and useless."""
    plain = [p for p in persons if p.has_address and len(p.birth) == 10 and "overleden" not in p.tags]
    sure = [p for p in plain if delivered[p.bsn].zekerheid == Zekerheid.ZEKER]
    assert len(sure) / len(plain) > 0.85


EXPECTED: list[tuple[str, set[BrpUitkomst], set[Signaalstatus]]] = [
    # tag, outcomes when the person is found for certain, where the signal then stands
    ("overleden", {U.OVERLEDEN}, {Signaalstatus.TWIJFEL}),
    ("vow", {U.VERTROKKEN_ONBEKEND}, {Signaalstatus.TERZIJDE}),
    ("geemigreerd", {U.VERTROKKEN_BUITENLAND, U.VERTROKKEN_ONBEKEND, U.OVERLEDEN},
     {Signaalstatus.TERZIJDE, Signaalstatus.TWIJFEL}),
    ("rni", {U.VERTROKKEN_BUITENLAND, U.VERTROKKEN_ONBEKEND, U.OVERLEDEN},
     {Signaalstatus.TERZIJDE, Signaalstatus.TWIJFEL}),
    ("buitenland", {U.VERTROKKEN_BUITENLAND, U.VERTROKKEN_ONBEKEND, U.OVERLEDEN},
     {Signaalstatus.TERZIJDE, Signaalstatus.TWIJFEL}),
    ("ministerieel-besluit", {U.VERTROKKEN_ONBEKEND, U.NIET_INGESCHREVEN_IN_GEMEENTE},
     {Signaalstatus.TERZIJDE, Signaalstatus.TWIJFEL}),
    ("verblijft-niet-op-adres", {U.VERBLIJFT_NIET_OP_ADRES, U.OVERLEDEN}, {Signaalstatus.TWIJFEL}),
    ("briefadres", {U.BRIEFADRES, U.MINDERJARIG, U.OVERLEDEN}, {Signaalstatus.IN_ZAAK, Signaalstatus.TWIJFEL}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "outcomes", "standings"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_what_the_register_says_decides(
    kind: str, outcomes: set[BrpUitkomst], standings: set[Signaalstatus], persons: list[Official],
    delivered: dict[str, Toets],
) -> None:  # fmt: skip
    """R-BRP-5..8: deceased, gone, not living there, letter address."""
    certain = [p for p in having(persons, kind) if delivered[p.bsn].zekerheid == Zekerheid.ZEKER]
    assert certain
    assert {delivered[p.bsn].uitkomst for p in certain} <= set(outcomes)
    assert {delivered[p.bsn].vroegsignaal.status for p in certain} <= set(standings)


def test_minors_always_go_to_a_person(persons: list[Official], delivered: dict[str, Toets]) -> None:
    """R-BRP-6."""
    limit = (make.TODAY - timedelta(days=18 * 366)).isoformat()
    minors = [p for p in persons if len(p.birth) == 10 and p.birth > limit]
    assert minors
    assert all(delivered[p.bsn].vroegsignaal.status != Signaalstatus.IN_ZAAK for p in minors)


@pytest.mark.parametrize(
    "kind",
    ["naamgebruik-P", "naamgebruik-V", "naamgebruik-N", "diakrieten", "lange-naam", "adellijk", "voorvoegsel",
     "huisletter", "toevoeging", "huisletter+toevoeging", "aanduiding-bij-huisnummer", "niet-bag-adres",
     "partner-in-set", "kinderen-in-set", "medebewoners", "geboortedatum-onvolledig", "adres-in-onderzoek",
     "persoon-in-onderzoek", "geheim", "curatele", "locatie", "bsn-elfproef-fout"],
)  # fmt: skip
def test_awkward_names_and_addresses_are_found_or_seen_by_a_person(
    kind: str, persons: list[Official], delivered: dict[str, Toets]
) -> None:
    """R-BRP-3, R-BRP-4: found, or on the list of a person; never silently dropped."""
    group = [delivered[p.bsn] for p in having(persons, kind)]
    assert group
    dropped = [
        t for t in group
        if t.vroegsignaal.status == Signaalstatus.TERZIJDE and t.zekerheid != Zekerheid.ZEKER
    ]  # fmt: skip
    assert not dropped


def test_curatele_goes_to_a_person_and_a_letter_address_gets_no_visit(
    persons: list[Official], delivered: dict[str, Toets]
) -> None:
    """R-BRP-8; a letter address is no place to ring a bell."""
    for kind, allowed in (("curatele", {Aanpak.VOORLEGGEN}), ("briefadres", set(Aanpak) - VISITS)):
        checked = 0
        for person in having(persons, kind):
            toets = delivered[person.bsn]
            if toets.vroegsignaal.status != Signaalstatus.IN_ZAAK or toets.zekerheid != Zekerheid.ZEKER:
                continue
            with working_for(person.code):
                zaak = ZaakSignaal.objects.get(vroegsignaal=toets.vroegsignaal_id).zaak_id
                weging = Weging.objects.filter(zaak=zaak).latest("id")
            assert Aanpak(weging.aanpak) in allowed, person.bsn
            checked += 1
        assert checked, kind


def test_of_a_residence_title_only_what_must_be_looked_at_is_kept(delivered: dict[str, Toets]) -> None:
    """R-BRP-2; Wgs art. 3 lid 4: the signal of whoever is in procedure is followed up like any other."""
    found = {
        bsn: t for bsn, t in delivered.items()
        if t.zekerheid == Zekerheid.ZEKER and t.inwoner and t.inwoner.bsn_kenmerk == sealed.fingerprint(bsn)
    }  # fmt: skip
    to_look_at = [t for bsn, t in found.items() if bsn[-1] == "3"]
    assert to_look_at
    assert {t.inwoner.verblijfsrecht for t in to_look_at if t.inwoner} == {"nagaan"}
    others = {t.inwoner.verblijfsrecht for bsn, t in found.items() if t.inwoner and bsn[-1] != "3"}
    assert others == {"geen_bijzonderheid"}
    assert Signaalstatus.IN_ZAAK in {t.vroegsignaal.status for t in to_look_at}


def test_one_address_is_one_zaak(persons: list[Official], delivered: dict[str, Toets]) -> None:
    """R-MAT-1: 253 people at one address are one zaak, each signal still there (R-MAT-4)."""
    crowd = [p for p in persons if "medebewoners:252" in p.tags]
    assert crowd
    with working_for(crowd[0].code):
        signals = Vroegsignaal.objects.filter(
            referentie__in=[official.reference_of(p) for p in crowd], status=Signaalstatus.IN_ZAAK
        )
        zaken = set(ZaakSignaal.objects.filter(vroegsignaal__in=signals).values_list("zaak_id", flat=True))
    assert len(zaken) <= 1


def test_letters_and_feedback_follow_and_tell_no_more_than_they_may(
    persons: list[Official], delivered: dict[str, Toets]
) -> None:
    """R-OUT-3, R-TER-1..3: the line ends at a letter to the resident and an answer to the partner."""
    code = "0518"
    with working_for(code):
        open_ids = list(
            Weging.objects.filter(stand="voorgesteld")
            .exclude(aanpak=Aanpak.VOORLEGGEN)
            .values_list("zaak_id", flat=True)
        )
        confirm_voorstellen(open_ids, today=MONDAY, by=SYSTEM)
        due = list(Vroegsignaalzaak.objects.filter(volgende_stap=Aanpak.BRIEF).values_list("pk", flat=True))[
            :40
        ]
        ronde = make_printronde(
            zaken=due, gemeente_code=code, bezoekdag=MONDAY + timedelta(days=9), dagdeel="middag",
            today=MONDAY, by=SYSTEM,
        )  # fmt: skip
    make_pdf(ronde.pk, gemeente_code=code, by=SYSTEM)
    with working_for(code):
        ronde.refresh_from_db()
        assert bytes(ronde.pdf or b"").startswith(b"%PDF-")
        assert Brief.objects.filter(printronde=ronde).count() == ronde.aantal > 0
        partner = Vroegsignaal.objects.values_list("partner_id", flat=True)[0]
        bestand = make_terugkoppelbestand(partner_id=partner, gemeente_code=code, today=MONDAY, by=SYSTEM)
        text = fetch_bestand(bestand.pk, form=Form.CSV, by=SYSTEM).decode("utf-8-sig")
        codes = set(Terugkoppeling.objects.values_list("code", flat=True))
    assert codes <= {Terugkoppelcode.OVERLEDEN, Terugkoppelcode.NIET_OPGEPAKT, Terugkoppelcode.GEEN_INWONER}
    for person in having(persons, "geheim") + having(persons, "overleden"):
        assert person.raw["naam"]["geslachtsnaam"] not in text or len(person.raw["naam"]["geslachtsnaam"]) < 4
        assert str(person.home.get("postcode") or "····") not in text

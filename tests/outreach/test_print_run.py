"""Print runs: the right letter to the right person, each step once (R-OUT-3, R-OUT-4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tests.outreach import zaken
from tests.outreach.letters import page_count, reading_order
from tests.outreach.zaken import TODAY, VISIT_DAY, printed
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.print_run import make_pdf, make_printronde, mark_printed
from tijdig.outreach.models import Brief, Printronde
from tijdig.outreach.reply.codes import known_codes
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, Contactsoort, Rolsoort

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def finished(ronde: Printronde) -> Printronde:
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    ronde.refresh_from_db()
    return ronde


def test_a_letter_is_a_contactpoging_and_moves_the_zaak_to_its_next_step(by: Actor) -> None:
    # R-OUT-2, R-OUT-3, R-OUT-4, R-ADM-5
    zaak = zaken.zaak(by=by)
    ronde = printed(zaak, by=by)
    poging = Contactpoging.objects.get(zaak=zaak)
    assert (poging.soort, poging.bereikt, poging.datum) == (Contactsoort.BRIEF, Bereikt.ONBEKEND, TODAY)
    assert Brief.objects.get(printronde=ronde).contactpoging == poging
    zaak.refresh_from_db()
    assert zaak.volgende_op is None or zaak.volgende_op > TODAY
    assert set(Vroegsignaal.objects.values_list("opgepakt_op", flat=True)) == {TODAY}
    assert (ronde.aantal, ronde.klaar_op) == (1, None)


def test_the_letter_says_who_writes_to_whom_and_names_the_one_who_reported(by: Actor) -> None:
    # R-OUT-3, R-OUT-8; AVG art. 14
    zaak = zaken.zaak(7, by=by, persons=(zaken.resident("Groen", adresregel1="Merelhof 7"),))
    ronde = finished(printed(zaak, by=by))
    text = reading_order(bytes(ronde.pdf or b""))
    for part in ("A. Groen", "Merelhof 7", "Geachte mevrouw Groen,", "Woonstichting De Kade", "Tineke de Vries",
                 "078 770 00 00", zaak.kenmerk, "Gemeente Dordrecht"):  # fmt: skip
        assert part in text
    assert "500,00" not in text


def test_the_behandelaar_signs_with_their_own_number(by: Actor) -> None:
    # R-OUT-3
    zaak = zaken.zaak(by=by)
    anna = make.user("anna")
    anna.telefoon_direct, anna.email = "06 11 22 33 44", "anna@dordrecht.example"
    anna.save()
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(behandelaar=anna)
    kept = Brief.objects.get(printronde=printed(zaak, by=by)).gegevens["afzender"]
    assert (kept["medewerker"], kept["telefoon"], kept["email"]) == (
        "Anna de Vries", "06 11 22 33 44", "anna@dordrecht.example",
    )  # fmt: skip


def test_printing_the_same_zaken_twice_prints_nothing_twice(by: Actor) -> None:
    # R-OUT-3: a second click finds the run of the first
    both = [zaken.zaak(1, by=by), zaken.zaak(2, by=by)]
    first = printed(*both, by=by)
    assert printed(*both, by=by) == first
    assert printed(both[1], by=by) == first
    assert (Printronde.objects.count(), Brief.objects.count(), Contactpoging.objects.count()) == (1, 2, 2)


def test_the_database_refuses_a_second_letter_for_the_same_step(by: Actor) -> None:
    # R-OUT-3
    brief = Brief.objects.get(printronde=printed(zaken.zaak(by=by), by=by))
    brief.pk, brief.volgnummer = None, 2
    with pytest.raises(Exception, match="brief_once_per_step"):
        brief.save(force_insert=True)


def test_zaken_whose_turn_it_is_not_are_left_alone(by: Actor) -> None:
    # R-OUT-4
    due, call, later = zaken.zaak(1, by=by), zaken.zaak(2, by=by, aanpak=Aanpak.BELLEN), zaken.zaak(3, by=by)
    Vroegsignaalzaak.objects.filter(pk=call.pk).update(volgende_stap=Aanpak.BELLEN, volgende_op=TODAY)
    Vroegsignaalzaak.objects.filter(pk=later.pk).update(volgende_op=TODAY + timedelta(days=1))
    ronde = printed(due, call, later, by=by)
    assert list(ronde.brieven.values_list("zaak_id", flat=True)) == [due.pk]


def test_letters_lie_in_postal_order(by: Actor) -> None:
    # R-OUT-3
    for number in (10, 9, 2):
        zaken.zaak(number, by=by)
    ronde = finished(printed(*Vroegsignaalzaak.objects.all(), by=by))
    streets = [brief.gegevens["aan"]["adresregel1"] for brief in ronde.brieven.all()]
    assert streets == ["Merelhof 2", "Merelhof 9", "Merelhof 10"]
    assert page_count(bytes(ronde.pdf or b"")) == 3
    assert [line.split(",")[1] for line in ronde.manifest.splitlines()[1:]] == [
        brief.gegevens["kenmerk"] for brief in ronde.brieven.all()
    ]
    assert "Jansen" not in ronde.manifest


def test_the_pdf_is_made_once_and_always_the_same(by: Actor) -> None:
    # R-OUT-3: a job that runs twice changes nothing
    ronde = finished(printed(zaken.zaak(by=by), by=by))
    before = (bytes(ronde.pdf or b""), ronde.sha256, ronde.klaar_op)
    assert (bytes(finished(ronde).pdf or b""), ronde.sha256, ronde.klaar_op) == before
    Printronde.objects.update(klaar_op=None, pdf=None)
    assert bytes(finished(ronde).pdf or b"") == before[0]


def test_more_letters_than_one_pdf_may_hold_become_several_runs(by: Actor) -> None:
    # R-OUT-3
    made = [zaken.zaak(number, by=by) for number in (1, 2, 3, 4, 5)]
    first = printed(*made, by=by, per_ronde=2)
    assert list(Printronde.objects.order_by("pk").values_list("aantal", flat=True)) == [2, 2, 1]
    assert first == Printronde.objects.order_by("pk").first()
    in_order = Brief.objects.order_by("printronde_id", "volgnummer")
    assert [brief.gegevens["aan"]["adresregel1"][-1] for brief in in_order] == list("12345")
    assert ProcrastinateJob.objects.filter(task_name="make_printronde").count() == 3


def test_the_job_is_told_ids_only_and_the_trail_names_each_zaak(by: Actor) -> None:
    # R-BEW-4
    zaak = zaken.zaak(by=by)
    ronde = printed(zaak, by=by)
    job = ProcrastinateJob.objects.get(task_name="make_printronde")
    assert job.args == {"printronde_id": ronde.pk, "gemeente_code": "0505"}
    subjects = set(AuditEvent.objects.filter(by=str(by)).values_list("what", "subject"))
    assert {
        ("brief.gemaakt", f"zaak:{zaak.pk}"),
        ("printronde.gemaakt", f"printronde:{ronde.pk}"),
    } <= subjects


def test_the_number_of_queries_does_not_grow_with_the_letters(by: Actor) -> None:
    first = [zaken.zaak(number, by=by) for number in range(1, 11)]
    ten = _queries_of(lambda: printed(*first, by=by))
    more = [zaken.zaak(number, by=by) for number in range(11, 36)]
    assert _queries_of(lambda: printed(*more, by=by)) == ten


def _queries_of(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_marking_as_printed_counts_once(by: Actor) -> None:
    ronde = printed(zaken.zaak(by=by), by=by)
    first = mark_printed(ronde.pk, by=by).afgedrukt_op
    assert first is not None
    assert mark_printed(ronde.pk, by=by).afgedrukt_op == first
    assert AuditEvent.objects.filter(what="printronde.afgedrukt").count() == 1


def test_who_may_not_print_prints_nothing(by: Actor) -> None:
    # R-ROL-1
    beheer = make.actor(make.user("bea", Rolsoort.BEHEERDER), Rolsoort.BEHEERDER)
    with pytest.raises(Refused, match="geen recht"):
        printed(zaken.zaak(by=by), by=beheer)
    assert not Printronde.objects.exists()


def test_a_visit_is_not_announced_for_a_day_before_the_letter_arrives(by: Actor) -> None:
    with pytest.raises(Refused, match="of een dag daarna"):
        printed(zaken.zaak(by=by), by=by, bezoekdag=TODAY)


def test_nothing_to_print_is_said_in_a_sentence(by: Actor) -> None:
    with pytest.raises(Refused, match="Er is nu geen brief die kan worden afgedrukt"):
        make_printronde(
            zaken=[], gemeente_code="0505", bezoekdag=VISIT_DAY, dagdeel="middag", today=TODAY, by=by
        )


def test_the_printed_letter_has_the_code_of_its_zaak_and_the_database_does_not(by: Actor) -> None:  # R-OUT-6
    made = zaken.zaak(1, by=by)
    ronde = printed(made, by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    code = known_codes([made.pk])[made.pk].code
    ronde.refresh_from_db()
    assert code in reading_order(bytes(ronde.pdf))
    assert code not in str(Brief.objects.get().gegevens)

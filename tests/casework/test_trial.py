"""A kader is tried on the zaken of before, and nothing changes by it (R-TRI-3)."""

from datetime import timedelta

from django.apps import apps
from django.db import connection

from tests import make
from tests.casework.conftest import WORKDAY, House
from tests.rules.weighing import kader_of
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.trial import A_YEAR, try_kader
from tijdig.policies import policy_on
from tijdig.rules.feiten import Feiten
from tijdig.rules.terms import Aanpak, Bericht, ShvUitkomst
from tijdig.rules.triage import weigh

BELLEN = kader_of({"dan": "bellen", "bakje": "bellen"})


def months(house: House) -> None:
    """Zaken of every kind, of the last months."""
    made = [
        make.checked(house.huur, "3311AA-1", ontvangen=WORKDAY - timedelta(days=60), telefoon="0612345678"),
        make.checked(house.zorg, "3311AA-2", soort="zorgverzekering", ontvangen=WORKDAY),
        make.checked(
            house.water, "3311AA-3", soort="drinkwater", bericht=Bericht.AFSLUITING, ontvangen=WORKDAY
        ),
        make.checked(house.huur, "3311AA-4", toets={"shv": ShvUitkomst.LOPEND}, ontvangen=WORKDAY),
        make.checked(house.huur, "3311AA-5", inwoner=make.inwoner(curatele=True), ontvangen=WORKDAY),
        make.checked(house.huur, "3311AA-6", toets={"briefadres": True}, ontvangen=WORKDAY),
    ]
    make.zaak(*made, today=WORKDAY)


def snapshot() -> dict[str, list[dict]]:
    models = [m for m in apps.get_models() if m.__module__.startswith("tijdig.")]
    return {m._meta.label: list(m._default_manager.order_by("pk").values()) for m in models}


def test_replaying_the_kader_in_force_gives_the_proposals_there_were(
    house: House,
) -> None:  # R-TRI-2, R-TRI-3
    months(house)
    wegingen = list(Weging.objects.all())
    assert len(wegingen) == 6
    for w in wegingen:
        again = weigh(Feiten.from_json(w.feiten), policy_on(w.dag, house.code).afwegingskader)
        assert (again.aanpak, again.bakje, again.team, again.regel, list(again.redenen)) == (
            w.aanpak, w.bakje, w.team, w.regel, w.redenen,
        )  # fmt: skip
        assert ([*again.aankondiging], again.vervolg or "", again.adempauze_dagen) == (
            w.aankondiging, w.vervolg, w.adempauze_dagen,
        )  # fmt: skip
    found = try_kader(policy_on(WORKDAY, house.code).afwegingskader, gemeente_code=house.code, today=WORKDAY)
    assert found.nu.aanpakken == {
        Aanpak(w.aanpak): sum(o.aanpak == w.aanpak for o in wegingen) for w in wegingen
    }
    assert found.verandert == 0


def test_a_trial_changes_nothing(house: House) -> None:  # R-TRI-3
    months(house)
    before = snapshot()
    found = try_kader(BELLEN, gemeente_code=house.code, today=WORKDAY)
    assert (found.zaken, found.verandert > 0) == (6, True)
    assert snapshot() == before


def test_only_the_last_year_counts_and_each_zaak_once(house: House) -> None:
    months(house)
    first, second = Vroegsignaalzaak.objects.order_by("pk")[:2]
    Weging.objects.filter(zaak=first).update(dag=WORKDAY - A_YEAR)
    again = Weging.objects.get(zaak=second)
    again.pk, again.stand = None, Weging.Stand.VERVALLEN
    again.save()
    assert try_kader(BELLEN, gemeente_code=house.code, today=WORKDAY).zaken == 5


def test_a_trial_is_one_question_however_many_zaken(house: House, django_assert_num_queries) -> None:
    months(house)
    with django_assert_num_queries(1):
        try_kader(BELLEN, gemeente_code=house.code, today=WORKDAY)
    assert connection.in_atomic_block

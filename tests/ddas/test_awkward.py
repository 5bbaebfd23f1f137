"""Zaken that went another way than most still make a delivery that is valid and fails no further check (R-MON-9)."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests import make
from tests.casework.conftest import House, build
from tests.casework.test_closing import at_work, close, complete
from tijdig.casework.actions.closing import reopen_zaak
from tijdig.casework.actions.handling import hand_over_zaak, split_zaak
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.ddas.actions.deliver import Vraag
from tijdig.ddas.actions.rehearse import rehearse
from tijdig.ddas.facts import Bereik
from tijdig.ddas.writing import Geschreven, message
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.ddas_message import DdasKop
from tijdig.rules.outcome import CHOOSABLE, REQUIRED, Contact
from tijdig.rules.terms import Bereikt, Eindresultaat, Rolsoort

pytestmark = pytest.mark.django_db
TODAY, VAN, TOT = make.TODAY, date(2026, 10, 1), date(2026, 12, 31)


def awkward(house: House) -> None:
    """Every end result; two opened again; one split; one of another team; one that nobody tried."""
    for result in CHOOSABLE:
        answer = Bereikt.NEE if REQUIRED[result].contact is Contact.TRIED_IN_VAIN else Bereikt.JA
        close(house, at_work(house, answer), complete(result))
    for result in (Eindresultaat.QUICK_FIX, Eindresultaat.OVERLEDEN):
        zaak = Vroegsignaalzaak.objects.get(eindresultaat=result)
        reopen_zaak(zaak.pk, reden="Toch niet", versie=zaak.versie, today=TODAY, by=house.by)
    one, other = (
        make.checked(house.zorg, "3311AA-7", soort="zorgverzekering"),
        make.checked(house.huur, "3311AA-7"),
    )
    zaak = make.zaak(one, other)
    split_zaak(
        zaak.pk, signalen=[other.pk], reden="Twee huishoudens", versie=zaak.versie, today=TODAY, by=house.by
    )
    zaak = make.zaak(make.checked(house.huur, "3311AA-9"))
    close(house, zaak, complete(Eindresultaat.OVERLEDEN))
    zaak = make.zaak(make.checked(house.huur, "3311AA-10"))
    hand_over_zaak(zaak.pk, team="Sociale Dienst", reden="Uitkering", versie=zaak.versie, by=house.by)


@pytest.mark.parametrize("versie", ["1.2", "1.0"])
def test_awkward_zaken_are_delivered_as_they_should(shared: Path, versie: str) -> None:  # R-MON-9
    house = build()
    awkward(house)
    lijsten = policy_on(TODAY, house.code).uitwisseling.versies[versie]
    kop = DdasKop(van=VAN, tot=TOT, gemaakt_op="2027-01-04T10:00:00+01:00", leverancier="Tijdig")
    bereik = Bereik(gemeente=house.code, van=VAN, tot=TOT)
    told = json.loads(b"".join(message(kop, [bereik], lijsten, Geschreven())))
    published = shared / "standards/ddas-vroegsignalering" / f"v{versie}/json_schema_Uitwisselmodel.json"
    schema = json.loads(published.read_text("utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(told)
    [levering] = told["leveringen"]
    assert len(levering["vroegsignalen"]) == Vroegsignaal.objects.count()
    assert len(levering["vroegsignaalzaken"]) == Vroegsignaalzaak.objects.count()
    key = "resultaat"
    assert sum(key not in zaak for zaak in levering["vroegsignaalzaken"]) == 2 + 2 + 1, (
        "what is open has no result"
    )
    lead = make.actor(make.user("tineke", Rolsoort.TEAMLEIDER), Rolsoort.TEAMLEIDER)
    proef = rehearse(
        vraag=Vraag(van=VAN, tot=TOT, versie=versie), gemeente_code=house.code, today=TODAY, by=lead
    )
    assert proef.tellingen == {"contactpersoon-ontbreekt": 1}, "the house has no address for mail"

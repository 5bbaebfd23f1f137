"""The rehearsal page: what CBS would say, the zaken behind it, a file, and who may collect (R-MON-9)."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.ddas.town import BSN, CODE, town
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.ddas.actions.agree import add_afnemer, withdraw_machtiging
from tijdig.ddas.actions.rehearse import rehearse
from tijdig.ddas.models import Ddasbevinding, Ddaslevering, Ddasmachtiging, Ddasproef
from tijdig.ddas.queries import is_collected_from, usual_vraag, zaken_found
from tijdig.process import end_of_day
from tijdig.refusals import Refused
from tijdig.rules.ddas_controls import CONTROLES
from tijdig.rules.terms import Bereikt, Contactsoort, Rolsoort

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_rehearsal_finds_what_is_wrong_and_who_it_is_about() -> None:  # R-MON-9
    zaken = town()
    early = next(zaak for zaak in zaken if zaak.maand == date(2026, 8, 1))
    Contactpoging.objects.create(
        gemeente_id=CODE, zaak=early, soort=Contactsoort.TELEFOON, datum=date(2026, 7, 1), bereikt=Bereikt.NEE
    )
    proef = rehearse(vraag=usual_vraag(TODAY, CODE), gemeente_code=CODE, today=TODAY, by=SYSTEM)
    assert (proef.van, proef.tot, proef.gewist) == (date(2026, 7, 1), date(2026, 9, 30), 1)
    assert set(proef.tellingen) <= set(CONTROLES)
    assert "contactpersoon-ontbreekt" not in proef.tellingen
    assert early in zaken_found(Vroegsignaalzaak.objects.all(), proef, "poging-voor-oppakken")
    assert sum(proef.tellingen.values()) == Ddasbevinding.objects.count()
    again = rehearse(vraag=usual_vraag(TODAY, CODE), gemeente_code=CODE, today=TODAY, by=SYSTEM)
    assert again.tellingen == proef.tellingen
    assert Ddasproef.objects.get() == again
    assert BSN not in str(list(AuditEvent.objects.values()))


def test_the_page_leads_from_a_finding_to_its_zaken(client: Client) -> None:  # R-MON-9
    town()
    samira = make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))
    assert "nog niet gecontroleerd" in samira.get("/cijfers/ddas/").content.decode()
    chosen = {"periode": "2026-07", "versie": "1.2"}
    said = samira.post("/cijfers/ddas/controleren", chosen, follow=True).content.decode()
    assert "Er is niets verstuurd" in said
    assert "juli tot en met september 2026" in said.replace("\u00a0", " ")
    assert "1 signaal gaat niet meer mee" in said.replace("\u00a0", " ")
    listed = samira.get("/cijfers/ddas/zaken/zaak-zonder-resultaat").content.decode()
    assert "/zaken/" in listed
    assert samira.get("/cijfers/ddas/zaken/bestaat-niet").status_code == 404
    samira.post("/cijfers/ddas/maken", chosen)
    levering = Ddaslevering.objects.get()
    with CaptureQueriesContext(connection) as few:
        assert "nog niet opgehaald" in samira.get("/cijfers/ddas/").content.decode()
    file = samira.get(f"/cijfers/ddas/levering/{levering.pk}/1")
    assert file["Content-Disposition"] == 'attachment; filename="ddas-1.2-0505-2026-07-01-2026-09-30.json"'
    assert len(json.loads(file.content)["leveringen"][0]["vroegsignalen"]) == levering.signalen
    assert samira.get(f"/cijfers/ddas/levering/{levering.pk}/2").status_code == 302
    for period in ("2026-04", "2026-01"):
        samira.post("/cijfers/ddas/maken", chosen | {"periode": period})
    with CaptureQueriesContext(connection) as many:
        samira.get("/cijfers/ddas/")
    assert len(many) == len(few)
    assert samira.post("/cijfers/ddas/maken", {"periode": "2031-01", "versie": "1.2"}).status_code == 302
    assert Ddaslevering.objects.count() == 3


def test_a_gemeente_says_who_may_collect_and_is_rehearsed_every_night(client: Client) -> None:  # R-MON-9
    town(size=3)
    afnemer, _ = add_afnemer(naam="CBS", klantcode="cbs", certificaat=b"", today=TODAY, by=SYSTEM)
    samira = make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))
    end_of_day(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    assert not Ddasproef.objects.exists()
    assert "Geef toestemming" in samira.get("/cijfers/ddas/").content.decode()
    for _ in range(2):
        samira.post(f"/cijfers/ddas/afnemer/{afnemer.pk}/machtigen")
    assert Ddasmachtiging.objects.get().einde is None
    assert is_collected_from(CODE)
    end_of_day(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    assert Ddasproef.objects.get().van == date(2026, 7, 1)
    samira.post(f"/cijfers/ddas/afnemer/{afnemer.pk}/intrekken")
    assert not is_collected_from(CODE)
    with pytest.raises(Refused):
        withdraw_machtiging(afnemer_id=afnemer.pk, gemeente_code=CODE, today=TODAY, by=SYSTEM)
    with pytest.raises(Refused):
        add_afnemer(naam="X", klantcode="x", certificaat=b"geen", today=TODAY, by=SYSTEM)


def test_counts_are_for_more_people_than_persons(client: Client) -> None:  # R-ROL-1
    """A beleidsadviseur sees what CBS would say, and no zaak, no file, no button."""
    town(size=20)
    levering = Ddaslevering.objects.create(
        gemeente_id=CODE, kanaal="bestand", versie="1.2", van=date(2026, 7, 1), tot=date(2026, 9, 30), signalen=1,
        grenzen=[[1, 9]], door="systeem",
    )  # fmt: skip
    rehearse(vraag=usual_vraag(TODAY, CODE), gemeente_code=CODE, today=TODAY, by=SYSTEM)
    fleur = make.login(client, make.user("fleur", Rolsoort.BELEIDSADVISEUR))
    page = fleur.get("/cijfers/ddas/").content.decode()
    assert "Wat er opvalt" in page
    assert "Werklijst" not in page
    assert "Maak bestand" not in page
    for address in ("zaken/zaak-zonder-resultaat", f"levering/{levering.pk}/1"):
        assert fleur.get(f"/cijfers/ddas/{address}").status_code == 403
    for address in ("controleren", "maken", "afnemer/1/machtigen", "afnemer/1/intrekken"):
        assert fleur.post(f"/cijfers/ddas/{address}").status_code == 403

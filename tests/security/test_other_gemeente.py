"""A gemeente never sees another's data: not by SQL, not by any address of the site (R-ROL-2).

The tests log in as the role that the application uses, which owns nothing and cannot switch row security off.
"""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from procrastinate.contrib.django import app

from tests import make
from tijdig.accounts.context import enter
from tijdig.accounts.models import User
from tijdig.casework.models import Afwezigheid, Contactpoging, Handeling, Vervanging, Vroegsignaalzaak
from tijdig.checks.models import Doorzending, Toets, Veiligheidsmelding
from tijdig.ddas.models import Ddasafnemer, Ddasbevinding, Ddaslevering, Ddasmachtiging, Ddasproef
from tijdig.feedback.models import Terugkoppelbestand
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.monitor.models import Kubuscel
from tijdig.outreach.models import (
    Bericht,
    Beschikbaarheid,
    Bezoek,
    Bezoekplan,
    Bezoekronde,
    Brief,
    Printronde,
    Reactie,
    Reactiecode,
    Sjabloon,
    Smsantwoord,
    Stopverzoek,
)
from tijdig.partners.models import Overeenkomst
from tijdig.policies.models import Beleidsvoorstel
from tijdig.referrals.models import Organisatie
from tijdig.rules.terms import Rolsoort

OWN, OTHER = "0599", "0505"
MARK = "Geheimstraat"

pytestmark = pytest.mark.django_db


def _stopped_work() -> int:
    """Work of the other gemeente that was given up."""
    job = int(app.configure_task("follow_up").defer(gemeente_code=OTHER))
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed' where id = %s", [job])
    return job


@pytest.fixture
def theirs() -> dict[str, Any]:
    """One of everything in the other gemeente, with a street name that must never be seen."""
    make.gemeente(OTHER, "Dordrecht")
    user = make.user("buur", gemeente_code=OTHER)
    signaal = make.checked(make.partner(), straat=MARK, toets={"straat": MARK})
    zaak = Vroegsignaalzaak.objects.create(
        gemeente_id=OTHER, kenmerk="GEHEIM2345", adres_sleutel="3311AB 1", straat=MARK, huisnummer="1",
        maand=make.TODAY.replace(day=1), ontvangen_op=make.TODAY, geopend_op=make.TODAY, status="voorgesteld",
    )  # fmt: skip
    Contactpoging.objects.create(
        gemeente_id=OTHER, zaak=zaak, soort="telefoon", datum=make.TODAY, notitie=MARK
    )
    ronde = Printronde.objects.create(
        gemeente_id=OTHER, dag=make.TODAY, aantal=1, pdf=b"%PDF-", manifest=MARK
    )
    partner = signaal.partner
    bestand = Terugkoppelbestand.objects.create(
        gemeente_id=OTHER, partner=partner, dag=make.TODAY, aantal=0, sha256="0" * 64
    )
    melding = Veiligheidsmelding.objects.create(
        gemeente_id=OTHER, adres_sleutel="3311AB 1", adres=MARK, reden=MARK, ingang=make.TODAY,
        einde=make.TODAY + timedelta(days=30), door=user,
    )  # fmt: skip
    voorstel = Beleidsvoorstel.objects.create(
        gemeente_id=OTHER, tekst=MARK, geldig_vanaf=make.TODAY, opgesteld_door=user
    )
    weg = Afwezigheid.objects.create(
        gemeente_id=OTHER, medewerker=user, van=make.TODAY, tot=make.TODAY, minuten=60
    )
    done = Handeling.objects.create(
        gemeente_id=OTHER,
        samen=uuid.uuid4(),
        zaak=zaak,
        soort="poging",
        voor={},
        versie=1,
        door=user,
        op=timezone.now(),
    )
    away = Vervanging.objects.create(
        gemeente_id=OTHER, wie=user, vervanger=make.user("buurvrouw", gemeente_code=OTHER), van=make.TODAY,
        tot=make.TODAY,
    )  # fmt: skip
    organisatie = Organisatie.objects.create(
        gemeente_id=OTHER, naam=MARK, domeinen=["financieel"], geldig_van=make.TODAY
    )
    plan = Bezoekplan.objects.create(
        gemeente_id=OTHER, dag=make.TODAY, dagdeel="middag", van="13:00", tot="17:00", minuten_per_deur=10
    )
    bezoekronde = Bezoekronde.objects.create(
        gemeente_id=OTHER, plan=plan, nummer=1, bezoeker=user, achterwacht=user
    )
    bezoek = Bezoek.objects.create(
        gemeente_id=OTHER, plan=plan, ronde=bezoekronde, zaak=zaak, volgorde=1, venster_van="13:00",
        venster_tot="17:00",
    )  # fmt: skip
    said = _reached(zaak, user)
    Kubuscel.objects.create(
        gemeente_id=OTHER, maand=make.TODAY.replace(day=1), indicator="S1", dimensie="partner", waarde=MARK,
        definitie="alle", teller=1,
    )  # fmt: skip
    doorzending = Doorzending.objects.create(gemeente_id=OTHER, vroegsignaal=signaal, naar="")
    return {
        "pk": {
            "aanlevering": Aanlevering.objects.get().pk, "item": Toets.objects.get().pk, "doorzending": doorzending.pk,
        },
        "zaak_id": zaak.pk, "ronde_id": ronde.pk, "bestand_id": bestand.pk, "melding_id": melding.pk,
        "handeling_id": done.pk, "samen": done.samen, "vervanging_id": away.pk,
        "organisatie_id": organisatie.pk,
        "plan_id": plan.pk, "bezoekronde_id": bezoekronde.pk, "bezoek_id": bezoek.pk,
        "overeenkomst_id": Overeenkomst.objects.get().pk, "user_id": user.pk, "partner_id": partner.pk,
        "voorstel_id": voorstel.pk, "afwezigheid_id": weg.pk, "nummer": 1, **said,
        **_delivered(zaak, signaal),
    }  # fmt: skip


def _reached(zaak: Vroegsignaalzaak, user: User) -> dict[str, int]:
    """What outreach keeps of a zaak of the other gemeente: replies, messages, stops, templates, hours."""
    code = Reactiecode.objects.create(
        gemeente_id=OTHER, zaak=zaak, ronde=1, kenmerk="0" * 32, zegel=MARK, gemaakt_op=timezone.now(),
        geldig_tot=make.TODAY,
    )  # fmt: skip
    reactie = Reactie.objects.create(
        gemeente_id=OTHER, zaak=zaak, reactiecode=code, soort="opgelost", gemaakt_op=timezone.now()
    )
    uren = Beschikbaarheid.objects.create(
        gemeente_id=OTHER, weekdag=0, van="09:00", tot="12:00", minuten=30, plaats=MARK
    )
    bericht = Bericht.objects.create(
        gemeente_id=OTHER, zaak=zaak, soort="sms", kanaal="hand", stap="sms_1", sjabloon="sms", sjabloon_versie="1",
        adres=MARK, tekst=MARK,
    )  # fmt: skip
    stop = Stopverzoek.objects.create(gemeente_id=OTHER, zaak=zaak, soort="zaak", op=make.TODAY)
    sjabloon = Sjabloon.objects.create(
        gemeente_id=OTHER, naam="sms", soort="sms", taal="nl", nummer=1, tekst=MARK, ingang=make.TODAY
    )
    sms = Smsantwoord.objects.create(
        gemeente_id=OTHER, zaak=zaak, telefoon=MARK, tekst=MARK, ontvangen_op=timezone.now()
    )
    ronde = Printronde.objects.get()
    brief = Brief.objects.create(
        gemeente_id=OTHER, printronde=ronde, zaak=zaak, contactpoging=Contactpoging.objects.get(), volgnummer=1,
        stap="brief_1", sjabloon="aanbod", sjabloon_versie="1", gegevens={"mark": MARK},
    )  # fmt: skip
    return {
        "reactie_id": reactie.pk, "ding_id": uren.pk, "bericht_id": bericht.pk, "stop_id": stop.pk,
        "sjabloon_id": sjabloon.pk, "brief_id": brief.pk, "sms_id": sms.pk, "job_id": _stopped_work(),
    }  # fmt: skip


def _delivered(zaak: Vroegsignaalzaak, signaal: Vroegsignaal) -> dict[str, Any]:
    """What another gemeente keeps of its deliveries to CBS, and what a rehearsal found there."""
    months = {"van": make.TODAY.replace(day=1), "tot": make.TODAY}
    afnemer = Ddasafnemer.objects.create(naam="CBS", klantcode="cbs", geheim_hash="x", sinds=make.TODAY)
    Ddasmachtiging.objects.create(gemeente_id=OTHER, afnemer=afnemer, ingang=make.TODAY, door="systeem")
    levering = Ddaslevering.objects.create(
        gemeente_id=OTHER, kanaal="bestand", versie="1.2", signalen=1, grenzen=[[signaal.pk, signaal.pk]],
        door="systeem", **months,
    )  # fmt: skip
    proef = Ddasproef.objects.create(
        gemeente_id=OTHER, versie="1.2", signalen=1, zaken=1, gewist=0, door="systeem", **months
    )
    Ddasbevinding.objects.create(gemeente_id=OTHER, proef=proef, controle="zaak-zonder-resultaat", zaak=zaak)
    return {
        "levering_id": levering.pk, "pagina": 1, "afnemer_id": afnemer.pk,
    }  # fmt: skip


@pytest.fixture
def spy(theirs: dict[str, Any], client: Client) -> Client:
    """Somebody with every role, in another gemeente."""
    make.gemeente(OWN, "Rotterdam")
    user = make.user("spion", *Rolsoort, gemeente_code=OWN)
    make.login(client, user)
    return client


def tenant_tables() -> list[Any]:
    return [
        model for model in apps.get_models()
        if model.__module__.startswith("tijdig.") and any(f.column == "gemeente_id" for f in model._meta.fields)
    ]  # fmt: skip


@pytest.mark.parametrize("model", tenant_tables(), ids=lambda model: model._meta.label)
def test_sql_of_another_gemeente_finds_nothing(model: Any, theirs: dict[str, Any]) -> None:
    """SELECT, UPDATE and DELETE by hand, as the role of the application."""
    make.gemeente(OWN, "Rotterdam")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where gemeente_id = %s", [OTHER])  # noqa: S608 (own names)
        assert cursor.fetchone()[0] == 0
        cursor.execute(f"update {table} set gemeente_id = %s where gemeente_id = %s", [OWN, OTHER])  # noqa: S608
        assert cursor.rowcount == 0
        cursor.execute(f"delete from {table} where gemeente_id = %s", [OTHER])  # noqa: S608
        assert cursor.rowcount == 0
    enter(OTHER)
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608
        still_there = cursor.fetchone()[0]
    if model in (Vroegsignaalzaak, Toets, Aanlevering, Contactpoging):
        assert still_there == 1


def test_a_row_cannot_be_put_into_another_gemeente(theirs: dict[str, Any]) -> None:
    make.gemeente(OWN, "Rotterdam")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Contactpoging.objects.create(
            gemeente_id=OTHER, zaak_id=theirs["zaak_id"], soort="brief", datum=make.TODAY
        )


def test_outside_a_gemeente_nothing_exists(theirs: dict[str, Any]) -> None:
    enter("")
    assert not Vroegsignaalzaak.objects.exists()
    assert not Toets.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "set row_security = off",
        "set role tijdig_owner",
        "alter table casework_vroegsignaalzaak disable row level security",
        "alter table casework_vroegsignaalzaak no force row level security",
        "drop policy eigen_gemeente on intake_vroegsignaal",
    ],
)
def test_the_application_cannot_switch_it_off(statement: str, theirs: dict[str, Any]) -> None:
    make.gemeente(OWN, "Rotterdam")
    with pytest.raises(DatabaseError):
        _look_after(statement)


@transaction.atomic
def _look_after(statement: str) -> None:
    """Raises DatabaseError when the statement is refused, or what it should open is refused."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("select 1 from casework_vroegsignaalzaak where gemeente_id = %s", [OTHER])
        assert cursor.fetchone() is None


def our_patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: Any, prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for found in resolver.url_patterns:
            path = prefix + str(found.pattern)
            if isinstance(found, URLResolver):
                yield from walk(found, path)
            elif not path.startswith("account/"):
                yield path, found

    return walk(get_resolver(), "")


def address_for(path: str, theirs: dict[str, Any]) -> str:
    """The pattern filled with what belongs to the other gemeente."""
    kind = "item" if path.startswith("twijfel/") else "aanlevering"
    kind = "doorzending" if "doorzendingen" in path else kind
    filled = path
    for name, value in theirs.items():
        for form in (f"<int:{name}>", f"<uuid:{name}>"):
            filled = filled.replace(form, str(value[kind] if name == "pk" else value))
    words = {"vorm": "csv", "naam": "notitie", "dag": "2021-05-01", "soort": "bellen", "code": "BCDFGHJKM"}
    words |= {
        "slug": "partners",
        "figuur": "partners",
        "fout": "zonder-eindresultaat",
        "controle": "zaak-zonder-resultaat",
    }
    for name, value in words.items():
        filled = filled.replace(f"<slug:{name}>", value).replace(f"<str:{name}>", value)
    return "/" + filled


def a_forged_form(theirs: dict[str, Any]) -> dict[str, Any]:
    """Fields as our forms have them, each with something that is not one's own."""
    zaak, user, day = theirs["zaak_id"], theirs["user_id"], make.TODAY.isoformat()
    ids = {
        "zaak": zaak, "zaken": zaak, "sms": theirs["sms_id"], "ronde": theirs["bezoekronde_id"], "signalen": 1,
        "bericht": theirs["bericht_id"], "partner": theirs["partner_id"], "organisatie": theirs["organisatie_id"],
        "poging": Contactpoging.objects.order_by("pk").values_list("pk", flat=True).first() or 1, "afspraak": 1,
        "nummer": 1, "gekozen": zaak, "keuze": 0,
    }  # fmt: skip
    people = dict.fromkeys(
        ("aan", "roept", "wie", "vervanger", "bezoeker1", "tweede1", "achterwacht1", "medewerker"), user
    )
    words = {
        "tekst": "x", "reden": "x", "versie": "1", "doe": "neem", "team": "Noord", "soort": "telefoon",
        "bereikt": "ja", "datum": day, "op": day, "van": day, "tot": day, "stand": "geweest", "code": "BCDFGHJKM",
        "naam": "x", "rollen": "vroegsignaleerder", "taal": "nl", "einde": day,
        "uitkomst": "gesproken",
        "tik": str(uuid.uuid4()), "volgorde": 1, "vraag": "3311AB 1", "adres": "x@y.example", "minuten": 5,
        "aanpak": "brief", "eindresultaat": "niet_bereikt", "plaats": "x", "uur": "10:00", "kaart": "ja",
    }  # fmt: skip
    return ids | people | words


def rows_of(code: str) -> dict[str, str]:
    """A fingerprint of all rows of a gemeente, per table."""
    enter(code)
    found = {}
    with connection.cursor() as cursor:
        for model in tenant_tables():
            table = model._meta.db_table
            cursor.execute(
                f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t "  # noqa: S608
                "where gemeente_id = %s", [code],
            )  # fmt: skip
            found[table] = cursor.fetchone()[0]
    return found


def test_no_address_of_the_site_shows_or_changes_it(spy: Client, theirs: dict[str, Any]) -> None:
    """Every URL, by GET and by POST, with the other gemeente's numbers in the address and in every field."""
    tried, before, form = 0, rows_of(OTHER), a_forged_form(theirs)
    enter(OWN)
    for path, pattern in our_patterns():
        address = address_for(path, theirs)
        assert "<" not in address, address
        for answer in (spy.get(address), spy.post(address, form)):
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
            assert MARK.encode() not in told, address
            assert b"GEHEIM2345" not in told, address
            own_thing = any(
                f"<int:{n}>" in path or f"<uuid:{n}>" in path for n in theirs if n not in ("partner_id",)
            )
            if own_thing:
                assert answer.status_code in (302, 403, 404, 405), (
                    f"{address}: {answer.status_code} {pattern.name}"
                )
        tried += 1
    assert tried > 40
    assert rows_of(OTHER) == before
    assert User.objects.get(username="buur").is_active


def test_ids_that_do_not_exist_answer_the_same(spy: Client, theirs: dict[str, Any]) -> None:
    """What is another gemeente's cannot be told from what does not exist."""
    nowhere = {name: value if name == "partner_id" else 999_999_999 for name, value in theirs.items()}
    nowhere["pk"] = {"aanlevering": uuid.uuid4(), "item": 999_999_999, "doorzending": 999_999_999}
    nowhere["bestand_id"] = nowhere["samen"] = nowhere["levering_id"] = uuid.uuid4()
    for path, _ in our_patterns():
        real, imagined = spy.get(address_for(path, theirs)), spy.get(address_for(path, nowhere))
        assert real.status_code == imagined.status_code, path


def test_nobody_switches_to_a_gemeente_without_a_role_there(spy: Client) -> None:
    spy.post("/gemeente", {"gemeente": OTHER})
    assert "Rotterdam" in spy.get("/").text


@pytest.mark.parametrize(
    "statement",
    ["delete from accounts_gemeente", "update accounts_gemeente set code = '9' || substr(code, 2)"],
)
def test_a_gemeente_stays_and_keeps_its_code(statement: str) -> None:
    """Rows point at it without a foreign key (ADR 12)."""
    make.gemeente()
    with pytest.raises(DatabaseError, match="a gemeente stays"), connection.cursor() as cursor:
        cursor.execute(statement)

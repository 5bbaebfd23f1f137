"""A database in which every place that can hold something about a person holds a marker."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from tests.outreach import zaken
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Besluit,
    Notitie,
    Overdracht,
    Vervolguitkomst,
    Vroegsignaalzaak,
)
from tijdig.checks.models import Inwoner, Partnervraag, ShvInschrijving, Veiligheidsmelding
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.outreach.actions.print_run import make_pdf
from tijdig.outreach.models import (
    Adresplaats,
    Bericht,
    Bezoek,
    Bezoekplan,
    Curator,
    Deurnotitie,
    Reactie,
    Reactiecode,
    Smsantwoord,
    Stopverzoek,
    Zaaktaal,
)
from tijdig.partners.models import Signaalpartner
from tijdig.privacy.actions.erase import personal_models
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Eindresultaat

MARK = "ZQXJ"  # short enough for a postcode, and in no word
CLOSED_ON = zaken.TODAY
GONE_ON = date(2027, 5, 23)  # six months later
DONE = Afsluitgegevens(eindresultaat=Eindresultaat.BEKEND_BIJ_SHV)


def closed_zaak(number: int = 1, *, by: Actor, on: date = CLOSED_ON) -> Vroegsignaalzaak:
    """A zaak that was written to, printed, closed on `on`, and told to its partner."""
    zaak = zaken.zaak(number, by=by)
    make_pdf(zaken.printed(zaak, by=by).pk, gemeente_code="0505", by=SYSTEM)
    zaak.refresh_from_db()
    close_zaak(zaak.pk, gegevens=DONE, versie=zaak.versie, today=on, by=by)
    zaak.refresh_from_db()
    return zaak


def tell_all(today: date) -> None:
    prepare_feedback(gemeente_code="0505", today=today, by=SYSTEM)
    for partner in Signaalpartner.objects.filter(terugkoppelingen__bestand__isnull=True).distinct():
        make_terugkoppelbestand(partner_id=partner.pk, gemeente_code="0505", today=today, by=SYSTEM)


def full_house(by: Actor) -> Vroegsignaalzaak:
    """One closed zaak with all that can hang on it, and a row in every other table with personal data."""
    zaak = closed_zaak(by=by)
    tell_all(CLOSED_ON)
    here: dict[str, Any] = {"gemeente_id": "0505"}
    Notitie.objects.create(**here, zaak=zaak, tekst="x")
    Partnervraag.objects.create(
        **here, vroegsignaal=Vroegsignaal.objects.get(zaaksignaal__zaak=zaak), vraag="naam", gesteld_op=CLOSED_ON,
        antwoord="gegeven", antwoord_tekst="x", beantwoord_op=CLOSED_ON,
    )  # fmt: skip
    Reactie.objects.create(
        **here, zaak=zaak, reactiecode=Reactiecode.objects.get(zaak=zaak), soort="bellen", telefoon="x",
        gemaakt_op=timezone.now(),
    )  # fmt: skip
    Afspraak.objects.create(**here, zaak=zaak, moment=timezone.now(), plaats="x", gemaakt_op=CLOSED_ON)
    Afsluiting.objects.filter(zaak=zaak).update(toestemming=True, toestemming_document="x")
    afsluiting = Afsluiting.objects.get(zaak=zaak)
    Overdracht.objects.create(
        **here,
        afsluiting=afsluiting,
        toestemming_op=CLOSED_ON,
        toestemming_hoe="schriftelijk",
        document="x",
        aan="x",
    )
    Vervolguitkomst.objects.create(
        **here, afsluiting=afsluiting, soort="niet_gekomen", op=CLOSED_ON, toelichting="x"
    )
    Besluit.objects.create(
        **here,
        afsluiting=afsluiting,
        soort="weigering",
        op=CLOSED_ON,
        vervallen_op=CLOSED_ON,
        vervallen_reden="x",
    )
    Curator.objects.create(**here, inwoner=Inwoner.objects.get(zaakinwoners__zaak=zaak), naam="x")
    Veiligheidsmelding.objects.create(
        **here, adres_sleutel="x", adres="x", reden="x", ingang=CLOSED_ON, einde=CLOSED_ON, door_id=by.user_id
    )
    ShvInschrijving.objects.create(
        **here, bsn_kenmerk="x", ingang=CLOSED_ON, einde=CLOSED_ON - timedelta(days=300), professional="x"
    )
    aanlevering = Aanlevering.objects.create(
        **here, partner=Signaalpartner.objects.get(), dag=CLOSED_ON, klaar_op=timezone.now(), kanaal="upload",
        formaat="csv", grootte=1, sha256="0" * 64, regels=1, geweigerd=1, door="systeem",
    )  # fmt: skip
    Aanleverregel.objects.create(
        **here,
        aanlevering=aanlevering,
        nummer=2,
        oordeel="geweigerd",
        codes=["te-oud"],
        ruw={"referentie": "x"},
    )
    Bericht.objects.create(
        **here, zaak=zaak, soort="sms", kanaal="hand", stap="sms_1", sjabloon="sms", sjabloon_versie="1", adres="x",
        tekst="x",
    )  # fmt: skip
    for number in range(2):  # two numbers of one person: erasing makes them equal
        Stopverzoek.objects.create(
            **here, zaak=zaak, soort="telefoon", adres_kenmerk=str(number), op=CLOSED_ON
        )
    Deurnotitie.objects.create(**here, zaak=zaak, tekst="x", op=timezone.now())
    Zaaktaal.objects.create(**here, zaak=zaak, taal="tr")
    for own in (zaak, None):  # on the zaak, and from a number that nobody knows
        Smsantwoord.objects.create(
            **here, zaak=own, extern_id=str(own), telefoon="x", tekst="x", ontvangen_op=timezone.now()
        )
    Bestanddeel.objects.create(**here, aanlevering=aanlevering, volgnummer=0, inhoud=b"x")
    plan = Bezoekplan.objects.create(
        **here, dag=CLOSED_ON, dagdeel="middag", van="13:00", tot="17:00", minuten_per_deur=10
    )
    Bezoek.objects.create(**here, plan=plan, zaak=zaak, venster_van="13:00", venster_tot="17:00", open=False)
    Adresplaats.objects.create(**here, adres_sleutel="x", gevraagd_op=CLOSED_ON)
    tell_all(CLOSED_ON)
    mark_everything()
    return zaak


def mark_everything() -> None:
    """Put the marker in every field that is to be erased, as far as its type holds one."""
    for model in personal_models():
        fields = {name: model._meta.get_field(name) for name in model.Personal.erase}
        rows = model._default_manager.all()
        rows.update(
            **{
                name: _other_member(model, name) or _marked(field)
                for name, field in fields.items()
                if not _is_unique(model, name)
            }
        )
        for name in fields:
            for number, row in enumerate(rows if _is_unique(model, name) else []):
                rows.filter(pk=row.pk).update(**{name: _unique_mark(fields[name], number)})


def _other_member(model: type[models.Model], name: str) -> object:
    """Of a closed list the marker is no member: another one than what is left, or None when it is no list."""
    for constraint in model._meta.constraints:
        children = constraint.condition.children if isinstance(constraint, models.CheckConstraint) else []
        for child in children:
            if isinstance(child, tuple) and child[0] == f"{name}__in":
                return next(member for member in child[1] if member != model.Personal.erase[name])
    return None


def _unique_mark(field: models.Field, number: int) -> object:
    return 4242 + number if isinstance(field, models.IntegerField) else f"{MARK}{number}"


def _is_unique(model: type[models.Model], name: str) -> bool:
    constraints = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    return any(name in constraint.fields for constraint in constraints)


def _marked(field: models.Field) -> object:
    match field:
        case models.BooleanField():
            return True
        case models.IntegerField():
            return 4242
        case models.FloatField():
            return 42.42
        case models.TimeField():
            return time(4, 42)
        case models.UUIDField():
            return UUID(int=42)
        case models.BinaryField():
            return MARK.encode()
        case models.JSONField():
            return [MARK] if field.default is list else {"gegeven": MARK}
        case _:
            return MARK[: field.max_length or None]


def left_of(model: type[models.Model], **which: object) -> list[dict[str, object]]:
    """What stands in the personal fields of each row now, bytes as bytes."""
    rows = model._default_manager.filter(**which).values(*model.Personal.erase)
    return [{name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()} for row in rows]


def tables_with_marker() -> list[str]:
    """Every table of the database that holds the marker in any column, bytes included."""
    hexed = MARK.encode().hex()
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            query = sql.SQL("select count(*) from {} t where t::text ~ %s").format(sql.Identifier(table))
            cursor.execute(query, [f"{MARK}|{hexed}"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def tables_of_erased_models() -> set[str]:
    """Tables that declare something to erase."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("tijdig.")]
    return {model._meta.label for model in ours if model.Personal.erase}

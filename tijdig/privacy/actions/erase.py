"""Erase what has expired, every day, and keep the counts (R-BEW-1, R-BEW-2).

What stands in a field afterwards is what its model declares under `Personal.erase`; no field is named here.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model, QuerySet

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Besluit,
    Contactpoging,
    Notitie,
    Overdracht,
    Vervolguitkomst,
    Vroegsignaalzaak,
    Weging,
    Zoekwoord,
)
from tijdig.checks.models import Inwoner, Partnervraag, ShvInschrijving, Toets, Veiligheidsmelding
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.outreach.models import (
    Adresplaats,
    Bericht,
    Bezoek,
    Brief,
    Curator,
    Deurnotitie,
    Printronde,
    Reactie,
    Reactiecode,
    Smsantwoord,
    Stopverzoek,
    Zaaktaal,
)
from tijdig.policies import policy_on
from tijdig.privacy import expired
from tijdig.privacy.models import Vernietiging
from tijdig.rules.retention import Bewaartermijn

ABOUT_A_ZAAK: dict[str, type[Model]] = {
    "contactpogingen": Contactpoging,
    "afspraken": Afspraak,
    "afsluitingen": Afsluiting,
    "notities": Notitie,
    "wegingen": Weging,
    "brieven": Brief,
    "zoekwoorden": Zoekwoord,
    "reactiecodes": Reactiecode,
    "reacties": Reactie,
    "berichten": Bericht,
    "stopverzoeken": Stopverzoek,
    "smsantwoorden": Smsantwoord,
    "zaaktalen": Zaaktaal,
    "bezoeken": Bezoek,
    "deurnotities": Deurnotitie,
}
ABOUT_A_CLOSING: dict[str, type[Model]] = {
    "overdrachten": Overdracht, "vervolguitkomsten": Vervolguitkomst, "besluiten": Besluit,
}  # fmt: skip


def erase_expired(*, gemeente_code: str, today: date, by: Actor) -> dict[str, int]:
    """Erase personal data whose term is over. Safe to repeat. Returns rows erased per table.

    Source: AVG art. 5 lid 1 onder e; Leidraad 3.5. One transaction, one event, one Vernietiging.
    """
    with working_for(gemeente_code):
        term = policy_on(today, gemeente_code).bewaartermijn
        counts = _erase_zaken(term, today) | _erase_files(term, today)
        counts["losse_signalen"] = _erase_signals(expired.loose_signals(term, today), today)["signalen"]
        counts["terugkoppelingen"] = _erase(expired.feedback_rows(term, today), gewist_op=today)
        counts |= _erase_persons(today)
        counts = {name: count for name, count in counts.items() if count}
        Vernietiging.objects.create(gemeente_id=gemeente_code, dag=today, tellingen=counts, door=str(by))
        record("gegevens.gewist", subject=f"gemeente:{gemeente_code}", by=by, ground="avg.5.1.e", **counts)
    return counts


def _erase_zaken(term: Bewaartermijn, today: date) -> dict[str, int]:
    """Closed zaken whose term is over, with all that hangs on them. Locked, so that none is reopened meanwhile."""
    locked = expired.closed_zaken(term, today).select_for_update().order_by("pk")
    zaken = list(locked.values_list("pk", flat=True))
    counts = {"zaken": _erase(Vroegsignaalzaak.objects.filter(pk__in=zaken), gewist_op=today)}
    for name, model in ABOUT_A_ZAAK.items():
        counts[name] = _erase(model._default_manager.filter(zaak_id__in=zaken))
    for name, model in ABOUT_A_CLOSING.items():
        counts[name] = _erase(model._default_manager.filter(afsluiting__zaak_id__in=zaken))
    return counts | _erase_signals(Vroegsignaal.objects.filter(zaaksignaal__zaak_id__in=zaken), today)


def _erase_signals(signals: QuerySet[Vroegsignaal], today: date) -> dict[str, int]:
    ids: Sequence[int] = list(signals.values_list("pk", flat=True))
    return {
        "toetsen": _erase(Toets.objects.filter(vroegsignaal_id__in=ids)),
        "partnervragen": _erase(Partnervraag.objects.filter(vroegsignaal_id__in=ids)),
        "signalen": _erase(Vroegsignaal.objects.filter(pk__in=ids), gewist_op=today),
    }


def _erase_files(term: Bewaartermijn, today: date) -> dict[str, int]:
    """Refused lines, names of files, raw files, print files, lists, what has no zaak: each after its own days."""
    return {
        "regels": _erase(expired.lines(term, today)),
        "bestandsnamen": _erase(expired.file_names(term, today)),
        "bestanden": expired.raw_files(term, today).delete()[0],
        "printbestanden": _erase(expired.print_files(term, today)),
        "adresplaatsen": _erase(expired.asked_places(term, today)),
        "losse_sms": _erase(expired.loose_sms(term, today)),
        "losse_stopverzoeken": _erase(expired.loose_stops(term, today)),
        "veiligheidsmeldingen": _erase(expired.safety_notes(today)),
        "shv_inschrijvingen": _erase(expired.ended_shv(term, today)),
    }


def _erase_persons(today: date) -> dict[str, int]:
    """A person goes when the last signal goes, and with them the curator."""
    persons = list(expired.lonely_persons().values_list("pk", flat=True))
    return {
        "curatoren": _erase(Curator.objects.filter(inwoner_id__in=persons)),
        "inwoners": _erase(Inwoner.objects.filter(pk__in=persons), gewist_op=today),
    }


def _erase(rows: QuerySet, **also: object) -> int:
    """Put in each personal field what its model says stands there after erasing."""
    erase: dict[str, object] = rows.model.Personal.erase
    return int(rows.update(**erase, **also))


def personal_models() -> tuple[type[Model], ...]:
    """Every table that is emptied here; a test holds this module to all that declare something to erase."""
    return (
        Vroegsignaalzaak, *ABOUT_A_ZAAK.values(), *ABOUT_A_CLOSING.values(), Vroegsignaal, Toets, Partnervraag, Inwoner,
        Curator, Terugkoppeling, Aanleverregel, Aanlevering, Bestanddeel, Printronde, Adresplaats, Veiligheidsmelding,
        ShvInschrijving,
    )  # fmt: skip

"""Erase what has expired, every day, and keep the counts (R-BEW-1, R-BEW-2).

What stands in a field afterwards is what its model declares under `Personal.erase`; no table is named twice.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Contactpoging,
    Notitie,
    Vroegsignaalzaak,
    Weging,
)
from tijdig.checks.models import Inwoner, Toets, Veiligheidsmelding
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.outreach.models import Brief, Printronde
from tijdig.policies import policy_on
from tijdig.privacy.models import Vernietiging
from tijdig.rules.retention import Bewaartermijn, add_months
from tijdig.rules.terms import Signaalstatus, Zaakstatus


def erase_expired(*, gemeente_code: str, today: date, by: Actor) -> dict[str, int]:
    """Erase personal data whose term is over. Safe to repeat. Returns rows erased per table.

    Source: AVG art. 5 lid 1 onder e; Leidraad 3.5. One transaction, one event, one Vernietiging.
    """
    with working_for(gemeente_code):
        term = policy_on(today, gemeente_code).bewaartermijn
        counts = _erase_zaken(term, today) | _erase_signals(term, today) | _erase_files(term, today)
        counts |= _erase_lonely_persons(today)
        counts = {name: count for name, count in counts.items() if count}
        Vernietiging.objects.create(gemeente_id=gemeente_code, dag=today, tellingen=counts, door=str(by))
        record("gegevens.gewist", subject=f"gemeente:{gemeente_code}", by=by, ground="avg.5.1.e", **counts)
    return counts


def _erase_zaken(term: Bewaartermijn, today: date) -> dict[str, int]:
    """Closed zaken whose term is over, with all that hangs on them."""
    zaken = list(
        Vroegsignaalzaak.objects.filter(
            status=Zaakstatus.AFGEROND, gewist_op__isnull=True, afgerond_op__lte=_before(today, term)
        ).values_list("pk", flat=True)
    )
    signals = list(Vroegsignaal.objects.filter(zaaksignaal__zaak_id__in=zaken).values_list("pk", flat=True))
    counts = {"zaken": _erase(Vroegsignaalzaak.objects.filter(pk__in=zaken), gewist_op=today)}
    for model in (Contactpoging, Afspraak, Afsluiting, Notitie, Weging, Brief):
        counts[model._meta.verbose_name_plural] = _erase(model._default_manager.filter(zaak_id__in=zaken))
    return counts | _erase_signal_rows(signals, today)


def _erase_signals(term: Bewaartermijn, today: date) -> dict[str, int]:
    """Signals that ended without a zaak, and those kept apart, after the same term."""
    before = _before(today, term)
    ended = Q(status=Signaalstatus.TERZIJDE, afgedaan_op__lte=before) | Q(
        status=Signaalstatus.APART, ontvangen_op__lte=before
    )
    signals = list(Vroegsignaal.objects.filter(ended, gewist_op__isnull=True).values_list("pk", flat=True))
    return {f"losse_{name}": count for name, count in _erase_signal_rows(signals, today).items()}


def _erase_signal_rows(signals: list[int], today: date) -> dict[str, int]:
    return {
        "signalen": _erase(Vroegsignaal.objects.filter(pk__in=signals), gewist_op=today),
        "toetsen": _erase(Toets.objects.filter(vroegsignaal_id__in=signals)),
        "terugkoppelingen": _erase(
            Terugkoppeling.objects.filter(vroegsignaal_id__in=signals), gewist_op=today
        ),
    }


def _erase_files(term: Bewaartermijn, today: date) -> dict[str, int]:
    """Refused lines, names of files, print files: each after its own days."""
    lines = Aanleverregel.objects.filter(
        aanlevering__dag__lte=today - timedelta(days=term.geweigerde_regels_dagen)
    ).exclude(ruw__isnull=True, redenen=[], waarschuwingen=[])
    told = Terugkoppeling.objects.filter(aanleverregel__in=lines.values("pk"))
    old = today - timedelta(days=term.aanleverbestanden_dagen)
    return {
        "terugkoppelingen_regels": _erase(told.exclude(referentie=""), gewist_op=today),
        "regels": _erase(lines),
        "bestandsnamen": _erase(Aanlevering.objects.filter(dag__lte=old).exclude(bestandsnaam="")),
        "bestanden": Bestanddeel.objects.filter(
            aanlevering__dag__lte=old, aanlevering__klaar_op__isnull=False
        ).delete()[0],
        "printbestanden": _erase(
            Printronde.objects.filter(
                dag__lte=today - timedelta(days=term.afdrukbestanden_dagen), pdf__isnull=False
            )
        ),
        "veiligheidsmeldingen": _erase(Veiligheidsmelding.objects.filter(einde__lt=today).exclude(reden="")),
    }


def _erase_lonely_persons(today: date) -> dict[str, int]:
    """A person of whom no signal with data is left."""
    alive = Toets.objects.filter(inwoner__isnull=False, vroegsignaal__gewist_op__isnull=True).values(
        "inwoner_id"
    )
    persons = Inwoner.objects.filter(gewist_op__isnull=True).exclude(pk__in=alive)
    return {"inwoners": _erase(persons, gewist_op=today)}


def _erase(rows: QuerySet[Any], **also: object) -> int:
    """Put in each personal field what its model says stands there after erasing."""
    erase: dict[str, object] = rows.model.Personal.erase
    return int(rows.update(**erase, **also)) if erase or also else 0


def _before(today: date, term: Bewaartermijn) -> date:
    """Closed on or before this day: the term, never above the national maximum, is over."""
    return add_months(today, -min(term.na_afsluiten_maanden, term.maximum_maanden))


def personal_models() -> Iterable[type[Model]]:
    """Every model that declares what is erased; a test holds this module to all of them."""
    return (
        Vroegsignaalzaak, Contactpoging, Afspraak, Afsluiting, Notitie, Weging, Brief, Vroegsignaal, Toets,
        Terugkoppeling, Aanleverregel, Aanlevering, Bestanddeel, Printronde, Veiligheidsmelding, Inwoner,
    )  # fmt: skip

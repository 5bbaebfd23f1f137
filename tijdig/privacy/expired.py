"""What has expired on a day: which zaken, signals, files and persons. Reads only (R-BEW-1).

The day is always that of `rules.retention`, turned round: the last day on which something may have ended to be
gone today. So nothing goes a day early, and nothing stays a day longer.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Inwoner, ShvInschrijving, Toets, Veiligheidsmelding
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.outreach.models import Adresplaats, Printronde, Smsantwoord, Stopverzoek
from tijdig.rules.retention import Bewaartermijn, add_months, erase_after_days, erase_on
from tijdig.rules.terms import Oordeel, Signaalstatus, Zaakstatus


def last_closed(term: Bewaartermijn, today: date) -> date:
    """Whatever was closed on this day or before has lost its term today."""
    months = min(term.na_afsluiten_maanden, term.maximum_maanden)
    return _latest(add_months(today, -months), today, lambda day: erase_on(day, term))


def last_made(days: int, term: Bewaartermijn, today: date) -> date:
    """Whatever was made on this day or before and is kept `days` days, is over today."""
    start = max(today - timedelta(days=days), add_months(today, -term.maximum_maanden))
    return _latest(start, today, lambda day: erase_after_days(day, days, term))


def last_of_maximum(term: Bewaartermijn, today: date) -> date:
    """Nothing of this day or before may be left, whatever waits for it."""
    return _latest(
        add_months(today, -term.maximum_maanden), today, lambda day: add_months(day, term.maximum_maanden)
    )


def _latest(about: date, today: date, gone_on: Callable[[date], date]) -> date:
    """The latest day of which everything is gone today. Months differ in length, so look a few days around."""
    day = about + timedelta(days=4)
    while gone_on(day) > today:
        day -= timedelta(days=1)
    return day


def closed_zaken(term: Bewaartermijn, today: date) -> QuerySet[Vroegsignaalzaak]:
    return Vroegsignaalzaak.objects.filter(
        status=Zaakstatus.AFGEROND, gewist_op__isnull=True, afgerond_op__lte=last_closed(term, today)
    )


def loose_signals(term: Bewaartermijn, today: date) -> QuerySet[Vroegsignaal]:
    """Signals that ended without a zaak, and those kept apart, after the same term."""
    before = last_closed(term, today)
    ended = Q(status=Signaalstatus.TERZIJDE, afgedaan_op__lte=before)
    apart = Q(status=Signaalstatus.APART, ontvangen_op__lte=before)
    return Vroegsignaal.objects.filter(ended | apart, gewist_op__isnull=True)


def feedback_rows(term: Bewaartermijn, today: date) -> QuerySet[Terugkoppeling]:
    """The partner's reference goes with the signal or the line it is about, once the partner was told.

    A fact that still waits keeps its reference: the partner has a right to hear it (Wgs art. 8). The national
    maximum ends that too. A line that was taken up after all has nothing left to erase itself (R-ADM-3); what was told
    of it goes as if it had stayed refused.
    """
    of_signal = Q(vroegsignaal__gewist_op__isnull=False)
    old = Q(aanlevering__dag__lte=last_made(term.geweigerde_regels_dagen, term, today))
    line_gone = Aanleverregel.objects.filter(
        Q(oordeel=Oordeel.GEWEIGERD) | old, pk=OuterRef("aanleverregel"), ruw__isnull=True
    )
    told = Q(bestand__isnull=False) | Q(feit_op__lte=last_of_maximum(term, today))
    return Terugkoppeling.objects.filter(of_signal | Exists(line_gone), told, gewist_op__isnull=True)


def lines(term: Bewaartermijn, today: date) -> QuerySet[Aanleverregel]:
    """Lines of which something of what was delivered is still there: refused ones, and warnings that quote."""
    old = Aanleverregel.objects.filter(
        aanlevering__dag__lte=last_made(term.geweigerde_regels_dagen, term, today)
    )
    return old.exclude(ruw__isnull=True, redenen=[], waarschuwingen=[])


def file_names(term: Bewaartermijn, today: date) -> QuerySet[Aanlevering]:
    old = last_made(term.aanleverbestanden_dagen, term, today)
    return Aanlevering.objects.filter(dag__lte=old).exclude(bestandsnaam="")


def raw_files(term: Bewaartermijn, today: date) -> QuerySet[Bestanddeel]:
    """A file that was never finished stays longer, since nothing else holds it; but not above the maximum."""
    done = Q(aanlevering__klaar_op__isnull=False) & Q(
        aanlevering__dag__lte=last_made(term.aanleverbestanden_dagen, term, today)
    )
    return Bestanddeel.objects.filter(done | Q(aanlevering__dag__lte=last_of_maximum(term, today)))


def asked_places(term: Bewaartermijn, today: date) -> QuerySet[Adresplaats]:
    """Which addresses the BAG was asked about: as long as a file of letters is kept."""
    old = last_made(term.afdrukbestanden_dagen, term, today)
    return Adresplaats.objects.filter(gevraagd_op__lte=old).exclude(adres_sleutel="")


def print_files(term: Bewaartermijn, today: date) -> QuerySet[Printronde]:
    old = last_made(term.afdrukbestanden_dagen, term, today)
    return Printronde.objects.filter(dag__lte=old).exclude(pdf__isnull=True, manifest="")


def loose_sms(term: Bewaartermijn, today: date) -> QuerySet[Smsantwoord]:
    """Text messages that belong to no zaak, as long as a line that was refused: nobody knows whose they are."""
    before = last_made(term.geweigerde_regels_dagen, term, today)
    return Smsantwoord.objects.filter(zaak__isnull=True, ontvangen_op__date__lte=before).exclude(
        telefoon="", tekst="", extern_id__isnull=True
    )


def loose_stops(term: Bewaartermijn, today: date) -> QuerySet[Stopverzoek]:
    """A wish to get no SMS from a number without zaak, as long as what is known of that zaak would be kept."""
    before = last_closed(term, today)
    return Stopverzoek.objects.filter(zaak__isnull=True, op__lte=before).exclude(adres_kenmerk="")


def safety_notes(today: date) -> QuerySet[Veiligheidsmelding]:
    """Over is over: no longer in force, so no reason to keep it (R-ADM-6)."""
    return Veiligheidsmelding.objects.filter(einde__lt=today).exclude(
        reden="", adres="", adres_sleutel="", bsn_kenmerk=""
    )


def ended_shv(term: Bewaartermijn, today: date) -> QuerySet[ShvInschrijving]:
    """Ended so long ago that no rule asks for it any more (R-SHV-2), also when no newer list came."""
    return ShvInschrijving.objects.filter(einde__lte=last_of_maximum(term, today)).exclude(bsn_kenmerk="")


def lonely_persons() -> QuerySet[Inwoner]:
    """Persons of whom no signal with data is left."""
    alive = Toets.objects.filter(inwoner=OuterRef("pk"), vroegsignaal__gewist_op__isnull=True)
    return Inwoner.objects.filter(~Exists(alive), gewist_op__isnull=True)

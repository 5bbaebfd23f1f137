"""How a zaak stands when somebody closes it: what was said and offered, and until when partners wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.deadlines import pause_end, pause_start
from tijdig.rules.offer import GESPROKEN
from tijdig.rules.terms import Bereikt

from .models import Afsluiting, Afspraak, Contactpoging, Vroegsignaalzaak


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the page of closing must know beforehand.

    `aanbod`: an offer was made for every signal, so none of them was left alone (R-TER-1). `pauze_tot`: the last
    day of the pause when help is accepted (R-TRM-3).
    """

    gesproken: bool
    aanbod: bool
    pauze_tot: date


def standing_of(zaak: Vroegsignaalzaak, today: date) -> Standing:
    """Read with five queries."""
    signals = Vroegsignaal.objects.filter(zaaksignaal__zaak=zaak)
    return Standing(
        gesproken=is_spoken(zaak),
        aanbod=not signals.filter(opgepakt_op__isnull=True).exists(),
        pauze_tot=pause_at_closing(zaak, today),
    )


def is_spoken(zaak: Vroegsignaalzaak) -> bool:
    """Is the day of a conversation with the resident known already?"""
    return (
        Contactpoging.objects.filter(zaak=zaak, bereikt=Bereikt.JA, soort__in=GESPROKEN).exists()
        or Afspraak.objects.filter(zaak=zaak, stand=Afspraak.Stand.GEWEEST).exists()
    )


def pause_at_closing(zaak: Vroegsignaalzaak, today: date) -> date:
    """The last day of the pause when the zaak is closed with help today: the pause that runs already, or a new one.

    Who made an appointment accepted then; what was accepted before a reopening does not count (R-UIT-5, R-TER-4).
    """
    dagen = policy_on(zaak.ontvangen_op, zaak.gemeente_id).termijnen.incassopauze_dagen
    since = Afsluiting.objects.filter(zaak=zaak).aggregate(sinds=Max("heropend_op"))["sinds"] or date.min
    agreed = Afspraak.objects.filter(zaak=zaak, gemaakt_op__gte=since).exclude(stand=Afspraak.Stand.AFGEZEGD)
    start = pause_start([*agreed.values_list("gemaakt_op", flat=True), today], dagen)
    return pause_end(start or today, dagen)

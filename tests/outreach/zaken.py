"""Zaken that are ready for a letter, made through the acts of the rooms before this one."""

from datetime import timedelta
from typing import Any

from tests import make
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Inwoner
from tijdig.outreach.actions.print_run import make_printronde
from tijdig.outreach.models import Printronde
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Aanpak, Rolsoort

TODAY = make.TODAY + timedelta(days=1)  # a Monday: the first step of a sequence is due on a working day
VISIT_DAY = TODAY + timedelta(days=9)


def gemeente(**more: Any) -> Gemeente:
    """A gemeente that can be called and mailed."""
    values = {"telefoon": "078 770 00 00", "email": "vroegsignalering@dordrecht.example",
              "adresregel1": "Spuiboulevard 300", "adresregel2": "3311 GR  DORDRECHT", **more}  # fmt: skip
    return make.gemeente(**values)


def team() -> Actor:
    """A teamleider: may confirm, handle and print."""
    user = make.user("tineke", Rolsoort.TEAMLEIDER)
    return make.actor(user, Rolsoort.TEAMLEIDER)


def resident(achternaam: str = "Jansen", **more: Any) -> Inwoner:
    """A person with the lines for a letter, as the BRP makes them ready."""
    values = {
        "aanhef": f"Geachte mevrouw {achternaam}", "adresregel1": "Merelhof 1", "adresregel2": "3311 AA DORDRECHT",
        **more,
    }  # fmt: skip
    return make.inwoner(achternaam, **values)


def zaak(
    number: int = 1, *, by: Actor, aanpak: Aanpak = Aanpak.BRIEF, persons: tuple[Inwoner | None, ...] | None = None,
    **signal: Any,
) -> Vroegsignaalzaak:  # fmt: skip
    """A zaak with this approach, one signal per person, of which the first step is due today."""
    if persons is None:
        persons = (resident(f"Jansen-{number}", adresregel1=f"Merelhof {number}"),)
    partner = signal.pop("partner", None) or Signaalpartner.objects.first() or make.partner()
    signals = [make.checked(partner, f"3311AA-{number}", inwoner=person, **signal) for person in persons]
    made = make.zaak(*signals)
    decide_otherwise(made.pk, aanpak=aanpak, reden="proef", versie=made.versie, today=TODAY, by=by)
    made.refresh_from_db()
    return made


def printed(*zaken: Vroegsignaalzaak, by: Actor, **more: Any) -> Printronde:
    values = {"bezoekdag": VISIT_DAY, "dagdeel": "middag", "today": TODAY, "gemeente_code": "0505", **more}
    return make_printronde(zaken=[zaak.pk for zaak in zaken], by=by, **values)

"""The doors of rounds as people see them: where, when, whom to ask for. A constant number of queries.

Nothing here says why somebody is visited, and a door that must not be visited has neither address nor names.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from tijdig.casework.models import ZaakInwoner, ZaakSignaal
from tijdig.outreach.models import Bezoek, Bezoekronde, Deurnotitie
from tijdig.outreach.visits.choosing import announced_to, forbidden_now
from tijdig.outreach.visits.places import places_known
from tijdig.rules.brp_outcome import HOUSEHOLD
from tijdig.rules.terms import Deuruitkomst, Kaartstand
from tijdig.rules.visits import Plaats

MOST_NAMES = 2


@dataclass(frozen=True, kw_only=True)
class Door:
    """One door. `verboden`: nobody goes there (any more); then there is no address and no name.

    `let_op`: what those who walk must know there; gone once the door was done (R-OUT-5).
    """

    bezoek: Bezoek
    adres: str = ""
    plaatsregel: str = ""
    namen: tuple[str, ...] = ()
    personen: int = 0
    aangekondigd: bool = False
    verboden: bool = False
    plek: Plaats | None = None
    let_op: str = ""

    @property
    def gedaan(self) -> bool:
        return bool(self.bezoek.uitkomst)

    @property
    def kaart_vraag(self) -> bool:
        """Whether somebody still has to say if the card was left."""
        return self.bezoek.uitkomst == Deuruitkomst.NIET_THUIS and self.bezoek.kaart == Kaartstand.AFGEDRUKT

    @property
    def tik(self) -> str:
        """A key for the next tap, so that it counts once."""
        return str(uuid4())

    @property
    def hele_ronde(self) -> bool:
        """Whether the window is no narrower than the round."""
        plan = self.bezoek.plan
        return self.bezoek.venster_van <= plan.van and self.bezoek.venster_tot >= plan.tot


def doors_of(bezoeken: Sequence[Bezoek], today: date) -> list[Door]:
    """These doors (with zaak and plan joined), in the order given."""
    ids = [bezoek.zaak_id for bezoek in bezoeken]
    off = forbidden_now([bezoek.zaak_id for bezoek in bezoeken if not bezoek.uitkomst], today)
    places = places_known(bezoek.zaak.adres_sleutel for bezoek in bezoeken)
    names, told, notes = _names(ids), announced_to(ids), _notes(bezoeken)
    found = []
    for bezoek in bezoeken:
        if bezoek.zaak_id in off or bezoek.uitkomst == Deuruitkomst.NIET_BEZOEKEN:
            found.append(Door(bezoek=bezoek, verboden=True))
            continue
        zaak, people = bezoek.zaak, names[bezoek.zaak_id]
        found.append(
            Door(
                bezoek=bezoek, adres=f"{zaak.straat} {zaak.huisnummer}", namen=tuple(people[:MOST_NAMES]),
                plaatsregel=f"{zaak.postcode[:4]} {zaak.postcode[4:]} {zaak.woonplaats}", personen=len(people),
                aangekondigd=zaak.pk in told, plek=places.get(zaak.adres_sleutel),
                let_op=notes.get(zaak.pk, ""),
            )
        )  # fmt: skip
    return found


def doors_of_round(ronde: Bezoekronde, today: date) -> list[Door]:
    """The doors of one round, in order."""
    bezoeken = ronde.bezoeken.select_related("zaak", "plan").order_by("volgorde", "pk")
    return doors_of(list(bezoeken), today)


def _notes(bezoeken: Sequence[Bezoek]) -> dict[int, str]:
    """What to mind at the doors that are still to be done."""
    waiting = [bezoek.zaak_id for bezoek in bezoeken if not bezoek.uitkomst]
    return dict(Deurnotitie.objects.filter(zaak_id__in=waiting).values_list("zaak_id", "tekst"))


def _names(zaken: Sequence[int]) -> dict[int, list[str]]:
    """Whom to ask for: residents as the BRP knows them, else as the partner wrote the name."""
    found: dict[int, list[str]] = defaultdict(list)
    known = ZaakInwoner.objects.filter(zaak_id__in=zaken, inwoner__overleden=False, inwoner__gewist_op=None)
    for zaak, naam, achternaam in known.order_by("pk").values_list(
        "zaak_id", "inwoner__aanschrijfnaam", "inwoner__geslachtsnaam"
    ):
        found[zaak].append(naam or achternaam)
    loose = ZaakSignaal.objects.filter(zaak_id__in=zaken, vroegsignaal__toets__inwoner=None).exclude(
        vroegsignaal__toets__uitkomst__in=HOUSEHOLD  # who died or is a minor is not the one to ask for
    )
    for zaak, first, between, last in loose.values_list(
        "zaak_id", "vroegsignaal__voorletters", "vroegsignaal__voorvoegsel", "vroegsignaal__achternaam"
    ):
        naam = " ".join(filter(None, (first, between, last)))
        if naam and naam not in found[zaak]:
            found[zaak].append(naam)
    return found

"""What the letter of a decision needs to know: which decision, for whom, and what stands in the way (R-UIT-6)."""

from collections.abc import Sequence

from tijdig.casework.models import Besluit, Vroegsignaalzaak, ZaakSignaal
from tijdig.outreach.recipients import Kind, Obstacle, Recipient, recipients_of
from tijdig.rules.terms import Besluitsoort

TEMPLATES = {
    Besluitsoort.PLAN_VAN_AANPAK: "besluit_plan_van_aanpak",
    Besluitsoort.WEIGERING: "besluit_weigering",
}


def refusal_to_write(zaak: Vroegsignaalzaak, besluit: Besluit | None) -> str | None:
    """Why there is no letter to make, in Dutch; None when there is."""
    if zaak.gewist_op:
        return "De gegevens van deze zaak zijn gewist. Er kan geen brief meer worden gemaakt."
    if besluit is None:
        return "Leg eerst in de zaak vast wat er is besloten."
    if Besluitsoort(besluit.soort) not in TEMPLATES:
        return "De inwoner zag zelf van hulp af. Daar hoort geen brief met een besluit bij."
    return None


def besluit_of(zaak: Vroegsignaalzaak) -> Besluit | None:
    """The decision of the closing in force."""
    return Besluit.objects.filter(afsluiting__zaak=zaak, afsluiting__heropend_op__isnull=True).first()


def people_of(zaak: Vroegsignaalzaak) -> Sequence[Recipient]:
    """To whom the decision can be sent: persons of the BRP and their curator; never to a name nobody confirmed."""
    rows = ZaakSignaal.objects.filter(zaak=zaak, vroegsignaal__toets__isnull=False).select_related(
        "vroegsignaal__partner", "vroegsignaal__toets__inwoner__curator"
    )
    found = recipients_of(list(rows))
    return [
        one for one in found if not isinstance(one, Obstacle) and one.kind in (Kind.INWONER, Kind.CURATOR)
    ]

"""What the letter of a decision needs to know: which decision, for whom, and what stands in the way (R-UIT-6)."""

from collections.abc import Sequence

from tijdig.casework.aftercare import COUNTS
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
    if template_of(besluit) is None:
        return "De inwoner zag zelf van hulp af. Daar hoort geen brief met een besluit bij."
    return None


def template_of(besluit: Besluit) -> str | None:
    """Which letter belongs to this decision; None when there is none to write.

    Who saw off help in the talk gets no letter, unless an earlier one must be ended by it.
    """
    told = replaced_letter(besluit) is not None
    return TEMPLATES.get(Besluitsoort(besluit.soort), "besluit_ingetrokken" if told else None)


def replaced_letter(besluit: Besluit) -> Besluit | None:
    """The earlier decision of which the resident may have a letter, and that this one ends."""
    before = besluit.vervangt
    while before is not None and before.brief_op is None:
        before = before.vervangt
    return before


def besluit_of(zaak: Vroegsignaalzaak) -> Besluit | None:
    """The decision of the closing in force."""
    rows = Besluit.objects.filter(COUNTS, afsluiting__zaak=zaak, afsluiting__heropend_op__isnull=True)
    return rows.select_related("vervangt").first()


def people_of(zaak: Vroegsignaalzaak) -> Sequence[Recipient]:
    """To whom the decision can be sent: persons of the BRP and their curator; never to a name nobody confirmed."""
    rows = ZaakSignaal.objects.filter(zaak=zaak, vroegsignaal__toets__isnull=False).select_related(
        "vroegsignaal__partner", "vroegsignaal__toets__inwoner__curator"
    )
    found = recipients_of(list(rows))
    return [
        one for one in found if not isinstance(one, Obstacle) and one.kind in (Kind.INWONER, Kind.CURATOR)
    ]

"""Tags of the start page."""

from django import template

from tijdig.config.frame import link
from tijdig.rules.terms import Aanleverstatus

register = template.Library()

KINDS = {
    Aanleverstatus.ONTVANGEN: "rustig",
    Aanleverstatus.IN_VERWERKING: "let-op",
    Aanleverstatus.VERWERKT: "klaar",
    Aanleverstatus.GEWEIGERD: "dringend",
}


@register.simple_tag
def page_link(page: str, *args: object) -> str:
    """The address of a page by name, or nothing when this installation has no such page."""
    return link(page, *args)


@register.filter
def small_first(sentence: str) -> str:
    """A sentence that goes on after another: 'Er is een telefoonnummer.' → 'er is een telefoonnummer.'."""
    return sentence[:1].lower() + sentence[1:]


@register.filter
def delivery_kind(status: str) -> str:
    """Kind of badge for how far a delivery is."""
    return KINDS[Aanleverstatus(status)]

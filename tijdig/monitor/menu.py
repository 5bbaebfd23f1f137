"""The questions of the monitor beside each other; the months go along from one to the next (R-MON-7)."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest

from .answers import VRAGEN


def menu(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """All pages of the monitor; `here` is the one that is shown."""
    months = kept(request, "van", "tot")
    pages = [
        (found.kort, reverse("monitor:vraag", args=[slug]) + months, slug)
        for slug, (found, _) in VRAGEN.items()
    ]
    pages.append(("Vergelijken", reverse("monitor:vergelijken"), "vergelijken"))
    pages.append(("Verslag", reverse("monitor:verslag"), "verslag"))
    pages.append(("DDAS", reverse("ddas:proef"), "ddas"))
    if Right.LIJSTEN_BEHEREN in request.actor.rights:
        pages.append(("Inlezen", reverse("inlezen:inlezen"), "inlezen"))
    return [{"href": href, "label": label, "active": slug == here} for label, href, slug in pages]


def kept(request: StaffRequest, *names: str) -> str:
    """These choices as they stand in the address, to go on with."""
    chosen = {name: request.GET[name] for name in names if request.GET.get(name)}
    return f"?{urlencode(chosen)}" if chosen else ""

"""Find signals that are in no zaak yet: in doubt, or waiting for their check (R-ROL-3)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from tijdig.intake.models import Vroegsignaal
from tijdig.rules.labels import label
from tijdig.rules.names import split_surname
from tijdig.rules.search import Zoekvraag, in_reference_form
from tijdig.rules.terms import Signaalstatus

from .searching import MOST

WAITING = (
    Signaalstatus.TE_CONTROLEREN,
    Signaalstatus.CONTROLE_MISLUKT,
    Signaalstatus.TWIJFEL,
    Signaalstatus.GECONTROLEERD,
)


def found_signals(vraag: Zoekvraag) -> tuple[list[dict[str, Any]], int]:
    """The first of them as rows, and how many there are. Two queries.

    What waits is little beside what is in a zaak, and has no words kept of it: each is looked at here.
    """
    waiting = Vroegsignaal.objects.filter(
        status__in=WAITING, zaaksignaal__isnull=True, gewist_op__isnull=True
    ).order_by("-crisis", "-ontvangen_op", "-pk")
    facts = waiting.values_list("pk", "achternaam", "bedrijfsnaam", "referentie", "adres_sleutel")
    meant = [pk for pk, *rest in facts.iterator() if _answers(vraag, *rest)]
    rows = Vroegsignaal.objects.select_related("partner", "toets").in_bulk(meant[:MOST])
    return [_row(rows[pk]) for pk in meant[:MOST]], len(meant)


def _answers(vraag: Zoekvraag, achternaam: str, bedrijf: str, referentie: str, sleutel: str) -> bool:
    if vraag.adres is not None:
        return f"{sleutel} ".startswith(f"{vraag.adres.sleutel} ")
    if vraag.referentie and in_reference_form(referentie) == vraag.referentie:
        return True
    return bool(vraag.naam) and any(word.startswith(vraag.naam) for word in _words(achternaam, bedrijf))


def _words(*names: str) -> Iterable[str]:
    for name in names:
        halves = split_surname(name)
        yield from ("".join(halves), *halves)


def _row(signaal: Vroegsignaal) -> dict[str, Any]:
    name = (signaal.voorletters, signaal.voorvoegsel, signaal.achternaam or signaal.bedrijfsnaam)
    return {
        "signaal": signaal,
        "naam": " ".join(filter(None, name)),
        "status": label(Signaalstatus(signaal.status)),
        "href": _where(signaal),
    }


def _where(signaal: Vroegsignaal) -> str:
    """Where somebody can act on this signal; nowhere while it only waits for its turn."""
    if signaal.status == Signaalstatus.TWIJFEL:
        return reverse("checks:item", args=[signaal.toets.pk])
    return reverse("checks:wachtend") if signaal.status == Signaalstatus.CONTROLE_MISLUKT else ""

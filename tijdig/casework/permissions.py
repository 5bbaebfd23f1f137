"""Who may do what with a zaak, and when: a reason in Dutch, or None."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.checks.models import Veiligheidsmelding
from tijdig.referrals.queries import has_kaart, in_force
from tijdig.rules.outcome import REQUIRED, Afsluitgegevens, Fout, Need, faults
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Bereikt, Zaakstatus
from tijdig.rules.triage import NO_VISIT

from .models import Afspraak, Contactpoging, Vroegsignaalzaak, ZaakSignaal


def refusal_to_handle(zaak: Vroegsignaalzaak, by: Actor) -> str | None:
    """May this person record something on this zaak?"""
    return by.refusal_without(Right.ZAKEN_BEHANDELEN) or refusal_when_closed(zaak)


def refusal_when_closed(zaak: Vroegsignaalzaak) -> str | None:
    if zaak.status == Zaakstatus.AFGEROND:
        return "Deze zaak is afgerond. Heropen de zaak als er toch nog iets moet gebeuren."
    return None


def refusal_of_old_version(zaak: Vroegsignaalzaak, versie: int) -> str | None:
    """Two people in one zaak: the second is told, and nobody's work is overwritten."""
    if zaak.versie != versie:
        return "Deze zaak is intussen gewijzigd. Er is niets opgeslagen. Kijk eerst wat er is veranderd."
    return None


def refusal_to_visit(zaak: Vroegsignaalzaak, aanpak: Aanpak, today: date) -> str | None:
    """No visit where none may be made; the reason stays with those who have that right (R-ADM-6)."""
    if aanpak not in HUISBEZOEKEN or not zaken_without_visit([zaak.pk], today):
        return None
    return f"{NO_VISIT} Kies een andere aanpak."


def zaken_without_visit(zaken: Sequence[int], today: date) -> set[int]:
    """Those of these zaken that nobody may visit on `today`, for whatever reason.

    A briefadres is no home, and an address can be on the safety list. One answer for both, so that nobody
    can tell from it which one it was (R-ADM-6).
    """
    unsafe = Veiligheidsmelding.objects.filter(
        adres_sleutel=OuterRef("adres_sleutel"), ingang__lte=today, einde__gte=today
    )
    no_home = ZaakSignaal.objects.filter(zaak=OuterRef("pk"), vroegsignaal__toets__briefadres=True)
    return set(
        Vroegsignaalzaak.objects.filter(Exists(unsafe) | Exists(no_home), pk__in=list(zaken)).values_list(
            "pk", flat=True
        )
    )


def refusal_to_reopen(zaak: Vroegsignaalzaak, by: Actor) -> str | None:
    """R-UIT-5: within the retention term, so as long as the zaak is not erased."""
    if refusal := by.refusal_without(Right.ZAKEN_BEHANDELEN):
        return refusal
    if zaak.status != Zaakstatus.AFGEROND:
        return "Deze zaak is niet afgerond."
    return "De gegevens van deze zaak zijn gewist. Heropenen kan niet meer." if zaak.gewist_op else None


def was_reached(zaak: Vroegsignaalzaak) -> bool:
    """Did anybody speak with the resident? Some end results can only be chosen then (R-UIT-2)."""
    spoken = Afspraak.objects.filter(zaak=zaak, stand=Afspraak.Stand.GEWEEST)
    return Contactpoging.objects.filter(zaak=zaak, bereikt=Bereikt.JA).exists() or spoken.exists()


def faults_of_closing(zaak: Vroegsignaalzaak, gegevens: Afsluitgegevens, today: date) -> tuple[Fout, ...]:
    """What stops this closing, per field; empty = it can be closed (R-UIT-2). For the form and the act alike."""
    needs = REQUIRED[gegevens.eindresultaat]
    kaart = needs.verwezen_naar is not Need.ABSENT and has_kaart(today, needs.domein)
    attempts = Contactpoging.objects.filter(zaak=zaak)
    found = faults(
        gegevens, bereikt=was_reached(zaak), pogingen=attempts.count(), kaart=kaart, today=today,
        ontvangen_op=zaak.ontvangen_op,
    )  # fmt: skip
    if gegevens.organisatie and not in_force(today).filter(pk=gegevens.organisatie).exists():
        found += (Fout(veld="organisatie", uitleg="Deze organisatie staat niet op de sociale kaart van nu."),)
    return found


def refusal_after_closing(zaak: Vroegsignaalzaak, by: Actor) -> str | None:
    """May this person record what came after the closing? The zaak stays closed, within the term (R-UIT-4)."""
    if refusal := by.refusal_without(Right.ZAKEN_BEHANDELEN):
        return refusal
    return "De gegevens van deze zaak zijn gewist. Er kan niets meer bij." if zaak.gewist_op else None


def refusal_to_settle(afspraak: Afspraak, stand: str, today: date) -> str | None:
    """Whether somebody came is known when the day is there; calling off can be done before (R-TRM-1)."""
    if (
        stand in (Afspraak.Stand.GEWEEST, Afspraak.Stand.NIET_GEKOMEN)
        and timezone.localdate(afspraak.moment) > today
    ):
        return "Deze afspraak is nog niet geweest. Afzeggen kan wel."
    return None

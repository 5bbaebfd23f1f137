"""Who may do what with a zaak, and when: a reason in Dutch, or None."""

from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.checks.models import Veiligheidsmelding
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Zaakstatus

from .models import Vroegsignaalzaak


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
        return "Een collega heeft deze zaak intussen gewijzigd. Er is niets opgeslagen. Ververs de pagina en kijk."
    return None


def refusal_to_visit(zaak: Vroegsignaalzaak, aanpak: Aanpak, today: date) -> str | None:
    """No visit where staff must not come; the reason stays with those who have that right (R-ADM-6)."""
    if aanpak not in HUISBEZOEKEN or not must_not_visit(zaak, today):
        return None
    return "Op dit adres is een huisbezoek niet mogelijk. Kies een andere aanpak."


def must_not_visit(zaak: Vroegsignaalzaak, today: date) -> bool:
    return Veiligheidsmelding.objects.filter(
        adres_sleutel=zaak.adres_sleutel, ingang__lte=today, einde__gte=today
    ).exists()


def refusal_to_reopen(zaak: Vroegsignaalzaak, by: Actor) -> str | None:
    """R-UIT-5: within the retention term, so as long as the zaak is not erased."""
    if refusal := by.refusal_without(Right.ZAKEN_BEHANDELEN):
        return refusal
    if zaak.status != Zaakstatus.AFGEROND:
        return "Deze zaak is niet afgerond."
    return "De gegevens van deze zaak zijn gewist. Heropenen kan niet meer." if zaak.gewist_op else None

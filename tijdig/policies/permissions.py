"""Who may do what with a proposal of policy, and when: a reason in Dutch, or None (R-TRI-3)."""

from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.policies.models import Beleidsvoorstel
from tijdig.rules.terms import Voorstelstand

OPEN = (Voorstelstand.CONCEPT, Voorstelstand.VOORGESTELD)
SHORTEST = 3  # signs


def refusal_of_old_version(voorstel: Beleidsvoorstel, versie: int) -> str | None:
    """Two people at one proposal: the second is told, and nobody's work is overwritten."""
    if voorstel.versie != versie:
        return "Dit voorstel is intussen gewijzigd. Er is niets opgeslagen. Kijk eerst wat er is veranderd."
    return None


def refusal_to_change(voorstel: Beleidsvoorstel) -> str | None:
    if voorstel.stand not in OPEN:
        return "Dit voorstel is vastgesteld of ingetrokken. Maak een nieuw voorstel als het anders moet."
    return None


def refusal_of_eyes(voorstel: Beleidsvoorstel, by: Actor) -> str | None:
    """Four eyes: whoever made or proposed it does not decide on it."""
    if by.user_id in (voorstel.voorgesteld_door_id, voorstel.opgesteld_door_id):
        return "U stelde dit kader zelf op. Een tweede persoon stelt het vast."
    return None


def refusal_to_decide(
    voorstel: Beleidsvoorstel, *, geldig_vanaf: date, besluit: str, today: date, by: Actor
) -> str | None:
    """Why this proposal cannot be put in force from that day."""
    if voorstel.stand != Voorstelstand.VOORGESTELD:
        return "Alleen een kader dat is voorgesteld, kan worden vastgesteld."
    if refusal := refusal_of_eyes(voorstel, by):
        return refusal
    if geldig_vanaf <= today:
        return "Kies een eerste dag die nog moet komen. Wat vandaag geldt, verandert niet meer."
    if len(besluit.strip()) < SHORTEST:
        return "Schrijf op wie het besluit nam en wanneer."
    same_day = Beleidsvoorstel.objects.filter(
        onderwerp=voorstel.onderwerp, stand=Voorstelstand.VASTGESTELD, geldig_vanaf=geldig_vanaf
    )
    return "Vanaf die dag geldt al een ander kader. Kies een andere dag." if same_day.exists() else None


def refusal_to_withdraw(voorstel: Beleidsvoorstel, *, today: date, by: Actor) -> str | None:
    """A proposal by who may propose; a decision by who may decide, and only before its first day."""
    if voorstel.stand == Voorstelstand.INGETROKKEN:
        return "Dit voorstel is al ingetrokken."
    if voorstel.stand != Voorstelstand.VASTGESTELD:
        return by.refusal_without(Right.KADER_VOORSTELLEN)
    if voorstel.geldig_vanaf <= today:
        return "Dit kader geldt al. Stel een nieuw kader vast; wat gold, blijft bewaard."
    return by.refusal_without(Right.KADER_VASTSTELLEN)

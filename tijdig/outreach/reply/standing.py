"""Whether a code still opens something, and where it leads: the same answer for unknown and for over (R-OUT-6)."""

from datetime import date

from tijdig.accounts.context import enter
from tijdig.casework.models import Afsluiting
from tijdig.outreach.reply.codes import find, is_code_of
from tijdig.outreach.reply.models import Reactiecode
from tijdig.rules.terms import Zaakstatus

OVER = "Deze code werkt niet. Kijk of u alles goed hebt overgenomen, of bel de gemeente."


def refusal_of_code(code: Reactiecode, today: date) -> str | None:
    """A code ends with its zaak: closed, reopened (that gives a new one), erased, or past its last day."""
    zaak = code.zaak
    over = (
        zaak.status == Zaakstatus.AFGEROND
        or zaak.gewist_op is not None
        or code.kenmerk is None
        or code.geldig_tot < today
        or code.ronde != 1 + Afsluiting.objects.filter(zaak=zaak, heropend_op__isnull=False).count()
    )
    return OVER if over else None


def live_code(code_id: int, *, today: date) -> Reactiecode | None:
    """The code inside the present gemeente, as long as it is valid."""
    code = Reactiecode.objects.select_related("zaak__behandelaar", "gemeente").filter(pk=code_id).first()
    return code if code is not None and refusal_of_code(code, today) is None else None


def enter_by_code(typed: str, *, today: date) -> Reactiecode | None:
    """Work for the gemeente of this code for the rest of the transaction; None when it opens nothing."""
    found = find(typed)
    if found is None:
        return None
    enter(found.gemeente_code)
    for code in Reactiecode.objects.filter(zaak_id=found.zaak_id):
        if is_code_of(code, typed):
            return live_code(code.pk, today=today)
    return None

"""Keep the gemeente's own details: what stands in letters, and what it may ask the BRP."""

from collections.abc import Mapping

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.refusals import require

CHANGEABLE = frozenset(
    {
        "afdeling",
        "adresregel1",
        "adresregel2",
        "telefoon",
        "email",
        "openingstijden",
        "privacypagina",
        "brp_koppeling",
        "brp_buiten_gemeente",
        "shv_koppeling",
        "brieven_via_notify",
    }
)


@transaction.atomic
def change_gemeente(gemeente_code: str, *, gegevens: Mapping[str, str | bool], by: Actor) -> Gemeente:
    """Change what stands in letters and how the BRP is asked (R-BRP-1, R-BRP-7). Errors: Refused; KeyError for
    a field that is not the gemeente's to change."""
    require(by.refusal_without(Right.GEBRUIKERS_BEHEREN))
    if unknown := gegevens.keys() - CHANGEABLE:
        raise KeyError(f"not changeable: {', '.join(sorted(unknown))}")
    gemeente = Gemeente.objects.select_for_update().get(pk=gemeente_code)
    changed = [name for name, value in gegevens.items() if getattr(gemeente, name) != value]
    for name in changed:
        setattr(gemeente, name, gegevens[name])
    gemeente.save(update_fields=changed)
    record(
        "gemeente.gewijzigd", subject=f"gemeente:{gemeente_code}", by=by, ground="avg.32",
        velden=",".join(sorted(changed)),
    )  # fmt: skip
    return gemeente

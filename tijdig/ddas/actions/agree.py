"""Who may collect: the installation knows an afnemer, a gemeente lets it collect her deliveries (R-MON-9)."""

import secrets
from datetime import date

from cryptography import x509
from django.contrib.auth.hashers import make_password
from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.ddas.models import Ddasafnemer, Ddasmachtiging
from tijdig.refusals import Refused, require

SECRET_BYTES = 32


@transaction.atomic
def add_afnemer(
    *, naam: str, klantcode: str, certificaat: bytes, today: date, by: Actor
) -> tuple[Ddasafnemer, str]:
    """A new afnemer, or a new secret for one that is known. Returns it with the secret, which is shown only now.

    `certificaat`: PEM of who signs its requests; empty keeps what was known. Errors: Refused when it cannot be read.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    known = Ddasafnemer.objects.select_for_update().filter(klantcode=klantcode).first()
    afnemer = known or Ddasafnemer(klantcode=klantcode, sinds=today)
    afnemer.naam, afnemer.geheim_hash, afnemer.actief = naam, make_password(secret), True
    if certificaat:
        afnemer.certificaat = _readable(certificaat)
    afnemer.save()
    record("ddasafnemer.vastgelegd", subject=f"ddasafnemer:{afnemer.pk}", by=by, ground="wgs.9",
           nieuw=known is None, ondertekent=bool(afnemer.certificaat))  # fmt: skip
    return afnemer, secret


def _readable(certificaat: bytes) -> str:
    try:
        x509.load_pem_x509_certificate(certificaat)
    except ValueError as error:
        raise Refused("Dit is geen certificaat in PEM-vorm.") from error
    return certificaat.decode()


@transaction.atomic
def withdraw_afnemer(*, klantcode: str, by: Actor) -> Ddasafnemer:
    """Nothing can be collected any more with this code, at once. Errors: Refused when it is not known."""
    afnemer = Ddasafnemer.objects.select_for_update().filter(klantcode=klantcode).first()
    if afnemer is None:
        raise Refused(f"Er is geen afnemer met de code {klantcode}.")
    afnemer.actief = False
    afnemer.save(update_fields=["actief"])
    record("ddasafnemer.ingetrokken", subject=f"ddasafnemer:{afnemer.pk}", by=by, ground="wgs.9")
    return afnemer


def grant_machtiging(*, afnemer_id: int, gemeente_code: str, today: date, by: Actor) -> Ddasmachtiging:
    """From today this afnemer may collect the deliveries of the gemeente. Errors: Refused without the right."""
    require(by.refusal_without(Right.DDAS_LEVEREN))
    with working_for(gemeente_code):
        active = Ddasafnemer.objects.filter(pk=afnemer_id, actief=True).exists()
        require(None if active else "Deze afnemer is niet meer actief.")
        machtiging, made = Ddasmachtiging.objects.get_or_create(
            gemeente_id=gemeente_code, afnemer_id=afnemer_id, einde=None, defaults={"ingang": today, "door": str(by)},
        )  # fmt: skip
        record(
            "ddasmachtiging.gegeven", subject=f"ddasafnemer:{afnemer_id}", by=by, ground="wgs.9", nieuw=made
        )
    return machtiging


def withdraw_machtiging(*, afnemer_id: int, gemeente_code: str, today: date, by: Actor) -> None:
    """From today it may not any more. Errors: Refused without the right, or when it might not before."""
    require(by.refusal_without(Right.DDAS_LEVEREN))
    with working_for(gemeente_code):
        ended = Ddasmachtiging.objects.filter(afnemer_id=afnemer_id, einde__isnull=True).update(einde=today)
        require(None if ended else "Deze afnemer had geen toestemming om op te halen.")
        record("ddasmachtiging.ingetrokken", subject=f"ddasafnemer:{afnemer_id}", by=by, ground="wgs.9")

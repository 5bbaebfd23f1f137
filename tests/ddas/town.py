"""A gemeente with meldingen of every kind, some of people whose BSN is known; and keys to sign with."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from tests import make
from tests.monitor.town import fill
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Toets
from tijdig.connectors.jades import SigningKey
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Bericht, PartnerType
from tijdig.sealed import fingerprint, seal

CODE = "0505"
MONTHS = [date(2026, month, 1) for month in range(4, 10)]
BSN = "999990019"
PASSWORD = "niet-echt"


def town(seed: int = 3, size: int = 40) -> list[Vroegsignaalzaak]:
    """Meldingen from April up to September; every third signal is of somebody with a BSN."""
    make.gemeente(CODE, email="team@dordrecht.example", telefoon="14 078")
    make.partner(gemeente_code=CODE)
    make.partner(
        "22222222", "Welzo Zorg", ("zorgverzekering",), PartnerType.ZORGVERZEKERAAR, gemeente_code=CODE
    )
    make.partner(
        "33333333", "Stroomwiel", ("elektriciteit",), PartnerType.ENERGIELEVERANCIER, gemeente_code=CODE
    )
    made = fill(seed, MONTHS, size)
    somebody = make.inwoner(bsn_zegel=seal(BSN), bsn_kenmerk=fingerprint(BSN), geslacht="V")
    third = [
        pk for n, pk in enumerate(Toets.objects.order_by("pk").values_list("pk", flat=True)) if n % 3 == 0
    ]
    Toets.objects.filter(pk__in=third).update(inwoner=somebody)
    cak = make.signaal(
        Signaalpartner.objects.first(), "3311AA-9", ontvangen=MONTHS[3], bericht=Bericht.CAK_WANBETALER
    )
    assert cak.bericht == Bericht.CAK_WANBETALER
    gone = make.signaal(Signaalpartner.objects.first(), "3311AA-9", ontvangen=MONTHS[3])
    Vroegsignaal.objects.filter(pk=gone.pk).update(gewist_op=MONTHS[5], **Vroegsignaal.Personal.erase)
    return made


def certificate(name: str) -> SigningKey:
    """A key with a certificate that it signed itself, for one day."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    return SigningKey(key=key, chain=[made], kid=name)


def keep(key: SigningKey, folder: Path) -> Path:
    """The key as a PKCS#12 file with a password."""
    path = folder / "sleutel.p12"
    raw = pkcs12.serialize_key_and_certificates(
        b"tijdig", key.key, key.chain[0], None, BestAvailableEncryption(PASSWORD.encode())
    )
    path.write_bytes(raw)
    return path


def pem(key: SigningKey) -> bytes:
    return key.chain[0].public_bytes(Encoding.PEM)

"""Sign and check a message as the DDAS koppelvlak prescribes: a detached JAdES over the digest in its header.

What is signed is `BASE64URL(protected) . "digest: SHA-256=..."`: the HttpHeaders mechanism, in which the payload is the
named header itself, unencoded. The certificate travels along but gives no trust: who checks, knows the sender's own.
Source: DDAS-VS API 2.0.0, header `nlgov-adr-payload-sig`; ETSI TS 119 182-1, 5.2.8.2; RFC 7515, 7797 and 3230.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

MECHANISM = {"mId": "http://uri.etsi.org/19182/HttpHeaders", "pars": ["digest"]}
PS256 = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=SHA256.digest_size)
LARGEST_HEADER = 32_000


class NotSigned(Exception):
    """The signature or the digest is not right. Says which, in Dutch."""


class NoSigningKey(Exception):
    """There is no key to sign with, or it cannot be read."""


@dataclass(frozen=True, kw_only=True, repr=False)
class SigningKey:
    """A private key with the certificate it belongs to and those above it."""

    key: RSAPrivateKey
    chain: Sequence[x509.Certificate]
    kid: str


def read_key(pkcs12_file: bytes, password: str, kid: str) -> SigningKey:
    """Errors: NoSigningKey when the file or its password is not right, or it holds no RSA key."""
    try:
        found = pkcs12.load_pkcs12(pkcs12_file, password.encode() or None)
    except ValueError as error:
        raise NoSigningKey from error
    if not isinstance(found.key, RSAPrivateKey) or found.cert is None:
        raise NoSigningKey
    chain = (found.cert.certificate, *(one.certificate for one in found.additional_certs))
    return SigningKey(key=found.key, chain=chain, kid=kid)


def digest_of(body: bytes) -> str:
    """The value of the header `Digest`."""
    return digest_from(hashlib.sha256(body).digest())


def digest_from(sha256: bytes) -> str:
    """The same of what was hashed while it was written."""
    return "SHA-256=" + base64.b64encode(sha256).decode()


def sign(digest: str, key: SigningKey) -> str:
    """The value of the header `nlgov-adr-payload-sig` beside this digest."""
    certificates = [base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in key.chain]
    protected = {
        "alg": "PS256",
        "b64": False,
        "crit": ["sigD", "b64"],
        "kid": key.kid,
        "x5c": certificates,
        "sigD": MECHANISM,
    }
    head = _encoded(json.dumps(protected, separators=(",", ":")).encode())
    return f"{head}..{_encoded(key.key.sign(_signed(head, digest), PS256, SHA256()))}"


def check(body: bytes, *, digest: str, signature: str, certificate: x509.Certificate, now: datetime) -> None:
    """Is this body what the holder of this certificate sent? Errors: NotSigned. `now` has a time zone."""
    if not hmac.compare_digest(digest.encode(), digest_of(body).encode()):
        raise NotSigned("De header Digest past niet bij de inhoud.")
    head, protected, value = _taken_apart(signature)
    if not _is_profile(protected):
        raise NotSigned("De handtekening volgt niet het profiel van DDAS.")
    if _first_certificate(protected) != certificate:
        raise NotSigned("De handtekening is niet gezet met het certificaat dat bekend is.")
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise NotSigned("Het certificaat is niet geldig op deze dag.")
    public = certificate.public_key()
    if not isinstance(public, RSAPublicKey):
        raise NotSigned("Het certificaat heeft geen RSA-sleutel.")
    try:
        public.verify(value, _signed(head, digest), PS256, SHA256())
    except InvalidSignature as error:
        raise NotSigned("De handtekening klopt niet.") from error


def _signed(head: str, digest: str) -> bytes:
    return f"{head}.digest: {digest}".encode()


def _taken_apart(signature: str) -> tuple[str, dict[str, object], bytes]:
    head, _, value = signature.partition("..")
    try:
        if not value or len(signature) > LARGEST_HEADER:
            raise ValueError
        protected = json.loads(_decoded(head))
        decoded = _decoded(value)
    except (ValueError, binascii.Error) as error:
        raise NotSigned("De header nlgov-adr-payload-sig is niet te lezen.") from error
    if not isinstance(protected, dict):
        raise NotSigned("De header nlgov-adr-payload-sig is niet te lezen.")
    return head, protected, decoded


def _is_profile(protected: dict[str, object]) -> bool:
    crit = protected.get("crit")
    return (
        protected.get("alg") == "PS256"
        and protected.get("b64") is False
        and isinstance(crit, list)
        and sorted(map(str, crit)) == ["b64", "sigD"]
        and protected.get("sigD") == MECHANISM
    )


def _first_certificate(protected: dict[str, object]) -> x509.Certificate | None:
    x5c = protected.get("x5c")
    try:
        return (
            x509.load_der_x509_certificate(base64.b64decode(str(x5c[0]))) if isinstance(x5c, list) else None
        )
    except (ValueError, IndexError):
        return None


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

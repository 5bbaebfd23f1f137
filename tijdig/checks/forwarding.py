"""What is sent on to another gemeente: the signal in the public layout, and a sealed package for it (R-BRP-7).

The package is a zip with AES-256 (WinZip AE-2): it opens with common programs and the passphrase. Names of
files inside are not hidden, so they say nothing. Source: Awb art. 2:3; AVG art. 32.
"""

import io
import json
import secrets
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyzipper
import typst

from tijdig.accounts.models import Gemeente
from tijdig.intake.layout import STEPS
from tijdig.intake.models import Vroegsignaal
from tijdig.rules import address
from tijdig.rules.notation import MONTHS

from .models import Doorzending, Toets

SOURCE = Path(__file__).parent / "begeleidende_brief.typ"
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else


def as_delivery(doorzending: Doorzending) -> bytes:
    """The signal as JSON of the public layout, version 1: one object in a list. No BSN; there is no column for it.

    The steps of social collection were judged by the gemeente that sends it on, so they are stated. The
    address is where the BRP says the person lives, when it said so.
    """
    signaal = doorzending.vroegsignaal
    line: dict[str, Any] = {
        "referentie": signaal.referentie, "soort": signaal.soort, "bericht": signaal.bericht,
        "voorletters": signaal.voorletters, "voorvoegsel": signaal.voorvoegsel, "achternaam": signaal.achternaam,
        "bedrijfsnaam": signaal.bedrijfsnaam, "geboortedatum": signaal.geboortedatum, **_home(signaal),
        "telefoon": signaal.telefoon, "email": signaal.email,
        "bedrag": f"{signaal.bedrag // 100},{signaal.bedrag % 100:02d}",
        "vervaldatum": signaal.vervaldatum.isoformat(), "termijnen": signaal.termijnen,
        "signaaldatum": signaal.signaaldatum.isoformat(), **dict.fromkeys(STEPS, "ja"),
        "warme_overdracht": "ja" if signaal.warme_overdracht else "nee",
    }  # fmt: skip
    filled = {name: value for name, value in line.items() if value not in ("", None)}
    return json.dumps([filled], ensure_ascii=False, indent=1).encode()


def _home(signaal: Vroegsignaal) -> dict[str, str]:
    delivered = {
        "straat": signaal.straat, "postcode": signaal.postcode, "huisnummer": str(signaal.huisnummer),
        "huisletter": signaal.huisletter, "toevoeging": signaal.toevoeging, "woonplaats": signaal.woonplaats,
    }  # fmt: skip
    toets = Toets.objects.filter(vroegsignaal=signaal).first()
    found = address.normalise(postcode=toets.postcode, huisnummer=toets.huisnummer) if toets else None
    if toets is None or found is None or toets.postcode == signaal.postcode:
        return delivered
    return {
        "straat": toets.straat, "postcode": found.postcode, "huisnummer": str(found.huisnummer),
        "huisletter": found.huisletter, "toevoeging": found.toevoeging, "woonplaats": toets.woonplaats,
    }  # fmt: skip


def new_passphrase() -> str:
    """Twenty signs in fours, 2^99 of them: to read out over the telephone."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(5))


def sealed_package(doorzending: Doorzending, *, wachtwoord: str, van: Gemeente, dag: date) -> bytes:
    """A zip with the signal and a covering letter, both readable only with the passphrase."""
    stream = io.BytesIO()
    with pyzipper.AESZipFile(
        stream, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as package:
        package.setpassword(wachtwoord.encode())
        package.writestr("signaal.json", as_delivery(doorzending))
        package.writestr("begeleidende-brief.pdf", covering_letter(doorzending, van=van, dag=dag))
    return stream.getvalue()


def covering_letter(doorzending: Doorzending, *, van: Gemeente, dag: date) -> bytes:
    """A PDF/UA letter from gemeente to gemeente. It names nobody: who it is about stands in the signal."""
    data = {
        "van": van.naam, "afdeling": van.afdeling, "adres": [van.adresregel1, van.adresregel2],
        "telefoon": van.telefoon, "email": van.email, "naar": doorzending.naar,
        "datum": f"{dag.day} {MONTHS[dag.month - 1]} {dag.year}", "kenmerk": f"D{doorzending.pk}",
    }  # fmt: skip
    made = typst.compile(
        SOURCE,
        root=SOURCE.parent,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"brief": json.dumps(data)},
        timestamp=datetime.combine(dag, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made

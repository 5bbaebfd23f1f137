"""The lists of feedback: partners with what waits, and the files that were made."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from tijdig.accounts.tables import Choice, Column, Table

GROUND = "wgs.8.2"

PARTNERS = Table(
    name="terugkoppeling",
    ground=GROUND,
    columns=(
        Column(key="partner", label="Partner", by=lambda x: x.partner.naam.casefold(), cell=lambda x: x.partner.naam),
        Column(key="klaar", label="Staat klaar", by=lambda x: x.waiting, cell=lambda x: x.waiting, numeric=True),
        Column(key="uiterlijk", label="Uiterlijk", by=lambda x: x.due or date.max, cell=lambda x: x.due),
        Column(
            key="laatste", label="Laatste bestand", by=lambda x: x.last.dag if x.last else date.min,
            cell=lambda x: x.last.dag if x.last else "",
        ),
    ),
    choices=(
        Choice(
            key="klaar", label="Staat klaar",
            options={
                "ja": ("Er staat iets klaar", lambda x: x.waiting > 0),
                "nee": ("Er staat niets klaar", lambda x: x.waiting == 0),
            },
        ),
        Choice(
            key="opgehaald", label="Laatste bestand",
            options={
                "ja": ("Opgehaald", lambda x: x.last is not None and x.last.opgehaald_op is not None),
                "nee": ("Nog niet opgehaald", lambda x: x.last is not None and x.last.opgehaald_op is None),
            },
        ),
    ),
)  # fmt: skip

FILES = Table(
    name="terugkoppelbestanden",
    ground=GROUND,
    columns=(
        Column(key="partner", label="Partner", order=("partner__naam",), cell=lambda f: f.partner.naam),
        Column(key="gemaakt", label="Gemaakt", order=("gemaakt_op",), cell=lambda f: f.dag),
        Column(key="signalen", label="Signalen", order=("aantal",), cell=lambda f: f.aantal, numeric=True),
        Column(
            key="opgehaald", label="Opgehaald", order=("opgehaald_op",),
            cell=lambda f: f"{timezone.localtime(f.opgehaald_op):%Y-%m-%d %H:%M}" if f.opgehaald_op else "",
        ),
        Column(key="bestand", label="Bestand", cell=lambda f: f.pk, shown=False),
    ),
    choices=(
        Choice(
            key="opgehaald", label="Opgehaald",
            options={"ja": ("Ja", Q(opgehaald_op__isnull=False)), "nee": ("Nog niet", Q(opgehaald_op__isnull=True))},
        ),
    ),
)  # fmt: skip

"""The lists of letters, messages and replies: columns, filters, how they sort, and as a file without addresses."""

from django.db.models import Q
from django.utils import timezone

from tijdig.accounts.tables import Choice, Column, Table
from tijdig.rules.labels import label
from tijdig.rules.terms import Berichtstand, Kanaal, Reactiesoort, Sjabloonsoort

from .message_planning import TITLES
from .queries import stand_of

GROUND = "wgs.3.1.b"

RUNS = Table(
    name="printrondes",
    ground=GROUND,
    columns=(
        Column(key="dag", label="Printronde", order=("dag",), cell=lambda r: r.dag),
        Column(key="aantal", label="Brieven", order=("aantal",), cell=lambda r: r.aantal, numeric=True),
        Column(
            key="door", label="Gemaakt door", order=("door__first_name", "door__last_name"),
            cell=lambda r: r.door or "Tijdig",
        ),
        Column(key="stand", label="Stand", cell=lambda r: stand_of(r).text),
    ),
    choices=(
        Choice(
            key="stand", label="Stand",
            options={
                "wacht": ("Wordt opgemaakt", Q(klaar_op__isnull=True)),
                "klaar": ("Klaar om af te drukken", Q(klaar_op__isnull=False, afgedrukt_op__isnull=True)),
                "afgedrukt": ("Afgedrukt", Q(afgedrukt_op__isnull=False)),
            },
        ),
    ),
)  # fmt: skip

MESSAGES = Table(
    name="berichten",
    ground=GROUND,
    columns=(
        Column(key="zaak", label="Zaak", order=("zaak__kenmerk",), cell=lambda b: b.zaak.kenmerk),
        Column(
            key="bericht", label="Bericht", order=("sjabloon",), cell=lambda b: TITLES.get(b.sjabloon, b.sjabloon)
        ),
        Column(key="soort", label="Soort", cell=lambda b: label(Sjabloonsoort(b.soort)), shown=False),
        Column(key="kanaal", label="Kanaal", cell=lambda b: label(Kanaal(b.kanaal)), shown=False),
        Column(
            key="gemaakt", label="Gemaakt", order=("gemaakt_op",),
            cell=lambda b: f"{timezone.localtime(b.gemaakt_op):%Y-%m-%d %H:%M}",
        ),
        Column(key="stand", label="Stand", order=("stand",), cell=lambda b: label(Berichtstand(b.stand))),
        Column(key="reden", label="Reden", cell=lambda b: b.reden, shown=False),
    ),
    choices=(
        Choice(
            key="stand", label="Stand",
            options={stand.value: (label(stand), Q(stand=stand)) for stand in Berichtstand},
        ),
        Choice(
            key="soort", label="Soort",
            options={
                soort.value: (label(soort), Q(soort=soort)) for soort in (Sjabloonsoort.SMS, Sjabloonsoort.EMAIL)
            },
        ),
    ),
)  # fmt: skip

REPLIES = Table(
    name="reacties",
    ground=GROUND,
    columns=(
        Column(key="zaak", label="Zaak", order=("zaak__straat", "zaak__huisnummer"), cell=lambda r: r.zaak.kenmerk),
        Column(key="antwoord", label="Antwoord", order=("soort",), cell=lambda r: label(Reactiesoort(r.soort))),
        Column(
            key="binnen", label="Binnen", order=("gemaakt_op",),
            cell=lambda r: f"{timezone.localtime(r.gemaakt_op):%Y-%m-%d %H:%M}",
        ),
        Column(
            key="behandelaar", label="Behandelaar",
            order=("zaak__behandelaar__first_name", "zaak__behandelaar__last_name"),
            cell=lambda r: r.zaak.behandelaar or "nog niemand",
        ),
    ),
    choices=(
        Choice(
            key="soort", label="Antwoord",
            options={soort.value: (label(soort), Q(soort=soort)) for soort in Reactiesoort},
        ),
        Choice(
            key="behandelaar", label="Behandelaar",
            options={"niemand": ("Nog niemand", Q(zaak__behandelaar__isnull=True)),
                     "iemand": ("Iemand", Q(zaak__behandelaar__isnull=False))},
        ),
    ),
)  # fmt: skip

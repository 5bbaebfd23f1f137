"""The list of what was handed to schuldhulpverlening: how it sorts and filters, and as a file without addresses."""

from django.db.models import Q

from tijdig.accounts.tables import Choice, Column, Table

GIVEN = Table(
    name="overdrachten",
    ground="wgs.3.1.b",
    on_top=("-crisis",),  # R-TRM-2
    columns=(
        Column(key="adres", label="Zaak", order=("postcode", "huisnummer")),
        Column(key="kenmerk", label="Kenmerk", cell=lambda z: z.kenmerk, shown=False),
        Column(key="crisis", label="Crisis", cell=lambda z: "ja" if z.crisis else "nee", shown=False),
        Column(
            key="behandelaar", label="Behandelaar", shown=False, cell=lambda z: z.behandelaar or "nog niemand"
        ),
        Column(
            key="professional", label="Schuldhulpverlener", order=("professional",),
            cell=lambda z: z.professional or "niet bekend",
        ),
        Column(key="ontvangen", label="Ontvangen", order=("ontvangen_op",), cell=lambda z: z.ontvangen_op),
        Column(
            key="stand", label="Stand", order=("aangenomen",),
            cell=lambda z: "neemt contact op" if z.aangenomen else "nog niet aangenomen",
        ),
    ),
    choices=(
        Choice(
            key="stand", label="Stand",
            options={
                "nee": ("Nog niet aangenomen", Q(aangenomen=False)),
                "ja": ("Neemt contact op", Q(aangenomen=True)),
            },
        ),
        Choice(
            key="professional", label="Schuldhulpverlener",
            options={
                "bekend": ("Bekend", Q(professional__isnull=False)),
                "niet": ("Niet bekend", Q(professional__isnull=True)),
            },
        ),
    ),
)  # fmt: skip

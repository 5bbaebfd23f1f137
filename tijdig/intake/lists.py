"""The list of deliveries: its columns, how it sorts, and as a file."""

from tijdig.accounts.tables import Column, Table
from tijdig.rules.labels import label
from tijdig.rules.terms import Aanleverstatus

DELIVERIES = Table(
    name="aanleveringen",
    ground="wgs.3.1.b",
    columns=(
        Column(key="partner", label="Partner", order=("partner__naam",), cell=lambda a: a.partner.naam),
        Column(key="dag", label="Dag", order=("dag", "ontvangen_op"), cell=lambda a: a.dag),
        Column(key="regels", label="Regels", order=("regels",), cell=lambda a: a.regels, numeric=True),
        Column(key="delen", label="Toegelaten, geweigerd, dubbel"),
        Column(key="toegelaten", label="Toegelaten", cell=lambda a: a.toegelaten, shown=False),
        Column(key="geweigerd", label="Geweigerd", cell=lambda a: a.geweigerd, shown=False),
        Column(key="dubbel", label="Dubbel", cell=lambda a: a.dubbel, shown=False),
        Column(
            key="status", label="Status", order=("status",), cell=lambda a: label(Aanleverstatus(a.status))
        ),
    ),
)

"""The sociale kaart as a list: its columns and how it sorts. As a file it has a form of its own, to read in again."""

from tijdig.accounts.tables import Column, Table
from tijdig.referrals.queries import domains_of, room_of

KAART = Table(
    name="sociale-kaart",
    ground="leidraad.8.8.3",
    columns=(
        Column(key="naam", label="Organisatie", order=("naam",), cell=lambda o: o.naam),
        Column(key="domeinen", label="Helpt met", order=("domeinen",), cell=domains_of),
        Column(key="plek", label="Plek", order=("volgorde", "wachttijd_weken"), cell=room_of),
        Column(key="contact", label="Contact", order=("contact",), cell=lambda o: o.contact),
        Column(key="telefoon", label="Telefoon", cell=lambda o: o.telefoon, shown=False),
        Column(key="email", label="E-mail", cell=lambda o: o.email, shown=False),
    ),
)

"""What the sociale kaart says on a day."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.terms import Domein, Plek

from .models import Organisatie

ORDER = {Plek.OPEN: 0, Plek.WACHTTIJD: 1, Plek.VOL: 2}
SHOWN = 8  # beside one choice; more is found by searching


def in_force(today: date) -> QuerySet[Organisatie]:
    """Organisations one can refer to today."""
    return Organisatie.objects.filter(
        Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=today), geldig_van__lte=today
    )


def has_kaart(today: date, domein: Domein | None) -> bool:
    """Is there anybody to choose from? A gemeente without a sociale kaart writes a name itself."""
    rows = in_force(today)
    return (rows.filter(domeinen__contains=[domein.value]) if domein else rows).exists()


def found(today: date, *, zoek: str = "", domein: Domein | None = None) -> QuerySet[Organisatie]:
    """Those that fit, with room first. Every word of `zoek` must stand in the name or in what they do."""
    rows = in_force(today)
    if domein is not None:
        rows = rows.filter(domeinen__contains=[domein.value])
    for word in zoek.split()[:6]:
        rows = rows.filter(Q(naam__icontains=word) | Q(omschrijving__icontains=word))
    room = Case(*(When(plek=p, then=Value(n)) for p, n in ORDER.items()), output_field=IntegerField())
    return rows.annotate(volgorde=room).order_by("volgorde", "naam", "pk")


def room_of(organisatie: Organisatie) -> str:
    """Is there room, in words."""
    weeks = organisatie.wachttijd_weken
    if weeks is not None:
        return f"Wachttijd {weeks} {'week' if weeks == 1 else 'weken'}"
    return label(Plek(organisatie.plek))


def about(organisatie: Organisatie) -> str:
    """One line beside the choice: room, what they do, how to reach them."""
    reach = ", ".join(filter(None, [organisatie.contact, organisatie.telefoon, organisatie.email]))
    parts = (f"{room_of(organisatie)}.", organisatie.omschrijving, f"Contact: {reach}." if reach else "")
    return " ".join(filter(None, parts))


def domains_of(organisatie: Organisatie) -> str:
    """With what they help, in a sentence."""
    return ", ".join(label_in_sentence(Domein(d)) for d in organisatie.domeinen)

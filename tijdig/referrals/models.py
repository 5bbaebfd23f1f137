from django.contrib.postgres.fields import ArrayField
from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.rules.terms import Domein, Plek


class Organisatie(OfGemeente):
    """An organisation of the sociale kaart of a gemeente (R-UIT-2). Source: Leidraad 8.8.3.

    Who is contacted there acts for an organisation; that is kept as long as the organisation is.
    """

    naam = models.CharField(max_length=120)
    domeinen = ArrayField(models.CharField(max_length=20))
    schuldhulpverlening = models.BooleanField(
        default=False, help_text="decides on schuldhulpverlening, so the term of Wgs 4a runs (R-TRM-4)"
    )
    omschrijving = models.TextField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    adres = models.CharField(max_length=160, blank=True)
    plek = models.CharField(max_length=20, default=Plek.OPEN)
    wachttijd_weken = models.PositiveSmallIntegerField(null=True)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, help_text="last day; empty = no end")

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            one_of("plek", Plek, name="organisatie_plek_known"),
            models.CheckConstraint(
                condition=models.Q(domeinen__contained_by=[str(d) for d in Domein])
                & models.Q(domeinen__len__gte=1),
                name="organisatie_domein_known",
            ),
            models.CheckConstraint(
                condition=models.Q(plek=Plek.WACHTTIJD) ^ models.Q(wachttijd_weken__isnull=True),
                name="organisatie_wachttijd_in_weken",
            ),
            models.CheckConstraint(
                condition=models.Q(geldig_tot__isnull=True)
                | models.Q(geldig_tot__gte=models.F("geldig_van")),
                name="organisatie_ends_after_start",
            ),
            models.UniqueConstraint(fields=["gemeente", "naam", "geldig_van"], name="organisatie_once"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "naam", "domeinen", "schuldhulpverlening", "omschrijving", "contact", "telefoon",
            "email", "adres", "plek", "wachttijd_weken", "geldig_van", "geldig_tot",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.naam

"""The cube of a gemeente: anonymous counts per month, and the one thing per zaak that erasing would take away."""

from django.db import models

from tijdig.accounts.tenant import OfGemeente
from tijdig.casework.models import Vroegsignaalzaak


class Kubuscel(OfGemeente):
    """One figure of one month: teller and noemer, with the definition by which it was counted (R-MON-1, R-MON-3)."""

    maand = models.DateField(help_text="first day of the month of the signal or melding")
    indicator = models.CharField(max_length=4)
    dimensie = models.CharField(max_length=20, blank=True, help_text="by what it is split; empty: not at all")
    waarde = models.CharField(max_length=80, blank=True)
    definitie = models.CharField(max_length=4)
    teller = models.BigIntegerField()
    noemer = models.BigIntegerField(null=True, help_text="empty: a count without a base")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "indicator", "dimensie", "maand", "waarde", "definitie"],
                name="kubuscel_once",
            ),
        ]

    class Personal:
        # Counts; nobody is in it. Own staff see them unrounded, others only through rules.suppression.
        keep = {"id", "gemeente", "maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.indicator} {self.maand:%Y-%m} {self.dimensie} {self.waarde}"


class Kubusstand(OfGemeente):
    """When the cube was last counted."""

    gebouwd_op = models.DateTimeField()
    dag = models.DateField(help_text="the day as of which terms were judged")
    cellen = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente"], name="kubusstand_once")]

    class Personal:
        keep = {"id", "gemeente", "gebouwd_op", "dag", "cellen"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Kubus van {self.gemeente_id}"


class Meldingfeit(OfGemeente):
    """How many months back the nearest earlier signal on the address lies: counted while the address is known."""

    zaak = models.OneToOneField(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="meldingfeit")
    maanden_terug = models.IntegerField(null=True, help_text="empty: no earlier signal")

    class Personal:
        keep = {"id", "gemeente", "zaak", "maanden_terug"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Feit van zaak {self.zaak_id}"

"""The cube of a gemeente: anonymous counts per month, and the one thing per zaak that erasing would take away."""

from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.rules.terms import Cijferbron


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


class Cijferlevering(models.Model):
    """Figures of gemeenten that came in at one time. Shared by the installation: they are about no person."""

    bron = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, help_text="of the file; empty when there was none")
    ingelezen_op = models.DateTimeField()
    cellen = models.IntegerField()

    class Meta:
        constraints = [one_of("bron", Cijferbron, name="cijferlevering_bron_known")]

    class Personal:
        keep = {"id", "bron", "sha256", "ingelezen_op", "cellen"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.bron} {self.ingelezen_op:%Y-%m-%d}"


class Vergelijkcel(models.Model):
    """One figure of one gemeente and month, to be compared (R-MON-5). Only `comparing.cells` reads it, and protects."""

    levering = models.ForeignKey(Cijferlevering, on_delete=models.PROTECT, related_name="vergelijkcellen")
    bron = models.CharField(max_length=20)
    code = models.CharField(
        max_length=4, help_text="of CBS; a gemeente that need not be in this installation"
    )
    maand = models.DateField()
    indicator = models.CharField(max_length=4)
    definitie = models.CharField(max_length=4)
    teller = models.BigIntegerField()
    noemer = models.BigIntegerField(null=True, help_text="empty: a count without a base")

    class Meta:
        constraints = [
            one_of("bron", Cijferbron, name="vergelijkcel_bron_known"),
            models.UniqueConstraint(
                fields=["bron", "code", "maand", "indicator", "definitie"], name="vergelijkcel_once"
            ),
            models.CheckConstraint(
                condition=models.Q(teller__gte=0)
                & (models.Q(noemer__isnull=True) | models.Q(noemer__gte=models.F("teller"))),
                name="vergelijkcel_part_of_whole",
            ),
        ]

    class Personal:
        # Counts of whole gemeenten; nobody sees them but through rules.suppression.
        keep = {"id", "levering", "bron", "code", "maand", "indicator", "definitie", "teller", "noemer"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.code} {self.maand:%Y-%m} {self.indicator}"


class GepubliceerdCijfer(models.Model):
    """A figure as somebody published it, with its source: shown beside our own, never counted with."""

    levering = models.ForeignKey(Cijferlevering, on_delete=models.PROTECT, related_name="gepubliceerd")
    gebied = models.CharField(max_length=4, help_text="code of a gemeente; NL: the Netherlands")
    periode = models.CharField(max_length=10, help_text="2024, 2024H1, 2024K3 or 2024-03")
    cijfer = models.CharField(max_length=40)
    waarde = models.DecimalField(max_digits=14, decimal_places=4)
    eenheid = models.CharField(max_length=80)
    herkomst = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gebied", "periode", "cijfer"], name="gepubliceerd_once")
        ]

    class Personal:
        keep = {"id", "levering", "gebied", "periode", "cijfer", "waarde", "eenheid", "herkomst"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.gebied} {self.periode} {self.cijfer}"

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak


class Printronde(OfGemeente):
    """One batch of letters in postal order, with its manifest (R-OUT-3)."""

    gemaakt_op = models.DateTimeField(auto_now_add=True)
    dag = models.DateField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    aantal = models.IntegerField()
    manifest = models.TextField(blank=True, help_text="CSV without names")
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    klaar_op = models.DateTimeField(null=True, help_text="the PDF is made; until then the run waits")
    afgedrukt_op = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    class Personal:
        keep = {
            "id", "gemeente", "gemaakt_op", "dag", "door", "aantal", "manifest", "sha256", "klaar_op", "afgedrukt_op",
        }  # fmt: skip
        erase = {"pdf": None}

    def __str__(self) -> str:
        return f"Printronde {self.pk}"


class Brief(OfGemeente):
    """One letter to one resident. The same step of a zaak is never written twice (R-OUT-3)."""

    printronde = models.ForeignKey(Printronde, on_delete=models.PROTECT, related_name="brieven")
    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="brieven")
    contactpoging = models.OneToOneField(Contactpoging, on_delete=models.PROTECT, related_name="brief")
    volgnummer = models.IntegerField(help_text="place in postal order, from 1")
    stap = models.CharField(max_length=40, help_text="which step of the sequence this letter is")
    ronde = models.IntegerField(default=1, help_text="grows when a zaak is reopened")
    sjabloon = models.CharField(max_length=40)
    sjabloon_versie = models.CharField(max_length=20)
    gegevens = models.JSONField(help_text="what was filled in; gone with the retention term")

    class Meta:
        ordering = ["volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["zaak", "stap", "ronde"], name="brief_once_per_step"),
            models.UniqueConstraint(fields=["printronde", "volgnummer"], name="brief_order"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "printronde", "zaak", "contactpoging", "volgnummer", "stap", "ronde",
            "sjabloon", "sjabloon_versie",
        }  # fmt: skip
        erase = {"gegevens": {}}

    def __str__(self) -> str:
        return f"Brief {self.pk}"

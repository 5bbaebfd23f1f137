from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.checks.models import Inwoner
from tijdig.outreach.visits.models import Adresplaats, Bezoek, Bezoekplan, Bezoekronde

__all__ = ["Adresplaats", "Bezoek", "Bezoekplan", "Bezoekronde", "Brief", "Curator", "Printronde"]


class Printronde(OfGemeente):
    """One batch of letters in postal order, with its manifest (R-OUT-3)."""

    gemaakt_op = models.DateTimeField(auto_now_add=True)
    dag = models.DateField()
    bezoekdag = models.DateField(null=True, help_text="day of the visit that these letters announce")
    dagdeel = models.CharField(max_length=10, blank=True, help_text="part of the day of that visit")
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
            "id", "gemeente", "gemaakt_op", "dag", "bezoekdag", "dagdeel", "door", "aantal", "sha256", "klaar_op",
            "afgedrukt_op",
        }  # fmt: skip
        erase = {"pdf": None, "manifest": ""}  # a postcode beside a kenmerk says where somebody lives

    def __str__(self) -> str:
        return f"Printronde {self.pk}"


class Curator(OfGemeente):
    """Where the curator of a resident gets mail: the BRP does not say it, somebody looked it up (R-BRP-8)."""

    inwoner = models.OneToOneField(Inwoner, on_delete=models.PROTECT, related_name="curator")
    naam = models.CharField(max_length=120)
    adresregel1 = models.CharField(max_length=120, help_text="street and number, or a post box")
    adresregel2 = models.CharField(max_length=120, help_text="postcode and town")

    class Personal:
        keep = {"id", "gemeente", "inwoner"}
        erase = {"naam": "", "adresregel1": "", "adresregel2": ""}

    def __str__(self) -> str:
        return f"Curator {self.pk}"


class Brief(OfGemeente):
    """One letter to one resident. The same step of a zaak is never written twice (R-OUT-3).

    Inside a zaak the persons stay apart (R-MAT-1): each gets a letter of their own, so that nobody reads about
    somebody else. Together they are one step and one contactpoging.
    """

    printronde = models.ForeignKey(Printronde, on_delete=models.PROTECT, related_name="brieven")
    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="brieven")
    inwoner = models.ForeignKey(
        Inwoner, null=True, on_delete=models.PROTECT, related_name="brieven",
        help_text="empty when nobody in the BRP is tied to the signal",
    )  # fmt: skip
    contactpoging = models.ForeignKey(Contactpoging, on_delete=models.PROTECT, related_name="brieven")
    volgnummer = models.IntegerField(help_text="place in postal order, from 1")
    stap = models.CharField(max_length=40, help_text="which step of the sequence this letter is")
    ronde = models.IntegerField(default=1, help_text="grows when a zaak is reopened")
    sjabloon = models.CharField(max_length=40)
    sjabloon_versie = models.CharField(max_length=20)
    gegevens = models.JSONField(help_text="what was filled in; gone with the retention term")

    class Meta:
        ordering = ["volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaak", "stap", "ronde", "inwoner"], name="brief_once_per_step", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["printronde", "volgnummer"], name="brief_order"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "printronde", "zaak", "inwoner", "contactpoging", "volgnummer", "stap", "ronde",
            "sjabloon", "sjabloon_versie",
        }  # fmt: skip
        erase: dict[str, object] = {"gegevens": {}}

    def __str__(self) -> str:
        return f"Brief {self.pk}"

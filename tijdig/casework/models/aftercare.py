from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.rules.terms import Besluitsoort, Toestemmingsvorm, Vervolg

from .followup import Afsluiting


class Overdracht(OfGemeente):
    """A warm handover at a closing, with the consent of the resident (R-UIT-4). Source: Leidraad 7.5."""

    afsluiting = models.OneToOneField(Afsluiting, on_delete=models.PROTECT, related_name="overdracht")
    toestemming_op = models.DateField()
    toestemming_hoe = models.CharField(max_length=20)
    document = models.CharField(max_length=120, blank=True, help_text="where the consent is written down")
    aan = models.CharField(max_length=120, blank=True, help_text="with whom at that organisation")
    moment = models.DateTimeField(null=True, help_text="the appointment there, if any")
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("toestemming_hoe", Toestemmingsvorm, name="overdracht_hoe_known"),
            models.CheckConstraint(
                condition=~models.Q(toestemming_hoe=Toestemmingsvorm.SCHRIFTELIJK) | ~models.Q(document=""),
                name="overdracht_schriftelijk_has_document",
            ),
        ]

    class Personal:
        keep = {"id", "gemeente", "afsluiting", "toestemming_op", "toestemming_hoe", "moment", "door"}
        erase = {"document": "gewist", "aan": ""}

    def __str__(self) -> str:
        return f"Overdracht {self.pk}"


class Vervolguitkomst(OfGemeente):
    """What was heard later of somebody who was referred; the zaak stays closed (R-UIT-4)."""

    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.PROTECT, related_name="vervolg")
    soort = models.CharField(max_length=20)
    op = models.DateField(help_text="day of the fact")
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["op", "id"]
        constraints = [
            one_of("soort", Vervolg, name="vervolguitkomst_soort_known"),
            models.UniqueConstraint(fields=["afsluiting", "soort", "op"], name="vervolguitkomst_once"),
        ]

    class Personal:
        keep = {"id", "gemeente", "afsluiting", "soort", "op", "door", "gemaakt_op"}
        erase = {"toelichting": ""}

    def __str__(self) -> str:
        return f"Vervolguitkomst {self.pk}"


class Besluit(OfGemeente):
    """How the term for a decision on schuldhulpverlening ended (R-TRM-4). Source: Wgs art. 4a."""

    afsluiting = models.OneToOneField(Afsluiting, on_delete=models.PROTECT, related_name="besluit")
    soort = models.CharField(max_length=20)
    op = models.DateField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("soort", Besluitsoort, name="besluit_soort_known")]

    class Personal:
        keep = {"id", "gemeente", "afsluiting", "soort", "op", "door"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Besluit {self.pk}"

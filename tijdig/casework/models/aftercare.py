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
        indexes = [models.Index(fields=["gemeente"], name="overdracht_per_gemeente")]
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


class Herstelbaar(OfGemeente):
    """Something recorded that can turn out wrong: it stays, with who took it back and why, and what came instead."""

    vervallen_op = models.DateField(null=True, help_text="day on which it was corrected or taken back")
    vervallen_reden = models.TextField(blank=True)
    vervallen_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    class Personal:
        keep = {"vervallen_op", "vervallen_door"}
        erase = {"vervallen_reden": ""}


class Vervolguitkomst(Herstelbaar):
    """What was heard later of somebody who was referred; the zaak stays closed (R-UIT-4)."""

    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.PROTECT, related_name="vervolg")
    soort = models.CharField(max_length=20)
    op = models.DateField(help_text="day of the fact")
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    vervangt = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="vervanging")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="vervolguitkomst_per_gemeente")]
        ordering = ["op", "id"]
        constraints = [
            one_of("soort", Vervolg, name="vervolguitkomst_soort_known"),
            models.UniqueConstraint(
                fields=["afsluiting", "soort", "op"], condition=models.Q(vervallen_op__isnull=True),
                name="vervolguitkomst_once",
            ),
        ]  # fmt: skip

    class Personal:
        keep = {
            "id",
            "gemeente",
            "afsluiting",
            "soort",
            "op",
            "door",
            "gemaakt_op",
            "vervangt",
            *Herstelbaar.Personal.keep,
        }
        erase = {"toelichting": "", **Herstelbaar.Personal.erase}

    def __str__(self) -> str:
        return f"Vervolguitkomst {self.pk}"


class Besluit(Herstelbaar):
    """How the term for a decision on schuldhulpverlening ended (R-TRM-4). Source: Wgs art. 4a."""

    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.PROTECT, related_name="besluiten")
    soort = models.CharField(max_length=20)
    op = models.DateField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    vervangt = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="vervanging")
    brief_op = models.DateField(null=True, help_text="day its letter was made: the resident may have it")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="besluit_per_gemeente")]
        ordering = ["id"]
        constraints = [
            one_of("soort", Besluitsoort, name="besluit_soort_known"),
            models.UniqueConstraint(
                fields=["afsluiting"], condition=models.Q(vervallen_op__isnull=True), name="besluit_one_in_force"
            ),
        ]  # fmt: skip

    class Personal:
        keep = {
            "id",
            "gemeente",
            "afsluiting",
            "soort",
            "op",
            "door",
            "vervangt",
            "brief_op",
            *Herstelbaar.Personal.keep,
        }
        erase = Herstelbaar.Personal.erase

    def __str__(self) -> str:
        return f"Besluit {self.pk}"

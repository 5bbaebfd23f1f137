"""Tables of working together: standing in, being called on, looking along, undoing, and words to find a zaak by."""

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente

from .followup import Notitie
from .zaak import Vroegsignaalzaak


class Vervanging(OfGemeente):
    """From `van` up to and including `tot` the zaken of `wie` also stand with `vervanger`. It ends by itself."""

    wie = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="who is away")
    vervanger = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tot__gte=models.F("van")), name="vervanging_has_days"),
            models.CheckConstraint(
                condition=~models.Q(wie=models.F("vervanger")), name="vervanging_by_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "vervanger", "tot"], name="vervanging_van_wie")]

    class Personal:
        keep = {"id", "gemeente", "wie", "vervanger", "van", "tot", "door"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Vervanging {self.pk}"


class Vermelding(OfGemeente):
    """A colleague who is called on in a note, until they read it. The words stand in the note alone."""

    notitie = models.ForeignKey(Notitie, on_delete=models.CASCADE, related_name="vermeldingen")
    wie = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notitie", "wie"], name="vermelding_once")]
        indexes = [models.Index(fields=["gemeente", "wie", "gelezen_op"], name="vermelding_ongelezen")]

    class Personal:
        keep = {"id", "gemeente", "notitie", "wie", "gelezen_op"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Vermelding {self.pk}"


class Aanwezigheid(OfGemeente):
    """Who has the page of a zaak open now; a row that was not renewed means nothing any more (§14)."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.CASCADE, related_name="+")
    wie = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    gezien_op = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "wie"], name="aanwezigheid_once")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "wie", "gezien_op"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Aanwezigheid {self.pk}"


class Handeling(OfGemeente):
    """The last act of somebody on a zaak with how it stood before, so that it can be undone for a while."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="handelingen")
    soort = models.CharField(max_length=30, help_text="name of the act, as in the address of its page")
    voor = models.JSONField(help_text="how it stood before: codes, days and ids, no words about a person")
    versie = models.IntegerField(help_text="of the zaak right after the act")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()
    ongedaan_op = models.DateTimeField(null=True)
    samen = models.UUIDField(null=True, help_text="the same for all zaken of one act on many")

    class Meta:
        indexes = [
            models.Index(fields=["gemeente"], name="handeling_per_gemeente"),
            models.Index(fields=["zaak", "-id"], name="handeling_laatste"),
            models.Index(fields=["samen"], name="handeling_samen", condition=models.Q(samen__isnull=False)),
        ]

    class Personal:
        keep = {"id", "gemeente", "zaak", "soort", "voor", "versie", "door", "op", "ongedaan_op", "samen"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Handeling {self.soort}"


class Zoekwoord(OfGemeente):
    """A word by which a zaak is found: a surname in the form of `rules.names`, or the reference of a partner.

    Collation C: a prefix is then a range, which the index answers under row security; LIKE it would not.
    """

    class Soort(models.TextChoices):
        NAAM = "naam"
        REFERENTIE = "referentie"

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.CASCADE, related_name="zoekwoorden")
    soort = models.CharField(max_length=10)
    woord = models.CharField(max_length=200, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["gemeente", "soort", "woord"], name="zoekwoord_begin")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "soort"}
        erase = {"woord": ""}

    def __str__(self) -> str:
        return f"Zoekwoord {self.pk}"

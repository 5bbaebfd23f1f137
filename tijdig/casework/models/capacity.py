"""The hours there are: per team per week, less who is away (R-TRI-4)."""

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente


class Teamuren(OfGemeente):
    """The hours a team has per week, from a day on. An empty name: for zaken without a team."""

    team = models.CharField(max_length=80, blank=True)
    vanaf = models.DateField()
    minuten = models.IntegerField(help_text="per week, of all staff together")

    class Meta:
        ordering = ["team", "vanaf"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "team", "vanaf"], name="teamuren_once"),
            models.CheckConstraint(condition=models.Q(minuten__gte=0), name="teamuren_not_negative"),
        ]

    class Personal:
        keep = {"id", "gemeente", "team", "vanaf", "minuten"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Teamuren {self.pk}"


class Afwezigheid(OfGemeente):
    """Somebody of the staff is away. Why is not asked."""

    medewerker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=80, blank=True, help_text="whose hours become less")
    van = models.DateField()
    tot = models.DateField(help_text="the last day")
    minuten = models.IntegerField(help_text="in all, spread over the working days")

    class Meta:
        ordering = ["van", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")), name="afwezigheid_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(minuten__gt=0), name="afwezigheid_takes_time"),
        ]
        indexes = [models.Index(fields=["gemeente", "tot"], name="afwezigheid_loopt")]

    class Personal:
        # Staff, not residents; the rows hold no reason.
        keep = {"id", "gemeente", "medewerker", "team", "van", "tot", "minuten"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Afwezigheid {self.pk}"

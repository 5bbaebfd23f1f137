"""Policy that a gemeente decides on a page, beside the files (R-TRI-3, ADR 9)."""

from django.db import models
from django.db.models import F, Q

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.rules.terms import Beleidsonderwerp, Voorstelstand


class Beleidsvoorstel(OfGemeente):
    """One text of policy, in the form of a file: made, proposed by one person, put in force by another."""

    onderwerp = models.CharField(max_length=40, default=Beleidsonderwerp.AFWEGINGSKADER)
    geldig_vanaf = models.DateField(help_text="the day in the text; final once it was put in force")
    tekst = models.TextField(help_text="exactly as policy/gemeente/<code>/<onderwerp>/<geldig_vanaf>.yaml")
    stand = models.CharField(max_length=20, default=Voorstelstand.CONCEPT)
    opgesteld_door = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="last changed the text"
    )
    voorgesteld_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True)
    versie = models.IntegerField(default=1, help_text="grows with each act: the second of two people is told")

    class Meta:
        ordering = ["-geldig_vanaf", "-id"]
        constraints = [
            one_of("onderwerp", Beleidsonderwerp, name="beleidsvoorstel_onderwerp_known"),
            one_of("stand", Voorstelstand, name="beleidsvoorstel_stand_known"),
            models.CheckConstraint(
                condition=Q(stand__in=[Voorstelstand.CONCEPT, Voorstelstand.INGETROKKEN])
                | Q(voorgesteld_door__isnull=False, voorgesteld_op__isnull=False),
                name="beleidsvoorstel_has_proposer",
            ),
            models.CheckConstraint(
                condition=~Q(stand=Voorstelstand.VASTGESTELD)
                | Q(vastgesteld_door__isnull=False, vastgesteld_op__isnull=False),
                name="beleidsvoorstel_has_decider",
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True)
                | (~Q(vastgesteld_door=F("voorgesteld_door")) & ~Q(vastgesteld_door=F("opgesteld_door"))),
                name="beleidsvoorstel_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["gemeente", "onderwerp", "geldig_vanaf"],
                condition=Q(stand=Voorstelstand.VASTGESTELD),
                name="beleidsvoorstel_one_per_day",
            ),
        ]

    class Personal:
        # Names of staff only; a kader is public.
        keep = {
            "id", "gemeente", "onderwerp", "geldig_vanaf", "tekst", "stand", "opgesteld_door", "voorgesteld_door",
            "voorgesteld_op", "vastgesteld_door", "vastgesteld_op", "versie",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Beleidsvoorstel {self.pk}"

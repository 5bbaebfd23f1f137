from django.db import models

from tijdig.accounts.tenant import OfGemeente


class Vernietiging(OfGemeente):
    """What one day's erasing did: counts per table, no persons (R-BEW-1)."""

    dag = models.DateField()
    op = models.DateTimeField(auto_now_add=True)
    tellingen = models.JSONField(default=dict)
    door = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="vernietiging_per_gemeente")]
        ordering = ["-op"]

    class Personal:
        keep = {"id", "gemeente", "dag", "op", "tellingen", "door"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Vernietiging {self.dag}"

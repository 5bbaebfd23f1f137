"""Who may collect, what was delivered, and what the last rehearsal found. No person stands in these tables."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import Leverkanaal


class Ddasafnemer(models.Model):
    """Who may collect deliveries of this installation, such as CBS; a gemeente says itself whether from her."""

    naam = models.CharField(max_length=80)
    klantcode = models.CharField(max_length=40, unique=True, help_text="client id of OAuth 2")
    geheim_hash = models.CharField(max_length=200, help_text="of the client secret, which was shown once")
    certificaat = models.TextField(
        blank=True, help_text="PEM of who signs its requests; empty: they are not signed, as in a trial"
    )
    actief = models.BooleanField(default=True)
    sinds = models.DateField()

    class Personal:
        # An organisation; its secret is a hash.
        keep = {"id", "naam", "klantcode", "geheim_hash", "certificaat", "actief", "sinds"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.naam


class Ddasmachtiging(OfGemeente):
    """This gemeente lets an afnemer collect its deliveries, from one day to another."""

    afnemer = models.ForeignKey(Ddasafnemer, on_delete=models.PROTECT, related_name="machtigingen")
    ingang = models.DateField()
    einde = models.DateField(null=True, help_text="the day from which it may not any more")
    door = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "afnemer"],
                condition=models.Q(einde__isnull=True),
                name="ddasmachtiging_once",
            ),
        ]

    class Personal:
        keep = {"id", "gemeente", "afnemer", "ingang", "einde", "door"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Machtiging {self.pk}"


class Ddasronde(models.Model):
    """One collection by an afnemer: which signals of which gemeente stand on which page, fixed at the first page.

    So each signal stands on one page only, also when others come in between two pages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    afnemer = models.ForeignKey(Ddasafnemer, on_delete=models.PROTECT, related_name="rondes")
    vraag = models.CharField(max_length=300, help_text="what was asked, without the page")
    dag = models.DateField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    paginagrootte = models.IntegerField()
    signalen = models.IntegerField()
    paginas = models.JSONField(help_text="per page: code of the gemeente, delivery, first and last signal")

    class Meta:
        indexes = [models.Index(fields=["afnemer", "vraag", "-gemaakt_op"], name="ddasronde_laatste")]

    class Personal:
        keep = {"id", "afnemer", "vraag", "dag", "gemaakt_op", "paginagrootte", "signalen", "paginas"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Ronde {self.pk}"


class Ddaslevering(OfGemeente):
    """One delivery of a gemeente: a file, or what an afnemer collected; and whether it was taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ronde = models.ForeignKey(Ddasronde, null=True, on_delete=models.PROTECT, related_name="leveringen")
    kanaal = models.CharField(max_length=20)
    versie = models.CharField(max_length=8)
    van = models.DateField()
    tot = models.DateField()
    signalen = models.IntegerField()
    zaken = models.IntegerField(default=0)
    grenzen = ArrayField(ArrayField(models.BigIntegerField()), help_text="first and last signal of each page")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    door = models.CharField(max_length=60)
    paginas_opgehaald = ArrayField(models.IntegerField(), default=list)
    opgehaald_op = models.DateTimeField(null=True, help_text="when the last page was taken")

    class Meta:
        ordering = ["-gemaakt_op"]
        constraints = [one_of("kanaal", Leverkanaal, name="ddaslevering_kanaal_known")]
        indexes = [models.Index(fields=["gemeente", "-gemaakt_op"], name="ddaslevering_laatste")]

    class Personal:
        keep = {
            "id", "gemeente", "ronde", "kanaal", "versie", "van", "tot", "signalen", "zaken", "grenzen",
            "gemaakt_op", "door", "paginas_opgehaald", "opgehaald_op",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Ddaslevering {self.pk}"


class Ddasproef(OfGemeente):
    """The last rehearsal of a gemeente: a delivery that nobody got, and how many findings there were."""

    versie = models.CharField(max_length=8)
    van = models.DateField()
    tot = models.DateField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    door = models.CharField(max_length=60)
    signalen = models.IntegerField()
    zaken = models.IntegerField()
    gewist = models.IntegerField(help_text="signals of the period that were erased and cannot go along")
    tellingen = models.JSONField(default=dict, help_text="check → how many signals and zaken")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente"], name="ddasproef_once")]

    class Personal:
        keep = {
            "id", "gemeente", "versie", "van", "tot", "gemaakt_op", "door", "signalen", "zaken", "gewist", "tellingen",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Ddasproef {self.pk}"


class Ddasbevinding(OfGemeente):
    """One finding of a rehearsal: which check, about which signal or zaak."""

    proef = models.ForeignKey(Ddasproef, on_delete=models.CASCADE, related_name="bevindingen")
    controle = models.CharField(max_length=30)
    zaak = models.ForeignKey(Vroegsignaalzaak, null=True, on_delete=models.PROTECT, related_name="+")
    vroegsignaal = models.ForeignKey(Vroegsignaal, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["proef", "controle"], name="ddasbevinding_per_controle")]

    class Personal:
        keep = {"id", "gemeente", "proef", "controle", "zaak", "vroegsignaal"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Bevinding {self.controle}"

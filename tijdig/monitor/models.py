"""The cube of a gemeente, the one thing per zaak that erasing would take away, and what is known of the country."""

from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.intake.models import Aanlevering
from tijdig.rules.catalogue import AVERAGES
from tijdig.rules.labels import label
from tijdig.rules.terms import Cijferbron, Contextcijfer, Gebiedsoort


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
    tot_signaal = models.BigIntegerField(
        default=0, help_text="the last signal there was when all was counted"
    )
    tot_zaaksignaal = models.BigIntegerField(
        default=0, help_text="the last joining of a signal to a zaak, then"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente"], name="kubusstand_once")]

    class Personal:
        keep = {"id", "gemeente", "gebouwd_op", "dag", "cellen", "tot_signaal", "tot_zaaksignaal"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Kubus van {self.gemeente_id}"


class Meldingfeit(OfGemeente):
    """How many months back the nearest earlier signal on the address lies: counted while the address is known."""

    zaak = models.OneToOneField(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="meldingfeit")
    maanden_terug = models.IntegerField(null=True, help_text="empty: no earlier signal")
    signalen = models.IntegerField(null=True, help_text="so many in the zaak then; fewer later: it was split")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="meldingfeit_per_gemeente")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "maanden_terug", "signalen"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Feit van zaak {self.zaak_id}"


class Aanleverfeit(OfGemeente):
    """How complete a delivery was: counted while the signals still have their numbers and addresses."""

    aanlevering = models.ForeignKey(Aanlevering, on_delete=models.PROTECT, related_name="+")
    maand = models.DateField(help_text="of the signals")
    signalen = models.IntegerField()
    telefoon = models.IntegerField(help_text="so many with a telephone number")
    email = models.IntegerField(help_text="so many with an e-mail address")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="aanleverfeit_per_gemeente")]
        constraints = [models.UniqueConstraint(fields=["aanlevering", "maand"], name="aanleverfeit_once")]

    class Personal:
        keep = {"id", "gemeente", "aanlevering", "maand", "signalen", "telefoon", "email"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Feit van aanlevering {self.aanlevering_id}"


class Gebied(models.Model):
    """The outline of a gemeente or wijk, as loaded from a file of CBS or the gemeente. Of nobody, so of no gemeente."""

    jaar = models.IntegerField(help_text="of the division it belongs to")
    soort = models.CharField(max_length=10)
    code = models.CharField(max_length=12, help_text="of CBS, a gemeente without GM")
    naam = models.CharField(max_length=80)
    gemeentecode = models.CharField(max_length=4)
    pad = models.TextField(help_text="path of SVG, in steps of the same size for all of one kind and year")
    vak = models.JSONField(help_text="left, top, right, bottom in those steps")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["soort", "jaar", "code"], name="gebied_once"),
            one_of("soort", Gebiedsoort, name="gebied_soort_known"),
        ]
        indexes = [models.Index(fields=["soort", "gemeentecode", "jaar"], name="gebied_van_gemeente")]

    class Personal:
        keep = {"id", "jaar", "soort", "code", "naam", "gemeentecode", "pad", "vak"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.naam} ({self.jaar})"


class Referentiecijfer(models.Model):
    """A published figure of one gemeente, as loaded from a file: residents, or what surrounds the work."""

    gemeentecode = models.CharField(max_length=4)
    jaar = models.IntegerField(help_text="on 1 January, or over the year")
    cijfer = models.CharField(max_length=30)
    waarde = models.FloatField(help_text="a number, or a share in per cents")
    bron = models.CharField(max_length=120, help_text="the file it came from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cijfer", "jaar", "gemeentecode"], name="referentiecijfer_once"),
            one_of("cijfer", Contextcijfer, name="referentiecijfer_cijfer_known"),
        ]

    class Personal:
        keep = {"id", "gemeentecode", "jaar", "cijfer", "waarde", "bron"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.cijfer} {self.jaar} van {self.gemeentecode}"


class Cijferlevering(models.Model):
    """Figures of gemeenten that came in at one time. Shared by the installation: they are about no person."""

    bron = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, help_text="of the file; empty when there was none")
    ingelezen_op = models.DateTimeField()
    cellen = models.IntegerField()
    ingetrokken_op = models.DateTimeField(null=True, help_text="since then nothing of it is in use")

    class Meta:
        constraints = [one_of("bron", Cijferbron, name="cijferlevering_bron_known")]

    class Personal:
        keep = {"id", "bron", "sha256", "ingelezen_op", "cellen", "ingetrokken_op"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.bron} {self.ingelezen_op:%Y-%m-%d}"

    @property
    def get_bron(self) -> str:
        return label(Cijferbron(self.bron))


class Vergelijkcel(models.Model):
    """One figure of one gemeente and month, to be compared (R-MON-5). Only `comparing.store` reads it."""

    levering = models.ForeignKey(Cijferlevering, on_delete=models.PROTECT, related_name="vergelijkcellen")
    bron = models.CharField(max_length=20)
    code = models.CharField(
        max_length=4, help_text="of CBS; a gemeente that need not be in this installation"
    )
    maand = models.DateField()
    indicator = models.CharField(max_length=4)
    dimensie = models.CharField(max_length=20, blank=True, help_text="by what it is split; empty: not at all")
    waarde = models.CharField(max_length=80, blank=True)
    definitie = models.CharField(max_length=4)
    teller = models.BigIntegerField()
    noemer = models.BigIntegerField(null=True, help_text="empty: a count without a base")

    class Meta:
        constraints = [
            one_of("bron", Cijferbron, name="vergelijkcel_bron_known"),
            models.UniqueConstraint(
                fields=["bron", "code", "maand", "indicator", "dimensie", "waarde", "definitie"],
                name="vergelijkcel_once",
            ),
            models.CheckConstraint(
                condition=models.Q(teller__gte=0)
                & (
                    models.Q(noemer__isnull=True)
                    | models.Q(noemer__gte=models.F("teller"))
                    | models.Q(indicator__in=sorted(AVERAGES))
                ),
                name="vergelijkcel_part_of_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["maand"], condition=models.Q(dimensie=""), name="vergelijkcel_whole_month")
        ]

    class Personal:
        # Counts of whole gemeenten; nobody sees them but through rules.suppression.
        keep = {
            "id", "levering", "bron", "code", "maand", "indicator", "dimensie", "waarde", "definitie",
            "teller", "noemer",
        }  # fmt: skip
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


class Vervangencijfer(models.Model):
    """What a later reading took the place of; it comes back when that one is withdrawn (`replaced.py`)."""

    levering = models.ForeignKey(Cijferlevering, on_delete=models.PROTECT, related_name="vervangen")
    bron = models.CharField(max_length=20)
    code = models.CharField(max_length=4, help_text="of a gemeente; NL: the Netherlands")
    plaats = models.CharField(
        max_length=60, help_text="a month, or the period and name of a published figure"
    )
    inhoud = models.JSONField(help_text="the cells of that month, or the published figure")
    vervangen_op = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("bron", Cijferbron, name="vervangencijfer_bron_known"),
            models.UniqueConstraint(
                fields=["bron", "code", "plaats", "levering"], name="vervangencijfer_once"
            ),
        ]

    class Personal:
        # Counts of whole gemeenten, as Vergelijkcel.
        keep = {"id", "levering", "bron", "code", "plaats", "inhoud", "vervangen_op"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.code} {self.plaats}"

import uuid

from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.checks.models import Partnervraag
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.feedback import TAKES_BACK
from tijdig.rules.partner_questions import VRAAGCODES
from tijdig.rules.terms import Bezorguitslag, Terugkoppelcode


class Terugkoppelbestand(OfGemeente):
    """One file of feedback for one partner, with its receipt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Signaalpartner, on_delete=models.PROTECT, related_name="terugkoppelbestanden")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    dag = models.DateField()
    aantal = models.IntegerField()
    sha256 = models.CharField(max_length=64, help_text="of the CSV")
    opgehaald_op = models.DateTimeField(null=True, help_text="first time somebody took it: the receipt")
    opgehaald_door = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="terugkoppelbestand_gemeente")]
        ordering = ["-gemaakt_op"]

    class Personal:
        keep = {
            "id", "gemeente", "partner", "gemaakt_op", "dag", "aantal", "sha256", "opgehaald_op", "opgehaald_door",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Terugkoppelbestand {self.pk}"


class Terugkoppeling(OfGemeente):
    """What one partner is told about one of its own signals: a code of the whitelist, no free text.

    The columns are all there is: nothing else can leave. Source: Leidraad 6; R-TER-1, R-TER-2.
    """

    partner = models.ForeignKey(Signaalpartner, on_delete=models.PROTECT, related_name="terugkoppelingen")
    vroegsignaal = models.ForeignKey(
        Vroegsignaal, null=True, on_delete=models.PROTECT, related_name="terugkoppelingen",
        help_text="empty for a line that was refused at the door",
    )  # fmt: skip
    aanleverregel = models.BigIntegerField(null=True, help_text="id of the refused line")
    referentie = models.CharField(max_length=64, help_text="the partner's own reference")
    soort = models.CharField(max_length=40)
    code = models.CharField(max_length=30)
    feit_op = models.DateField(help_text="day of the fact; told within the term of policy (R-TER-3)")
    pauze_tot = models.DateField(null=True)
    bestand = models.ForeignKey(
        Terugkoppelbestand,
        null=True,
        on_delete=models.PROTECT,
        related_name="terugkoppelingen",
        db_index=False,
    )
    gewist_op = models.DateField(null=True)
    vraag = models.OneToOneField(
        Partnervraag, null=True, on_delete=models.PROTECT, related_name="terugkoppeling",
        help_text="the question that is asked",
    )  # fmt: skip
    herroept = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="herroeping",
        help_text="the message that was told and turned out wrong",
    )  # fmt: skip
    herroepen_op = models.DateField(null=True, help_text="day on which it turned out wrong after it was told")

    class Meta:
        constraints = [
            one_of("code", Terugkoppelcode, name="terugkoppeling_whitelist"),
            # Once: the same fact of the same signal is never told twice (R-TER-3), unless it was taken back.
            models.UniqueConstraint(
                fields=["vroegsignaal", "code", "pauze_tot"],
                nulls_distinct=False,
                condition=models.Q(
                    herroepen_op__isnull=True,
                    herroept__isnull=True,
                    vraag__isnull=True,
                    vroegsignaal__isnull=False,
                )
                & ~models.Q(code=Terugkoppelcode.PAUZE_VOORBIJ),
                name="terugkoppeling_once",
            ),
            # Who accepts again after a reopening has another pause, and each pause ends once (R-TER-4).
            models.UniqueConstraint(
                fields=["vroegsignaal", "feit_op"],
                condition=models.Q(code=Terugkoppelcode.PAUZE_VOORBIJ),
                name="terugkoppeling_once_per_pause",
            ),
            models.CheckConstraint(
                condition=models.Q(herroept__isnull=True)
                ^ models.Q(code__in=[str(code) for code in TAKES_BACK.values()]),
                name="terugkoppeling_takes_back_one",
            ),
            models.CheckConstraint(
                condition=models.Q(vraag__isnull=True)
                ^ models.Q(code__in=[str(code) for code in sorted(VRAAGCODES)]),
                name="terugkoppeling_asks_one",
            ),
            models.UniqueConstraint(
                fields=["aanleverregel"],
                condition=models.Q(herroept__isnull=True),
                name="terugkoppeling_once_per_line",
            ),
            models.CheckConstraint(
                condition=models.Q(vroegsignaal__isnull=False) ^ models.Q(aanleverregel__isnull=False),
                name="terugkoppeling_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(pauze_tot__isnull=True) | models.Q(code=Terugkoppelcode.HULP_GEACCEPTEERD),
                name="terugkoppeling_pause_only_with_help",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "partner", "bestand"], name="terugkoppeling_wacht"),
            models.Index(fields=["bestand", "id"], name="terugkoppeling_in_volgorde"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "partner", "vroegsignaal", "aanleverregel", "soort", "code", "feit_op", "pauze_tot",
            "bestand", "gewist_op", "vraag", "herroept", "herroepen_op",
        }  # fmt: skip
        erase = {"referentie": ""}

    def __str__(self) -> str:
        return f"Terugkoppeling {self.pk}"


class Partnerwebhook(OfGemeente):
    """The address at which a partner wants to be told, with the secret both sides sign with (R-TER-3).

    The secret is sealed and was shown once; `TIJDIG_SLEUTEL` is needed to sign with it (ADR 6).
    """

    partner = models.ForeignKey(Signaalpartner, on_delete=models.PROTECT, related_name="webhooks")
    adres = models.CharField(max_length=300)
    geheim_zegel = models.CharField(max_length=200)
    actief = models.BooleanField(default=True)
    sinds = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "partner"], name="partnerwebhook_once")]

    class Personal:
        keep = {"id", "gemeente", "partner", "adres", "geheim_zegel", "actief", "sinds"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Partnerwebhook {self.pk}"


class Bezorging(OfGemeente):
    """How far the delivery of one file to the address of a partner is. The receipt itself stands on the file."""

    bestand = models.OneToOneField(Terugkoppelbestand, on_delete=models.PROTECT, related_name="bezorging")
    pogingen = models.PositiveSmallIntegerField(default=0)
    laatste_op = models.DateTimeField(null=True)
    uitslag = models.CharField(max_length=20, blank=True)
    http_status = models.PositiveSmallIntegerField(default=0)
    gestopt = models.BooleanField(default=False, help_text="no more tries: the file must be taken by hand")

    class Meta:
        constraints = [one_of("uitslag", Bezorguitslag, name="bezorging_uitslag_known", blank=True)]
        indexes = [models.Index(fields=["gemeente", "gestopt"], name="bezorging_gestopt")]

    class Personal:
        keep = {"id", "gemeente", "bestand", "pogingen", "laatste_op", "uitslag", "http_status", "gestopt"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Bezorging {self.pk}"

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.checks.models import Inwoner
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import Aanpak, Eindresultaat, Hulptype, Zaakstatus


class Vroegsignaalzaak(OfGemeente):
    """All signals of one address in one matching period, followed up as one; in the monitor: melding. Source: DDAS."""

    kenmerk = models.CharField(max_length=12, help_text="opaque reference on letters")
    adres_sleutel = models.CharField(max_length=60)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=30, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    woonplaats = models.CharField(max_length=80, blank=True)
    wijk = models.CharField(max_length=80, blank=True)
    maand = models.DateField(help_text="first day of the month of the first signal")
    ontvangen_op = models.DateField(help_text="day the first signal was received (R-TRM-1)")
    geopend_op = models.DateField()
    status = models.CharField(max_length=20, default=Zaakstatus.NIEUW)
    crisis = models.BooleanField(default=False)
    meervoudig = models.BooleanField(default=False)
    opeenvolgend = models.BooleanField(default=False)
    recidive = models.BooleanField(default=False)
    partners = models.IntegerField(default=0)
    signalen = models.IntegerField(default=0)
    soorten = ArrayField(models.CharField(max_length=40), default=list)
    bedrag = models.BigIntegerField(default=0, help_text="eurocent, all signals together")
    aanpak = models.CharField(max_length=30, blank=True, help_text="confirmed approach; empty until then")
    bakje = models.CharField(max_length=60, blank=True)
    team = models.CharField(max_length=80, blank=True)
    behandelaar = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="zaken", db_index=False
    )
    uiterlijk = models.DateField(null=True, help_text="the first open clock ends here (R-TRM-5)")
    volgende_kondigt_aan = models.BooleanField(
        default=False, db_default=False, help_text="the next step is a letter that names the day of a visit"
    )  # fmt: skip
    volgende_stap = models.CharField(
        max_length=30, blank=True, help_text="next step of the sequence (R-OUT-4)"
    )
    volgende_op = models.DateField(null=True)
    pauze_tot = models.DateField(null=True, help_text="adempauze: no step before this day (R-TRI-5)")
    eindresultaat = models.CharField(max_length=40, blank=True)
    hulptype = models.CharField(max_length=40, blank=True)
    afgerond_op = models.DateField(null=True)
    gewist_op = models.DateField(null=True)
    woorden_van = models.CharField(
        max_length=32, blank=True, db_default="",
        help_text="fingerprint of the names and references its search words were made of",
    )  # fmt: skip
    versie = models.IntegerField(default=1, help_text="grows with each act: the second of two people is told")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kenmerk"], name="zaak_kenmerk_once"),
            one_of("status", Zaakstatus, name="zaak_status_known"),
            one_of("aanpak", Aanpak, name="zaak_aanpak_known", blank=True),
            one_of("eindresultaat", Eindresultaat, name="zaak_eindresultaat_known", blank=True),
            one_of("hulptype", Hulptype, name="zaak_hulptype_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(status=Zaakstatus.AFGEROND)
                & ~models.Q(eindresultaat="")
                & models.Q(afgerond_op__isnull=False)
                | ~models.Q(status=Zaakstatus.AFGEROND)
                & models.Q(eindresultaat="")
                & models.Q(afgerond_op__isnull=True),
                name="zaak_afgerond_heeft_resultaat",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Zaakstatus.IN_OPVOLGING) | ~models.Q(aanpak=""),
                name="zaak_in_opvolging_heeft_aanpak",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "adres_sleutel"], name="zaak_op_adres"),
            models.Index(fields=["gemeente", "status", "bakje", "uiterlijk"], name="zaak_in_bakje"),
            models.Index(
                fields=["gemeente", "status", "volgende_op"],
                name="zaak_volgende_stap",
                condition=models.Q(volgende_op__isnull=False),
            ),
            models.Index(
                fields=["gemeente", "afgerond_op"],
                name="zaak_afgerond",
                condition=models.Q(afgerond_op__isnull=False),
            ),
            models.Index(
                fields=["behandelaar"], name="zaak_van_wie", condition=models.Q(behandelaar__isnull=False)
            ),
            models.Index(
                fields=["gemeente", "bakje", "uiterlijk"],
                name="zaak_open",
                condition=~models.Q(status=Zaakstatus.AFGEROND),
            ),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "kenmerk", "wijk", "maand", "ontvangen_op", "geopend_op", "status", "crisis",
            "meervoudig", "opeenvolgend", "recidive", "partners", "signalen", "soorten", "bedrag", "aanpak",
            "bakje", "team", "behandelaar", "uiterlijk", "volgende_stap", "volgende_kondigt_aan",
            "volgende_op", "pauze_tot",
            "eindresultaat", "hulptype", "afgerond_op", "gewist_op", "versie",
        }  # fmt: skip
        erase = {
            "adres_sleutel": "", "straat": "", "huisnummer": "", "postcode": "", "woonplaats": "", "woorden_van": "",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Zaak {self.kenmerk}"


class ZaakSignaal(OfGemeente):
    """Which signal is in which zaak: each in exactly one (R-MAT-1, R-MAT-4)."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="zaaksignalen")
    vroegsignaal = models.OneToOneField(Vroegsignaal, on_delete=models.PROTECT, related_name="zaaksignaal")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="zaaksignaal_per_gemeente")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "vroegsignaal"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Signaal {self.vroegsignaal_id} in zaak {self.zaak_id}"


class ZaakInwoner(OfGemeente):
    """The persons of a zaak; inside it they stay apart (R-MAT-1)."""

    zaak = models.ForeignKey(
        Vroegsignaalzaak, on_delete=models.PROTECT, related_name="zaakinwoners", db_index=False
    )
    inwoner = models.ForeignKey(Inwoner, on_delete=models.PROTECT, related_name="zaakinwoners")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "inwoner"], name="zaakinwoner_once")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "inwoner"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Inwoner {self.inwoner_id} in zaak {self.zaak_id}"

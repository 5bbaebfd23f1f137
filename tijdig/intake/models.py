import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Aanleverstatus, Bericht, Eindresultaat, Oordeel, Signaalstatus


class Aanlevering(OfGemeente):
    """One delivery of a partner: a file through a door. Source: DDAS; R-INT-1..4."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Signaalpartner, on_delete=models.PROTECT, related_name="aanleveringen")
    dag = models.DateField(help_text="day of delivery: judged by the policy of that day")
    ontvangen_op = models.DateTimeField(auto_now_add=True)
    klaar_op = models.DateTimeField(null=True)
    kanaal = models.CharField(max_length=20, help_text="upload, opdrachtregel or doorgezonden")
    bestandsnaam = models.CharField(max_length=200, blank=True)
    formaat = models.CharField(max_length=10)
    grootte = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    stappen = ArrayField(
        models.CharField(max_length=30), default=list, help_text="stated for the whole delivery"
    )
    status = models.CharField(max_length=20, default=Aanleverstatus.ONTVANGEN)
    afwijzing = models.JSONField(default=list, help_text="why it was refused whole: code and explanation")
    regels = models.IntegerField(default=0)
    toegelaten = models.IntegerField(default=0)
    geweigerd = models.IntegerField(default=0)
    dubbel = models.IntegerField(default=0)
    gelezen_tot = models.IntegerField(
        default=0, help_text="lines done; a chunk that was done is not done again"
    )
    kolommen_onbekend = ArrayField(models.CharField(max_length=80), default=list)
    door = models.CharField(max_length=60)

    class Meta:
        ordering = ["-ontvangen_op"]
        indexes = [models.Index(fields=["gemeente", "-ontvangen_op"], name="aanlevering_recent")]
        constraints = [
            one_of("status", Aanleverstatus, name="aanlevering_status_known"),
            # R-INT-3: every line is accounted for, at every moment.
            models.CheckConstraint(
                condition=models.Q(
                    regels=models.F("toegelaten") + models.F("geweigerd") + models.F("dubbel")
                ),
                name="aanlevering_adds_up",
            ),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "partner", "dag", "ontvangen_op", "klaar_op", "kanaal", "formaat", "grootte",
            "sha256", "stappen", "status", "afwijzing", "regels", "toegelaten", "geweigerd", "dubbel",
            "gelezen_tot", "kolommen_onbekend", "door",
        }  # fmt: skip
        erase = {"bestandsnaam": ""}  # a partner may put a name in it

    def __str__(self) -> str:
        return f"Aanlevering {self.pk}"


class Bestanddeel(OfGemeente):
    """A piece of the delivered file, kept only until the delivery is processed. Any worker can go on with it."""

    aanlevering = models.ForeignKey(
        Aanlevering, on_delete=models.CASCADE, related_name="bestanddelen", db_index=False
    )
    volgnummer = models.IntegerField()
    inhoud = models.BinaryField()

    class Meta:
        ordering = ["volgnummer"]
        constraints = [models.UniqueConstraint(fields=["aanlevering", "volgnummer"], name="bestanddeel_once")]

    class Personal:
        keep = {"id", "gemeente", "aanlevering", "volgnummer"}
        erase = {"inhoud": b""}

    def __str__(self) -> str:
        return f"Bestanddeel {self.pk}"


class Aanleverregel(OfGemeente):
    """One line of a delivery, with its one verdict (R-INT-3)."""

    aanlevering = models.ForeignKey(
        Aanlevering, on_delete=models.PROTECT, related_name="uitkomsten", db_index=False
    )
    nummer = models.IntegerField(help_text="line of the file, the heading being 1; record number in JSON")
    oordeel = models.CharField(max_length=12)
    codes = ArrayField(models.CharField(max_length=30), default=list)
    redenen = models.JSONField(default=list, help_text="code, kolom, uitleg")
    waarschuwingen = models.JSONField(default=list)
    ruw = models.JSONField(null=True, help_text="a refused line as delivered, so that it can be mended")

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["aanlevering", "nummer"], name="aanleverregel_once"),
            one_of("oordeel", Oordeel, name="aanleverregel_oordeel_known"),
            models.CheckConstraint(
                condition=~models.Q(oordeel=Oordeel.GEWEIGERD) | ~models.Q(codes=[]),
                name="aanleverregel_refused_says_why",
            ),
        ]

    class Personal:
        keep = {"id", "gemeente", "aanlevering", "nummer", "oordeel", "codes"}
        erase: dict[str, object] = {
            "redenen": [],
            "waarschuwingen": [],
            "ruw": None,
        }  # explanations quote the line

    def __str__(self) -> str:
        return f"Regel {self.nummer}"


class Vroegsignaal(OfGemeente):
    """One arrear at one partner, admitted for processing. Source: DDAS; Wgs 3.1.b."""

    partner = models.ForeignKey(
        Signaalpartner, on_delete=models.PROTECT, related_name="signalen", db_index=False
    )
    aanlevering = models.ForeignKey(
        Aanlevering, on_delete=models.PROTECT, related_name="signalen", db_index=False
    )
    regelnummer = models.IntegerField()
    referentie = models.CharField(max_length=64)
    soort = models.CharField(max_length=40)
    bericht = models.CharField(max_length=30, default=Bericht.VROEGSIGNAAL)
    crisis = models.BooleanField(default=False)
    voorletters = models.CharField(max_length=60, blank=True)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=200, blank=True)
    bedrijfsnaam = models.CharField(max_length=200, blank=True)
    geboortedatum = models.CharField(max_length=10, blank=True, help_text="ISO, or year-month, or year")
    straat = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=6)
    huisnummer = models.IntegerField()
    huisletter = models.CharField(max_length=1, blank=True)
    toevoeging = models.CharField(max_length=20, blank=True)
    woonplaats = models.CharField(max_length=80, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    adres_sleutel = models.CharField(max_length=60, help_text="R-MAT-1: on which signals are joined")
    bedrag = models.BigIntegerField(help_text="eurocent")
    vervaldatum = models.DateField()
    termijnen = models.IntegerField(null=True)
    signaaldatum = models.DateField()
    maand = models.DateField(help_text="first day of the month of the signaaldatum")
    ontvangen_op = models.DateField(help_text="day of delivery: the terms run from here (R-TRM-1)")
    warme_overdracht = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default=Signaalstatus.TE_CONTROLEREN)
    opgepakt_op = models.DateField(null=True, help_text="day of the first offer of help (R-ADM-5)")
    afgedaan_als = models.CharField(max_length=40, blank=True)
    afgedaan_op = models.DateField(null=True)
    gewist_op = models.DateField(null=True)

    class Meta:
        constraints = [
            # R-INT-4: the same line in two files counts once. A crisis is another message, so bericht is in it.
            models.UniqueConstraint(
                fields=["gemeente", "partner", "referentie", "soort", "bericht", "maand"],
                condition=models.Q(gewist_op__isnull=True),
                name="vroegsignaal_once",
            ),
            models.UniqueConstraint(fields=["aanlevering", "regelnummer"], name="vroegsignaal_per_line"),
            models.CheckConstraint(condition=models.Q(bedrag__gt=0), name="vroegsignaal_bedrag_positief"),
            one_of("status", Signaalstatus, name="vroegsignaal_status_known"),
            one_of("bericht", Bericht, name="vroegsignaal_bericht_known"),
            one_of("afgedaan_als", Eindresultaat, name="vroegsignaal_afgedaan_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(afgedaan_als="", afgedaan_op__isnull=True)
                | (~models.Q(afgedaan_als="") & models.Q(afgedaan_op__isnull=False)),
                name="vroegsignaal_afgedaan_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "adres_sleutel", "maand"], name="vroegsignaal_op_adres"),
            models.Index(fields=["gemeente", "status"], name="vroegsignaal_op_status"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "partner", "aanlevering", "regelnummer", "soort", "bericht", "crisis", "bedrag",
            "vervaldatum", "termijnen", "signaaldatum", "maand", "ontvangen_op", "warme_overdracht", "status",
            "opgepakt_op", "afgedaan_als", "afgedaan_op", "gewist_op",
        }  # fmt: skip
        erase = {
            "referentie": "", "voorletters": "", "voorvoegsel": "", "achternaam": "", "bedrijfsnaam": "",
            "geboortedatum": "", "straat": "", "postcode": "", "huisnummer": 0, "huisletter": "",
            "toevoeging": "", "woonplaats": "", "telefoon": "", "email": "", "adres_sleutel": "",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Vroegsignaal {self.pk}"

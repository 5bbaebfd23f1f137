import uuid

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.checks.models import Inwoner
from tijdig.outreach.visits.models import Adresplaats, Bezoek, Bezoekplan, Bezoekronde, Deurnotitie
from tijdig.rules.terms import Berichtstand, Kanaal, Sjabloonsoort, Stopsoort

from .reply.models import Beschikbaarheid, Reactie, Reactiecode, Sluitdag, Smsantwoord, Tijdslot

__all__ = [
    "Adresplaats", "Bericht", "Beschikbaarheid", "Bezoek", "Bezoekplan", "Bezoekronde", "Brief", "Curator",
    "Deurnotitie", "Printronde", "Reactie", "Reactiecode", "Sjabloon", "Sluitdag", "Smsantwoord", "Stopverzoek",
    "Tijdslot", "Zaaktaal",
]  # fmt: skip


class Printronde(OfGemeente):
    """One batch of letters in postal order, with its manifest (R-OUT-3)."""

    gemaakt_op = models.DateTimeField(auto_now_add=True)
    dag = models.DateField()
    bezoekdag = models.DateField(null=True, help_text="day of the visit that these letters announce")
    dagdeel = models.CharField(max_length=10, blank=True, help_text="part of the day of that visit")
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    aantal = models.IntegerField()
    manifest = models.TextField(blank=True, help_text="CSV without names")
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    klaar_op = models.DateTimeField(null=True, help_text="the PDF is made; until then the run waits")
    afgedrukt_op = models.DateTimeField(null=True)
    kanaal = models.CharField(
        max_length=20, blank=True, help_text="who prints and posts it; empty: the gemeente"
    )

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="printronde_per_gemeente")]
        ordering = ["-id"]
        constraints = [one_of("kanaal", Kanaal, name="printronde_kanaal_known", blank=True)]

    class Personal:
        keep = {
            "id", "gemeente", "gemaakt_op", "dag", "bezoekdag", "dagdeel", "door", "aantal", "sha256", "klaar_op",
            "afgedrukt_op", "kanaal",
        }  # fmt: skip
        erase = {"pdf": None, "manifest": ""}  # a postcode beside a kenmerk says where somebody lives

    def __str__(self) -> str:
        return f"Printronde {self.pk}"


class Curator(OfGemeente):
    """Where the curator of a resident gets mail: the BRP does not say it, somebody looked it up (R-BRP-8)."""

    inwoner = models.OneToOneField(Inwoner, on_delete=models.PROTECT, related_name="curator")
    naam = models.CharField(max_length=120)
    adresregel1 = models.CharField(max_length=120, help_text="street and number, or a post box")
    adresregel2 = models.CharField(max_length=120, help_text="postcode and town")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="curator_per_gemeente")]

    class Personal:
        keep = {"id", "gemeente", "inwoner"}
        erase = {"naam": "", "adresregel1": "", "adresregel2": ""}

    def __str__(self) -> str:
        return f"Curator {self.pk}"


class Brief(OfGemeente):
    """One letter to one resident. The same step of a zaak is never written twice (R-OUT-3).

    Inside a zaak the persons stay apart (R-MAT-1): each gets a letter of their own, so that nobody reads about
    somebody else. Together they are one step and one contactpoging.
    """

    printronde = models.ForeignKey(Printronde, on_delete=models.PROTECT, related_name="brieven")
    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="brieven")
    inwoner = models.ForeignKey(
        Inwoner, null=True, on_delete=models.PROTECT, related_name="brieven",
        help_text="empty when nobody in the BRP is tied to the signal",
    )  # fmt: skip
    contactpoging = models.ForeignKey(Contactpoging, on_delete=models.PROTECT, related_name="brieven")
    volgnummer = models.IntegerField(help_text="place in postal order, from 1")
    stap = models.CharField(max_length=40, help_text="which step of the sequence this letter is")
    ronde = models.IntegerField(default=1, help_text="grows when a zaak is reopened")
    sjabloon = models.CharField(max_length=40)
    sjabloon_versie = models.CharField(max_length=20)
    gegevens = models.JSONField(help_text="what was filled in; gone with the retention term")
    retour_op = models.DateField(null=True, help_text="the post brought it back, or it was never posted")
    retour_klaar_op = models.DateField(null=True, help_text="somebody dealt with its coming back")
    stand = models.CharField(
        max_length=20, blank=True, db_default="", help_text="at the service that posts it; empty: no service"
    )  # fmt: skip
    referentie = models.UUIDField(null=True, unique=True, help_text="opaque; what the service knows it by")
    extern_id = models.CharField(max_length=120, blank=True, db_default="")
    reden = models.CharField(
        max_length=120, blank=True, db_default="", help_text="why it did not arrive; no personal data"
    )  # fmt: skip
    poging_op = models.DateTimeField(null=True, help_text="written before the service is called")

    class Meta:
        ordering = ["volgnummer"]
        indexes = [
            models.Index(fields=["gemeente"], name="brief_per_gemeente"),
            models.Index(fields=["gemeente", "stand"], condition=~models.Q(stand=""), name="brief_stand"),
        ]
        constraints = [
            one_of("stand", Berichtstand, name="brief_stand_known", blank=True),
            models.UniqueConstraint(
                fields=["zaak", "stap", "ronde", "inwoner"], name="brief_once_per_step", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["printronde", "volgnummer"], name="brief_order"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "printronde", "zaak", "inwoner", "contactpoging", "volgnummer", "stap", "ronde",
            "sjabloon", "sjabloon_versie", "retour_op", "retour_klaar_op", "stand", "referentie", "reden", "poging_op",
        }  # fmt: skip
        erase: dict[str, object] = {"gegevens": {}, "extern_id": ""}

    def __str__(self) -> str:
        return f"Brief {self.pk}"


class Sjabloon(OfGemeente):
    """A version of a template that a gemeente wrote itself. The text of a row never changes (R-OUT-3).

    The newest version in force wins over the one that comes with the system.
    """

    naam = models.CharField(max_length=40, help_text="which template, as the shipped one is called")
    soort = models.CharField(max_length=20)
    taal = models.CharField(max_length=8)
    nummer = models.IntegerField(help_text="version, from 1, counted over the languages")
    tekst = models.TextField(help_text="YAML")
    ingang = models.DateField()
    einde = models.DateField(null=True, help_text="withdrawn on this day")
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["naam", "taal", "-nummer"]
        constraints = [
            one_of("soort", Sjabloonsoort, name="sjabloon_soort_known"),
            # What was sent names its template by id and number: no language counts for itself.
            models.UniqueConstraint(fields=["gemeente", "naam", "nummer"], name="sjabloon_once"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "naam", "soort", "taal", "nummer", "tekst", "ingang", "einde", "door", "gemaakt_op",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Sjabloon {self.naam} {self.nummer}"


class Zaaktaal(OfGemeente):
    """In which language people of a zaak are written to, when it is not Dutch (R-OUT-3)."""

    zaak = models.OneToOneField(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="zaaktaal")
    taal = models.CharField(max_length=8, help_text="empty: Dutch")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="zaaktaal_per_gemeente")]

    class Personal:
        keep = {"id", "gemeente", "zaak"}
        erase = {"taal": ""}  # where somebody comes from

    def __str__(self) -> str:
        return f"Zaaktaal {self.pk}"


class Bericht(OfGemeente):
    """One SMS or e-mail to one person. The same step of a zaak is sent once (R-OUT-3).

    `poging_op` is written before the service is called: whoever comes after a crash looks the reference up first.
    """

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="berichten")
    inwoner = models.ForeignKey(Inwoner, null=True, on_delete=models.PROTECT, related_name="berichten")
    afspraak = models.ForeignKey(
        Afspraak, null=True, on_delete=models.PROTECT, related_name="berichten",
        help_text="the appointment that it confirms; then it is no attempt to reach somebody",
    )  # fmt: skip
    contactpoging = models.ForeignKey(
        Contactpoging, null=True, on_delete=models.PROTECT, related_name="berichten",
        help_text="made when the message leaves",
    )  # fmt: skip
    soort = models.CharField(max_length=20)
    kanaal = models.CharField(max_length=20)
    stap = models.CharField(max_length=40)
    ronde = models.IntegerField(default=1)
    sjabloon = models.CharField(max_length=40)
    sjabloon_versie = models.CharField(max_length=20)
    referentie = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="opaque; what the service knows it by"
    )
    extern_id = models.CharField(max_length=120, blank=True)
    stand = models.CharField(max_length=20, default=Berichtstand.KLAAR)
    reden = models.CharField(max_length=120, blank=True, help_text="why it did not arrive; no personal data")
    adres = models.CharField(max_length=254, help_text="number or address")
    onderwerp = models.CharField(max_length=200, blank=True)
    tekst = models.TextField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    poging_op = models.DateTimeField(null=True)
    verzonden_op = models.DateTimeField(null=True)
    gezien_op = models.DateField(null=True, help_text="somebody dealt with its coming back")

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("soort", Sjabloonsoort, name="bericht_soort_known"),
            one_of("kanaal", Kanaal, name="bericht_kanaal_known"),
            one_of("stand", Berichtstand, name="bericht_stand_known"),
            models.UniqueConstraint(
                fields=["zaak", "stap", "ronde", "inwoner"],
                name="bericht_once_per_step",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "stand"], name="bericht_stand")]

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "inwoner", "afspraak", "contactpoging", "soort", "kanaal", "stap", "ronde",
            "sjabloon", "sjabloon_versie", "referentie", "stand", "reden", "door", "gemaakt_op", "poging_op",
            "verzonden_op", "gezien_op",
        }  # fmt: skip
        erase = {"adres": "", "onderwerp": "", "tekst": "", "extern_id": ""}

    def __str__(self) -> str:
        return f"Bericht {self.pk}"


class Stopverzoek(OfGemeente):
    """Somebody asked not to be written to: about this zaak, or at this number or address (AVG art. 21).

    Of a number or address only a keyed fingerprint is kept: enough to recognise it, too little to read it.
    """

    zaak = models.ForeignKey(
        Vroegsignaalzaak, null=True, on_delete=models.PROTECT, related_name="stopverzoeken",
        help_text="empty: sent as an SMS from a number that belongs to no zaak",
    )  # fmt: skip
    soort = models.CharField(max_length=20)
    adres_kenmerk = models.CharField(max_length=32, blank=True, db_index=True)
    op = models.DateField()
    einde = models.DateField(null=True)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="stopverzoek_per_gemeente")]
        ordering = ["-id"]
        constraints = [
            one_of("soort", Stopsoort, name="stopverzoek_soort_known"),
            models.UniqueConstraint(
                fields=["zaak", "soort", "adres_kenmerk"],
                condition=models.Q(einde__isnull=True) & ~models.Q(adres_kenmerk=""),
                name="stopverzoek_once",
            ),
        ]  # fmt: skip

    class Personal:
        keep = {"id", "gemeente", "zaak", "soort", "op", "einde", "door"}
        erase = {"adres_kenmerk": ""}

    def __str__(self) -> str:
        return f"Stopverzoek {self.pk}"

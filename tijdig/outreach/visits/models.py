from datetime import time

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.rules.door_note import LONGEST
from tijdig.rules.terms import Dagdeel, Deurreden, Deuruitkomst, Kaartstand, Rondestand


class Adresplaats(OfGemeente):
    """Where an address lies that the gemeente's own list does not place, as the BAG said. Also when it did not know.

    Which addresses were asked about says who is visited, so it is of the gemeente and goes after its days.
    """

    adres_sleutel = models.CharField(max_length=60)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    gevraagd_op = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "adres_sleutel"], condition=~models.Q(adres_sleutel=""), name="adresplaats_once"
            ),
        ]  # fmt: skip

    class Personal:
        keep = {"id", "gemeente", "gevraagd_op"}
        erase = {"adres_sleutel": "", "lat": None, "lon": None}

    def __str__(self) -> str:
        return f"Adresplaats {self.pk}"


class Deurnotitie(OfGemeente):
    """What those who walk must know at the door of a zaak: about the place, never about a person (R-OUT-5).

    Not the safety list (R-ADM-6): on that list nobody goes there at all.
    """

    zaak = models.OneToOneField(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="deurnotitie")
    tekst = models.CharField(max_length=LONGEST)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="deurnotitie_per_gemeente")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "door", "op"}
        erase = {"tekst": ""}

    def __str__(self) -> str:
        return f"Deurnotitie {self.pk}"


class Bezoekplan(OfGemeente):
    """The visits of one day-part, shared out over its teams in short routes (R-OUT-5)."""

    dag = models.DateField()
    dagdeel = models.CharField(max_length=10)
    van = models.TimeField()
    tot = models.TimeField()
    start = models.CharField(max_length=120, blank=True, help_text="where the teams start, in words")
    start_lat = models.FloatField(null=True)
    start_lon = models.FloatField(null=True)
    minuten_per_deur = models.IntegerField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    klaar_op = models.DateTimeField(
        null=True, help_text="the routes are made; until then they are worked out"
    )
    eerder = models.JSONField(default=list, help_text="to undo: lists of [bezoek, ronde, volgorde], ids only")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="bezoekplan_per_gemeente")]
        ordering = ["-dag", "-id"]
        constraints = [
            one_of("dagdeel", Dagdeel, name="bezoekplan_dagdeel_known"),
            models.CheckConstraint(
                condition=models.Q(van__lt=models.F("tot")), name="bezoekplan_van_voor_tot"
            ),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "dag", "dagdeel", "van", "tot", "start", "start_lat", "start_lon", "minuten_per_deur",
            "door", "gemaakt_op", "klaar_op", "eerder",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Bezoekplan {self.pk}"


class Bezoekronde(OfGemeente):
    """One team's home visits of one day-part. Two people, or one with a colleague on call (Leidraad 4.1)."""

    plan = models.ForeignKey(Bezoekplan, on_delete=models.PROTECT, related_name="rondes")
    nummer = models.IntegerField(help_text="which team of this plan, from 1")
    bezoeker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tweede = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    achterwacht = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    achterwacht_telefoon = models.CharField(max_length=30, blank=True)
    stand = models.CharField(max_length=10, default=Rondestand.GEPLAND)
    gestart_op = models.DateTimeField(null=True)
    laatste_teken = models.DateTimeField(null=True, help_text="start, a door, or 'alles goed'")
    beeindigd_op = models.DateTimeField(null=True)
    gewaarschuwd_op = models.DateTimeField(null=True, help_text="the colleague on call was sent word, once")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="bezoekronde_per_gemeente")]
        ordering = ["plan_id", "nummer"]
        constraints = [
            one_of("stand", Rondestand, name="bezoekronde_stand_known"),
            models.UniqueConstraint(fields=["plan", "nummer"], name="bezoekronde_once_per_team"),
            models.CheckConstraint(
                condition=models.Q(tweede__isnull=False) | models.Q(achterwacht__isnull=False),
                name="bezoekronde_nobody_alone",
            ),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "plan", "nummer", "bezoeker", "tweede", "achterwacht", "achterwacht_telefoon", "stand",
            "gestart_op", "laatste_teken", "beeindigd_op", "gewaarschuwd_op",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Bezoekronde {self.pk}"


class Bezoek(OfGemeente):
    """One door of a round; without a round it did not fit. A zaak is in one plan at a time."""

    plan = models.ForeignKey(Bezoekplan, on_delete=models.PROTECT, related_name="bezoeken")
    ronde = models.ForeignKey(Bezoekronde, null=True, on_delete=models.PROTECT, related_name="bezoeken")
    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="bezoeken")
    volgorde = models.IntegerField(null=True, help_text="place in the round, from 1")
    venster_van = models.TimeField()
    venster_tot = models.TimeField()
    aankomst = models.TimeField(null=True, help_text="planned")
    op_tijd = models.BooleanField(default=True, help_text="planned inside its window")
    open = models.BooleanField(default=True, help_text="still to be done: it holds its zaak")
    uitkomst = models.CharField(max_length=20, blank=True)
    reden = models.CharField(max_length=20, blank=True)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(null=True)
    tik = models.UUIDField(null=True, unique=True, help_text="the tap that recorded it: each counts once")
    contactpoging = models.ForeignKey(
        Contactpoging, null=True, on_delete=models.PROTECT, related_name="bezoeken"
    )

    kaart = models.CharField(max_length=20, blank=True, help_text="the card for who was not at home")
    kaartpoging = models.ForeignKey(
        Contactpoging, null=True, on_delete=models.PROTECT, related_name="kaartbezoeken",
        help_text="the card that was left: a written attempt of its own (R-OUT-1)",
    )  # fmt: skip

    class Meta:
        ordering = ["volgorde", "id"]
        constraints = [
            one_of("kaart", Kaartstand, name="bezoek_kaart_known", blank=True),
            one_of("uitkomst", Deuruitkomst, name="bezoek_uitkomst_known", blank=True),
            one_of("reden", Deurreden, name="bezoek_reden_known", blank=True),
            models.UniqueConstraint(fields=["zaak"], condition=models.Q(open=True), name="bezoek_one_open_per_zaak"),
            models.UniqueConstraint(
                fields=["ronde", "volgorde"], name="bezoek_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(open=False) | models.Q(ronde__isnull=True) | models.Q(volgorde__isnull=False),
                name="bezoek_has_a_place",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["gemeente"], name="bezoek_per_gemeente"),
            models.Index(fields=["plan", "ronde", "volgorde"], name="bezoek_in_ronde"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "plan", "ronde", "zaak", "open", "uitkomst", "reden", "door", "op", "contactpoging",
            "kaart", "kaartpoging",
        }  # fmt: skip
        # The order and the hour of a round say where somebody lives beside its other doors.
        erase = {
            "volgorde": None, "venster_van": time(0), "venster_tot": time(0), "aankomst": None, "op_tijd": True,
            "tik": None,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Bezoek {self.pk}"

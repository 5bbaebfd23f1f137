from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import (
    BrpUitkomst,
    ShvUitkomst,
    Twijfelbesluit,
    Verblijfsrecht,
    Vraagantwoord,
    Vraagsoort,
)


class BagAdres(models.Model):
    """The gemeente's own list of addresses with their BAG ids. Public reference data, loaded from a file."""

    sleutel = models.CharField(max_length=60, help_text="normalised address (R-MAT-1)")
    object_id = models.CharField(max_length=16, help_text="BAG adresseerbaar object")
    nummeraanduiding_id = models.CharField(max_length=16)
    straat = models.CharField(max_length=120)
    woonplaats = models.CharField(max_length=80)
    wijk = models.CharField(max_length=80, blank=True)
    lat = models.FloatField(null=True, help_text="degrees north (WGS 84), when the list says it")
    lon = models.FloatField(null=True, help_text="degrees east")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sleutel", "nummeraanduiding_id"], name="bagadres_once"),
        ]
        indexes = [
            models.Index(fields=["lat", "lon"], name="bagadres_op_kaart"),
            models.Index(fields=["nummeraanduiding_id"], name="bagadres_op_nummeraanduiding"),
        ]

    class Personal:
        keep = {
            "id",
            "sleutel",
            "object_id",
            "nummeraanduiding_id",
            "straat",
            "woonplaats",
            "wijk",
            "lat",
            "lon",
        }
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.nummeraanduiding_id


class Inwoner(OfGemeente):
    """The person, after the BRP check. The only table with a BSN, sealed. Source: Wgs 1, 8c."""

    bsn_zegel = models.CharField(max_length=80, blank=True)
    bsn_kenmerk = models.CharField(max_length=32, blank=True)
    voorletters = models.CharField(max_length=60, blank=True)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    geslachtsnaam = models.CharField(max_length=200, blank=True)
    geslacht = models.CharField(max_length=1, blank=True)
    geboortedatum = models.CharField(max_length=10, blank=True, help_text="ISO, or year-month, or year")
    aanhef = models.CharField(max_length=250, blank=True)
    aanschrijfnaam = models.CharField(max_length=250, blank=True)
    adresregel1 = models.CharField(max_length=120, blank=True)
    adresregel2 = models.CharField(max_length=120, blank=True)
    geheimhouding = models.BooleanField(default=False)
    curatele = models.BooleanField(default=False)
    overleden = models.BooleanField(default=False)
    verblijfsrecht = models.CharField(
        max_length=20, default=Verblijfsrecht.NIET_GEVRAAGD.value, db_default=Verblijfsrecht.NIET_GEVRAAGD.value,
        help_text="must it be looked at when help is asked for? Never the title itself (R-BRP-2)",
    )  # fmt: skip
    minderjarig = models.BooleanField(default=False, db_default=False)
    bereik_gewijzigd = models.BooleanField(
        default=False, db_default=False,
        help_text="a check changed how this person may be reached, and their zaken do not know it yet",
    )  # fmt: skip
    handmatig = models.BooleanField(
        default=False, help_text="only ever looked up by a person, never by the link with the BRP"
    )
    gecontroleerd_op = models.DateField(help_text="day of the last answer of the BRP")
    shv_gevraagd_op = models.DateField(
        null=True, help_text="day of the last answer of the SHV service (R-SHV-3)"
    )
    gewist_op = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "bsn_kenmerk"],
                condition=~models.Q(bsn_kenmerk=""),
                name="inwoner_once",
            ),
            one_of("verblijfsrecht", Verblijfsrecht, name="inwoner_verblijfsrecht_known"),
        ]
        indexes = [
            models.Index(
                fields=["gemeente"],
                name="inwoner_bereik_gewijzigd",
                condition=models.Q(bereik_gewijzigd=True),
            )
        ]

    class Personal:
        keep = {
            "id",
            "gemeente",
            "geslacht",
            "handmatig",
            "gecontroleerd_op",
            "shv_gevraagd_op",
            "bereik_gewijzigd",
            "gewist_op",
        }
        erase = {
            "bsn_zegel": "", "bsn_kenmerk": "", "voorletters": "", "voorvoegsel": "", "geslachtsnaam": "",
            "geboortedatum": "", "aanhef": "", "aanschrijfnaam": "", "adresregel1": "", "adresregel2": "",
            "geheimhouding": False, "curatele": False, "overleden": False, "minderjarig": False,
            "verblijfsrecht": Verblijfsrecht.NIET_GEVRAAGD.value,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Inwoner {self.pk}"


class Toets(OfGemeente):
    """The check of one vroegsignaal: who it is about (BRP) and whether they are helped already (SHV).

    One row per signal, written again when the check is done again; every question is in the audit trail.
    Source: Wgs 8b; Wet BRP 1.7; R-BRP-1..8, R-SHV-1..3.
    """

    vroegsignaal = models.OneToOneField(Vroegsignaal, on_delete=models.PROTECT, related_name="toets")
    uitkomst = models.CharField(max_length=40)
    zekerheid = models.CharField(max_length=20, blank=True)
    redenen = models.JSONField(default=list, help_text="why, in Dutch; may quote names")
    kandidaten = models.JSONField(default=list, help_text="persons shown to whoever decides; no BSN in it")
    inwoner = models.ForeignKey(Inwoner, null=True, on_delete=models.PROTECT, related_name="toetsen")
    adres_sleutel = models.CharField(max_length=60, blank=True, help_text="where the person lives")
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(
        max_length=30, blank=True, help_text="number, letter and addition as written"
    )
    postcode = models.CharField(max_length=6, blank=True)
    woonplaats = models.CharField(max_length=80, blank=True)
    wijk = models.CharField(max_length=80, blank=True)
    kinderen = models.BooleanField(null=True, help_text="minor children at the address (R-BRP-2)")
    leeftijdsklasse = models.CharField(max_length=10, blank=True)
    briefadres = models.BooleanField(default=False)
    andere_gemeente = models.CharField(
        max_length=4, blank=True, help_text="where the person is registered (R-BRP-7)"
    )
    shv = models.CharField(max_length=20, default=ShvUitkomst.NIET_GECONTROLEERD)
    shv_professional = models.CharField(max_length=120, blank=True)
    pogingen = models.IntegerField(default=0)
    volgende_poging = models.DateTimeField(null=True)
    op = models.DateTimeField()
    besluit = models.CharField(max_length=30, blank=True)
    besluit_reden = models.TextField(blank=True)
    besluit_door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    besluit_op = models.DateTimeField(null=True)
    antwoord_op = models.DateField(
        null=True, help_text="the partner answered, and nobody decided since: on top of the list (R-BRP-4)"
    )
    huishouden_aanbod = models.BooleanField(
        null=True, help_text="deceased: does the household get an offer? (R-BRP-5)"
    )

    class Meta:
        constraints = [
            one_of("uitkomst", BrpUitkomst, name="toets_uitkomst_known"),
            one_of("shv", ShvUitkomst, name="toets_shv_known"),
            one_of("besluit", Twijfelbesluit, name="toets_besluit_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(besluit="") | models.Q(besluit_op__isnull=False),
                name="toets_besluit_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["gemeente", "volgende_poging"],
                name="toets_opnieuw",
                condition=models.Q(volgende_poging__isnull=False),
            )
        ]

    class Personal:
        keep = {
            "id", "gemeente", "vroegsignaal", "uitkomst", "zekerheid", "inwoner", "wijk", "kinderen",
            "leeftijdsklasse", "briefadres", "andere_gemeente", "shv", "pogingen", "volgende_poging", "op",
            "besluit", "besluit_door", "besluit_op", "antwoord_op", "huishouden_aanbod",
        }  # fmt: skip
        erase = {
            "redenen": [], "kandidaten": [], "adres_sleutel": "", "straat": "", "huisnummer": "",
            "postcode": "", "woonplaats": "", "shv_professional": "", "besluit_reden": "",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Toets {self.pk}"


class Partnervraag(OfGemeente):
    """One question of a closed list to the partner about its own signal, and what it answered (R-BRP-4, R-TER-2).

    What leaves is the member of the list, with the fixed text of policy. What the partner answered stays inside.
    """

    vroegsignaal = models.ForeignKey(Vroegsignaal, on_delete=models.PROTECT, related_name="partnervragen")
    vraag = models.CharField(max_length=20)
    gesteld_op = models.DateField()
    gesteld_door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    antwoord = models.CharField(max_length=20, blank=True)
    antwoord_tekst = models.CharField(max_length=200, blank=True)
    beantwoord_op = models.DateField(null=True)
    beantwoord_door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            one_of("vraag", Vraagsoort, name="partnervraag_known"),
            one_of("antwoord", Vraagantwoord, name="partnervraag_antwoord_known", blank=True),
            models.UniqueConstraint(
                fields=["vroegsignaal", "vraag"],
                condition=models.Q(antwoord=""),
                name="partnervraag_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(antwoord="", antwoord_tekst="", beantwoord_op__isnull=True)
                | (~models.Q(antwoord="") & models.Q(beantwoord_op__isnull=False)),
                name="partnervraag_antwoord_has_day",
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "gesteld_op"], name="partnervraag_gesteld")]

    class Personal:
        keep = {
            "id", "gemeente", "vroegsignaal", "vraag", "gesteld_op", "gesteld_door", "antwoord", "beantwoord_op",
            "beantwoord_door",
        }  # fmt: skip
        erase = {"antwoord_tekst": ""}

    def __str__(self) -> str:
        return f"Partnervraag {self.pk}"


class ShvInschrijving(OfGemeente):
    """A line of the list of schuldhulpverlening that the gemeente uploads; no readable BSN (R-SHV-3)."""

    bsn_kenmerk = models.CharField(max_length=32)
    product = models.CharField(max_length=80, blank=True)
    ingang = models.DateField()
    einde = models.DateField(null=True)
    professional = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "bsn_kenmerk"], name="shv_per_persoon")]

    class Personal:
        # The list is replaced whole at each upload; nothing of it is kept beside the last one.
        keep = {"id", "gemeente", "ingang", "einde", "product"}
        erase = {"bsn_kenmerk": "", "professional": ""}

    def __str__(self) -> str:
        return f"SHV-inschrijving {self.pk}"


class Veiligheidsmelding(OfGemeente):
    """An address, or a person wherever they live, that staff must not visit. Why sees only who may (R-ADM-6)."""

    adres_sleutel = models.CharField(max_length=60)
    bsn_kenmerk = models.CharField(
        max_length=32,
        blank=True,
        help_text="fingerprint of the person it is about; empty: the address itself",
    )
    adres = models.CharField(max_length=200)
    reden = models.TextField()
    ingang = models.DateField()
    einde = models.DateField()
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["gemeente", "adres_sleutel"], name="veiligheid_op_adres")]

    class Personal:
        keep = {"id", "gemeente", "ingang", "einde", "door"}
        erase = {"adres_sleutel": "", "bsn_kenmerk": "", "adres": "", "reden": ""}

    def __str__(self) -> str:
        return f"Veiligheidsmelding {self.pk}"


class Doorzending(OfGemeente):
    """A signal of somebody who lives elsewhere, sent on without delay (R-BRP-7). Source: Awb 2:3."""

    vroegsignaal = models.OneToOneField(Vroegsignaal, on_delete=models.PROTECT, related_name="doorzending")
    naar = models.CharField(
        max_length=4, help_text="code of the gemeente, or empty until somebody says which"
    )
    wijze = models.CharField(max_length=20, blank=True, help_text="installatie or pakket")
    op = models.DateTimeField(null=True)
    door = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "op"], name="doorzending_open")]

    class Personal:
        keep = {"id", "gemeente", "vroegsignaal", "naar", "wijze", "op", "door"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Doorzending {self.pk}"

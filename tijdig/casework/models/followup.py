"""Tables of what is done with a zaak: weighed, attempted, agreed, timed, closed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.referrals.models import Organisatie
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    Houding,
    Hulptype,
    QuickFix,
    RedenGeenHulp,
    Termijnsoort,
)

from .zaak import Vroegsignaalzaak


class Weging(OfGemeente):
    """The weighing of one zaak: facts, version of the kader, proposal, and what a person decided (R-TRI-2)."""

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld"
        BEVESTIGD = "bevestigd"
        ANDERS = "anders"
        VERVALLEN = "vervallen"

    zaak = models.ForeignKey(
        Vroegsignaalzaak, on_delete=models.PROTECT, related_name="wegingen", db_index=False
    )
    dag = models.DateField()
    feiten = models.JSONField(help_text="all that counted: codes, counts and amounts, no person")
    kader = models.CharField(max_length=60, help_text="version of the afwegingskader")
    regel = models.CharField(max_length=60)
    aanpak = models.CharField(max_length=30)
    bakje = models.CharField(max_length=60)
    team = models.CharField(max_length=80, blank=True)
    aankondiging = ArrayField(
        models.CharField(max_length=30), default=list, help_text="of an announced visit"
    )
    vervolg = models.CharField(
        max_length=30, blank=True, help_text="next step when the resident does not react"
    )
    adempauze_dagen = models.IntegerField(default=0, help_text="a repeat is left alone for so long (R-TRI-5)")
    redenen = models.JSONField(default=list)
    stand = models.CharField(max_length=20, default=Stand.VOORGESTELD)
    besluit_aanpak = models.CharField(max_length=30, blank=True)
    besluit_reden = models.TextField(blank=True)
    besluit_door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    besluit_op = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("aanpak", Aanpak, name="weging_aanpak_known"),
            one_of("besluit_aanpak", Aanpak, name="weging_besluit_known", blank=True),
            one_of("vervolg", Aanpak, name="weging_vervolg_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(adempauze_dagen__gte=0), name="weging_adempauze_not_negative"
            ),
            models.UniqueConstraint(
                fields=["zaak"], condition=models.Q(stand="voorgesteld"), name="weging_one_open_proposal"
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente"], name="weging_per_gemeente"),
            models.Index(fields=["zaak", "-id"], name="weging_laatste"),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "dag", "feiten", "kader", "regel", "aanpak", "bakje", "team", "aankondiging",
            "vervolg", "adempauze_dagen", "redenen", "stand", "besluit_aanpak", "besluit_door", "besluit_op",
        }  # fmt: skip
        erase = {"besluit_reden": ""}

    def __str__(self) -> str:
        return f"Weging {self.pk}"


class Contactpoging(OfGemeente):
    """One attempt to reach the resident. Type, reached and result are three lists (R-OUT-1, R-OUT-2). Source: DDAS."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="contactpogingen")
    soort = models.CharField(max_length=30)
    datum = models.DateField()
    dagdeel = models.CharField(max_length=10, blank=True)
    bereikt = models.CharField(max_length=10, default=Bereikt.ONBEKEND)
    minuten = models.IntegerField(default=0)
    notitie = models.TextField(blank=True)
    kondigt_aan = models.BooleanField(
        default=False, db_default=False, help_text="a letter that was the announcement of a visit (R-OUT-4)"
    )  # fmt: skip
    bezoekdag = models.DateField(null=True, help_text="the day of the visit that it named")
    reactie_op = models.DateField(null=True, help_text="a reply to a letter stands on that letter (R-OUT-2)")
    retour_op = models.DateField(
        null=True, help_text="nothing of it arrived, so it offered nothing (R-ADM-5)"
    )
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["datum", "id"]
        constraints = [
            one_of("soort", Contactsoort, name="contactpoging_soort_known"),
            one_of("bereikt", Bereikt, name="contactpoging_bereikt_known"),
            one_of("dagdeel", Dagdeel, name="contactpoging_dagdeel_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(minuten__gte=0, minuten__lte=1440), name="contactpoging_minuten_of_a_day"
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "soort", "bereikt", "datum"], name="contactpoging_wacht")]

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "soort", "datum", "dagdeel", "bereikt", "minuten", "kondigt_aan",
            "bezoekdag", "reactie_op", "retour_op", "door", "gemaakt_op",
        }  # fmt: skip
        erase = {"notitie": ""}

    def __str__(self) -> str:
        return f"Contactpoging {self.pk}"


class Afspraak(OfGemeente):
    """An appointment with the resident; the first one that takes place is the first conversation (R-TRM-1)."""

    class Stand(models.TextChoices):
        GEPLAND = "gepland"
        GEWEEST = "geweest"
        NIET_GEKOMEN = "niet_gekomen"
        AFGEZEGD = "afgezegd"

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="afspraken")
    moment = models.DateTimeField()
    plaats = models.CharField(max_length=80)
    gemaakt_op = models.DateField(help_text="making it is accepting the offer (R-UIT-3)")
    stand = models.CharField(max_length=20, default=Stand.GEPLAND)
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["moment"]
        indexes = [models.Index(fields=["gemeente", "stand", "moment"], name="afspraak_gepland")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "moment", "gemaakt_op", "stand", "door"}
        erase = {"plaats": ""}

    def __str__(self) -> str:
        return f"Afspraak {self.pk}"


class Termijn(OfGemeente):
    """One clock of a zaak, with its own start and end (R-TRM-5)."""

    zaak = models.ForeignKey(
        Vroegsignaalzaak, on_delete=models.PROTECT, related_name="termijnen", db_index=False
    )
    soort = models.CharField(max_length=30)
    start = models.DateField()
    uiterlijk = models.DateField()
    gestopt_op = models.DateField(null=True, help_text="met, or no longer needed")
    gehaald = models.BooleanField(null=True, help_text="empty: it runs, or was not needed any more in time")

    class Meta:
        ordering = ["uiterlijk"]
        constraints = [
            one_of("soort", Termijnsoort, name="termijn_soort_known"),
            models.UniqueConstraint(fields=["zaak", "soort", "start"], name="termijn_once"),
        ]
        indexes = [models.Index(fields=["gemeente", "gestopt_op", "uiterlijk"], name="termijn_loopt")]

    class Personal:
        keep = {"id", "gemeente", "zaak", "soort", "start", "uiterlijk", "gestopt_op", "gehaald"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Termijn {self.soort}"


class Afsluiting(OfGemeente):
    """One closing of a zaak. A reopened zaak has several: both moments count (R-UIT-5)."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="afsluitingen")
    eindresultaat = models.CharField(max_length=40)
    hulptype = models.CharField(max_length=40, blank=True)
    quick_fix = models.CharField(max_length=40, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, null=True, on_delete=models.PROTECT, related_name="+", help_text="of the sociale kaart"
    )
    verwezen_naar = models.CharField(
        max_length=120, blank=True, help_text="a name that does not stand on the sociale kaart"
    )
    reden_vrije_naam = models.CharField(max_length=200, blank=True)
    reden_geen_hulp = models.CharField(max_length=20, blank=True)
    warme_overdracht = models.BooleanField(
        default=False, help_text="handed over in person, with the consent of the resident (R-UIT-4)"
    )
    houding = models.CharField(max_length=10, blank=True)
    gesprek_op = models.DateField(
        null=True, help_text="day of the first conversation, when it stands nowhere else (R-TRM-1)"
    )  # fmt: skip
    toelichting = models.TextField(blank=True)
    toestemming = models.BooleanField(
        default=False, help_text="explicit written consent of the resident (R-TER-2)"
    )
    toestemming_document = models.CharField(max_length=120, blank=True)
    toestemming_ingetrokken_op = models.DateField(null=True)
    toestemming_ingetrokken_door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    pauze_tot = models.DateField(null=True, help_text="the partner pauses collection until here (R-TER-4)")
    op = models.DateField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    heropend_op = models.DateField(null=True)
    heropend_reden = models.TextField(blank=True)
    heropend_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="afsluiting_per_gemeente")]
        ordering = ["id"]
        constraints = [
            one_of("eindresultaat", Eindresultaat, name="afsluiting_eindresultaat_known"),
            one_of("hulptype", Hulptype, name="afsluiting_hulptype_known", blank=True),
            one_of("quick_fix", QuickFix, name="afsluiting_quick_fix_known", blank=True),
            one_of("houding", Houding, name="afsluiting_houding_known", blank=True),
            one_of("reden_geen_hulp", RedenGeenHulp, name="afsluiting_reden_geen_hulp_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(organisatie__isnull=True) | models.Q(verwezen_naar=""),
                name="afsluiting_one_name",
            ),
            models.CheckConstraint(
                condition=models.Q(toestemming=False) | models.Q(toestemming_ingetrokken_op__isnull=True),
                name="afsluiting_toestemming_or_ingetrokken",
            ),
            models.CheckConstraint(
                condition=models.Q(toestemming=False) | ~models.Q(toestemming_document=""),
                name="afsluiting_toestemming_has_document",
            ),
            models.UniqueConstraint(
                fields=["zaak"], condition=models.Q(heropend_op__isnull=True), name="afsluiting_one_in_force"
            ),
        ]  # fmt: skip

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "eindresultaat", "hulptype", "quick_fix", "organisatie", "verwezen_naar",
            "reden_geen_hulp", "warme_overdracht", "houding", "gesprek_op", "toestemming", "toestemming_ingetrokken_op",
            "toestemming_ingetrokken_door", "pauze_tot", "op", "door", "heropend_op",
            "heropend_door",
        }  # fmt: skip
        erase = {
            "toelichting": "",
            "reden_vrije_naam": "",
            "toestemming_document": "gewist",
            "heropend_reden": "",
        }

    def __str__(self) -> str:
        return f"Afsluiting {self.pk}"

    @property
    def naar(self) -> str:
        """To whom the resident was referred: of the sociale kaart, or as somebody wrote it."""
        return self.organisatie.naam if self.organisatie else self.verwezen_naar


class Notitie(OfGemeente):
    """A remark on a zaak, in somebody's own words; gone with the retention term."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    class Personal:
        keep = {"id", "gemeente", "zaak", "door", "op"}
        erase = {"tekst": ""}

    def __str__(self) -> str:
        return f"Notitie {self.pk}"

"""Tables of the reply: the code, the answer, and when the team can be met (R-OUT-6, R-OUT-7)."""

from django.db import models

from tijdig.accounts.models import User
from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.rules.terms import Agendasoort, Dagdeel, Reactiesoort, Reactiestand


class Reactiecode(OfGemeente):
    """The code of one zaak in one round: found by a keyed hash, sealed to print it again (see `codes.py`)."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="reactiecodes")
    ronde = models.IntegerField(help_text="grows when a zaak is reopened: the old letters' code is dead then")
    kenmerk = models.CharField(max_length=32, null=True, unique=True, help_text="keyed hash of the code")
    zegel = models.TextField(help_text="the code, sealed: only to print it again")
    gemaakt_op = models.DateTimeField()
    geldig_tot = models.DateField(help_text="last day, also when nobody ever closes the zaak")
    gebruikt_op = models.DateField(null=True, help_text="day of the first answer")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="reactiecode_per_gemeente")]
        constraints = [
            models.UniqueConstraint(fields=["zaak", "ronde"], name="reactiecode_one_per_round"),
            models.CheckConstraint(
                condition=models.Q(kenmerk__isnull=True) | ~models.Q(kenmerk=""),
                name="reactiecode_kenmerk_or_none",
            ),
        ]

    class Personal:
        keep = {"id", "gemeente", "zaak", "ronde", "gemaakt_op", "geldig_tot", "gebruikt_op"}
        erase = {"kenmerk": None, "zegel": ""}

    def __str__(self) -> str:
        return f"Reactiecode {self.pk}"


class Reactie(OfGemeente):
    """What the resident answered. One is open per zaak; a later answer replaces it until it is handled."""

    zaak = models.ForeignKey(Vroegsignaalzaak, on_delete=models.PROTECT, related_name="reacties")
    reactiecode = models.ForeignKey(Reactiecode, on_delete=models.PROTECT, related_name="reacties")
    contactpoging = models.ForeignKey(
        Contactpoging, null=True, on_delete=models.PROTECT, related_name="reacties",
        help_text="the letter, card or message that carried the code (R-OUT-2)",
    )  # fmt: skip
    soort = models.CharField(max_length=20)
    dag = models.DateField(null=True, help_text="when to call")
    dagdeel = models.CharField(max_length=10, blank=True)
    moment = models.DateTimeField(null=True, help_text="when to call, when it is a place in the agenda")
    afspraak = models.ForeignKey(Afspraak, null=True, on_delete=models.PROTECT, related_name="reacties")
    telefoon = models.CharField(max_length=20, blank=True, help_text="the only thing the resident writes")
    boodschap = models.TextField(blank=True, help_text="what the resident said at the desk")
    stand = models.CharField(max_length=20, default=Reactiestand.OPEN)
    gemaakt_op = models.DateTimeField()
    door = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="the desk; empty: the resident"
    )
    afgehandeld_op = models.DateTimeField(null=True)
    afgehandeld_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("soort", Reactiesoort, name="reactie_soort_known"),
            one_of("dagdeel", Dagdeel, name="reactie_dagdeel_known", blank=True),
            one_of("stand", Reactiestand, name="reactie_stand_known"),
            models.UniqueConstraint(
                fields=["zaak"], condition=models.Q(stand="open"), name="reactie_one_open"
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "stand", "gemaakt_op"], name="reactie_open")]

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "reactiecode", "contactpoging", "soort", "dag", "dagdeel", "moment", "afspraak",
            "stand", "gemaakt_op", "door", "afgehandeld_op", "afgehandeld_door",
        }  # fmt: skip
        erase = {"telefoon": "", "boodschap": ""}

    def __str__(self) -> str:
        return f"Reactie {self.pk}"


class Smsantwoord(OfGemeente):
    """A text message of a resident to our number: on the zaak of the SMS it answers, else for somebody to place.

    Unlike a reaction with the code it replaces nothing: it is free text, and a person reads it (AVG art. 22).
    """

    extern_id = models.CharField(max_length=40, null=True, help_text="what the service knows it by")
    zaak = models.ForeignKey(
        Vroegsignaalzaak, null=True, on_delete=models.PROTECT, related_name="smsantwoorden",
        help_text="empty: we never wrote to this number, or nobody placed it yet",
    )  # fmt: skip
    contactpoging = models.ForeignKey(
        Contactpoging, null=True, on_delete=models.PROTECT, related_name="smsantwoorden",
        help_text="the SMS that it answers (R-OUT-2)",
    )  # fmt: skip
    telefoon = models.CharField(max_length=20, blank=True)
    tekst = models.TextField()
    vraagt_stop = models.BooleanField(default=False, help_text="asked for no more SMS; that was done at once")
    ontvangen_op = models.DateTimeField()
    stand = models.CharField(max_length=20, default=Reactiestand.OPEN)
    afgehandeld_op = models.DateTimeField(null=True)
    afgehandeld_door = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("stand", Reactiestand, name="smsantwoord_stand_known"),
            models.UniqueConstraint(fields=["gemeente", "extern_id"], name="smsantwoord_once"),
        ]
        indexes = [models.Index(fields=["gemeente", "stand", "ontvangen_op"], name="smsantwoord_open")]

    class Personal:
        keep = {
            "id", "gemeente", "zaak", "contactpoging", "vraagt_stop", "ontvangen_op", "stand", "afgehandeld_op",
            "afgehandeld_door",
        }  # fmt: skip
        erase = {"extern_id": None, "telefoon": "", "tekst": ""}

    def __str__(self) -> str:
        return f"Smsantwoord {self.pk}"


class Beschikbaarheid(OfGemeente):
    """Hours in the week in which a team receives residents or calls them. Stopped, not removed: places point at it."""

    team = models.CharField(max_length=80, blank=True, help_text="empty: for zaken of every team")
    soort = models.CharField(max_length=20, default=Agendasoort.LANGSKOMEN)
    weekdag = models.SmallIntegerField(help_text="0 = Monday")
    van = models.TimeField()
    tot = models.TimeField()
    minuten = models.SmallIntegerField(help_text="length of one appointment")
    tegelijk = models.SmallIntegerField(default=1, help_text="how many residents at the same time")
    plaats = models.CharField(max_length=80, blank=True, help_text="empty when we call")
    gestopt_op = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="beschikbaarheid_per_gemeente")]
        ordering = ["team", "weekdag", "van", "id"]
        constraints = [
            one_of("soort", Agendasoort, name="beschikbaarheid_soort_known"),
            models.CheckConstraint(condition=models.Q(weekdag__range=(0, 6)), name="beschikbaarheid_weekdag"),
            models.CheckConstraint(
                condition=models.Q(van__lt=models.F("tot")), name="beschikbaarheid_van_tot"
            ),
            models.CheckConstraint(
                condition=models.Q(minuten__range=(10, 240)), name="beschikbaarheid_minuten"
            ),
            models.CheckConstraint(
                condition=models.Q(tegelijk__range=(1, 20)), name="beschikbaarheid_tegelijk"
            ),
        ]

    class Personal:
        keep = {
            "id", "gemeente", "team", "soort", "weekdag", "van", "tot", "minuten", "tegelijk", "plaats", "gestopt_op",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Beschikbaarheid {self.pk}"


class Sluitdag(OfGemeente):
    """A day on which a team receives nobody, though its week says so."""

    team = models.CharField(max_length=80, blank=True, help_text="empty: every team")
    dag = models.DateField()

    class Meta:
        ordering = ["dag", "team"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "team", "dag"], name="sluitdag_once")]

    class Personal:
        keep = {"id", "gemeente", "team", "dag"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Sluitdag {self.dag}"


class Tijdslot(OfGemeente):
    """A place in the agenda that is taken, by an appointment or by a call that was asked for.

    The constraint, not the page, keeps two apart, whoever of resident and staff takes it.
    """

    beschikbaarheid = models.ForeignKey(Beschikbaarheid, on_delete=models.PROTECT, related_name="tijdsloten")
    moment = models.DateTimeField()
    plek = models.SmallIntegerField(help_text="1 up to `tegelijk`")
    # An appointment that staff undoes gives its place back.
    afspraak = models.OneToOneField(Afspraak, null=True, on_delete=models.CASCADE, related_name="tijdslot")
    reactie = models.OneToOneField(
        Reactie, null=True, on_delete=models.CASCADE, related_name="tijdslot", help_text="the call"
    )

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="tijdslot_per_gemeente")]
        constraints = [
            models.UniqueConstraint(fields=["beschikbaarheid", "moment", "plek"], name="tijdslot_once"),
            models.CheckConstraint(
                condition=models.Q(afspraak__isnull=True) ^ models.Q(reactie__isnull=True),
                name="tijdslot_for_one_thing",
            ),
        ]

    class Personal:
        keep = {"id", "gemeente", "beschikbaarheid", "moment", "plek", "afspraak", "reactie"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Tijdslot {self.pk}"

import uuid

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tijdig.rules.terms_of_reaching


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0001_initial"),
        ("checks", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Beschikbaarheid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.CharField(blank=True, help_text="empty: for zaken of every team", max_length=80),
                ),
                (
                    "soort",
                    models.CharField(
                        default=tijdig.rules.terms_of_reaching.Agendasoort["LANGSKOMEN"], max_length=20
                    ),
                ),
                ("weekdag", models.SmallIntegerField(help_text="0 = Monday")),
                ("van", models.TimeField()),
                ("tot", models.TimeField()),
                ("minuten", models.SmallIntegerField(help_text="length of one appointment")),
                (
                    "tegelijk",
                    models.SmallIntegerField(default=1, help_text="how many residents at the same time"),
                ),
                ("plaats", models.CharField(blank=True, help_text="empty when we call", max_length=80)),
                ("gestopt_op", models.DateField(null=True)),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "ordering": ["team", "weekdag", "van", "id"],
                "indexes": [models.Index(fields=["gemeente"], name="beschikbaarheid_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["langskomen", "bellen"])),
                        name="beschikbaarheid_soort_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekdag__range", (0, 6))), name="beschikbaarheid_weekdag"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("van__lt", models.F("tot"))), name="beschikbaarheid_van_tot"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minuten__range", (10, 240))), name="beschikbaarheid_minuten"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tegelijk__range", (1, 20))), name="beschikbaarheid_tegelijk"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezoekplan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dag", models.DateField()),
                ("dagdeel", models.CharField(max_length=10)),
                ("van", models.TimeField()),
                ("tot", models.TimeField()),
                (
                    "start",
                    models.CharField(blank=True, help_text="where the teams start, in words", max_length=120),
                ),
                ("start_lat", models.FloatField(null=True)),
                ("start_lon", models.FloatField(null=True)),
                ("minuten_per_deur", models.IntegerField()),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                (
                    "klaar_op",
                    models.DateTimeField(
                        help_text="the routes are made; until then they are worked out", null=True
                    ),
                ),
                (
                    "eerder",
                    models.JSONField(
                        default=list, help_text="to undo: lists of [bezoek, ronde, volgorde], ids only"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "ordering": ["-dag", "-id"],
                "indexes": [models.Index(fields=["gemeente"], name="bezoekplan_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dagdeel__in", ["ochtend", "middag", "avond"])),
                        name="bezoekplan_dagdeel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("van__lt", models.F("tot"))), name="bezoekplan_van_voor_tot"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezoekronde",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nummer", models.IntegerField(help_text="which team of this plan, from 1")),
                ("achterwacht_telefoon", models.CharField(blank=True, max_length=30)),
                (
                    "stand",
                    models.CharField(
                        default=tijdig.rules.terms_of_reaching.Rondestand["GEPLAND"], max_length=10
                    ),
                ),
                ("gestart_op", models.DateTimeField(null=True)),
                (
                    "laatste_teken",
                    models.DateTimeField(help_text="start, a door, or 'alles goed'", null=True),
                ),
                ("beeindigd_op", models.DateTimeField(null=True)),
                (
                    "gewaarschuwd_op",
                    models.DateTimeField(help_text="the colleague on call was sent word, once", null=True),
                ),
                (
                    "achterwacht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bezoeker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rondes",
                        to="outreach.bezoekplan",
                    ),
                ),
                (
                    "tweede",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan_id", "nummer"],
                "indexes": [models.Index(fields=["gemeente"], name="bezoekronde_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stand__in", ["gepland", "onderweg", "klaar", "vervallen"])),
                        name="bezoekronde_stand_known",
                    ),
                    models.UniqueConstraint(fields=("plan", "nummer"), name="bezoekronde_once_per_team"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tweede__isnull", False), ("achterwacht__isnull", False), _connector="OR"
                        ),
                        name="bezoekronde_nobody_alone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezoek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("volgorde", models.IntegerField(help_text="place in the round, from 1", null=True)),
                ("venster_van", models.TimeField()),
                ("venster_tot", models.TimeField()),
                ("aankomst", models.TimeField(help_text="planned", null=True)),
                ("op_tijd", models.BooleanField(default=True, help_text="planned inside its window")),
                ("open", models.BooleanField(default=True, help_text="still to be done: it holds its zaak")),
                ("uitkomst", models.CharField(blank=True, max_length=20)),
                ("reden", models.CharField(blank=True, max_length=20)),
                ("op", models.DateTimeField(null=True)),
                (
                    "tik",
                    models.UUIDField(
                        help_text="the tap that recorded it: each counts once", null=True, unique=True
                    ),
                ),
                (
                    "kaart",
                    models.CharField(blank=True, help_text="the card for who was not at home", max_length=20),
                ),
                (
                    "contactpoging",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezoeken",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "kaartpoging",
                    models.ForeignKey(
                        help_text="the card that was left: a written attempt of its own (R-OUT-1)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kaartbezoeken",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezoeken",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezoeken",
                        to="outreach.bezoekplan",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezoeken",
                        to="outreach.bezoekronde",
                    ),
                ),
            ],
            options={
                "ordering": ["volgorde", "id"],
                "indexes": [
                    models.Index(fields=["gemeente"], name="bezoek_per_gemeente"),
                    models.Index(fields=["plan", "ronde", "volgorde"], name="bezoek_in_ronde"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kaart__in", ["afgedrukt", "achtergelaten", "niet_achtergelaten", ""])
                        ),
                        name="bezoek_kaart_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uitkomst__in", ["gesproken", "niet_thuis", "anders", "niet_bezoeken", ""])
                        ),
                        name="bezoek_uitkomst_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reden__in", ["verhuisd", "niet_gevonden", "niet_veilig", "overgeslagen", ""])
                        ),
                        name="bezoek_reden_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("open", True)), fields=("zaak",), name="bezoek_one_open_per_zaak"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("ronde", "volgorde"),
                        name="bezoek_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("open", False),
                            ("ronde__isnull", True),
                            ("volgorde__isnull", False),
                            _connector="OR",
                        ),
                        name="bezoek_has_a_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Curator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=120)),
                (
                    "adresregel1",
                    models.CharField(help_text="street and number, or a post box", max_length=120),
                ),
                ("adresregel2", models.CharField(help_text="postcode and town", max_length=120)),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "inwoner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curator",
                        to="checks.inwoner",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente"], name="curator_per_gemeente")],
            },
        ),
        migrations.CreateModel(
            name="Printronde",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("dag", models.DateField()),
                (
                    "bezoekdag",
                    models.DateField(help_text="day of the visit that these letters announce", null=True),
                ),
                (
                    "dagdeel",
                    models.CharField(blank=True, help_text="part of the day of that visit", max_length=10),
                ),
                ("aantal", models.IntegerField()),
                ("manifest", models.TextField(blank=True, help_text="CSV without names")),
                ("pdf", models.BinaryField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "klaar_op",
                    models.DateTimeField(help_text="the PDF is made; until then the run waits", null=True),
                ),
                ("afgedrukt_op", models.DateTimeField(null=True)),
                (
                    "kanaal",
                    models.CharField(
                        blank=True, help_text="who prints and posts it; empty: the gemeente", max_length=20
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["gemeente"], name="printronde_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kanaal__in", ["smtp", "notify", "webhook", "hand", ""])),
                        name="printronde_kanaal_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("volgnummer", models.IntegerField(help_text="place in postal order, from 1")),
                (
                    "stap",
                    models.CharField(help_text="which step of the sequence this letter is", max_length=40),
                ),
                ("ronde", models.IntegerField(default=1, help_text="grows when a zaak is reopened")),
                ("sjabloon", models.CharField(max_length=40)),
                ("sjabloon_versie", models.CharField(max_length=20)),
                ("gegevens", models.JSONField(help_text="what was filled in; gone with the retention term")),
                (
                    "retour_op",
                    models.DateField(help_text="the post brought it back, or it was never posted", null=True),
                ),
                (
                    "retour_klaar_op",
                    models.DateField(help_text="somebody dealt with its coming back", null=True),
                ),
                (
                    "stand",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="at the service that posts it; empty: no service",
                        max_length=20,
                    ),
                ),
                (
                    "referentie",
                    models.UUIDField(
                        help_text="opaque; what the service knows it by", null=True, unique=True
                    ),
                ),
                ("extern_id", models.CharField(blank=True, db_default="", max_length=120)),
                (
                    "reden",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="why it did not arrive; no personal data",
                        max_length=120,
                    ),
                ),
                (
                    "poging_op",
                    models.DateTimeField(help_text="written before the service is called", null=True),
                ),
                (
                    "contactpoging",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieven",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "inwoner",
                    models.ForeignKey(
                        help_text="empty when nobody in the BRP is tied to the signal",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieven",
                        to="checks.inwoner",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieven",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
                (
                    "printronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieven",
                        to="outreach.printronde",
                    ),
                ),
            ],
            options={
                "ordering": ["volgnummer"],
                "indexes": [
                    models.Index(fields=["gemeente"], name="brief_per_gemeente"),
                    models.Index(
                        condition=models.Q(("stand", ""), _negated=True),
                        fields=["gemeente", "stand"],
                        name="brief_stand",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stand__in",
                                ["klaar", "verzonden", "bezorgd", "mislukt", "teruggekomen", "gestopt", ""],
                            )
                        ),
                        name="brief_stand_known",
                    ),
                    models.UniqueConstraint(
                        fields=("zaak", "stap", "ronde", "inwoner"),
                        name="brief_once_per_step",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(fields=("printronde", "volgnummer"), name="brief_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reactiecode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ronde",
                    models.IntegerField(
                        help_text="grows when a zaak is reopened: the old letters' code is dead then"
                    ),
                ),
                (
                    "kenmerk",
                    models.CharField(
                        help_text="keyed hash of the code", max_length=32, null=True, unique=True
                    ),
                ),
                ("zegel", models.TextField(help_text="the code, sealed: only to print it again")),
                ("gemaakt_op", models.DateTimeField()),
                ("geldig_tot", models.DateField(help_text="last day, also when nobody ever closes the zaak")),
                ("gebruikt_op", models.DateField(help_text="day of the first answer", null=True)),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reactiecodes",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente"], name="reactiecode_per_gemeente")],
                "constraints": [
                    models.UniqueConstraint(fields=("zaak", "ronde"), name="reactiecode_one_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kenmerk__isnull", True),
                            models.Q(("kenmerk", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reactiecode_kenmerk_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reactie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=20)),
                ("dag", models.DateField(help_text="when to call", null=True)),
                ("dagdeel", models.CharField(blank=True, max_length=10)),
                (
                    "moment",
                    models.DateTimeField(
                        help_text="when to call, when it is a place in the agenda", null=True
                    ),
                ),
                (
                    "telefoon",
                    models.CharField(
                        blank=True, help_text="the only thing the resident writes", max_length=20
                    ),
                ),
                ("boodschap", models.TextField(blank=True, help_text="what the resident said at the desk")),
                (
                    "stand",
                    models.CharField(
                        default=tijdig.rules.terms_of_reaching.Reactiestand["OPEN"], max_length=20
                    ),
                ),
                ("gemaakt_op", models.DateTimeField()),
                ("afgehandeld_op", models.DateTimeField(null=True)),
                (
                    "afgehandeld_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "afspraak",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="casework.afspraak",
                    ),
                ),
                (
                    "contactpoging",
                    models.ForeignKey(
                        help_text="the letter, card or message that carried the code (R-OUT-2)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        help_text="the desk; empty: the resident",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
                (
                    "reactiecode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="outreach.reactiecode",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["gemeente", "stand", "gemaakt_op"], name="reactie_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["bellen", "langskomen", "opgelost", "geen_hulp"])),
                        name="reactie_soort_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dagdeel__in", ["ochtend", "middag", "avond", ""])),
                        name="reactie_dagdeel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stand__in", ["open", "afgehandeld", "vervangen"])),
                        name="reactie_stand_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "open")), fields=("zaak",), name="reactie_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sjabloon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "naam",
                    models.CharField(help_text="which template, as the shipped one is called", max_length=40),
                ),
                ("soort", models.CharField(max_length=20)),
                ("taal", models.CharField(max_length=8)),
                ("nummer", models.IntegerField(help_text="version, from 1, counted over the languages")),
                ("tekst", models.TextField(help_text="YAML")),
                ("ingang", models.DateField()),
                ("einde", models.DateField(help_text="withdrawn on this day", null=True)),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "ordering": ["naam", "taal", "-nummer"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["brief", "kaart", "niet_thuis", "sms", "email"])),
                        name="sjabloon_soort_known",
                    ),
                    models.UniqueConstraint(fields=("gemeente", "naam", "nummer"), name="sjabloon_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sluitdag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("team", models.CharField(blank=True, help_text="empty: every team", max_length=80)),
                ("dag", models.DateField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "ordering": ["dag", "team"],
                "constraints": [
                    models.UniqueConstraint(fields=("gemeente", "team", "dag"), name="sluitdag_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Smsantwoord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extern_id",
                    models.CharField(help_text="what the service knows it by", max_length=40, null=True),
                ),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("tekst", models.TextField()),
                (
                    "vraagt_stop",
                    models.BooleanField(
                        default=False, help_text="asked for no more SMS; that was done at once"
                    ),
                ),
                ("ontvangen_op", models.DateTimeField()),
                (
                    "stand",
                    models.CharField(
                        default=tijdig.rules.terms_of_reaching.Reactiestand["OPEN"], max_length=20
                    ),
                ),
                ("afgehandeld_op", models.DateTimeField(null=True)),
                (
                    "afgehandeld_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contactpoging",
                    models.ForeignKey(
                        help_text="the SMS that it answers (R-OUT-2)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="smsantwoorden",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        help_text="empty: we never wrote to this number, or nobody placed it yet",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="smsantwoorden",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["gemeente", "stand", "ontvangen_op"], name="smsantwoord_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stand__in", ["open", "afgehandeld", "vervangen"])),
                        name="smsantwoord_stand_known",
                    ),
                    models.UniqueConstraint(fields=("gemeente", "extern_id"), name="smsantwoord_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stopverzoek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=20)),
                ("adres_kenmerk", models.CharField(blank=True, db_index=True, max_length=32)),
                ("op", models.DateField()),
                ("einde", models.DateField(null=True)),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        help_text="empty: sent as an SMS from a number that belongs to no zaak",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stopverzoeken",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["gemeente"], name="stopverzoek_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["zaak", "telefoon", "email"])),
                        name="stopverzoek_soort_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("einde__isnull", True), models.Q(("adres_kenmerk", ""), _negated=True)
                        ),
                        fields=("zaak", "soort", "adres_kenmerk"),
                        name="stopverzoek_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tijdslot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moment", models.DateTimeField()),
                ("plek", models.SmallIntegerField(help_text="1 up to `tegelijk`")),
                (
                    "afspraak",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tijdslot",
                        to="casework.afspraak",
                    ),
                ),
                (
                    "beschikbaarheid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tijdsloten",
                        to="outreach.beschikbaarheid",
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "reactie",
                    models.OneToOneField(
                        help_text="the call",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tijdslot",
                        to="outreach.reactie",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente"], name="tijdslot_per_gemeente")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("beschikbaarheid", "moment", "plek"), name="tijdslot_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afspraak__isnull", True), ("reactie__isnull", True), _connector="XOR"
                        ),
                        name="tijdslot_for_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Zaaktaal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taal", models.CharField(help_text="empty: Dutch", max_length=8)),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaaktaal",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente"], name="zaaktaal_per_gemeente")],
            },
        ),
        migrations.CreateModel(
            name="Adresplaats",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adres_sleutel", models.CharField(max_length=60)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("gevraagd_op", models.DateField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("adres_sleutel", ""), _negated=True),
                        fields=("gemeente", "adres_sleutel"),
                        name="adresplaats_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bericht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=20)),
                ("kanaal", models.CharField(max_length=20)),
                ("stap", models.CharField(max_length=40)),
                ("ronde", models.IntegerField(default=1)),
                ("sjabloon", models.CharField(max_length=40)),
                ("sjabloon_versie", models.CharField(max_length=20)),
                (
                    "referentie",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="opaque; what the service knows it by", unique=True
                    ),
                ),
                ("extern_id", models.CharField(blank=True, max_length=120)),
                (
                    "stand",
                    models.CharField(
                        default=tijdig.rules.terms_of_reaching.Berichtstand["KLAAR"], max_length=20
                    ),
                ),
                (
                    "reden",
                    models.CharField(
                        blank=True, help_text="why it did not arrive; no personal data", max_length=120
                    ),
                ),
                ("adres", models.CharField(help_text="number or address", max_length=254)),
                ("onderwerp", models.CharField(blank=True, max_length=200)),
                ("tekst", models.TextField()),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("poging_op", models.DateTimeField(null=True)),
                ("verzonden_op", models.DateTimeField(null=True)),
                ("gezien_op", models.DateField(help_text="somebody dealt with its coming back", null=True)),
                (
                    "afspraak",
                    models.ForeignKey(
                        help_text="the appointment that it confirms; then it is no attempt to reach somebody",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="casework.afspraak",
                    ),
                ),
                (
                    "contactpoging",
                    models.ForeignKey(
                        help_text="made when the message leaves",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="casework.contactpoging",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "inwoner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="checks.inwoner",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["gemeente", "stand"], name="bericht_stand")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["brief", "kaart", "niet_thuis", "sms", "email"])),
                        name="bericht_soort_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kanaal__in", ["smtp", "notify", "webhook", "hand"])),
                        name="bericht_kanaal_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stand__in",
                                ["klaar", "verzonden", "bezorgd", "mislukt", "teruggekomen", "gestopt"],
                            )
                        ),
                        name="bericht_stand_known",
                    ),
                    models.UniqueConstraint(
                        fields=("zaak", "stap", "ronde", "inwoner"),
                        name="bericht_once_per_step",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
    ]

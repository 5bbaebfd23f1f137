import uuid

import django.db.models.deletion
from django.db import migrations, models

import tijdig.rules.terms_of_feedback


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("intake", "0001_initial"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Terugkoppelbestand",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("dag", models.DateField()),
                ("aantal", models.IntegerField()),
                ("sha256", models.CharField(help_text="of the CSV", max_length=64)),
                (
                    "opgehaald_op",
                    models.DateTimeField(help_text="first time somebody took it: the receipt", null=True),
                ),
                ("opgehaald_door", models.CharField(blank=True, max_length=60)),
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelbestanden",
                        to="partners.signaalpartner",
                    ),
                ),
            ],
            options={
                "ordering": ["-gemaakt_op"],
                "indexes": [models.Index(fields=["gemeente"], name="terugkoppelbestand_gemeente")],
            },
        ),
        migrations.CreateModel(
            name="Bezorging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("laatste_op", models.DateTimeField(null=True)),
                ("uitslag", models.CharField(blank=True, max_length=20)),
                ("http_status", models.PositiveSmallIntegerField(default=0)),
                (
                    "gestopt",
                    models.BooleanField(
                        default=False, help_text="no more tries: the file must be taken by hand"
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
                    "bestand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezorging",
                        to="feedback.terugkoppelbestand",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente", "gestopt"], name="bezorging_gestopt")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "uitslag__in",
                                [
                                    "bezorgd",
                                    "geen_verbinding",
                                    "te_traag",
                                    "geweigerd",
                                    "storing",
                                    "doorverwezen",
                                    "verboden_adres",
                                    "onleesbaar",
                                    "",
                                ],
                            )
                        ),
                        name="bezorging_uitslag_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Terugkoppeling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aanleverregel", models.BigIntegerField(help_text="id of the refused line", null=True)),
                ("referentie", models.CharField(help_text="the partner's own reference", max_length=64)),
                ("soort", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=30)),
                (
                    "feit_op",
                    models.DateField(help_text="day of the fact; told within the term of policy (R-TER-3)"),
                ),
                ("pauze_tot", models.DateField(null=True)),
                ("gewist_op", models.DateField(null=True)),
                (
                    "herroepen_op",
                    models.DateField(
                        help_text="day on which it turned out wrong after it was told", null=True
                    ),
                ),
                (
                    "bestand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelingen",
                        to="feedback.terugkoppelbestand",
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
                    "herroept",
                    models.OneToOneField(
                        help_text="the message that was told and turned out wrong",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="herroeping",
                        to="feedback.terugkoppeling",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelingen",
                        to="partners.signaalpartner",
                    ),
                ),
                (
                    "vroegsignaal",
                    models.ForeignKey(
                        help_text="empty for a line that was refused at the door",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelingen",
                        to="intake.vroegsignaal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gemeente", "partner", "bestand"], name="terugkoppeling_wacht")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "ontvangt_shv",
                                    "niet_opgepakt",
                                    "herhaalde_melding",
                                    "onterecht_signaal",
                                    "overleden",
                                    "geen_inwoner",
                                    "hulp_geaccepteerd",
                                    "hulp_loopt",
                                    "shv_gestart",
                                    "hulp_geeindigd",
                                    "wil_geen_hulp",
                                    "pauze_voorbij",
                                    "ontvangt_shv_vervalt",
                                    "niet_opgepakt_vervalt",
                                    "onterecht_signaal_vervalt",
                                    "overleden_vervalt",
                                    "geen_inwoner_vervalt",
                                    "wil_geen_hulp_vervalt",
                                    "hulp_loopt_vervalt",
                                    "shv_gestart_vervalt",
                                    "hulp_geeindigd_vervalt",
                                ],
                            )
                        ),
                        name="terugkoppeling_whitelist",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("herroepen_op__isnull", True),
                            ("herroept__isnull", True),
                            ("vroegsignaal__isnull", False),
                            models.Q(
                                ("code", tijdig.rules.terms_of_feedback.Terugkoppelcode["PAUZE_VOORBIJ"]),
                                _negated=True,
                            ),
                        ),
                        fields=("vroegsignaal", "code", "pauze_tot"),
                        name="terugkoppeling_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("code", tijdig.rules.terms_of_feedback.Terugkoppelcode["PAUZE_VOORBIJ"])
                        ),
                        fields=("vroegsignaal", "feit_op"),
                        name="terugkoppeling_once_per_pause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("herroept__isnull", True),
                            (
                                "code__in",
                                [
                                    "hulp_loopt_vervalt",
                                    "shv_gestart_vervalt",
                                    "hulp_geeindigd_vervalt",
                                    "ontvangt_shv_vervalt",
                                    "niet_opgepakt_vervalt",
                                    "onterecht_signaal_vervalt",
                                    "overleden_vervalt",
                                    "geen_inwoner_vervalt",
                                    "wil_geen_hulp_vervalt",
                                ],
                            ),
                            _connector="XOR",
                        ),
                        name="terugkoppeling_takes_back_one",
                    ),
                    models.UniqueConstraint(fields=("aanleverregel",), name="terugkoppeling_once_per_line"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vroegsignaal__isnull", False),
                            ("aanleverregel__isnull", False),
                            _connector="XOR",
                        ),
                        name="terugkoppeling_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pauze_tot__isnull", True),
                            ("code", tijdig.rules.terms_of_feedback.Terugkoppelcode["HULP_GEACCEPTEERD"]),
                            _connector="OR",
                        ),
                        name="terugkoppeling_pause_only_with_help",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnerwebhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adres", models.CharField(max_length=300)),
                ("geheim_zegel", models.CharField(max_length=200)),
                ("actief", models.BooleanField(default=True)),
                ("sinds", models.DateField()),
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webhooks",
                        to="partners.signaalpartner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("gemeente", "partner"), name="partnerwebhook_once")
                ],
            },
        ),
    ]

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import tijdig.rules.terms


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aanlevering",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("dag", models.DateField(help_text="day of delivery: judged by the policy of that day")),
                ("ontvangen_op", models.DateTimeField(auto_now_add=True)),
                ("klaar_op", models.DateTimeField(null=True)),
                (
                    "kanaal",
                    models.CharField(help_text="upload, opdrachtregel or doorgezonden", max_length=20),
                ),
                ("bestandsnaam", models.CharField(blank=True, max_length=200)),
                ("formaat", models.CharField(max_length=10)),
                ("grootte", models.BigIntegerField(help_text="bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "stappen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        help_text="stated for the whole delivery",
                    ),
                ),
                (
                    "status",
                    models.CharField(default=tijdig.rules.terms.Aanleverstatus["ONTVANGEN"], max_length=20),
                ),
                (
                    "afwijzing",
                    models.JSONField(
                        default=list, help_text="why it was refused whole: code and explanation"
                    ),
                ),
                ("regels", models.IntegerField(default=0)),
                ("toegelaten", models.IntegerField(default=0)),
                ("geweigerd", models.IntegerField(default=0)),
                ("dubbel", models.IntegerField(default=0)),
                (
                    "gelezen_tot",
                    models.IntegerField(
                        default=0, help_text="lines done; a chunk that was done is not done again"
                    ),
                ),
                (
                    "kolommen_onbekend",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list
                    ),
                ),
                ("door", models.CharField(max_length=60)),
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
                        related_name="aanleveringen",
                        to="partners.signaalpartner",
                    ),
                ),
            ],
            options={
                "ordering": ["-ontvangen_op"],
                "indexes": [models.Index(fields=["gemeente", "-ontvangen_op"], name="aanlevering_recent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["ontvangen", "in_verwerking", "verwerkt", "geweigerd"])
                        ),
                        name="aanlevering_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "regels",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("toegelaten"), "+", models.F("geweigerd")
                                    ),
                                    "+",
                                    models.F("dubbel"),
                                ),
                            )
                        ),
                        name="aanlevering_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanleverregel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nummer",
                    models.IntegerField(
                        help_text="line of the file, the heading being 1; record number in JSON"
                    ),
                ),
                ("oordeel", models.CharField(max_length=12)),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list
                    ),
                ),
                ("redenen", models.JSONField(default=list, help_text="code, kolom, uitleg")),
                ("waarschuwingen", models.JSONField(default=list)),
                (
                    "ruw",
                    models.JSONField(
                        help_text="a refused line as delivered, so that it can be mended", null=True
                    ),
                ),
                (
                    "klein_sleutel",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="address of a line that is refused only as long as no other partner signals there (R-ADM-3)",
                        max_length=60,
                    ),
                ),
                ("klein_maand", models.DateField(null=True)),
                (
                    "aanlevering",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitkomsten",
                        to="intake.aanlevering",
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
                "ordering": ["nummer"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("klein_sleutel", ""), _negated=True),
                        fields=["klein_sleutel", "klein_maand"],
                        name="aanleverregel_klein",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("aanlevering", "nummer"), name="aanleverregel_once"),
                    models.CheckConstraint(
                        condition=models.Q(("oordeel__in", ["toegelaten", "geweigerd", "dubbel"])),
                        name="aanleverregel_oordeel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("oordeel", tijdig.rules.terms.Oordeel["GEWEIGERD"]), _negated=True),
                            models.Q(("codes", []), _negated=True),
                            _connector="OR",
                        ),
                        name="aanleverregel_refused_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bestanddeel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("volgnummer", models.IntegerField()),
                ("inhoud", models.BinaryField()),
                (
                    "aanlevering",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bestanddelen",
                        to="intake.aanlevering",
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
                "ordering": ["volgnummer"],
                "constraints": [
                    models.UniqueConstraint(fields=("aanlevering", "volgnummer"), name="bestanddeel_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vroegsignaal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regelnummer", models.IntegerField()),
                ("referentie", models.CharField(max_length=64)),
                ("soort", models.CharField(max_length=40)),
                (
                    "bericht",
                    models.CharField(default=tijdig.rules.terms.Bericht["VROEGSIGNAAL"], max_length=30),
                ),
                ("crisis", models.BooleanField(default=False)),
                ("voorletters", models.CharField(blank=True, max_length=60)),
                ("voorvoegsel", models.CharField(blank=True, max_length=20)),
                ("achternaam", models.CharField(blank=True, max_length=200)),
                ("bedrijfsnaam", models.CharField(blank=True, max_length=200)),
                (
                    "geboortedatum",
                    models.CharField(blank=True, help_text="ISO, or year-month, or year", max_length=10),
                ),
                ("straat", models.CharField(blank=True, max_length=120)),
                ("postcode", models.CharField(max_length=6)),
                ("huisnummer", models.IntegerField()),
                ("huisletter", models.CharField(blank=True, max_length=1)),
                ("toevoeging", models.CharField(blank=True, max_length=20)),
                ("woonplaats", models.CharField(blank=True, max_length=80)),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("email", models.CharField(blank=True, max_length=254)),
                (
                    "adres_sleutel",
                    models.CharField(help_text="R-MAT-1: on which signals are joined", max_length=60),
                ),
                ("bedrag", models.BigIntegerField(help_text="eurocent")),
                ("vervaldatum", models.DateField()),
                ("termijnen", models.IntegerField(null=True)),
                ("signaaldatum", models.DateField()),
                ("maand", models.DateField(help_text="first day of the month of the signaaldatum")),
                (
                    "ontvangen_op",
                    models.DateField(help_text="day of delivery: the terms run from here (R-TRM-1)"),
                ),
                ("warme_overdracht", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        default=tijdig.rules.terms.Signaalstatus["TE_CONTROLEREN"], max_length=20
                    ),
                ),
                (
                    "opgepakt_op",
                    models.DateField(help_text="day of the first offer of help (R-ADM-5)", null=True),
                ),
                ("afgedaan_als", models.CharField(blank=True, max_length=40)),
                ("afgedaan_op", models.DateField(null=True)),
                ("gewist_op", models.DateField(null=True)),
                (
                    "aanlevering",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signalen",
                        to="intake.aanlevering",
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
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signalen",
                        to="partners.signaalpartner",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gemeente", "adres_sleutel", "maand"], name="vroegsignaal_op_adres"),
                    models.Index(fields=["gemeente", "status"], name="vroegsignaal_op_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gewist_op__isnull", True)),
                        fields=("gemeente", "partner", "referentie", "soort", "bericht", "maand"),
                        name="vroegsignaal_once",
                    ),
                    models.UniqueConstraint(
                        fields=("aanlevering", "regelnummer"), name="vroegsignaal_per_line"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bedrag__gt", 0)), name="vroegsignaal_bedrag_positief"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "te_controleren",
                                    "controle_mislukt",
                                    "twijfel",
                                    "gecontroleerd",
                                    "in_zaak",
                                    "terzijde",
                                    "apart",
                                ],
                            )
                        ),
                        name="vroegsignaal_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "bericht__in",
                                [
                                    "vroegsignaal",
                                    "eindelevering",
                                    "afsluiting",
                                    "ontruiming",
                                    "einde_zorgverzekering",
                                    "cak_wanbetaler",
                                ],
                            )
                        ),
                        name="vroegsignaal_bericht_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "afgedaan_als__in",
                                [
                                    "quick_fix",
                                    "verwijzing_financieel",
                                    "verwijzing_niet_financieel",
                                    "wil_geen_hulp",
                                    "zelf_opgelost",
                                    "geen_reactie_na_contact",
                                    "niet_bereikt",
                                    "bekend_bij_shv",
                                    "ander_traject",
                                    "verwijzing_zonder_tussenkomst",
                                    "overleden",
                                    "geen_inwoner",
                                    "herhaalde_melding",
                                    "onterecht_signaal",
                                    "andere_reden",
                                    "",
                                ],
                            )
                        ),
                        name="vroegsignaal_afgedaan_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afgedaan_als", ""), ("afgedaan_op__isnull", True)),
                            models.Q(
                                models.Q(("afgedaan_als", ""), _negated=True), ("afgedaan_op__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="vroegsignaal_afgedaan_has_day",
                    ),
                ],
            },
        ),
    ]

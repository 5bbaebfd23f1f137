import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tijdig.rules.terms


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BagAdres",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.CharField(help_text="normalised address (R-MAT-1)", max_length=60)),
                ("object_id", models.CharField(help_text="BAG adresseerbaar object", max_length=16)),
                ("nummeraanduiding_id", models.CharField(max_length=16)),
                ("straat", models.CharField(max_length=120)),
                ("woonplaats", models.CharField(max_length=80)),
                ("wijk", models.CharField(blank=True, max_length=80)),
                (
                    "lat",
                    models.FloatField(help_text="degrees north (WGS 84), when the list says it", null=True),
                ),
                ("lon", models.FloatField(help_text="degrees east", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["lat", "lon"], name="bagadres_op_kaart"),
                    models.Index(fields=["nummeraanduiding_id"], name="bagadres_op_nummeraanduiding"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sleutel", "nummeraanduiding_id"), name="bagadres_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Inwoner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bsn_zegel", models.CharField(blank=True, max_length=80)),
                ("bsn_kenmerk", models.CharField(blank=True, max_length=32)),
                ("voorletters", models.CharField(blank=True, max_length=60)),
                ("voorvoegsel", models.CharField(blank=True, max_length=20)),
                ("geslachtsnaam", models.CharField(blank=True, max_length=200)),
                ("geslacht", models.CharField(blank=True, max_length=1)),
                (
                    "geboortedatum",
                    models.CharField(blank=True, help_text="ISO, or year-month, or year", max_length=10),
                ),
                ("aanhef", models.CharField(blank=True, max_length=250)),
                ("aanschrijfnaam", models.CharField(blank=True, max_length=250)),
                ("adresregel1", models.CharField(blank=True, max_length=120)),
                ("adresregel2", models.CharField(blank=True, max_length=120)),
                ("geheimhouding", models.BooleanField(default=False)),
                ("curatele", models.BooleanField(default=False)),
                ("overleden", models.BooleanField(default=False)),
                (
                    "handmatig",
                    models.BooleanField(
                        default=False,
                        help_text="only ever looked up by a person, never by the link with the BRP",
                    ),
                ),
                ("gecontroleerd_op", models.DateField(help_text="day of the last answer of the BRP")),
                (
                    "shv_gevraagd_op",
                    models.DateField(
                        help_text="day of the last answer of the SHV service (R-SHV-3)", null=True
                    ),
                ),
                ("gewist_op", models.DateField(null=True)),
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
                        condition=models.Q(("bsn_kenmerk", ""), _negated=True),
                        fields=("gemeente", "bsn_kenmerk"),
                        name="inwoner_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShvInschrijving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bsn_kenmerk", models.CharField(max_length=32)),
                ("product", models.CharField(blank=True, max_length=80)),
                ("ingang", models.DateField()),
                ("einde", models.DateField(null=True)),
                ("professional", models.CharField(blank=True, max_length=120)),
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
                "indexes": [models.Index(fields=["gemeente", "bsn_kenmerk"], name="shv_per_persoon")],
            },
        ),
        migrations.CreateModel(
            name="Toets",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uitkomst", models.CharField(max_length=40)),
                ("zekerheid", models.CharField(blank=True, max_length=20)),
                ("redenen", models.JSONField(default=list, help_text="why, in Dutch; may quote names")),
                (
                    "kandidaten",
                    models.JSONField(
                        default=list, help_text="persons shown to whoever decides; no BSN in it"
                    ),
                ),
                (
                    "adres_sleutel",
                    models.CharField(blank=True, help_text="where the person lives", max_length=60),
                ),
                ("straat", models.CharField(blank=True, max_length=120)),
                (
                    "huisnummer",
                    models.CharField(
                        blank=True, help_text="number, letter and addition as written", max_length=30
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("woonplaats", models.CharField(blank=True, max_length=80)),
                ("wijk", models.CharField(blank=True, max_length=80)),
                (
                    "kinderen",
                    models.BooleanField(help_text="minor children at the address (R-BRP-2)", null=True),
                ),
                ("leeftijdsklasse", models.CharField(blank=True, max_length=10)),
                ("briefadres", models.BooleanField(default=False)),
                (
                    "andere_gemeente",
                    models.CharField(
                        blank=True, help_text="where the person is registered (R-BRP-7)", max_length=4
                    ),
                ),
                (
                    "shv",
                    models.CharField(
                        default=tijdig.rules.terms.ShvUitkomst["NIET_GECONTROLEERD"], max_length=20
                    ),
                ),
                ("shv_professional", models.CharField(blank=True, max_length=120)),
                ("pogingen", models.IntegerField(default=0)),
                ("volgende_poging", models.DateTimeField(null=True)),
                ("op", models.DateTimeField()),
                ("besluit", models.CharField(blank=True, max_length=30)),
                ("besluit_reden", models.TextField(blank=True)),
                ("besluit_op", models.DateTimeField(null=True)),
                (
                    "huishouden_aanbod",
                    models.BooleanField(
                        help_text="deceased: does the household get an offer? (R-BRP-5)", null=True
                    ),
                ),
                (
                    "besluit_door",
                    models.ForeignKey(
                        db_index=False,
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
                        related_name="toetsen",
                        to="checks.inwoner",
                    ),
                ),
                (
                    "vroegsignaal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toets",
                        to="intake.vroegsignaal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("volgende_poging__isnull", False)),
                        fields=["gemeente", "volgende_poging"],
                        name="toets_opnieuw",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "uitkomst__in",
                                [
                                    "gevonden_exact",
                                    "gevonden_naam_wijkt_af",
                                    "gevonden_adres_wijkt_af",
                                    "huisgenoot",
                                    "meerdere",
                                    "niet_ingeschreven_in_gemeente",
                                    "geen_inwoner",
                                    "overleden",
                                    "vertrokken_buitenland",
                                    "vertrokken_onbekend",
                                    "verblijft_niet_op_adres",
                                    "briefadres",
                                    "minderjarig",
                                    "controle_mislukt",
                                    "handmatig",
                                ],
                            )
                        ),
                        name="toets_uitkomst_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shv__in", ["onbekend", "lopend", "nazorg", "niet_gecontroleerd"])
                        ),
                        name="toets_shv_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "besluit__in",
                                [
                                    "persoon_gekozen",
                                    "gegevens_behouden",
                                    "vraag_aan_partner",
                                    "terzijde",
                                    "geen_inwoner",
                                    "overleden",
                                    "",
                                ],
                            )
                        ),
                        name="toets_besluit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("besluit", ""), ("besluit_op__isnull", False), _connector="OR"),
                        name="toets_besluit_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Veiligheidsmelding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adres_sleutel", models.CharField(max_length=60)),
                (
                    "bsn_kenmerk",
                    models.CharField(
                        blank=True,
                        help_text="fingerprint of the person it is about; empty: the address itself",
                        max_length=32,
                    ),
                ),
                ("adres", models.CharField(max_length=200)),
                ("reden", models.TextField()),
                ("ingang", models.DateField()),
                ("einde", models.DateField()),
                (
                    "door",
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
            ],
            options={
                "indexes": [models.Index(fields=["gemeente", "adres_sleutel"], name="veiligheid_op_adres")],
            },
        ),
        migrations.CreateModel(
            name="Doorzending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        help_text="code of the gemeente, or empty until somebody says which", max_length=4
                    ),
                ),
                ("wijze", models.CharField(blank=True, help_text="installatie or pakket", max_length=20)),
                ("op", models.DateTimeField(null=True)),
                ("door", models.CharField(blank=True, max_length=60)),
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
                    "vroegsignaal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doorzending",
                        to="intake.vroegsignaal",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente", "op"], name="doorzending_open")],
            },
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tijdig.rules.terms


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("checks", "0001_initial"),
        ("intake", "0001_initial"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vroegsignaalzaak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kenmerk", models.CharField(help_text="opaque reference on letters", max_length=12)),
                ("adres_sleutel", models.CharField(max_length=60)),
                ("straat", models.CharField(blank=True, max_length=120)),
                ("huisnummer", models.CharField(blank=True, max_length=30)),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("woonplaats", models.CharField(blank=True, max_length=80)),
                ("wijk", models.CharField(blank=True, max_length=80)),
                ("maand", models.DateField(help_text="first day of the month of the first signal")),
                ("ontvangen_op", models.DateField(help_text="day the first signal was received (R-TRM-1)")),
                ("geopend_op", models.DateField()),
                ("status", models.CharField(default=tijdig.rules.terms.Zaakstatus["NIEUW"], max_length=20)),
                ("crisis", models.BooleanField(default=False)),
                ("meervoudig", models.BooleanField(default=False)),
                ("opeenvolgend", models.BooleanField(default=False)),
                ("recidive", models.BooleanField(default=False)),
                ("partners", models.IntegerField(default=0)),
                ("signalen", models.IntegerField(default=0)),
                (
                    "soorten",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("bedrag", models.BigIntegerField(default=0, help_text="eurocent, all signals together")),
                (
                    "aanpak",
                    models.CharField(
                        blank=True, help_text="confirmed approach; empty until then", max_length=30
                    ),
                ),
                ("bakje", models.CharField(blank=True, max_length=60)),
                ("team", models.CharField(blank=True, max_length=80)),
                (
                    "uiterlijk",
                    models.DateField(help_text="the first open clock ends here (R-TRM-5)", null=True),
                ),
                (
                    "volgende_kondigt_aan",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="the next step is a letter that names the day of a visit",
                    ),
                ),
                (
                    "volgende_stap",
                    models.CharField(
                        blank=True, help_text="next step of the sequence (R-OUT-4)", max_length=30
                    ),
                ),
                ("volgende_op", models.DateField(null=True)),
                (
                    "pauze_tot",
                    models.DateField(help_text="adempauze: no step before this day (R-TRI-5)", null=True),
                ),
                ("eindresultaat", models.CharField(blank=True, max_length=40)),
                ("hulptype", models.CharField(blank=True, max_length=40)),
                ("afgerond_op", models.DateField(null=True)),
                ("gewist_op", models.DateField(null=True)),
                (
                    "woorden_van",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="fingerprint of the names and references its search words were made of",
                        max_length=32,
                    ),
                ),
                (
                    "versie",
                    models.IntegerField(
                        default=1, help_text="grows with each act: the second of two people is told"
                    ),
                ),
                (
                    "behandelaar",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaken",
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
                "indexes": [
                    models.Index(fields=["gemeente", "adres_sleutel"], name="zaak_op_adres"),
                    models.Index(fields=["gemeente", "status", "bakje", "uiterlijk"], name="zaak_in_bakje"),
                    models.Index(
                        condition=models.Q(("volgende_op__isnull", False)),
                        fields=["gemeente", "status", "volgende_op"],
                        name="zaak_volgende_stap",
                    ),
                    models.Index(
                        condition=models.Q(("afgerond_op__isnull", False)),
                        fields=["gemeente", "afgerond_op"],
                        name="zaak_afgerond",
                    ),
                    models.Index(
                        condition=models.Q(("behandelaar__isnull", False)),
                        fields=["behandelaar"],
                        name="zaak_van_wie",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("status", tijdig.rules.terms.Zaakstatus["AFGEROND"]), _negated=True
                        ),
                        fields=["gemeente", "bakje", "uiterlijk"],
                        name="zaak_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kenmerk",), name="zaak_kenmerk_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["nieuw", "voorgesteld", "in_opvolging", "afgerond"])
                        ),
                        name="zaak_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "aanpak__in",
                                [
                                    "brief",
                                    "sms",
                                    "email",
                                    "bellen",
                                    "huisbezoek_aangekondigd",
                                    "huisbezoek_onaangekondigd",
                                    "overdragen_shv",
                                    "voorleggen",
                                    "",
                                ],
                            )
                        ),
                        name="zaak_aanpak_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "eindresultaat__in",
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
                        name="zaak_eindresultaat_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "hulptype__in",
                                ["quick_fix", "verwijzing_financieel", "verwijzing_niet_financieel", ""],
                            )
                        ),
                        name="zaak_hulptype_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", tijdig.rules.terms.Zaakstatus["AFGEROND"]),
                                models.Q(("eindresultaat", ""), _negated=True),
                                ("afgerond_op__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("status", tijdig.rules.terms.Zaakstatus["AFGEROND"]), _negated=True
                                ),
                                ("eindresultaat", ""),
                                ("afgerond_op__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="zaak_afgerond_heeft_resultaat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", tijdig.rules.terms.Zaakstatus["IN_OPVOLGING"]), _negated=True
                            ),
                            models.Q(("aanpak", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="zaak_in_opvolging_heeft_aanpak",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Termijn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=30)),
                ("start", models.DateField()),
                ("uiterlijk", models.DateField()),
                ("gestopt_op", models.DateField(help_text="met, or no longer needed", null=True)),
                (
                    "gehaald",
                    models.BooleanField(
                        help_text="empty: it runs, or was not needed any more in time", null=True
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="termijnen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["uiterlijk"],
                "indexes": [
                    models.Index(fields=["gemeente", "gestopt_op", "uiterlijk"], name="termijn_loopt")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    "hulpaanbod",
                                    "eerste_gesprek",
                                    "bedreigende_situatie",
                                    "incassopauze",
                                    "beschikking",
                                ],
                            )
                        ),
                        name="termijn_soort_known",
                    ),
                    models.UniqueConstraint(fields=("zaak", "soort", "start"), name="termijn_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notitie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tekst", models.TextField()),
                ("op", models.DateTimeField(auto_now_add=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notities",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Handeling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        help_text="name of the act, as in the address of its page", max_length=30
                    ),
                ),
                (
                    "voor",
                    models.JSONField(
                        help_text="how it stood before: codes, days and ids, no words about a person"
                    ),
                ),
                ("versie", models.IntegerField(help_text="of the zaak right after the act")),
                ("op", models.DateTimeField()),
                ("ongedaan_op", models.DateTimeField(null=True)),
                ("samen", models.UUIDField(help_text="the same for all zaken of one act on many", null=True)),
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
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handelingen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gemeente"], name="handeling_per_gemeente"),
                    models.Index(fields=["zaak", "-id"], name="handeling_laatste"),
                    models.Index(
                        condition=models.Q(("samen__isnull", False)), fields=["samen"], name="handeling_samen"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contactpoging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=30)),
                ("datum", models.DateField()),
                ("dagdeel", models.CharField(blank=True, max_length=10)),
                ("bereikt", models.CharField(default=tijdig.rules.terms.Bereikt["ONBEKEND"], max_length=10)),
                ("minuten", models.IntegerField(default=0)),
                ("notitie", models.TextField(blank=True)),
                (
                    "kondigt_aan",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="a letter that was the announcement of a visit (R-OUT-4)",
                    ),
                ),
                ("bezoekdag", models.DateField(help_text="the day of the visit that it named", null=True)),
                (
                    "reactie_op",
                    models.DateField(
                        help_text="a reply to a letter stands on that letter (R-OUT-2)", null=True
                    ),
                ),
                (
                    "retour_op",
                    models.DateField(
                        help_text="nothing of it arrived, so it offered nothing (R-ADM-5)", null=True
                    ),
                ),
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
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contactpogingen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["datum", "id"],
                "indexes": [
                    models.Index(fields=["gemeente", "soort", "bereikt", "datum"], name="contactpoging_wacht")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    "huisbezoek",
                                    "telefoon",
                                    "email",
                                    "sms_whatsapp",
                                    "brief",
                                    "kaart",
                                    "afspraak_op_locatie",
                                    "anders",
                                ],
                            )
                        ),
                        name="contactpoging_soort_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bereikt__in", ["ja", "nee", "onbekend"])),
                        name="contactpoging_bereikt_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dagdeel__in", ["ochtend", "middag", "avond", ""])),
                        name="contactpoging_dagdeel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minuten__gte", 0), ("minuten__lte", 1440)),
                        name="contactpoging_minuten_of_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moment", models.DateTimeField()),
                ("plaats", models.CharField(max_length=80)),
                ("gemaakt_op", models.DateField(help_text="making it is accepting the offer (R-UIT-3)")),
                ("stand", models.CharField(default="gepland", max_length=20)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["moment"],
                "indexes": [models.Index(fields=["gemeente", "stand", "moment"], name="afspraak_gepland")],
            },
        ),
        migrations.CreateModel(
            name="Afsluiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("eindresultaat", models.CharField(max_length=40)),
                ("hulptype", models.CharField(blank=True, max_length=40)),
                ("quick_fix", models.CharField(blank=True, max_length=40)),
                (
                    "verwezen_naar",
                    models.CharField(
                        blank=True,
                        help_text="a name that does not stand on the sociale kaart",
                        max_length=120,
                    ),
                ),
                ("reden_vrije_naam", models.CharField(blank=True, max_length=200)),
                ("reden_geen_hulp", models.CharField(blank=True, max_length=20)),
                (
                    "warme_overdracht",
                    models.BooleanField(
                        default=False,
                        help_text="handed over in person, with the consent of the resident (R-UIT-4)",
                    ),
                ),
                ("houding", models.CharField(blank=True, max_length=10)),
                (
                    "gesprek_op",
                    models.DateField(
                        help_text="day of the first conversation, when it stands nowhere else (R-TRM-1)",
                        null=True,
                    ),
                ),
                ("toelichting", models.TextField(blank=True)),
                (
                    "toestemming",
                    models.BooleanField(
                        default=False, help_text="explicit written consent of the resident (R-TER-2)"
                    ),
                ),
                ("toestemming_document", models.CharField(blank=True, max_length=120)),
                ("toestemming_ingetrokken_op", models.DateField(null=True)),
                (
                    "pauze_tot",
                    models.DateField(
                        help_text="the partner pauses collection until here (R-TER-4)", null=True
                    ),
                ),
                ("op", models.DateField()),
                ("heropend_op", models.DateField(null=True)),
                ("heropend_reden", models.TextField(blank=True)),
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
                    "organisatie",
                    models.ForeignKey(
                        help_text="of the sociale kaart",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.organisatie",
                    ),
                ),
                (
                    "toestemming_ingetrokken_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afsluitingen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["gemeente"], name="afsluiting_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "eindresultaat__in",
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
                                ],
                            )
                        ),
                        name="afsluiting_eindresultaat_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "hulptype__in",
                                ["quick_fix", "verwijzing_financieel", "verwijzing_niet_financieel", ""],
                            )
                        ),
                        name="afsluiting_hulptype_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "quick_fix__in",
                                [
                                    "administratie_ordenen",
                                    "budgetadvies",
                                    "gesprek_mogelijkheden",
                                    "betalingsregeling",
                                    "informatie_en_advies",
                                    "toeslagen_aanvragen",
                                    "beslagvrije_voet",
                                    "",
                                ],
                            )
                        ),
                        name="afsluiting_quick_fix_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("houding__in", ["positief", "neutraal", "negatief", ""])),
                        name="afsluiting_houding_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reden_geen_hulp__in",
                                [
                                    "regelt_zelf",
                                    "geen_bemoeienis",
                                    "heeft_al_hulp",
                                    "nu_niet",
                                    "niet_gezegd",
                                    "",
                                ],
                            )
                        ),
                        name="afsluiting_reden_geen_hulp_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisatie__isnull", True), ("verwezen_naar", ""), _connector="OR"
                        ),
                        name="afsluiting_one_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("toestemming", False),
                            ("toestemming_ingetrokken_op__isnull", True),
                            _connector="OR",
                        ),
                        name="afsluiting_toestemming_or_ingetrokken",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("toestemming", False),
                            models.Q(("toestemming_document", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="afsluiting_toestemming_has_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("heropend_op__isnull", True)),
                        fields=("zaak",),
                        name="afsluiting_one_in_force",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanwezigheid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gezien_op", models.DateTimeField()),
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
                    "wie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("zaak", "wie"), name="aanwezigheid_once")],
            },
        ),
        migrations.CreateModel(
            name="Weging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dag", models.DateField()),
                (
                    "feiten",
                    models.JSONField(help_text="all that counted: codes, counts and amounts, no person"),
                ),
                ("kader", models.CharField(help_text="version of the afwegingskader", max_length=60)),
                ("regel", models.CharField(max_length=60)),
                ("aanpak", models.CharField(max_length=30)),
                ("bakje", models.CharField(max_length=60)),
                ("team", models.CharField(blank=True, max_length=80)),
                (
                    "aankondiging",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        help_text="of an announced visit",
                    ),
                ),
                (
                    "vervolg",
                    models.CharField(
                        blank=True, help_text="next step when the resident does not react", max_length=30
                    ),
                ),
                (
                    "adempauze_dagen",
                    models.IntegerField(default=0, help_text="a repeat is left alone for so long (R-TRI-5)"),
                ),
                ("redenen", models.JSONField(default=list)),
                ("stand", models.CharField(default="voorgesteld", max_length=20)),
                ("besluit_aanpak", models.CharField(blank=True, max_length=30)),
                ("besluit_reden", models.TextField(blank=True)),
                ("besluit_op", models.DateTimeField(null=True)),
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
                    "zaak",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wegingen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gemeente"], name="weging_per_gemeente"),
                    models.Index(fields=["zaak", "-id"], name="weging_laatste"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "aanpak__in",
                                [
                                    "brief",
                                    "sms",
                                    "email",
                                    "bellen",
                                    "huisbezoek_aangekondigd",
                                    "huisbezoek_onaangekondigd",
                                    "overdragen_shv",
                                    "voorleggen",
                                ],
                            )
                        ),
                        name="weging_aanpak_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "besluit_aanpak__in",
                                [
                                    "brief",
                                    "sms",
                                    "email",
                                    "bellen",
                                    "huisbezoek_aangekondigd",
                                    "huisbezoek_onaangekondigd",
                                    "overdragen_shv",
                                    "voorleggen",
                                    "",
                                ],
                            )
                        ),
                        name="weging_besluit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "vervolg__in",
                                [
                                    "brief",
                                    "sms",
                                    "email",
                                    "bellen",
                                    "huisbezoek_aangekondigd",
                                    "huisbezoek_onaangekondigd",
                                    "overdragen_shv",
                                    "voorleggen",
                                    "",
                                ],
                            )
                        ),
                        name="weging_vervolg_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adempauze_dagen__gte", 0)), name="weging_adempauze_not_negative"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "voorgesteld")),
                        fields=("zaak",),
                        name="weging_one_open_proposal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ZaakInwoner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaakinwoners",
                        to="checks.inwoner",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaakinwoners",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("zaak", "inwoner"), name="zaakinwoner_once")],
            },
        ),
        migrations.CreateModel(
            name="ZaakSignaal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "vroegsignaal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaaksignaal",
                        to="intake.vroegsignaal",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaaksignalen",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente"], name="zaaksignaal_per_gemeente")],
            },
        ),
        migrations.CreateModel(
            name="Zoekwoord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=10)),
                ("woord", models.CharField(db_collation="C", max_length=200)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zoekwoorden",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente", "soort", "woord"], name="zoekwoord_begin")],
            },
        ),
        migrations.CreateModel(
            name="Afwezigheid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("team", models.CharField(blank=True, help_text="whose hours become less", max_length=80)),
                ("van", models.DateField()),
                ("tot", models.DateField(help_text="the last day")),
                ("minuten", models.IntegerField(help_text="in all, spread over the working days")),
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
                    "medewerker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["van", "id"],
                "indexes": [models.Index(fields=["gemeente", "tot"], name="afwezigheid_loopt")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))), name="afwezigheid_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minuten__gt", 0)), name="afwezigheid_takes_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Besluit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "vervallen_op",
                    models.DateField(help_text="day on which it was corrected or taken back", null=True),
                ),
                ("vervallen_reden", models.TextField(blank=True)),
                ("soort", models.CharField(max_length=20)),
                ("op", models.DateField()),
                (
                    "brief_op",
                    models.DateField(
                        help_text="day its letter was made: the resident may have it", null=True
                    ),
                ),
                (
                    "afsluiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluiten",
                        to="casework.afsluiting",
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
                    "vervallen_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervangt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervanging",
                        to="casework.besluit",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["gemeente"], name="besluit_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["plan_van_aanpak", "weigering", "afgezien"])),
                        name="besluit_soort_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen_op__isnull", True)),
                        fields=("afsluiting",),
                        name="besluit_one_in_force",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdracht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("toestemming_op", models.DateField()),
                ("toestemming_hoe", models.CharField(max_length=20)),
                (
                    "document",
                    models.CharField(
                        blank=True, help_text="where the consent is written down", max_length=120
                    ),
                ),
                (
                    "aan",
                    models.CharField(blank=True, help_text="with whom at that organisation", max_length=120),
                ),
                ("moment", models.DateTimeField(help_text="the appointment there, if any", null=True)),
                (
                    "afsluiting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overdracht",
                        to="casework.afsluiting",
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
                "indexes": [models.Index(fields=["gemeente"], name="overdracht_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("toestemming_hoe__in", ["mondeling", "schriftelijk", "digitaal"])
                        ),
                        name="overdracht_hoe_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("toestemming_hoe", tijdig.rules.terms.Toestemmingsvorm["SCHRIFTELIJK"]),
                                _negated=True,
                            ),
                            models.Q(("document", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="overdracht_schriftelijk_has_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Teamuren",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("team", models.CharField(blank=True, max_length=80)),
                ("vanaf", models.DateField()),
                ("minuten", models.IntegerField(help_text="per week, of all staff together")),
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
                "ordering": ["team", "vanaf"],
                "constraints": [
                    models.UniqueConstraint(fields=("gemeente", "team", "vanaf"), name="teamuren_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minuten__gte", 0)), name="teamuren_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vermelding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gelezen_op", models.DateTimeField(null=True)),
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
                    "notitie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vermeldingen",
                        to="casework.notitie",
                    ),
                ),
                (
                    "wie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gemeente", "wie", "gelezen_op"], name="vermelding_ongelezen")
                ],
                "constraints": [models.UniqueConstraint(fields=("notitie", "wie"), name="vermelding_once")],
            },
        ),
        migrations.CreateModel(
            name="Vervanging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("van", models.DateField()),
                ("tot", models.DateField()),
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
                    "vervanger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wie",
                    models.ForeignKey(
                        help_text="who is away",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gemeente", "vervanger", "tot"], name="vervanging_van_wie")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))), name="vervanging_has_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wie", models.F("vervanger")), _negated=True),
                        name="vervanging_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vervolguitkomst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "vervallen_op",
                    models.DateField(help_text="day on which it was corrected or taken back", null=True),
                ),
                ("vervallen_reden", models.TextField(blank=True)),
                ("soort", models.CharField(max_length=20)),
                ("op", models.DateField(help_text="day of the fact")),
                ("toelichting", models.TextField(blank=True)),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                (
                    "afsluiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervolg",
                        to="casework.afsluiting",
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
                    "vervallen_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervangt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervanging",
                        to="casework.vervolguitkomst",
                    ),
                ),
            ],
            options={
                "ordering": ["op", "id"],
                "indexes": [models.Index(fields=["gemeente"], name="vervolguitkomst_per_gemeente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    "aangekomen",
                                    "niet_gekomen",
                                    "later_afgezien",
                                    "plan_gestart",
                                    "geeindigd",
                                    "nog_niets_bekend",
                                ],
                            )
                        ),
                        name="vervolguitkomst_soort_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen_op__isnull", True)),
                        fields=("afsluiting", "soort", "op"),
                        name="vervolguitkomst_once",
                    ),
                ],
            },
        ),
    ]

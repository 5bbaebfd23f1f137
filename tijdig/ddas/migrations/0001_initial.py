import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0001_initial"),
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ddasafnemer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=80)),
                ("klantcode", models.CharField(help_text="client id of OAuth 2", max_length=40, unique=True)),
                (
                    "geheim_hash",
                    models.CharField(help_text="of the client secret, which was shown once", max_length=200),
                ),
                (
                    "certificaat",
                    models.TextField(
                        blank=True,
                        help_text="PEM of who signs its requests; empty: they are not signed, as in a trial",
                    ),
                ),
                ("actief", models.BooleanField(default=True)),
                ("sinds", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Ddasproef",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versie", models.CharField(max_length=8)),
                ("van", models.DateField()),
                ("tot", models.DateField()),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("door", models.CharField(max_length=60)),
                ("signalen", models.IntegerField()),
                ("zaken", models.IntegerField()),
                (
                    "gewist",
                    models.IntegerField(
                        help_text="signals of the period that were erased and cannot go along"
                    ),
                ),
                ("tellingen", models.JSONField(default=dict, help_text="check → how many signals and zaken")),
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
                "constraints": [models.UniqueConstraint(fields=("gemeente",), name="ddasproef_once")],
            },
        ),
        migrations.CreateModel(
            name="Ddasbevinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("controle", models.CharField(max_length=30)),
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
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.vroegsignaal",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.vroegsignaalzaak",
                    ),
                ),
                (
                    "proef",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bevindingen",
                        to="ddas.ddasproef",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["proef", "controle"], name="ddasbevinding_per_controle")],
            },
        ),
        migrations.CreateModel(
            name="Ddasronde",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("vraag", models.CharField(help_text="what was asked, without the page", max_length=300)),
                ("dag", models.DateField()),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("paginagrootte", models.IntegerField()),
                ("signalen", models.IntegerField()),
                (
                    "paginas",
                    models.JSONField(
                        help_text="per page: code of the gemeente, delivery, first and last signal"
                    ),
                ),
                (
                    "afnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rondes",
                        to="ddas.ddasafnemer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["afnemer", "vraag", "-gemaakt_op"], name="ddasronde_laatste")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ddaslevering",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kanaal", models.CharField(max_length=20)),
                ("versie", models.CharField(max_length=8)),
                ("van", models.DateField()),
                ("tot", models.DateField()),
                ("signalen", models.IntegerField()),
                ("zaken", models.IntegerField(default=0)),
                (
                    "grenzen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField()
                        ),
                        help_text="first and last signal of each page",
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True)),
                ("door", models.CharField(max_length=60)),
                (
                    "paginas_opgehaald",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list),
                ),
                ("opgehaald_op", models.DateTimeField(help_text="when the last page was taken", null=True)),
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
                    "ronde",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leveringen",
                        to="ddas.ddasronde",
                    ),
                ),
            ],
            options={
                "ordering": ["-gemaakt_op"],
                "indexes": [models.Index(fields=["gemeente", "-gemaakt_op"], name="ddaslevering_laatste")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kanaal__in", ["bestand", "opdrachtregel", "api"])),
                        name="ddaslevering_kanaal_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ddasmachtiging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ingang", models.DateField()),
                ("einde", models.DateField(help_text="the day from which it may not any more", null=True)),
                ("door", models.CharField(max_length=60)),
                (
                    "afnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="machtigingen",
                        to="ddas.ddasafnemer",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("einde__isnull", True)),
                        fields=("gemeente", "afnemer"),
                        name="ddasmachtiging_once",
                    )
                ],
            },
        ),
    ]

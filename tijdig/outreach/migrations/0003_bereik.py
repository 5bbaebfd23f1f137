import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_gemeente_stays"),
        ("casework", "0002_row_security"),
        ("outreach", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="stopverzoek",
            name="zaak",
            field=models.ForeignKey(
                help_text="empty: sent as an SMS from a number that belongs to no zaak",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stopverzoeken",
                to="casework.vroegsignaalzaak",
            ),
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
                ("stand", models.CharField(default="open", max_length=20)),
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
        protect("outreach_smsantwoord"),
    ]

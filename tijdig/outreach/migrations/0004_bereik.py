import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_gemeente_stays"),
        ("casework", "0003_fewer_indexes"),
        ("outreach", "0003_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["-id"],
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="sjabloon",
            name="sjabloon_once",
        ),
        migrations.AlterField(
            model_name="sjabloon",
            name="nummer",
            field=models.IntegerField(help_text="version, from 1, counted over the languages"),
        ),
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
        migrations.AddField(
            model_name="bezoekronde",
            name="gewaarschuwd_op",
            field=models.DateTimeField(help_text="the colleague on call was sent word, once", null=True),
        ),
        migrations.AddConstraint(
            model_name="sjabloon",
            constraint=models.UniqueConstraint(fields=("gemeente", "naam", "nummer"), name="sjabloon_once"),
        ),
        migrations.AddField(
            model_name="smsantwoord",
            name="afgehandeld_door",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="smsantwoord",
            name="contactpoging",
            field=models.ForeignKey(
                help_text="the SMS that it answers (R-OUT-2)",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="smsantwoorden",
                to="casework.contactpoging",
            ),
        ),
        migrations.AddField(
            model_name="smsantwoord",
            name="gemeente",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="smsantwoord",
            name="zaak",
            field=models.ForeignKey(
                help_text="empty: we never wrote to this number, or nobody placed it yet",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="smsantwoorden",
                to="casework.vroegsignaalzaak",
            ),
        ),
        migrations.AddField(
            model_name="zaaktaal",
            name="gemeente",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="zaaktaal",
            name="zaak",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="zaaktaal",
                to="casework.vroegsignaalzaak",
            ),
        ),
        migrations.AddIndex(
            model_name="smsantwoord",
            index=models.Index(fields=["gemeente", "stand", "ontvangen_op"], name="smsantwoord_open"),
        ),
        migrations.AddConstraint(
            model_name="smsantwoord",
            constraint=models.CheckConstraint(
                condition=models.Q(("stand__in", ["open", "afgehandeld", "vervangen"])),
                name="smsantwoord_stand_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="smsantwoord",
            constraint=models.UniqueConstraint(fields=("gemeente", "extern_id"), name="smsantwoord_once"),
        ),
        migrations.AddIndex(
            model_name="zaaktaal", index=models.Index(fields=["gemeente"], name="zaaktaal_per_gemeente")
        ),
        protect("outreach_zaaktaal"),
        protect("outreach_smsantwoord"),
    ]

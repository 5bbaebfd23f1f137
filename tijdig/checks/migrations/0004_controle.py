from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checks", "0003_fewer_indexes")]

    operations = [
        migrations.AddField(
            model_name="inwoner",
            name="shv_gevraagd_op",
            field=models.DateField(
                help_text="day of the last answer of the SHV service (R-SHV-3)", null=True
            ),
        ),
        migrations.AddField(
            model_name="inwoner",
            name="handmatig",
            field=models.BooleanField(
                default=False, help_text="only ever looked up by a person, never by the link with the BRP"
            ),
        ),
        migrations.AddField(
            model_name="veiligheidsmelding",
            name="bsn_kenmerk",
            field=models.CharField(
                blank=True,
                default="",
                help_text="fingerprint of the person it is about; empty: the address itself",
                max_length=32,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="bagadres",
            index=models.Index(fields=["nummeraanduiding_id"], name="bagadres_op_nummeraanduiding"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_fewer_indexes")]

    operations = [
        migrations.AddField(
            model_name="aanleverregel",
            name="klein_sleutel",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="address of a line that is refused only as long as no other partner signals there (R-ADM-3)",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="aanleverregel",
            name="klein_maand",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="aanleverregel",
            index=models.Index(
                condition=models.Q(("klein_sleutel", ""), _negated=True),
                fields=["klein_sleutel", "klein_maand"],
                name="aanleverregel_klein",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_schuldhulpverlener")]

    operations = [
        migrations.AddField(
            model_name="gemeente",
            name="shv_koppeling",
            field=models.BooleanField(
                default=False, help_text="off: the list of schuldhulpverlening is uploaded (R-SHV-3)"
            ),
        ),
    ]

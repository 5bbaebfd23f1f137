from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_row_security")]

    operations = [
        migrations.AddField(
            model_name="afsluiting",
            name="warme_overdracht",
            field=models.BooleanField(
                default=False, help_text="handed over in person, with the consent of the resident (R-UIT-4)"
            ),
        ),
    ]

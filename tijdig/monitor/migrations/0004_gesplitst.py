"""How many signals a zaak had when it was counted: with fewer later it was split (R-MON-1)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitor", "0003_kubus"),
    ]

    operations = [
        migrations.AddField(
            model_name="meldingfeit",
            name="signalen",
            field=models.IntegerField(
                help_text="so many in the zaak then; fewer later: it was split", null=True
            ),
        ),
    ]

from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("outreach", "0007_visits")]

    operations = [
        protect("outreach_adresplaats"),
        protect("outreach_bezoekplan"),
        protect("outreach_bezoekronde"),
        protect("outreach_bezoek"),
    ]

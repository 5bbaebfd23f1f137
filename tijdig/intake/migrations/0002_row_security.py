from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("intake_aanlevering"),
        protect("intake_bestanddeel"),
        protect("intake_aanleverregel"),
        protect("intake_vroegsignaal"),
    ]

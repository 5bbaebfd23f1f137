from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("monitor", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("monitor_kubuscel"),
        protect("monitor_kubusstand"),
        protect("monitor_meldingfeit"),
        protect("monitor_aanleverfeit"),
    ]

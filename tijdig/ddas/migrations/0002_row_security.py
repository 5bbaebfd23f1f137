from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("ddas", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("ddas_ddasmachtiging"),
        protect("ddas_ddaslevering"),
        protect("ddas_ddasproef"),
        protect("ddas_ddasbevinding"),
    ]

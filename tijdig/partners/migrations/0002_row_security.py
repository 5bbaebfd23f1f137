from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("partners_overeenkomst"),
    ]

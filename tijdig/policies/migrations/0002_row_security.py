from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("policies_beleidsvoorstel"),
    ]

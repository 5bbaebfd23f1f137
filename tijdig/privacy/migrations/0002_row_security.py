from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("privacy_vernietiging"),
    ]

from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("feedback_terugkoppelbestand"),
        protect("feedback_terugkoppeling"),
        protect("feedback_partnerwebhook"),
        protect("feedback_bezorging"),
    ]

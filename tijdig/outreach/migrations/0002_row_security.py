from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("outreach_printronde"),
        protect("outreach_brief"),
    ]

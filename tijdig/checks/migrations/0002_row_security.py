from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("checks", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("checks_inwoner"),
        protect("checks_toets"),
        protect("checks_shvinschrijving"),
        protect("checks_veiligheidsmelding"),
        protect("checks_doorzending"),
    ]

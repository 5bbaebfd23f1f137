from django.db import migrations

from tijdig.accounts.rowsecurity import protect


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("casework_vroegsignaalzaak"),
        protect("casework_zaaksignaal"),
        protect("casework_zaakinwoner"),
        protect("casework_weging"),
        protect("casework_contactpoging"),
        protect("casework_afspraak"),
        protect("casework_termijn"),
        protect("casework_afsluiting"),
        protect("casework_notitie"),
        protect("casework_teamuren"),
        protect("casework_afwezigheid"),
        protect("casework_vervanging"),
        protect("casework_vermelding"),
        protect("casework_aanwezigheid"),
        protect("casework_handeling"),
        protect("casework_zoekwoord"),
        protect("casework_overdracht"),
        protect("casework_vervolguitkomst"),
        protect("casework_besluit"),
    ]

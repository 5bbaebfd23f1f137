"""Letters that announced a visit before this was written on the attempt (R-OUT-4)."""

from django.db import migrations

ANNOUNCED = """
update casework_contactpoging c set kondigt_aan = true, bezoekdag = p.bezoekdag
from outreach_brief b join outreach_printronde p on p.id = b.printronde_id
where b.contactpoging_id = c.id and b.sjabloon = 'aankondiging_huisbezoek';
update casework_vroegsignaalzaak z set volgende_kondigt_aan = true
where z.status = 'in_opvolging' and z.aanpak = 'huisbezoek_aangekondigd' and z.volgende_stap = 'brief'
    and not exists (select 1 from casework_contactpoging c where c.zaak_id = z.id and c.soort = 'huisbezoek');
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_messages"), ("outreach", "0009_rounds")]

    operations = [migrations.RunSQL(ANNOUNCED, migrations.RunSQL.noop)]

from django.db import migrations

from tijdig.accounts.rowsecurity import protect

# Only the owner of the tables may look across gemeenten, only for exactly one hash, and only through this function.
# The app role has no part in the policy `op_kenmerk`; see tijdig/outreach/reply/codes.py for why.
FIND = """
create policy op_kenmerk on outreach_reactiecode for select to current_user
    using (kenmerk = nullif(current_setting('app.reactiekenmerk', true), ''));
create function gemeente_of_reactiecode(gezocht text, out gemeente text, out zaak bigint) returns setof record
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('app.reactiekenmerk', gezocht, true);
    return query select c.gemeente_id::text, c.zaak_id from public.outreach_reactiecode c where c.kenmerk = gezocht;
    perform set_config('app.reactiekenmerk', '', true);
end $$;
revoke all on function gemeente_of_reactiecode(text) from public;
grant execute on function gemeente_of_reactiecode(text) to tijdig_app;
"""
UNDO = "drop function gemeente_of_reactiecode(text); drop policy op_kenmerk on outreach_reactiecode;"


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        protect("outreach_printronde"),
        protect("outreach_brief"),
        protect("outreach_curator"),
        protect("outreach_reactiecode"),
        protect("outreach_reactie"),
        protect("outreach_beschikbaarheid"),
        protect("outreach_sluitdag"),
        protect("outreach_tijdslot"),
        protect("outreach_sjabloon"),
        protect("outreach_bericht"),
        protect("outreach_stopverzoek"),
        protect("outreach_adresplaats"),
        protect("outreach_bezoekplan"),
        protect("outreach_bezoekronde"),
        protect("outreach_bezoek"),
        protect("outreach_zaaktaal"),
        protect("outreach_smsantwoord"),
        migrations.RunSQL(FIND, UNDO),
    ]

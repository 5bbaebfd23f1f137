"""Let the app role have the planner look again at tables that grew much since it last did (ADR 10).

Only the owner of a table may analyze it; the function does so for the app, and for nothing else.
"""

from django.db import migrations

MAKE = """
create function tijdig_refresh_statistics(grown text[]) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    found record;
    looked integer := 0;
begin
    for found in
        select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and c.relname = any(grown)
            and pg_relation_size(c.oid) / current_setting('block_size')::int > 3 * greatest(c.relpages, 0) + 30
    loop
        execute format('analyze (skip_locked) %s', found.name);
        looked := looked + 1;
    end loop;
    return looked;
end
$$;
revoke all on function tijdig_refresh_statistics(text[]) from public;
grant execute on function tijdig_refresh_statistics(text[]) to tijdig_app;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_cache")]

    operations = [migrations.RunSQL(MAKE, "drop function tijdig_refresh_statistics(text[])")]

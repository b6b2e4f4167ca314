-- The account a transaction acts for. Raises when none is set, so that a statement outside an AccountTx fails
-- instead of finding nothing: an unset setting is an error, and one left over from a past transaction is '',
-- which is no uuid.
create or replace function acting_account() returns uuid language sql stable parallel safe
as $$ select current_setting('slipway.account_id')::uuid $$;

-- What the device plane keeps in memory about a scope is dropped when any of it changes.
create or replace function notify_scope() returns trigger language plpgsql as $$
begin
  perform pg_notify('slipway_scope', coalesce(new.scope_id, old.scope_id)::text);
  return null;
end $$;

create or replace function notify_scopes_of_hub() returns trigger language plpgsql as $$
begin
  perform pg_notify('slipway_scope', scope_id::text) from hub_link where hub_id = new.hub_id;
  return null;
end $$;

create or replace trigger scope_changed after update or delete on scope
  for each row execute function notify_scope();
create or replace trigger access_policy_changed after insert or update or delete on access_policy
  for each row execute function notify_scope();
create or replace trigger hub_link_changed after insert or update or delete on hub_link
  for each row execute function notify_scope();
create or replace trigger certificate_changed after insert or update or delete on certificate
  for each row execute function notify_scope();
create or replace trigger enrollment_group_changed after insert or update or delete on enrollment_group
  for each row execute function notify_scope();
create or replace trigger hub_changed after update on hub
  for each row execute function notify_scopes_of_hub();

-- Attempts and events are partitioned by month. The owner makes the partitions, the application only asks;
-- a partition carries no grants, so that it is reached through its parent's policies or not at all.
create or replace function create_partitions() returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  month date;
  part text;
begin
  for month in select generate_series(date_trunc('month', now() - interval '1 month'),
                                      date_trunc('month', now() + interval '2 months'), interval '1 month')::date loop
    foreach part in array array['event', 'attempt'] loop
      execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
        part || '_' || to_char(month, 'YYYYMM'), part, month, month + interval '1 month');
    end loop;
  end loop;
end $$;
revoke execute on function create_partitions() from public;
grant execute on function create_partitions() to slipway_app;
select create_partitions();

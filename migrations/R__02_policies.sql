-- Who sees and changes which row. Every policy of the schema stands here and is named as a sentence.
do $$
declare
  entry record;
begin
  for entry in select policyname, tablename from pg_policies where schemaname = current_schema() loop
    execute format('drop policy %I on %I', entry.policyname, entry.tablename);
  end loop;
  for entry in select unnest(array['account', 'event', 'event_chain', 'scope', 'access_policy', 'hub', 'hub_link',
      'hub_device', 'supply_grant', 'certificate', 'enrollment', 'enrollment_group', 'device', 'attempt']) as tablename loop
    execute format('alter table %I enable row level security', entry.tablename);
    execute format('alter table %I force row level security', entry.tablename);
  end loop;
end $$;

grant usage on schema public to slipway_app, slipway_device;
grant select, insert on account_address to slipway_app;
grant select, insert, delete on scope_address to slipway_app;
grant update (generation) on scope_address to slipway_app;
grant select on scope_address to slipway_device;

-- Accounts
grant select, insert, update on account to slipway_app;
create policy "an account sees itself" on account for select to slipway_app
  using (account_id = acting_account());
create policy "partners of a supply grant see each other" on account for select to slipway_app
  using (exists (select from supply_grant
                  where (supply_grant.account_id = acting_account() and supply_grant.manufacturer_id = account.account_id)
                     or (supply_grant.manufacturer_id = acting_account() and supply_grant.account_id = account.account_id)));
create policy "an account enters itself" on account for insert to slipway_app
  with check (account_id = acting_account());
create policy "an account changes itself" on account for update to slipway_app
  using (account_id = acting_account());

-- Events: nobody changes or deletes one; only the seal is written later.
grant select, insert on event to slipway_app;
grant update (sequence, hash) on event to slipway_app;
grant insert on event to slipway_device;
create policy "an account reads its own events" on event for select to slipway_app
  using (account_id = acting_account());
create policy "an act is recorded with the accounts it concerns" on event for insert to slipway_app
  with check (actor_account_id = acting_account());
create policy "an account seals its own events" on event for update to slipway_app
  using (account_id = acting_account() and sequence is null) with check (account_id = acting_account());
create policy "the device plane records events of the scope's account" on event for insert to slipway_device
  with check (account_id = acting_account() and actor_account_id = acting_account());

grant select, insert, update on event_chain to slipway_app;
create policy "an account keeps its own chain" on event_chain to slipway_app
  using (account_id = acting_account());

-- Scopes
grant select, insert, update, delete on scope, access_policy to slipway_app;
grant select on scope, access_policy to slipway_device;
create policy "an account keeps its own scopes" on scope to slipway_app
  using (account_id = acting_account());
create policy "a manufacturer sees the scopes it may supply" on scope for select to slipway_app
  using (exists (select from supply_grant
                  where supply_grant.scope_id = scope.scope_id
                    and supply_grant.manufacturer_id = acting_account()
                    and supply_grant.revoked_at is null));
create policy "the device plane reads the scope it serves" on scope for select to slipway_device
  using (account_id = acting_account());
create policy "an account keeps its own access policies" on access_policy to slipway_app
  using (account_id = acting_account());
create policy "the device plane reads access policies" on access_policy for select to slipway_device
  using (account_id = acting_account());

-- Hubs
grant select, insert, update, delete on hub, hub_link, hub_device to slipway_app;
grant select on hub, hub_link to slipway_device;
grant select, insert, update, delete on hub_device to slipway_device;
create policy "an account keeps its own hubs" on hub to slipway_app
  using (account_id = acting_account());
create policy "the device plane reads hubs" on hub for select to slipway_device
  using (account_id = acting_account());
create policy "both accounts of a hub link see it" on hub_link for select to slipway_app
  using (acting_account() in (account_id, hub_account_id));
create policy "an account links its own hubs to its own scopes" on hub_link for insert to slipway_app
  with check (account_id = acting_account() and hub_account_id = acting_account());
create policy "the scope's account changes a hub link" on hub_link for update to slipway_app
  using (account_id = acting_account());
create policy "either account ends a hub link" on hub_link for delete to slipway_app
  using (acting_account() in (account_id, hub_account_id));
create policy "the device plane reads hub links" on hub_link for select to slipway_device
  using (account_id = acting_account());
create policy "an account keeps the identities of its own hubs" on hub_device to slipway_app
  using (account_id = acting_account());
create policy "the device plane keeps the identities of a hub" on hub_device to slipway_device
  using (account_id = acting_account());

-- Supply
grant select, insert, update on supply_grant to slipway_app;
create policy "both accounts of a supply grant see it" on supply_grant for select to slipway_app
  using (acting_account() in (account_id, manufacturer_id));
create policy "an operator grants supply to its own scopes" on supply_grant for insert to slipway_app
  with check (account_id = acting_account());
create policy "the operator changes its supply grants" on supply_grant for update to slipway_app
  using (account_id = acting_account());

grant select, insert, update, delete on certificate, enrollment, enrollment_group to slipway_app;
grant select on certificate, enrollment, enrollment_group to slipway_device;
do $$
declare
  part text;
begin
  foreach part in array array['certificate', 'enrollment', 'enrollment_group'] loop
    execute format($sql$create policy "an operator keeps what is in its scopes" on %I to slipway_app
      using (account_id = acting_account())$sql$, part);
    execute format($sql$create policy "a manufacturer sees what it brought" on %I for select to slipway_app
      using (supplier_id = acting_account())$sql$, part);
    execute format($sql$create policy "a manufacturer brings identities where it is granted" on %1$I for insert to slipway_app
      with check (supplier_id = acting_account() and exists (select from supply_grant
        where supply_grant.account_id = %1$I.account_id and supply_grant.scope_id = %1$I.scope_id
          and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null))$sql$, part);
    execute format($sql$create policy "a manufacturer changes what it brought while granted" on %1$I for update to slipway_app
      using (supplier_id = acting_account() and exists (select from supply_grant
        where supply_grant.account_id = %1$I.account_id and supply_grant.scope_id = %1$I.scope_id
          and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null))$sql$, part);
    execute format($sql$create policy "a manufacturer removes what it brought while granted" on %1$I for delete to slipway_app
      using (supplier_id = acting_account() and exists (select from supply_grant
        where supply_grant.account_id = %1$I.account_id and supply_grant.scope_id = %1$I.scope_id
          and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null))$sql$, part);
    execute format($sql$create policy "the device plane reads who may register" on %I for select to slipway_device
      using (account_id = acting_account())$sql$, part);
  end loop;
end $$;

-- Devices
grant select, insert, update, delete on device to slipway_app;
grant select, insert, update on device to slipway_device;
create policy "operator, holder and manufacturer see a device" on device for select to slipway_app
  using (acting_account() in (account_id, holder_id) or supplier_id = acting_account());
create policy "an operator enters devices" on device for insert to slipway_app
  with check (account_id = acting_account() and holder_id = acting_account());
create policy "a manufacturer enters devices where it is granted" on device for insert to slipway_app
  with check (supplier_id = acting_account() and holder_id = account_id and exists (select from supply_grant
    where supply_grant.account_id = device.account_id and supply_grant.scope_id = device.scope_id
      and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null));
create policy "an operator changes its devices" on device for update to slipway_app
  using (account_id = acting_account());
create policy "an operator removes its devices" on device for delete to slipway_app
  using (account_id = acting_account());
create policy "a manufacturer removes a device that never registered" on device for delete to slipway_app
  using (supplier_id = acting_account() and status = 'unassigned' and exists (select from supply_grant
    where supply_grant.account_id = device.account_id and supply_grant.scope_id = device.scope_id
      and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null));
create policy "the device plane keeps devices of the scope's account" on device to slipway_device
  using (account_id = acting_account());

-- Attempts
grant select on attempt to slipway_app;
grant select, insert, update on attempt to slipway_device;
create policy "an operator reads the attempts in its scopes" on attempt for select to slipway_app
  using (account_id = acting_account());
create policy "the device plane records attempts" on attempt to slipway_device
  using (account_id = acting_account());

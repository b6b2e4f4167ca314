-- The account a transaction acts for. Raises when none is set, so that a statement outside an AccountTx fails
-- instead of finding nothing: an unset setting is an error, and one left over from a past transaction is '',
-- which is no uuid.
create or replace function acting_account() returns uuid language sql stable parallel safe
as $$ select current_setting('slipway.account_id')::uuid $$;

-- The SHA-256 of a code that somebody enters, set for one transaction; null when none was.
create or replace function presented_code() returns bytea language sql stable parallel safe
as $$ select decode(nullif(current_setting('slipway.presented_code', true), ''), 'hex') $$;

-- The device plane keeps in memory what changes seldom, and asks in its one read whether the generation is still the
-- same. So no replica ever answers from a setting that was changed before the device asked.
create or replace function next_generation() returns trigger language plpgsql as $$
begin
  update scope_address set generation = generation + 1 where scope_id = coalesce(new.scope_id, old.scope_id);
  return null;
end $$;

create or replace function next_generation_of_linked_scopes() returns trigger language plpgsql as $$
begin
  update scope_address set generation = generation + 1
   where scope_id in (select scope_id from hub_link where hub_id = new.hub_id);
  return null;
end $$;

-- What partners see of a hub follows the hub itself.
create or replace function keep_hub_face() returns trigger language plpgsql as $$
begin
  insert into hub_face (hub_id, account_id, name, host_name, health, health_checked_at, capacity)
  values (new.hub_id, new.account_id, new.name, new.host_name, new.health, new.health_checked_at, new.capacity)
  on conflict (hub_id) do update
    set health = excluded.health
      , health_checked_at = excluded.health_checked_at
      , capacity = excluded.capacity;
  return null;
end $$;

-- Both companies write into a hub link. How devices are shared out is the scope's to decide; the hub's account lets it end.
create or replace function keep_hub_link_terms() returns trigger language plpgsql as $$
begin
  if acting_account() <> old.account_id and
      (new.weight, new.apply_allocation_policy) is distinct from (old.weight, old.apply_allocation_policy) then
    raise exception 'How a hub is used is decided by the scope''s company.' using errcode = 'insufficient_privilege';
  end if;
  if acting_account() <> old.account_id and
      (new.scope_ends_since, new.scope_abandoned_at) is distinct from (old.scope_ends_since, old.scope_abandoned_at)
      or acting_account() <> old.hub_account_id and
      (new.hub_ends_since, new.hub_abandoned_at) is distinct from (old.hub_ends_since, old.hub_abandoned_at) then
    raise exception 'Each company says for itself whether a hub link is to end.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace function keep_hub_loan_terms() returns trigger language plpgsql as $$
begin
  if acting_account() <> old.account_id and new.lender_ends_since is distinct from old.lender_ends_since
      or acting_account() <> old.borrower_id and new.borrower_ends_since is distinct from old.borrower_ends_since then
    raise exception 'Each company says for itself whether a loan is to end.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- What has ended goes with its hub; what others still rely on keeps the hub.
create or replace function keep_shared_hub() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'hub_loan' and to_jsonb(old) ->> 'ended_at' is null then
    raise exception 'The hub is lent.' using errcode = 'foreign_key_violation', constraint = 'hub_loan_of_hub';
  elsif tg_table_name = 'hub_offer' and to_jsonb(old) ->> 'state' = 'offered' and (to_jsonb(old) ->> 'expires_at')::timestamptz > now() then
    raise exception 'The hub is on offer.' using errcode = 'foreign_key_violation', constraint = 'hub_offer_of_hub';
  end if;
  return old;
end $$;

-- Both companies write into a lease's row; what was agreed is the lessor's to change, and only in the lessee's favour
-- while the lease runs. What the lessee alone decides stays its own.
create or replace function keep_lease_terms() returns trigger language plpgsql as $$
begin
  if acting_account() = old.lessee_id and
      (new.rights, new.notice_days, new.offer_expires_at, new.end_action, new.return_hub_id, new.note, new.reference
        , new.starts_at, new.ends_at, new.recalled_at, new.recall_reason, new.terminates_at) is distinct from
      (old.rights, old.notice_days, old.offer_expires_at, old.end_action, old.return_hub_id, old.note, old.reference
        , old.starts_at, old.ends_at, old.recalled_at, old.recall_reason, old.terminates_at) then
    raise exception 'The terms of a lease are its lessor''s to change.' using errcode = 'insufficient_privilege';
  end if;
  if acting_account() = old.account_id and current_user = 'slipway_app' and
      (new.default_hub_id, new.answer_note, new.answered_at) is distinct from
      (old.default_hub_id, old.answer_note, old.answered_at) then
    raise exception 'The answer to an offer is the lessee''s to give.' using errcode = 'insufficient_privilege';
  end if;
  if old.answered_at is not null and (not new.rights @> old.rights or new.notice_days < old.notice_days
      or new.ends_at < coalesce(old.ends_at, 'infinity')) then
    raise exception 'A running lease changes only in its lessee''s favour.' using errcode = 'insufficient_privilege';
  end if;
  -- Only the handing over of devices makes a lease run, or be over.
  if current_user = 'slipway_app' and old.state <> new.state and new.state in ('active', 'ended', 'terminated') then
    raise exception 'A lease runs from the first device handed over to the last one handed back.'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Each company answers for its own part; only the device plane writes who held what, and when.
create or replace function keep_custody() returns trigger language plpgsql as $$
begin
  if current_user = 'slipway_app' and old.state <> new.state and not (
      acting_account() = old.lessee_id and (old.state, new.state) in (('proposed', 'starting'), ('proposed', 'declined')
        , ('active', 'ending'))
      or acting_account() = old.account_id and (old.state, new.state) = ('proposed', 'removed')) then
    raise exception 'This is not for this company to decide.' using errcode = 'insufficient_privilege';
  end if;
  if current_user = 'slipway_app' and acting_account() <> old.account_id
      and (new.leaves_at, new.collected_at) is distinct from (old.leaves_at, old.collected_at) then
    raise exception 'When a device is taken back is the lessor''s to say.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- What a statement changes in the numbers of a reassignment's devices.
create or replace function count_reassignment_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into reassignment_count (reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, devices)
    select reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, count(*)
      from now_are
     group by reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason;
  else
    insert into reassignment_count (reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, devices)
    select reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, sum(difference)
      from (select reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, 1 as difference from now_are
             union all
            select reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, -1 from were) as changes
     group by reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason
    having sum(difference) <> 0;
  end if;
  return null;
end $$;

-- What a statement changes in the numbers of devices on hubs: of each link, of each loan, and of the hub as a whole.
create or replace function count_hub_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into hub_device_count (hub_account_id, hub_id, scope_id, account_id, lent_to, devices)
    select hub_account_id, hub_id, scope_id, account_id, lent_to, count(*)
      from now_are
     where hub_id is not null
     group by grouping sets ((hub_account_id, hub_id, scope_id, account_id, lent_to), (hub_account_id, hub_id));
  elsif tg_op = 'DELETE' then
    insert into hub_device_count (hub_account_id, hub_id, scope_id, account_id, lent_to, devices)
    select hub_account_id, hub_id, scope_id, account_id, lent_to, -count(*)
      from were
     where hub_id is not null
     group by grouping sets ((hub_account_id, hub_id, scope_id, account_id, lent_to), (hub_account_id, hub_id));
  else
    insert into hub_device_count (hub_account_id, hub_id, scope_id, account_id, lent_to, devices)
    select hub_account_id, hub_id, scope_id, account_id, lent_to, sum(difference)
      from (select hub_account_id, hub_id, scope_id, account_id, lent_to, 1 as difference from now_are where hub_id is not null
             union all
            select hub_account_id, hub_id, scope_id, account_id, lent_to, -1 from were where hub_id is not null) as changes
     group by grouping sets ((hub_account_id, hub_id, scope_id, account_id, lent_to), (hub_account_id, hub_id))
    having sum(difference) <> 0;
  end if;
  return null;
end $$;

-- What a statement changes in the numbers of a company's devices.
create or replace function count_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into device_count (scope_id, account_id, holder_id, supplier_id, status, devices)
    select scope_id, account_id, holder_id, supplier_id, status, count(*) from now_are group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into device_count (scope_id, account_id, holder_id, supplier_id, status, devices)
    select scope_id, account_id, holder_id, supplier_id, status, -count(*) from were group by 1, 2, 3, 4, 5;
  else
    insert into device_count (scope_id, account_id, holder_id, supplier_id, status, devices)
    select scope_id, account_id, holder_id, supplier_id, status, sum(difference)
      from (select scope_id, account_id, holder_id, supplier_id, status, 1 as difference from now_are
             union all
            select scope_id, account_id, holder_id, supplier_id, status, -1 from were) as changes
     group by 1, 2, 3, 4, 5
    having sum(difference) <> 0;
  end if;
  return null;
end $$;

-- Whoever folds the numbers of a link holds its rows; the link does not end meanwhile, since each would wait for the other.
create or replace function end_links_while_nobody_folds() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('fold hub_device_count'));
  return null;
end $$;

create or replace trigger devices_entered after insert on device
  referencing new table as now_are for each statement execute function count_hub_devices();
create or replace trigger devices_moved after update on device
  referencing old table as were new table as now_are for each statement execute function count_hub_devices();
create or replace trigger devices_removed after delete on device
  referencing old table as were for each statement execute function count_hub_devices();
create or replace trigger devices_entered_counted after insert on device
  referencing new table as now_are for each statement execute function count_devices();
create or replace trigger devices_changed_counted after update on device
  referencing old table as were new table as now_are for each statement execute function count_devices();
create or replace trigger devices_removed_counted after delete on device
  referencing old table as were for each statement execute function count_devices();
create or replace trigger hub_links_end before delete on hub_link
  for each statement execute function end_links_while_nobody_folds();
create or replace trigger reassignment_devices_planned after insert on reassignment_device
  referencing new table as now_are for each statement execute function count_reassignment_devices();
create or replace trigger reassignment_devices_changed after update on reassignment_device
  referencing old table as were new table as now_are for each statement execute function count_reassignment_devices();
create or replace trigger lease_device_changed before update on lease_device
  for each row execute function keep_custody();
create or replace trigger lease_changed before update on lease
  for each row execute function keep_lease_terms();
create or replace trigger hub_link_terms before update on hub_link
  for each row execute function keep_hub_link_terms();
create or replace trigger hub_loan_terms before update on hub_loan
  for each row execute function keep_hub_loan_terms();
create or replace trigger hub_loan_keeps_hub before delete on hub_loan
  for each row execute function keep_shared_hub();
create or replace trigger hub_offer_keeps_hub before delete on hub_offer
  for each row execute function keep_shared_hub();
create or replace trigger hub_shown after insert or update on hub
  for each row execute function keep_hub_face();
create or replace trigger hub_loan_changed after insert or update on hub_loan
  for each row execute function next_generation_of_linked_scopes();
create or replace trigger scope_changed after update on scope
  for each row execute function next_generation();
create or replace trigger hub_link_changed after insert or update or delete on hub_link
  for each row execute function next_generation();
create or replace trigger certificate_changed after insert or update or delete on certificate
  for each row execute function next_generation();
create or replace trigger enrollment_group_changed after insert or update or delete on enrollment_group
  for each row execute function next_generation();
create or replace trigger hub_changed after update on hub
  for each row when ((old.host_name, old.connector, old.settings, old.secrets, old.health)
    is distinct from (new.host_name, new.connector, new.settings, new.secrets, new.health))
  execute function next_generation_of_linked_scopes();

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

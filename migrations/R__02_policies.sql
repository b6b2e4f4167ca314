-- Who sees and changes which row. Every policy of the schema stands here and is named as a sentence.
do $$
declare
  entry record;
begin
  for entry in select policyname, tablename from pg_policies where schemaname = current_schema() loop
    execute format('drop policy %I on %I', entry.policyname, entry.tablename);
  end loop;
  for entry in select unnest(array['account', 'event', 'event_chain', 'scope', 'access_policy', 'hub', 'hub_link',
      'hub_device', 'hub_face', 'hub_offer', 'hub_loan', 'supply_grant', 'certificate', 'enrollment', 'enrollment_group'
      , 'device', 'device_count', 'attempt', 'lease', 'lease_device', 'lease_approval', 'claim_policy', 'claim_code', 'claim_try', 'departure', 'account_setting', 'reassignment'
      , 'reassignment_device', 'reassignment_count', 'reassignment_target', 'hub_device_count', 'notice']) as tablename loop
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
create policy "the companies of a shared hub see each other" on account for select to slipway_app
  using (exists (select from hub_link
                  where (hub_link.account_id = acting_account() and hub_link.hub_account_id = account.account_id)
                     or (hub_link.hub_account_id = acting_account() and hub_link.account_id = account.account_id))
      or exists (select from hub_offer
                  where (hub_offer.account_id = acting_account() and hub_offer.operator_id = account.account_id)
                     or (hub_offer.operator_id = acting_account() and hub_offer.account_id = account.account_id))
      or exists (select from hub_loan
                  where (hub_loan.account_id = acting_account() and hub_loan.borrower_id = account.account_id)
                     or (hub_loan.borrower_id = acting_account() and hub_loan.account_id = account.account_id)));
-- In the order of an index: where few companies share very much, all of it would be read to find that another shares nothing.
create policy "operator and claimant of a device see each other" on account for select to slipway_app
  using ((select true from claim_code
           where claimant_id = account.account_id and claim_code.account_id = acting_account() order by claim_code_id limit 1)
      or (select true from claim_code
           where claimant_id = acting_account() and claim_code.account_id = account.account_id order by claim_code_id limit 1));
create policy "whoever brings a claim code sees who offers the device" on account for select to slipway_app
  using (exists (select from claim_code
    where claim_code.account_id = account.account_id and claim_code.account_id <> acting_account()
      and claim_code.code_hash = presented_code()));
create policy "the companies of a lease see each other" on account for select to slipway_app
  using ((select true from lease where lessee_id = account.account_id and lease.account_id = acting_account() order by state limit 1)
      or (select true from lease where lessee_id = account.account_id and operator_id = acting_account() order by state limit 1)
      or (select true from lease where lease.account_id = account.account_id and lessee_id = acting_account() order by state limit 1)
      or (select true from lease where lease.account_id = account.account_id and operator_id = acting_account() order by state limit 1)
      or (select true from lease where operator_id = account.account_id and lessee_id = acting_account() order by state limit 1)
      or (select true from lease where operator_id = account.account_id and lease.account_id = acting_account() order by state limit 1));
create policy "an account enters itself" on account for insert to slipway_app
  with check (account_id = acting_account());
create policy "an account changes itself" on account for update to slipway_app
  using (account_id = acting_account());

grant select on account to slipway_device;
create policy "the device plane names the companies of its leases" on account for select to slipway_device
  using (account_id = acting_account()
      or (select true from lease where lessee_id = account.account_id and operator_id = acting_account() order by state limit 1)
      or (select true from lease where lease.account_id = account.account_id and operator_id = acting_account() order by state limit 1));

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
create policy "the device plane records for all whom an act concerns" on event for insert to slipway_device
  with check (actor_account_id = acting_account()
      or (select true from lease where lessee_id = event.actor_account_id and operator_id = acting_account() order by state limit 1)
      or (select true from lease where lease.account_id = event.actor_account_id and operator_id = acting_account() order by state limit 1));

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
create policy "a hub's account sees the scopes that use its hub" on scope for select to slipway_app
  using (exists (select from hub_link
                  where hub_link.scope_id = scope.scope_id and hub_link.hub_account_id = acting_account()));
create policy "the device plane reads the scope it serves" on scope for select to slipway_device
  using (account_id = acting_account());
create policy "an account keeps its own access policies" on access_policy to slipway_app
  using (account_id = acting_account());
create policy "the device plane reads access policies" on access_policy for select to slipway_device
  using (account_id = acting_account());

-- Hubs
grant select, insert, update, delete on hub, hub_device to slipway_app;
grant select, insert, delete on hub_link to slipway_app;
grant update (weight, apply_allocation_policy, scope_ends_since, hub_ends_since, scope_abandoned_at, hub_abandoned_at, version, updated_at)
  on hub_link to slipway_app;
grant select on hub, hub_link to slipway_device;
grant delete on hub_link to slipway_device;
grant update (generation) on scope_address to slipway_device;
grant select, insert, update, delete on hub_device to slipway_device;
create policy "an account keeps its own hubs" on hub to slipway_app
  using (account_id = acting_account());
create policy "the device plane reads hubs" on hub for select to slipway_device
  using (account_id = acting_account());
create policy "the device plane reads the hubs linked to its scopes" on hub for select to slipway_device
  using (exists (select from hub_link
                  where hub_link.account_id = acting_account() and hub_link.hub_id = hub.hub_id));
create policy "the device plane reads hubs that forget devices without a link" on hub for select to slipway_device
  using (exists (select from departure
    where departure.account_id = acting_account() and departure.hub_id = hub.hub_id and departure.linked_hub_id is null));
create policy "both accounts of a hub link see it" on hub_link for select to slipway_app
  using (acting_account() in (account_id, hub_account_id));
create policy "a tenant sees links of lent hubs in scopes it leases from" on hub_link for select to slipway_app
  using (exists (select from hub_loan
    where hub_loan.borrower_id = acting_account() and hub_loan.hub_id = hub_link.hub_id and hub_loan.ended_at is null)
    and exists (select from lease
      where lease.lessee_id = acting_account() and lease.scope_id = hub_link.scope_id
        and lease.state in ('proposed', 'active', 'ending')));
create policy "an account links its own hubs to its own scopes" on hub_link for insert to slipway_app
  with check (account_id = acting_account() and hub_account_id = acting_account());
create policy "an operator links a hub that is offered to it" on hub_link for insert to slipway_app
  with check (account_id = acting_account() and exists (select from hub_offer
    where hub_offer.account_id = hub_link.hub_account_id and hub_offer.hub_id = hub_link.hub_id
      and hub_offer.operator_id = acting_account() and hub_offer.state = 'offered'
      and hub_offer.expires_at > now()));
create policy "the scope's account changes a hub link" on hub_link for update to slipway_app
  using (account_id = acting_account());
create policy "either account ends a hub link" on hub_link for delete to slipway_app
  using (acting_account() in (account_id, hub_account_id));
create policy "the hub's account sees its link end" on hub_link for update to slipway_app
  using (hub_account_id = acting_account());
create policy "the device plane reads hub links" on hub_link for select to slipway_device
  using (account_id = acting_account());
create policy "the device plane ends hub links once nothing depends on them" on hub_link for delete to slipway_device
  using (account_id = acting_account());
create policy "an account keeps the identities of its own hubs" on hub_device to slipway_app
  using (account_id = acting_account());
create policy "the device plane keeps the identities of a hub" on hub_device to slipway_device
  using (account_id = acting_account());


-- What others may see and use of a hub
grant select, insert, update on hub_face to slipway_app;
create policy "an account keeps what it shows of its hubs" on hub_face to slipway_app
  using (account_id = acting_account());
create policy "an operator sees the hubs linked or offered to it" on hub_face for select to slipway_app
  using (exists (select from hub_link
                  where hub_link.account_id = acting_account() and hub_link.hub_id = hub_face.hub_id)
      or exists (select from hub_offer
                  where hub_offer.operator_id = acting_account() and hub_offer.hub_id = hub_face.hub_id
                    and hub_offer.state = 'offered'));
create policy "a tenant sees the hubs lent to it" on hub_face for select to slipway_app
  using (exists (select from hub_loan
                  where hub_loan.borrower_id = acting_account() and hub_loan.hub_id = hub_face.hub_id
                    and hub_loan.ended_at is null));

grant select, insert on hub_offer to slipway_app;
grant update (operator_id, scope_id, state, version, answered_at) on hub_offer to slipway_app;
create policy "both accounts of a hub offer see it" on hub_offer for select to slipway_app
  using (acting_account() in (account_id, operator_id));
create policy "whoever brings its code sees a hub offer" on hub_offer for select to slipway_app
  using (acting_account() <> account_id and code_hash = presented_code());
create policy "a hub's account offers it" on hub_offer for insert to slipway_app
  with check (account_id = acting_account());
create policy "a hub's account withdraws its offer" on hub_offer for update to slipway_app
  using (account_id = acting_account());
create policy "an operator answers an offer made to it" on hub_offer for update to slipway_app
  using (operator_id = acting_account() and state = 'offered');
create policy "an operator takes up an offer by its code" on hub_offer for update to slipway_app
  using (operator_id is null and state = 'offered' and acting_account() <> account_id and code_hash = presented_code())
  with check (operator_id = acting_account());

grant select, insert on hub_loan to slipway_app;
grant update (note, version, ended_at, lender_ends_since, borrower_ends_since) on hub_loan to slipway_app;
grant select on hub_loan to slipway_device;
grant update (version, ended_at) on hub_loan to slipway_device;
create policy "both accounts of a hub loan see it" on hub_loan for select to slipway_app
  using (acting_account() in (account_id, borrower_id));
create policy "an account lends its own hubs" on hub_loan for insert to slipway_app
  with check (account_id = acting_account());
create policy "either account ends a hub loan" on hub_loan for update to slipway_app
  using (acting_account() in (account_id, borrower_id) and ended_at is null)
  with check (acting_account() in (account_id, borrower_id));
create policy "the device plane ends loans once nothing depends on them" on hub_loan for update to slipway_device
  using (account_id = acting_account() and ending_since is not null);
create policy "the device plane reads who may use the hubs of its scopes" on hub_loan for select to slipway_device
  using (account_id = acting_account() or exists (select from hub_link
    where hub_link.account_id = acting_account() and hub_link.hub_id = hub_loan.hub_id));

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
-- Asked once a statement, not once a row: a company reads devices by the ten thousand.
create policy "operator, holder and manufacturer see a device" on device for select to slipway_app
  using ((select acting_account()) in (account_id, holder_id) or supplier_id = (select acting_account()));
create policy "an operator enters devices" on device for insert to slipway_app
  with check (account_id = acting_account() and holder_id = acting_account());
create policy "a manufacturer enters devices where it is granted" on device for insert to slipway_app
  with check (supplier_id = acting_account() and holder_id = account_id and exists (select from supply_grant
    where supply_grant.account_id = device.account_id and supply_grant.scope_id = device.scope_id
      and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null));
create policy "an operator changes its devices" on device for update to slipway_app
  using (account_id = acting_account());
create policy "an operator removes devices that it holds" on device for delete to slipway_app
  using (account_id = acting_account() and holder_id = acting_account());
create policy "a manufacturer removes a device that never registered" on device for delete to slipway_app
  using (supplier_id = acting_account() and holder_id = account_id and status = 'unassigned' and exists (select from supply_grant
    where supply_grant.account_id = device.account_id and supply_grant.scope_id = device.scope_id
      and supply_grant.manufacturer_id = acting_account() and supply_grant.revoked_at is null));
create policy "the device plane keeps devices of the scope's account" on device to slipway_device
  using (account_id = acting_account());

grant select, insert on device_count to slipway_app;
grant select, insert, delete on device_count to slipway_device;
create policy "companies see how many devices they have or brought" on device_count for select to slipway_app
  using (acting_account() in (account_id, holder_id, supplier_id));
create policy "who enters and removes devices counts along" on device_count for insert to slipway_app
  with check (acting_account() in (account_id, supplier_id));
create policy "the device plane counts the devices of the scope's account" on device_count to slipway_device
  using (account_id = acting_account());

grant select, insert on hub_device_count to slipway_app;
grant select, insert, delete on hub_device_count to slipway_device;
create policy "both companies of a link see how many devices it has" on hub_device_count for select to slipway_app
  using (acting_account() in (account_id, hub_account_id));
create policy "a tenant sees how many of its devices are on a lent hub" on hub_device_count for select to slipway_app
  using (lent_to = acting_account());
create policy "who may use a hub sees how full it is" on hub_device_count for select to slipway_app
  using (scope_id is null
    and (exists (select from hub_link
                  where hub_link.account_id = acting_account() and hub_link.hub_id = hub_device_count.hub_id)
      or exists (select from hub_loan
                  where hub_loan.borrower_id = acting_account() and hub_loan.hub_id = hub_device_count.hub_id
                    and hub_loan.ended_at is null)));
create policy "an operator counts along with its changes" on hub_device_count for insert to slipway_app
  with check (account_id = acting_account() or (scope_id is null and exists (select from hub_link
    where hub_link.account_id = acting_account() and hub_link.hub_id = hub_device_count.hub_id)));
create policy "the device plane counts along with its writes" on hub_device_count for insert to slipway_device
  with check (account_id = acting_account() or (scope_id is null and exists (select from hub_link
    where hub_link.account_id = acting_account() and hub_link.hub_id = hub_device_count.hub_id)));
create policy "the device plane folds what is counted of a company's hubs" on hub_device_count to slipway_device
  using (hub_account_id = acting_account());

-- Attempts
grant select on attempt to slipway_app;
grant select, insert, update on attempt to slipway_device;
create policy "an operator reads the attempts in its scopes" on attempt for select to slipway_app
  using (account_id = acting_account());
create policy "a holder reads the attempts of its own period" on attempt for select to slipway_app
  using (holder_id = acting_account());
create policy "the device plane records attempts" on attempt to slipway_device
  using (account_id = acting_account());

-- Leases
grant select, insert on lease to slipway_app;
grant update (reference, state, rights, ends_at, notice_days, offer_expires_at, end_action, return_hub_id, default_hub_id
  , note, answer_note, ending_reason, recalled_at, recall_reason, terminates_at, version, answered_at, started_at, ended_at, updated_at)
  on lease to slipway_app;
grant select on lease to slipway_device;
grant update (state, ending_reason, upper_ends_at, version, started_at, ended_at, updated_at) on lease to slipway_device;
create policy "lessor, lessee and operator see a lease" on lease for select to slipway_app
  using (account_id = acting_account() or lessee_id = acting_account() or operator_id = acting_account());
create policy "an operator proposes leases in its scopes" on lease for insert to slipway_app
  with check (account_id = acting_account() and operator_id = acting_account() and state = 'proposed');
create policy "a lessee subleases where its lease allows it" on lease for insert to slipway_app
  with check (account_id = acting_account() and state = 'proposed' and exists (select from lease as upper
    where upper.lease_id = lease.upper_lease_id and upper.lessee_id = acting_account() and upper.state = 'active'
      and upper.operator_id = lease.operator_id and upper.depth = lease.depth - 1
      and 'sublease' = any(upper.rights) and lease.rights <@ upper.rights
      and (lease.end_action <> 'disable' or 'disable' = any(upper.rights))
      and (upper.ends_at is null or lease.ends_at <= upper.ends_at)));
create policy "lessor and lessee change their lease" on lease for update to slipway_app
  using (acting_account() in (account_id, lessee_id));
create policy "the device plane reads the leases of its scopes" on lease for select to slipway_device
  using (operator_id = acting_account());
create policy "the device plane begins and ends leases" on lease for update to slipway_device
  using (operator_id = acting_account());

grant select, insert on lease_device to slipway_app;
grant update (state, leaves_at, collected_at, failure) on lease_device to slipway_app;
grant select on lease_device to slipway_device;
grant update (state, period, leaves_at, collected_at, failure) on lease_device to slipway_device;
create policy "lessor, lessee and operator see the devices of a lease" on lease_device for select to slipway_app
  using ((select acting_account()) in (account_id, lessee_id, operator_id));
create policy "a lessor leases devices that it holds" on lease_device for insert to slipway_app
  with check (account_id = acting_account() and state = 'proposed' and exists (select from device
    join lease on lease.lease_id = lease_device.lease_id
    where device.scope_id = lease_device.scope_id and device.registration_key = lease_device.registration_key
      and device.account_id = lease_device.operator_id and device.holder_id = acting_account()
      and device.lease_id is not distinct from lease.upper_lease_id));
create policy "lessor and lessee answer for the devices of their lease" on lease_device for update to slipway_app
  using (acting_account() in (account_id, lessee_id));
create policy "the device plane reads the leased devices of its scopes" on lease_device for select to slipway_device
  using (operator_id = acting_account());
create policy "the device plane hands devices over" on lease_device for update to slipway_device
  using (operator_id = acting_account());

-- Claims: a code opens its own row, its policy, and a lease of that one device.
grant select, insert on claim_policy, claim_code, claim_try to slipway_app;
grant update (name, rights, term_days, notice_days, most_devices, automatic, end_action, return_hub_id, closed_at
  , terms_since, version) on claim_policy to slipway_app;
grant update (tries) on claim_try to slipway_app;
grant update (state, claimant_id, claimed_at, decided_at, lease_id, lease_entry) on claim_code to slipway_app;
create policy "an account keeps its own claim policies" on claim_policy to slipway_app
  using (account_id = acting_account());
create policy "whoever brings a code sees on what terms" on claim_policy for select to slipway_app
  using (acting_account() <> account_id and exists (select from claim_code
    where claim_code.claim_policy_id = claim_policy.claim_policy_id and claim_code.code_hash = presented_code()));
create policy "a claimant sees by what it claimed" on claim_policy for select to slipway_app
  using (exists (select from claim_code
    where claim_code.claim_policy_id = claim_policy.claim_policy_id and claim_code.claimant_id = acting_account()));
create policy "an account keeps its own claim codes" on claim_code to slipway_app
  using (account_id = acting_account());
create policy "whoever brings a claim code sees it" on claim_code for select to slipway_app
  using (acting_account() <> account_id and code_hash = presented_code());
create policy "whoever brings a claim code uses it once" on claim_code for update to slipway_app
  using (acting_account() <> account_id and state = 'open' and expires_at > now() and code_hash = presented_code())
  with check (claimant_id = acting_account());
create policy "a claimant sees what it claimed" on claim_code for select to slipway_app
  using (claimant_id = acting_account());
create policy "an account counts its own tries" on claim_try to slipway_app
  using (account_id = acting_account());
create policy "whoever brings a claim code gets a lease on its terms" on lease for insert to slipway_app
  with check (lessee_id = acting_account() and state = 'proposed' and upper_lease_id is null
    and exists (select from claim_code join claim_policy using (claim_policy_id)
      where claim_code.code_hash = presented_code() and claim_code.state = 'open' and claim_policy.automatic
        and claim_policy.closed_at is null
        and claim_policy.claim_policy_id = lease.claim_policy_id and claim_policy.account_id = lease.account_id
        and claim_policy.scope_id = lease.scope_id and lease.rights <@ claim_policy.rights
        and lease.notice_days <= claim_policy.notice_days and lease.end_action = claim_policy.end_action
        and (claim_policy.term_days is null
          or lease.ends_at <= lease.proposed_at + claim_policy.term_days * interval '24 hours')));
create policy "whoever brings a claim code gets that device" on lease_device for insert to slipway_app
  with check (lessee_id = acting_account() and state = 'proposed' and exists (select from claim_code
    join lease on lease.claim_policy_id = claim_code.claim_policy_id
    where claim_code.code_hash = presented_code() and claim_code.state = 'open'
      and lease.lease_id = lease_device.lease_id and claim_code.scope_id = lease_device.scope_id
      and claim_code.account_id = lease_device.account_id
      and claim_code.registration_key = lease_device.registration_key));

grant select, insert on lease_approval to slipway_app;
grant update (state, decided_by, decided_by_name, decided_at, version) on lease_approval to slipway_app;
create policy "an account keeps its own approvals" on lease_approval to slipway_app
  using (account_id = acting_account());

grant select, insert, update, delete on departure to slipway_device;
grant insert on departure to slipway_app;
-- How many there are, and not which: the hub's company does not see the devices of a scope.
grant select (account_id, scope_id, hub_id, linked_hub_id, tries) on departure to slipway_app;
create policy "both companies of a link count what its hub is to forget" on departure for select to slipway_app
  using (account_id = acting_account() or exists (select from hub_link
    where hub_link.hub_account_id = acting_account()
      and hub_link.scope_id = departure.scope_id and hub_link.hub_id = departure.linked_hub_id));
create policy "an operator sends its devices away" on departure for insert to slipway_app
  with check (account_id = acting_account() and linked_hub_id is not null and exists (select from scope
    where scope.scope_id = departure.scope_id and scope.account_id = acting_account()));
create policy "the device plane keeps what is left to remove" on departure to slipway_device
  using (account_id = acting_account());

grant select, insert, update on account_setting to slipway_app;
create policy "an account decides about itself" on account_setting to slipway_app
  using (account_id = acting_account());

-- Reassignments
grant select, insert, delete on reassignment to slipway_app;
grant update (state, starts_at, wave_size, wave, pause_above, absent_after, absent_action, paused_because, failures_accepted, devices, left_out
  , rolls_back, approval, version, started_at, finished_at, updated_at) on reassignment to slipway_app;
grant select, insert, update on reassignment to slipway_device;
create policy "who asked and the scope's account see a reassignment" on reassignment for select to slipway_app
  using (acting_account() in (account_id, requester_id));
create policy "an operator reassigns in its scopes" on reassignment for insert to slipway_app
  with check (requester_id = acting_account() and account_id = acting_account());
create policy "a lessee reassigns where a lease allows it" on reassignment for insert to slipway_app
  with check (requester_id = acting_account() and exists (select from lease
    where lease.scope_id = reassignment.scope_id and lease.operator_id = reassignment.account_id
      and lease.lessee_id = acting_account() and lease.state in ('active', 'ending')
      and 'reassign' = any(lease.rights)));
create policy "who asked changes a reassignment" on reassignment for update to slipway_app
  using (requester_id = acting_account());
create policy "who asked discards a plan" on reassignment for delete to slipway_app
  using (requester_id = acting_account() and state = 'planned');
create policy "the device plane carries reassignments out" on reassignment to slipway_device
  using (account_id = acting_account());

grant select, insert on reassignment_device to slipway_app;
grant update (wave, state, in_flight, reason, failure, tries, put_at, due_at) on reassignment_device to slipway_app;
grant select, insert, update on reassignment_device to slipway_device;
create policy "who asked and the scope's account see a device's part" on reassignment_device for select to slipway_app
  using ((select acting_account()) in (account_id, requester_id));
create policy "a holder plans for its devices" on reassignment_device for insert to slipway_app
  with check (requester_id = acting_account() and exists (select from device
    where device.scope_id = reassignment_device.scope_id
      and device.registration_key = reassignment_device.registration_key
      and device.account_id = reassignment_device.account_id and device.holder_id = acting_account()));
create policy "who asked changes a device's part" on reassignment_device for update to slipway_app
  using (requester_id = acting_account());
create policy "the device plane moves devices" on reassignment_device to slipway_device
  using (account_id = acting_account());

grant select, insert on reassignment_count to slipway_app;
grant select, insert, delete on reassignment_count to slipway_device;
create policy "who asked and the scope's account see devices counted" on reassignment_count for select to slipway_app
  using (acting_account() in (account_id, requester_id));
create policy "who asked counts along with its changes" on reassignment_count for insert to slipway_app
  with check (requester_id = acting_account());
create policy "the device plane counts along with its moves" on reassignment_count to slipway_device
  using (account_id = acting_account());

grant select, insert, delete on reassignment_target to slipway_device;
create policy "the device plane notes where it sends devices" on reassignment_target to slipway_device
  using (account_id = acting_account());

-- Notices: noted by whoever does what a company is told of, read and sent as that company.
grant select, insert, delete on notice to slipway_app;
grant update (recipients, tries, state) on notice to slipway_app;
grant insert on notice to slipway_device;
create policy "a company keeps its own notices" on notice for select to slipway_app
  using (account_id = acting_account());
create policy "a company's own notices are sent" on notice for update to slipway_app
  using (account_id = acting_account());
create policy "a company's own notices are removed" on notice for delete to slipway_app
  using (account_id = acting_account());
create policy "lessor and lessee have each other told of their lease" on notice for insert to slipway_app
  with check (exists (select from lease
    where lease.lease_id = notice.subject_id and acting_account() in (lease.account_id, lease.lessee_id)
      and notice.account_id in (lease.account_id, lease.lessee_id)));
create policy "operator and claimant have each other told of a claim" on notice for insert to slipway_app
  with check (exists (select from claim_code
    where (claim_code.claim_policy_id = notice.subject_id and claim_code.claimant_id = acting_account()
        and claim_code.account_id = notice.account_id)
       or (claim_code.claim_code_id = notice.subject_id and claim_code.account_id = acting_account()
        and claim_code.claimant_id = notice.account_id)));
create policy "the device plane has the companies of a lease told of its end" on notice for insert to slipway_device
  with check (exists (select from lease
    where lease.lease_id = notice.subject_id and lease.operator_id = acting_account()
      and notice.account_id in (lease.account_id, lease.lessee_id)));

grant select, insert, update, delete on work to slipway_app, slipway_device;

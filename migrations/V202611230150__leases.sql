create extension if not exists btree_gist;

create table lease (
  lease_id         uuid primary key,
  account_id       uuid not null references account,
  lessee_id        uuid not null references account,
  operator_id      uuid not null,
  scope_id         uuid not null,
  upper_lease_id   uuid,
  depth            int not null default 0,
  reference        text not null,
  state            text not null default 'proposed',
  rights           text[] not null default '{}',
  starts_at        timestamptz,
  ends_at          timestamptz,
  notice_days      int not null default 30,
  offer_expires_at timestamptz not null,
  end_action       text not null default 'return',
  return_hub_id    uuid,
  default_hub_id   uuid,
  note             text,
  answer_note      text,
  ending_reason    text,
  recalled_at      timestamptz,
  recall_reason    text,
  terminates_at    timestamptz,
  upper_ends_at    timestamptz,
  version          int not null default 0,
  proposed_at      timestamptz not null default now(),
  answered_at      timestamptz,
  started_at       timestamptz,
  ended_at         timestamptz,
  updated_at       timestamptz not null default now(),
  end_in_sight     timestamptz generated always as (case
    when state = 'ending' or recalled_at is not null or terminates_at is not null or upper_ends_at is not null then '-infinity'
    else ends_at end) stored,
  unique (scope_id, lease_id),
  unique (scope_id, lease_id, lessee_id),
  constraint lease_of_scope foreign key (operator_id, scope_id) references scope (account_id, scope_id),
  constraint lease_below foreign key (scope_id, upper_lease_id, account_id) references lease (scope_id, lease_id, lessee_id),
  constraint lease_to_another check (lessee_id <> account_id and lessee_id <> operator_id),
  constraint lease_from_holder check ((upper_lease_id is null) = (account_id = operator_id) and (upper_lease_id is null) = (depth = 0)),
  constraint lease_depth_range check (depth between 0 and 4),
  constraint lease_state_known check (state in
    ('proposed', 'active', 'ending', 'ended', 'declined', 'withdrawn', 'terminated')),
  constraint lease_rights_known check (rights <@ array['reassign', 'twin', 'disable', 'sublease']),
  constraint lease_end_known check (end_action in ('return', 'disable', 'keep')),
  constraint lease_term check (ends_at is null or ends_at > coalesce(starts_at, proposed_at)),
  constraint lease_notice_range check (notice_days between 0 and 365)
);
create index lease_of_lessor on lease (account_id, proposed_at, lease_id);
create index lease_of_lessee on lease (lessee_id, proposed_at, lease_id);
create index lease_of_operator on lease (operator_id, proposed_at, lease_id);
-- With all that is read to count them by state.
create index lease_between_operator_and_lessee on lease (operator_id, lessee_id, state) include (account_id);
create index lease_between_lessee_and_lessor on lease (lessee_id, account_id, state) include (operator_id);
create index lease_between_lessor_and_operator on lease (account_id, operator_id, state) include (lessee_id);
create index lease_ending_for_lessor on lease (account_id, end_in_sight) where state in ('proposed', 'active', 'ending');
create index lease_ending_for_lessee on lease (lessee_id, end_in_sight) where state in ('proposed', 'active', 'ending');
create index lease_of_upper on lease (upper_lease_id) where upper_lease_id is not null;
create index lease_due on lease (operator_id, ends_at) where state in ('active', 'ending');
comment on table lease is 'An agreement: the lessor leases devices of one scope to the lessee for a term. The operator is the lessor, or above it.';
comment on column lease.terminates_at is 'When the lessor takes the devices back without notice, announced a day before.';
comment on column lease.upper_ends_at is 'When it ends because a lease above it does before its time, as announced; null while none does.';
comment on column lease.end_in_sight is 'When it ends, for all that is known; at once if its end has begun or was asked for early.';
comment on column lease.default_hub_id is 'Where the lessee wants its devices unless it says otherwise.';

create table lease_device (
  lease_id         uuid not null,
  scope_id         uuid not null,
  registration_key text collate "C" not null,
  registration_id  text not null,
  account_id       uuid not null,
  lessee_id        uuid not null,
  operator_id      uuid not null,
  depth            int not null,
  entry            int not null default 1,
  state            text not null default 'proposed',
  period           tstzrange,
  leaves_at        timestamptz,
  collected_at     timestamptz,
  failure          text,
  primary key (lease_id, registration_key, entry),
  constraint lease_device_of_lease foreign key (scope_id, lease_id, lessee_id) references lease (scope_id, lease_id, lessee_id),
  constraint lease_device_state_known check (state in
    ('proposed', 'declined', 'starting', 'active', 'ending', 'ended', 'removed')),
  constraint lease_device_has_period check ((period is not null) = (state in ('active', 'ending', 'ended'))),
  -- One holder at any instant: at each depth of the chain of leases, a device's periods never overlap.
  constraint lease_device_one_holder exclude using gist
    (scope_id with =, registration_key with =, depth with =, period with &&) where (period is not null)
);
-- Offered or held, to one company at a time.
create unique index lease_device_once_ahead on lease_device (scope_id, registration_key, depth)
  where state in ('proposed', 'starting', 'active', 'ending');
create index lease_device_by_state on lease_device (lease_id, state, registration_key);
create index lease_device_of_device on lease_device (scope_id, registration_key);
create index lease_device_of_lessee on lease_device (lessee_id, registration_key) where period is not null;
create index lease_device_leaving on lease_device (lease_id, leaves_at) where leaves_at is not null;
create index lease_device_leaving_lessee on lease_device (lessee_id, lease_id) where leaves_at is not null and state in ('starting', 'active');
create index lease_device_leaving_to_lessor on lease_device (account_id, lease_id) where leaves_at is not null and state in ('starting', 'active');
create index lease_device_on_offer_to_lessee on lease_device (lessee_id, lease_id) where state = 'proposed';
create index lease_device_on_offer_of_lessor on lease_device (account_id, lease_id) where state = 'proposed';
comment on column lease_device.entry is 'The how manieth time the device is in this lease: what was declined, or came back, can be offered again.';
comment on column lease_device.leaves_at is 'When the lessor takes this one back, its notice over.';
comment on column lease_device.collected_at is 'When the lessor came for this one, or a lease above took it back, which its lessee keeps until then.';
comment on table lease_device is 'A device in a lease; period is when the lessee held it, so that the rows of a device are its custody.';
-- As of reassignment_device: a lease made since the last statistics is a fixed share of the table, not a single row.
alter table lease_device alter column lease_id set statistics 0;
alter table lease_device alter column scope_id set statistics 0;

alter table device
  add column lease_id uuid,
  add column pinned boolean not null default false,
  add column awaited boolean not null default false,
  add column thumbprint text,
  add column disabled_by uuid references account,
  add column disabled_reason text,
  add constraint device_in_lease foreign key (scope_id, lease_id, holder_id) references lease (scope_id, lease_id, lessee_id),
  add constraint device_held_by_lease check ((lease_id is null) = (holder_id = account_id)),
  drop constraint device_to_hub,
  -- A link cannot end while a device of the scope is on its hub, so that no device is ever stranded.
  add constraint device_on_linked_hub foreign key (scope_id, hub_id) references hub_link (scope_id, hub_id),
  -- A leased device is on a hub of its holder, or on one lent to it; a loan cannot end while one is there.
  add column lent_to uuid generated always as (case when lease_id is not null and hub_account_id <> holder_id then holder_id end) stored,
  add constraint device_on_lent_hub foreign key (hub_account_id, hub_id, lent_to) references hub_loan (account_id, hub_id, open_to);
create index device_on_loan on device (hub_id, lent_to) where lent_to is not null;
create index device_of_lease on device (lease_id, registration_key) where lease_id is not null;
comment on column device.lent_to is 'The holder, where it has the device on a hub that is lent to it; null on a hub of its own and for devices in the operator''s hands.';
comment on column device.pinned is 'Placed by a reassignment: stays on its hub whatever the allocation policy says, while holder and link allow it.';
comment on column device.awaited is 'Sent to its hub by a reassignment or a lease, and not registered since.';
comment on column device.thumbprint is 'SHA-1 of the leaf it last registered with; a hub it is moved to recognizes it by that.';
comment on column device.disabled_by is 'The company that keeps it from registering, null while it may.';

alter table attempt add column holder_id uuid;
comment on column attempt.holder_id is 'Who held the device then, null for the scope''s account.';
create index attempt_of_holder on attempt (holder_id, last_at desc) where holder_id is not null;

create table departure (
  scope_id         uuid not null,
  registration_key text collate "C" not null,
  hub_id           uuid not null,
  linked_hub_id    uuid,
  device_id        text collate "C" not null,
  account_id       uuid not null,
  since            timestamptz not null default now(),
  tries            int not null default 0,
  due_at           timestamptz not null default now(),
  claimed_until    timestamptz,
  failure          text,
  primary key (scope_id, registration_key, hub_id),
  -- A link stays until the hub has forgotten all that left it.
  constraint departure_from_linked_hub foreign key (scope_id, linked_hub_id) references hub_link (scope_id, hub_id),
  constraint departure_by_link_to_its_hub check (linked_hub_id = hub_id)
);
-- By no more than that: most of the time few rows are there, and the planner would read all of an account or scope for one device.
create index departure_of_link on departure (linked_hub_id);
create index departure_without_link on departure (hub_id) where linked_hub_id is null;
create index departure_due on departure (due_at);

create table hub_device_count (
  hub_account_id uuid not null,
  hub_id         uuid not null,
  scope_id       uuid,
  account_id     uuid,
  lent_to        uuid,
  devices        int not null,
  constraint hub_device_count_of_hub foreign key (hub_account_id, hub_id) references hub (account_id, hub_id) on delete cascade,
  constraint hub_device_count_of_link foreign key (scope_id, hub_id) references hub_link (scope_id, hub_id) on delete cascade,
  constraint hub_device_count_of_scope_or_hub check ((scope_id is null) = (account_id is null) and (scope_id is not null or lent_to is null))
);
create index hub_device_count_by_hub on hub_device_count (hub_id, scope_id);
comment on table hub_device_count is 'How many devices are on a hub, for companies that may know the number and see none of them: each statement that moves devices adds its differences, so the sums are exact at any time and no writer waits for another.';
comment on column hub_device_count.scope_id is 'Null for what is said of the hub as a whole: how full it is, whoever has devices there.';
comment on column hub_device_count.lent_to is 'As of the devices: the company that may have them there by a loan.';
comment on table departure is 'An identity to be removed from a hub its device has left; the row goes once the hub says so.';
comment on column departure.linked_hub_id is 'The hub, while its link waits for this; null for what was still written there as the link ended, which is asked for without one.';
comment on column departure.claimed_until is 'A worker has it in hand and asks the hub; null while nobody does.';

create table account_setting (
  account_id     uuid primary key references account,
  approval_above int,
  notices_to     text[] not null default '{}',
  version        int not null default 0,
  updated_at     timestamptz not null default now(),
  constraint account_setting_approval_range check (approval_above >= 0),
  constraint account_setting_notices_to check (cardinality(notices_to) <= 10 and array_position(notices_to, null) is null)
);
comment on column account_setting.approval_above is 'Leases and reassignments of more devices than this need a second person; null for never.';
comment on column account_setting.notices_to is 'E-mail addresses that notices go to; none for the members who may manage leases.';
comment on table account_setting is 'What an account decides about itself.';

create table lease_approval (
  lease_approval_id uuid primary key,
  account_id        uuid not null references account,
  scope_id          uuid not null,
  lease_id          uuid,
  kind              text not null,
  request           jsonb not null,
  summary           text not null,
  devices           int not null,
  digest            text not null default '',
  examples          text[] not null default '{}',
  state             text not null default 'pending',
  asked_by          text not null,
  asked_by_name     text not null,
  asked_at          timestamptz not null,
  decided_by        text,
  decided_by_name   text,
  decided_at        timestamptz,
  version           int not null default 0,
  constraint lease_approval_kind_known check (kind in
    ('proposal', 'addition', 'acceptance', 'return', 'recall', 'collection', 'termination')),
  constraint lease_approval_state_known check (state in ('pending', 'approved', 'refused')),
  constraint lease_approval_by_another check (decided_by <> asked_by or state = 'refused')
);
create index lease_approval_of_account on lease_approval (account_id, asked_at desc);
create unique index lease_approval_once on lease_approval (account_id, lease_id, kind) where state = 'pending' and lease_id is not null;
comment on column lease_approval.digest is 'SHA-256 of the registration IDs it was asked for: nothing is done to others.';
comment on table lease_approval is 'What a person asked for and a second one of the same company has to approve; no other company sees it.';

create table reassignment (
  reassignment_id   uuid primary key,
  account_id        uuid not null,
  requester_id      uuid not null references account,
  scope_id          uuid not null,
  purpose           text not null default 'move',
  lease_id          uuid,
  undoes            uuid,
  reason            text not null default '',
  target_hub_id     uuid,
  twins             text not null default 'migrate',
  state             text not null default 'planned',
  starts_at         timestamptz,
  wave_size         int,
  wave              int not null default 1,
  pause_above       int,
  failures_accepted int not null default 0,
  absent_after      int,
  absent_action     text not null default 'leave',
  arrivals_seen_at  timestamptz,
  paused_because    text,
  disables          boolean not null default false,
  rolls_back        boolean not null default false,
  devices           int not null default 0,
  left_out          jsonb not null default '{}',
  approval          text,
  asked_by          jsonb not null,
  version           int not null default 0,
  created_at        timestamptz not null default now(),
  started_at        timestamptz,
  finished_at       timestamptz,
  updated_at        timestamptz not null default now(),
  unique (scope_id, reassignment_id),
  constraint reassignment_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  constraint reassignment_for_lease foreign key (scope_id, lease_id) references lease (scope_id, lease_id),
  constraint reassignment_purpose_known check (purpose in ('move', 'undo', 'takeBack', 'leaseStart', 'leaseEnd')),
  constraint reassignment_twins_known check (twins in ('migrate', 'reset')),
  constraint reassignment_state_known check (state in
    ('planned', 'scheduled', 'running', 'paused', 'cancelling', 'cancelled', 'finished')),
  constraint reassignment_waves_range check (wave_size > 0),
  constraint reassignment_pause_range check (pause_above between 0 and 100),
  constraint reassignment_absent_range check (absent_after between 1 and 525600),
  constraint reassignment_absent_known check (absent_action in ('leave', 'rollBack'))
);
create index reassignment_of_requester on reassignment (requester_id, created_at desc);
create index reassignment_of_account on reassignment (account_id, created_at desc);
create index reassignment_undoing on reassignment (undoes) where undoes is not null;
create index reassignment_of_lease on reassignment (lease_id) where lease_id is not null;
comment on table reassignment is 'Move these devices to that hub: a plan, then its progress. account_id is the scope''s, requester_id who asked.';
comment on column reassignment.rolls_back is 'Whether what was switched is taken back once it is cancelled.';
comment on column reassignment.left_out is 'How many of those asked for cannot be moved, by reason.';
comment on column reassignment.pause_above is 'Percent of failures in a wave above which it pauses.';
comment on column reassignment.failures_accepted is 'Failures of this wave that somebody saw and went on with, or that a lease tries again; they neither pause it nor are said again.';
comment on column reassignment.arrivals_seen_at is 'Devices that registered until shortly before then have been looked at.';
comment on column reassignment.absent_after is 'Minutes a device may take to register again before absent_action.';

create table reassignment_device (
  reassignment_id  uuid not null,
  scope_id         uuid not null,
  registration_key text collate "C" not null,
  registration_id  text not null,
  account_id       uuid not null,
  requester_id     uuid not null,
  wave             int not null default 1,
  state            text not null default 'planned',
  in_flight        boolean not null default false,
  from_hub_id      uuid,
  from_device_id   text,
  to_hub_id        uuid,
  reason           text,
  failure          text,
  tries            int not null default 0,
  due_at           timestamptz not null default now(),
  claimed_until    timestamptz,
  put_at           timestamptz,
  prepared_at      timestamptz,
  switched_at      timestamptz,
  released_at      timestamptz,
  arrived_at       timestamptz,
  primary key (reassignment_id, registration_key),
  constraint reassignment_device_of foreign key (scope_id, reassignment_id) references reassignment (scope_id, reassignment_id)
    on delete cascade,
  constraint reassignment_device_state_known check (state in
    ('planned', 'prepared', 'switched', 'released', 'arrived', 'failed', 'skipped', 'cancelled'))
) with (fillfactor = 70);
-- Two reassignments never work on one device at a time.
create unique index reassignment_device_in_flight on reassignment_device (scope_id, registration_key) where in_flight;
create index reassignment_device_by_state on reassignment_device (reassignment_id, state, registration_key);
-- What is to be claimed, and what is still to be taken from another reassignment, found without passing by all the rest.
create index reassignment_device_work on reassignment_device (reassignment_id, registration_key)
  where in_flight and state in ('planned', 'prepared');
create index reassignment_device_waiting on reassignment_device (reassignment_id)
  where state = 'planned' and not in_flight;
create index reassignment_device_of_device on reassignment_device (scope_id, registration_key);
comment on table reassignment_device is 'One device''s part of a reassignment; state is the last step that is done.';
comment on column reassignment_device.put_at is 'Since when the target may know the device by this part; null before, and once what it knows is a departure.';
-- Without statistics the planner takes a reassignment for a fixed share of the table. With them it takes one planned since for
-- a single row, and reads all of it once for each device of a batch.
alter table reassignment_device alter column reassignment_id set statistics 0;

create table reassignment_count (
  reassignment_id uuid not null,
  scope_id        uuid not null,
  account_id      uuid not null,
  requester_id    uuid not null,
  wave            int not null,
  state           text not null,
  from_hub_id     uuid,
  reason          text,
  devices         int not null,
  constraint reassignment_count_of foreign key (scope_id, reassignment_id) references reassignment (scope_id, reassignment_id)
    on delete cascade
);
create index reassignment_count_by_id on reassignment_count (reassignment_id);
comment on table reassignment_count is 'How many devices of a reassignment are where, without counting them: each statement that changes parts adds its differences, so the sums are exact at any time and no writer waits for another.';

create table reassignment_target (
  reassignment_id uuid not null,
  hub_id          uuid not null,
  scope_id        uuid not null,
  account_id      uuid not null,
  primary key (reassignment_id, hub_id),
  constraint reassignment_target_of foreign key (scope_id, reassignment_id) references reassignment (scope_id, reassignment_id)
    on delete cascade,
  constraint reassignment_target_linked foreign key (scope_id, hub_id) references hub_link (scope_id, hub_id)
);
create index reassignment_target_of_link on reassignment_target (scope_id, hub_id);
comment on table reassignment_target is 'Hubs that may know devices which are on their way to them: noted before they are told, so that their link stays until the reassignment is at its end.';

-- Read before an account is known, so without row security: nothing in it is secret.
create table work (
  kind       text not null,
  subject_id uuid not null,
  account_id uuid not null,
  due_at     timestamptz not null default now(),
  primary key (kind, subject_id)
);
create index work_due on work (kind, due_at);
comment on table work is 'What has something to do, and when: where workers of every replica look. Each claims the rows it works on by itself.';

create table device (
  scope_id            uuid not null,
  registration_key    text collate "C" not null,
  account_id          uuid not null,
  holder_id           uuid not null references account,
  supplier_id         uuid references account,
  registration_id     text not null,
  attestation_type    text not null,
  enrollment_id       uuid,
  enrollment_group_id uuid,
  status              text not null default 'unassigned',
  substatus           text,
  hub_account_id      uuid,
  hub_id              uuid,
  hub_host_name       text,
  device_id           text,
  credential          text,
  error_code          int,
  error_message       text,
  payload             text,
  registrations       bigint not null default 0,
  version             int not null default 0,
  created_at          timestamptz not null default now(),
  assigned_at         timestamptz,
  last_registered_at  timestamptz,
  updated_at          timestamptz not null default now(),
  primary key (scope_id, registration_key),
  constraint device_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  constraint device_to_hub foreign key (hub_account_id, hub_id) references hub (account_id, hub_id),
  constraint device_key_is_lower check (registration_key = lower(registration_id)),
  constraint device_status_known check (status in ('unassigned', 'assigning', 'assigned', 'failed', 'disabled')),
  constraint device_assigned_has_hub check (status <> 'assigned' or (hub_id is not null and device_id is not null))
) with (fillfactor = 80);
create index device_of_account on device (account_id, registration_key, scope_id);
create index device_of_holder on device (holder_id, registration_key, scope_id) where holder_id <> account_id;
create index device_of_supplier on device (supplier_id, registration_key, scope_id) where supplier_id is not null;
create index device_of_group on device (enrollment_group_id, registration_key) where enrollment_group_id is not null;
create index device_of_hub on device (hub_id, registration_key) where hub_id is not null;
comment on table device is 'Ties enrollment, registration state, holder and hub together; credential is a fingerprint, never a key.';
comment on column device.credential is 'SHA-256 of what was last written to the hub; equal means the hub needs no write.';

create table device_count (
  scope_id    uuid not null,
  account_id  uuid not null,
  holder_id   uuid not null,
  supplier_id uuid,
  status      text not null,
  devices     int not null,
  constraint device_count_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id) on delete cascade
);
create index device_count_of_account on device_count (account_id);
create index device_count_of_holder on device_count (holder_id);
create index device_count_of_supplier on device_count (supplier_id) where supplier_id is not null;
comment on table device_count is 'How many devices each company has, without counting millions: each statement that changes devices adds its differences, so the sums are exact at any time and no writer waits for another.';

create table attempt (
  scope_id         uuid not null,
  registration_key text collate "C" not null,
  day              date not null,
  kind             text not null,
  account_id       uuid not null,
  registration_id  text not null,
  outcome          text not null,
  reason           text not null,
  error_code       int,
  sentence         text not null,
  detail           jsonb,
  transport        text not null,
  remote_address   text,
  count            bigint not null default 1,
  first_at         timestamptz not null,
  last_at          timestamptz not null,
  primary key (scope_id, day, registration_key, kind),
  constraint attempt_outcome_known check (outcome in ('assigned', 'refused', 'failed'))
) partition by range (day);
create index attempt_of_device on attempt (scope_id, registration_key, last_at desc);
create index attempt_newest on attempt (account_id, last_at desc);
create index attempt_failures on attempt (account_id, reason, last_at desc) where outcome <> 'assigned';
comment on table attempt is 'A recorded try to register; equal ones of a day are counted, not repeated. kind is a digest of what makes two equal.';

create table scope (
  scope_id          uuid primary key,
  account_id        uuid not null references account,
  id_scope          text not null unique,
  name              text not null,
  allocation_policy text not null default 'hashed',
  version           int not null default 0,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (account_id, scope_id),
  constraint scope_id_scope_form check (id_scope ~ '^0ne[0-9A-F]{8}$'),
  constraint scope_allocation_known check (allocation_policy in ('hashed', 'geoLatency', 'static'))
);
create unique index scope_name_once on scope (account_id, lower(name));
comment on table scope is 'A provisioning service instance of an operator.';

-- Read before an account is known, so without row security: a device brings the ID scope.
create table scope_address (
  id_scope   text primary key,
  scope_id   uuid not null unique,
  account_id uuid not null,
  generation bigint not null default 0,
  foreign key (account_id, scope_id) references scope (account_id, scope_id) on delete cascade
);
comment on table scope_address is 'ID scope to scope and account, for a device that has just connected.';
comment on column scope_address.generation is 'Counts changes of what the device plane keeps in memory about the scope.';

create table access_policy (
  scope_id      uuid not null,
  account_id    uuid not null,
  name          text not null,
  rights        text[] not null,
  primary_key   bytea not null,
  secondary_key bytea not null,
  version       int not null default 0,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (scope_id, name),
  foreign key (account_id, scope_id) references scope (account_id, scope_id) on delete cascade,
  constraint access_policy_rights_known check (rights <@ array['ServiceConfig', 'EnrollmentRead', 'EnrollmentWrite',
    'DeviceConnect', 'RegistrationStatusRead', 'RegistrationStatusWrite'])
);
comment on table access_policy is 'A shared access policy of a scope; keys are encrypted under the master key.';

create table hub (
  hub_id            uuid primary key,
  account_id        uuid not null references account,
  name              text not null,
  host_name         text not null unique,
  connector         text not null,
  settings          jsonb not null default '{}',
  secrets           bytea,
  health            text not null default 'unknown',
  health_detail     text,
  health_checked_at timestamptz,
  version           int not null default 0,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (account_id, hub_id),
  constraint hub_health_known check (health in ('unknown', 'healthy', 'unhealthy'))
);
create unique index hub_name_once on hub (account_id, lower(name));
comment on table hub is 'Where provisioned devices connect; reached through a connector.';

create table hub_link (
  hub_link_id             uuid primary key,
  account_id              uuid not null,
  scope_id                uuid not null,
  hub_account_id          uuid not null,
  hub_id                  uuid not null,
  weight                  int not null default 1,
  apply_allocation_policy boolean not null default true,
  version                 int not null default 0,
  created_at              timestamptz not null default now(),
  updated_at              timestamptz not null default now(),
  unique (scope_id, hub_id),
  unique (account_id, hub_link_id),
  constraint hub_link_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  constraint hub_link_to_hub foreign key (hub_account_id, hub_id) references hub (account_id, hub_id),
  constraint hub_link_weight_range check (weight between 1 and 1000)
);
create index hub_link_of_hub on hub_link (hub_id);
create index hub_link_of_hub_account on hub_link (hub_account_id, account_id);
comment on table hub_link is 'Permission to allocate devices of a scope to a hub.';

create table hub_device (
  hub_id               uuid not null,
  device_id            text collate "C" not null,
  account_id           uuid not null,
  status               text not null default 'enabled',
  authentication       text not null,
  primary_key          bytea,
  secondary_key        bytea,
  primary_thumbprint   text,
  secondary_thumbprint text,
  iot_edge             boolean not null default false,
  tags                 text not null default '{}',
  desired              text not null default '{}',
  desired_version      int not null default 1,
  reported             text not null default '{}',
  reported_version     int not null default 1,
  version              int not null default 0,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  primary key (hub_id, device_id),
  constraint hub_device_in_hub foreign key (account_id, hub_id) references hub (account_id, hub_id),
  constraint hub_device_status_known check (status in ('enabled', 'disabled')),
  constraint hub_device_authentication_known check (authentication in ('sas', 'selfSigned', 'certificateAuthority'))
);
comment on table hub_device is 'A device identity and twin of the built-in hub; keys are encrypted under the master key.';

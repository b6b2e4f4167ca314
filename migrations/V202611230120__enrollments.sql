create table supply_grant (
  supply_grant_id uuid primary key,
  account_id      uuid not null,
  scope_id        uuid not null,
  manufacturer_id uuid not null references account,
  note            text,
  version         int not null default 0,
  created_at      timestamptz not null default now(),
  revoked_at      timestamptz,
  foreign key (account_id, scope_id) references scope (account_id, scope_id) on delete cascade,
  constraint supply_grant_to_another check (manufacturer_id <> account_id)
);
create unique index supply_grant_once on supply_grant (scope_id, manufacturer_id) where revoked_at is null;
create index supply_grant_of_manufacturer on supply_grant (manufacturer_id);
comment on table supply_grant is 'An operator''s permission for a manufacturer to upload identities into a scope.';

create table certificate (
  certificate_id     uuid primary key,
  account_id         uuid not null,
  scope_id           uuid not null,
  supplier_id        uuid references account,
  name               text not null,
  der                bytea not null,
  subject            text not null,
  issuer             text not null,
  serial_number      text not null,
  sha1_thumbprint    text not null,
  sha256_thumbprint  text not null,
  key_sha256         text not null,
  not_before         timestamptz not null,
  not_after          timestamptz not null,
  verification_code  text,
  verified_at        timestamptz,
  version            int not null default 0,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  unique (account_id, certificate_id),
  -- Once per company that brings it: an unverified copy of a stranger must not keep out the one who has the key.
  constraint certificate_once unique nulls not distinct (scope_id, supplier_id, sha256_thumbprint),
  constraint certificate_by_name unique (scope_id, name),
  constraint certificate_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id)
);
create unique index certificate_name_once on certificate (scope_id, lower(name));
create index certificate_of_supplier on certificate (supplier_id) where supplier_id is not null;
create index certificate_of_account on certificate (account_id, lower(name), certificate_id);
comment on column certificate.key_sha256 is 'SHA-256 of the SubjectPublicKeyInfo, to find two certificates of one key.';
comment on table certificate is 'A CA certificate uploaded to a scope; it authenticates devices only once verified_at is set.';

-- The columns that enrollments and groups share are spelled twice on purpose: each is one table to a distributed engine.
create table enrollment (
  scope_id                    uuid not null,
  registration_key            text collate "C" not null,
  enrollment_id               uuid not null unique,
  account_id                  uuid not null,
  supplier_id                 uuid references account,
  registration_id             text not null,
  device_id                   text,
  attestation_type            text not null,
  primary_key                 bytea,
  secondary_key               bytea,
  primary_certificate         bytea,
  secondary_certificate       bytea,
  primary_ca                  text,
  secondary_ca                text,
  optional_device_information text,
  provisioning_status         text not null default 'enabled',
  allocation_policy           text,
  iot_hubs                    text[],
  webhook_url                 text,
  webhook_api_version         text,
  update_hub_assignment       boolean not null default true,
  migrate_device_data         boolean not null default true,
  iot_edge                    boolean not null default false,
  initial_twin                text,
  version                     int not null default 0,
  created_at                  timestamptz not null default now(),
  updated_at                  timestamptz not null default now(),
  primary key (scope_id, registration_key),
  constraint enrollment_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  -- Also where the account that deletes the certificate may not see who refers to it.
  constraint enrollment_primary_ca foreign key (scope_id, primary_ca) references certificate (scope_id, name) on update cascade,
  constraint enrollment_secondary_ca foreign key (scope_id, secondary_ca) references certificate (scope_id, name) on update cascade,
  constraint enrollment_key_is_lower check (registration_key = lower(registration_id)),
  constraint enrollment_attestation_known check (attestation_type in ('symmetricKey', 'x509', 'tpm')),
  constraint enrollment_status_known check (provisioning_status in ('enabled', 'disabled')),
  constraint enrollment_allocation_known check (allocation_policy in ('hashed', 'geoLatency', 'static', 'custom')),
  constraint enrollment_twin_is_json check (initial_twin is json object),
  constraint enrollment_information_is_json check (optional_device_information is json object)
);
create index enrollment_of_account on enrollment (account_id, registration_key, scope_id);
create index enrollment_of_supplier on enrollment (supplier_id, registration_key) where supplier_id is not null;
create index enrollment_of_primary_ca on enrollment (scope_id, primary_ca) where primary_ca is not null;
create index enrollment_of_secondary_ca on enrollment (scope_id, secondary_ca) where secondary_ca is not null;
-- Not an index of the names: row security lets no condition on them be asked of an index.
create index enrollment_naming_hubs on enrollment (scope_id) where iot_hubs is not null;
comment on table enrollment is 'One device that may register; keys are encrypted under the master key, certificates are DER.';

create table enrollment_group (
  scope_id              uuid not null,
  group_key             text collate "C" not null,
  enrollment_group_id   uuid not null unique,
  account_id            uuid not null,
  supplier_id           uuid references account,
  group_id              text not null,
  attestation_type      text not null,
  primary_key           bytea,
  secondary_key         bytea,
  primary_certificate   bytea,
  secondary_certificate bytea,
  primary_ca            text,
  secondary_ca          text,
  provisioning_status   text not null default 'enabled',
  allocation_policy     text,
  iot_hubs              text[],
  webhook_url           text,
  webhook_api_version   text,
  update_hub_assignment boolean not null default true,
  migrate_device_data   boolean not null default true,
  iot_edge              boolean not null default false,
  initial_twin          text,
  version               int not null default 0,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  primary key (scope_id, group_key),
  constraint enrollment_group_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  -- Also where the account that deletes the certificate may not see who refers to it.
  constraint enrollment_group_primary_ca foreign key (scope_id, primary_ca) references certificate (scope_id, name) on update cascade,
  constraint enrollment_group_secondary_ca foreign key (scope_id, secondary_ca) references certificate (scope_id, name) on update cascade,
  constraint enrollment_group_key_is_lower check (group_key = lower(group_id)),
  constraint enrollment_group_attestation_known check (attestation_type in ('symmetricKey', 'x509')),
  constraint enrollment_group_status_known check (provisioning_status in ('enabled', 'disabled')),
  constraint enrollment_group_allocation_known check (allocation_policy in ('hashed', 'geoLatency', 'static', 'custom')),
  constraint enrollment_group_twin_is_json check (initial_twin is json object)
);
create index enrollment_group_of_account on enrollment_group (account_id, group_key, scope_id);
create index enrollment_group_of_supplier on enrollment_group (supplier_id) where supplier_id is not null;
comment on table enrollment_group is 'Many devices that may register; keys are encrypted under the master key, certificates are DER.';

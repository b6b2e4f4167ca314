create table account (
  account_id   uuid primary key,
  slug         text not null unique,
  name         text not null,
  capabilities text[] not null,
  created_at   timestamptz not null default now(),
  constraint account_capabilities_known check (capabilities <@ array['manufacturer', 'operator', 'tenant'])
);
comment on table account is 'A company using Slipway; its id is the id of its Keycloak organization.';

-- Read before an account is known, so without row security: nothing here is secret to one who knows the slug.
create table account_address (
  slug       text primary key,
  account_id uuid not null unique references account
);
comment on table account_address is 'Slug to account, for resolving a partner by its exact slug.';

create table event (
  account_id       uuid not null references account,
  event_id         bigint generated always as identity,
  happened_at      timestamptz not null default now(),
  actor_kind       text not null,
  actor_id         text not null,
  actor_name       text not null,
  actor_account_id uuid not null references account,
  action           text not null,
  object_type      text not null,
  object_id        text not null,
  object_name      text not null,
  scope_id         uuid,
  before           jsonb,
  after            jsonb,
  sequence         bigint,
  hash             bytea,
  primary key (account_id, happened_at, event_id),
  constraint event_actor_kind_known check (actor_kind in ('person', 'client', 'device', 'system'))
) partition by range (happened_at);
comment on table event is 'The audit trail, one row per account an act concerns; sequence and hash are given by the sealing job.';
create index event_of_object on event (account_id, object_type, object_id, happened_at desc, event_id desc);
create index event_of_actor on event (account_id, actor_name, happened_at desc, event_id desc);
create index event_of_actor_id on event (account_id, actor_id, happened_at desc, event_id desc);
create index event_by_action on event (account_id, action, happened_at desc, event_id desc);
create index event_of_scope on event (account_id, scope_id, happened_at desc, event_id desc) where scope_id is not null;
-- Serves both the chain in its order and, as nulls, what is not sealed yet.
create index event_in_sequence on event (account_id, sequence, event_id);

create table event_chain (
  account_id uuid primary key references account,
  sequence   bigint not null,
  hash       bytea not null,
  sealed_at  timestamptz not null,
  verified_sequence bigint,
  verified_since    timestamptz,
  verified_at       timestamptz,
  broken_at         bigint
);
comment on table event_chain is 'Where the hash chain of an account''s events has got to.';
comment on column event_chain.broken_at is 'Sequence at which the last verification found the chain broken, null while intact.';

create table claim_policy (
  claim_policy_id uuid primary key,
  account_id      uuid not null,
  scope_id        uuid not null,
  name            text not null,
  rights          text[] not null default '{}',
  term_days       int,
  notice_days     int not null default 30,
  most_devices    int,
  automatic       boolean not null default true,
  end_action      text not null default 'return',
  return_hub_id   uuid,
  closed_at       timestamptz,
  terms_since     timestamptz not null default now(),
  version         int not null default 0,
  created_at      timestamptz not null default now(),
  unique (account_id, claim_policy_id),
  constraint claim_policy_in_scope foreign key (account_id, scope_id) references scope (account_id, scope_id),
  constraint claim_policy_rights_known check (rights <@ array['reassign', 'twin', 'disable', 'sublease']),
  constraint claim_policy_end_known check (end_action in ('return', 'disable', 'keep')),
  constraint claim_policy_term_range check (term_days between 1 and 3650),
  constraint claim_policy_notice_range check (notice_days between 0 and 365),
  constraint claim_policy_most_range check (most_devices > 0)
);
create unique index claim_policy_once on claim_policy (scope_id, lower(name));
comment on column claim_policy.terms_since is 'When what leases take over last changed: leases proposed before have other terms, and later claims do not join them.';
comment on table claim_policy is 'On what terms whoever brings one of its codes gets a device leased.';

create table claim_code (
  claim_code_id    uuid primary key,
  claim_policy_id  uuid not null,
  account_id       uuid not null,
  scope_id         uuid not null,
  registration_key text collate "C" not null,
  registration_id  text not null,
  code_hash        bytea not null unique,
  code_hint        text not null,
  state            text not null default 'open',
  expires_at       timestamptz not null,
  claimant_id      uuid references account,
  claimed_at       timestamptz,
  decided_at       timestamptz,
  lease_id         uuid,
  lease_entry      int,
  created_at       timestamptz not null default now(),
  foreign key (account_id, claim_policy_id) references claim_policy (account_id, claim_policy_id),
  constraint claim_code_led_to foreign key (scope_id, lease_id) references lease (scope_id, lease_id),
  constraint claim_code_has_entry check ((lease_id is null) = (lease_entry is null)),
  constraint claim_code_state_known check (state in ('open', 'pending', 'used', 'refused', 'replaced', 'withdrawn')),
  constraint claim_code_has_claimant check ((claimant_id is not null) = (state in ('pending', 'used', 'refused')))
);
create unique index claim_code_open_once on claim_code (scope_id, registration_key) where state in ('open', 'pending');
create index claim_code_of_policy on claim_code (claim_policy_id, state, registration_key);
create index claim_code_of_claimant on claim_code (claimant_id, account_id, claim_code_id) where claimant_id is not null;
comment on column claim_code.lease_id is 'What a claim led to: the lease that its device was put into, or offered by.';
comment on column claim_code.lease_entry is 'Which time in that lease, since a device that came back is claimed anew in it.';
comment on table claim_code is 'A code printed on one device, used once; only its SHA-256 is kept.';

create table claim_try (
  account_id uuid not null references account,
  minute     timestamptz not null,
  tries      int not null,
  primary key (account_id, minute)
);
comment on table claim_try is 'How often a company entered a code in a minute, so that codes cannot be guessed.';

alter table lease add column claim_policy_id uuid;
alter table lease add constraint lease_by_claim foreign key (account_id, claim_policy_id)
  references claim_policy (account_id, claim_policy_id);
create index lease_of_claims on lease (claim_policy_id, lessee_id) where claim_policy_id is not null;
comment on column lease.claim_policy_id is 'Set where devices came into it by claim codes.';

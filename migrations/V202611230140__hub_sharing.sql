alter table hub add column capacity int;
alter table hub add constraint hub_capacity_range check (capacity between 1 and 100000000);
comment on column hub.capacity is 'How many devices its account wants on it at most; null for no limit. Plans keep to it, single registrations do not.';

create table hub_face (
  hub_id            uuid primary key,
  account_id        uuid not null,
  name              text not null,
  host_name         text not null,
  health            text not null,
  health_checked_at timestamptz,
  capacity          int,
  foreign key (account_id, hub_id) references hub (account_id, hub_id) on delete cascade
);
comment on table hub_face is 'What a company that may use a hub sees of it: never its settings, secrets or other devices. A trigger on hub keeps it.';

create table hub_offer (
  hub_offer_id uuid primary key,
  account_id   uuid not null,
  hub_id       uuid not null,
  operator_id  uuid references account,
  scope_id     uuid,
  code_hash    bytea unique,
  code_hint    text,
  note         text,
  state        text not null default 'offered',
  version      int not null default 0,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  answered_at  timestamptz,
  foreign key (account_id, hub_id) references hub (account_id, hub_id) on delete cascade,
  constraint hub_offer_state_known check (state in ('offered', 'accepted', 'declined', 'withdrawn', 'expired')),
  constraint hub_offer_finds_somebody check (operator_id is not null or code_hash is not null),
  constraint hub_offer_to_another check (operator_id <> account_id)
);
create index hub_offer_of_hub on hub_offer (account_id, hub_id);
create index hub_offer_to_operator on hub_offer (operator_id);
create unique index hub_offer_open_once on hub_offer (hub_id, operator_id) where state = 'offered' and operator_id is not null;
comment on table hub_offer is 'A hub''s account offers it to an operator''s scope, by the operator''s name or by a code used once; scope_id is where it was accepted.';

create table hub_loan (
  hub_loan_id uuid primary key,
  account_id  uuid not null,
  hub_id      uuid not null,
  borrower_id uuid not null references account,
  note        text,
  version     int not null default 0,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  open_to     uuid generated always as (case when ended_at is null then borrower_id end) stored,
  foreign key (account_id, hub_id) references hub (account_id, hub_id) on delete cascade,
  constraint hub_loan_once unique (account_id, hub_id, open_to),
  constraint hub_loan_to_another check (borrower_id <> account_id)
);
create index hub_loan_of_account on hub_loan (account_id);
create index hub_loan_to_borrower on hub_loan (borrower_id);
comment on column hub_loan.open_to is 'The borrower while the loan lasts, then null: what devices on the hub refer to, so that no loan ends under one.';
comment on table hub_loan is 'A hub''s account lets a tenant have its leased devices there; the tenant sees only those.';

alter table hub_link
  add column scope_ends_since timestamptz,
  add column hub_ends_since timestamptz,
  add column ending_since timestamptz generated always as (least(scope_ends_since, hub_ends_since)) stored,
  add column scope_abandoned_at timestamptz,
  add column hub_abandoned_at timestamptz,
  add column abandoned_at timestamptz generated always as (least(scope_abandoned_at, hub_abandoned_at)) stored,
  add constraint hub_link_abandoned_by_scope_that_ends_it check (scope_abandoned_at is null or scope_ends_since is not null),
  add constraint hub_link_abandoned_by_hub_that_ends_it check (hub_abandoned_at is null or hub_ends_since is not null);
comment on column hub_link.scope_ends_since is 'Set while the scope''s company wants the link to end; it alone may take that back.';
comment on column hub_link.hub_ends_since is 'Set while the hub''s company wants the link to end; it alone may take that back.';
comment on column hub_link.ending_since is 'Set while either wants the end and devices are moved away before it: nothing is allocated to the hub any more.';
comment on column hub_link.scope_abandoned_at is 'Set when the scope''s company, which wants the link to end, gives the hub up: what that has yet to forget stays there.';
comment on column hub_link.hub_abandoned_at is 'Set when the hub''s company, which wants the link to end, gives the hub up: what that has yet to forget stays there.';
comment on column hub_link.abandoned_at is 'Set when either has given the hub up: the link ends without waiting for it any longer.';

alter table hub_loan
  add column lender_ends_since timestamptz,
  add column borrower_ends_since timestamptz,
  add column ending_since timestamptz generated always as (least(lender_ends_since, borrower_ends_since)) stored;
comment on column hub_loan.lender_ends_since is 'Set while the hub''s company wants the loan to end; it alone may take that back.';
comment on column hub_loan.borrower_ends_since is 'Set while the borrower wants the loan to end; it alone may take that back.';
comment on column hub_loan.ending_since is 'Set while either wants the end and the borrower''s devices are moved away before it: none comes any more.';

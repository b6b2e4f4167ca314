create table notice (
  notice_id  uuid primary key,
  account_id uuid not null references account,
  subject_id uuid not null,
  kind       text not null,
  about      timestamptz not null,
  noted_at   timestamptz not null,
  recipients text[],
  tries      int not null default 0,
  state      text not null default 'waiting',
  -- Each fact is told once, whichever replica finds it, and however often.
  constraint notice_once unique (account_id, subject_id, kind, about),
  constraint notice_state_known check (state in ('waiting', 'sent', 'outdated', 'unaddressed', 'givenUp')),
  constraint notice_done check (state = 'waiting' or state = 'givenUp' or coalesce(cardinality(recipients), 0) = 0)
);
comment on table notice is 'What a company is told by mail, noted in the transaction of the fact; work says when to look at it.';
comment on column notice.subject_id is 'The lease, claim policy or claim; what the mail says is read from it when it is sent, as the company that gets it.';
comment on column notice.about is 'Which of several such facts: the end a notice before the end speaks of, or when it was done.';
comment on column notice.recipients is 'Who still has to get it, null before anybody asked.';

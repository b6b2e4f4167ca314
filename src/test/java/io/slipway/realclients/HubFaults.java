package io.slipway.realclients;

import io.slipway.testing.Sql;

/** Makes built-in hubs fail where they keep their devices, so that Slipway meets it as it would meet any hub's failure. */
final class HubFaults {
    /** What is wrong with a hub. */
    enum Fault {
        /** Does nothing, and says so. */
        AWAY,
        /** Takes every second device, and says that it took all. */
        HALFWAY,
        /** Says yes and keeps nothing. */
        FORGETS,
        SLOW
    }

    private final Sql everything;

    private HubFaults(Sql everything) {
        this.everything = everything;
    }

    /** All are well until told otherwise. */
    static HubFaults install(Sql everything) {
        everything.update("create table hub_fault (hub_id uuid primary key, fault text not null)");
        everything.update(
                """
                create function fail_as_told() returns trigger language plpgsql security definer as $$
                declare
                  told uuid := case tg_op when 'DELETE' then old.hub_id else new.hub_id end;
                  now_is text := (select fault from public.hub_fault where hub_id = told);
                begin
                  if now_is = 'AWAY' then
                    raise exception 'Nobody answers.';
                  elsif now_is = 'SLOW' then
                    perform pg_sleep(0.02);
                  elsif tg_op = 'INSERT' and (now_is = 'FORGETS' or now_is = 'HALFWAY' and hashtext(new.device_id) % 2 = 0) then
                    return null;
                  end if;
                  if tg_op = 'DELETE' then
                    return old;
                  end if;
                  return new;
                end $$
                """);
        everything.update(
                """
                create trigger fail_as_told before insert or update or delete on hub_device
                  for each row execute function fail_as_told()
                """);
        return new HubFaults(everything);
    }

    void set(String hostName, Fault fault) {
        everything.update(
                """
                insert into hub_fault
                select hub_id, ? from hub where host_name = ?
                on conflict (hub_id) do update set fault = excluded.fault
                """,
                fault.name(),
                hostName);
    }

    void healAll() {
        everything.update("delete from hub_fault");
    }
}

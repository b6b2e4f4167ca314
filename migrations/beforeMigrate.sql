-- The application's roles. They own nothing and cannot bypass row-level security: the owner migrates, they work.
-- Run before every migration, so that a changed password in the settings is a changed password in the database.
do $$
begin
  if not exists (select from pg_roles where rolname = 'slipway_app') then
    create role slipway_app;
  end if;
  if not exists (select from pg_roles where rolname = 'slipway_device') then
    create role slipway_device;
  end if;
end
$$;
alter role slipway_app login password '${app_password}';
alter role slipway_device login password '${device_password}';

#!/usr/bin/env bash
# Run once by the PostgreSQL image, on an empty data volume: a database and an owner each for Slipway and for Keycloak.
set -euo pipefail

psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 \
  --set slipway_password="$SLIPWAY_DATABASE_OWNER_PASSWORD" \
  --set keycloak_password="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
-- createrole, because Slipway's migrations create the application's roles, which own nothing.
create role slipway_owner login createrole password :'slipway_password';
create database slipway owner slipway_owner;
create role keycloak login password :'keycloak_password';
create database keycloak owner keycloak;
SQL

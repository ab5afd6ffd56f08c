#!/bin/sh
# Run by the PostgreSQL image when its volume is new: for each address postgresql://role:password@host/database in
# DATABASE_URL_<SERVICE> and BUS_URL, a role and its database, which no other role may enter. As provision.ts does it for npm start.
set -eu

create() {
  address=${1#postgresql://}
  credentials=${address%%@*}
  psql -v ON_ERROR_STOP=1 --quiet --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
    -v role="${credentials%%:*}" -v password="${credentials#*:}" -v database="${address##*/}" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"database" OWNER :"role" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE :"database" FROM PUBLIC;
SQL
}

for name in USER POST MEDIA NOTIFICATION FEED; do
  create "$(printenv "DATABASE_URL_$name")"
done
if [ -n "${BUS_URL:-}" ]; then create "$BUS_URL"; fi

-- Both extensions ship with PostgreSQL; created once, here, because a later room must not need a superuser again.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

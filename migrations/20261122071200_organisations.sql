CREATE SCHEMA organisations;

CREATE TABLE organisations.organisation (
  id uuid PRIMARY KEY,
  slug text NOT NULL CONSTRAINT organisation_slug_unique UNIQUE CONSTRAINT organisation_slug_is_plain CHECK (slug ~ '^[a-z0-9-]{2,80}$'),
  kind text NOT NULL CONSTRAINT organisation_kind_known CHECK (kind IN ('city-hall', 'praetor', 'raion-council', 'ministry', 'parliament', 'agency', 'association', 'other')),
  -- An authority answers petitions; an association may start or support them.
  is_authority boolean NOT NULL,
  name jsonb NOT NULL CONSTRAINT organisation_named_in_romanian CHECK (name ? 'ro'),
  place_key text NOT NULL REFERENCES places.place,
  email text,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX organisation_of_place ON organisations.organisation (place_key) WHERE is_authority;

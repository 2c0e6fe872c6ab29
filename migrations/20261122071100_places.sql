CREATE SCHEMA places;

-- A tree without fixed depth (raion → village; Chișinău → sector → town). Units end and have successors, they are never deleted.
CREATE TABLE places.place (
  key text PRIMARY KEY CONSTRAINT place_key_is_plain CHECK (key ~ '^[a-z0-9-]{2,60}$'),
  parent_key text REFERENCES places.place,
  type text NOT NULL,
  name jsonb NOT NULL CONSTRAINT place_named_in_romanian CHECK (name ? 'ro'),
  iso text UNIQUE,
  cuatm text,
  cuatm_statistical text,
  demo boolean NOT NULL DEFAULT false,
  valid_from date,
  valid_to date,
  successor_key text REFERENCES places.place,
  position integer NOT NULL,
  CONSTRAINT place_valid_in_order CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX place_children ON places.place (parent_key);

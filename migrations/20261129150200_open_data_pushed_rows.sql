-- Rows that a program sends one by one (CKAN's datastore_create, datastore_upsert): collected here, and made into a file, which becomes the next
-- version of its distribution like any other. Nobody is shown them from here.
CREATE TABLE open_data.pushed_table (
  distribution_id uuid PRIMARY KEY REFERENCES open_data.distribution ON DELETE CASCADE,
  -- [{"id": …, "type": …}], in their order.
  fields jsonb NOT NULL,
  key text[] NOT NULL DEFAULT '{}',
  -- With which the rows were sent last: as its owner the file is sent.
  token_id uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  -- As of which change a file was made; null: none yet.
  built_at timestamptz,
  -- Why none could be made of the last rows, a code.
  refusal text
);

CREATE TABLE open_data.pushed_row (
  distribution_id uuid NOT NULL REFERENCES open_data.pushed_table ON DELETE CASCADE,
  number bigint GENERATED ALWAYS AS IDENTITY,
  -- Values of the key fields as JSON; null where the table has no key.
  key text,
  record jsonb NOT NULL,
  CONSTRAINT pushed_row_once PRIMARY KEY (distribution_id, number),
  CONSTRAINT pushed_row_key_unique UNIQUE (distribution_id, key)
);

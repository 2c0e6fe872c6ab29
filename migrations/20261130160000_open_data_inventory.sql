-- What each institution holds, and when it will be open or why not: its public inventory and plan of publication.

-- One row an institution that keeps one; whoever writes into an inventory locks it first.
CREATE TABLE open_data.inventory (
  organisation_id uuid PRIMARY KEY REFERENCES organisations.organisation,
  -- Numbers are never given twice.
  last_number integer NOT NULL DEFAULT 0
);

CREATE TABLE open_data.holding (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES open_data.inventory,
  number integer NOT NULL,
  title jsonb NOT NULL,
  about jsonb NOT NULL DEFAULT '{}',
  -- The office that answers for it, never a person.
  steward text NOT NULL,
  openness text NOT NULL CONSTRAINT holding_openness CHECK (openness IN ('open', 'closed')),
  -- Of a closed one: why, and by what law.
  reason text,
  legal_basis text,
  due_on date,
  dataset_id uuid REFERENCES open_data.dataset,
  -- Its page in the state register of information resources.
  register_url text,
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  -- Taken out by an officer; its history stays.
  removed_at timestamptz,
  CONSTRAINT holding_number_once UNIQUE (organisation_id, number),
  CONSTRAINT holding_closed_says_why CHECK (openness = 'open' OR (reason IS NOT NULL AND legal_basis IS NOT NULL AND due_on IS NULL AND dataset_id IS NULL)),
  CONSTRAINT holding_open_says_when CHECK (openness = 'closed' OR (reason IS NULL AND legal_basis IS NULL AND (due_on IS NOT NULL OR dataset_id IS NOT NULL)))
);
CREATE UNIQUE INDEX holding_title_once ON open_data.holding (organisation_id, lower(title->>'ro')) WHERE removed_at IS NULL;
CREATE INDEX holding_dataset ON open_data.holding (dataset_id) WHERE dataset_id IS NOT NULL;

-- How it stood after each change.
CREATE TABLE open_data.holding_history (
  holding_id uuid NOT NULL REFERENCES open_data.holding ON DELETE CASCADE,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid REFERENCES people.account,
  act text NOT NULL CONSTRAINT holding_history_act CHECK (act IN ('add', 'change', 'import', 'remove')),
  held jsonb NOT NULL,
  PRIMARY KEY (holding_id, seq)
);
CREATE INDEX holding_history_account ON open_data.holding_history (account_id) WHERE account_id IS NOT NULL;

-- Pages of institutions and of their inventories are kept while neither datasets nor this changes.
DO $$
DECLARE
  event text;
BEGIN
  FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON open_data.holding REFERENCING %s TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_score()',
      lower(event), event, CASE event WHEN 'DELETE' THEN 'OLD' ELSE 'NEW' END);
  END LOOP;
END $$;

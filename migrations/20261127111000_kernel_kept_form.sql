-- What was typed into a form whose sender had to sign in first: sealed, for one browser, for an hour.
CREATE TABLE kernel.kept_form (
  id uuid PRIMARY KEY,
  browser_hash bytea NOT NULL,
  -- Keyed hash of the address that the form posts to, so that what was sent after all is found and deleted.
  form_hash bytea NOT NULL,
  sealed bytea NOT NULL,
  kept_at timestamptz NOT NULL
);

CREATE INDEX kept_form_by_browser ON kernel.kept_form (browser_hash);
CREATE INDEX kept_form_by_age ON kernel.kept_form (kept_at);

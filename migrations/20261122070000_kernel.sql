-- What the kernel itself keeps: mails to send, keys of repeated requests, limits, fingerprints of the installation's secrets.
CREATE TABLE kernel.secret_fingerprint (
  name text PRIMARY KEY,
  fingerprint bytea NOT NULL
);

CREATE TABLE kernel.mail (
  id uuid PRIMARY KEY,
  to_address text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  headers jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamptz,
  failed_at timestamptz
);
CREATE INDEX mail_waiting ON kernel.mail (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_sent ON kernel.mail (sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE kernel.idempotency_key (
  principal text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status integer,
  reply jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_key_age ON kernel.idempotency_key (created_at);

-- Fixed windows, one row a (rule, source, window). UNLOGGED: losing them in a crash only forgets how often somebody tried.
CREATE UNLOGGED TABLE kernel.limit_window (
  rule text NOT NULL,
  source bytea NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (rule, source, starts_at)
);
CREATE INDEX limit_window_age ON kernel.limit_window (ends_at);

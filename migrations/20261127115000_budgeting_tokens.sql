-- How people vote, chosen until the ballot is fixed: a ballot of the account, or an anonymous token.
ALTER TABLE budgeting.budget ADD COLUMN ballots text NOT NULL DEFAULT 'account'
  CONSTRAINT budget_ballots_known CHECK (ballots IN ('account', 'token'));

-- The key that signs the tokens of one vote, and nothing else.
CREATE TABLE budgeting.token_issuer (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  -- Public key, DER (SubjectPublicKeyInfo).
  spki bytea NOT NULL,
  -- Private key, which only the signer opens; null since it was destroyed.
  sealed bytea,
  -- Tokens that were refused because the voter had another one.
  refused integer NOT NULL DEFAULT 0,
  destroyed_at timestamptz,
  CONSTRAINT token_issuer_destroyed_whole CHECK ((sealed IS NULL) = (destroyed_at IS NOT NULL))
);

-- Who got a token. What token it became nobody can tell: the signer saw it blinded. Without a time, on purpose.
CREATE TABLE budgeting.token_issued (
  process_id uuid NOT NULL REFERENCES processes.process,
  voter_key bytea NOT NULL,
  person_key bytea,
  -- SHA-256 of the blinded message: asked again with the same one, the signer gives the same signature.
  blinded_hash bytea NOT NULL,
  -- As the public log names it.
  commitment bytea NOT NULL,
  in_log boolean NOT NULL DEFAULT false,
  CONSTRAINT token_one_per_voter PRIMARY KEY (process_id, voter_key)
);
CREATE UNIQUE INDEX token_one_per_person ON budgeting.token_issued (process_id, person_key) WHERE person_key IS NOT NULL;
CREATE INDEX token_waits_for_log ON budgeting.token_issued (process_id) WHERE NOT in_log;

-- What proves a ballot that was cast with a token. The ballot's voter_key is the token's key while people vote.
CREATE TABLE budgeting.token_proof (
  process_id uuid NOT NULL REFERENCES processes.process,
  ballot_id uuid NOT NULL,
  pk bytea NOT NULL CONSTRAINT token_proof_key_whole CHECK (octet_length(pk) = 32),
  prepared bytea NOT NULL,
  signature bytea NOT NULL,
  ed_signature bytea NOT NULL CONSTRAINT token_proof_signature_whole CHECK (octet_length(ed_signature) = 64),
  PRIMARY KEY (process_id, ballot_id),
  FOREIGN KEY (process_id, ballot_id) REFERENCES budgeting.ballot (process_id, id)
);

-- A person who signs in. The address stays in people.mailbox; an account is what the person is here.
CREATE TABLE people.account (
  id uuid PRIMARY KEY,
  mailbox_id uuid NOT NULL CONSTRAINT account_one_per_mailbox UNIQUE REFERENCES people.mailbox,
  name text,
  lang text NOT NULL CONSTRAINT account_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  place_key text REFERENCES places.place,
  -- Keyed hash of the personal number that an electronic identity gave; never the number.
  person_key bytea CONSTRAINT account_one_per_person UNIQUE,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  erased_at timestamptz
);

CREATE TABLE people.sign_in (
  id uuid PRIMARY KEY,
  -- The browser that asked: another one cannot use the code.
  browser_hash bytea NOT NULL,
  address text NOT NULL,
  address_key bytea NOT NULL,
  code_hash bytea NOT NULL,
  lang text NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX sign_in_age ON people.sign_in (expires_at);

CREATE TABLE people.session (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL CONSTRAINT session_id_unique UNIQUE,
  account_id uuid NOT NULL REFERENCES people.account,
  -- How surely this session knows its person: 'strong' after an electronic identity, until the session ends.
  level text NOT NULL CONSTRAINT session_level_known CHECK (level IN ('email', 'strong', 'signed')),
  -- Officials act only after a second factor.
  second_factor_at timestamptz,
  -- Browser and system in words, to recognise one's own devices; no address.
  device text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX session_of_account ON people.session (account_id) WHERE ended_at IS NULL;

CREATE TABLE people.second_factor (
  account_id uuid PRIMARY KEY REFERENCES people.account,
  -- Encrypted with the vault key.
  secret bytea NOT NULL,
  confirmed_at timestamptz,
  -- Time step of the last code used: a code works once.
  last_step bigint NOT NULL DEFAULT 0,
  tries smallint NOT NULL DEFAULT 0,
  tried_at timestamptz,
  created_at timestamptz NOT NULL
);

CREATE TABLE people.api_token (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL CONSTRAINT api_token_id_unique UNIQUE,
  account_id uuid NOT NULL REFERENCES people.account,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX api_token_of_account ON people.api_token (account_id);

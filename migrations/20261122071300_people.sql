CREATE SCHEMA people;

-- The one place where an address is kept. Everything else refers to it by id, so erasing the row's address leaves nothing behind.
CREATE TABLE people.mailbox (
  id uuid PRIMARY KEY,
  -- HMAC of the canonical address: finds the mailbox again without comparing spellings.
  address_key bytea NOT NULL CONSTRAINT mailbox_once UNIQUE,
  address text,
  lang text NOT NULL CONSTRAINT mailbox_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  created_at timestamptz NOT NULL,
  erased_at timestamptz
);

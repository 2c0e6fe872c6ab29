-- A challenge that somebody proposes to an institution. Its officers read it, nobody else; taken up, it becomes a draft of theirs. Deleted when its
-- author takes it back or erases the account, and 180 days after it was answered.
CREATE TABLE open_data.challenge_proposal (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  author_mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  lang text NOT NULL CONSTRAINT challenge_proposal_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  problem text NOT NULL,
  -- Names of datasets that were public when it was sent.
  datasets text[] NOT NULL DEFAULT '{}',
  proposed_at timestamptz NOT NULL,
  answered_at timestamptz,
  -- Null once that account was erased.
  answered_by uuid REFERENCES people.account,
  -- Taken up: the draft that was made of it. Otherwise the reason why not.
  challenge_id uuid REFERENCES open_data.challenge ON DELETE SET NULL,
  refused_reason text,
  CONSTRAINT challenge_proposal_answered_one_way CHECK (answered_at IS NOT NULL OR (challenge_id IS NULL AND refused_reason IS NULL AND answered_by IS NULL)),
  CONSTRAINT challenge_proposal_not_both CHECK (challenge_id IS NULL OR refused_reason IS NULL)
);
CREATE INDEX challenge_proposal_waiting ON open_data.challenge_proposal (organisation_id, proposed_at, id) WHERE answered_at IS NULL;
CREATE INDEX challenge_proposal_of_author ON open_data.challenge_proposal (author_mailbox_id, id);
CREATE INDEX challenge_proposal_old ON open_data.challenge_proposal (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX challenge_proposal_answered_by ON open_data.challenge_proposal (answered_by) WHERE answered_by IS NOT NULL;
CREATE INDEX challenge_proposal_of_challenge ON open_data.challenge_proposal (challenge_id) WHERE challenge_id IS NOT NULL;

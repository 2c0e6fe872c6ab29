-- A refused petition is listed too: from its publication or else from its refusal on.
ALTER TABLE petitions.petition
  ADD COLUMN refused_at timestamptz,
  -- The moderation clock ran out before anybody looked.
  ADD COLUMN published_unreviewed boolean NOT NULL DEFAULT false,
  ADD COLUMN listed_at timestamptz GENERATED ALWAYS AS (coalesce(published_at, refused_at)) STORED;
CREATE INDEX petition_listed ON petitions.petition (listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;

-- The text as it was signed, once something in it is hidden. The petition's own row then holds what readers may see, so that
-- no page, feed, search or letter can show the rest. The salted hash of the text is the hash of this one.
CREATE TABLE petitions.original_text (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  title text NOT NULL,
  why_markdown text NOT NULL,
  kept_at timestamptz NOT NULL
);

CREATE TABLE petitions.mask (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  -- 'passage': the ranges; 'text': all of it, after a refusal whose reason demands it; 'document': a picture or a file.
  target text NOT NULL CONSTRAINT mask_target_known CHECK (target IN ('passage', 'text', 'document')),
  -- [{ "field": "title" | "why", "start": n, "end": n }] in the original text.
  ranges jsonb NOT NULL DEFAULT '[]',
  document_id uuid,
  reason text NOT NULL,
  -- Who ordered it, as the public reads it, with the number and day of the order where there is one.
  ordered_by text NOT NULL CONSTRAINT mask_orderer_known CHECK (ordered_by IN ('moderator', 'court', 'data-protection', 'affected', 'starter')),
  order_reference text,
  -- Right of reply: words of the person or authority concerned, shown beside the text.
  reply text,
  reply_by text,
  replied_at timestamptz,
  masked_by uuid NOT NULL REFERENCES people.account,
  masked_at timestamptz NOT NULL,
  lifted_by uuid REFERENCES people.account,
  lifted_at timestamptz,
  CONSTRAINT mask_document_named CHECK ((target = 'document') = (document_id IS NOT NULL)),
  CONSTRAINT mask_reply_whole CHECK ((reply IS NULL) = (replied_at IS NULL) AND (reply IS NULL) = (reply_by IS NULL))
);
CREATE INDEX mask_of_petition ON petitions.mask (petition_id, masked_at);
CREATE UNIQUE INDEX mask_document_once ON petitions.mask (document_id) WHERE lifted_at IS NULL;

-- Work for moderators: one row a thing to decide.
CREATE TABLE petitions.moderation_item (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  kind text NOT NULL CONSTRAINT item_kind_known CHECK (kind IN ('petition', 'appeal', 'unreviewed', 'flags', 'mask-appeal')),
  mask_id uuid REFERENCES petitions.mask,
  -- A petition comes again after it was returned; each round has a clock of its own.
  clock_name text NOT NULL,
  due_on date NOT NULL,
  -- What the check of the text found, and whether it keeps the clock from publishing.
  findings jsonb NOT NULL DEFAULT '[]',
  stopped boolean NOT NULL DEFAULT false,
  -- Of an appeal: what its writer says.
  message text,
  opened_at timestamptz NOT NULL,
  escalated_at timestamptz,
  closed_at timestamptz,
  CONSTRAINT item_mask_named CHECK ((kind = 'mask-appeal') = (mask_id IS NOT NULL))
);
CREATE UNIQUE INDEX item_open_once ON petitions.moderation_item (petition_id, kind, coalesce(mask_id, petition_id)) WHERE closed_at IS NULL;
CREATE INDEX item_queue ON petitions.moderation_item (due_on, id) WHERE closed_at IS NULL;
CREATE INDEX item_of_petition ON petitions.moderation_item (petition_id);

-- Who works on an item now. A row that is over may be taken by another.
CREATE TABLE petitions.moderation_hold (
  item_id uuid PRIMARY KEY REFERENCES petitions.moderation_item,
  account_id uuid NOT NULL REFERENCES people.account,
  until timestamptz NOT NULL
);

-- Decisions are public, with their reason; who decided is not.
CREATE TABLE petitions.moderation_decision (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  item_id uuid REFERENCES petitions.moderation_item,
  mask_id uuid REFERENCES petitions.mask,
  decision text NOT NULL CONSTRAINT decision_known CHECK (decision IN ('published', 'returned', 'refused', 'upheld', 'lapsed', 'confirmed',
    'taken-down', 'kept', 'masked', 'stands', 'mask-upheld', 'mask-lifted')),
  reason text,
  text text,
  -- Salted hash of the text that was decided on.
  text_hash bytea NOT NULL,
  -- Null when the house acted by itself.
  account_id uuid REFERENCES people.account,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_newest ON petitions.moderation_decision (decided_at DESC, id DESC);
CREATE INDEX decision_of_petition ON petitions.moderation_decision (petition_id, decided_at);
-- An item is decided once.
CREATE UNIQUE INDEX decision_once ON petitions.moderation_decision (item_id) WHERE item_id IS NOT NULL;

-- Once a refusal and once a mask.
CREATE TABLE petitions.appeal (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  decision_id uuid CONSTRAINT appeal_once_a_decision UNIQUE REFERENCES petitions.moderation_decision,
  mask_id uuid CONSTRAINT appeal_once_a_mask UNIQUE REFERENCES petitions.mask,
  text text NOT NULL,
  appealed_at timestamptz NOT NULL,
  CONSTRAINT appeal_of_one_thing CHECK ((decision_id IS NULL) <> (mask_id IS NULL))
);

-- What readers report. No account; a source counts once a day and reason.
CREATE TABLE petitions.flag (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  item_id uuid NOT NULL REFERENCES petitions.moderation_item,
  reason text NOT NULL,
  text text,
  source_hash bytea NOT NULL,
  flagged_on date NOT NULL,
  flagged_at timestamptz NOT NULL,
  CONSTRAINT flag_once_a_day UNIQUE (petition_id, reason, source_hash, flagged_on)
);
CREATE INDEX flag_of_item ON petitions.flag (item_id);

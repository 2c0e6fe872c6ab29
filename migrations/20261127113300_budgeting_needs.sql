-- A meeting at which people said what their place needs, entered by a facilitator.
CREATE TABLE budgeting.need_meeting (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  -- Where it was, as the public reads it.
  held_at text NOT NULL,
  held_on date NOT NULL,
  present integer NOT NULL CONSTRAINT need_meeting_present CHECK (present BETWEEN 1 AND 100000),
  entered_by uuid NOT NULL REFERENCES people.account,
  entered_at timestamptz NOT NULL
);
CREATE INDEX need_meeting_of_process ON budgeting.need_meeting (process_id, held_on, id);

-- Needs that officials hold to be one matter, under a title.
CREATE TABLE budgeting.need_group (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  title jsonb NOT NULL CONSTRAINT need_group_titled_in_romanian CHECK (title ? 'ro'),
  created_at timestamptz NOT NULL
);
CREATE INDEX need_group_of_process ON budgeting.need_group (process_id, created_at, id);

-- What a place needs, in a sentence.
CREATE TABLE budgeting.need (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT need_number_unique UNIQUE,
  channel text NOT NULL CONSTRAINT need_channel_known CHECK (channel IN ('online', 'meeting')),
  lang text NOT NULL CONSTRAINT need_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  text text NOT NULL,
  -- Public records keep only HMAC(text_salt, text).
  text_salt bytea NOT NULL,
  slug text NOT NULL,
  category text NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  latitude double precision CONSTRAINT need_latitude_on_earth CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CONSTRAINT need_longitude_on_earth CHECK (longitude BETWEEN -180 AND 180),
  author_mailbox_id uuid REFERENCES people.mailbox,
  group_id uuid REFERENCES budgeting.need_group,
  -- Points that people gave it online; people who said it at meetings. Both are sums of the rows below.
  points integer NOT NULL DEFAULT 0,
  people integer NOT NULL DEFAULT 0,
  score integer GENERATED ALWAYS AS (points + people) STORED,
  hidden_reason text,
  created_at timestamptz NOT NULL,
  CONSTRAINT need_point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX need_ranked ON budgeting.need (process_id, score DESC, number);
CREATE INDEX need_of_group ON budgeting.need (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX need_of_author ON budgeting.need (author_mailbox_id) WHERE author_mailbox_id IS NOT NULL;
CREATE INDEX need_of_place ON budgeting.need (place_key, created_at DESC, id DESC);

CREATE TABLE budgeting.need_mention (
  need_id uuid NOT NULL REFERENCES budgeting.need,
  meeting_id uuid NOT NULL REFERENCES budgeting.need_meeting,
  people integer NOT NULL CONSTRAINT need_mention_people CHECK (people > 0),
  PRIMARY KEY (need_id, meeting_id)
);
CREATE INDEX need_mention_of_meeting ON budgeting.need_mention (meeting_id);

CREATE TABLE budgeting.need_points (
  need_id uuid NOT NULL REFERENCES budgeting.need,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  process_id uuid NOT NULL REFERENCES processes.process,
  points integer NOT NULL CONSTRAINT need_points_some CHECK (points BETWEEN 1 AND 5),
  given_at timestamptz NOT NULL,
  CONSTRAINT need_points_once PRIMARY KEY (need_id, mailbox_id)
);
CREATE INDEX need_points_of_mailbox ON budgeting.need_points (mailbox_id, process_id);

-- The need that an idea answers, as its author says.
ALTER TABLE budgeting.idea ADD COLUMN need_id uuid REFERENCES budgeting.need;
CREATE INDEX idea_of_need ON budgeting.idea (need_id) WHERE need_id IS NOT NULL;

-- One row a listed petition with what lists filter and sort by, kept up by refreshListing: a list then never joins or sums a
-- million signatures. Everything here can be made again from the other tables.
CREATE TABLE petitions.listing (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  state text NOT NULL,
  lang text NOT NULL,
  topic text NOT NULL,
  -- The place and all above it, so that a place finds everything under it.
  place_path text[] NOT NULL,
  authority_ids uuid[] NOT NULL,
  listed_at timestamptz NOT NULL,
  -- When readers last got to know something new; a signature is not news.
  changed_at timestamptz NOT NULL,
  closes_on date,
  -- Some authority owes an answer; the first day of theirs that is due.
  awaits_answer boolean NOT NULL,
  answer_due_on date,
  answered boolean NOT NULL,
  signatures integer NOT NULL,
  -- Of the last seven civil days.
  signatures_week integer NOT NULL
);
CREATE INDEX listing_newest ON petitions.listing (listed_at DESC, petition_id DESC);
CREATE INDEX listing_most_signed ON petitions.listing (signatures DESC, petition_id DESC);
CREATE INDEX listing_fastest ON petitions.listing (signatures_week DESC, petition_id DESC);
CREATE INDEX listing_closing ON petitions.listing (closes_on, petition_id) WHERE state = 'open';
CREATE INDEX listing_place ON petitions.listing USING gin (place_path);
CREATE INDEX listing_authority ON petitions.listing USING gin (authority_ids);

-- Apart, because a list without words to look for must not read the texts.
CREATE TABLE petitions.listing_text (
  petition_id uuid PRIMARY KEY REFERENCES petitions.listing ON DELETE CASCADE,
  -- Folded words, and their stems marked by '='.
  words tsvector NOT NULL,
  -- Of what the words were made of: an unchanged text is not read again.
  made_of text NOT NULL
-- Words out of line: a search finds rows by the index, and must not walk through the words of each.
) WITH (toast_tuple_target = 128);
CREATE INDEX listing_text_words ON petitions.listing_text USING gin (words);

-- Every word that some listed petition has, to mend a misspelled query.
CREATE TABLE petitions.listing_word (
  word text PRIMARY KEY
);
CREATE INDEX listing_word_alike ON petitions.listing_word USING gin (word gin_trgm_ops);

-- The signatures of a week are summed by petition and day.
CREATE INDEX signature_total_by_day ON petitions.signature_total (petition_id, day);

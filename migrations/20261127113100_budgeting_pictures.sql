-- Pictures of ideas, drawn anew by us.
CREATE TABLE budgeting.idea_picture (
  id uuid PRIMARY KEY,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  -- What it shows, for those who do not see it, in the language of the idea.
  description text NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE INDEX idea_picture_of_idea ON budgeting.idea_picture (idea_id, added_at, id);

-- The same picture for the page and, small, for lists. The column's name keeps the file (kernel/files/forget-unused).
CREATE TABLE budgeting.idea_picture_file (
  picture_id uuid NOT NULL REFERENCES budgeting.idea_picture ON DELETE CASCADE,
  size text NOT NULL CONSTRAINT idea_picture_size_known CHECK (size IN ('whole', 'small')),
  sha256 text NOT NULL,
  type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  PRIMARY KEY (picture_id, size)
);
CREATE INDEX idea_picture_file_by_content ON budgeting.idea_picture_file (sha256);

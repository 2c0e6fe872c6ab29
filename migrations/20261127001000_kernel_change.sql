-- What changed of what public pages show, told by triggers in the transaction that changed it, so that no act can forget to tell.
-- Every process that keeps copies of pages reads it once a second (src/kernel/changes).
CREATE TABLE kernel.change (
  -- Not a time and not a sequence: readers look again from the oldest transaction that was under way the last time, so what commits
  -- late is not lost.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  topic text NOT NULL,
  -- By the database's clock, because a trigger is given none; only for forgetting old rows.
  told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tx, topic)
);

-- For a table of which every row may be shown anywhere, or whose rows share one topic: the topic is the trigger's argument.
CREATE FUNCTION kernel.tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) VALUES (TG_ARGV[0]) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- How many vote, and how many ideas there are: kept, because counting 100,000 rows is what every page of a vote would do. Written by
-- triggers, so that no channel of voting can forget to; a row a change, because an UPDATE would make voters wait for each other. A timer
-- folds them. What is read is the total and what is not folded yet, so that it is right at any moment.
CREATE TABLE budgeting.ballot_delta (
  process_id uuid NOT NULL,
  change integer NOT NULL
);
CREATE INDEX ballot_delta_of_process ON budgeting.ballot_delta (process_id);
CREATE TABLE budgeting.ballot_count (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  ballots bigint NOT NULL
);

CREATE TABLE budgeting.idea_delta (
  process_id uuid NOT NULL,
  state text NOT NULL,
  category text NOT NULL,
  ideas integer NOT NULL,
  supports integer NOT NULL
);
CREATE INDEX idea_delta_of_process ON budgeting.idea_delta (process_id);
CREATE TABLE budgeting.idea_count (
  process_id uuid NOT NULL REFERENCES processes.process,
  state text NOT NULL,
  category text NOT NULL,
  ideas bigint NOT NULL,
  supports bigint NOT NULL,
  PRIMARY KEY (process_id, state, category)
);

CREATE FUNCTION budgeting.count_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.replaced_at IS NULL THEN
    INSERT INTO budgeting.ballot_delta (process_id, change) VALUES (OLD.process_id, -1);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.replaced_at IS NULL THEN
    INSERT INTO budgeting.ballot_delta (process_id, change) VALUES (NEW.process_id, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_cast AFTER INSERT ON budgeting.ballot FOR EACH ROW WHEN (NEW.replaced_at IS NULL) EXECUTE FUNCTION budgeting.count_ballot();
CREATE TRIGGER count_replaced AFTER UPDATE OF replaced_at ON budgeting.ballot FOR EACH ROW
  WHEN ((OLD.replaced_at IS NULL) <> (NEW.replaced_at IS NULL)) EXECUTE FUNCTION budgeting.count_ballot();
CREATE TRIGGER count_deleted AFTER DELETE ON budgeting.ballot FOR EACH ROW WHEN (OLD.replaced_at IS NULL) EXECUTE FUNCTION budgeting.count_ballot();

CREATE FUNCTION budgeting.count_idea() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO budgeting.idea_delta (process_id, state, category, ideas, supports)
    VALUES (OLD.process_id, OLD.state, OLD.category, -1, -OLD.supports);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO budgeting.idea_delta (process_id, state, category, ideas, supports)
    VALUES (NEW.process_id, NEW.state, NEW.category, 1, NEW.supports);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_proposed AFTER INSERT OR DELETE ON budgeting.idea FOR EACH ROW EXECUTE FUNCTION budgeting.count_idea();
CREATE TRIGGER count_moved AFTER UPDATE OF state, category, supports, process_id ON budgeting.idea FOR EACH ROW
  WHEN ((OLD.state, OLD.category, OLD.supports, OLD.process_id) IS DISTINCT FROM (NEW.state, NEW.category, NEW.supports, NEW.process_id))
  EXECUTE FUNCTION budgeting.count_idea();

INSERT INTO budgeting.ballot_count SELECT process_id, count(*) FROM budgeting.ballot WHERE replaced_at IS NULL GROUP BY 1;
INSERT INTO budgeting.idea_count SELECT process_id, state, category, count(*), sum(supports) FROM budgeting.idea GROUP BY 1, 2, 3;

-- The kept list of processes shows the newest votes of elsewhere.
CREATE TRIGGER tell_insert AFTER INSERT ON budgeting.imported_vote
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('processes.list');
CREATE TRIGGER tell_update AFTER UPDATE ON budgeting.imported_vote
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('processes.list');
CREATE TRIGGER tell_delete AFTER DELETE ON budgeting.imported_vote
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('processes.list');

-- As for entries: emptied only in a demo that is put back.
CREATE TRIGGER checkpoint_is_never_emptied BEFORE TRUNCATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION demo.refuse_emptying();

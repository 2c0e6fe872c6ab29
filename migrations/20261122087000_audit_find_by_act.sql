-- The trail filtered by act, and the list of acts that occur (a loose scan over this index).
CREATE INDEX act_by_name ON audit.act (act, acted_at DESC, id DESC);

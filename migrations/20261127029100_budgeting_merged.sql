-- The page of an idea names what became part of it.
CREATE INDEX idea_merged_into ON budgeting.idea (merged_into) WHERE merged_into IS NOT NULL;

-- What is odd in an imported file was kept in English, in one of two forms; kept as data it is said in the reader's language.
UPDATE budgeting.imported_vote SET facts = jsonb_set(facts, '{notes}', (
  SELECT coalesce(jsonb_agg(CASE
    WHEN note ~ '^\d+ ballots break \w+$' THEN jsonb_build_object(
      'what', 'ballots-break', 'name', substring(note from '\w+$'), 'count', substring(note from '^\d+')::integer)
    ELSE jsonb_build_object(
      'what', 'column-differs', 'name', substring(note from '^\w+'), 'count', substring(note from ' of (\d+) ')::integer)
  END ORDER BY at), '[]')
  FROM jsonb_array_elements_text(facts -> 'notes') WITH ORDINALITY AS one (note, at)
  WHERE note ~ '^\d+ ballots break \w+$' OR note ~ '^\w+ of \d+ projects differ from the ballots$'))
WHERE jsonb_typeof(facts -> 'notes') = 'array';

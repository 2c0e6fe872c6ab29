-- Pages of their own stand now at /data/series and /data/inventory: a dataset that was called so before is found under another name.
DO $$
DECLARE
  taken text;
  n integer;
BEGIN
  FOR taken IN SELECT name FROM open_data.dataset WHERE name IN ('series', 'inventory') LOOP
    n := 2;
    WHILE EXISTS (SELECT FROM open_data.dataset WHERE name = taken || '-' || n) LOOP
      n := n + 1;
    END LOOP;
    UPDATE open_data.dataset SET name = taken || '-' || n WHERE name = taken;
  END LOOP;
END $$;

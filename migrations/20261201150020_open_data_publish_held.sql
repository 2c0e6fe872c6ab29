-- When its officers were told that it was not published on its day; told anew for another day.
ALTER TABLE open_data.dataset ADD COLUMN publish_held_at timestamptz;

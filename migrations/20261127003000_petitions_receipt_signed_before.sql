-- A receipt of a signature that had been given before, by another link or in another way: it counts once, and only its receipt says so.
ALTER TABLE petitions.receipt_link ADD COLUMN signed_before boolean NOT NULL DEFAULT false;

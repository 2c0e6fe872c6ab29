-- Files that leave with a mail. Encrypted with the vault key, because they may hold personal data, and deleted once the mail has left.
CREATE TABLE kernel.mail_attachment (
  mail_id uuid NOT NULL REFERENCES kernel.mail ON DELETE CASCADE,
  position smallint NOT NULL,
  file_name text NOT NULL,
  type text NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (mail_id, position)
);

-- Why a mail was given up: the server knows no such address, refuses this mail, or did not take it in twelve tries. Unknown of those
-- given up before this, and by a process that is older than this.
ALTER TABLE kernel.mail ADD COLUMN failed_because text CONSTRAINT mail_failed_because_known CHECK (failed_because IN ('address', 'mail', 'tries'));
CREATE INDEX mail_failed ON kernel.mail (failed_because) WHERE failed_at IS NOT NULL;

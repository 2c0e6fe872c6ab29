-- A code is looked for by the browser that asked; each asking has a browser token of its own.
CREATE UNIQUE INDEX sign_in_of_browser ON people.sign_in (browser_hash);
CREATE INDEX session_age ON people.session (expires_at);

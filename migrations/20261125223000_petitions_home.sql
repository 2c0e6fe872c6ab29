-- The home page shows what petitions changed, the newest first.
CREATE INDEX case_satisfied_lately ON petitions.case (answered_at DESC, id DESC) WHERE outcome = 'satisfied';

-- Digests count what was said since the last one, over all subjects.
CREATE INDEX comment_said ON discussion.comment (created_at) WHERE state = 'shown';

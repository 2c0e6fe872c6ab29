-- One person is in one team of a challenge, also when they ask twice at once. Who got into two stays in the first; a team of nobody is over.
ALTER TABLE open_data.team_member ADD COLUMN challenge_id uuid;
UPDATE open_data.team_member m SET challenge_id = t.challenge_id FROM open_data.team t WHERE t.id = m.team_id;
DELETE FROM open_data.team_member m USING open_data.team_member earlier
  WHERE earlier.challenge_id = m.challenge_id AND earlier.mailbox_id = m.mailbox_id
    AND (earlier.joined_at, earlier.team_id) < (m.joined_at, m.team_id);
UPDATE open_data.team t SET withdrawn_at = now()
  WHERE t.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM open_data.team_member m WHERE m.team_id = t.id);
ALTER TABLE open_data.team_member ALTER COLUMN challenge_id SET NOT NULL;
ALTER TABLE open_data.team ADD CONSTRAINT team_of_its_challenge UNIQUE (id, challenge_id);
ALTER TABLE open_data.team_member ADD CONSTRAINT team_member_of_its_challenge FOREIGN KEY (team_id, challenge_id)
  REFERENCES open_data.team (id, challenge_id);
ALTER TABLE open_data.team_member ADD CONSTRAINT team_member_once_a_challenge UNIQUE (challenge_id, mailbox_id);

-- A link into a team, for one person: the row goes with its use, when a member takes it back, and with the team.
CREATE TABLE open_data.team_invitation (
  id uuid PRIMARY KEY,
  team_id uuid NOT NULL REFERENCES open_data.team,
  made_at timestamptz NOT NULL
);
CREATE INDEX team_invitation_of_team ON open_data.team_invitation (team_id, made_at, id);

-- What an open challenge said before its institution changed it: only what became something else.
ALTER TABLE open_data.challenge_event ADD COLUMN before jsonb;
ALTER TABLE open_data.challenge_event DROP CONSTRAINT challenge_event_known;
ALTER TABLE open_data.challenge_event ADD CONSTRAINT challenge_event_known
  CHECK (kind IN ('published', 'changed', 'team', 'prototype', 'pilot', 'result', 'closed', 'cancelled'));
ALTER TABLE open_data.challenge_event ADD CONSTRAINT challenge_event_changed_whole CHECK ((kind = 'changed') = (before IS NOT NULL));

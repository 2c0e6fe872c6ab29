-- Whether it is forgotten who was told what about this vote (vote/forget-voters.ts): votes of any age are looked at until it is, and none twice.
ALTER TABLE budgeting.budget ADD COLUMN told_forgotten boolean NOT NULL DEFAULT false;

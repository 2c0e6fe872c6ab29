-- How one votes in an envelope, beside ticking projects: ticking within the money, spreading points, ranking.
ALTER TABLE budgeting.envelope DROP CONSTRAINT envelope_ballot_known;
ALTER TABLE budgeting.envelope ADD CONSTRAINT envelope_ballot_known CHECK (ballot_kind IN ('approval', 'knapsack', 'points', 'ranking'));
-- Points that a ballot spreads, and how many of them one project may get.
ALTER TABLE budgeting.envelope ADD COLUMN points integer;
ALTER TABLE budgeting.envelope ADD COLUMN max_points integer;
ALTER TABLE budgeting.envelope ADD CONSTRAINT envelope_points_where_they_are_spread CHECK (
  (ballot_kind = 'points') = (points IS NOT NULL) AND (points IS NULL) = (max_points IS NULL) AND (points IS NULL OR max_points BETWEEN 1 AND points));
-- Only ideas of this category; null: of any.
ALTER TABLE budgeting.envelope ADD COLUMN category text;
ALTER TABLE budgeting.envelope DROP CONSTRAINT envelope_leftovers_known;
-- 'carry-over' promised what no count does; what has it keeps it, nobody can choose it any more.
ALTER TABLE budgeting.envelope ADD CONSTRAINT envelope_leftovers_known CHECK (leftovers IN ('return', 'next-envelope', 'carry-over'));

-- What decides between equal projects, before the lot.
ALTER TABLE budgeting.budget ADD COLUMN tie text NOT NULL DEFAULT 'cost-votes' CONSTRAINT budget_tie_known CHECK (tie IN ('cost-votes', 'votes-cost', 'lot'));
-- Sets of ideas, by number, of which at most one is funded.
ALTER TABLE budgeting.budget ADD COLUMN exclusive jsonb NOT NULL DEFAULT '[]';
-- Whether the single ballots are published after the close, or totals alone.
ALTER TABLE budgeting.budget ADD COLUMN lists_ballots boolean NOT NULL DEFAULT true;

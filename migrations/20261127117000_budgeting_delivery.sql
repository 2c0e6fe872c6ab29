-- What happens when a chosen project cannot be done as it was voted on; fixed with the ballot.
CREATE TABLE budgeting.delivery_rule (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  -- So much over the cost on the ballot may be contracted without a public decision.
  over_cost_percent integer NOT NULL CONSTRAINT delivery_rule_percent_sensible CHECK (over_cost_percent BETWEEN 0 AND 100),
  -- Whether the council may add money.
  top_up boolean NOT NULL,
  -- Where the money of a project goes that is not done: to the next one by the rule of the count, or to the next budget.
  fallback text NOT NULL CONSTRAINT delivery_rule_fallback_known CHECK (fallback IN ('reserve', 'carry-over'))
);

-- A funded project on its way to be done. Money in minor units, as everywhere.
CREATE TABLE budgeting.delivery (
  project_id uuid PRIMARY KEY REFERENCES budgeting.project,
  process_id uuid NOT NULL REFERENCES processes.process,
  -- Life of a project: budgeting/delivery/project.ts.
  state text NOT NULL,
  chosen_by text NOT NULL CONSTRAINT delivery_chosen_known CHECK (chosen_by IN ('vote', 'reserve')),
  -- The stopped project whose money it has.
  replaces uuid REFERENCES budgeting.delivery,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  -- Name of the office, as the public reads it.
  office text,
  -- Who answers for it in the office; shown in the workspace only.
  officer_id uuid REFERENCES people.account,
  -- What may be contracted since the council added money; without it the cost on the ballot and the share that the rule gives.
  topped_up_to bigint CONSTRAINT delivery_top_up_positive CHECK (topped_up_to > 0),
  begun_at timestamptz NOT NULL,
  done_on date,
  checked_on date,
  warranty_until date,
  warranty_note text,
  warranty_lang text,
  CONSTRAINT delivery_chosen_in_place CHECK ((chosen_by = 'reserve') = (replaces IS NOT NULL)),
  CONSTRAINT delivery_replaces_once UNIQUE (replaces)
);
CREATE INDEX delivery_of_process ON budgeting.delivery (process_id);
CREATE INDEX delivery_of_organisation ON budgeting.delivery (organisation_id) WHERE state NOT IN ('checked', 'stopped');
CREATE INDEX delivery_of_officer ON budgeting.delivery (officer_id) WHERE officer_id IS NOT NULL;

CREATE TABLE budgeting.milestone (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  title text NOT NULL,
  lang text NOT NULL,
  -- As it was first promised; a later day does not hide it.
  first_planned_on date NOT NULL,
  planned_on date NOT NULL,
  done_on date,
  PRIMARY KEY (project_id, id)
);
CREATE INDEX milestone_due ON budgeting.milestone (planned_on, project_id) WHERE done_on IS NULL;

CREATE TABLE budgeting.money_line (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  what text NOT NULL,
  lang text NOT NULL,
  planned bigint NOT NULL CONSTRAINT money_line_planned CHECK (planned >= 0),
  contracted bigint CONSTRAINT money_line_contracted CHECK (contracted > 0),
  paid bigint NOT NULL CONSTRAINT money_line_paid CHECK (paid >= 0 AND paid <= coalesce(contracted, 0)),
  supplier text,
  contract_number text,
  contract_on date,
  contract_url text,
  -- Id of the contracting process in open contracting data (OCDS).
  ocid text,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, id),
  CONSTRAINT money_line_contract_whole
    CHECK ((contracted IS NULL) = (supplier IS NULL) AND (contracted IS NULL) = (contract_number IS NULL) AND (contracted IS NULL) = (contract_on IS NULL))
);

CREATE TABLE budgeting.project_picture (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  moment text NOT NULL CONSTRAINT project_picture_moment_known CHECK (moment IN ('before', 'during', 'after')),
  taken_on date NOT NULL,
  sha256 text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  width integer,
  height integer,
  description text NOT NULL,
  lang text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, id)
);

-- The project becomes another than the one voted on. The author is heard before it counts.
CREATE TABLE budgeting.scope_change (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  what text NOT NULL,
  reason text NOT NULL,
  lang text NOT NULL,
  proposed_at timestamptz NOT NULL,
  hear_until date NOT NULL,
  statement text,
  statement_lang text,
  statement_at timestamptz,
  -- Whose statement it is.
  stated_by uuid REFERENCES people.mailbox,
  outcome text CONSTRAINT scope_change_outcome_known CHECK (outcome IN ('in-force', 'withdrawn')),
  closed_at timestamptz,
  PRIMARY KEY (project_id, id),
  CONSTRAINT scope_change_closed_whole CHECK ((outcome IS NULL) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX scope_change_one_open ON budgeting.scope_change (project_id) WHERE outcome IS NULL;
CREATE INDEX scope_change_of_author ON budgeting.scope_change (stated_by) WHERE stated_by IS NOT NULL;

-- What the council decided about a project that cannot be done as it was voted on.
CREATE TABLE budgeting.delivery_decision (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  cause text NOT NULL CONSTRAINT delivery_decision_cause_known CHECK (cause IN ('withdrawn', 'unlawful', 'no-bids', 'over-cost')),
  outcome text NOT NULL CONSTRAINT delivery_decision_outcome_known CHECK (outcome IN ('top-up', 'smaller-scope', 'reserve', 'carry-over')),
  reason text NOT NULL,
  lang text NOT NULL,
  decision_number text NOT NULL,
  decision_on date NOT NULL,
  -- New sum that may be contracted, or the money that is free.
  amount bigint NOT NULL,
  next_project_id uuid REFERENCES budgeting.project,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, id)
);

CREATE TABLE budgeting.project_event (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  id uuid NOT NULL,
  kind text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, id)
);

-- "Is it done?": one answer a mailbox. What is said goes to the office, the numbers are public.
CREATE TABLE budgeting.done_answer (
  project_id uuid NOT NULL REFERENCES budgeting.delivery,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  is_done boolean NOT NULL,
  comment text,
  lang text NOT NULL,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, mailbox_id)
);
CREATE INDEX done_answer_of_mailbox ON budgeting.done_answer (mailbox_id);

-- Statistics of a process as they were last published, with the exact numbers that the next version is compared with.
CREATE TABLE budgeting.process_statistics (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  figures jsonb NOT NULL,
  counts jsonb NOT NULL,
  made_at timestamptz NOT NULL
);

-- What a blueprint begins with is a proposal: an official says the sum, before a budget can be published. Envelopes of before stand as they are.
ALTER TABLE budgeting.envelope ADD COLUMN amount_proposed boolean NOT NULL DEFAULT false;

-- Who answers for a holding, and by which law it is closed, in up to three languages as its title is. What stands there is Romanian.
ALTER TABLE open_data.holding
  ALTER COLUMN steward TYPE jsonb USING jsonb_build_object('ro', steward),
  ALTER COLUMN legal_basis TYPE jsonb USING CASE WHEN legal_basis IS NOT NULL THEN jsonb_build_object('ro', legal_basis) END;

UPDATE open_data.holding_history SET held = held || jsonb_build_object(
  'steward', jsonb_build_object('ro', held->'steward'),
  'legalBasis', CASE WHEN held->>'legalBasis' IS NOT NULL THEN jsonb_build_object('ro', held->'legalBasis') END);

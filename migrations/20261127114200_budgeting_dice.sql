-- When the dice of a lot went into the public log. Null for those of before, which were entered when the root was public already.
ALTER TABLE budgeting.budget ADD COLUMN lot_dice_at timestamptz;

-- What a doctor measured to find a loss of function, so that the working can be shown and found again.

ALTER TABLE impairments ADD COLUMN measured TEXT;

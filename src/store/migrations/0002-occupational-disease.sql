-- What PAK 1 asks of an occupational disease.

ALTER TABLE accident ADD COLUMN disease TEXT;
ALTER TABLE accident ADD COLUMN clinical_diagnosis TEXT;
ALTER TABLE accident ADD COLUMN service_months INTEGER;
ALTER TABLE accident ADD COLUMN exposure_group TEXT;
ALTER TABLE accident ADD COLUMN exposure_source TEXT;

-- Open cases are few, also where there are millions: each order of a queue has an index of them alone, so that its pages
-- cost the same wherever the open ones stand among the closed.

CREATE INDEX case_index_open_by_number ON case_index (number, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_name_key ON case_index (name_key, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_employer_key ON case_index (employer_key, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_participant_number ON case_index (participant_number, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_segment ON case_index (segment, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_status ON case_index (status, case_id, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_accident_day ON case_index (accident_day, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_received_day ON case_index (received_day, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_verifier ON case_index (verifier, case_id, status, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_total ON case_index (total, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_outcome ON case_index (outcome, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');
CREATE INDEX case_index_open_by_updated_at ON case_index (updated_at, case_id, status, verifier, claimed_day)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');

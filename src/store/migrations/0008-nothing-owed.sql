-- A list shows what is owed: for a rejected case nothing, whatever its sheet comes to.

UPDATE case_index SET total = 0 WHERE status = 'ditolak';

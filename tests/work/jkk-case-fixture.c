#include "jkk-case-fixture.h"

#include <string.h>

JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strndup (path, strcspn (path, "["));
  JkkCase *after;

  if (strchr (path, '[') != NULL && jkk_case_find (jcase, path, NULL, NULL) == NULL)
    {
      after = jkk_case_append (jcase, part, NULL);
      jkk_case_unref (jcase);
      jcase = after;
    }
  after = jkk_case_set (jcase, path, text, &error);
  g_assert_no_error (error);
  jkk_case_unref (jcase);
  return after;
}

/* A wage earner with 41 days of STMB at 4,000,000 a month: 5,466,667 rupiah. */
JkkCase *
complete_case (void)
{
  static const char *const rows[][2] = {
    { "cover.segment", "PU" },
    { "cover.received_day", "2026-04-28" },
    { "employer.name", "PT Contoh Maju" },
    { "employer.number", "JJ000001" },
    { "participant.name", "Tono Contoh" },
    { "participant.number", "12000000001" },
    { "participant.identity", "3171011203900001" },
    { "participant.born", "1990-03-12" },
    { "participant.wage_kind", "per-bulan" },
    { "participant.wage", "4000000" },
    { "participant.registered", "ya" },
    { "accident.case_kind", "kecelakaan-kerja" },
    { "accident.accident_day", "2026-03-12" },
    { "accident.place", "dalam-lokasi-kerja" },
    { "accident.chronology", "Tangan terjepit mesin." },
    { "accident.reported_day", "2026-03-13" },
    { "medical.doctor_name", "dr. Contoh" },
    { "medical.facility", "RS Contoh" },
    { "medical.participant_name", "Tono Contoh" },
    { "medical.participant_number", "12000000001" },
    { "medical.accident_day", "2026-03-12" },
    { "medical.examined_day", "2026-04-22" },
    { "medical.diagnosis", "Fraktur jari" },
    { "medical.diagnosis_code", "S62.6" },
    { "medical.outcome", "sembuh" },
    { "medical.treated_from", "2026-03-12" },
    { "medical.treated_until", "2026-03-20" },
    { "medical.rest_from", "2026-03-21" },
    { "medical.rest_until", "2026-04-21" },
    { "claim.outcome", "sembuh" },
    { "claim.claimed_day", "2026-04-28" },
  };
  JkkCase *jcase = jkk_case_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    jcase = with (jcase, rows[i][0], rows[i][1]);
  return jcase;
}

#include "jkk-work-fixture.h"

#include "../scratch-folder.h"
#include "place.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

void
sign_in (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;

  jkk_office_sign_in (fixture->office, login, PASSWORD, &error);
  g_assert_no_error (error);
}

static void
add_person (Fixture *fixture, const char *login, const char *name, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAccount) account = jkk_account_new (login, name, roles);
  JkkRequest request = { .account = account, .password = FIRST_PASSWORD };
  JkkRequest own = { .old_password = FIRST_PASSWORD, .password = PASSWORD };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "add-account", &request, &error);
  g_autoptr (JkkOutcome) chosen = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  jkk_office_sign_in (fixture->office, login, FIRST_PASSWORD, &error);
  g_assert_no_error (error);
  chosen = jkk_office_do (fixture->office, "change-password", &own, &error);
  g_assert_no_error (error);
  sign_in (fixture, "admin");
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkOfficeSetup setup = { "Kantor Cabang Contoh", "Contoh", "admin", "Ayu Admin", PASSWORD };

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_setenv ("SANTUN_TODAY", "2026-05-05", TRUE);
  fixture->folder = make_folder ();
  fixture->address = g_build_filename (fixture->folder, "office.db", NULL);
  jkk_office_create (fixture->address, &setup, &error);
  g_assert_no_error (error);
  fixture->place = place_open (fixture->address);
  fixture->office = jkk_office_open (fixture->place, &error);
  g_assert_no_error (error);
  sign_in (fixture, "admin");
  add_person (fixture, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  add_person (fixture, "rina", "Rina Contoh", JKK_ROLE_VERIFIER);
  add_person (fixture, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);
}

/* Nobody else holds it in the end; a thread that has just done its work may let go a moment later. */
void
end_object (gpointer object)
{
  gpointer watched = object;

  g_object_add_weak_pointer (object, &watched);
  g_object_unref (object);
  for (guint i = 0; watched != NULL; i++)
    {
      g_assert_cmpuint (i, <, 5000);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->office != NULL)
    {
      jkk_office_close (fixture->office);
      end_object (fixture->office);
    }
  place_close (fixture->place);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->place);
  g_free (fixture->address);
}

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

gint64
take_in (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  JkkRequest request = { .edited = jcase };
  g_autoptr (JkkOutcome) outcome = NULL;

  sign_in (fixture, "sari");
  outcome = jkk_office_do (fixture->office, "take-in", &request, &error);
  g_assert_no_error (error);
  return outcome->case_id;
}

JkkCase *
load (Fixture *fixture, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, case_id, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&file->jcase);
}

/* Does a deed and returns the case after it. */
JkkCase *
deed (Fixture *fixture, const char *name, gint64 case_id, const char *reason)
{
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .case_id = case_id, .reason = reason };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, name, &request, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&outcome->jcase);
}

/* Tries a deed that must be refused and must leave no trace. */
void
refused (Fixture *fixture, const char *name, gint64 case_id, const char *reason, JkkError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) before = load (fixture, case_id), after = NULL;
  guint length = history_length (fixture, case_id);
  JkkRequest request = { .case_id = case_id, .reason = reason };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, name, &request, &error);

  g_assert_null (outcome);
  g_assert_error (error, JKK_ERROR, (int) code);
  after = load (fixture, case_id);
  g_assert_true (jkk_case_equal (before, after));
  g_assert_cmpint (before->revision, ==, after->revision);
  g_assert_cmpuint (history_length (fixture, case_id), ==, length);
}

guint
history_length (Fixture *fixture, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, case_id, &error);

  g_assert_no_error (error);
  return file->history->len;
}

/* What a hospital writes of the case a week later: two weeks more of rest. */
JkkMessage *
hospital_message (const JkkCase *jcase)
{
  JkkMessage *message = jkk_message_new ("kk3");
  g_autoptr (JkkCase) content = jkk_case_new ();

  jkk_record_copy (&jkk_medical_type, &content->medical, &jcase->medical);
  message->id = g_uuid_string_random ();
  message->sender = g_strdup ("RS-CONTOH");
  message->sequence = 1;
  message->sent_at = g_strdup ("2026-05-05T08:00:00+07:00");
  message->case_number = g_strdup (jcase->cover.number);
  message->content = with (g_steal_pointer (&content), "medical.rest_until", "2026-05-03");
  message->parts = g_strsplit ("medical absences impairments", " ", -1);
  return message;
}

/* A case of a worker who died and leaves a child in its fourth year of primary school, as its verifier saved it. */
gint64
case_with_a_child (Fixture *fixture)
{
  static const char *const facts[][2] = {
    { "medical.outcome", "meninggal-dunia" }, { "medical.death_day", "2026-03-20" },
    { "claim.outcome", "meninggal-dunia" },   { "claim.has_children", "ya" },
    { "children[1].name", "Anak Contoh" },    { "children[1].born", "2016-08-12" },
    { "children[1].school_level", "SD" },     { "children[1].school_year", "4" },
    { "children[1].working", "tidak" },       { "children[1].married", "tidak" },
  };
  gint64 id = take_in (fixture);

  sign_in (fixture, "sari");
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  JkkCase *edited = jkk_case_ref (taken);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    edited = with (edited, facts[i][0], facts[i][1]);
  g_autoptr (JkkCase) whole = edited;
  JkkRequest save = { .case_id = id, .edited = whole };
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &save, &error);
  g_assert_no_error (error);
  return id;
}

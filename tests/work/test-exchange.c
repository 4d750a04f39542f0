#include "jkk-work-fixture.h"

#include <string.h>

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_a_message_is_matched_by_number_and_by_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkMessage) message = hospital_message (jcase);
  g_autoptr (GPtrArray) by_number = jkk_exchange_match (fixture->office, message, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (by_number->len, ==, 1);
  g_assert_true (((JkkMatch *) by_number->pdata[0])->certain);
  g_clear_pointer (&message->case_number, g_free);
  g_autoptr (GPtrArray) by_person = jkk_exchange_match (fixture->office, message, &error);
  g_assert_cmpuint (by_person->len, ==, 1);
  g_assert_cmpint (((JkkMatch *) by_person->pdata[0])->case_id, ==, id);
  jkk_set_str (&message->content->medical.participant_number, "99999999999");
  jkk_set_str (&message->content->medical.participant_identity, NULL);
  g_autoptr (GPtrArray) nobody = jkk_exchange_match (fixture->office, message, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_a_wrong_number_is_offered_but_not_certain (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkMessage) message = hospital_message (jcase);

  jkk_set_str (&message->content->medical.participant_number, "99999999999");
  jkk_set_str (&message->content->medical.participant_identity, NULL);
  g_autoptr (GPtrArray) matches = jkk_exchange_match (fixture->office, message, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_false (((JkkMatch *) matches->pdata[0])->certain);
}

static void
test_only_chosen_values_are_taken (Fixture *fixture, gconstpointer data)
{
  static const char *const chosen[] = { "medical.rest_until", NULL };
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkMessage) message = hospital_message (jcase);

  jkk_set_str (&message->content->medical.diagnosis, "Diagnosis lain");
  g_autoptr (GPtrArray) differences = jkk_exchange_differences (jcase, message);
  g_autoptr (JkkCase) some = jkk_exchange_apply (jcase, message, chosen);
  g_autoptr (JkkCase) all = jkk_exchange_apply (jcase, message, NULL);
  g_assert_cmpuint (differences->len, ==, 2);
  g_assert_cmpstr (some->medical.diagnosis, ==, "Fraktur jari");
  g_assert_cmpint (some->medical.rest_until, ==, jkk_day_new (2026, 5, 3));
  g_assert_cmpstr (all->medical.diagnosis, ==, "Diagnosis lain");
}

static void
test_what_a_message_leaves_out_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = with (complete_case (), "absences[1].from_day", "2026-04-01");
  g_autoptr (JkkMessage) message = hospital_message (jcase);

  jkk_set_str (&message->content->medical.diagnosis, NULL);
  g_autoptr (JkkCase) all = jkk_exchange_apply (jcase, message, NULL);
  g_assert_cmpstr (all->medical.diagnosis, ==, "Fraktur jari");
  g_assert_cmpuint (all->absences->len, ==, 1);
}

static void
test_a_case_goes_out_and_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autofree char *xml = jkk_exchange_case_xml (jcase, NULL);
  g_autofree char *path = write_file (fixture, "kasus.xml", xml);
  g_autoptr (JkkCase) again = jkk_exchange_read_case (path, &faults, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_case_equal (jcase, again));
}

static void
test_the_template_is_a_faultless_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *xml = jkk_exchange_template (NULL);
  g_autofree char *path = write_file (fixture, "contoh.xml", xml);
  const char *kind = NULL;

  g_assert_true (jkk_exchange_check (path, &kind, &faults, &error));
  g_assert_no_error (error);
}

static void
test_hostile_files_are_refused_with_faults (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "<pesan",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<a xmlns='urn:santun:pesan:1'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      g_autofree char *path = write_file (fixture, "jahat.xml", texts[i]);

      g_assert_null (jkk_exchange_read (path, &faults, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

static void
test_a_decision_is_exported_once_it_is_made (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  g_autoptr (JkkCaseFile) before = jkk_office_load (fixture->office, id, NULL);

  g_assert_null (jkk_exchange_decision_xml (before, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, NULL);
  g_autoptr (JkkCaseFile) after = jkk_office_load (fixture->office, id, NULL);
  g_autofree char *xml = jkk_exchange_decision_xml (after, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (xml, "5466667"));
  g_autofree char *path = write_file (fixture, "penetapan.xml", xml);
  g_autoptr (GPtrArray) faults = NULL;
  const char *kind = NULL;
  g_assert_true (jkk_exchange_check (path, &kind, &faults, &error));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/exchange/match", test_a_message_is_matched_by_number_and_by_person);
  fixture_test_add ("/exchange/wrong-number", test_a_wrong_number_is_offered_but_not_certain);
  fixture_test_add ("/exchange/chosen", test_only_chosen_values_are_taken);
  fixture_test_add ("/exchange/left-out", test_what_a_message_leaves_out_stays);
  fixture_test_add ("/exchange/case", test_a_case_goes_out_and_comes_back);
  fixture_test_add ("/exchange/template", test_the_template_is_a_faultless_case);
  fixture_test_add ("/exchange/hostile", test_hostile_files_are_refused_with_faults);
  fixture_test_add ("/exchange/decision", test_a_decision_is_exported_once_it_is_made);
  return g_test_run ();
}

#include "jkk-import-state.h"

static JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  JkkCase *next = jkk_case_set (jcase, path, text, NULL);

  g_assert_nonnull (next);
  jkk_case_unref (jcase);
  return next;
}

static JkkCase *
case_new (void)
{
  JkkCase *jcase = with (jkk_case_new (), "medical.diagnosis", "Memar");

  return with (jcase, "medical.facility", "RS Sehat");
}

/* A message that repeats the facility, changes the diagnosis, adds the outcome, and brings two further letters. */
static JkkMessage *
message_new (void)
{
  JkkMessage *message = jkk_message_new ("kk3");
  static const char *const parts[] = { "medical", "absences", NULL };
  JkkCase *content = with (jkk_case_new (), "medical.diagnosis", "Patah tulang jari");

  content = with (content, "medical.facility", "RS Sehat");
  content = with (content, "medical.outcome", "sembuh");
  content = with (content, "medical.participant_name", "Budi Santoso");
  for (guint i = 0; i < 2; i++)
    {
      JkkCase *longer = jkk_case_append (content, "absences", NULL);

      jkk_case_unref (content);
      content = longer;
    }
  content = with (content, "absences[1].kind", "istirahat");
  content = with (content, "absences[2].from_day", "2026-03-12");
  g_clear_pointer (&message->content, jkk_case_unref);
  message->content = content;
  g_strfreev (message->parts);
  message->parts = g_strdupv ((char **) parts);
  return message;
}

static const JkkImportRow *
find (GPtrArray *rows, const char *label)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((JkkImportRow *) rows->pdata[i])->label, label))
      return rows->pdata[i];
  return NULL;
}

static void
test_only_what_would_change_is_shown_before_and_after (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkMessage) message = message_new ();
  g_autoptr (GPtrArray) rows = jkk_import_state_rows (jcase, message);
  const JkkImportRow *diagnosis = find (rows, "Diagnosis"), *outcome = find (rows, "Outcome (KK 3)");

  g_assert_cmpstr (diagnosis->before, ==, "Memar");
  g_assert_cmpstr (diagnosis->after, ==, "Patah tulang jari");
  g_assert_cmpstr (diagnosis->place, ==, "KK 3 · 8");
  g_assert_true (diagnosis->chosen);
  g_assert_cmpstr (outcome->before, ==, "");
  g_assert_cmpstr (outcome->after, ==, "Healed");
  g_assert_null (find (rows, "Health facility"));
}

static void
test_a_list_is_one_row (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkMessage) message = message_new ();
  g_autoptr (GPtrArray) rows = jkk_import_state_rows (jcase, message);
  const JkkImportRow *letters = find (rows, "Further doctor’s letter");

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (letters->before, ==, "");
  g_assert_cmpstr (letters->after, ==, "1 · Rest\n2 · 12-03-2026");
}

static void
test_only_what_is_chosen_is_taken (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkMessage) message = message_new ();
  g_autoptr (GPtrArray) rows = jkk_import_state_rows (jcase, message);

  for (guint i = 0; i < rows->len; i++)
    ((JkkImportRow *) rows->pdata[i])->chosen = FALSE;
  ((JkkImportRow *) find (rows, "Diagnosis"))->chosen = TRUE;
  g_auto (GStrv) paths = jkk_import_state_paths (rows);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, "medical.diagnosis");
}

static void
test_a_message_is_told_in_a_line (void)
{
  g_autoptr (JkkMessage) message = message_new ();
  g_autofree char *told = jkk_import_state_describe (message);

  g_assert_cmpstr (told, ==, "RS Sehat · Budi Santoso");
}

static void
test_rows_of_a_form_tell_their_place (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkMessage) message = message_new ();
  g_autoptr (GPtrArray) rows = jkk_import_state_rows (jcase, message);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_read_value_free);
  static const char *const paths[] = { "medical.diagnosis", "absences[2].from_day" };
  guint n_sources = 0;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      JkkReadValue *value = jkk_read_value_new (paths[i], "x");

      value->label = g_strdup ("8");
      value->source = g_strdup ("feld");
      value->page = i;
      g_ptr_array_add (values, value);
    }
  jkk_import_state_add_sources (rows, values);
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkImportRow *row = rows->pdata[i];

      if (g_str_equal (row->path, "medical.diagnosis"))
        {
          g_assert_cmpstr (row->source, ==, "page 1 · 8");
          g_assert_true (g_str_has_prefix (row->exact, "page 1 · 8 · [feld]"));
        }
      if (g_str_has_prefix (row->path, "absences["))
        g_assert_true (g_str_has_prefix (row->source, "page 2"));
      n_sources += row->source != NULL;
    }
  g_assert_cmpuint (n_sources, ==, 2);
}

static void
test_changes_since_printing_are_in_words (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  JkkChange change = { (char *) "accident.accident_day", NULL, (char *) "2026-03-12" };
  g_autofree char *text = jkk_import_state_change (jcase, &change);

  g_assert_true (g_str_has_suffix (text, ": on paper (empty), now 12-03-2026"));
}

static void
test_what_has_no_place_says_where_it_stands (void)
{
  g_autoptr (JkkFault) fault =
      jkk_fault_new (120, 18, "/Bundle/entry[6]/resource/Condition/extension", "fhir-no-place", "Tanpa tempat.", NULL);
  g_autoptr (JkkFault) more = jkk_fault_new (0, 0, NULL, "fhir-no-place-more", "Masih ada.", NULL);
  g_autofree char *text = jkk_import_state_notice (fault), *rest = jkk_import_state_notice (more);

  g_assert_cmpstr (text, ==, "Tanpa tempat. (Condition/extension, line 120)");
  g_assert_cmpstr (rest, ==, "Masih ada.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-state/only-what-would-change-is-shown-before-and-after",
                   test_only_what_would_change_is_shown_before_and_after);
  g_test_add_func ("/import-state/a-list-is-one-row", test_a_list_is_one_row);
  g_test_add_func ("/import-state/only-what-is-chosen-is-taken", test_only_what_is_chosen_is_taken);
  g_test_add_func ("/import-state/a-message-is-told-in-a-line", test_a_message_is_told_in_a_line);
  g_test_add_func ("/import-state/rows-of-a-form-tell-their-place", test_rows_of_a_form_tell_their_place);
  g_test_add_func ("/import-state/changes-since-printing-are-in-words", test_changes_since_printing_are_in_words);
  g_test_add_func ("/import-state/what has no place says where it stands", test_what_has_no_place_says_where_it_stands);
  return g_test_run ();
}

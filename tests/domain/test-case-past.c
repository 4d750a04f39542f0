#include "jkk-case-past.h"

#include <string.h>

/* How long a random life of a case is, and how many are lived. */
#define STEPS 40
#define LIVES 25

static GPtrArray *
history_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
}

/* Notes the step from @before to @after as a deed does; the newest entry stands first. */
static void
note (GPtrArray *history, const JkkCase *before, const JkkCase *after)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->sequence = history->len + 1;
  entry->time = 1773900000 + history->len * 60;
  entry->person = g_strdup ("sari");
  entry->deed = g_strdup (history->len == 0 ? "take-in" : "save");
  entry->changes = jkk_case_diff (before, after);
  jkk_case_past_note_lengths (before, after, entry->changes);
  g_ptr_array_insert (history, 0, entry);
}

static JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkCase *after = jkk_case_set (jcase, path, text, &error);

  g_assert_no_error (error);
  jkk_case_unref (jcase);
  return after;
}

static void
put_anything (const JkkField *field, gpointer record)
{
  static const char *const texts[] = { NULL, "", "Jalan\tBaru\nNomor \\ 1", "Tono Contoh", "ꦠꦺꦴꦤꦺꦴ", " spasi " };

  if (jkk_field_is_text (field))
    jkk_field_put_string (field, record, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
  else if (g_test_rand_int_range (0, 4) == 0)
    jkk_field_put_number (field, record, JKK_NONE);
  else if (field->kind == JKK_KIND_FLAG)
    jkk_field_put_number (field, record, g_test_rand_int_range (0, 2));
  else
    jkk_field_put_number (field, record, g_test_rand_int_range (0, field->kind == JKK_KIND_TIME ? 1440 : 20000));
}

/* A later version: a few values anywhere, rows that come, full or empty, and rows that go from anywhere. */
static JkkCase *
lived_on (const JkkCase *jcase)
{
  JkkCase *after = jkk_case_copy (jcase);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < 6; i++)
    {
      const JkkCasePart *part = &parts[g_test_rand_int_range (0, (gint32) n_parts)];
      const JkkField *field = &part->type->fields[g_test_rand_int_range (0, (gint32) part->type->n_fields)];
      GPtrArray *rows = part->is_list ? jkk_case_part_list (after, part) : NULL;
      int dice = g_test_rand_int_range (0, 6);

      if (rows == NULL)
        put_anything (field, (gpointer) jkk_case_part_record (after, part));
      else if (dice < 2)
        g_ptr_array_add (rows, jkk_record_new (part->type));
      else if (dice == 2 && rows->len > 0)
        jkk_record_free (part->type,
                         g_ptr_array_remove_index (rows, (guint) g_test_rand_int_range (0, (gint32) rows->len)));
      else if (rows->len > 0)
        put_anything (field, rows->pdata[g_test_rand_int_range (0, (gint32) rows->len)]);
    }
  return after;
}

static void
test_every_version_of_any_life_is_rebuilt_exactly (void)
{
  for (guint life = 0; life < LIVES; life++)
    {
      g_autoptr (GPtrArray) history = history_new ();
      g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_unref);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (versions, jkk_case_new ());
      for (guint i = 0; i < STEPS; i++)
        {
          JkkCase *next = lived_on (versions->pdata[i]);

          note (history, versions->pdata[i], next);
          g_ptr_array_add (versions, next);
        }
      for (guint n = 0; n <= STEPS; n++)
        {
          g_autoptr (JkkCase) past = jkk_case_past_rewind (versions->pdata[STEPS], history, n, &error);

          g_assert_no_error (error);
          g_assert_true (jkk_case_equal (past, versions->pdata[STEPS - n]));
        }
      g_assert_true (jkk_case_past_is_complete (versions->pdata[STEPS], history, &error));
    }
}

static void
test_only_lengths_that_do_not_show_are_noted (void)
{
  g_autoptr (JkkCase) none = jkk_case_new ();
  g_autoptr (JkkCase) empty_row = jkk_case_append (none, "children", NULL);
  g_autoptr (JkkCase) filled = with (jkk_case_copy (empty_row), "children[1].name", "Ani Contoh");
  g_autoptr (GPtrArray) shows = jkk_case_diff (none, filled), hides = jkk_case_diff (none, empty_row),
                        turns = jkk_case_diff (empty_row, filled);
  const JkkCasePart *part = NULL;

  jkk_case_past_note_lengths (none, filled, shows);
  g_assert_cmpuint (shows->len, ==, 1);
  jkk_case_past_note_lengths (none, empty_row, hides);
  g_assert_cmpuint (hides->len, ==, 1);
  const JkkChange *change = hides->pdata[0];
  g_assert_cmpstr (change->path, ==, "children.*");
  g_assert_cmpstr (change->before, ==, "0");
  g_assert_cmpstr (change->after, ==, "1");
  g_assert_true (jkk_case_past_is_length (change->path, &part));
  g_assert_cmpstr (part->name, ==, "children");
  g_assert_false (jkk_case_past_is_length ("participant.name", NULL));
  g_assert_false (jkk_case_past_is_length ("participant.*", NULL));
  /* The row was there before its name. */
  jkk_case_past_note_lengths (empty_row, filled, turns);
  g_assert_cmpuint (turns->len, ==, 2);
}

/* Sari wrote a wage and then another one. */
static JkkCase *
two_wages (GPtrArray *history)
{
  g_autoptr (JkkCase) none = jkk_case_new ();
  g_autoptr (JkkCase) first = with (jkk_case_copy (none), "participant.wage", "4000000");
  JkkCase *second = with (jkk_case_copy (first), "participant.wage", "4500000");

  note (history, none, first);
  note (history, first, second);
  return second;
}

static void
test_where_the_store_says_something_else_nothing_is_guessed (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (JkkCase) now = two_wages (history);
  g_autoptr (JkkCase) touched = with (jkk_case_copy (now), "participant.wage", "9000000");
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_case_past_rewind (touched, history, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "4.500.000"));
  g_assert_nonnull (strstr (error->message, "9.000.000"));
}

static void
test_what_came_without_an_entry_is_named (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (JkkCase) now = two_wages (history);
  g_autoptr (JkkCase) more = with (jkk_case_copy (now), "participant.name", "Tono Contoh");
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_case_past_is_complete (more, history, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Name"));
}

static void
add_change (GPtrArray *history, const char *path, const char *before, const char *after)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (((JkkHistoryEntry *) history->pdata[0])->changes, change);
}

static void
test_what_is_no_part_of_the_case_is_passed_over (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (JkkCase) now = two_wages (history);
  g_autoptr (GError) error = NULL;

  add_change (history, "approval.signature", NULL, "00");
  add_change (history, "owed", "RS-CONTOH", NULL);
  g_assert_true (jkk_case_past_is_complete (now, history, &error));
  g_assert_no_error (error);
}

static void
test_hostile_entries_end_the_history_with_a_sentence (void)
{
  static const char *const paths[] = { "participant.gone",        "participant.",       "children[0].name",
                                       "children[].name",         "children[-1].name",  "children",
                                       "children[99999999].name", "participant[1].name" };
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GPtrArray) history = history_new ();
      g_autoptr (JkkCase) now = two_wages (history);
      g_autoptr (GError) error = NULL;

      add_change (history, paths[i], "a", "b");
      g_assert_null (jkk_case_past_rewind (now, history, 1, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
    }
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (JkkCase) now = two_wages (history);
  g_autoptr (GError) error = NULL;
  add_change (history, "participant.born", "no day", NULL);
  g_assert_null (jkk_case_past_rewind (now, history, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-past/every-version", test_every_version_of_any_life_is_rebuilt_exactly);
  g_test_add_func ("/case-past/lengths", test_only_lengths_that_do_not_show_are_noted);
  g_test_add_func ("/case-past/touched", test_where_the_store_says_something_else_nothing_is_guessed);
  g_test_add_func ("/case-past/without-entry", test_what_came_without_an_entry_is_named);
  g_test_add_func ("/case-past/told", test_what_is_no_part_of_the_case_is_passed_over);
  g_test_add_func ("/case-past/hostile", test_hostile_entries_end_the_history_with_a_sentence);
  return g_test_run ();
}

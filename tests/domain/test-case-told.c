#include "jkk-case-told.h"

#include "jkk-case-past.h"
#include "jkk-code-list.h"
#include "jkk-decision.h"

typedef struct
{
  JkkCase *jcase;
  GPtrArray *history;
} Told;

static void
live_on (Told *told, JkkCase *after)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  const JkkCase *before = told->jcase != NULL ? told->jcase : nothing;
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->changes = jkk_case_diff (before, after);
  jkk_case_past_note_lengths (before, after, entry->changes);
  g_ptr_array_insert (told->history, 0, entry);
  g_clear_pointer (&told->jcase, jkk_case_unref);
  told->jcase = after;
}

static void
told_set_up (Told *told, gconstpointer data)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  g_autoptr (JkkCase) numbered = jkk_case_set (nothing, "cover.number", "JKK-2026-000001", NULL);

  told->jcase = NULL;
  told->history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  live_on (told, jkk_case_set (numbered, "participant.wage", "4000000", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JkkCase) longer = jkk_case_append (told->jcase, "heirs", NULL);

      live_on (told, jkk_case_set (longer, i == 0 ? "heirs[1].name" : "heirs[2].name", i == 0 ? "Ani" : "Adi", NULL));
    }
}

static void
told_tear_down (Told *told, gconstpointer data)
{
  jkk_case_unref (told->jcase);
  g_ptr_array_unref (told->history);
}

static void
assert_differs (Told *told, const JkkCase *jcase, const char *path)
{
  g_autoptr (GPtrArray) paths = jkk_case_told_differences (jcase, told->history);

  g_assert_cmpuint (paths->len, ==, path != NULL ? 1 : 0);
  if (path != NULL)
    g_assert_cmpstr (paths->pdata[0], ==, path);
}

static void
test_what_was_told_last_counts (Told *told, gconstpointer data)
{
  assert_differs (told, told->jcase, NULL);
  live_on (told, jkk_case_set (told->jcase, "participant.wage", "5000000", NULL));
  assert_differs (told, told->jcase, NULL);
  g_autoptr (JkkCase) edited = jkk_case_set (told->jcase, "participant.wage", "4000000", NULL);
  assert_differs (told, edited, "participant.wage");
  g_autoptr (JkkCase) emptied = jkk_case_set (told->jcase, "participant.wage", "", NULL);
  assert_differs (told, emptied, "participant.wage");
}

/* A case that was given back is received again, as an empty one is. */
static void
test_what_comes_back_to_the_beginning_is_told (Told *told, gconstpointer data)
{
  live_on (told, jkk_case_set (told->jcase, "cover.status", "diverifikasi", NULL));
  g_autoptr (JkkCase) edited = jkk_case_set (told->jcase, "cover.status", "masuk", NULL);
  assert_differs (told, edited, "cover.status");
  live_on (told, jkk_case_ref (edited));
  assert_differs (told, told->jcase, NULL);
  g_autoptr (JkkCase) again = jkk_case_set (told->jcase, "cover.status", "diverifikasi", NULL);
  assert_differs (told, again, "cover.status");
}

static void
test_rows_come_and_go (Told *told, gconstpointer data)
{
  g_autoptr (JkkCase) shorter = jkk_case_copy (told->jcase);

  jkk_record_free (&jkk_heir_type, g_ptr_array_steal_index (shorter->heirs, 1));
  assert_differs (told, shorter, "heirs[2].name");
  live_on (told, jkk_case_ref (shorter));
  assert_differs (told, told->jcase, NULL);
}

/* One that the field takes, whatever its kind. */
static JkkCase *
fill_in (const JkkCase *jcase, const char *path)
{
  static const char *const texts[] = { "x", "7", "2026-01-05", "08:30", "ya", "PU", "2026", "x@example.org" };
  const JkkField *field = jkk_case_path_field (path);
  const JkkCodeList *codes = field->codes != NULL ? jkk_code_list_get (field->codes) : NULL;
  JkkCase *filled = codes != NULL ? jkk_case_set (jcase, path, codes->codes[codes->n_codes - 1].code, NULL) : NULL;

  for (guint i = 0; filled == NULL && i < G_N_ELEMENTS (texts); i++)
    filled = jkk_case_set (jcase, path, texts[i], NULL);
  return filled;
}

/* Whatever a field holds in an empty case: it may be filled in and be as before again. */
static void
test_each_value_comes_and_goes (Told *told, gconstpointer data)
{
  guint n_parts, n_filled = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    for (guint f = 0; !parts[i].is_list && f < parts[i].type->n_fields; f++)
      {
        g_autofree char *path = g_strconcat (parts[i].name, ".", parts[i].type->fields[f].name, NULL);
        g_autoptr (JkkCase) before = jkk_case_ref (told->jcase);
        JkkCase *filled = fill_in (before, path);

        if (filled == NULL)
          continue;
        n_filled++;
        live_on (told, filled);
        assert_differs (told, told->jcase, NULL);
        if (!jkk_case_equal (before, filled))
          assert_differs (told, before, path);
        live_on (told, jkk_case_ref (before));
        assert_differs (told, told->jcase, NULL);
      }
  g_assert_cmpuint (n_filled, >, 60);
}

/* Somebody puts in what nobody entered; that says something only where the history begins with the case. */
static void
test_what_was_never_told_is_named (Told *told, gconstpointer data)
{
  g_autoptr (JkkCase) edited = jkk_case_set (told->jcase, "participant.bank_account", "666", NULL);

  assert_differs (told, edited, "participant.bank_account");
  g_ptr_array_remove_index (told->history, told->history->len - 1);
  assert_differs (told, edited, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/case-told/" #name, Told, NULL, told_set_up, test_##name, told_tear_down)
  ADD (what_was_told_last_counts);
  ADD (what_comes_back_to_the_beginning_is_told);
  ADD (rows_come_and_go);
  ADD (each_value_comes_and_goes);
  ADD (what_was_never_told_is_named);
  return g_test_run ();
}

#include "jkk-origin.h"

#include <string.h>

static JkkHistoryEntry *
add_entry (GPtrArray *history, gint64 time, const char *person, const char *deed, const char *reason)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->time = time;
  entry->person = g_strdup (person);
  entry->deed = g_strdup (deed);
  entry->reason = g_strdup (reason);
  entry->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_ptr_array_add (history, entry);
  return entry;
}

static void
add_change (JkkHistoryEntry *entry, const char *path, const char *after, const char *source)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->after = g_strdup (after);
  change->source = g_strdup (source);
  g_ptr_array_add (entry->changes, change);
}

/* The newest first: Sari corrected the wage after the hospital's letter had been taken over. */
static GPtrArray *
history_new (void)
{
  GPtrArray *history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);

  add_change (add_entry (history, 1773993900, "sari", "save", NULL), "participant.wage", "4500000", NULL);
  JkkHistoryEntry *letter = add_entry (history, 1773990300, "rina", "take-over", "RS-CONTOH · 6f1c2a52");
  add_change (letter, "medical.outcome", "sembuh", "/pesan/kk3/medical/outcome");
  add_change (letter, "absences[1].from_day", "2026-03-12", "/pesan/kk3/absences/absence[1]/from_day");
  add_change (add_entry (history, 1773900000, "rina", "take-in", NULL), "participant.wage", "4000000", NULL);
  return history;
}

static void
test_the_last_word_counts (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (GHashTable) origins = jkk_origins_new (history);

  g_assert_cmpstr (g_hash_table_lookup (origins, "participant.wage"), ==, "sari, 20-03-2026 08.05");
  g_assert_null (g_hash_table_lookup (origins, "participant.name"));
}

static void
test_a_message_is_named_with_the_place_in_it (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (GHashTable) origins = jkk_origins_new (history);

  g_assert_cmpstr (g_hash_table_lookup (origins, "medical.outcome"), ==,
                   "rina, 20-03-2026 07.05 · RS-CONTOH · 6f1c2a52 · /pesan/kk3/medical/outcome");
  g_assert_cmpstr (g_hash_table_lookup (origins, "absences"), ==,
                   "rina, 20-03-2026 07.05 · RS-CONTOH · 6f1c2a52 · /pesan/kk3/absences/absence[1]/from_day");
}

static void
test_what_is_typed_just_now_has_no_origin (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (GPtrArray) typed = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (GHashTable) origins = jkk_origins_new (history);
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup ("absences[1].from_day");
  g_ptr_array_add (typed, change);
  jkk_origins_forget (origins, typed);
  g_assert_null (g_hash_table_lookup (origins, "absences[1].from_day"));
  g_assert_null (g_hash_table_lookup (origins, "absences"));
  g_assert_nonnull (g_hash_table_lookup (origins, "participant.wage"));
}

static void
test_the_sheet_says_it_of_each_input (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  g_autoptr (GHashTable) origins = jkk_origins_new (history);
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkReason *line = jkk_reason_new_in (payout->region, "stmb", "stmb", "STMB", "PP 44/2015");
  JkkInput *wage = jkk_reason_add_input (line, "wage", "Wage", JKK_KIND_MONEY, 4500000);
  JkkInput *divisor = jkk_reason_add_input (line, "divisor", "Divisor", JKK_KIND_COUNT, 30);

  wage->path = "participant.wage";
  divisor->parameter = "stmb-divisor";
  jkk_payout_take_line (payout, line);
  jkk_origins_put (origins, payout);
  g_assert_cmpstr (wage->origin, ==, "sari, 20-03-2026 08.05");
  g_assert_null (divisor->origin);
  g_autofree char *text = jkk_payout_to_text (payout);
  g_assert_nonnull (strstr (text, "sari, 20-03-2026 08.05"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/origin/the-last-word-counts", test_the_last_word_counts);
  g_test_add_func ("/origin/a-message-is-named-with-the-place-in-it", test_a_message_is_named_with_the_place_in_it);
  g_test_add_func ("/origin/what-is-typed-just-now-has-no-origin", test_what_is_typed_just_now_has_no_origin);
  g_test_add_func ("/origin/the-sheet-says-it-of-each-input", test_the_sheet_says_it_of_each_input);
  return g_test_run ();
}

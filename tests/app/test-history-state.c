#include "jkk-history-state.h"

static GPtrArray *
history_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
}

static JkkHistoryEntry *
add_entry (GPtrArray *history, gint64 time, const char *person, const char *deed, const char *reason)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->time = time;
  entry->person = g_strdup (person);
  entry->person_name = g_strdup_printf ("%s Lengkap", person);
  entry->deed = g_strdup (deed);
  entry->reason = g_strdup (reason);
  entry->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_ptr_array_add (history, entry);
  return entry;
}

static void
add_change (JkkHistoryEntry *entry, const char *path, const char *before, const char *after)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (entry->changes, change);
}

static const char *
describe (const char *deed)
{
  return deed;
}

static void
test_an_entry_is_told_in_words (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  JkkHistoryEntry *entry = add_entry (history, 1773990300, "sari", "hold", "Menunggu kuitansi");

  add_change (entry, "participant.wage", "4000000", "4500000");
  add_change (entry, "cover.status", "diverifikasi", "ditahan");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  const JkkHistoryLine *line = lines->pdata[0];
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (line->when, ==, "20-03-2026 07.05");
  g_assert_cmpstr (line->who, ==, "sari Lengkap");
  g_assert_cmpstr (line->what, ==, "hold");
  g_assert_cmpstr (line->reason, ==, "Menunggu kuitansi");
  g_assert_false (line->quiet);
  g_assert_cmpuint (line->changes->len, ==, 1);

  const JkkHistoryChange *change = line->changes->pdata[0];
  g_assert_cmpstr (change->label, ==, "Reported wage");
  g_assert_cmpstr (change->place, ==, "KK 1 · 3");
  g_assert_cmpstr (change->before, ==, "4.000.000");
  g_assert_cmpstr (change->after, ==, "4.500.000");
}

static void
test_what_one_person_typed_in_one_sitting_is_one_line (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_change (add_entry (history, 1000, "sari", "save", NULL), "employer.name", "PT Maj", "PT Maju");
  add_change (add_entry (history, 900, "sari", "save", NULL), "employer.name", NULL, "PT Maj");
  add_change (add_entry (history, 890, "sari", "save", NULL), "accident.place", NULL, "lalu-lintas");
  add_change (add_entry (history, 880, "budi", "save", NULL), "participant.name", NULL, "Ani");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  const JkkHistoryLine *line = lines->pdata[0];
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpuint (line->changes->len, ==, 2);
  g_assert_cmpstr (((JkkHistoryChange *) line->changes->pdata[0])->before, ==, "");
  g_assert_cmpstr (((JkkHistoryChange *) line->changes->pdata[0])->after, ==, "PT Maju");
  g_assert_cmpstr (((JkkHistoryChange *) line->changes->pdata[1])->after, ==, "Traffic");
}

static void
test_what_was_typed_long_after_is_another_line (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_change (add_entry (history, 9000, "sari", "save", NULL), "employer.name", NULL, "PT Maju");
  add_change (add_entry (history, 1000, "sari", "save", NULL), "participant.name", NULL, "Ani");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  g_assert_cmpuint (lines->len, ==, 2);
}

static void
test_what_was_typed_and_taken_back_is_no_change (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_change (add_entry (history, 1000, "sari", "save", NULL), "employer.name", "PT Baru", "PT Lama");
  add_change (add_entry (history, 990, "sari", "save", NULL), "employer.name", "PT Lama", "PT Baru");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  g_assert_cmpuint (((JkkHistoryLine *) lines->pdata[0])->changes->len, ==, 0);
}

/* A deed on a paper is told by the paper, not by the values of its row. */
static void
test_deeds_on_papers_are_told_by_the_paper (void)
{
  g_autoptr (GPtrArray) history = history_new ();
  JkkHistoryEntry *withdrawn = add_entry (history, 3000, "rina", "withdraw-paper", "Salah kasus");
  JkkHistoryEntry *attached = add_entry (history, 2000, "sari", "attach", NULL);

  add_change (withdrawn, "documents[1].kind", "ktp", NULL);
  add_change (withdrawn, "documents[1].title", "budi.jpg", NULL);
  add_change (withdrawn, "documents[1].sha256", "aa", NULL);
  add_change (attached, "documents[1].kind", NULL, "ktp");
  add_change (attached, "documents[1].title", NULL, "budi.jpg");
  add_change (attached, "documents[1].sha256", NULL, "aa");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  const JkkHistoryLine *line = lines->pdata[0];
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (line->what, ==, "withdrew “Identity card or passport · budi.jpg”");
  g_assert_cmpstr (line->reason, ==, "Salah kasus");
  g_assert_cmpuint (line->changes->len, ==, 0);
  line = lines->pdata[1];
  g_assert_cmpstr (line->what, ==, "attached “Identity card or passport · budi.jpg”");
  g_assert_cmpuint (line->changes->len, ==, 0);
}

static void
test_looking_is_quiet (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_entry (history, 1000, "sari", "open", NULL);
  add_entry (history, 900, "sari", "open", NULL);
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_true (((JkkHistoryLine *) lines->pdata[0])->quiet);
}

static void
test_a_supervisor_sees_what_changed_since_the_intake (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_entry (history, 5000, "sari", "propose", NULL);
  add_change (add_entry (history, 4000, "sari", "take-over", NULL), "medical.outcome", NULL, "sembuh");
  add_change (add_entry (history, 3000, "sari", "save", NULL), "participant.wage", "4500000", "4000000");
  add_change (add_entry (history, 2000, "sari", "save", NULL), "participant.wage", "5000000", "4500000");
  add_change (add_entry (history, 1000, "sari", "take-in", NULL), "participant.wage", NULL, "5000000");
  g_autoptr (GPtrArray) changes = jkk_history_state_changes (history);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (((JkkHistoryChange *) changes->pdata[1])->before, ==, "5.000.000");
  g_assert_cmpstr (((JkkHistoryChange *) changes->pdata[1])->after, ==, "4.000.000");
}

static void
test_a_field_of_another_version_is_shown_as_written (void)
{
  g_autoptr (GPtrArray) history = history_new ();

  add_change (add_entry (history, 1000, "sari", "save", NULL), "accident.moon_phase", "full", "new");
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, describe);
  const JkkHistoryLine *line = lines->pdata[0];
  g_assert_cmpstr (((JkkHistoryChange *) line->changes->pdata[0])->label, ==, "accident.moon_phase");
  g_assert_cmpstr (((JkkHistoryChange *) line->changes->pdata[0])->after, ==, "new");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-state/an-entry-is-told-in-words", test_an_entry_is_told_in_words);
  g_test_add_func ("/history-state/what-one-person-typed-in-one-sitting-is-one-line",
                   test_what_one_person_typed_in_one_sitting_is_one_line);
  g_test_add_func ("/history-state/what-was-typed-long-after-is-another-line",
                   test_what_was_typed_long_after_is_another_line);
  g_test_add_func ("/history-state/what-was-typed-and-taken-back-is-no-change",
                   test_what_was_typed_and_taken_back_is_no_change);
  g_test_add_func ("/history-state/deeds-on-papers-are-told-by-the-paper", test_deeds_on_papers_are_told_by_the_paper);
  g_test_add_func ("/history-state/looking-is-quiet", test_looking_is_quiet);
  g_test_add_func ("/history-state/a-supervisor-sees-what-changed-since-the-intake",
                   test_a_supervisor_sees_what_changed_since_the_intake);
  g_test_add_func ("/history-state/a-field-of-another-version-is-shown-as-written",
                   test_a_field_of_another_version_is_shown_as_written);
  return g_test_run ();
}

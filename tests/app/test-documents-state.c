#include "jkk-documents-state.h"

typedef struct
{
  JkkCase *jcase;
  GPtrArray *needed;
  GPtrArray *history;
  GHashTable *damaged;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->jcase = jkk_case_new ();
  fixture->needed = g_ptr_array_new_with_free_func (g_free);
  fixture->history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  fixture->damaged = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_case_unref (fixture->jcase);
  g_ptr_array_unref (fixture->needed);
  g_ptr_array_unref (fixture->history);
  g_hash_table_unref (fixture->damaged);
}

static void
need (Fixture *fixture, const char *kind, JkkPaperStanding standing)
{
  JkkNeededPaper *paper = g_new0 (JkkNeededPaper, 1);

  paper->kind = kind;
  paper->label = kind;
  paper->standing = standing;
  g_ptr_array_add (fixture->needed, paper);
}

static void
write_entry (Fixture *fixture, const char *person, const char *deed, JkkCase *after)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->sequence = fixture->history->len + 1;
  entry->time = 1773990300 + 86400 * (gint64) fixture->history->len;
  entry->person = g_strdup (person);
  entry->deed = g_strdup (deed);
  entry->changes = jkk_case_diff (fixture->jcase, after);
  g_ptr_array_insert (fixture->history, 0, entry);
  jkk_case_unref (fixture->jcase);
  fixture->jcase = after;
}

static void
attach (Fixture *fixture, const char *kind, const char *title, const char *sha256)
{
  JkkCase *after = jkk_case_copy (fixture->jcase);
  JkkDocument *document = jkk_record_new (&jkk_document_type);

  document->kind = g_strdup (kind);
  document->title = g_strdup (title);
  document->sha256 = g_strdup (sha256);
  g_ptr_array_add (after->documents, document);
  write_entry (fixture, "sari", "attach", after);
}

static void
judge (Fixture *fixture, const char *person, guint row, gint64 complete, const char *defect)
{
  JkkCase *after = jkk_case_copy (fixture->jcase);
  JkkDocument *document = after->documents->pdata[row - 1];

  document->complete = complete;
  jkk_set_str (&document->defect, defect);
  write_entry (fixture, person, "judge-paper", after);
}

static JkkDocumentsState *
state_of (Fixture *fixture)
{
  JkkDocumentsFacts facts = { fixture->jcase, fixture->needed, fixture->history, fixture->damaged };

  return jkk_documents_state_new (&facts);
}

static const JkkDocumentRow *
row_at (const JkkDocumentsState *state, guint index)
{
  g_assert_cmpuint (index, <, state->rows->len);
  return state->rows->pdata[index];
}

static void
test_what_is_missing_is_seen_at_a_glance (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "ktp", "a.jpg", "aa");
  attach (fixture, "kk3", "b.pdf", "bb");
  judge (fixture, "sari", 2, 0, "tidak-ditandatangani");
  need (fixture, "ktp", JKK_PAPER_THERE);
  need (fixture, "kk3", JKK_PAPER_BAD);
  need (fixture, "slip-upah", JKK_PAPER_MISSING);
  need (fixture, "kronologi", JKK_PAPER_NOTED);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpstr (state->summary, ==, "2 of 4 needed papers there; 1 is not in order");
  g_assert_cmpstr (state->detail, ==, "Still needed: KK 3 doctor’s letter, Payslip");
  g_assert_cmpuint (state->rows->len, ==, 4);
  g_assert_cmpuint (state->first_missing, ==, 3);
  g_assert_cmpstr (row_at (state, 1)->state, ==, "Not signed");
  g_assert_cmpstr (row_at (state, 1)->name, ==, "KK 3 doctor’s letter, b.pdf: Not signed");
  g_assert_cmpint (row_at (state, 2)->standing, ==, JKK_PAPER_NOTED);
  g_assert_cmpint (row_at (state, 3)->standing, ==, JKK_PAPER_MISSING);
  g_assert_cmpuint (row_at (state, 3)->number, ==, 0);
}

static void
test_a_complete_file_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDocumentsState) nothing = state_of (fixture);
  g_assert_cmpstr (nothing->summary, ==, "The case needs no papers yet.");
  g_assert_null (nothing->detail);
  need (fixture, "ktp", JKK_PAPER_GOOD);
  need (fixture, "kk3", JKK_PAPER_NOTED);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpstr (state->summary, ==, "All 2 needed papers are there.");
  g_assert_null (state->detail);
}

/* In the order of the law, whatever came first; what nobody asked for comes after. */
static void
test_documents_stand_in_the_order_of_the_law (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "lain", "x.jpg", "xx");
  attach (fixture, "ktp", "a.jpg", "aa");
  attach (fixture, "kk1", "k.pdf", "kk");
  attach (fixture, "ktp", "a2.jpg", "a2");
  need (fixture, "kk1", JKK_PAPER_THERE);
  need (fixture, "ktp", JKK_PAPER_THERE);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpuint (state->rows->len, ==, 4);
  g_assert_cmpuint (row_at (state, 0)->number, ==, 3);
  g_assert_cmpuint (row_at (state, 1)->number, ==, 2);
  g_assert_cmpuint (row_at (state, 2)->number, ==, 4);
  g_assert_cmpuint (row_at (state, 3)->number, ==, 1);
  g_assert_true (row_at (state, 2)->is_needed);
  g_assert_false (row_at (state, 3)->is_needed);
}

static void
test_who_and_when_stand_at_each_document (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "ktp", "a.jpg", "aa");
  attach (fixture, "kk3", "b.pdf", "bb");
  judge (fixture, "rina", 1, 1, NULL);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpstr (jkk_documents_state_find (state, "aa", 0)->who, ==,
                   "attached by sari, 20-03-2026 · judged by rina, 22-03-2026");
  g_assert_cmpstr (jkk_documents_state_find (state, "bb", 0)->who, ==, "attached by sari, 21-03-2026");
}

/* The verdict was on the file before; whoever attaches it anew asks for another look. */
static void
test_a_verdict_from_before_is_not_shown_again (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "ktp", "a.jpg", "aa");
  judge (fixture, "rina", 1, 1, NULL);
  write_entry (fixture, "rina", "withdraw-paper", jkk_case_remove (fixture->jcase, "documents", 1, NULL));
  attach (fixture, "ktp", "a.jpg", "aa");
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpstr (row_at (state, 0)->who, ==, "attached by sari, 23-03-2026");
}

static void
test_a_damaged_file_is_told (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "ktp", "a.jpg", "aa");
  judge (fixture, "sari", 1, 1, NULL);
  g_hash_table_insert (fixture->damaged, (gpointer) "aa", (gpointer) "“a.jpg”: the file was changed.");
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpstr (row_at (state, 0)->state, ==, "file damaged");
  g_assert_cmpstr (row_at (state, 0)->damage, ==, "“a.jpg”: the file was changed.");
}

static void
test_stepping_goes_from_file_to_file (Fixture *fixture, gconstpointer data)
{
  guint n_files;

  attach (fixture, "ktp", "a.jpg", "aa");
  attach (fixture, "ktp", "entered only", NULL);
  attach (fixture, "ktp", "c.jpg", "cc");
  need (fixture, "ktp", JKK_PAPER_THERE);
  need (fixture, "kk3", JKK_PAPER_MISSING);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  const JkkDocumentRow *first = jkk_documents_state_step (state, NULL, 1);
  const JkkDocumentRow *second = jkk_documents_state_step (state, first, 1);
  g_assert_cmpstr (first->sha256, ==, "aa");
  g_assert_cmpstr (second->sha256, ==, "cc");
  g_assert_null (jkk_documents_state_step (state, second, 1));
  g_assert_true (jkk_documents_state_step (state, second, -1) == first);
  g_assert_null (jkk_documents_state_step (state, first, -1));
  g_assert_true (jkk_documents_state_step (state, NULL, -1) == second);
  g_assert_cmpuint (jkk_documents_state_place (state, second, &n_files), ==, 2);
  g_assert_cmpuint (n_files, ==, 2);
}

static void
test_a_document_is_found_by_its_file_or_its_number (Fixture *fixture, gconstpointer data)
{
  attach (fixture, "ktp", "a.jpg", "aa");
  attach (fixture, "kk3", NULL, NULL);
  g_autoptr (JkkDocumentsState) state = state_of (fixture);
  g_assert_cmpuint (jkk_documents_state_find (state, "aa", 9)->number, ==, 1);
  g_assert_cmpstr (jkk_documents_state_find (state, NULL, 2)->kind, ==, "kk3");
  g_assert_null (jkk_documents_state_find (state, "zz", 1));
  g_assert_null (jkk_documents_state_find (state, NULL, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/documents-state/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-is-missing-is-seen-at-a-glance", test_what_is_missing_is_seen_at_a_glance);
  ADD ("a-complete-file-says-so", test_a_complete_file_says_so);
  ADD ("documents-stand-in-the-order-of-the-law", test_documents_stand_in_the_order_of_the_law);
  ADD ("who-and-when-stand-at-each-document", test_who_and_when_stand_at_each_document);
  ADD ("a-verdict-from-before-is-not-shown-again", test_a_verdict_from_before_is_not_shown_again);
  ADD ("a-damaged-file-is-told", test_a_damaged_file_is_told);
  ADD ("stepping-goes-from-file-to-file", test_stepping_goes_from_file_to_file);
  ADD ("a-document-is-found-by-its-file-or-its-number", test_a_document_is_found_by_its_file_or_its_number);
  return g_test_run ();
}

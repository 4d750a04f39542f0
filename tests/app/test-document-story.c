#include "jkk-document-story.h"

/* A journal that is written as deeds write it: by comparing the case before and after. */
typedef struct
{
  JkkCase *now;
  GPtrArray *history; /* the newest first */
  gint64 sequence;
} Journal;

static Journal *
journal_new (void)
{
  Journal *journal = g_new0 (Journal, 1);

  journal->now = jkk_case_new ();
  journal->history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  return journal;
}

static void
journal_free (Journal *journal)
{
  jkk_case_unref (journal->now);
  g_ptr_array_unref (journal->history);
  g_free (journal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journal, journal_free)

static void
write_entry (Journal *journal, const char *deed, JkkCase *after)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->sequence = ++journal->sequence;
  entry->time = 1000 * journal->sequence;
  entry->person = g_strdup ("sari");
  entry->deed = g_strdup (deed);
  entry->changes = jkk_case_diff (journal->now, after);
  g_ptr_array_insert (journal->history, 0, entry);
  jkk_case_unref (journal->now);
  journal->now = after;
}

static void
attach (Journal *journal, const char *kind, const char *title, const char *sha256)
{
  JkkCase *after = jkk_case_copy (journal->now);
  JkkDocument *document = jkk_record_new (&jkk_document_type);

  document->kind = g_strdup (kind);
  document->title = g_strdup (title);
  document->sha256 = g_strdup (sha256);
  g_ptr_array_add (after->documents, document);
  write_entry (journal, "attach", after);
}

static void
judge (Journal *journal, guint row, gint64 complete, const char *defect)
{
  JkkCase *after = jkk_case_copy (journal->now);
  JkkDocument *document = after->documents->pdata[row - 1];

  document->complete = complete;
  jkk_set_str (&document->defect, defect);
  write_entry (journal, "judge-paper", after);
}

static void
withdraw (Journal *journal, guint row)
{
  write_entry (journal, "withdraw-paper", jkk_case_remove (journal->now, "documents", row, NULL));
}

static void
assert_told (GPtrArray *story, guint index, const char *expected)
{
  g_assert_cmpuint (index, <, story->len);
  g_autofree char *text = jkk_document_story_tell (story->pdata[index]);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_each_turn_is_told (void)
{
  g_autoptr (Journal) journal = journal_new ();

  attach (journal, "ktp", "budi.jpg", "aa");
  judge (journal, 1, 0, "tidak-terbaca");
  judge (journal, 1, 1, NULL);
  judge (journal, 1, JKK_NONE, NULL);
  withdraw (journal, 1);
  g_autoptr (GPtrArray) story = jkk_document_story_new (journal->history);
  g_assert_cmpuint (story->len, ==, 5);
  assert_told (story, 0, "attached “Identity card or passport · budi.jpg”");
  assert_told (story, 1, "found “Identity card or passport · budi.jpg” not in order: Unreadable");
  assert_told (story, 2, "found “Identity card or passport · budi.jpg” in order");
  assert_told (story, 3, "took the verdict on “Identity card or passport · budi.jpg” back");
  assert_told (story, 4, "withdrew “Identity card or passport · budi.jpg”");
}

/* The journal then says that the second row became the first: no paper was changed by that. */
static void
test_papers_that_move_up_are_the_same_papers (void)
{
  g_autoptr (Journal) journal = journal_new ();

  attach (journal, "ktp", "a.jpg", "aa");
  attach (journal, "kk3", "b.jpg", "bb");
  attach (journal, "kk3", "c.jpg", "cc");
  judge (journal, 3, 0, "orang-lain");
  withdraw (journal, 1);
  judge (journal, 1, 1, NULL);
  g_autoptr (GPtrArray) story = jkk_document_story_new (journal->history);
  g_assert_cmpuint (story->len, ==, 6);
  assert_told (story, 3, "found “KK 3 doctor’s letter · c.jpg” not in order: Another person’s");
  assert_told (story, 4, "withdrew “Identity card or passport · a.jpg”");
  assert_told (story, 5, "found “KK 3 doctor’s letter · b.jpg” in order");
}

static void
test_a_paper_that_comes_again_is_attached_again (void)
{
  g_autoptr (Journal) journal = journal_new ();

  attach (journal, "ktp", "a.jpg", "aa");
  withdraw (journal, 1);
  attach (journal, "ktp", "a.jpg", "aa");
  g_autoptr (GPtrArray) story = jkk_document_story_new (journal->history);
  g_assert_cmpuint (story->len, ==, 3);
  g_assert_cmpint (((JkkDocumentTurn *) story->pdata[2])->event, ==, JKK_DOCUMENT_ATTACHED);
  g_assert_cmpint (((JkkDocumentTurn *) story->pdata[2])->entry->sequence, ==, 3);
}

/* What came from elsewhere is never trusted: a row that no case has, a field that no version knows. */
static void
test_a_strange_journal_is_survived (void)
{
  static const char *const paths[] = { "documents[0].kind",  "documents[].kind",       "documents[4000000000].kind",
                                       "documents[1].smell", "documents[-1].title",    "documents[1",
                                       "documents[x].title", "documents[1].kind.more", "documents[1]." };
  g_autoptr (Journal) journal = journal_new ();
  JkkHistoryEntry *entry;

  write_entry (journal, "save", jkk_case_new ());
  entry = journal->history->pdata[0];
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      JkkChange *change = g_new0 (JkkChange, 1);

      change->path = g_strdup (paths[i]);
      change->after = g_strdup ("ktp");
      g_ptr_array_add (entry->changes, change);
    }
  g_autoptr (GPtrArray) story = jkk_document_story_new (journal->history), nothing = jkk_document_story_new (NULL);
  g_assert_cmpuint (story->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-story/each-turn-is-told", test_each_turn_is_told);
  g_test_add_func ("/document-story/papers-that-move-up-are-the-same-papers",
                   test_papers_that_move_up_are_the_same_papers);
  g_test_add_func ("/document-story/a-paper-that-comes-again-is-attached-again",
                   test_a_paper_that_comes_again_is_attached_again);
  g_test_add_func ("/document-story/a-strange-journal-is-survived", test_a_strange_journal_is_survived);
  return g_test_run ();
}

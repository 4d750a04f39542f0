#include "jkk-documents-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-document-story.h"

static const struct
{
  const char *text;
  const char *icon;
  const char *css_class;
} standings[] = {
  [JKK_PAPER_MISSING] = { N_ ("missing"), "list-remove-symbolic", "jkk-paper-missing" },
  [JKK_PAPER_BAD] = { N_ ("found not in order"), "dialog-error-symbolic", "jkk-paper-bad" },
  [JKK_PAPER_NOTED] = { N_ ("handed in, no copy kept"), "document-edit-symbolic", "jkk-paper-noted" },
  [JKK_PAPER_THERE] = { N_ ("not judged yet"), "text-x-generic-symbolic", "jkk-paper-there" },
  [JKK_PAPER_GOOD] = { N_ ("found in order"), "object-select-symbolic", "jkk-paper-good" },
};

static void
row_free (gpointer data)
{
  JkkDocumentRow *row = data;

  g_free (row->kind);
  g_free (row->title);
  g_free (row->file);
  g_free (row->state);
  g_free (row->who);
  g_free (row->sha256);
  g_free (row->damage);
  g_free (row->name);
  g_free (row);
}

/* ---- One row ----------------------------------------------------------------------------------------------------- */

static JkkPaperStanding
standing_of (const JkkDocument *document)
{
  if (document->defect != NULL || document->complete == 0)
    return JKK_PAPER_BAD;
  return document->complete == 1 ? JKK_PAPER_GOOD : JKK_PAPER_THERE;
}

static void
set_standing (JkkDocumentRow *row, JkkPaperStanding standing, const char *defect)
{
  row->standing = standing;
  row->icon = standings[standing].icon;
  row->css_class = standings[standing].css_class;
  row->state = g_strdup (standing == JKK_PAPER_BAD && defect != NULL ? jkk_code_list_label ("document_defect", defect)
                                                                     : _ (standings[standing].text));
}

/* A file that cannot be read is of no use, whatever was thought of it before. */
static void
set_damage (JkkDocumentRow *row, const char *damage)
{
  if (damage == NULL)
    return;
  row->damage = g_strdup (damage);
  row->icon = "dialog-warning-symbolic";
  row->css_class = "jkk-paper-bad";
  g_free (row->state);
  row->state = g_strdup (_ ("file damaged"));
}

static const JkkDocumentTurn *
last_turn (GPtrArray *story, const char *sha256, JkkDocumentEvent event)
{
  for (guint i = story->len; sha256 != NULL && i > 0; i--)
    {
      const JkkDocumentTurn *turn = story->pdata[i - 1];

      if (turn->event == event && g_strcmp0 (turn->document->sha256, sha256) == 0)
        return turn;
    }
  return NULL;
}

/* "Sari Dewi, 12-03-2026" */
static char *
who_and_when (const JkkDocumentTurn *turn)
{
  const JkkHistoryEntry *entry = turn->entry;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (entry->time);
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%d-%m-%Y") : g_strdup ("");

  return g_strdup_printf ("%s, %s", entry->person_name != NULL ? entry->person_name : entry->person, day);
}

/* A verdict that came before the file was attached anew is none on this file. */
static char *
who_of (GPtrArray *story, const JkkDocument *document)
{
  const JkkDocumentTurn *attached = last_turn (story, document->sha256, JKK_DOCUMENT_ATTACHED);
  const JkkDocumentTurn *judged = last_turn (story, document->sha256, JKK_DOCUMENT_JUDGED);

  if (attached == NULL)
    return NULL;
  g_autofree char *first = who_and_when (attached);
  if (judged == NULL || judged->entry->sequence < attached->entry->sequence ||
      standing_of (document) == JKK_PAPER_THERE)
    /* Translators: a person and a day. */
    return g_strdup_printf (_ ("attached by %s"), first);
  g_autofree char *second = who_and_when (judged);
  return g_strdup_printf (_ ("attached by %s · judged by %s"), first, second);
}

static void
name_row (JkkDocumentRow *row)
{
  g_autofree char *file = row->file != NULL ? g_strdup_printf (", %s", row->file) : g_strdup ("");

  row->name = g_strdup_printf ("%s%s: %s", row->title, file, row->state);
}

static JkkDocumentRow *
document_row (const JkkDocumentsFacts *facts, GPtrArray *story, guint index)
{
  const JkkDocument *document = facts->jcase->documents->pdata[index];
  JkkDocumentRow *row = g_new0 (JkkDocumentRow, 1);

  row->number = index + 1;
  row->kind = g_strdup (document->kind);
  row->title = g_strdup (document->kind != NULL ? jkk_code_list_label ("document_kind", document->kind)
                                                : _ ("Paper of unknown kind"));
  row->file = document->title != NULL && *document->title != '\0' ? g_strdup (document->title) : NULL;
  row->sha256 = g_strdup (document->sha256);
  set_standing (row, standing_of (document), document->defect);
  if (document->sha256 != NULL && facts->damaged != NULL)
    set_damage (row, g_hash_table_lookup (facts->damaged, document->sha256));
  row->who = document->sha256 != NULL ? who_of (story, document) : g_strdup (_ ("entered in the list without a file"));
  name_row (row);
  return row;
}

static JkkDocumentRow *
needed_row (const JkkNeededPaper *paper)
{
  JkkDocumentRow *row = g_new0 (JkkDocumentRow, 1);

  row->kind = g_strdup (paper->kind);
  row->title = g_strdup (paper->label);
  row->is_needed = TRUE;
  set_standing (row, paper->standing, NULL);
  name_row (row);
  return row;
}

/* ---- All rows ---------------------------------------------------------------------------------------------------- */

static void
add_documents (JkkDocumentsState *state, const JkkDocumentsFacts *facts, GPtrArray *story, const char *kind)
{
  for (guint i = 0; i < facts->jcase->documents->len; i++)
    if (g_strcmp0 (((const JkkDocument *) facts->jcase->documents->pdata[i])->kind, kind) == 0)
      {
        JkkDocumentRow *row = document_row (facts, story, i);

        row->is_needed = TRUE;
        g_ptr_array_add (state->rows, row);
      }
}

static gboolean
is_asked_for (GPtrArray *needed, const char *kind)
{
  for (guint i = 0; i < needed->len; i++)
    if (g_strcmp0 (((const JkkNeededPaper *) needed->pdata[i])->kind, kind) == 0)
      return TRUE;
  return FALSE;
}

/* Documents in the order of the law, then what nobody asked for, then what a form says, then what is missing. */
static void
add_rows (JkkDocumentsState *state, const JkkDocumentsFacts *facts)
{
  static const JkkPaperStanding absent[] = { JKK_PAPER_NOTED, JKK_PAPER_MISSING };
  g_autoptr (GPtrArray) story = jkk_document_story_new (facts->history);

  for (guint i = 0; i < facts->needed->len; i++)
    add_documents (state, facts, story, ((const JkkNeededPaper *) facts->needed->pdata[i])->kind);
  for (guint i = 0; i < facts->jcase->documents->len; i++)
    if (!is_asked_for (facts->needed, ((const JkkDocument *) facts->jcase->documents->pdata[i])->kind))
      g_ptr_array_add (state->rows, document_row (facts, story, i));
  for (guint a = 0; a < G_N_ELEMENTS (absent); a++)
    {
      state->first_missing = state->rows->len;
      for (guint i = 0; i < facts->needed->len; i++)
        if (((const JkkNeededPaper *) facts->needed->pdata[i])->standing == absent[a])
          g_ptr_array_add (state->rows, needed_row (facts->needed->pdata[i]));
    }
}

static void
count (JkkDocumentsState *state, GPtrArray *needed)
{
  g_autoptr (GString) absent = g_string_new (NULL);

  state->n_needed = needed->len;
  for (guint i = 0; i < needed->len; i++)
    {
      const JkkNeededPaper *paper = needed->pdata[i];

      if (paper->standing != JKK_PAPER_MISSING && paper->standing != JKK_PAPER_BAD)
        {
          state->n_there++;
          continue;
        }
      state->n_bad += paper->standing == JKK_PAPER_BAD ? 1 : 0;
      g_string_append_printf (absent, "%s%s", absent->len > 0 ? ", " : "",
                              jkk_code_list_label ("document_kind", paper->kind));
    }
  if (absent->len > 0)
    state->detail = g_strdup_printf (_ ("Still needed: %s"), absent->str);
}

static char *
summary_of (const JkkDocumentsState *state)
{
  if (state->n_needed == 0)
    return g_strdup (_ ("The case needs no papers yet."));
  if (state->n_there == state->n_needed)
    return g_strdup_printf (
        ngettext ("The %u needed paper is there.", "All %u needed papers are there.", (gulong) state->n_needed),
        state->n_needed);
  g_autofree char *there = g_strdup_printf (_ ("%u of %u needed papers there"), state->n_there, state->n_needed);
  if (state->n_bad == 0)
    return g_steal_pointer (&there);
  g_autofree char *bad =
      g_strdup_printf (ngettext ("%u is not in order", "%u are not in order", (gulong) state->n_bad), state->n_bad);
  return g_strdup_printf ("%s; %s", there, bad);
}

/**
 * jkk_documents_state_new:
 * @facts: what is known
 *
 * Returns: (transfer full): what the list of documents shows.
 */
JkkDocumentsState *
jkk_documents_state_new (const JkkDocumentsFacts *facts)
{
  JkkDocumentsState *state = g_new0 (JkkDocumentsState, 1);

  state->rows = g_ptr_array_new_with_free_func (row_free);
  add_rows (state, facts);
  count (state, facts->needed);
  state->summary = summary_of (state);
  return state;
}

/**
 * jkk_documents_state_free:
 * @state: (transfer full): a state
 */
void
jkk_documents_state_free (JkkDocumentsState *state)
{
  g_ptr_array_unref (state->rows);
  g_free (state->summary);
  g_free (state->detail);
  g_free (state);
}

/**
 * jkk_documents_state_find:
 * @state: a state
 * @sha256: (nullable): fingerprint of a file
 * @number: else, number of the document in the list of the case
 *
 * Returns: (nullable): the row of that document.
 */
const JkkDocumentRow *
jkk_documents_state_find (const JkkDocumentsState *state, const char *sha256, guint number)
{
  for (guint i = 0; i < state->rows->len; i++)
    {
      const JkkDocumentRow *row = state->rows->pdata[i];

      if (sha256 != NULL ? g_strcmp0 (row->sha256, sha256) == 0 : row->number == number && number > 0)
        return row;
    }
  return NULL;
}

/**
 * jkk_documents_state_step:
 * @state: a state
 * @from: (nullable): a row of it
 * @step: 1 = the next document that has a file, -1 = the one before
 *
 * Returns: (nullable): that row; %NULL at the end of the list.
 */
const JkkDocumentRow *
jkk_documents_state_step (const JkkDocumentsState *state, const JkkDocumentRow *from, int step)
{
  int at = step > 0 ? -1 : (int) state->rows->len;

  for (guint i = 0; from != NULL && i < state->rows->len; i++)
    if (state->rows->pdata[i] == from)
      at = (int) i;
  for (at += step; at >= 0 && at < (int) state->rows->len; at += step)
    if (((const JkkDocumentRow *) state->rows->pdata[at])->sha256 != NULL)
      return state->rows->pdata[at];
  return NULL;
}

/**
 * jkk_documents_state_place:
 * @state: a state
 * @row: a row of it that has a file
 * @n_files: (out): how many rows have one
 *
 * Returns: the how manieth of them it is, from 1.
 */
guint
jkk_documents_state_place (const JkkDocumentsState *state, const JkkDocumentRow *row, guint *n_files)
{
  guint place = 0;

  *n_files = 0;
  for (guint i = 0; i < state->rows->len; i++)
    {
      *n_files += ((const JkkDocumentRow *) state->rows->pdata[i])->sha256 != NULL ? 1 : 0;
      if (state->rows->pdata[i] == row)
        place = *n_files;
    }
  return place;
}

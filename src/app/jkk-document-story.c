#include "jkk-document-story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The journal keeps values by the place of the paper in the list, and places move when a paper is withdrawn. So the
 * list is played through from the beginning, and what happened is seen by comparing it before and after each entry. */

#define LIST "documents["
/* No case has so many papers; a journal that says so is not followed. */
#define MOST_PAPERS 10000

static void
document_free (gpointer data)
{
  jkk_record_free (&jkk_document_type, data);
}

static void
turn_free (gpointer data)
{
  document_free (((JkkDocumentTurn *) data)->document);
  g_free (data);
}

static GPtrArray *
copy_list (GPtrArray *documents)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (document_free);

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (copy, jkk_record_dup (&jkk_document_type, documents->pdata[i]));
  return copy;
}

static void
play_change (GPtrArray *documents, const JkkChange *change)
{
  const JkkField *field = jkk_case_path_field (change->path);
  guint64 row = g_ascii_strtoull (change->path + strlen (LIST), NULL, 10);

  if (field == NULL || row < 1 || row > MOST_PAPERS)
    return;
  while (documents->len < row)
    g_ptr_array_add (documents, jkk_record_new (&jkk_document_type));
  jkk_field_set_text (field, documents->pdata[row - 1], change->after, NULL);
}

static gboolean
touches (const JkkHistoryEntry *entry)
{
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    if (g_str_has_prefix (((const JkkChange *) entry->changes->pdata[i])->path, LIST))
      return TRUE;
  return FALSE;
}

static void
play (GPtrArray *documents, const JkkHistoryEntry *entry)
{
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    {
      const JkkChange *change = entry->changes->pdata[i];

      if (g_str_has_prefix (change->path, LIST))
        play_change (documents, change);
    }
  while (documents->len > 0 && jkk_record_is_empty (&jkk_document_type, documents->pdata[documents->len - 1]))
    g_ptr_array_set_size (documents, (int) documents->len - 1);
}

/* The same file is the same paper wherever it stands; of an entry without a file only its place is known. */
static const JkkDocument *
find_same (GPtrArray *documents, const JkkDocument *document, guint place)
{
  const JkkDocument *there = place < documents->len ? documents->pdata[place] : NULL;

  if (document->sha256 == NULL)
    return there != NULL && there->sha256 == NULL ? there : NULL;
  for (guint i = 0; i < documents->len; i++)
    if (g_strcmp0 (((const JkkDocument *) documents->pdata[i])->sha256, document->sha256) == 0)
      return documents->pdata[i];
  return NULL;
}

static void
add_turn (GPtrArray *turns, JkkDocumentEvent event, const JkkHistoryEntry *entry, const JkkDocument *document)
{
  JkkDocumentTurn *turn = g_new0 (JkkDocumentTurn, 1);

  turn->event = event;
  turn->entry = entry;
  turn->document = jkk_record_dup (&jkk_document_type, document);
  g_ptr_array_add (turns, turn);
}

static void
compare (GPtrArray *turns, const JkkHistoryEntry *entry, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++)
    {
      const JkkDocument *document = after->pdata[i], *old = find_same (before, document, i);

      if (old == NULL)
        add_turn (turns, JKK_DOCUMENT_ATTACHED, entry, document);
      else if (old->complete != document->complete || g_strcmp0 (old->defect, document->defect) != 0)
        add_turn (turns, JKK_DOCUMENT_JUDGED, entry, document);
    }
  for (guint i = 0; i < before->len; i++)
    if (find_same (after, before->pdata[i], i) == NULL)
      add_turn (turns, JKK_DOCUMENT_WITHDRAWN, entry, before->pdata[i]);
}

/**
 * jkk_document_story_new:
 * @history: (nullable) (element-type JkkHistoryEntry): the journal of a case, the newest first
 *
 * Returns: (transfer full) (element-type JkkDocumentTurn): what happened to its papers, the oldest first.
 */
GPtrArray *
jkk_document_story_new (GPtrArray *history)
{
  GPtrArray *turns = g_ptr_array_new_with_free_func (turn_free);
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (document_free);

  for (guint i = history != NULL ? history->len : 0; i > 0; i--)
    {
      const JkkHistoryEntry *entry = history->pdata[i - 1];

      if (!touches (entry))
        continue;
      g_autoptr (GPtrArray) before = copy_list (now);
      play (now, entry);
      compare (turns, entry, before, now);
    }
  return turns;
}

/**
 * jkk_document_story_name:
 * @document: a paper
 *
 * Returns: (transfer full): what a person calls it: its kind and the name of its file.
 */
char *
jkk_document_story_name (const JkkDocument *document)
{
  const char *kind = document->kind != NULL ? jkk_code_list_label ("document_kind", document->kind) : NULL;

  if (kind == NULL)
    return g_strdup (document->title != NULL ? document->title : _ ("Paper of unknown kind"));
  return document->title != NULL && *document->title != '\0' ? g_strdup_printf ("%s · %s", kind, document->title)
                                                             : g_strdup (kind);
}

/**
 * jkk_document_story_tell:
 * @turn: what happened
 *
 * Returns: (transfer full): it in words, as they follow the name of a person.
 */
char *
jkk_document_story_tell (const JkkDocumentTurn *turn)
{
  g_autofree char *name = jkk_document_story_name (turn->document);
  const char *defect = turn->document->defect != NULL ? jkk_code_list_label ("document_defect", turn->document->defect)
                                                      : _ ("without a reason");

  switch (turn->event)
    {
    case JKK_DOCUMENT_ATTACHED:
      /* Translators: follows the name of a person, as the four below; a paper such as “Identity card · ktp.jpg”. */
      return g_strdup_printf (_ ("attached “%s”"), name);
    case JKK_DOCUMENT_WITHDRAWN:
      return g_strdup_printf (_ ("withdrew “%s”"), name);
    case JKK_DOCUMENT_JUDGED:
      break;
    }
  if (turn->document->complete == 1)
    return g_strdup_printf (_ ("found “%s” in order"), name);
  if (turn->document->complete == JKK_NONE && turn->document->defect == NULL)
    return g_strdup_printf (_ ("took the verdict on “%s” back"), name);
  /* Translators: the last part is what is wrong, such as “unreadable”. */
  return g_strdup_printf (_ ("found “%s” not in order: %s"), name, defect);
}

/* Paper comes home: a scan or photo of a page that was printed here finds its case by the mark on it, and is compared
 * with what the case says now and what it said before. */
#include "jkk-homecoming.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-deed-private.h"
#include "jkk-form-mark.h"
#include "jkk-law.h"
#include "jkk-letter.h"
#include "jkk-paper-reader.h"
#include "jkk-pdf-form.h"
#include "jkk-printing.h"
#include "jkk-reading.h"
#include "jkk-viewing.h"

/* Codes are looked for on so many pages of a file; a longer one is no paper that was printed here. */
#define MAX_PAGES 60
/* So many earlier states of a case are compared. */
#define MAX_STATES 200

/**
 * jkk_home_page_free:
 * @page: (transfer full): a page
 */
void
jkk_home_page_free (JkkHomePage *page)
{
  g_free (page->number);
  g_free (page->form);
  g_free (page->text);
  g_clear_pointer (&page->changes, g_ptr_array_unref);
  g_free (page);
}

/**
 * jkk_homecoming_free:
 * @home: (transfer full): a paper
 */
void
jkk_homecoming_free (JkkHomecoming *home)
{
  g_free (home->path);
  g_free (home->media_type);
  g_clear_pointer (&home->bytes, g_bytes_unref);
  g_clear_pointer (&home->pages, g_ptr_array_unref);
  g_clear_pointer (&home->incoming, jkk_incoming_free);
  g_free (home);
}

/* ---- What the page was printed from ------------------------------------------------------------------------------ */

static const char *
find_named (const char *const *codes, const char *name)
{
  for (guint i = 0; codes[i] != NULL; i++)
    if (g_ascii_strcasecmp (codes[i], name) == 0)
      return codes[i];
  return NULL;
}

/* A paper is known by its short name in capitals; that is how its mark says it. */
static const char *
paper_named (const char *name)
{
  const char *form = find_named (jkk_form_codes (), name);

  return form != NULL ? form : find_named (jkk_letter_codes (), name);
}

static gboolean
prints_as (JkkOffice *office, const char *paper, const JkkFormFacts *facts, const char *hash)
{
  g_autoptr (JkkPrintout) printout =
      jkk_printing_make (office, paper, facts->jcase, facts->payout, facts->decision, FALSE, NULL);

  return printout != NULL && g_ascii_strncasecmp (jkk_printout_get_content_hash (printout), hash, strlen (hash)) == 0;
}

/* A page shows the case, and some forms what was calculated or decided. */
static gboolean
state_matches (JkkOffice *office, const char *paper, const JkkCase *jcase, const JkkCaseFile *file, const char *hash)
{
  g_autoptr (JkkPayout) payout = jkk_office_calculate (office, jcase, jkk_today (), NULL);
  const JkkFormFacts tries[] = {
    { jcase, payout, NULL },
    { jcase, file->decided_payout != NULL ? file->decided_payout : payout, file->decision },
    { jcase, payout, file->decision },
    { jcase, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    if (prints_as (office, paper, &tries[i], hash))
      return TRUE;
  return FALSE;
}

/* Rows that the state did not have yet are gone. */
static void
drop_empty_rows (JkkCase *jcase)
{
  guint n_parts = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_list)
      {
        GPtrArray *list = jkk_case_part_list (jcase, &parts[i]);

        while (list->len > 0 && jkk_record_is_empty (parts[i].type, list->pdata[list->len - 1]))
          {
            jkk_record_free (parts[i].type, list->pdata[list->len - 1]);
            g_ptr_array_set_size (list, (int) list->len - 1);
          }
      }
}

/* Sets a value back to what it was; a row that has been removed since comes again. */
static void
set_back (JkkCase *jcase, const JkkChange *change)
{
  const JkkField *field = NULL;
  gpointer record = (gpointer) jkk_case_find (jcase, change->path, &field, NULL);

  if (record == NULL && field != NULL && change->before != NULL)
    {
      g_autofree char *name = g_strndup (change->path, strcspn (change->path, "["));
      const JkkCasePart *part = jkk_case_part_find (name);

      record = jkk_record_new (part->type);
      g_ptr_array_add (jkk_case_part_list (jcase, part), record);
    }
  if (record != NULL)
    jkk_field_set_text (field, record, change->before, NULL);
}

static JkkCase *
state_before (const JkkCase *jcase, const JkkHistoryEntry *entry)
{
  JkkCase *before = jkk_case_copy (jcase);

  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    set_back (before, entry->changes->pdata[i]);
  drop_empty_rows (before);
  return before;
}

/* Whether this is the entry of the journal about the printing of that page. */
static gboolean
is_printing (const JkkHistoryEntry *entry, const char *paper, const char *hash)
{
  const char *at = entry->reason != NULL ? strstr (entry->reason, JKK_DEED_CONTENT) : NULL;

  return at != NULL && strcmp (entry->deed, "print") == 0 && g_str_has_prefix (entry->reason, paper) &&
         g_ascii_strncasecmp (at + strlen (JKK_DEED_CONTENT), hash, strlen (hash)) == 0;
}

/* The state of the case at its printing, by the journal: of a letter in which a person had a word, only the journal
 * knows. NULL if it was not noted. */
static JkkCase *
find_noted (const char *paper, const JkkCaseFile *file, const char *hash)
{
  g_autoptr (JkkCase) state = jkk_case_ref (file->jcase);

  for (guint i = 0; i < file->history->len; i++)
    {
      const JkkHistoryEntry *entry = file->history->pdata[i];

      if (is_printing (entry, paper, hash))
        return g_steal_pointer (&state);
      if (entry->changes == NULL || entry->changes->len == 0)
        continue;
      JkkCase *before = state_before (state, entry);
      jkk_case_unref (state);
      state = before;
    }
  return NULL;
}

/* The state of the case that the page shows, going back through its history; NULL if none does. */
static JkkCase *
find_state (JkkOffice *office, const char *paper, const JkkCaseFile *file, const char *hash)
{
  g_autoptr (JkkCase) state = jkk_case_ref (file->jcase);

  if (state_matches (office, paper, state, file, hash))
    return g_steal_pointer (&state);
  JkkCase *noted = find_noted (paper, file, hash);
  if (noted != NULL)
    return noted;
  for (guint i = 0; i < file->history->len && i < MAX_STATES; i++)
    {
      const JkkHistoryEntry *entry = file->history->pdata[i];

      if (entry->changes == NULL || entry->changes->len == 0)
        continue;
      JkkCase *before = state_before (state, entry);
      jkk_case_unref (state);
      state = before;
      if (state_matches (office, paper, state, file, hash))
        return g_steal_pointer (&state);
    }
  return NULL;
}

/* Of a list, the form shows rows, or continues them on its attachment. */
static gboolean
form_shows (const JkkForm *form, const char *path)
{
  gsize length = strcspn (path, "[");

  for (guint i = 0; i < form->fields->len; i++)
    {
      const char *own = ((JkkFormField *) form->fields->pdata[i])->path;

      if (g_str_equal (own, path) || (path[length] == '[' && strncmp (own, path, length + 1) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Of what has changed, what the form shows; a letter may rest on any of it. */
static GPtrArray *
changes_on_paper (const char *code, const JkkCase *then, const JkkCase *now)
{
  gboolean is_letter = find_named (jkk_letter_codes (), code) != NULL;
  const JkkForm *form = is_letter ? NULL : jkk_form_get (code, NULL);
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (GPtrArray) changes = jkk_case_diff (then, now);

  for (guint i = 0; i < changes->len; i++)
    {
      JkkChange *change = changes->pdata[i];

      if (form == NULL || form_shows (form, change->path))
        {
          JkkChange *copy = g_new0 (JkkChange, 1);

          *copy = (JkkChange){ g_strdup (change->path), g_strdup (change->before), g_strdup (change->after) };
          g_ptr_array_add (shown, copy);
        }
    }
  return shown;
}

/* ---- One page ---------------------------------------------------------------------------------------------------- */

static void
set_verdict (JkkHomePage *page, JkkHomeVerdict verdict, char *text)
{
  page->verdict = verdict;
  g_free (page->text);
  page->text = text;
}

static void
compare (JkkOffice *office, JkkHomePage *page, const JkkCaseFile *file, const char *hash)
{
  const char *paper = paper_named (page->form);
  g_autoptr (JkkCase) state = paper != NULL ? find_state (office, paper, file, hash) : NULL;

  if (state == NULL)
    set_verdict (
        page, JKK_HOME_UNKNOWN,
        g_strdup_printf (_ ("%s of case %s, but no state of the case looks like this page. Compare it by eye."),
                         page->form, page->number));
  else if (state == file->jcase)
    set_verdict (page, JKK_HOME_SAME,
                 g_strdup_printf (_ ("%s of case %s: same as printed."), page->form, page->number));
  else
    {
      page->changes = changes_on_paper (paper, state, file->jcase);
      set_verdict (page, JKK_HOME_CHANGED,
                   g_strdup_printf (ngettext ("%s of case %s was printed before a later change; %u value differs.",
                                              "%s of case %s was printed before a later change; %u values differ.",
                                              page->changes->len),
                                    page->form, page->number, page->changes->len));
    }
}

/* NULL when the code is no mark of a paper: a page may carry any. */
static JkkHomePage *
page_of_code (JkkOffice *office, const JkkPaperCode *code, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JkkFormMark) mark = jkk_form_mark_parse (code->text, &local);
  JkkHomePage *page = g_new0 (JkkHomePage, 1);

  page->page = code->page;
  if (mark == NULL)
    {
      set_verdict (page, JKK_HOME_FOREIGN, g_strdup (local->message));
      return page;
    }
  page->number = g_strdup (mark->number);
  page->form = g_strdup (mark->form);
  page->form_page = mark->page;
  page->n_form_pages = mark->n_pages;
  page->case_id = jkk_office_find_number (office, mark->number, NULL);
  g_autoptr (JkkCaseFile) file = page->case_id != 0 ? jkk_office_load (office, page->case_id, &local) : NULL;
  if (file != NULL)
    compare (office, page, file, mark->hash);
  else if (page->case_id == 0)
    set_verdict (page, JKK_HOME_NO_CASE,
                 g_strdup_printf (_ ("%s of case %s, which this office does not have. Was it printed elsewhere?"),
                                  page->form, page->number));
  else
    {
      g_propagate_error (error, g_steal_pointer (&local));
      g_clear_pointer (&page, jkk_home_page_free);
    }
  return page;
}

static gboolean
read_page (JkkOffice *office, JkkHomecoming *home, JkkPaperReader *reader, guint number, int stop_fd, GError **error)
{
  g_autoptr (GPtrArray) codes = jkk_paper_reader_list_codes (reader, number, stop_fd, error);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      JkkHomePage *page = page_of_code (office, codes->pdata[i], error);

      if (page == NULL)
        return FALSE;
      g_ptr_array_add (home->pages, page);
    }
  return codes != NULL;
}

static gint64
common_case (GPtrArray *pages)
{
  gint64 case_id = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      const JkkHomePage *page = pages->pdata[i];

      if (page->case_id != 0 && case_id != 0 && page->case_id != case_id)
        return 0;
      if (page->case_id != 0)
        case_id = page->case_id;
    }
  return case_id;
}

/* ---- The whole file ---------------------------------------------------------------------------------------------- */

static gboolean
read_all (JkkOffice *office, JkkHomecoming *home, JkkPaperReader *reader, int stop_fd, GError **error)
{
  g_autoptr (GPtrArray) fields = jkk_paper_reader_list_fields (reader, stop_fd, error);

  if (fields == NULL)
    return FALSE;
  /* A file without fields of ours is a scan, and that is no fault. */
  if (fields->len > 0)
    home->incoming = jkk_reading_new (home->path, home->bytes, fields, NULL);
  for (guint i = 0; i < home->n_pages && i < MAX_PAGES; i++)
    if (!read_page (office, home, reader, i, stop_fd, error))
      return FALSE;
  home->case_id = common_case (home->pages);
  return TRUE;
}

/**
 * jkk_homecoming_read:
 * @office: the office
 * @path: a PDF, PNG, JPEG or TIFF
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Recognises a paper that came back. It may take some seconds: the file is opened in a helper process and each page is
 * searched for a mark.
 *
 * Returns: (transfer full): what was found, which may be nothing but a file with pages; %NULL with %JKK_ERROR_FORMAT
 * when the file cannot be read safely, or with %G_IO_ERROR_CANCELLED.
 */
JkkHomecoming *
jkk_homecoming_read (JkkOffice *office, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkHomecoming) home = g_new0 (JkkHomecoming, 1);

  home->path = g_strdup (path);
  home->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_home_page_free);
  if ((home->bytes = jkk_viewing_read_file (path, error)) == NULL)
    return NULL;
  g_autoptr (JkkViewing) viewing = jkk_viewing_open (home->bytes, cancellable, error);
  if (viewing == NULL)
    return NULL;
  home->media_type = g_strdup (jkk_viewing_get_media_type (viewing));
  home->n_pages = jkk_viewing_get_n_pages (viewing);
  int stop_fd = cancellable != NULL ? g_cancellable_get_fd (cancellable) : -1;
  g_autoptr (GError) local = NULL;
  gboolean good = read_all (office, home, (JkkPaperReader *) viewing, stop_fd, &local);
  if (stop_fd >= 0)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!good)
    g_propagate_error (error, g_steal_pointer (&local));
  return good ? g_steal_pointer (&home) : NULL;
}

typedef struct
{
  JkkOffice *office;
  char *path;
} ReadArgs;

static void
read_args_free (gpointer data)
{
  ReadArgs *args = data;

  g_object_unref (args->office);
  g_free (args->path);
  g_free (args);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ReadArgs *args = task_data;
  GError *error = NULL;
  JkkHomecoming *home = jkk_homecoming_read (args->office, args->path, cancellable, &error);

  if (home != NULL)
    g_task_return_pointer (task, home, (GDestroyNotify) jkk_homecoming_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_homecoming_read_async:
 * @office: the office
 * @path: a PDF, PNG, JPEG or TIFF
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_homecoming_read(); on a worker thread.
 */
void
jkk_homecoming_read_async (
    JkkOffice *office, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ReadArgs *args = g_new0 (ReadArgs, 1);

  args->office = g_object_ref (office);
  args->path = g_strdup (path);
  g_task_set_source_tag (task, jkk_homecoming_read_async);
  g_task_set_task_data (task, args, read_args_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * jkk_homecoming_read_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_homecoming_read().
 */
JkkHomecoming *
jkk_homecoming_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * jkk_homecoming_is_paper:
 * @path: a file
 *
 * Returns: whether it is a PDF or a picture by its name; a message is not.
 */
gboolean
jkk_homecoming_is_paper (const char *path)
{
  static const char *const endings[] = { ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff" };
  g_autofree char *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return TRUE;
  return FALSE;
}

/* The kind of document that a paper of ours is; any other is kept under "lain". */
static const char *
kind_of (const char *form)
{
  g_autofree char *code = form != NULL ? g_ascii_strdown (form, -1) : NULL;
  const JkkCode *kind = code != NULL ? jkk_code_list_find (jkk_code_list_get ("document_kind"), code) : NULL;

  return kind != NULL ? kind->code : "lain";
}

/**
 * jkk_homecoming_get_file:
 * @home: a paper that came back
 * @kind: (out) (transfer none): the code of document_kind under which it is filed
 *
 * Returns: (transfer full): the file to be attached to its case
 */
JkkPaperFile *
jkk_homecoming_get_file (const JkkHomecoming *home, const char **kind)
{
  const JkkHomePage *first = home->pages->len > 0 ? home->pages->pdata[0] : NULL;
  JkkPaperFile *file = g_new0 (JkkPaperFile, 1);

  *kind = kind_of (first != NULL ? first->form : NULL);
  file->name = home->path != NULL ? g_filename_display_basename (home->path) : g_strdup (_ ("Scan"));
  file->media_type = g_strdup (home->media_type);
  file->n_pages = home->n_pages;
  file->bytes = g_bytes_ref (home->bytes);
  return file;
}

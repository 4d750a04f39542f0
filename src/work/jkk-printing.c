#include "jkk-printing.h"

#include <glib/gi18n-lib.h>

#include "jkk-account-store.h"
#include "jkk-file.h"
#include "jkk-form-copy.h"
#include "jkk-journal.h"
#include "jkk-law.h"
#include "jkk-letter.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"
#include "jkk-paper.h"
#include "jkk-pdf-form.h"
#include "jkk-signing-private.h"

#define MAX_NAMES 4

/**
 * jkk_printing_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (transfer none) (array length=n_kinds): all papers that can be printed; the forms are those under
 * data/forms.
 */
const JkkPaperKind *
jkk_printing_kinds (guint *n_kinds)
{
  static GArray *kinds;

  if (g_once_init_enter (&kinds))
    {
      GArray *made = g_array_new (FALSE, FALSE, sizeof (JkkPaperKind));
      const char *const *codes = jkk_form_codes ();

      for (guint i = 0; codes[i] != NULL; i++)
        {
          const JkkForm *form = jkk_form_get (codes[i], NULL);
          JkkPaperKind kind = { codes[i], form != NULL ? form->number : codes[i], TRUE };

          g_array_append_val (made, kind);
        }
      const char *const *letters = jkk_letter_codes ();
      for (guint i = 0; letters[i] != NULL; i++)
        {
          JkkPaperKind letter = { letters[i], jkk_letter_title (letters[i]), FALSE };

          if (!jkk_letter_is_message (letters[i]))
            g_array_append_val (made, letter);
        }
      g_once_init_leave (&kinds, made);
    }
  *n_kinds = kinds->len;
  return (const JkkPaperKind *) (gpointer) kinds->data;
}

static char *
read_journal_head (JkkDb *db)
{
  g_autofree char *hash = NULL;
  gint64 sequence;

  return jkk_journal_head (db, &sequence, &hash, NULL) ? jkk_audit_head_text (sequence, hash) : NULL;
}

static gpointer
names_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const JkkDecision *decision = data;
  g_autoptr (JkkAccount) proposer =
      decision != NULL && decision->proposed_by != NULL ? jkk_account_load (db, decision->proposed_by, NULL) : NULL;
  g_autoptr (JkkAccount) approver =
      decision != NULL && decision->decided_by != NULL ? jkk_account_load (db, decision->decided_by, NULL) : NULL;
  char **names = g_new0 (char *, MAX_NAMES + 1);

  if (decision != NULL)
    {
      names[0] = g_strdup (proposer != NULL ? proposer->name : decision->proposed_by);
      names[1] = g_strdup (approver != NULL ? approver->name : decision->decided_by);
    }
  names[2] = jkk_office_store_get (db, JKK_OFFICE_ADDRESS, NULL);
  names[3] = read_journal_head (db);
  return names;
}

static void
names_free (gpointer data)
{
  char **names = data;

  for (guint i = 0; i < MAX_NAMES; i++)
    g_free (names[i]);
  g_free (names);
}

static JkkLetter
letter_of (JkkOffice *office,
           char **names,
           const JkkCase *jcase,
           const JkkPayout *payout,
           const JkkDecision *decision,
           const JkkLetterWish *wish)
{
  return (JkkLetter){
    .office = office != NULL ? jkk_office_get_name (office) : "",
    .place = office != NULL ? jkk_office_get_city (office) : NULL,
    .jcase = jcase,
    .payout = payout,
    .decision = decision,
    .proposer = names != NULL ? names[0] : NULL,
    .approver = names != NULL ? names[1] : NULL,
    .address = names != NULL ? names[2] : NULL,
    .day = jkk_today (),
    .journal_head = names != NULL ? names[3] : NULL,
    .recipient = wish != NULL ? wish->recipient : NULL,
    .text = wish != NULL ? wish->text : NULL,
  };
}

static gboolean
read_names (JkkOffice *office, const JkkDecision *decision, char ***names, GError **error)
{
  *names = office != NULL ? jkk_office_read (office, names_read, (gpointer) decision, names_free, error) : NULL;
  return office == NULL || *names != NULL;
}

static GBytes *
print_letter (JkkOffice *office,
              const char *code,
              const JkkCase *jcase,
              const JkkPayout *payout,
              const JkkDecision *decision,
              const JkkLetterWish *wish,
              char **content_hash,
              GError **error)
{
  char **names = NULL;

  if (decision != NULL && decision->decided_at > 0 && jkk_letter_needs_signature (code) &&
      !jkk_signing_require (decision, error))
    return NULL;
  if (!read_names (office, decision, &names, error))
    return NULL;
  JkkLetter letter = letter_of (office, names, jcase, payout, decision, wish);
  GBytes *bytes = jkk_letter_print (code, &letter, content_hash, error);
  g_clear_pointer (&names, names_free);
  return bytes;
}

/**
 * jkk_printing_message:
 * @office: (nullable): the office, for its name
 * @code: short name of a message, such as "pesan-kelengkapan"
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @error: return location
 *
 * Returns: (transfer full): a short text for a telephone, in Indonesian.
 */
char *
jkk_printing_message (
    JkkOffice *office, const char *code, const JkkCase *jcase, const JkkPayout *payout, GError **error)
{
  JkkLetter letter = letter_of (office, NULL, jcase, payout, NULL, NULL);

  return jkk_letter_message (code, &letter, error);
}

/**
 * jkk_printing_is_message:
 * @code: short name of a letter
 *
 * Returns: whether it is a short text for a telephone, and no paper.
 */
gboolean
jkk_printing_is_message (const char *code)
{
  return jkk_letter_is_message (code);
}

/**
 * jkk_printing_write:
 * @office: (nullable): the office
 * @code: short name of a letter
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @decision: (nullable): who decided what
 * @wish: whom it goes to and what is asked
 * @error: return location
 *
 * Returns: (transfer full): a letter in which a person has a word.
 */
JkkPrintout *
jkk_printing_write (JkkOffice *office,
                    const char *code,
                    const JkkCase *jcase,
                    const JkkPayout *payout,
                    const JkkDecision *decision,
                    const JkkLetterWish *wish,
                    GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) bytes = print_letter (office, code, jcase, payout, decision, wish, &hash, error);

  return bytes != NULL ? jkk_printout_new (bytes, NULL, hash, error) : NULL;
}

/* Of a fillable form also the print copy, which is drawn faster. Of an office's own form there need not be one that
 * looks the same. */
static JkkPrintout *
make_form (const char *code, const JkkFormFacts *facts, gboolean fillable, GError **error)
{
  g_autofree char *hash = NULL;
  const JkkForm *form = fillable ? jkk_form_get (code, NULL) : NULL;
  g_autoptr (GBytes) bytes =
      jkk_form_fill_marked (code, facts, fillable ? JKK_FORM_FILLABLE : JKK_FORM_FLAT, &hash, error);

  if (bytes == NULL || form == NULL || form->official)
    return bytes != NULL ? jkk_printout_new (bytes, code, hash, error) : NULL;
  g_autoptr (GBytes) copy = jkk_form_fill_marked (code, facts, JKK_FORM_FLAT, NULL, error);
  return copy != NULL ? jkk_printout_new_fillable (bytes, copy, code, hash, error) : NULL;
}

/**
 * jkk_printing_make:
 * @office: (nullable): the office, for its name on letters
 * @code: which paper
 * @jcase: the case
 * @payout: (nullable): its payout sheet; a letter needs one
 * @decision: (nullable): who decided what; else the paper is a draft
 * @fillable: whether the fields can still be changed in a PDF reader
 * @error: return location
 *
 * Returns: (transfer full): the paper.
 */
JkkPrintout *
jkk_printing_make (JkkOffice *office,
                   const char *code,
                   const JkkCase *jcase,
                   const JkkPayout *payout,
                   const JkkDecision *decision,
                   gboolean fillable,
                   GError **error)
{
  JkkFormFacts facts = { jcase, payout, decision };

  g_return_val_if_fail (code != NULL && jcase != NULL, NULL);

  if (g_strv_contains (jkk_letter_codes (), code))
    return jkk_printing_write (office, code, jcase, payout, decision, NULL, error);
  return make_form (code, &facts, fillable, error);
}

/**
 * jkk_printing_copies:
 * @code: which paper
 *
 * Returns: (transfer full): for each copy that the paper names whom it is for, as it stands on it ("Lembar 2 – Dinas
 * Tenaga Kerja"), %NULL-terminated; empty if it names nobody.
 */
char **
jkk_printing_copies (const char *code)
{
  gboolean is_letter = g_strv_contains (jkk_letter_codes (), code);
  const JkkForm *form = is_letter ? NULL : jkk_form_get (code, NULL);
  GStrvBuilder *lines = g_strv_builder_new ();

  for (guint i = 0; form != NULL && i < form->copies->len; i++)
    {
      g_autofree char *line = jkk_form_copy_line (form, i + 1);

      g_strv_builder_add (lines, line);
    }
  char **result = g_strv_builder_end (lines);
  g_strv_builder_unref (lines);
  return result;
}

/**
 * jkk_printing_name:
 * @code: which paper
 * @copy: (nullable): whom the copy is for, as jkk_printing_copies() says it
 *
 * Returns: (transfer full): what the journal calls it.
 */
char *
jkk_printing_name (const char *code, const char *copy)
{
  return copy != NULL ? g_strdup_printf ("%s, %s", code, copy) : g_strdup (code);
}

/**
 * jkk_printing_make_copy:
 * @office: an open office
 * @code: which paper
 * @file: the file of a case
 * @copy: which of its copies, from 1, see jkk_printing_copies(); 0 = none of them
 * @error: return location
 *
 * A print copy of the case as it is stored: what was proposed or decided as it was frozen, an open case as it is
 * calculated today.
 *
 * Returns: (transfer full): the paper.
 */
JkkPrintout *
jkk_printing_make_copy (JkkOffice *office, const char *code, const JkkCaseFile *file, guint copy, GError **error)
{
  gboolean open = jkk_case_status_is_editable (jkk_case_get_status (file->jcase));
  const JkkDecision *decision = open ? NULL : file->decision;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (JKK_IS_OFFICE (office) && code != NULL, NULL);

  g_autoptr (JkkPayout) payout = !open && file->decided_payout != NULL
                                     ? jkk_payout_ref (file->decided_payout)
                                     : jkk_office_calculate_file (office, file, file->jcase, jkk_today (), error);
  if (payout == NULL)
    return NULL;
  if (copy == 0)
    return jkk_printing_make (office, code, file->jcase, payout, decision, FALSE, error);
  JkkFormFacts facts = { file->jcase, payout, decision, copy };
  g_autoptr (GBytes) bytes = jkk_form_fill_marked (code, &facts, JKK_FORM_FLAT, &hash, error);
  return bytes != NULL ? jkk_printout_new (bytes, code, hash, error) : NULL;
}

typedef struct
{
  JkkOffice *office;
  char *code;
  JkkCase *jcase;
  JkkPayout *payout;
  JkkDecision *decision;
  gboolean fillable;
} MakeArgs;

static void
make_args_free (gpointer data)
{
  MakeArgs *args = data;

  g_clear_object (&args->office);
  g_free (args->code);
  jkk_case_unref (args->jcase);
  g_clear_pointer (&args->payout, jkk_payout_unref);
  g_clear_pointer (&args->decision, jkk_decision_free);
  g_free (args);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MakeArgs *args = task_data;
  GError *error = NULL;
  JkkPrintout *printout;

  if (g_task_return_error_if_cancelled (task))
    return;
  printout =
      jkk_printing_make (args->office, args->code, args->jcase, args->payout, args->decision, args->fillable, &error);
  /* The screen shows a long text as it is printed where no fillable form has room for it. */
  if (args->fillable && g_error_matches (error, JKK_ERROR, JKK_ERROR_REFUSED))
    {
      g_clear_error (&error);
      printout = jkk_printing_make (args->office, args->code, args->jcase, args->payout, args->decision, FALSE, &error);
    }
  /* Here nobody waits for it. */
  if (printout != NULL)
    jkk_printout_get_fields (printout);
  if (printout != NULL)
    g_task_return_pointer (task, printout, (GDestroyNotify) jkk_printout_unref);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_printing_make_async:
 * @office: (nullable): the office
 * @code: which paper
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @decision: (nullable): who decided what; copied
 * @fillable: whether the fields can still be changed
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_printing_make(); on a worker thread.
 */
void
jkk_printing_make_async (JkkOffice *office,
                         const char *code,
                         const JkkCase *jcase,
                         const JkkPayout *payout,
                         const JkkDecision *decision,
                         gboolean fillable,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  MakeArgs *args = g_new0 (MakeArgs, 1);

  args->office = office != NULL ? g_object_ref (office) : NULL;
  args->code = g_strdup (code);
  args->jcase = jkk_case_ref (jcase);
  args->payout = payout != NULL ? jkk_payout_ref (payout) : NULL;
  args->decision = decision != NULL ? jkk_decision_copy (decision) : NULL;
  args->fillable = fillable;
  g_task_set_source_tag (task, jkk_printing_make_async);
  g_task_set_task_data (task, args, make_args_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * jkk_printing_make_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_printing_make().
 */
JkkPrintout *
jkk_printing_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

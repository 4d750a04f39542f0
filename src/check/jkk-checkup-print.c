#include "jkk-checkup.h"
#include "jkk-json.h"
#include "jkk-receipt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
result_label (const char *result)
{
  const JkkCode *code = jkk_code_list_find (jkk_code_list_get ("receipt_result"), result);

  if (g_str_equal (result, JKK_CHECKUP_QUARANTINED))
    return _ ("In quarantine");
  return code != NULL ? jkk_code_label (code) : result;
}

/* Names and texts come from files of others; a terminal takes some characters for orders. */
static void
print_safely (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != ' ' && !g_unichar_isprint (c))
        g_print ("\\u%04x", c);
      else
        g_print ("%.*s", (int) (g_utf8_next_char (p) - p), p);
    }
}

static void
print_fault (const JkkFault *fault)
{
  g_print ("  ");
  if (fault->line > 0)
    g_print (_ ("line %d, column %d · "), fault->line, MAX (fault->column, 1));
  if (fault->path != NULL)
    {
      print_safely (fault->path);
      g_print (" · ");
    }
  g_print ("[%s]\n    ", fault->code);
  print_safely (fault->text);
  if (fault->repair != NULL)
    {
      g_print ("\n    → ");
      print_safely (fault->repair);
    }
  g_print ("\n");
}

/* Once is enough, however many files it is about. */
static void
print_remark (const JkkCheckup *checkup)
{
  const char *remark = NULL;

  for (guint i = 0; i < checkup->files->len && remark == NULL; i++)
    {
      const JkkPostFile *file = checkup->files->pdata[i];

      remark = jkk_receipt_remark (file->message != NULL ? file->message : file->head);
    }
  if (remark != NULL)
    g_print ("%s\n", remark);
}

/**
 * jkk_checkup_print_text:
 * @checkup: a checkup
 * @brief: whether files without findings are left out
 *
 * Prints what the office would answer, for people.
 */
void
jkk_checkup_print_text (const JkkCheckup *checkup, gboolean brief)
{
  for (guint i = 0; i < checkup->files->len; i++)
    {
      const JkkPostFile *file = checkup->files->pdata[i];
      const JkkMessage *message = file->message != NULL ? file->message : file->head;
      const JkkMessageKind *kind = message != NULL ? jkk_message_kind_find (message->kind) : NULL;

      if (brief && file->faults->len == 0)
        continue;
      print_safely (file->file_name);
      g_print (": %s", result_label (jkk_checkup_result (checkup, i)));
      if (kind != NULL)
        g_print (" · %s", _ (kind->title));
      if (file->signer != NULL)
        g_print (" · %s", _ ("signature good"));
      g_print ("\n");
      for (guint j = 0; j < file->faults->len; j++)
        print_fault (file->faults->pdata[j]);
    }
  print_remark (checkup);
  g_print (ngettext ("%u file: %u accepted, %u with notices, %u refused, %u in quarantine\n",
                     "%u files: %u accepted, %u with notices, %u refused, %u in quarantine\n", checkup->files->len),
           checkup->files->len, jkk_checkup_count (checkup, JKK_RECEIPT_ACCEPTED),
           jkk_checkup_count (checkup, JKK_RECEIPT_NOTICED), jkk_checkup_count (checkup, JKK_RECEIPT_REFUSED),
           jkk_checkup_count (checkup, JKK_CHECKUP_QUARANTINED));
}

/**
 * jkk_checkup_print_json:
 * @checkup: a checkup
 *
 * Prints what the office would answer, for programs.
 */
void
jkk_checkup_print_json (const JkkCheckup *checkup)
{
  g_autofree const char **results = g_new0 (const char *, checkup->files->len + 1);

  for (guint i = 0; i < checkup->files->len; i++)
    results[i] = jkk_checkup_result (checkup, i);
  g_autofree char *json = jkk_post_files_to_json (checkup->files, results);
  g_print ("%s", json);
}

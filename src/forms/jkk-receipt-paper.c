/* The receipt of a message on paper, for the clerk who mends the message. */
#include "jkk-receipt-paper.h"

#include <glib/gi18n-lib.h>

#include "jkk-bahasa.h"
#include "jkk-galley.h"
#include "jkk-receipt-head.h"

#define LABEL_WIDTH 128.0
#define INDENT 22.0

static void
add_whole (JkkGalley *galley, JkkStyle style, const char *text)
{
  jkk_galley_add (galley, style, 0, JKK_GALLEY_WIDTH, text);
  jkk_galley_end_block (galley, FALSE);
}

static void
add_pair (JkkGalley *galley, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  jkk_galley_add (galley, JKK_STYLE_LABEL, 0, LABEL_WIDTH, label);
  jkk_galley_add (galley, JKK_STYLE_TEXT, LABEL_WIDTH, JKK_GALLEY_WIDTH - LABEL_WIDTH, text);
  jkk_galley_end_block (galley, FALSE);
}

static const char *
result_label (const JkkMessage *receipt)
{
  const char *result = ((const JkkReceipt *) receipt->own)->result;
  const JkkCode *code = jkk_code_list_find (jkk_code_list_get ("receipt_result"), result);

  if (jkk_receipt_is_held (receipt))
    return jkk_bahasa (N_ ("In quarantine"));
  return code != NULL ? code->label : "";
}

static void
add_head (JkkGalley *galley, const JkkMessage *receipt, const char *office)
{
  const JkkReceipt *head = receipt->own;
  g_autofree char *time = jkk_receipt_time (receipt);

  add_whole (galley, JKK_STYLE_HEADING, office);
  add_whole (galley, JKK_STYLE_LABEL, jkk_bahasa (N_ ("Work accident insurance (JKK)")));
  jkk_galley_rule (galley, 1.2);
  jkk_galley_space (galley, 14);
  jkk_galley_add_centred (galley, JKK_STYLE_TITLE, jkk_bahasa (N_ ("Receipt of a message")));
  jkk_galley_end_block (galley, TRUE);
  jkk_galley_space (galley, 4);
  jkk_galley_add_centred (galley, JKK_STYLE_TOTAL, result_label (receipt));
  jkk_galley_end_block (galley, FALSE);
  jkk_galley_space (galley, 14);
  add_pair (galley, jkk_bahasa (N_ ("To")), receipt->recipient);
  add_pair (galley, jkk_bahasa (N_ ("Name of the file")), head->of_file);
  add_pair (galley, jkk_bahasa (N_ ("Case number")), receipt->case_number);
  add_pair (galley, jkk_bahasa (N_ ("Number of the message")), head->of_id);
  add_pair (galley, jkk_bahasa (N_ ("Answered on")), time);
  add_pair (galley, jkk_bahasa (N_ ("Number of the receipt")), receipt->id);
}

static void
add_part (JkkGalley *galley, const char *label, const char *text, JkkStyle style)
{
  if (text == NULL || *text == '\0')
    return;
  jkk_galley_add (galley, JKK_STYLE_LABEL, INDENT, LABEL_WIDTH - INDENT, label);
  jkk_galley_add (galley, style, LABEL_WIDTH, JKK_GALLEY_WIDTH - LABEL_WIDTH, text);
  jkk_galley_end_block (galley, FALSE);
}

static void
add_fault (JkkGalley *galley, guint number, const JkkFault *fault)
{
  g_autofree char *place = jkk_fault_place (fault), *address = jkk_fault_address (fault);
  g_autofree char *counted = g_strdup_printf ("%u.", number);

  jkk_galley_space (galley, 8);
  jkk_galley_add (galley, JKK_STYLE_STRONG, 0, INDENT, counted);
  jkk_galley_add (galley, JKK_STYLE_STRONG, INDENT, JKK_GALLEY_WIDTH - INDENT, fault->text);
  jkk_galley_end_block (galley, TRUE);
  add_part (galley, jkk_bahasa (N_ ("How to mend it")), fault->repair, JKK_STYLE_TEXT);
  add_part (galley, jkk_bahasa (N_ ("Where")), place, JKK_STYLE_TEXT);
  add_part (galley, jkk_bahasa (N_ ("For IT staff")), address, JKK_STYLE_SMALL);
}

/**
 * jkk_receipt_paper_print:
 * @receipt: a receipt of the office
 * @office: name of the office
 * @error: return location
 *
 * The receipt as a paper; its headings are in Indonesian in every locale, its sentences as they were written when the
 * message was judged.
 *
 * Returns: (transfer full): a PDF; %NULL with %JKK_ERROR_STORAGE if it cannot be made
 */
GBytes *
jkk_receipt_paper_print (const JkkMessage *receipt, const char *office, GError **error)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();
  const char *title = jkk_bahasa (N_ ("Receipt of a message"));
  g_autofree char *advice = jkk_receipt_advice (receipt, jkk_bahasa);
  g_autofree char *foot = g_strconcat (title, *office != '\0' ? " · " : "", office, NULL);

  g_return_val_if_fail (receipt->own != NULL, NULL);

  add_head (galley, receipt, office);
  jkk_galley_space (galley, 10);
  add_whole (galley, JKK_STYLE_STRONG, advice);
  for (guint i = 0; receipt->faults != NULL && i < receipt->faults->len; i++)
    add_fault (galley, i + 1, receipt->faults->pdata[i]);
  return jkk_galley_print (galley, title, foot, 0, error);
}

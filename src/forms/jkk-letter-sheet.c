/* The payout sheet on paper: each line with its formula, what went into it, and the article. */
#include "jkk-letter-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-bahasa.h"
#include "jkk-form-value.h"

#define NUMBER_WIDTH 20.0
#define LABEL_WIDTH 86.0
#define AMOUNT_LEFT 366.0
#define STEP_INDENT 12.0
/* Steps of steps are indented no further than this. */
#define MAX_DEPTH 4
/* Marks figures of the law that await confirmation. */
#define MARK " †"

/* The Indonesian wording of a code that came from the case. */
static char *
code_text (const JkkCase *jcase, const JkkInput *input)
{
  const JkkField *field = NULL;

  if (input->path != NULL)
    jkk_case_find (jcase, input->path, &field, NULL);
  if (field == NULL || field->kind != JKK_KIND_CODE)
    return NULL;
  const JkkCode *term = jkk_code_list_find (jkk_code_list_get (field->codes), input->text);
  return term != NULL ? g_strdup (term->label) : NULL;
}

static char *
input_text (const JkkCase *jcase, const JkkInput *input)
{
  char *text = NULL;

  if (input->kind == JKK_KIND_FLAG && input->number != JKK_NONE)
    return g_strdup (input->number != 0 ? jkk_bahasa (N_ ("yes")) : jkk_bahasa (N_ ("no")));
  if (input->kind == JKK_KIND_MONEY && input->number != JKK_NONE)
    return jkk_money_to_rupiah (input->number);
  if (input->text != NULL)
    text = code_text (jcase, input);
  return text != NULL ? text : jkk_input_to_text (input);
}

static const JkkInput *
find_input (const JkkReason *reason, const char *name, gsize length)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];

      if (strlen (input->name) == length && strncmp (input->name, name, length) == 0)
        return input;
    }
  return NULL;
}

/**
 * jkk_letter_sheet_formula:
 * @jcase: the case
 * @reason: a reason
 *
 * Returns: (transfer full): its formula in Indonesian words and figures; the empty text if it has none.
 */
char *
jkk_letter_sheet_formula (const JkkCase *jcase, const JkkReason *reason)
{
  const char *at = reason->formula != NULL ? jkk_bahasa (reason->formula) : "";
  GString *text = g_string_new (NULL);

  while (*at != '\0')
    {
      const char *close = *at == '{' ? strchr (at, '}') : NULL;
      const JkkInput *input = close != NULL ? find_input (reason, at + 1, (gsize) (close - at - 1)) : NULL;

      if (input == NULL)
        {
          g_string_append_c (text, *at++);
          continue;
        }
      g_autofree char *value = input_text (jcase, input);
      g_string_append (text, value);
      at = close + 1;
    }
  return g_string_free (text, FALSE);
}

static void
add_labelled (JkkGalley *galley, double indent, const char *label, const char *text)
{
  double left = NUMBER_WIDTH + indent;

  jkk_galley_add (galley, JKK_STYLE_LABEL, left, LABEL_WIDTH - 6, label);
  jkk_galley_add (galley, JKK_STYLE_TEXT, left + LABEL_WIDTH, JKK_GALLEY_WIDTH - left - LABEL_WIDTH, text);
  jkk_galley_end_block (galley, TRUE);
}

/* "Monthly wage: Rp 4.000.000 (KK 1 · 3)"; of a figure of the law, its article. */
static char *
input_sentence (const JkkCase *jcase, const JkkInput *input)
{
  g_autofree char *value = input_text (jcase, input);
  const char *place = input->path != NULL ? jkk_case_path_place (input->path) : NULL;
  const char *source = input->article != NULL ? input->article : place;
  gboolean known = source != NULL && *source != '\0';

  return g_strdup_printf ("%s: %s%s%s%s%s", jkk_bahasa (input->label), value, known ? " (" : "", known ? source : "",
                          known ? ")" : "", input->unconfirmed ? MARK : "");
}

static void
add_inputs (JkkGalley *galley, const JkkCase *jcase, double indent, const JkkReason *reason)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      g_autofree char *sentence = input_sentence (jcase, reason->inputs->pdata[i]);

      add_labelled (galley, indent, i == 0 ? jkk_bahasa (N_ ("Inputs")) : "", sentence);
    }
}

static void
add_body (JkkGalley *galley, const JkkCase *jcase, double indent, const JkkReason *reason)
{
  g_autofree char *formula = jkk_letter_sheet_formula (jcase, reason);

  if (*formula != '\0')
    add_labelled (galley, indent, jkk_bahasa (N_ ("Formula")), formula);
  add_inputs (galley, jcase, indent, reason);
  if (reason->article != NULL && *reason->article != '\0')
    add_labelled (galley, indent, jkk_bahasa (N_ ("Article")), reason->article);
  /* An amount stays with what it is made of; its steps may follow on the next page. */
  jkk_galley_release (galley);
}

static void
add_step (JkkGalley *galley, const JkkCase *jcase, guint depth, const JkkReason *step)
{
  double indent = STEP_INDENT * MIN (depth, MAX_DEPTH);
  g_autofree char *amount = step->amount != JKK_NONE ? jkk_money_to_rupiah (step->amount) : g_strdup ("");

  jkk_galley_space (galley, 3);
  jkk_galley_add (galley, JKK_STYLE_TEXT, NUMBER_WIDTH + indent - 9, 9, "›");
  jkk_galley_add (galley, JKK_STYLE_TEXT, NUMBER_WIDTH + indent, AMOUNT_LEFT - NUMBER_WIDTH - indent - 8,
                  jkk_bahasa (step->title));
  jkk_galley_add_right (galley, JKK_STYLE_LABEL, AMOUNT_LEFT, JKK_GALLEY_WIDTH - AMOUNT_LEFT, amount);
  jkk_galley_end_block (galley, TRUE);
  add_body (galley, jcase, indent, step);
  for (guint i = 0; i < step->children->len; i++)
    add_step (galley, jcase, depth + 1, step->children->pdata[i]);
}

static void
add_payee (JkkGalley *galley, const char *payee)
{
  const JkkCode *term = jkk_code_list_find (jkk_code_list_get ("payee"), payee);

  if (term != NULL)
    add_labelled (galley, 0, jkk_bahasa (N_ ("Paid to")), term->label);
}

/**
 * jkk_letter_sheet_add_line:
 * @galley: where to
 * @jcase: the case
 * @number: number of the line
 * @line: a line of the payout sheet
 *
 * Sets a line of the sheet with all its reasons.
 */
void
jkk_letter_sheet_add_line (JkkGalley *galley, const JkkCase *jcase, guint number, const JkkReason *line)
{
  g_autofree char *count = g_strdup_printf ("%u.", number);
  g_autofree char *amount = line->amount != JKK_NONE ? jkk_money_to_rupiah (line->amount) : g_strdup ("—");

  jkk_galley_space (galley, 8);
  jkk_galley_add (galley, JKK_STYLE_STRONG, 0, NUMBER_WIDTH, count);
  jkk_galley_add (galley, JKK_STYLE_STRONG, NUMBER_WIDTH, AMOUNT_LEFT - NUMBER_WIDTH - 8, jkk_bahasa (line->title));
  jkk_galley_add_right (galley, JKK_STYLE_STRONG, AMOUNT_LEFT, JKK_GALLEY_WIDTH - AMOUNT_LEFT, amount);
  jkk_galley_end_block (galley, TRUE);
  add_payee (galley, line->payee);
  add_body (galley, jcase, 0, line);
  for (guint i = 0; i < line->children->len; i++)
    add_step (galley, jcase, 1, line->children->pdata[i]);
  jkk_galley_space (galley, 2);
}

static gboolean
has_unconfirmed (const JkkNodes *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (reasons->pdata[i]);

      if (inputs->len > 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_remark_heading (JkkGalley *galley, const char *text)
{
  jkk_galley_space (galley, 8);
  jkk_galley_add (galley, JKK_STYLE_STRONG, 0, JKK_GALLEY_WIDTH, text);
  jkk_galley_end_block (galley, TRUE);
}

/**
 * jkk_letter_sheet_add_remarks:
 * @galley: where to
 * @jcase: the case
 * @payout: (nullable): the payout sheet
 *
 * Sets what the reader must know besides the lines: which figures await confirmation, notes, and what is still missing.
 */
void
jkk_letter_sheet_add_remarks (JkkGalley *galley, const JkkCase *jcase, const JkkPayout *payout)
{
  if (payout == NULL)
    return;
  if (has_unconfirmed (payout->lines) || has_unconfirmed (payout->notes))
    {
      jkk_galley_space (galley, 6);
      jkk_galley_add (galley, JKK_STYLE_SMALL, 0, JKK_GALLEY_WIDTH,
                      jkk_bahasa (N_ ("† This figure of the regulation has not been confirmed from its source yet.")));
      jkk_galley_end_block (galley, FALSE);
    }
  if (payout->notes->len > 0)
    add_remark_heading (galley, jkk_bahasa (N_ ("Notes")));
  for (guint i = 0; i < payout->notes->len; i++)
    add_step (galley, jcase, 0, payout->notes->pdata[i]);
  if (payout->missing->len > 0)
    add_remark_heading (galley, jkk_bahasa (N_ ("Still missing for the calculation")));
  for (guint i = 0; i < payout->missing->len; i++)
    {
      const JkkMissing *missing = payout->missing->pdata[i];

      jkk_galley_add (galley, JKK_STYLE_TEXT, 0, 12, "•");
      jkk_galley_add (galley, JKK_STYLE_TEXT, 12, JKK_GALLEY_WIDTH - 12, jkk_bahasa (missing->text));
      jkk_galley_end_block (galley, FALSE);
    }
}

#include "jkk-payout.h"

#include "jkk-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jkk_input_new:
 * @name: its name inside the formula
 * @label: English label, marked for translation
 * @kind: how the number is meant
 * @number: the value
 *
 * Returns: (transfer full): an input without a source; set the other members directly.
 */
JkkInput *
jkk_input_new (const char *name, const char *label, JkkFieldKind kind, gint64 number)
{
  JkkInput *input = g_new0 (JkkInput, 1);

  input->name = g_strdup (name);
  input->label = g_strdup (label);
  input->kind = kind;
  input->number = number;
  return input;
}

/**
 * jkk_input_free:
 * @input: (transfer full): an input
 */
void
jkk_input_free (JkkInput *input)
{
  g_free (input->name);
  g_free (input->label);
  g_free (input->text);
  g_free (input->path);
  g_free (input->parameter);
  g_free (input->article);
  g_free (input);
}

/**
 * jkk_input_to_text:
 * @input: an input
 *
 * Returns: (transfer full): its value as a person reads it.
 */
char *
jkk_input_to_text (const JkkInput *input)
{
  gint64 number = input->number;
  JkkField field = { .name = input->name, .kind = input->kind };

  if (input->text != NULL)
    return g_strdup (input->text);
  if (number == JKK_NONE || jkk_field_is_text (&field))
    return g_strdup ("—");
  return jkk_field_to_text (&field, &number);
}

/**
 * jkk_reason_new:
 * @rule: the stable name of the rule
 * @benefit: (nullable): benefit code of a line of the sheet
 * @title: English title, marked for translation
 * @article: (nullable): the article as cited
 *
 * Returns: (transfer full): a reason without amount, inputs and children.
 */
JkkReason *
jkk_reason_new (const char *rule, const char *benefit, const char *title, const char *article)
{
  JkkReason *reason = g_new0 (JkkReason, 1);

  reason->rule = g_strdup (rule);
  reason->benefit = g_strdup (benefit);
  reason->title = g_strdup (title);
  reason->article = g_strdup (article);
  reason->amount = JKK_NONE;
  reason->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_input_free);
  reason->children = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_reason_free);
  return reason;
}

/**
 * jkk_reason_free:
 * @reason: (transfer full): a reason
 */
void
jkk_reason_free (JkkReason *reason)
{
  g_free (reason->rule);
  g_free (reason->benefit);
  g_free (reason->title);
  g_free (reason->article);
  g_free (reason->formula);
  g_free (reason->payee);
  g_ptr_array_unref (reason->inputs);
  g_ptr_array_unref (reason->children);
  g_free (reason);
}

/**
 * jkk_reason_take_input:
 * @reason: a reason
 * @input: (transfer full): an input
 */
void
jkk_reason_take_input (JkkReason *reason, JkkInput *input)
{
  g_ptr_array_add (reason->inputs, input);
}

/**
 * jkk_reason_take_child:
 * @reason: a reason
 * @child: (transfer full): a step of it
 */
void
jkk_reason_take_child (JkkReason *reason, JkkReason *child)
{
  g_ptr_array_add (reason->children, child);
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
 * jkk_reason_formula_text:
 * @reason: a reason
 *
 * Returns: (transfer full): its formula in the language of the interface with the values of its inputs put in; the
 * empty text if it has none.
 */
char *
jkk_reason_formula_text (const JkkReason *reason)
{
  GString *text = g_string_new (NULL);
  const char *formula = reason->formula != NULL ? _ (reason->formula) : "";

  while (*formula != '\0')
    {
      const char *close = *formula == '{' ? strchr (formula, '}') : NULL;
      const JkkInput *input = close != NULL ? find_input (reason, formula + 1, (gsize) (close - formula - 1)) : NULL;

      if (input != NULL)
        {
          g_autofree char *value = jkk_input_to_text (input);

          g_string_append (text, value);
          formula = close + 1;
        }
      else
        g_string_append_c (text, *formula++);
    }
  return g_string_free (text, FALSE);
}

static void
collect_unconfirmed (const JkkReason *reason, GPtrArray *inputs)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];
      gboolean known = FALSE;

      for (guint j = 0; j < inputs->len; j++)
        known = known || g_strcmp0 (((JkkInput *) inputs->pdata[j])->parameter, input->parameter) == 0;
      if (input->unconfirmed && !known)
        g_ptr_array_add (inputs, (gpointer) input);
    }
  for (guint i = 0; i < reason->children->len; i++)
    collect_unconfirmed (reason->children->pdata[i], inputs);
}

/**
 * jkk_reason_unconfirmed:
 * @reason: a reason
 *
 * Returns: (transfer container) (element-type JkkInput): the inputs of it and of its steps whose figure awaits
 * confirmation, each parameter once.
 */
GPtrArray *
jkk_reason_unconfirmed (const JkkReason *reason)
{
  GPtrArray *inputs = g_ptr_array_new ();

  collect_unconfirmed (reason, inputs);
  return inputs;
}

static void
missing_free (gpointer data)
{
  JkkMissing *missing = data;

  g_free (missing->path);
  g_free (missing->text);
  g_free (missing);
}

/**
 * jkk_payout_new:
 *
 * Returns: (transfer full): an empty payout sheet.
 */
JkkPayout *
jkk_payout_new (void)
{
  JkkPayout *payout = g_atomic_rc_box_new0 (JkkPayout);

  payout->law_day = JKK_NONE;
  payout->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_reason_free);
  payout->missing = g_ptr_array_new_with_free_func (missing_free);
  payout->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_reason_free);
  return payout;
}

/**
 * jkk_payout_ref:
 * @payout: a payout sheet
 *
 * Returns: (transfer full): the same sheet.
 */
JkkPayout *
jkk_payout_ref (const JkkPayout *payout)
{
  return g_atomic_rc_box_acquire ((gpointer) payout);
}

static void
payout_clear (gpointer data)
{
  JkkPayout *payout = data;

  g_free (payout->pack);
  g_free (payout->pack_title);
  g_free (payout->pack_version);
  g_ptr_array_unref (payout->lines);
  g_ptr_array_unref (payout->missing);
  g_ptr_array_unref (payout->notes);
}

/**
 * jkk_payout_unref:
 * @payout: (transfer full): a payout sheet
 */
void
jkk_payout_unref (JkkPayout *payout)
{
  g_atomic_rc_box_release_full (payout, payout_clear);
}

/**
 * jkk_payout_take_missing:
 * @payout: a payout sheet that nobody else holds
 * @path: the field that is needed
 * @text: English sentence, marked for translation
 */
void
jkk_payout_take_missing (JkkPayout *payout, const char *path, const char *text)
{
  JkkMissing *missing = g_new0 (JkkMissing, 1);

  missing->path = g_strdup (path);
  missing->text = g_strdup (text);
  g_ptr_array_add (payout->missing, missing);
}

/**
 * jkk_payout_find_line:
 * @payout: a payout sheet
 * @benefit: a benefit code
 *
 * Returns: (transfer none) (nullable): its first line.
 */
const JkkReason *
jkk_payout_find_line (const JkkPayout *payout, const char *benefit)
{
  for (guint i = 0; i < payout->lines->len; i++)
    if (g_strcmp0 (((JkkReason *) payout->lines->pdata[i])->benefit, benefit) == 0)
      return payout->lines->pdata[i];
  return NULL;
}

static gboolean
input_equal (const JkkInput *a, const JkkInput *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->label, b->label) == 0 && a->kind == b->kind &&
         a->number == b->number && g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->path, b->path) == 0 &&
         g_strcmp0 (a->parameter, b->parameter) == 0 && g_strcmp0 (a->article, b->article) == 0 &&
         a->unconfirmed == b->unconfirmed;
}

static gboolean reasons_equal (GPtrArray *a, GPtrArray *b);

static gboolean
reason_equal (const JkkReason *a, const JkkReason *b)
{
  if (g_strcmp0 (a->rule, b->rule) != 0 || g_strcmp0 (a->benefit, b->benefit) != 0 ||
      g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->article, b->article) != 0 ||
      g_strcmp0 (a->formula, b->formula) != 0 || g_strcmp0 (a->payee, b->payee) != 0 || a->amount != b->amount ||
      a->inputs->len != b->inputs->len)
    return FALSE;
  for (guint i = 0; i < a->inputs->len; i++)
    if (!input_equal (a->inputs->pdata[i], b->inputs->pdata[i]))
      return FALSE;
  return reasons_equal (a->children, b->children);
}

static gboolean
reasons_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!reason_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * jkk_payout_equal:
 * @a: a payout sheet
 * @b: a payout sheet
 *
 * Returns: whether they say the same in every reason.
 */
gboolean
jkk_payout_equal (const JkkPayout *a, const JkkPayout *b)
{
  if (g_strcmp0 (a->pack, b->pack) != 0 || g_strcmp0 (a->pack_title, b->pack_title) != 0 ||
      g_strcmp0 (a->pack_version, b->pack_version) != 0 || a->law_day != b->law_day || a->total != b->total ||
      a->missing->len != b->missing->len)
    return FALSE;
  for (guint i = 0; i < a->missing->len; i++)
    {
      const JkkMissing *x = a->missing->pdata[i], *y = b->missing->pdata[i];

      if (g_strcmp0 (x->path, y->path) != 0 || g_strcmp0 (x->text, y->text) != 0)
        return FALSE;
    }
  return reasons_equal (a->lines, b->lines) && reasons_equal (a->notes, b->notes);
}

static void
append_reason (GString *text, const JkkReason *reason, guint depth)
{
  g_autofree char *formula = jkk_reason_formula_text (reason);
  g_autofree char *amount = reason->amount != JKK_NONE ? jkk_money_to_text (reason->amount) : g_strdup ("");
  int indent = (int) depth * 2;
  int width = MAX (60 - indent, 10);

  g_string_append_printf (text, "%*s%s", indent, "", _ (reason->title));
  int used = (int) g_utf8_strlen (_ (reason->title), -1);
  g_string_append_printf (text, "%*s%18s\n", MAX (width - used, 1), "", amount);
  if (*formula != '\0')
    g_string_append_printf (text, "%*s  %s\n", indent, "", formula);
  if (reason->article != NULL)
    g_string_append_printf (text, "%*s  [%s]\n", indent, "", reason->article);
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];
      g_autofree char *value = jkk_input_to_text (input);
      const char *place = input->path != NULL ? jkk_case_path_place (input->path) : NULL;

      g_string_append_printf (text, "%*s  · %s: %s", indent, "", _ (input->label), value);
      if (input->path != NULL)
        g_string_append_printf (text, " ← %s%s%s%s", input->path, place != NULL ? " (" : "", place != NULL ? place : "",
                                place != NULL ? ")" : "");
      else if (input->article != NULL)
        g_string_append_printf (text, " ← %s", input->article);
      if (input->unconfirmed)
        g_string_append_printf (text, " — %s", _ ("unconfirmed"));
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < reason->children->len; i++)
    append_reason (text, reason->children->pdata[i], depth + 1);
}

/**
 * jkk_payout_to_text:
 * @payout: a payout sheet
 *
 * Returns: (transfer full): the whole sheet with all reasons as plain text in the language of the interface.
 */
char *
jkk_payout_to_text (const JkkPayout *payout)
{
  GString *text = g_string_new (NULL);
  g_autofree char *total = jkk_money_to_text (payout->total);
  const char *heading = _ ("Total");

  if (payout->pack_title != NULL)
    g_string_append_printf (text, "%s\n\n", payout->pack_title);
  for (guint i = 0; i < payout->lines->len; i++)
    append_reason (text, payout->lines->pdata[i], 0);
  g_string_append_printf (text, "%s%*s%18s\n", heading, MAX (60 - (int) g_utf8_strlen (heading, -1), 1), "", total);
  for (guint i = 0; i < payout->missing->len; i++)
    {
      const JkkMissing *missing = payout->missing->pdata[i];

      g_string_append_printf (text, "%s %s (%s)\n", _ ("Missing:"), _ (missing->text), missing->path);
    }
  for (guint i = 0; i < payout->notes->len; i++)
    append_reason (text, payout->notes->pdata[i], 0);
  return g_string_free (text, FALSE);
}

#include "jkk-payout.h"

#include "jkk-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many bytes of nodes a usual sheet has, and a reason that stands alone with its inputs. */
#define SHEET_SIZE 6000
#define REASON_SIZE 800

static inline void
nodes_add (JkkNodes *nodes, JkkRegion *region, gpointer node)
{
  if (nodes->len == nodes->room)
    {
      guint room = nodes->room == 0 ? 8 : nodes->room * 2;
      gpointer *moved = jkk_region_alloc (region, room * sizeof *moved);

      if (nodes->len > 0)
        memcpy (moved, nodes->pdata, nodes->len * sizeof *moved);
      nodes->pdata = moved;
      nodes->room = room;
    }
  nodes->pdata[nodes->len++] = node;
}

/**
 * jkk_input_to_text:
 * @input: an input
 *
 * Returns: (transfer full): its value as a person reads it; a code of the case by its wording.
 */
char *
jkk_input_to_text (const JkkInput *input)
{
  gint64 number = input->number;
  JkkField field = { .name = input->name, .kind = input->kind };
  const JkkField *source = input->path != NULL ? jkk_case_path_field (input->path) : NULL;

  if (input->text != NULL && source != NULL && source->kind == JKK_KIND_CODE)
    return g_strdup (jkk_code_list_label (source->codes, input->text));
  if (input->text != NULL)
    return g_strdup (input->text);
  if (number == JKK_NONE || jkk_field_is_text (&field))
    return g_strdup ("—");
  return jkk_field_to_text (&field, &number);
}

/**
 * jkk_reason_new_in:
 * @region: where it shall stand
 * @rule: the stable name of the rule
 * @benefit: (nullable): benefit code of a line of the sheet
 * @title: English title, marked for translation
 * @article: (nullable): the article as cited
 *
 * The texts are not copied: they have to live as long as the region.
 *
 * Returns: (transfer none): a reason without amount, inputs and children; it is freed with the region.
 */
JkkReason *
jkk_reason_new_in (JkkRegion *region, const char *rule, const char *benefit, const char *title, const char *article)
{
  JkkReason *reason = jkk_region_new_piece (region, JkkReason);

  *reason = (JkkReason){
    .rule = rule, .benefit = benefit, .title = title, .article = article, .amount = JKK_NONE, .region = region
  };
  return reason;
}

/**
 * jkk_reason_new:
 * @rule: the stable name of the rule
 * @benefit: (nullable): benefit code of a line of the sheet
 * @title: English title, marked for translation
 * @article: (nullable): the article as cited
 *
 * The texts are not copied: literals, interned texts, or copies by jkk_reason_text().
 *
 * Returns: (transfer full): a reason that stands alone, without amount, inputs and children.
 */
JkkReason *
jkk_reason_new (const char *rule, const char *benefit, const char *title, const char *article)
{
  return jkk_reason_new_in (jkk_region_new (REASON_SIZE), rule, benefit, title, article);
}

/**
 * jkk_reason_free:
 * @reason: (transfer full): a reason that stands alone: a sheet or another reason has not taken it
 */
void
jkk_reason_free (JkkReason *reason)
{
  /* Otherwise the whole sheet would go with it. */
  g_return_if_fail (jkk_region_first (reason->region) == reason);

  jkk_region_free (reason->region);
}

/**
 * jkk_reason_add_input:
 * @reason: a reason
 * @name: its name inside the formula
 * @label: English label, marked for translation
 * @kind: how the number is meant
 * @number: the value
 *
 * Returns: (transfer none): a new input without a source, the last one of the reason; set its other members directly,
 * to texts that live as long as the reason does.
 */
JkkInput *
jkk_reason_add_input (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number)
{
  JkkRegion *region = jkk_region_root (reason->region);
  JkkInput *input = jkk_region_new_piece (region, JkkInput);

  *input = (JkkInput){ .name = name, .label = label, .kind = kind, .number = number };
  nodes_add (reason->inputs, region, input);
  return input;
}

/* From now on @node stands where @region does. */
static void
adopt (JkkRegion *region, JkkReason *node)
{
  JkkRegion *other = jkk_region_root (node->region);

  if (other != region)
    jkk_region_take (region, other);
}

/**
 * jkk_reason_take_child:
 * @reason: a reason
 * @child: (transfer full): a step of it
 */
void
jkk_reason_take_child (JkkReason *reason, JkkReason *child)
{
  JkkRegion *region = jkk_region_root (reason->region);

  adopt (region, child);
  nodes_add (reason->children, region, child);
}

/**
 * jkk_reason_take_counterfactual:
 * @reason: a line of a sheet
 * @counterfactual: (transfer full): with which other fact it would be another
 */
void
jkk_reason_take_counterfactual (JkkReason *reason, JkkReason *counterfactual)
{
  adopt (jkk_region_root (reason->region), counterfactual);
  reason->counterfactual = counterfactual;
}

/**
 * jkk_reason_text:
 * @reason: a reason
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): a copy that lives as long as the reason, for one of its members or inputs.
 */
const char *
jkk_reason_text (JkkReason *reason, const char *text)
{
  return jkk_region_text (jkk_region_root (reason->region), text);
}

/**
 * jkk_reason_numbered_text:
 * @reason: a reason
 * @pattern: a text with a "#"
 * @number: what stands in its place
 *
 * Returns: (transfer none): "children[2].born" for "children[#].born"; it lives as long as the reason.
 */
const char *
jkk_reason_numbered_text (JkkReason *reason, const char *pattern, guint number)
{
  return jkk_region_numbered_text (jkk_region_root (reason->region), pattern, number);
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

/**
 * jkk_reason_counterfactual_text:
 * @line: a line of a sheet
 *
 * Returns: (transfer full) (nullable): "With 42 days instead of 41 it would be 5.600.000 (+133.333)"; %NULL where
 * nothing near would change the line
 */
char *
jkk_reason_counterfactual_text (const JkkReason *line)
{
  const JkkReason *other = line->counterfactual;

  if (other == NULL)
    return NULL;
  g_autofree char *sentence = jkk_reason_formula_text (other), *difference = jkk_money_to_text (other->amount);
  return g_strdup_printf ("%s (%s%s)", sentence, other->amount > 0 ? "+" : "", difference);
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

/**
 * jkk_payout_new:
 *
 * Returns: (transfer full): an empty payout sheet. It stands in its own region.
 */
JkkPayout *
jkk_payout_new (void)
{
  JkkRegion *region = jkk_region_new (SHEET_SIZE);
  JkkPayout *payout = jkk_region_new_piece (region, JkkPayout);

  *payout = (JkkPayout){ .law_day = JKK_NONE, .region = region };
  g_atomic_ref_count_init (&payout->holders);
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
  JkkPayout *same = (JkkPayout *) payout;

  g_atomic_ref_count_inc (&same->holders);
  return same;
}

/**
 * jkk_payout_unref:
 * @payout: (transfer full): a payout sheet
 */
void
jkk_payout_unref (JkkPayout *payout)
{
  /* Who is alone needs no barrier: nobody else can take hold of it any more. */
  if (!g_atomic_ref_count_compare (&payout->holders, 1) && !g_atomic_ref_count_dec (&payout->holders))
    return;
  g_clear_pointer (&payout->basis, jkk_payout_basis_free);
  jkk_region_free (payout->region);
}

/**
 * jkk_payout_text:
 * @payout: a payout sheet that nobody else holds
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): a copy that lives as long as the sheet, for one of its members.
 */
const char *
jkk_payout_text (JkkPayout *payout, const char *text)
{
  return jkk_region_text (payout->region, text);
}

/**
 * jkk_payout_take_line:
 * @payout: a payout sheet that nobody else holds
 * @line: (transfer full): its next line
 */
void
jkk_payout_take_line (JkkPayout *payout, JkkReason *line)
{
  adopt (payout->region, line);
  nodes_add (payout->lines, payout->region, line);
}

/**
 * jkk_payout_drop_lines:
 * @payout: a payout sheet that nobody else holds
 *
 * Afterwards it has no lines; what else holds them still does.
 */
void
jkk_payout_drop_lines (JkkPayout *payout)
{
  payout->lines->len = 0;
}

/**
 * jkk_payout_take_note:
 * @payout: a payout sheet that nobody else holds
 * @note: (transfer full): its next note
 */
void
jkk_payout_take_note (JkkPayout *payout, JkkReason *note)
{
  adopt (payout->region, note);
  nodes_add (payout->notes, payout->region, note);
}

/**
 * jkk_payout_take_missing:
 * @payout: a payout sheet that nobody else holds
 * @path: the field that is needed
 * @text: English sentence, marked for translation
 *
 * The texts are not copied, as everywhere in a sheet.
 */
void
jkk_payout_take_missing (JkkPayout *payout, const char *path, const char *text)
{
  JkkMissing *missing = jkk_region_new_piece (payout->region, JkkMissing);

  *missing = (JkkMissing){ path, text };
  nodes_add (payout->missing, payout->region, missing);
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

static gboolean reasons_equal (const JkkNodes *a, const JkkNodes *b);

static gboolean
reason_equal (const JkkReason *a, const JkkReason *b)
{
  if (g_strcmp0 (a->rule, b->rule) != 0 || g_strcmp0 (a->benefit, b->benefit) != 0 ||
      g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->article, b->article) != 0 ||
      g_strcmp0 (a->formula, b->formula) != 0 || g_strcmp0 (a->payee, b->payee) != 0 || a->amount != b->amount ||
      a->inputs->len != b->inputs->len || (a->counterfactual == NULL) != (b->counterfactual == NULL) ||
      (a->counterfactual != NULL && !reason_equal (a->counterfactual, b->counterfactual)))
    return FALSE;
  for (guint i = 0; i < a->inputs->len; i++)
    if (!input_equal (a->inputs->pdata[i], b->inputs->pdata[i]))
      return FALSE;
  return reasons_equal (a->children, b->children);
}

static gboolean
reasons_equal (const JkkNodes *a, const JkkNodes *b)
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
  return reasons_equal (a->lines, b->lines) && reasons_equal (a->notes, b->notes) &&
         jkk_payout_basis_equal (a->basis, b->basis);
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
  if (*amount != '\0')
    g_string_append_printf (text, "%*s%18s", MAX (width - used, 1), "", amount);
  g_string_append_c (text, '\n');
  if (*formula != '\0')
    g_string_append_printf (text, "%*s  %s\n", indent, "", formula);
  if (reason->payee != NULL)
    /* Translators: who receives an amount */
    g_string_append_printf (text, "%*s  %s %s\n", indent, "", _ ("To:"), jkk_code_list_label ("payee", reason->payee));
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
      if (input->origin != NULL)
        g_string_append_printf (text, "%*s    %s\n", indent, "", input->origin);
    }
  for (guint i = 0; i < reason->children->len; i++)
    append_reason (text, reason->children->pdata[i], depth + 1);
  g_autofree char *other = jkk_reason_counterfactual_text (reason);
  if (other != NULL)
    g_string_append_printf (text, "%*s  ≠ %s\n", indent, "", other);
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

/**
 * jkk_reason_to_text:
 * @reason: a reason
 *
 * Returns: (transfer full): it and its steps as plain text, as jkk_payout_to_text() prints them.
 */
char *
jkk_reason_to_text (const JkkReason *reason)
{
  GString *text = g_string_new (NULL);

  append_reason (text, reason, 0);
  return g_string_free (text, FALSE);
}

#include "jkk-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A writer of JSON as small as the one sheet needs: each value of an object or list goes on a line of its own. */
typedef struct
{
  GString *out;
  guint depth;
  gboolean first; /* nothing stands yet inside what was opened last */
} Json;

static void
append_string (Json *json, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (json->out, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json->out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (json->out, "\\n");
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (json->out, "\\u%04x", (guchar) *p);
    else
      g_string_append_c (json->out, *p);
  g_string_append_c (json->out, '"');
}

static void
begin_value (Json *json, const char *name)
{
  if (json->depth > 0)
    g_string_append_printf (json->out, "%s\n%*s", json->first ? "" : ",", (int) json->depth * 2, "");
  json->first = FALSE;
  if (name == NULL)
    return;
  append_string (json, name);
  g_string_append (json->out, ": ");
}

static void
open_value (Json *json, const char *name, char bracket)
{
  begin_value (json, name);
  g_string_append_c (json->out, bracket);
  json->depth++;
  json->first = TRUE;
}

static void
close_value (Json *json, char bracket)
{
  json->depth--;
  if (!json->first)
    g_string_append_printf (json->out, "\n%*s", (int) json->depth * 2, "");
  json->first = FALSE;
  g_string_append_c (json->out, bracket);
}

static void
put_literal (Json *json, const char *name, const char *literal)
{
  begin_value (json, name);
  g_string_append (json->out, literal);
}

static void
put_string (Json *json, const char *name, const char *text)
{
  begin_value (json, name);
  if (text != NULL)
    append_string (json, text);
  else
    g_string_append (json->out, "null");
}

static void
put_number (Json *json, const char *name, gint64 number)
{
  char text[32] = "null";

  if (number != JKK_NONE)
    g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  put_literal (json, name, text);
}

/* "" is the key of the catalogue's own header. */
static const char *
translate (const char *text)
{
  return text != NULL && *text != '\0' ? _ (text) : text;
}

/* Rupiah, counts and percentages are numbers; days and times strings as they stand in files. */
static void
put_value (Json *json, const JkkInput *input)
{
  const JkkField field = { .name = "value", .kind = input->kind };

  if (input->text != NULL || input->number == JKK_NONE || jkk_field_is_text (&field))
    {
      put_string (json, "value", input->text);
      return;
    }
  g_autofree char *plain = jkk_field_to_plain (&field, &input->number);
  if (input->kind == JKK_KIND_FLAG)
    put_literal (json, "value", input->number != 0 ? "true" : "false");
  else if (input->kind == JKK_KIND_DAY || input->kind == JKK_KIND_TIME)
    put_string (json, "value", plain);
  else
    put_literal (json, "value", plain);
}

static void
put_input (Json *json, const JkkInput *input)
{
  open_value (json, NULL, '{');
  put_string (json, "name", input->name);
  put_string (json, "label", translate (input->label));
  put_value (json, input);
  put_string (json, "source", input->path != NULL ? input->path : input->parameter);
  put_string (json, "origin", input->origin);
  put_string (json, "article", input->article);
  put_literal (json, "unconfirmed", input->unconfirmed ? "true" : "false");
  close_value (json, '}');
}

static gboolean
same_input (const JkkInput *a, const JkkInput *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && a->kind == b->kind && a->number == b->number &&
         g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->path, b->path) == 0 &&
         g_strcmp0 (a->parameter, b->parameter) == 0;
}

/* The inputs of a line and of its steps in the order of reading, each once. */
static void
collect_inputs (const JkkReason *reason, GPtrArray *inputs)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < inputs->len && !known; j++)
        known = same_input (inputs->pdata[j], reason->inputs->pdata[i]);
      if (!known)
        g_ptr_array_add (inputs, reason->inputs->pdata[i]);
    }
  for (guint i = 0; i < reason->children->len; i++)
    collect_inputs (reason->children->pdata[i], inputs);
}

/* The formula of a reason and those of its steps, each under the step's title: where a line only sums its steps up,
 * they are what a reader looks for. */
static void
collect_formulas (const JkkReason *reason, const char *title, GString *text)
{
  g_autofree char *own = jkk_reason_formula_text (reason);

  if (*own != '\0')
    g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "; " : "", title, *title != '\0' ? ": " : "", own);
  for (guint i = 0; i < reason->children->len; i++)
    {
      const JkkReason *step = reason->children->pdata[i];

      collect_formulas (step, step->title != NULL ? translate (step->title) : "", text);
    }
}

static char *
formula_text (const JkkReason *reason)
{
  GString *text = g_string_new (NULL);

  collect_formulas (reason, "", text);
  return g_string_free (text, text->len == 0);
}

static const JkkInput *
find_input (const JkkReason *reason, const char *name)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    if (g_strcmp0 (((JkkInput *) reason->inputs->pdata[i])->name, name) == 0)
      return reason->inputs->pdata[i];
  return NULL;
}

static void
put_counterfactual (Json *json, const JkkReason *line)
{
  g_autofree char *text = jkk_reason_counterfactual_text (line);

  if (text == NULL)
    {
      put_literal (json, "counterfactual", "null");
      return;
    }
  const JkkInput *stated = find_input (line->counterfactual, "stated");
  const JkkInput *value = find_input (line->counterfactual, "value");
  const JkkInput *amount = find_input (line->counterfactual, "amount");
  open_value (json, "counterfactual", '{');
  put_string (json, "text", text);
  put_number (json, "difference", line->counterfactual->amount);
  put_number (json, "amount", amount != NULL ? amount->number : JKK_NONE);
  put_string (json, "source", stated != NULL ? stated->path : NULL);
  if (value != NULL)
    put_value (json, value);
  else
    put_literal (json, "value", "null");
  close_value (json, '}');
}

static void
put_line (Json *json, const JkkReason *line)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  g_autoptr (GPtrArray) unconfirmed = jkk_reason_unconfirmed (line);
  g_autofree char *formula = formula_text (line);

  collect_inputs (line, inputs);
  open_value (json, NULL, '{');
  put_string (json, "benefit", line->benefit);
  put_number (json, "amount", line->amount);
  put_string (json, "law", line->article);
  put_string (json, "formula", formula);
  open_value (json, "inputs", '[');
  for (guint i = 0; i < inputs->len; i++)
    put_input (json, inputs->pdata[i]);
  close_value (json, ']');
  open_value (json, "unconfirmed", '[');
  for (guint i = 0; i < unconfirmed->len; i++)
    {
      const JkkInput *input = unconfirmed->pdata[i];

      put_string (json, NULL, input->parameter != NULL ? input->parameter : input->name);
    }
  close_value (json, ']');
  put_counterfactual (json, line);
  close_value (json, '}');
}

static void
put_day (Json *json, const char *name, JkkDay day)
{
  g_autofree char *iso = day != JKK_NONE ? jkk_day_to_iso (day) : NULL;

  put_string (json, name, iso);
}

static void
put_figure (Json *json, const JkkFigure *figure)
{
  open_value (json, NULL, '{');
  put_string (json, "parameter", figure->parameter);
  put_string (json, "unit", figure->unit);
  put_string (json, "value", figure->value);
  put_string (json, "most", figure->most);
  put_string (json, "partner", figure->partner);
  put_string (json, "each", figure->each);
  put_literal (json, "degree", figure->degree ? "true" : "false");
  put_string (json, "article", figure->article);
  put_day (json, "from", figure->from);
  put_day (json, "until", figure->until);
  put_string (json, "checked", figure->checked);
  put_string (json, "by", figure->by);
  put_day (json, "on", figure->on);
  put_string (json, "source", figure->source);
  close_value (json, '}');
}

static void
put_basis (Json *json, const JkkPayoutBasis *basis)
{
  open_value (json, "basis", '{');
  put_day (json, "today", basis->today);
  put_string (json, "segment", basis->segment);
  open_value (json, "facts", '[');
  for (guint i = 0; i < basis->facts->len; i++)
    {
      const JkkStated *stated = basis->facts->pdata[i];

      open_value (json, NULL, '{');
      put_string (json, "path", stated->path);
      put_string (json, "value", stated->value);
      close_value (json, '}');
    }
  close_value (json, ']');
  open_value (json, "law", '[');
  for (guint i = 0; i < basis->law->len; i++)
    put_figure (json, basis->law->pdata[i]);
  close_value (json, ']');
  close_value (json, '}');
}

static void
put_missing (Json *json, const JkkMissing *missing)
{
  open_value (json, NULL, '{');
  put_string (json, "path", missing->path);
  put_string (json, "text", translate (missing->text));
  close_value (json, '}');
}

static void
put_note (Json *json, const JkkReason *note)
{
  g_autofree char *formula = formula_text (note);

  open_value (json, NULL, '{');
  put_string (json, "rule", note->rule);
  put_string (json, "text", translate (note->title));
  put_string (json, "detail", formula);
  put_string (json, "law", note->article);
  close_value (json, '}');
}

/**
 * jkk_payout_to_json:
 * @payout: a payout sheet
 *
 * Prints { pack, law_day, total, lines: [{ benefit, amount, law, formula, inputs, unconfirmed, counterfactual }],
 * missing, notes, basis }. Amounts are whole rupiah. A line's inputs are its own and those of its steps: { name, label,
 * value, source, origin, article, unconfirmed }, where source is a path in the case or a parameter of the pack, origin
 * says who entered it, when and from what; unconfirmed names the parameters that await confirmation. counterfactual is
 * the nearest single fact that would change the line; basis has the facts and the figures of the law with which
 * somebody else can calculate everything again. Labels, formulas and notes are in the language of the interface, all
 * else does not depend on it.
 *
 * Returns: (transfer full): JSON in UTF-8 with a line break at its end
 */
char *
jkk_payout_to_json (const JkkPayout *payout)
{
  Json json = { g_string_new (NULL), 0, TRUE };

  g_return_val_if_fail (payout != NULL, NULL);

  open_value (&json, NULL, '{');
  put_string (&json, "pack", payout->pack);
  put_day (&json, "law_day", payout->law_day);
  put_number (&json, "total", payout->total);
  open_value (&json, "lines", '[');
  for (guint i = 0; i < payout->lines->len; i++)
    put_line (&json, payout->lines->pdata[i]);
  close_value (&json, ']');
  open_value (&json, "missing", '[');
  for (guint i = 0; i < payout->missing->len; i++)
    put_missing (&json, payout->missing->pdata[i]);
  close_value (&json, ']');
  open_value (&json, "notes", '[');
  for (guint i = 0; i < payout->notes->len; i++)
    put_note (&json, payout->notes->pdata[i]);
  close_value (&json, ']');
  if (payout->basis != NULL)
    put_basis (&json, payout->basis);
  else
    put_literal (&json, "basis", "null");
  close_value (&json, '}');
  g_string_append_c (json.out, '\n');
  return g_string_free (json.out, FALSE);
}

static void
put_fault (Json *json, const JkkFault *fault)
{
  open_value (json, NULL, '{');
  put_string (json, "code", fault->code);
  put_number (json, "line", fault->line > 0 ? fault->line : JKK_NONE);
  put_number (json, "column", fault->column > 0 ? fault->column : JKK_NONE);
  put_string (json, "path", fault->path);
  put_string (json, "text", fault->text);
  put_string (json, "repair", fault->repair);
  close_value (json, '}');
}

static void
put_file (Json *json, const JkkPostFile *file, const char *result)
{
  const JkkMessage *message = file->message != NULL ? file->message : file->head;

  open_value (json, NULL, '{');
  put_string (json, "file", file->file_name);
  put_string (json, "result", result);
  put_string (json, "sha256", file->sha256);
  put_string (json, "kind", message != NULL ? message->kind : NULL);
  put_string (json, "id", message != NULL ? message->id : NULL);
  put_string (json, "case_number", message != NULL ? message->case_number : NULL);
  put_string (json, "signer", file->signer);
  open_value (json, "faults", '[');
  for (guint i = 0; i < file->faults->len; i++)
    put_fault (json, file->faults->pdata[i]);
  close_value (json, ']');
  close_value (json, '}');
}

/**
 * jkk_post_files_to_json:
 * @files: (element-type JkkPostFile): files that were judged
 * @results: what becomes of each, in the same order
 *
 * Prints [{ file, result, sha256, kind, id, case_number, signer, faults: [{ code, line, column, path, text, repair }]
 * }]. Texts are in the language of the interface, all else does not depend on it.
 *
 * Returns: (transfer full): JSON in UTF-8 with a line break at its end
 */
char *
jkk_post_files_to_json (const GPtrArray *files, const char *const *results)
{
  Json json = { g_string_new (NULL), 0, TRUE };

  open_value (&json, NULL, '[');
  for (guint i = 0; i < files->len; i++)
    put_file (&json, files->pdata[i], results[i]);
  close_value (&json, ']');
  g_string_append_c (json.out, '\n');
  return g_string_free (json.out, FALSE);
}

#include "jkk-form-value.h"

#include <glib/gi18n-lib.h>

#include "jkk-bahasa.h"
#include "jkk-words.h"

/* As much of the hash as a person compares. */
#define HASH_SHOWN 16
/* The code of a box that is ticked when there is any value: "other papers" beside their names. */
#define ANYTHING "*"

static gboolean
is_refusal (const JkkDecision *decision)
{
  return g_strcmp0 (decision->state, "rejected") == 0 || g_strcmp0 (decision->proposal, "refuse") == 0;
}

/* The amount that is proposed, approved, or calculated so far; JKK_NONE while something is missing or nothing is paid.
 */
static JkkMoney
amount_of (const JkkFormFacts *facts)
{
  if (facts->decision != NULL)
    return is_refusal (facts->decision) ? JKK_NONE : facts->decision->total;
  return facts->payout != NULL && facts->payout->missing->len == 0 ? facts->payout->total : JKK_NONE;
}

static char *
show_amount (const JkkFormFacts *facts)
{
  JkkMoney amount = amount_of (facts);

  return amount != JKK_NONE ? jkk_money_to_text (amount) : g_strdup ("");
}

static char *
show_words (const JkkFormFacts *facts)
{
  JkkMoney amount = amount_of (facts);

  return amount != JKK_NONE ? jkk_words_from_rupiah (amount) : g_strdup ("");
}

static const char *
state_label (const JkkDecision *decision)
{
  if (g_strcmp0 (decision->state, "proposed") == 0)
    return is_refusal (decision) ? N_ ("Refusal proposed, not yet decided") : N_ ("Proposed, not yet decided");
  if (g_strcmp0 (decision->state, "returned") == 0)
    return N_ ("Returned to the verifier, not decided");
  return is_refusal (decision) ? N_ ("Refused") : N_ ("Approved");
}

static char *
show_status (const JkkFormFacts *facts)
{
  if (facts->decision != NULL)
    return g_strdup (jkk_bahasa (state_label (facts->decision)));
  if (facts->payout == NULL)
    return g_strdup ("");
  return g_strdup (facts->payout->missing->len == 0 ? jkk_bahasa (N_ ("Draft, not yet decided"))
                                                    : jkk_bahasa (N_ ("Draft, data still missing")));
}

static char *
show_day (const JkkFormFacts *facts)
{
  const JkkDecision *decision = facts->decision;

  if (decision == NULL || decision->decided_at == JKK_NONE || decision->decided_at == 0)
    return g_strdup ("");
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (decision->decided_at);
  return g_date_time_format (time, "%d-%m-%Y");
}

static char *
show_pack (const JkkFormFacts *facts)
{
  if (facts->payout == NULL)
    return g_strdup (facts->decision != NULL ? facts->decision->pack : "");
  if (facts->payout->pack_title != NULL)
    return g_strdup (facts->payout->pack_title);
  /* Without a day there is no law yet. */
  return g_strdup (facts->payout->pack != NULL ? facts->payout->pack : "");
}

static char *
show_hash (const JkkFormFacts *facts)
{
  const char *hash = facts->decision != NULL && facts->decision->hash != NULL ? facts->decision->hash : "";
  GString *text = g_string_new (NULL);

  for (guint i = 0; hash[i] != '\0' && i < HASH_SHOWN; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, hash[i]);
    }
  return g_string_free (text, FALSE);
}

/* "62,5" as a doctor writes it out: "enam puluh dua koma lima persen". */
static char *
show_loss_words (const JkkFormFacts *facts)
{
  gint64 loss = facts->jcase->medical.loss_percent;

  return loss != JKK_NONE ? jkk_words_from_percent (loss) : g_strdup ("");
}

/* The doctor's letter has no boxes for these two outcomes; a line of its item 14 says so. */
static char *
show_other_outcome (const JkkFormFacts *facts)
{
  const char *outcome = facts->jcase->medical.outcome;

  if (g_strcmp0 (outcome, "cacat-total-tetap") != 0 && g_strcmp0 (outcome, "masih-dalam-pengobatan") != 0)
    return g_strdup ("");
  const JkkCode *term = jkk_code_list_find (jkk_code_list_get ("outcome"), outcome);
  return g_strconcat (jkk_bahasa (N_ ("Outcome of the examination")), ": ", term != NULL ? term->label : outcome, NULL);
}

/* What a form shows besides the values of the case. */
static const struct
{
  const char *path;
  char *(*show) (const JkkFormFacts *facts);
} shown[] = {
  { "decision.amount", show_amount },
  { "decision.day", show_day },
  { "decision.hash", show_hash },
  { "decision.status", show_status },
  { "decision.words", show_words },
  { "payout.pack", show_pack },
  { "words.loss_percent", show_loss_words },
  { "words.other_outcome", show_other_outcome },
};

/**
 * jkk_form_value_of:
 * @field: a field
 * @record: its record
 *
 * Returns: (transfer full): the value as it stands on paper, in Indonesian; the empty text when it is empty.
 */
char *
jkk_form_value_of (const JkkField *field, gconstpointer record)
{
  if (jkk_field_is_empty (field, record))
    return g_strdup ("");
  if (field->kind == JKK_KIND_CODE)
    {
      const char *code = jkk_field_get_string (field, record);
      const JkkCode *term = jkk_code_list_find (jkk_code_list_get (field->codes), code);

      return g_strdup (term != NULL ? term->label : code);
    }
  if (field->kind == JKK_KIND_FLAG)
    return g_strdup (jkk_field_get_number (field, record) != 0 ? jkk_bahasa (N_ ("yes")) : jkk_bahasa (N_ ("no")));
  return jkk_field_to_text (field, record);
}

/**
 * jkk_form_value_text:
 * @facts: what the form is filled from
 * @path: path of a value
 *
 * Returns: (transfer full): what the form shows of it; the empty text when there is nothing.
 */
char *
jkk_form_value_text (const JkkFormFacts *facts, const char *path)
{
  const JkkField *field = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (g_str_equal (shown[i].path, path))
      return shown[i].show (facts);

  gconstpointer record = jkk_case_find (facts->jcase, path, &field, NULL);
  return record != NULL ? jkk_form_value_of (field, record) : g_strdup ("");
}

/**
 * jkk_form_value_is:
 * @facts: what the form is filled from
 * @path: path of a value
 * @code: a code; "1" and "0" of a flag; "*" for anything but nothing
 *
 * Returns: whether the value is this one.
 */
gboolean
jkk_form_value_is (const JkkFormFacts *facts, const char *path, const char *code)
{
  const JkkField *field = NULL;
  gconstpointer record = jkk_case_find (facts->jcase, path, &field, NULL);

  if (record == NULL || jkk_field_is_empty (field, record))
    return FALSE;
  if (g_str_equal (code, ANYTHING))
    return TRUE;
  if (field->kind == JKK_KIND_FLAG)
    return (jkk_field_get_number (field, record) != 0) == g_str_equal (code, "1");
  return g_strcmp0 (jkk_field_get_string (field, record), code) == 0;
}

/* A row that is named by a code must be named by one that exists. */
static gboolean
check_row (const char *path, GError **error)
{
  const char *open = strchr (path, '['), *close = strchr (path, ']');

  if (open == NULL || close == NULL || g_ascii_isdigit (open[1]))
    return TRUE;
  g_autofree char *name = g_strndup (path, (gsize) (open - path));
  g_autofree char *key = g_strndup (open + 1, (gsize) (close - open - 1));
  const JkkCasePart *part = jkk_case_part_find (name);
  for (guint i = 0; part != NULL && i < part->type->n_fields; i++)
    if (part->type->fields[i].kind == JKK_KIND_CODE)
      {
        if (jkk_code_list_find (jkk_code_list_get (part->type->fields[i].codes), key) != NULL)
          return TRUE;
        break;
      }
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("No entry of “%s” is called “%s”."), name, key);
  return FALSE;
}

static gboolean
check_tick (const JkkFormField *field, const JkkField *value, GError **error)
{
  gboolean good = FALSE;

  if (value->kind == JKK_KIND_FLAG)
    good = g_strcmp0 (field->code, "1") == 0 || g_strcmp0 (field->code, "0") == 0;
  else if (g_strcmp0 (field->code, ANYTHING) == 0)
    good = TRUE;
  else if (value->kind == JKK_KIND_CODE)
    good = jkk_code_list_find (jkk_code_list_get (value->codes), field->code) != NULL;
  if (!good)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("The box “%s” can never be ticked: “%s” has no such value."),
                 field->name, field->path);
  return good;
}

/**
 * jkk_form_value_check:
 * @field: a field of a form
 * @error: return location
 *
 * Returns: whether the field can show its value; else %JKK_ERROR_INVALID says what is wrong with the map.
 */
gboolean
jkk_form_value_check (const JkkFormField *field, GError **error)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (GError) local = NULL;
  const JkkField *value = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (g_str_equal (shown[i].path, field->path))
      return field->kind != JKK_FORM_CHECK ||
             (g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” cannot be ticked."), field->path), FALSE);

  jkk_case_find (empty, field->path, &value, &local);
  if (value == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!check_row (field->path, error))
    return FALSE;
  if (field->kind == JKK_FORM_CHECK)
    return check_tick (field, value, error);
  if (value->kind == JKK_KIND_FLAG)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” is yes or no and needs a box to tick."), field->path);
      return FALSE;
    }
  return TRUE;
}

/* The lists that a letter goes through, each row as a table of name to text. */
#include "jkk-letter-rows.h"

#include <glib/gi18n-lib.h>

#include "jkk-bahasa.h"
#include "jkk-form-value.h"
#include "jkk-words.h"

static const char *const line_members[] = { "title", "amount", "payee", "article", NULL };
static const char *const payee_members[] = { "payee", "amount", "words", "account", NULL };
static const char *const missing_members[] = { "text", NULL };
static const char *const figure_members[] = { "label", "article", "value", NULL };
static const char *const document_members[] = { "label", "short", "reason", NULL };

static const struct
{
  const char *source;
  const char *const *members;
} lists[] = {
  { "documents", document_members },  { "payout.lines", line_members },         { "payout.missing", missing_members },
  { "payout.payees", payee_members }, { "payout.unconfirmed", figure_members },
};

/**
 * jkk_letter_rows_members:
 * @source: name of a list
 *
 * Returns: (transfer none) (nullable): the names of its values, if it is a list that only letters know.
 */
const char *const *
jkk_letter_rows_members (const char *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].source, source))
      return lists[i].members;
  return NULL;
}

/**
 * jkk_letter_rows_new:
 *
 * Returns: (transfer full): no rows yet.
 */
GPtrArray *
jkk_letter_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
}

/**
 * jkk_letter_rows_add:
 * @rows: rows
 *
 * Returns: (transfer none): a new row.
 */
GHashTable *
jkk_letter_rows_add (GPtrArray *rows)
{
  GHashTable *row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_ptr_array_add (rows, row);
  return row;
}

/**
 * jkk_letter_rows_set:
 * @row: a row
 * @name: a name
 * @value: (nullable): its text
 */
void
jkk_letter_rows_set (GHashTable *row, const char *name, const char *value)
{
  g_hash_table_insert (row, g_strdup (name), g_strdup (value != NULL ? value : ""));
}

static const char *
payee_label (const char *payee)
{
  const JkkCode *term = payee != NULL ? jkk_code_list_find (jkk_code_list_get ("payee"), payee) : NULL;

  return term != NULL ? term->label : "";
}

static void
add_lines (GPtrArray *rows, const JkkPayout *payout)
{
  for (guint i = 0; i < payout->lines->len; i++)
    {
      const JkkReason *line = payout->lines->pdata[i];
      GHashTable *row = jkk_letter_rows_add (rows);
      g_autofree char *amount = line->amount != JKK_NONE ? jkk_money_to_rupiah (line->amount) : NULL;

      jkk_letter_rows_set (row, "title", jkk_bahasa (line->title));
      jkk_letter_rows_set (row, "amount", amount);
      jkk_letter_rows_set (row, "payee", payee_label (line->payee));
      jkk_letter_rows_set (row, "article", line->article);
    }
}

/* The account that the claim names for them: "Bank Contoh, 9900112233, atas nama Budi". */
static char *
account_of (const JkkCase *jcase, const char *payee)
{
  for (guint i = 0; payee != NULL && i < jcase->payees->len; i++)
    {
      const JkkPayee *row = jcase->payees->pdata[i];
      gboolean known = row->bank_account != NULL && *row->bank_account != '\0';

      if (known && g_strcmp0 (row->payee, payee) == 0)
        return g_strdup_printf (jkk_bahasa (N_ ("%s, %s, in the name of %s")),
                                row->bank_name != NULL ? row->bank_name : "–", row->bank_account,
                                row->bank_holder != NULL ? row->bank_holder : "–");
    }
  return NULL;
}

/* What each of them receives, in the order of the sheet. */
static void
add_payees (GPtrArray *rows, const JkkCase *jcase, const JkkPayout *payout)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (JkkMoney));

  for (guint i = 0; i < payout->lines->len; i++)
    {
      const JkkReason *line = payout->lines->pdata[i];
      const char *name = line->payee != NULL ? line->payee : "";
      guint at = 0;

      if (line->amount == JKK_NONE || line->amount == 0)
        continue;
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, &at))
        {
          at = names->len;
          g_ptr_array_add (names, (gpointer) name);
          g_array_set_size (sums, names->len);
        }
      g_array_index (sums, JkkMoney, at) += line->amount;
    }
  for (guint i = 0; i < names->len; i++)
    {
      GHashTable *row = jkk_letter_rows_add (rows);
      g_autofree char *amount = jkk_money_to_rupiah (g_array_index (sums, JkkMoney, i));
      g_autofree char *words = jkk_words_from_rupiah (g_array_index (sums, JkkMoney, i));

      g_autofree char *account = account_of (jcase, names->pdata[i]);

      jkk_letter_rows_set (row, "payee", payee_label (names->pdata[i]));
      jkk_letter_rows_set (row, "account", account);
      jkk_letter_rows_set (row, "amount", amount);
      jkk_letter_rows_set (row, "words", words);
    }
}

static void
add_missing (GPtrArray *rows, const JkkPayout *payout)
{
  for (guint i = 0; i < payout->missing->len; i++)
    jkk_letter_rows_set (jkk_letter_rows_add (rows), "text",
                         jkk_bahasa (((JkkMissing *) payout->missing->pdata[i])->text));
}

static void
add_unconfirmed_of (GPtrArray *rows, GHashTable *seen, const JkkReason *reason)
{
  g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (reason);

  for (guint i = 0; i < inputs->len; i++)
    {
      const JkkInput *input = inputs->pdata[i];
      g_autofree char *value = input->kind == JKK_KIND_MONEY && input->number != JKK_NONE
                                   ? jkk_money_to_rupiah (input->number)
                                   : jkk_input_to_text (input);

      if (!g_hash_table_add (seen, g_strconcat (input->label, value, NULL)))
        continue;
      GHashTable *row = jkk_letter_rows_add (rows);
      jkk_letter_rows_set (row, "label", jkk_bahasa (input->label));
      jkk_letter_rows_set (row, "article", input->article);
      jkk_letter_rows_set (row, "value", value);
    }
}

static void
add_unconfirmed (GPtrArray *rows, const JkkPayout *payout)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < payout->lines->len; i++)
    add_unconfirmed_of (rows, seen, payout->lines->pdata[i]);
}

static void
add_records (GPtrArray *rows, const JkkCase *jcase, const JkkCasePart *part)
{
  GPtrArray *list = jkk_case_part_list (jcase, part);

  for (guint i = 0; i < list->len; i++)
    {
      GHashTable *row = jkk_letter_rows_add (rows);

      for (guint f = 0; f < part->type->n_fields; f++)
        {
          g_autofree char *text = jkk_form_value_of (&part->type->fields[f], list->pdata[i]);

          jkk_letter_rows_set (row, part->type->fields[f].name, text);
        }
    }
}

/**
 * jkk_letter_rows_get:
 * @letter: what the letter is made of
 * @source: name of a list
 *
 * Returns: (transfer full) (element-type GHashTable): its rows.
 */
GPtrArray *
jkk_letter_rows_get (const JkkLetter *letter, const char *source)
{
  GPtrArray *rows = jkk_letter_rows_new ();
  const JkkCasePart *part = jkk_case_part_find (source);

  if (part != NULL && part->is_list)
    add_records (rows, letter->jcase, part);
  if (letter->payout == NULL)
    return rows;
  if (g_str_equal (source, "payout.lines"))
    add_lines (rows, letter->payout);
  else if (g_str_equal (source, "payout.payees"))
    add_payees (rows, letter->jcase, letter->payout);
  else if (g_str_equal (source, "payout.missing"))
    add_missing (rows, letter->payout);
  else if (g_str_equal (source, "payout.unconfirmed"))
    add_unconfirmed (rows, letter->payout);
  return rows;
}

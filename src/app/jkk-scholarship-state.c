#include "jkk-scholarship-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-code-list.h"

static void
row_free (gpointer data)
{
  JkkScholarshipRow *row = data;

  g_free (row->title);
  g_free (row->detail);
  g_free (row->amount);
  g_free (row);
}

/* Training stands in the plan as a year of higher education. */
static gboolean
is_for (const JkkInstallment *paid, const JkkPlannedYear *year)
{
  const char *level = g_strcmp0 (paid->school_level, "pelatihan") == 0 ? "PT" : paid->school_level;

  return paid->child == (gint64) year->child && g_strcmp0 (level, year->level) == 0 &&
         paid->school_year == (gint64) year->year;
}

static void
append_payment (GString *text, const JkkInstallment *paid)
{
  g_autofree char *amount = jkk_money_to_rupiah (paid->amount), *day = jkk_day_to_text (paid->paid_day);

  /* Translators: an amount, a day. */
  g_string_append_printf (text, _ ("\n%s paid on %s"), amount, day);
  if (paid->reference != NULL)
    g_string_append_printf (text, " · %s", paid->reference);
}

static char *
detail_of (const JkkCase *jcase, const JkkPlannedYear *year, JkkDay today)
{
  g_autofree char *day = jkk_day_to_text (year->day), *open = jkk_money_to_rupiah (year->amount - year->paid);
  GString *text = g_string_new (NULL);

  if (year->paid >= year->amount)
    g_string_append_printf (text, _ ("paid, was due on %s"), day);
  else if (year->day <= today)
    g_string_append_printf (text, _ ("%s open, due since %s"), open, day);
  else
    g_string_append_printf (text, _ ("%s open, due on %s"), open, day);
  for (guint i = 0; i < jcase->installments->len; i++)
    if (is_for (jcase->installments->pdata[i], year))
      append_payment (text, jcase->installments->pdata[i]);
  return g_string_free (text, FALSE);
}

/**
 * jkk_scholarship_state_rows:
 * @jcase: a case
 * @years: (element-type JkkPlannedYear): its plan
 * @today: the day
 *
 * Returns: (transfer full) (element-type JkkScholarshipRow): the plan in the order of children and years
 */
GPtrArray *
jkk_scholarship_state_rows (const JkkCase *jcase, const GArray *years, JkkDay today)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < years->len; i++)
    {
      const JkkPlannedYear *year = &g_array_index (years, JkkPlannedYear, i);
      JkkScholarshipRow *row = g_new0 (JkkScholarshipRow, 1);

      row->child = year->child;
      row->level = year->level;
      row->year = year->year;
      row->open = MAX (year->amount - year->paid, 0);
      row->due = row->open > 0 && year->day <= today;
      row->title = g_strdup_printf (_ ("%s, year %u"), jkk_code_list_label ("school_level", year->level), year->year);
      row->detail = detail_of (jcase, year, today);
      row->amount = jkk_money_to_rupiah (year->amount);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * jkk_scholarship_state_child:
 * @jcase: a case
 * @number: number of a child's row, from 1
 *
 * Returns: (transfer full): the child's name, or its number while it has none
 */
char *
jkk_scholarship_state_child (const JkkCase *jcase, guint number)
{
  const JkkChild *child = number <= jcase->children->len ? jcase->children->pdata[number - 1] : NULL;

  return child != NULL && child->name != NULL ? g_strdup (child->name) : g_strdup_printf (_ ("Child %u"), number);
}

/**
 * jkk_scholarship_state_summary:
 * @years: (element-type JkkPlannedYear): a plan
 * @today: the day
 *
 * Returns: (transfer full): what was paid of it, what is due and what is still to come, in one line
 */
char *
jkk_scholarship_state_summary (const GArray *years, JkkDay today)
{
  JkkMoney paid = 0, due = 0, later = 0;

  for (guint i = 0; i < years->len; i++)
    {
      const JkkPlannedYear *year = &g_array_index (years, JkkPlannedYear, i);
      JkkMoney open = MAX (year->amount - year->paid, 0);

      paid += year->paid;
      *(year->day <= today ? &due : &later) += open;
    }
  g_autofree char *paid_text = jkk_money_to_rupiah (paid), *due_text = jkk_money_to_rupiah (due),
                  *later_text = jkk_money_to_rupiah (later);
  return g_strdup_printf (_ ("Paid %s · due %s · later %s"), paid_text, due_text, later_text);
}

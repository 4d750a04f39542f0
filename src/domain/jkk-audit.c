#include "jkk-audit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-error.h"

/* Fewer digits would fit too many journals; a whole hash has 64. */
#define LEAST_DIGITS 12
#define MOST_DIGITS 64

/* Digits stand in groups of so many. */
#define GROUP 4

/**
 * jkk_audit_gauge_set:
 * @gauge: (nullable): a gauge
 * @phase: what is being checked
 * @n_done: how many of it were checked
 * @n_all: how many there are
 */
void
jkk_audit_gauge_set (JkkAuditGauge *gauge, int phase, gint64 n_done, gint64 n_all)
{
  if (gauge == NULL)
    return;
  g_atomic_int_set (&gauge->phase, phase);
  g_atomic_int_set (&gauge->n_all, (int) MIN (n_all, G_MAXINT));
  g_atomic_int_set (&gauge->n_done, (int) MIN (n_done, G_MAXINT));
}

/**
 * jkk_audit_fault_new:
 * @kind: what it is
 * @sequence: number of the entry of the journal, or 0
 *
 * Returns: (transfer full): a fault that names nothing else yet.
 */
JkkAuditFault *
jkk_audit_fault_new (JkkAuditKind kind, gint64 sequence)
{
  JkkAuditFault *fault = g_new0 (JkkAuditFault, 1);

  fault->kind = kind;
  fault->sequence = fault->until = sequence;
  return fault;
}

/**
 * jkk_audit_fault_free:
 * @fault: (transfer full): a fault
 */
void
jkk_audit_fault_free (JkkAuditFault *fault)
{
  g_free (fault->person);
  g_free (fault->deed);
  g_free (fault->case_number);
  g_free (fault->text);
  g_free (fault);
}

/**
 * jkk_audit_report_new:
 *
 * Returns: (transfer full): a report that has found nothing.
 */
JkkAuditReport *
jkk_audit_report_new (void)
{
  JkkAuditReport *report = g_new0 (JkkAuditReport, 1);

  report->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_audit_fault_free);
  report->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_audit_fault_free);
  return report;
}

/**
 * jkk_audit_report_free:
 * @report: (transfer full): a report
 */
void
jkk_audit_report_free (JkkAuditReport *report)
{
  g_ptr_array_unref (report->faults);
  g_ptr_array_unref (report->remarks);
  g_free (report->head);
  g_free (report->office);
  g_free (report);
}

/**
 * jkk_audit_report_is_sound:
 * @report: a report
 *
 * Returns: whether everything is as it was written.
 */
gboolean
jkk_audit_report_is_sound (const JkkAuditReport *report)
{
  return report->faults->len == 0 && report->n_more == 0;
}

/**
 * jkk_audit_head_text:
 * @sequence: number of the last entry of the journal
 * @hash: (nullable): its hash
 *
 * The head of a journal as it is printed: it stands for every entry before it. Whoever holds the paper can show later
 * that none of them was changed or taken away.
 *
 * Returns: (transfer full): such as "8F3A 90B2 … @1234"; the empty text before the first entry.
 */
char *
jkk_audit_head_text (gint64 sequence, const char *hash)
{
  GString *text = g_string_new (NULL);

  if (hash == NULL || sequence <= 0)
    return g_string_free (text, FALSE);
  for (gsize i = 0; i < JKK_AUDIT_HEAD_DIGITS && hash[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_toupper (hash[i]));
    }
  g_string_append_printf (text, " @%" G_GINT64_FORMAT, sequence);
  return g_string_free (text, FALSE);
}

static gboolean
parse_digits (const char *text, gsize length, GString *digits)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isxdigit (text[i]))
      g_string_append_c (digits, g_ascii_tolower (text[i]));
    else if (!g_ascii_isspace (text[i]) && text[i] != '-')
      return FALSE;
  return digits->len >= LEAST_DIGITS && digits->len <= MOST_DIGITS;
}

/**
 * jkk_audit_head_parse:
 * @text: a head as it is printed, HASH or HASH\@SEQUENCE; blanks, hyphens and the case of letters do not matter
 * @hash: (out) (transfer full): the digits, in small letters
 * @sequence: (out): the number, 0 if there is none
 * @error: INVALID
 *
 * Returns: whether it can be one
 */
gboolean
jkk_audit_head_parse (const char *text, char **hash, gint64 *sequence, GError **error)
{
  const char *at = strchr (text, '@');
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 number = 0;
  gboolean good = parse_digits (text, at != NULL ? (gsize) (at - text) : strlen (text), digits);

  if (good && at != NULL)
    {
      g_autofree char *tail = g_strstrip (g_strdup (at + 1));

      good = g_ascii_string_to_unsigned (tail, 10, 1, G_MAXINT64, &number, NULL);
    }
  if (!good)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is no head of a journal. Copy it as it is printed at the foot of a letter: at least %d "
                      "digits, and behind @ the number of the entry."),
                   text, LEAST_DIGITS);
      return FALSE;
    }
  *sequence = (gint64) number;
  *hash = g_strdup (digits->str);
  return TRUE;
}

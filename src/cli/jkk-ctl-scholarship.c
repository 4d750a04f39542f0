#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-law.h"
#include "jkk-looks.h"

static char *day_text, *reference_text;

/* The plan as it stands today, with what was paid since; the sheet of the decision stays as it was frozen. */
static gboolean
print_plan (JkkCtl *ctl, const JkkCase *jcase, GError **error)
{
  g_autoptr (JkkPayout) payout = jkk_office_calculate (ctl->office, jcase, jkk_today (), error);
  const JkkReason *line = payout != NULL ? jkk_payout_find_line (payout, "scholarship") : NULL;

  if (payout == NULL)
    return FALSE;
  if (line == NULL)
    {
      g_print ("%s\n", _ ("This case has no scholarship."));
      return TRUE;
    }
  g_autofree char *text = jkk_reason_to_text (line), *open = jkk_money_to_rupiah (line->amount);
  g_print ("%s", text);
  g_print (_ ("Still to pay: %s\n"), open);
  return TRUE;
}

static gboolean
run_scholarship (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);

  if (file == NULL || !print_plan (ctl, file->jcase, error))
    return FALSE;
  jkk_looks_note_now (ctl->office, file->jcase->id);
  return TRUE;
}

static gboolean
put (JkkInstallment *paid, const char *name, const char *text, GError **error)
{
  return jkk_field_set_text (jkk_record_type_find (&jkk_installment_type, name), paid, text, error);
}

static gboolean
pay (JkkCtl *ctl, char **args, JkkInstallment *paid, GError **error)
{
  paid->paid_day = jkk_today ();
  if (!put (paid, "child", args[1], error) || !put (paid, "school_level", args[2], error) ||
      !put (paid, "school_year", args[3], error) || !put (paid, "amount", args[4], error) ||
      (day_text != NULL && !put (paid, "paid_day", day_text, error)) ||
      (reference_text != NULL && !put (paid, "reference", reference_text, error)))
    return FALSE;
  g_autoptr (JkkCaseFile) file = jkk_ctl_signed_in (ctl, error) != NULL ? jkk_ctl_load (ctl, args[0], error) : NULL;
  if (file == NULL)
    return FALSE;
  JkkRequest request = { .case_id = file->jcase->id, .revision = file->jcase->revision, .installment = paid };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "pay-installment", &request, error);
  return outcome != NULL && print_plan (ctl, outcome->jcase, error);
}

static gboolean
run_pay (JkkCtl *ctl, char **args, GError **error)
{
  JkkInstallment *paid = jkk_record_new (&jkk_installment_type);
  gboolean good = pay (ctl, args, paid, error);

  jkk_record_free (&jkk_installment_type, paid);
  return good;
}

static const GOptionEntry pay_options[] = {
  { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, N_ ("Day of the payment; else today"), N_ ("DAY") },
  { "reference", 0, 0, G_OPTION_ARG_STRING, &reference_text, N_ ("Reference of the payment"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_scholarship_commands[] = {
  { "scholarship", N_ ("CASE"), N_ ("Show the plan of a scholarship: paid, open and due years"), NULL, NULL, 1, 1,
    run_scholarship },
  { "pay-installment", N_ ("CASE CHILD LEVEL YEAR AMOUNT"), N_ ("Note a yearly payment of the scholarship"),
    N_ ("CHILD is its number in the case, LEVEL one of TK, SD, SMP, SMA, PT or pelatihan, YEAR the year of that "
        "level."),
    pay_options, 5, 5, run_pay },
  { NULL }
};

#include "golden.h"

#include <string.h>

static const JkkFigure *
find_figure (const JkkPayoutBasis *basis, const char *parameter)
{
  for (guint i = 0; i < basis->law->len; i++)
    if (strcmp (((JkkFigure *) basis->law->pdata[i])->parameter, parameter) == 0)
      return basis->law->pdata[i];
  return NULL;
}

static const char *
find_fact (const JkkPayoutBasis *basis, const char *path)
{
  for (guint i = 0; i < basis->facts->len; i++)
    if (strcmp (((JkkStated *) basis->facts->pdata[i])->path, path) == 0)
      return ((JkkStated *) basis->facts->pdata[i])->value;
  return NULL;
}

static gboolean
input_is_in (const JkkReason *reason, const JkkPayoutBasis *basis, GString *lost)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];

      if (input->parameter != NULL && find_figure (basis, input->parameter) == NULL)
        g_string_append_printf (lost, " %s", input->parameter);
      if (input->path != NULL && input->number != JKK_NONE && find_fact (basis, input->path) == NULL)
        g_string_append_printf (lost, " %s", input->path);
    }
  for (guint i = 0; i < reason->children->len; i++)
    input_is_in (reason->children->pdata[i], basis, lost);
  return lost->len == 0;
}

/* Whatever a line names as its source is in the basis, so that a stranger finds it there. */
static void
test_every_source_of_a_line_is_in_the_basis (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) sheet = jkk_calculate_explained (golden_packs (golden), golden->jcase, golden->today, NULL);

      for (guint j = 0; sheet != NULL && j < sheet->lines->len; j++)
        {
          g_autoptr (GString) lost = g_string_new (NULL);

          if (!input_is_in (sheet->lines->pdata[j], sheet->basis, lost))
            g_test_fail_printf ("%s: %s lacks%s", golden->title, ((JkkReason *) sheet->lines->pdata[j])->benefit,
                                lost->str);
        }
    }
}

static void
test_the_basis_names_nobody (void)
{
  g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PU\naccident.accident_day = 2026-03-12\n"
                                           "participant.name = Budi\nparticipant.identity = 9999011505900001\n"
                                           "participant.wage_kind = per-bulan\nparticipant.wage = 4000000\n"
                                           "medical.outcome = sembuh\n");
  g_autoptr (JkkPayout) sheet =
      jkk_calculate_explained (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 5, 5), NULL);

  g_assert_cmpstr (sheet->basis->segment, ==, "PU");
  g_assert_cmpint (sheet->basis->today, ==, jkk_day_new (2026, 5, 5));
  g_assert_cmpstr (find_fact (sheet->basis, "participant.wage"), ==, "4000000");
  g_assert_null (find_fact (sheet->basis, "participant.name"));
  g_assert_null (find_fact (sheet->basis, "participant.identity"));
  g_assert_cmpstr (find_figure (sheet->basis, "funeral")->value, ==, "10000000");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/sources", test_every_source_of_a_line_is_in_the_basis);
  g_test_add_func ("/basis/nobody", test_the_basis_names_nobody);
  return g_test_run ();
}

/* Which golden cases touch each article, each figure and each row of the law; none may be left untouched.
 *
 *   test-coverage            the test
 *   test-coverage --report   the list, to read
 *
 * A case touches a figure when its sheet names it in a reason or a note, or when an answer that the case asks for rests
 * on it. Which of several dated values of a figure that is, the day of the case decides. */
#include "golden.h"

#include "jkk-facts.h"
#include "jkk-pack-private.h"

#include <locale.h>
#include <string.h>

/* Something that a regulation file states. */
typedef struct
{
  const JkkPack *pack;
  char *id;
  char *figure;
  char *article;
  JkkPeriod valid;
  GPtrArray *cases; /* titles, borrowed */
} Stated;

static void
stated_free (gpointer data)
{
  Stated *stated = data;

  g_free (stated->id);
  g_free (stated->figure);
  g_free (stated->article);
  g_ptr_array_unref (stated->cases);
  g_free (stated);
}

static void
add_stated (
    GPtrArray *all, const JkkPack *pack, const char *id, const char *article, JkkPeriod valid, const char *figure)
{
  Stated *stated = g_new0 (Stated, 1);

  *stated = (Stated){ pack, g_strdup (id), g_strdup (figure), g_strdup (article), valid, g_ptr_array_new () };
  g_ptr_array_add (all, stated);
}

static char *
figure_text (const JkkValue *value, JkkParameter parameter)
{
  if (value->state == JKK_VALUE_ABSENT)
    return g_strdup ("(none)");
  if (value->state == JKK_VALUE_UNKNOWN)
    return g_strdup ("(not known yet)");
  if (value->text != NULL)
    return g_strdup (value->text);
  switch (jkk_parameter_kind (parameter))
    {
    case JKK_KIND_MONEY:
      return jkk_money_to_rupiah (value->number);
    case JKK_KIND_PERCENT:
      return jkk_percent_to_text (value->number);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
    }
}

static void
list_pack (GPtrArray *all, const JkkPack *pack)
{
  if (jkk_period_days (pack->window) > 0)
    add_stated (all, pack, "window", pack->window_source.article, pack->window, "");
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    for (guint j = 0; pack->values[i] != NULL && j < pack->values[i]->len; j++)
      {
        const JkkValue *value = pack->values[i]->pdata[j];
        g_autofree char *figure = figure_text (value, (JkkParameter) i);

        add_stated (all, pack, jkk_parameter_info ((JkkParameter) i)->id, value->article, value->valid, figure);
      }
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    if (pack->rows[i] != NULL)
      {
        g_autofree char *id = g_strdup_printf ("cacat-%u", i);
        g_autofree char *figure = jkk_percent_to_text (pack->rows[i]->percent);

        add_stated (all, pack, id, pack->rows[i]->article, (JkkPeriod){ G_MININT64, G_MAXINT64 }, figure);
      }
}

static GPtrArray *
list_law (void)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func (stated_free);

  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    list_pack (all, jkk_pack_set_get (packs, i));
  return all;
}

static void
touch (GPtrArray *all, const char *pack, const char *id, JkkDay day, const char *title)
{
  for (guint i = 0; i < all->len; i++)
    {
      Stated *stated = all->pdata[i];

      if (g_str_equal (stated->id, id) && g_str_equal (jkk_pack_id (stated->pack), pack) &&
          jkk_period_contains (stated->valid, day) && !g_ptr_array_find (stated->cases, title, NULL))
        g_ptr_array_add (stated->cases, (gpointer) title);
    }
}

/* The regulation whose file has the figure is often not the one that is in force for the case, but one it extends. */
static void
touch_figure (GPtrArray *all, const JkkLaw *law, const char *id, JkkDay day, const char *title)
{
  JkkParameter parameter;

  if (jkk_parameter_find (id, &parameter))
    touch (all, law->value[parameter]->pack, id, day, title);
  else if (g_str_has_prefix (id, "cacat-"))
    touch (all, law->row[g_ascii_strtoull (id + strlen ("cacat-"), NULL, 10)]->pack, id, day, title);
}

static void
collect (const JkkReason *reason, GHashTable *touched)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];

      if (input->parameter != NULL)
        g_hash_table_add (touched, g_strdup (input->parameter));
    }
  for (guint i = 0; i < reason->children->len; i++)
    collect (reason->children->pdata[i], touched);
}

static void
touch_case (GPtrArray *all, const GoldenCase *golden)
{
  g_autoptr (JkkPayout) payout = golden_calculate (golden);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const JkkLaw *law = golden_law (golden);
  GHashTableIter iter;
  gpointer id;

  if (law == NULL)
    return;
  for (guint i = 0; i < payout->lines->len; i++)
    collect (payout->lines->pdata[i], touched);
  for (guint i = 0; i < payout->notes->len; i++)
    collect (payout->notes->pdata[i], touched);
  for (guint i = 0; i < golden->claims->len; i++)
    g_free (golden_claim (golden, golden->claims->pdata[i], touched));
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    touch_figure (all, law, id, payout->law_day, golden->title);
  /* A window is touched at its edges: its first day, or its last. */
  JkkPeriod window = jkk_pack_window (law->pack);
  if (payout->law_day == window.from || payout->law_day == window.until - 1)
    touch (all, jkk_pack_id (law->pack), "window", payout->law_day, golden->title);
}

static GPtrArray *
cover (GPtrArray *goldens)
{
  GPtrArray *all = list_law ();

  for (guint i = 0; i < goldens->len; i++)
    touch_case (all, goldens->pdata[i]);
  return all;
}

/* Reading it */

static void
print_days (const Stated *stated)
{
  JkkDay first = jkk_day_new (1900, 1, 1), last = jkk_day_new (2199, 12, 31);
  g_autofree char *from = stated->valid.from > first ? jkk_day_to_iso (stated->valid.from) : g_strdup ("");
  g_autofree char *until = stated->valid.until <= last ? jkk_day_to_iso (stated->valid.until - 1) : g_strdup ("");

  if (*from != '\0' || *until != '\0')
    g_print (" %s…%s", from, until);
}

static void
print_report (const GPtrArray *all, guint n_goldens)
{
  const JkkPack *pack = NULL;
  guint untouched = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const Stated *stated = all->pdata[i];

      if (stated->pack != pack)
        g_print ("\n%s — %s\n", jkk_pack_id (stated->pack), jkk_pack_title (stated->pack));
      pack = stated->pack;
      g_print ("\n  %-24s %s", stated->id, stated->figure);
      print_days (stated);
      g_print ("\n    %s\n", stated->article);
      for (guint j = 0; j < MIN (stated->cases->len, 3); j++)
        g_print ("    · %s\n", (const char *) stated->cases->pdata[j]);
      if (stated->cases->len > 3)
        g_print ("    · and %u more\n", stated->cases->len - 3);
      else if (stated->cases->len == 0)
        g_print ("    ✗ no golden case\n");
      untouched += stated->cases->len == 0 ? 1 : 0;
    }
  g_print ("\n%u figures, rows and windows; %u golden cases; %u untouched\n", all->len, n_goldens, untouched);
}

/* Tests */

static void
test_no_figure_is_left_untouched (void)
{
  g_autoptr (GPtrArray) goldens = golden_read_all (), all = cover (goldens);

  g_assert_cmpuint (all->len, >, 150);
  for (guint i = 0; i < all->len; i++)
    {
      const Stated *stated = all->pdata[i];

      if (stated->cases->len == 0)
        {
          g_test_message ("no golden case touches %s of %s (%s)", stated->id, jkk_pack_id (stated->pack),
                          stated->figure);
          g_test_fail ();
        }
    }
}

static void
test_no_article_is_left_untouched (void)
{
  g_autoptr (GPtrArray) goldens = golden_read_all (), all = cover (goldens);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    if (((Stated *) all->pdata[i])->cases->len > 0)
      g_hash_table_add (touched, ((Stated *) all->pdata[i])->article);
  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_contains (touched, ((Stated *) all->pdata[i])->article))
      {
        g_test_message ("no golden case touches “%s”", ((Stated *) all->pdata[i])->article);
        g_test_fail ();
      }
}

/* Whether anything is found at all, and only where it belongs. */
static void
test_a_case_touches_what_it_rests_on_and_nothing_else (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goldens = golden_read ("case Death\ntoday 2024-06-01\ncover.segment = PU\n"
                                               "accident.accident_day = 2024-02-20\nparticipant.wage_kind = per-bulan\n"
                                               "participant.wage = 2000000\nmedical.outcome = meninggal-dunia\n",
                                               &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) all = cover (goldens);

  for (guint i = 0; i < all->len; i++)
    {
      const Stated *stated = all->pdata[i];
      gboolean newer = g_str_equal (jkk_pack_id (stated->pack), "PP-82-2019");

      if (g_str_equal (stated->id, "funeral") || g_str_equal (stated->id, "death-floor"))
        g_assert_cmpuint (stated->cases->len, ==, newer ? 1 : 0);
      if (g_str_equal (stated->id, "stmb-rate-1") || g_str_equal (stated->id, "window"))
        g_assert_cmpuint (stated->cases->len, ==, 0);
    }
}

static gboolean
needs_table (JkkBenefit benefit)
{
  return benefit == JKK_BENEFIT_DISABILITY_ANATOMICAL || benefit == JKK_BENEFIT_DISABILITY_FUNCTIONAL;
}

/* Every benefit in every regulation that has it, in every segment. */
static void
test_every_benefit_regulation_and_segment_has_a_case (void)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI" };
  g_autoptr (GPtrArray) goldens = golden_read_all ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);

  for (guint i = 0; i < goldens->len; i++)
    {
      const GoldenCase *golden = goldens->pdata[i];

      for (guint j = 0; j < golden->lines->len; j++)
        g_hash_table_add (seen, g_strdup_printf ("%s, %s, %s", ((GoldenLine *) golden->lines->pdata[j])->benefit,
                                                 golden->pack, golden->jcase->cover.segment));
    }
  for (guint p = 0; p < jkk_pack_set_n (packs); p++)
    for (guint s = 0; s < G_N_ELEMENTS (segments); s++)
      for (guint b = 0; b < JKK_N_BENEFITS; b++)
        {
          const JkkPack *pack = jkk_pack_set_get (packs, p);
          g_autofree char *wanted =
              g_strdup_printf ("%s, %s, %s", jkk_benefit_code ((JkkBenefit) b), jkk_pack_id (pack), segments[s]);

          if (!jkk_pack_covers (pack, segments[s]) || g_hash_table_contains (seen, wanted) ||
              jkk_benefit_state (jkk_pack_nth_law (pack, 0), (JkkBenefit) b, NULL) == JKK_VALUE_ABSENT ||
              (needs_table ((JkkBenefit) b) && !jkk_pack_nth_law (pack, 0)->has_table))
            continue;
          g_test_message ("no golden case for %s", wanted);
          g_test_fail ();
        }
}

static void
say_nothing_cb (const char *text)
{
}

int
main (int argc, char **argv)
{
  gboolean report = argc == 2 && g_str_equal (argv[1], "--report");
  GPrintFunc printer = report ? g_set_print_handler (say_nothing_cb) : NULL;
  int one = 1;

  g_test_init (report ? &one : &argc, &argv, NULL);
  if (report)
    {
      setlocale (LC_ALL, "");
      g_set_print_handler (printer);
      g_autoptr (GPtrArray) goldens = golden_read_all (), all = cover (goldens);

      print_report (all, goldens->len);
      return 0;
    }
  g_test_add_func ("/coverage/no-figure-is-left-untouched", test_no_figure_is_left_untouched);
  g_test_add_func ("/coverage/no-article-is-left-untouched", test_no_article_is_left_untouched);
  g_test_add_func ("/coverage/a-case-touches-what-it-rests-on-and-nothing-else",
                   test_a_case_touches_what_it_rests_on_and_nothing_else);
  g_test_add_func ("/coverage/every-benefit-regulation-and-segment-has-a-case",
                   test_every_benefit_regulation_and_segment_has_a_case);
  return g_test_run ();
}

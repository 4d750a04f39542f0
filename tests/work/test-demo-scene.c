#include "jkk-demo-scene.h"

static void
assert_code (const char *list, const char *code)
{
  if (jkk_code_list_find (jkk_code_list_get (list), code) == NULL)
    g_error ("%s is not in the list %s", code, list);
}

static void
test_codes (void)
{
  guint n;
  const JkkDemoScene *scenes = jkk_demo_scenes (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      assert_code ("body_part", scenes[i].body);
      assert_code ("accident_type", scenes[i].type);
      assert_code ("injury_source", scenes[i].source);
      jkk_check_icd10 (scenes[i].code, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (scenes[i].days_min, <=, scenes[i].days_max);
      g_assert_cmpint (scenes[i].table_row > 0, ==,
                       scenes[i].end == JKK_DEMO_FUNCTIONAL || scenes[i].end == JKK_DEMO_ANATOMICAL);
      g_assert_cmpint (scenes[i].loss_max > 0, ==, scenes[i].end == JKK_DEMO_FUNCTIONAL);
      g_assert_nonnull (scenes[i].disease ? scenes[i].chronology : g_strstr_len (scenes[i].chronology, -1, "{jam}"));
    }
}

static void
test_always_one (void)
{
  JkkDice dice = jkk_dice_new (1, 1, 1);

  for (guint end = 0; end < JKK_DEMO_N_ENDS; end++)
    for (guint place = JKK_DEMO_INSIDE; place <= JKK_DEMO_TRAFFIC; place++)
      for (guint trade = JKK_DEMO_FACTORY; trade <= JKK_DEMO_FISHER; trade <<= 1)
        {
          const JkkDemoScene *scene =
              jkk_demo_scene_pick (&dice, (JkkDemoEnd) end, (JkkDemoPlace) place, (JkkDemoTrade) trade);

          g_assert_cmpint (scene->end, ==, end);
          if (end == JKK_DEMO_HEALED)
            g_assert_cmpint (scene->place, ==, place);
        }
}

static void
test_for_body (void)
{
  g_assert_cmpstr (jkk_demo_scene_for_body ("mata")->body, ==, "mata");
  g_assert_cmpint (jkk_demo_scene_for_body ("bahu")->end, ==, JKK_DEMO_HEALED);
  g_assert_nonnull (jkk_demo_scene_for_body (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-scene/all codes are in their lists", test_codes);
  g_test_add_func ("/demo-scene/there is an accident for everybody", test_always_one);
  g_test_add_func ("/demo-scene/a part of the body finds an accident that heals", test_for_body);
  return g_test_run ();
}

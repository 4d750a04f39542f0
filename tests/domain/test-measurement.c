#include "jkk-measurement.h"

#include <string.h>

#include "jkk-error.h"

static void
assert_reads (const char *text, JkkMeasurement *found)
{
  g_autoptr (GError) error = NULL;

  jkk_measurement_parse (text, found, &error);
  g_assert_no_error (error);
}

static void
test_measured_values_are_read (void)
{
  JkkMeasurement found;

  assert_reads ("audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur 45", &found);
  g_assert_cmpint (found.measure, ==, JKK_MEASURE_HEARING);
  g_assert_cmpint (found.right[3], ==, 60);
  g_assert_cmpint (found.left[1], ==, 50);
  g_assert_cmpint (found.age, ==, 45);
  assert_reads ("desibel kiri 30", &found);
  g_assert_cmpint (found.right[0], ==, JKK_NONE);
  g_assert_cmpint (found.left[0], ==, 30);
  assert_reads ("sendi 175/90 45/30 180/30", &found);
  g_assert_cmpuint (found.n_movements, ==, 3);
  g_assert_cmpint (found.normal[2], ==, 180);
  g_assert_cmpint (found.moved[2], ==, 30);
  assert_reads ("otot 3", &found);
  g_assert_cmpint (found.number, ==, 3);
  assert_reads ("visus kanan 80 kiri 12,5", &found);
  g_assert_cmpint (found.left[0], ==, 1250);
  assert_reads ("tungkai 5,5 cm", &found);
  g_assert_cmpint (found.number, ==, 55);
}

/* Whatever somebody typed, one text says one thing. */
static void
test_values_are_written_in_one_way (void)
{
  static const char *const pairs[][2] = {
    { "AUDIOMETRI  kanan 35/40/45/60\tkiri: 40/50/50/60", "audiometri kanan 35/40/45/60 kiri 40/50/50/60" },
    { "desibel kanan 030 kiri 35", "desibel kanan 30 kiri 35" },
    { "sendi 175/90; 45/30", "sendi 175/90 45/30" },
    { " otot 0 ", "otot 0" },
    { "visus kanan 80.50 kiri 0", "visus kanan 80,5 kiri 0" },
    { "tungkai 5.0", "tungkai 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      JkkMeasurement found, again;

      assert_reads (pairs[i][0], &found);
      g_autofree char *text = jkk_measurement_to_text (&found);
      g_assert_cmpstr (text, ==, pairs[i][1]);
      assert_reads (text, &again);
      g_autofree char *twice = jkk_measurement_to_text (&again);
      g_assert_cmpstr (twice, ==, text);
    }
}

static void
test_what_is_no_measurement_is_refused (void)
{
  static const char *const bad[] = {
    "",
    "otot",
    "otot 3 4",
    "otot 6",
    "otot -1",
    "mata 3",
    "audiometri kanan 35/40/45 kiri 40/50/50/60",
    "audiometri kanan 35/40/45/60/70 kiri 40/50/50/60",
    "audiometri kanan 35/40/45/141 kiri 40/50/50/60",
    "audiometri kiri 40/50/50/60 kanan 35/40/45/60",
    "audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur 131",
    "audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur",
    "desibel",
    "desibel kanan 0",
    "desibel kiri 141",
    "sendi",
    "sendi 175",
    "sendi 175/176",
    "sendi 0/0",
    "sendi 361/1",
    "sendi 175/90/3",
    "visus kanan 80",
    "visus kanan 101 kiri 80",
    "tungkai 0",
    "tungkai 5,55",
    "tungkai 100,1",
    "otot 99999999999999999999",
    "\xff\xfe",
  };
  JkkMeasurement found;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_measurement_parse (bad[i], &found, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_a_joint_has_at_most_so_many_movements (void)
{
  GString *text = g_string_new ("sendi");
  JkkMeasurement found;

  for (guint i = 0; i < JKK_MEASURED_MOVEMENTS; i++)
    g_string_append (text, " 360/180");
  assert_reads (text->str, &found);
  g_assert_cmpuint (found.n_movements, ==, JKK_MEASURED_MOVEMENTS);
  g_string_append (text, " 360/180");
  g_assert_false (jkk_measurement_parse (text->str, &found, NULL));
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measurement/values-are-read", test_measured_values_are_read);
  g_test_add_func ("/measurement/values-are-written-in-one-way", test_values_are_written_in_one_way);
  g_test_add_func ("/measurement/what-is-no-measurement-is-refused", test_what_is_no_measurement_is_refused);
  g_test_add_func ("/measurement/a-joint-has-at-most-so-many-movements", test_a_joint_has_at_most_so_many_movements);
  return g_test_run ();
}

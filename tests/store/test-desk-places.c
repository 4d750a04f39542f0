#include "jkk-desk-places.h"

#include "jkk-desk-key.h"

#include <glib/gstdio.h>

#define ADDRESS "santun://kantor-tempat-uji:4547"

static void
test_what_was_learned_is_remembered (void)
{
  g_autofree char *folder = jkk_desk_key_folder (ADDRESS);
  g_autofree char *file = g_build_filename (folder, "places", NULL);
  g_autoptr (JkkDeskPlaces) nothing = jkk_desk_places_load (ADDRESS);

  g_assert_cmpint (nothing->epoch, ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (jkk_desk_places_learn (nothing, 2, "cadangan:4547,lain:1", "cadangan:4547"));
  g_assert_false (jkk_desk_places_learn (nothing, 2, "cadangan:4547,lain:1", "cadangan:4547"));
  g_assert_true (jkk_desk_places_prove (nothing, 2, "bukti"));
  g_assert_false (jkk_desk_places_prove (nothing, 1, "lain"));
  jkk_desk_places_save (nothing, ADDRESS);

  g_autoptr (JkkDeskPlaces) places = jkk_desk_places_load (ADDRESS);
  g_assert_cmpint (places->epoch, ==, 2);
  g_assert_cmpstr (places->proof, ==, "bukti");
  g_assert_cmpstr (places->others, ==, "cadangan:4547,lain:1");
  g_assert_cmpstr (places->last, ==, "cadangan:4547");
  /* Where it was last, at its own address, then elsewhere; nothing twice. */
  g_autoptr (GPtrArray) list = jkk_desk_places_list (places);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (list->pdata[0], ==, "cadangan:4547");
  g_assert_cmpstr (list->pdata[1], ==, NULL);
  g_assert_cmpstr (list->pdata[2], ==, "lain:1");
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static void
test_an_epoch_is_never_forgotten (void)
{
  g_autoptr (JkkDeskPlaces) places = jkk_desk_places_load (ADDRESS);

  jkk_desk_places_learn (places, 3, NULL, NULL);
  jkk_desk_places_learn (places, 1, NULL, NULL);
  g_assert_cmpint (places->epoch, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/desk-places/what_was_learned_is_remembered", test_what_was_learned_is_remembered);
  g_test_add_func ("/store/desk-places/an_epoch_is_never_forgotten", test_an_epoch_is_never_forgotten);
  return g_test_run ();
}

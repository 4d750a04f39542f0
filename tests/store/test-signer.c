#include "jkk-signer.h"

#include <string.h>

#define PASSWORD "kata sandi uji"

static void
test_a_signature_is_of_one_text_and_one_key (void)
{
  g_autoptr (JkkSigner) one = jkk_signer_new ("budi", NULL, NULL), two = jkk_signer_new ("budi", NULL, NULL);
  g_autofree char *signature = jkk_signer_sign (one, "santun-uji-1\nx=1\n");

  g_assert_cmpuint (strlen (signature), ==, 128);
  g_assert_true (jkk_signature_is_good (jkk_signer_get_public_key (one), "santun-uji-1\nx=1\n", signature));
  g_assert_false (jkk_signature_is_good (jkk_signer_get_public_key (one), "santun-uji-1\nx=2\n", signature));
  g_assert_false (jkk_signature_is_good (jkk_signer_get_public_key (two), "santun-uji-1\nx=1\n", signature));
  g_assert_false (jkk_signature_is_good (jkk_signer_get_public_key (one), "santun-uji-1\nx=1\n", NULL));
  g_assert_false (jkk_signature_is_good (jkk_signer_get_public_key (one), NULL, signature));
  g_assert_false (jkk_signature_is_good ("zz", "santun-uji-1\nx=1\n", signature));
  g_assert_false (jkk_signature_is_good (NULL, "santun-uji-1\nx=1\n", signature));
  signature[5] = signature[5] == '0' ? '1' : '0';
  g_assert_false (jkk_signature_is_good (jkk_signer_get_public_key (one), "santun-uji-1\nx=1\n", signature));
}

static void
test_a_seed_always_gives_the_same_key (void)
{
  guint8 seed[JKK_SIGNER_SEED_BYTES] = { 1, 2, 3 };
  g_autoptr (JkkSigner) one = jkk_signer_new ("a", seed, NULL), two = jkk_signer_new ("b", seed, NULL);
  g_autoptr (JkkSigner) chance = jkk_signer_new ("a", NULL, NULL);

  g_assert_cmpstr (jkk_signer_get_public_key (one), ==, jkk_signer_get_public_key (two));
  g_assert_cmpstr (jkk_signer_get_public_key (one), !=, jkk_signer_get_public_key (chance));
}

static void
test_a_sealed_key_opens_by_its_password_and_for_its_person (void)
{
  g_autoptr (JkkSigner) signer = jkk_signer_new ("budi", NULL, NULL);
  g_autofree char *sealed = jkk_signer_seal (signer, PASSWORD, JKK_PASSWORD_COST_MINIMAL, NULL);
  g_autofree char *again = jkk_signer_seal (signer, PASSWORD, JKK_PASSWORD_COST_MINIMAL, NULL);
  g_autoptr (JkkSigner) open = jkk_signer_unseal ("budi", sealed, PASSWORD, NULL);
  g_autoptr (GError) wrong = NULL, other = NULL;

  g_assert_cmpstr (jkk_signer_get_public_key (open), ==, jkk_signer_get_public_key (signer));
  g_assert_cmpstr (sealed, !=, again);
  g_assert_null (jkk_signer_unseal ("budi", sealed, "bukan ini", &wrong));
  g_assert_error (wrong, JKK_ERROR, JKK_ERROR_REFUSED);
  /* The row of one person copied to another's. */
  g_assert_null (jkk_signer_unseal ("sari", sealed, PASSWORD, &other));
  g_assert_error (other, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
test_an_edited_seal_is_refused_at_once (void)
{
  g_autoptr (JkkSigner) signer = jkk_signer_new ("budi", NULL, NULL);
  g_autofree char *sealed = jkk_signer_seal (signer, PASSWORD, JKK_PASSWORD_COST_MINIMAL, NULL);
  g_auto (GStrv) words = g_strsplit (sealed, "$", -1);
  g_autofree char *greedy =
      g_strdup_printf ("%s$999999999$%s$%s$%s$%s", words[0], words[2], words[3], words[4], words[5]);
  g_autofree char *hungry =
      g_strdup_printf ("%s$%s$99999999999999$%s$%s$%s", words[0], words[1], words[3], words[4], words[5]);
  g_autofree char *shorter = g_strndup (sealed, strlen (sealed) - 2);
  const char *const bad[] = { "", "$$$$$", greedy, hungry, shorter, "x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_signer_unseal ("budi", bad[i], PASSWORD, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signer/a_signature_is_of_one_text_and_one_key", test_a_signature_is_of_one_text_and_one_key);
  g_test_add_func ("/signer/a_seed_always_gives_the_same_key", test_a_seed_always_gives_the_same_key);
  g_test_add_func ("/signer/a_sealed_key_opens", test_a_sealed_key_opens_by_its_password_and_for_its_person);
  g_test_add_func ("/signer/an_edited_seal_is_refused_at_once", test_an_edited_seal_is_refused_at_once);
  return g_test_run ();
}

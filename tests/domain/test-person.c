#include "jkk-person.h"

static void
test_identity_accepts_and_refuses (void)
{
  static const char *const good[] = { "3171014503900001", "A1234567", "XC123456" }, *const bad[] = {
    "317101450390000", "31710145039000011", "1234567", "A123", "A-123456", "A1234567890123"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jkk_check_identity (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_check_identity (bad[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_phone_accepts_and_refuses (void)
{
  static const char *const good[] = { "081234567890", "+62 21 555-0199", "(021) 555.0199" }, *const bad[] = {
    "123", "0812x", "telepon"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jkk_check_phone (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_check_phone (bad[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_email_accepts_and_refuses (void)
{
  static const char *const good[] = { "a@b.co.id", "nama.orang@perusahaan.id" }, *const bad[] = {
    "a", "a@b", "@b.co", "a@b@c.id", "a b@c.id", "a@b.id.", "a@.id"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jkk_check_email (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_check_email (bad[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/identity", test_identity_accepts_and_refuses);
  g_test_add_func ("/person/phone", test_phone_accepts_and_refuses);
  g_test_add_func ("/person/email", test_email_accepts_and_refuses);
  return g_test_run ();
}

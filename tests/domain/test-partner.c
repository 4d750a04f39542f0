#include "jkk-partner.h"

static void
check (const char *code, const char *name, const char *kind, const char *folder, gboolean good)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (code, name, kind);
  g_autoptr (GError) error = NULL;

  partner->folder = g_strdup (folder);
  g_assert_true (jkk_partner_check (partner, &error) == good);
  if (!good)
    g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
test_a_partner_has_a_code_a_name_and_a_kind (void)
{
  check ("RS-CONTOH", "RS Contoh", "faskes", NULL, TRUE);
  check ("RS.CONTOH_1", "RS Contoh", "lain", "/srv/santun/rs", TRUE);
  check (NULL, "RS Contoh", "faskes", NULL, FALSE);
  check ("../x", "RS Contoh", "faskes", NULL, FALSE);
  check ("RS CONTOH", "RS Contoh", "faskes", NULL, FALSE);
  check ("RSCONTOHRSCONTOHRSCONTOHRSCONTOHRSCONTOH1", "RS Contoh", "faskes", NULL, FALSE);
  check ("RS-CONTOH", "  ", "faskes", NULL, FALSE);
  check ("RS-CONTOH", "RS Contoh", "klinik", NULL, FALSE);
  check ("RS-CONTOH", "RS Contoh", "faskes", "folder", FALSE);
}

static void
test_a_key_counts_between_its_days_and_until_it_is_revoked (void)
{
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new ("RS", "tanda-tangan");

  g_assert_false (jkk_partner_key_counts (key, 100));
  key->from_day = 100;
  g_assert_false (jkk_partner_key_counts (key, 99));
  g_assert_true (jkk_partner_key_counts (key, 100));
  key->until_day = 200;
  g_assert_true (jkk_partner_key_counts (key, 200));
  g_assert_false (jkk_partner_key_counts (key, 201));
  key->revoked_day = 150;
  g_assert_true (jkk_partner_key_counts (key, 149));
  g_assert_false (jkk_partner_key_counts (key, 150));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/partner/check", test_a_partner_has_a_code_a_name_and_a_kind);
  g_test_add_func ("/partner/key", test_a_key_counts_between_its_days_and_until_it_is_revoked);
  return g_test_run ();
}

#include "jkk-partner-state.h"

#include <string.h>

static void
test_a_line_tells_how_post_is_exchanged (void)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-A", "RS A", "faskes");
  g_autofree char *bare = jkk_partner_state_subtitle (partner);

  g_assert_cmpstr (bare, ==, "RS-A · Health facility · signs its messages · no folder");
  partner->folder = g_strdup ("/srv/rs-a");
  partner->must_sign = partner->active = FALSE;
  g_autofree char *idle = jkk_partner_state_subtitle (partner);
  g_assert_cmpstr (idle, ==,
                   "RS-A · Health facility · messages without signature · /srv/rs-a · no post is exchanged now");
}

static void
test_a_code_is_proposed_that_can_be_registered (void)
{
  static const char *const names[][2] = { { "RS Contoh Sehat", "RS-CONTOH-SEHAT" },
                                          { "  Klinik „Bunda“ (Jl. 5)  ", "KLINIK-BUNDA-JL-5" },
                                          { "…", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *code = jkk_partner_state_code (names[i][0]);
      g_autoptr (JkkPartner) partner = jkk_partner_new (code, "Nama", "faskes");

      g_assert_cmpstr (code, ==, names[i][1]);
      g_assert_cmpint (jkk_partner_check (partner, NULL), ==, *code != '\0');
    }
  g_autofree char *name = g_strnfill (100, 'x'), *cut = jkk_partner_state_code (name);
  g_assert_cmpuint (strlen (cut), ==, 40);
}

static void
test_a_key_says_whether_it_counts (void)
{
  JkkDay today = jkk_day_new (2026, 3, 12);
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new ("RS-A", "tanda-tangan");

  key->fingerprint = g_strnfill (64, 'a');
  key->from_day = today;
  key->until_day = today + 10;
  g_autofree char *now = jkk_partner_state_key_title (key, today);
  g_autofree char *early = jkk_partner_state_key_title (key, today - 1);
  g_autofree char *late = jkk_partner_state_key_title (key, today + 11);
  g_autofree char *line = jkk_partner_state_key_subtitle (key);
  g_assert_cmpstr (now, ==, "Key for signatures · valid");
  g_assert_cmpstr (early, ==, "Key for signatures · not valid yet");
  g_assert_cmpstr (late, ==, "Key for signatures · expired");
  g_assert_cmpstr (line, ==, "aaaaaaaaaaaaaaaa… · 12-03-2026–22-03-2026");
  g_assert_true (jkk_partner_state_may_revoke (key));

  key->revoked_day = today;
  key->revoked_reason = g_strdup ("hilang");
  g_autofree char *revoked = jkk_partner_state_key_title (key, today);
  g_autofree char *why = jkk_partner_state_key_subtitle (key);
  g_assert_cmpstr (revoked, ==, "Key for signatures · revoked");
  g_assert_nonnull (strstr (why, "hilang"));
  g_assert_false (jkk_partner_state_may_revoke (key));
}

static void
test_the_fingerprint_of_the_office_can_be_read_out (void)
{
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (NULL, JKK_KEY_SIGNS);

  key->fingerprint = g_strdup ("0123456789abcdef0123");
  key->from_day = jkk_day_new (2026, 3, 12);
  g_autofree char *line = jkk_partner_state_own_key_subtitle (key);
  g_assert_cmpstr (line, ==, "12-03-2026\n01234567 89abcdef 0123");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/partner-state/line", test_a_line_tells_how_post_is_exchanged);
  g_test_add_func ("/partner-state/code", test_a_code_is_proposed_that_can_be_registered);
  g_test_add_func ("/partner-state/key", test_a_key_says_whether_it_counts);
  g_test_add_func ("/partner-state/fingerprint", test_the_fingerprint_of_the_office_can_be_read_out);
  return g_test_run ();
}

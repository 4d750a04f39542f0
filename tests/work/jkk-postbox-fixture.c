#include "jkk-postbox-fixture.h"

#include <string.h>

char *
box_example (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "data", "schema", "examples", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

char *
box_replaced (const char *text, const char *from, const char *to)
{
  GString *result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, from, to, 1), ==, 1);
  return g_string_free (result, FALSE);
}

void
box_drop (Post *post, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (post->folder, JKK_FOLDER_INBOX, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

guint
box_count (Post *post, const char *folder)
{
  g_autofree char *path = g_build_filename (post->folder, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

JkkPostRound
box_round (Post *post)
{
  g_autoptr (GError) error = NULL;
  JkkPostRound round;

  jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &error);
  g_assert_no_error (error);
  return round;
}

void
box_register_partner (Post *post, gboolean must_sign)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "RS Contoh Sehat", "faskes");
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .partner = partner };

  partner->must_sign = must_sign;
  partner->folder = g_strdup (post->folder);
  sign_in (&post->work, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "register-partner", &request, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_postbox_prepare (partner, NULL));
}

void
box_set_up (Post *post, gconstpointer data)
{
  fixture_set_up (&post->work, data);
  post->folder = g_build_filename (post->work.folder, "mitra", NULL);
  box_register_partner (post, FALSE);
  sign_in (&post->work, "sari");
}

void
box_tear_down (Post *post, gconstpointer data)
{
  g_free (post->folder);
  fixture_tear_down (&post->work, data);
}

/* For the office of the tests: without recipient, from any day. */
char *
box_message (const char *name)
{
  g_autofree char *text = box_example (name);

  return box_replaced (text, "    <recipient>CABANG-CONTOH</recipient>\n", "");
}

JkkPostIn *
box_newest (Post *post)
{
  g_autoptr (GPtrArray) list = jkk_postbox_list (post->work.office, (1u << JKK_N_POST_STATES) - 1, JKK_NONE, 1, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  return jkk_postbox_load (post->work.office, ((JkkPostIn *) list->pdata[0])->id, NULL);
}

JkkMessage *
box_receipt_of (Post *post, const JkkPostIn *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostOut) sent = jkk_postbox_load_sent (post->work.office, entry->receipt, &error);

  g_assert_no_error (error);
  JkkMessage *receipt = jkk_postbox_read (sent->content, &error);
  g_assert_no_error (error);
  return receipt;
}

void
box_expect_refused (Post *post, const char *name, const char *text, const char *code)
{
  box_drop (post, name, text);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.refused, ==, 1);
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_assert_cmpint (entry->state, ==, JKK_POST_REFUSED);
  g_assert_null (entry->content);
  g_autoptr (JkkMessage) receipt = box_receipt_of (post, entry);
  g_assert_cmpstr (((JkkReceipt *) receipt->own)->result, ==, "ditolak");
  for (guint i = 0; i < receipt->faults->len; i++)
    if (g_str_equal (((JkkFault *) receipt->faults->pdata[i])->code, code))
      return;
  g_test_fail_printf ("%s: no fault %s", name, code);
}

#include "jkk-post-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
post_set_up (Post *post, gconstpointer data)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "RS Contoh Sehat", "faskes");
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .partner = partner };

  fixture_set_up (&post->work, data);
  post->folder = g_build_filename (post->work.folder, "mitra", NULL);
  partner->must_sign = FALSE;
  partner->folder = g_strdup (post->folder);
  sign_in (&post->work, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "register-partner", &request, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_postbox_prepare (partner, NULL));
  sign_in (&post->work, "sari");
}

void
post_tear_down (Post *post, gconstpointer data)
{
  g_free (post->folder);
  fixture_tear_down (&post->work, data);
}

char *
post_replaced (const char *text, const char *from, const char *to)
{
  GString *result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, from, to, 1), ==, 1);
  return g_string_free (result, FALSE);
}

/* An example of the schemas, for this office, about the participant of complete_case (). */
char *
post_example (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "data", "schema", "examples", name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_autofree char *ours = post_replaced (text, "    <recipient>CABANG-CONTOH</recipient>\n", "");
  g_autofree char *known = post_replaced (ours, "9999011505900001", "3171011203900001");
  return post_replaced (known, "99001234567", "12000000001");
}

void
post_drop (Post *post, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (post->folder, JKK_FOLDER_INBOX, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

JkkPostRound
post_round (Post *post)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JkkPostRound round;

  jkk_postbox_round_async (post->work.office, NULL, NULL, got_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  jkk_postbox_round_finish (post->work.office, result, &round, &error);
  g_assert_no_error (error);
  return round;
}

JkkPostDesk *
post_desk (Post *post)
{
  g_autoptr (GError) error = NULL;
  JkkPostDesk *desk = jkk_postbox_desk (post->work.office, &error);

  g_assert_no_error (error);
  return desk;
}

JkkPostLetter *
post_letter (Post *post, gint64 id)
{
  g_autoptr (GError) error = NULL;
  JkkPostLetter *found = jkk_postbox_letter (post->work.office, id, 0, 0, &error);

  g_assert_no_error (error);
  return found;
}

/* Drops an example and takes it in; returns the id of its entry. */
gint64
post_receive (Post *post, const char *text)
{
  post_drop (post, "pesan.xml", text);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  return ((JkkPostIn *) desk->waiting->pdata[0])->id;
}

gint64
post_receive_example (Post *post, const char *name)
{
  g_autofree char *text = post_example (name);

  return post_receive (post, text);
}

JkkOutcome *
post_do (Post *post, const char *deed_name, const JkkPostLetter *found, JkkRequest request, GError **error)
{
  request.post_id = found->entry->id;
  request.message = found->message;
  request.message_sha256 = found->entry->sha256;
  return jkk_office_do (post->work.office, deed_name, &request, error);
}

#include "jkk-node-certificate.h"
#include "jkk-node-office.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
set_up (const char *folder, JkkError expected)
{
  g_auto (GStrv) hosts = g_strsplit ("kantor.example,192.168.1.5,::1", ",", -1);
  JkkNodePlan plan = { .store = (char *) "/srv/santun/kantor.db", .hosts = hosts, .port = 4000 };
  g_autoptr (GError) error = NULL;

  jkk_node_office_set_up (folder, &plan, &error);
  if (expected == JKK_ERROR_CONFLICT)
    g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  else
    g_assert_no_error (error);
}

static void
test_a_folder_is_set_up_once (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;

  set_up (folder, 0);
  set_up (folder, JKK_ERROR_CONFLICT);
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plan->store, ==, "/srv/santun/kantor.db");
  g_assert_cmpstr (plan->hosts[1], ==, "192.168.1.5");
  g_assert_cmpuint (plan->port, ==, 4000);
  remove_folder (folder);
}

/* Nobody but the service's own account may read the keys. */
static void
test_keys_are_private (void)
{
  static const char *const names[] = { "office.key", "node.pem", "meja.santun-desk" };
  g_autofree char *folder = make_folder ();
  g_autofree char *desk = g_build_filename (folder, "meja.santun-desk", NULL);

  set_up (folder, 0);
  g_assert_true (jkk_node_office_add_desk (folder, "meja", desk, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    }
  remove_folder (folder);
}

static void
test_desks_are_listed_and_revoked (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file = g_build_filename (folder, "a.santun-desk", NULL);
  g_autoptr (GError) error = NULL;

  set_up (folder, 0);
  g_assert_true (jkk_node_office_add_desk (folder, "meja-1", file, NULL));
  g_assert_true (jkk_node_office_add_desk (folder, "meja-2", file, NULL));
  g_autoptr (GTlsCertificate) second = g_tls_certificate_new_from_file (file, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_node_office_bar_desk (folder, "meja-1", NULL));

  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);
  g_assert_cmpuint (desks->len, ==, 2);
  for (guint i = 0; i < desks->len; i++)
    {
      const JkkNodeDesk *desk = desks->pdata[i];

      g_assert_cmpint (desk->barred_at != 0, ==, g_str_equal (desk->name, "meja-1"));
      g_assert_cmpint (desk->until, >, g_get_real_time () / G_USEC_PER_SEC + G_GINT64_CONSTANT (1000) * 24 * 60 * 60);
    }
  g_autofree char *serial = jkk_node_office_serial (second);
  g_autoptr (JkkNodeDesk) found = jkk_node_office_find (folder, serial);
  g_assert_cmpstr (found->name, ==, "meja-2");

  g_assert_false (jkk_node_office_bar_desk (folder, "meja-1", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  remove_folder (folder);
}

static void
test_a_bad_name_gets_no_key (void)
{
  static const char *const bad[] = {
    "", "a b", "../x", "meja\n", "[x]", "sangat-panjang-sangat-panjang-sangat-panjang-sangat-panjang-sangat-panjang"
  };
  g_autofree char *folder = make_folder ();
  g_autofree char *file = g_build_filename (folder, "a.santun-desk", NULL);

  set_up (folder, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_node_office_add_desk (folder, bad[i], file, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

/* Whoever keeps the office's key in a safe takes it out to add a desk; the node runs without it. */
static void
test_without_the_offices_key_no_desk_is_added (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *key = g_build_filename (folder, "office.key", NULL);
  g_autofree char *file = g_build_filename (folder, "a.santun-desk", NULL);
  g_autoptr (GError) error = NULL;

  set_up (folder, 0);
  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_false (jkk_node_office_add_desk (folder, "meja-1", file, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  remove_folder (folder);
}

static void
test_a_damaged_folder_is_told (void)
{
  static const char *const bad[] = { "", "[node]\nstore=/a\nport=1\n", "[node]\nhosts=a;\nstore=/a\nport=0\n", "x" };
  g_autofree char *folder = make_folder ();
  g_autofree char *conf = g_build_filename (folder, "node.conf", NULL);
  g_autoptr (GError) none = NULL;

  g_assert_null (jkk_node_office_load (folder, &none));
  g_assert_error (none, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (conf, bad[i], -1, NULL));
      g_assert_null (jkk_node_office_load (folder, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/node/office/a_folder_is_set_up_once", test_a_folder_is_set_up_once);
  g_test_add_func ("/node/office/keys_are_private", test_keys_are_private);
  g_test_add_func ("/node/office/desks_are_listed_and_revoked", test_desks_are_listed_and_revoked);
  g_test_add_func ("/node/office/a_bad_name_gets_no_key", test_a_bad_name_gets_no_key);
  g_test_add_func ("/node/office/without_the_offices_key_no_desk_is_added",
                   test_without_the_offices_key_no_desk_is_added);
  g_test_add_func ("/node/office/a_damaged_folder_is_told", test_a_damaged_folder_is_told);
  return g_test_run ();
}

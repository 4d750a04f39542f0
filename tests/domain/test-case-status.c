#include "jkk-case-status.h"

static void
test_names_are_read_again (void)
{
  for (guint i = 0; i < JKK_N_STATUS; i++)
    {
      JkkCaseStatus status = JKK_STATUS_REJECTED;

      g_assert_true (jkk_case_status_parse (jkk_case_status_name ((JkkCaseStatus) i), &status));
      g_assert_cmpint (status, ==, i);
      g_assert_cmpstr (jkk_case_status_label (status), !=, "");
    }
  JkkCaseStatus status;
  g_assert_false (jkk_case_status_parse ("hilang", &status));
  g_assert_false (jkk_case_status_parse (NULL, &status));
}

static void
test_what_was_decided_is_never_left_again (void)
{
  guint everybody = JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR;

  for (guint to = 0; to < JKK_N_STATUS; to++)
    {
      g_assert_false (jkk_case_status_may_move (JKK_STATUS_APPROVED, (JkkCaseStatus) to, everybody));
      g_assert_false (jkk_case_status_may_move (JKK_STATUS_REJECTED, (JkkCaseStatus) to, everybody));
    }
}

static void
test_only_a_supervisor_decides (void)
{
  g_assert_true (jkk_case_status_may_move (JKK_STATUS_PROPOSED, JKK_STATUS_APPROVED, JKK_ROLE_SUPERVISOR));
  g_assert_false (jkk_case_status_may_move (JKK_STATUS_PROPOSED, JKK_STATUS_APPROVED, JKK_ROLE_VERIFIER));
  g_assert_false (jkk_case_status_may_move (JKK_STATUS_PROPOSED, JKK_STATUS_APPROVED, JKK_ROLE_ADMINISTRATOR));
  g_assert_false (jkk_case_status_may_move (JKK_STATUS_VERIFYING, JKK_STATUS_APPROVED, JKK_ROLE_SUPERVISOR));
}

static void
test_a_proposal_can_no_longer_be_edited (void)
{
  g_assert_true (jkk_case_status_is_editable (JKK_STATUS_VERIFYING));
  g_assert_false (jkk_case_status_is_editable (JKK_STATUS_PROPOSED));
  g_assert_true (jkk_case_status_is_open (JKK_STATUS_PROPOSED));
  g_assert_false (jkk_case_status_is_open (JKK_STATUS_APPROVED));
}

static void
test_roles_are_read_again (void)
{
  static const JkkRole roles[] = { JKK_ROLE_VERIFIER, JKK_ROLE_SUPERVISOR, JKK_ROLE_ADMINISTRATOR };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      JkkRole role;

      g_assert_true (jkk_role_parse (jkk_role_name (roles[i]), &role));
      g_assert_cmpint (role, ==, roles[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-status/names", test_names_are_read_again);
  g_test_add_func ("/case-status/final", test_what_was_decided_is_never_left_again);
  g_test_add_func ("/case-status/supervisor", test_only_a_supervisor_decides);
  g_test_add_func ("/case-status/editable", test_a_proposal_can_no_longer_be_edited);
  g_test_add_func ("/case-status/roles", test_roles_are_read_again);
  return g_test_run ();
}

#include "jkk-session-guard.h"

#include "jkk-statement.h"

#include <string.h>

#define SECRET "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

#define FAIR "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g"

static JkkGuardAnswer
ask_for (guint roles, gboolean must_change, guint statement, const char *deed)
{
  JkkSessionGuard guard = { .workstation = "meja-1" };
  JkkFrameValue values[12] = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i].text = i == 3 && statement == JKK_SQL_JOURNAL_APPEND ? "meja-1" : "sari";
  if (statement == JKK_SQL_JOURNAL_APPEND)
    values[4].text = (char *) deed;
  if (statement == JKK_SQL_ACCOUNT_INSERT || statement == JKK_SQL_ACCOUNT_SET_PASSWORD)
    values[statement == JKK_SQL_ACCOUNT_INSERT ? 6 : 1].text = FAIR;
  guard.person = roles != 0 ? jkk_account_new ("sari", "Sari", roles) : NULL;
  if (guard.person != NULL)
    guard.person->must_change = must_change;
  JkkGuardAnswer answer = jkk_session_guard_ask (&guard, statement, values, G_N_ELEMENTS (values));
  g_clear_pointer (&guard.person, jkk_account_free);
  return answer;
}

static JkkGuardAnswer
ask (guint roles, guint statement)
{
  return ask_for (roles, FALSE, statement, "save");
}

static void
test_nobody_reads_what_the_first_page_does_not_show (void)
{
  for (guint i = 0; i < jkk_statement_count (); i++)
    if (ask (0, i) == JKK_GUARD_ALLOWED)
      g_assert_true (i == JKK_SQL_OFFICE_GET || i == JKK_SQL_LAW_ALL);
}

/* Four keep the own password and what is looked at; all else that writes is closed to them. */
static void
test_an_auditor_writes_no_case (void)
{
  for (guint i = 0; i < jkk_statement_count (); i++)
    if (jkk_statement_writes (i) && ask (JKK_ROLE_AUDITOR, i) == JKK_GUARD_ALLOWED)
      g_assert_true (i == JKK_SQL_JOURNAL_APPEND || i == JKK_SQL_WARRANT_APPEND || i == JKK_SQL_SIGNING_KEY_PUT ||
                     i == JKK_SQL_ACCOUNT_SET_PASSWORD);
}

static void
test_roles_do_what_is_theirs (void)
{
  g_assert_cmpint (ask (JKK_ROLE_VERIFIER, JKK_SQL_DECISION_INSERT), ==, JKK_GUARD_ALLOWED);
  g_assert_cmpint (ask (JKK_ROLE_VERIFIER, JKK_SQL_DECISION_DECIDE), ==, JKK_GUARD_REFUSED);
  g_assert_cmpint (ask (JKK_ROLE_SUPERVISOR, JKK_SQL_DECISION_DECIDE), ==, JKK_GUARD_ALLOWED);
  g_assert_cmpint (ask (JKK_ROLE_ADMINISTRATOR, JKK_SQL_APPROVAL_APPEND), ==, JKK_GUARD_REFUSED);
  g_assert_cmpint (ask (JKK_ROLE_SUPERVISOR, JKK_SQL_ACCOUNT_INSERT), ==, JKK_GUARD_REFUSED);
  g_assert_cmpint (ask (JKK_ROLE_ADMINISTRATOR, JKK_SQL_ACCOUNT_INSERT), ==, JKK_GUARD_ALLOWED);
}

/* An administrator, who may do the most: of all that writes the own password is left, and what goes with it. */
static void
test_with_a_given_password_nothing_else_is_done (void)
{
  guint n_allowed = 0;

  for (guint i = 0; i < jkk_statement_count (); i++)
    {
      JkkGuardAnswer answer = ask_for (JKK_ROLE_ADMINISTRATOR, TRUE, i, "save");

      if (!jkk_statement_writes (i))
        g_assert_cmpint (answer, ==, ask (JKK_ROLE_ADMINISTRATOR, i));
      else if (answer == JKK_GUARD_ALLOWED)
        n_allowed++;
    }
  g_assert_cmpuint (n_allowed, ==, 3);
  g_assert_cmpint (ask_for (JKK_ROLE_VERIFIER, TRUE, JKK_SQL_CASE_ADVANCE, NULL), ==, JKK_GUARD_MUST_CHANGE);
  g_assert_cmpint (ask_for (JKK_ROLE_VERIFIER, TRUE, JKK_SQL_JOURNAL_APPEND, "save"), ==, JKK_GUARD_MUST_CHANGE);
  g_assert_cmpint (ask_for (JKK_ROLE_VERIFIER, TRUE, JKK_SQL_JOURNAL_APPEND, "open"), ==, JKK_GUARD_ALLOWED);
  g_assert_cmpint (ask_for (JKK_ROLE_VERIFIER, TRUE, JKK_SQL_ACCOUNT_SET_PASSWORD, NULL), ==, JKK_GUARD_ALLOWED);
  g_assert_cmpint (ask_for (JKK_ROLE_VERIFIER, TRUE, JKK_SQL_WARRANT_APPEND, NULL), ==, JKK_GUARD_ALLOWED);
}

/* His roles let an administrator set the password of anybody else. */
static void
test_with_a_given_password_only_the_own_one_is_set (void)
{
  JkkSessionGuard guard = { .workstation = "meja-1" };
  JkkFrameValue values[3] = { { .text = "budi" }, { .text = FAIR } };
  g_autoptr (JkkAccount) person = jkk_account_new ("admin", "Ayu", JKK_ROLE_ADMINISTRATOR);

  guard.person = person;
  g_assert_cmpint (jkk_session_guard_ask (&guard, JKK_SQL_ACCOUNT_SET_PASSWORD, values, 3), ==, JKK_GUARD_ALLOWED);
  person->must_change = TRUE;
  g_assert_cmpint (jkk_session_guard_ask (&guard, JKK_SQL_ACCOUNT_SET_PASSWORD, values, 3), ==, JKK_GUARD_MUST_CHANGE);
  g_assert_cmpint (jkk_session_guard_ask (&guard, JKK_SQL_ACCOUNT_SET_PASSWORD, NULL, 0), ==, JKK_GUARD_MUST_CHANGE);
}

/* What is forgotten in the table would be open to everybody who works on cases, in anybody's name. */
static void
test_each_statement_that_writes_has_its_rule (void)
{
  for (guint i = 0; i < JKK_N_FIXED_SQL; i++)
    if (jkk_statement_writes (i))
      {
        gboolean has_rule = jkk_session_guard_has_rule (i);

        if (!has_rule)
          g_test_message ("%u: %s", i, jkk_statement_text (i));
        g_assert_true (has_rule);
      }
}

/* Each hash costs the node what it says it costs. */
static void
test_a_hash_is_fair (void)
{
  static const char *const unfair[] = {
    NULL,
    "",
    "x",
    "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdA$aGFzaA",
    "$argon2id$v=19$m=8,t=999999999,p=1$c2FsdA$aGFzaA",
    "$argon2id$v=19$m=8,t=99999999999999999999,p=1$c2FsdA$aGFzaA",
    "$argon2id$v=19$m=8,t=1,p=64$c2FsdA$aGFzaA",
    "$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA",
  };

  g_assert_true (jkk_account_hash_is_fair (FAIR));
  for (guint i = 0; i < G_N_ELEMENTS (unfair); i++)
    g_assert_false (jkk_account_hash_is_fair (unfair[i]));
}

static void
test_a_token_is_one_person_at_one_computer (void)
{
  g_autofree char *token = jkk_session_token_make (SECRET, "sari", "meja-1", "sidik", 100);
  g_autofree char *login = jkk_session_token_login (token);
  g_autofree char *forged = g_strconcat ("budi", token + strlen ("sari"), NULL);
  g_autofree char *longer = g_strconcat (token, "0", NULL);

  g_assert_cmpstr (login, ==, "sari");
  g_assert_true (jkk_session_token_is_good (SECRET, token, "meja-1", "sidik", 99));
  g_assert_false (jkk_session_token_is_good (SECRET, token, "meja-1", "sidik", 100));
  g_assert_false (jkk_session_token_is_good (SECRET, token, "meja-2", "sidik", 99));
  g_assert_false (jkk_session_token_is_good (SECRET, token, "meja-1", "lain", 99));
  g_assert_false (jkk_session_token_is_good ("0000000000000000000000000000000000000000000000000000000000000000", token,
                                             "meja-1", "sidik", 99));
  g_assert_false (jkk_session_token_is_good (SECRET, forged, "meja-1", "sidik", 99));
  g_assert_false (jkk_session_token_is_good (SECRET, longer, "meja-1", "sidik", 99));
  g_assert_false (jkk_session_token_is_good (SECRET, "", "meja-1", "sidik", 99));
}

static void
test_an_epoch_is_proved (void)
{
  g_autofree char *proof = jkk_session_epoch_prove (SECRET, 2);

  g_assert_true (jkk_session_epoch_is_proved (SECRET, 2, proof));
  g_assert_false (jkk_session_epoch_is_proved (SECRET, 3, proof));
  g_assert_false (jkk_session_epoch_is_proved (SECRET, 2, ""));
  g_assert_false (jkk_session_epoch_is_proved (SECRET, 2, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/session-guard/nobody_reads", test_nobody_reads_what_the_first_page_does_not_show);
  g_test_add_func ("/store/session-guard/an_auditor_writes_no_case", test_an_auditor_writes_no_case);
  g_test_add_func ("/store/session-guard/each_statement_that_writes_has_its_rule",
                   test_each_statement_that_writes_has_its_rule);
  g_test_add_func ("/store/session-guard/a_hash_is_fair", test_a_hash_is_fair);
  g_test_add_func ("/store/session-guard/roles_do_what_is_theirs", test_roles_do_what_is_theirs);
  g_test_add_func ("/store/session-guard/with_a_given_password_nothing_else_is_done",
                   test_with_a_given_password_nothing_else_is_done);
  g_test_add_func ("/store/session-guard/with_a_given_password_only_the_own_one_is_set",
                   test_with_a_given_password_only_the_own_one_is_set);
  g_test_add_func ("/store/session-guard/a_token_is_one_person_at_one_computer",
                   test_a_token_is_one_person_at_one_computer);
  g_test_add_func ("/store/session-guard/an_epoch_is_proved", test_an_epoch_is_proved);
  return g_test_run ();
}

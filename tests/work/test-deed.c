#include "jkk-work-fixture.h"

#include <string.h>

static void
test_every_deed_has_words_and_somebody_who_may_do_it (void)
{
  guint n_deeds;
  const JkkDeed *deeds = jkk_deeds (&n_deeds);

  for (guint i = 0; i < n_deeds; i++)
    {
      g_assert_true (jkk_deed_find (deeds[i].name) == &deeds[i]);
      g_assert_cmpstr (jkk_deed_label (&deeds[i]), !=, "");
      g_assert_cmpstr (jkk_deed_done_label (deeds[i].name), !=, deeds[i].name);
      g_assert_cmpuint (deeds[i].who, !=, 0);
    }
  g_assert_cmpstr (jkk_deed_done_label ("unknown"), ==, "unknown");
}

static void
test_nothing_is_allowed_to_nobody (void)
{
  guint n_deeds;
  const JkkDeed *deeds = jkk_deeds (&n_deeds);
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  for (guint i = 0; i < n_deeds; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_deed_allowed (deeds[i].name, NULL, jcase, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

/* Who may do what in which state, as one table that a person can read: v verifier of the case, o other verifier, s
 * supervisor, p supervisor who proposed it himself, a administrator. */
static void
test_who_may_do_what_when (void)
{
  static const struct
  {
    const char *deed;
    const char *who[JKK_N_STATUS]; /* received, verifying, held, proposed, approved, rejected */
  } rows[] = {
    { "take", { "vo", "o", "o", "", "", "" } },
    { "give-back", { "", "v", "", "", "", "" } },
    { "save", { "", "v", "v", "", "", "" } },
    { "take-over", { "vo", "vo", "vo", "", "", "" } },
    { "hold", { "", "v", "", "", "", "" } },
    { "resume", { "", "", "v", "", "", "" } },
    { "propose", { "", "v", "", "", "", "" } },
    { "approve", { "", "", "", "s", "", "" } },
    { "return", { "", "", "", "s", "", "" } },
    { "reject", { "", "", "", "s", "", "" } },
    { "print", { "vospa", "vospa", "vospa", "vospa", "vospa", "vospa" } },
  };
  static const char who[] = "vospa";
  g_autoptr (JkkAccount) sari = jkk_account_new ("sari", "Sari", JKK_ROLE_VERIFIER);
  g_autoptr (JkkAccount) rina = jkk_account_new ("rina", "Rina", JKK_ROLE_VERIFIER);
  g_autoptr (JkkAccount) budi = jkk_account_new ("budi", "Budi", JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkAccount) dewi = jkk_account_new ("dewi", "Dewi", JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkAccount) admin = jkk_account_new ("admin", "Admin", JKK_ROLE_ADMINISTRATOR);
  const JkkAccount *people[] = { sari, rina, budi, dewi, admin };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint s = 0; s < JKK_N_STATUS; s++)
      for (guint p = 0; p < G_N_ELEMENTS (people); p++)
        {
          g_autoptr (JkkCase) jcase = jkk_case_new ();

          jkk_set_str (&jcase->cover.status, jkk_case_status_name ((JkkCaseStatus) s));
          jkk_set_str (&jcase->cover.verifier, "sari");
          jkk_set_str (&jcase->cover.proposer, "dewi");
          gboolean allowed = jkk_deed_allowed (rows[r].deed, people[p], jcase, NULL);
          if (allowed != (strchr (rows[r].who[s], who[p]) != NULL))
            g_error ("%s in %s by %c: %d", rows[r].deed, jcase->cover.status, who[p], allowed);
        }
}

static void
test_a_deed_writes_one_entry_with_what_changed (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  const JkkHistoryEntry *latest = file->history->pdata[0];

  g_assert_cmpuint (file->history->len, ==, 2);
  g_assert_cmpstr (latest->deed, ==, "take");
  g_assert_cmpstr (latest->person, ==, "sari");
  g_assert_cmpstr (latest->person_name, ==, "Sari Contoh");
  g_assert_cmpuint (latest->changes->len, ==, 2);
  g_assert_cmpstr (((JkkChange *) latest->changes->pdata[0])->path, ==, "cover.status");
  g_assert_cmpstr (taken->cover.verifier, ==, "sari");
}

static void
test_a_repeated_deed_has_one_effect (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  JkkRequest request = { .case_id = id, .deed_id = "7d0c7b0e-0d3b-4c36-9e3e-6b1f0f7a0001" };
  g_autoptr (JkkOutcome) first = jkk_office_do (fixture->office, "take", &request, NULL);
  g_autoptr (JkkOutcome) second = jkk_office_do (fixture->office, "take", &request, NULL);

  g_assert_false (first->repeated);
  g_assert_true (second->repeated);
  g_assert_cmpint (first->jcase->revision, ==, second->jcase->revision);
  g_assert_cmpuint (history_length (fixture, id), ==, 2);
}

static void
test_an_older_revision_is_a_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) mine = jkk_case_set (taken, "participant.wage", "5000000", NULL);
  g_autoptr (JkkCase) theirs = jkk_case_set (taken, "participant.wage", "6000000", NULL);
  JkkRequest first = { .case_id = id, .revision = taken->revision, .edited = theirs };
  JkkRequest second = { .case_id = id, .revision = taken->revision, .edited = mine };
  g_autoptr (JkkOutcome) good = jkk_office_do (fixture->office, "save", &first, NULL);
  g_autoptr (JkkOutcome) bad = jkk_office_do (fixture->office, "save", &second, &error);
  g_autoptr (JkkCase) stored = load (fixture, id);

  g_assert_nonnull (good);
  g_assert_null (bad);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_cmpint (stored->participant.wage, ==, 6000000);
}

static void
test_a_deed_without_its_reason_is_refused (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);

  refused (fixture, "hold", id, NULL, JKK_ERROR_INVALID);
  refused (fixture, "hold", id, "  ", JKK_ERROR_INVALID);
}

static void
test_a_closed_account_can_do_nothing_any_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  JkkOffice *other = jkk_office_open (fixture->address, &error);
  g_autoptr (JkkAccount) sari = jkk_account_new ("sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  JkkRequest close = { .account = sari };
  g_autoptr (JkkOutcome) closed = NULL;

  g_assert_no_error (error);
  sari->disabled = TRUE;
  g_assert_true (jkk_office_sign_in (other, "admin", PASSWORD, &error));
  closed = jkk_office_do (other, "change-account", &close, &error);
  g_assert_no_error (error);
  jkk_office_close (other);
  end_object (other);
  refused (fixture, "take", id, NULL, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deed/words", test_every_deed_has_words_and_somebody_who_may_do_it);
  g_test_add_func ("/deed/nobody", test_nothing_is_allowed_to_nobody);
  g_test_add_func ("/deed/who-what-when", test_who_may_do_what_when);
  fixture_test_add ("/deed/journal", test_a_deed_writes_one_entry_with_what_changed);
  fixture_test_add ("/deed/repeated", test_a_repeated_deed_has_one_effect);
  fixture_test_add ("/deed/conflict", test_an_older_revision_is_a_conflict);
  fixture_test_add ("/deed/reason", test_a_deed_without_its_reason_is_refused);
  fixture_test_add ("/deed/closed-account", test_a_closed_account_can_do_nothing_any_more);
  return g_test_run ();
}

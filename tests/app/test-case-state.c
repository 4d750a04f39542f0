#include "jkk-case-state.h"
#include "jkk-check.h"

#define TODAY jkk_day_new (2026, 3, 12)

typedef struct
{
  JkkCaseFile *file;
  JkkDraft *draft;
  JkkAccount *person;
  GPtrArray *hindrances;
  const char *received;
} Fixture;

static JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  JkkCase *next = jkk_case_set (jcase, path, text, NULL);

  g_assert_nonnull (next);
  jkk_case_unref (jcase);
  return next;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->file = g_new0 (JkkCaseFile, 1);
  fixture->file->verifier_name = g_strdup ("Sari Wulandari");
  fixture->file->history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  fixture->person = jkk_account_new ("sari", "Sari Wulandari", JKK_ROLE_VERIFIER);
  fixture->hindrances = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_finding_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_case_file_free (fixture->file);
  jkk_draft_free (fixture->draft);
  jkk_account_free (fixture->person);
  g_ptr_array_unref (fixture->hindrances);
}

/* Puts a case of Sari's into the file. */
static JkkCaseState *
look (Fixture *fixture, JkkCaseStatus status, JkkSaving saving)
{
  JkkCase *jcase = with (jkk_case_new (), "participant.name", "Budi Santoso");

  jcase = with (jcase, "employer.name", "PT Maju");
  jcase = with (jcase, "cover.segment", "PU");
  jcase = with (jcase, "accident.accident_day", "2026-01-12");
  jcase = with (jcase, "claim.claimed_day", fixture->received != NULL ? fixture->received : "2026-03-10");
  jcase->id = 7;
  jkk_set_str (&jcase->cover.number, "JKK-2026-000007");
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (status));
  jkk_set_str (&jcase->cover.verifier, status == JKK_STATUS_RECEIVED ? NULL : "sari");
  jkk_set_str (&jcase->cover.proposer, status == JKK_STATUS_PROPOSED ? "sari" : NULL);
  jkk_set_str (&jcase->cover.hold_reason, status == JKK_STATUS_HELD ? "Menunggu kuitansi" : NULL);
  g_clear_pointer (&fixture->file->jcase, jkk_case_unref);
  fixture->file->jcase = jcase;
  g_clear_pointer (&fixture->draft, jkk_draft_free);
  fixture->draft = jkk_draft_new (jcase);
  JkkCaseFacts facts = {
    NULL, fixture->file, fixture->draft, fixture->hindrances, fixture->person, 3, 28, saving, TODAY
  };
  return jkk_case_state_new (&facts);
}

static void
decide (Fixture *fixture, const char *state, const char *proposal, const char *note)
{
  JkkDecision *decision = jkk_decision_new ();

  jkk_set_str (&decision->state, state);
  jkk_set_str (&decision->proposal, proposal);
  jkk_set_str (&decision->proposal_note, note);
  jkk_set_str (&decision->decision_note, note);
  decision->proposed_at = decision->decided_at = 1773273600; /* 2026-03-12 */
  fixture->file->decision = decision;
  fixture->file->proposer_name = g_strdup ("Sari Wulandari");
  fixture->file->approver_name = g_strdup ("Dewi Lestari");
}

static void
add_hindrance (Fixture *fixture)
{
  JkkFinding *finding = g_new0 (JkkFinding, 1);

  finding->code = g_strdup ("missing");
  finding->path = g_strdup ("medical.outcome");
  finding->text = g_strdup ("Outcome is missing.");
  g_ptr_array_add (fixture->hindrances, finding);
}

static void
test_a_head_tells_whose_case_it_is_and_where_it_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);

  g_assert_cmpstr (state->position, ==, "3/28");
  g_assert_true (state->may_previous);
  g_assert_true (state->may_next);
  g_assert_cmpstr (state->title, ==, "Budi Santoso");
  g_assert_cmpstr (state->subtitle, ==, "JKK-2026-000007 · PT Maju · Sari Wulandari");
  g_assert_cmpstr (state->status, ==, "Being verified");
  g_assert_cmpstr (state->saving, ==, "saved");
}

static void
test_each_state_has_one_next_deed_for_each_role (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    JkkCaseStatus status;
    guint role;
    const char *login;
    const char *primary;
    gboolean editable;
  } rows[] = {
    { JKK_STATUS_RECEIVED, JKK_ROLE_VERIFIER, "sari", "take", FALSE },
    { JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER, "sari", "propose", TRUE },
    { JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER, "rina", "take", FALSE },
    { JKK_STATUS_HELD, JKK_ROLE_VERIFIER, "sari", "resume", TRUE },
    { JKK_STATUS_PROPOSED, JKK_ROLE_VERIFIER, "sari", NULL, FALSE },
    { JKK_STATUS_PROPOSED, JKK_ROLE_SUPERVISOR, "dewi", "approve", FALSE },
    { JKK_STATUS_VERIFYING, JKK_ROLE_SUPERVISOR, "dewi", NULL, FALSE },
    { JKK_STATUS_APPROVED, JKK_ROLE_VERIFIER, "sari", "print", FALSE },
    { JKK_STATUS_REJECTED, JKK_ROLE_SUPERVISOR, "dewi", "print", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      jkk_account_free (fixture->person);
      fixture->person = jkk_account_new (rows[i].login, "Somebody", rows[i].role);
      g_autoptr (JkkCaseState) state = look (fixture, rows[i].status, JKK_SAVED);
      g_test_message ("row %u", i);
      g_assert_cmpstr (state->primary, ==, rows[i].primary);
      g_assert_cmpint (state->editable, ==, rows[i].editable);
      g_assert_true ((state->primary_label != NULL) == (state->primary != NULL));
    }
}

static void
test_nobody_decides_a_proposal_of_their_own (Fixture *fixture, gconstpointer data)
{
  fixture->person->roles = JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR;
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_PROPOSED, JKK_SAVED);

  g_assert_null (state->primary);
}

static void
test_what_hinders_a_proposal_is_counted_on_the_button (Fixture *fixture, gconstpointer data)
{
  add_hindrance (fixture);
  add_hindrance (fixture);
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);
  g_assert_cmpuint (state->n_hindrances, ==, 2);
  g_assert_cmpstr (state->primary_label, ==, "2 things to do first");

  g_autoptr (JkkCaseState) received = look (fixture, JKK_STATUS_RECEIVED, JKK_SAVED);
  g_assert_cmpuint (received->n_hindrances, ==, 0);
}

static void
test_a_case_on_hold_says_what_it_waits_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_HELD, JKK_SAVED);

  g_assert_cmpstr (state->notice, ==, "On hold: Menunggu kuitansi");
}

static void
test_a_returned_case_says_by_whom_and_why (Fixture *fixture, gconstpointer data)
{
  decide (fixture, "returned", "pay", "Upah tidak sesuai");
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);

  g_assert_cmpstr (state->notice, ==, "Returned by Dewi Lestari on 12-03-2026: Upah tidak sesuai");
  g_assert_cmpstr (state->primary, ==, "propose");
}

static void
test_a_proposal_says_whether_to_pay_or_to_refuse (Fixture *fixture, gconstpointer data)
{
  decide (fixture, "proposed", "refuse", "Kedaluwarsa");
  g_autoptr (JkkCaseState) state = look (fixture, JKK_STATUS_PROPOSED, JKK_SAVED);

  g_assert_cmpstr (state->notice, ==, "Refusal proposed by Sari Wulandari on 12-03-2026: Kedaluwarsa");
}

static void
test_whoever_may_not_edit_is_told_why (Fixture *fixture, gconstpointer data)
{
  jkk_set_str (&fixture->person->login, "rina");
  g_autoptr (JkkCaseState) colleague = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);
  fixture->person->roles = JKK_ROLE_SUPERVISOR;
  g_autoptr (JkkCaseState) supervisor = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);

  g_assert_false (colleague->editable);
  g_assert_cmpstr (colleague->notice, ==, "Sari Wulandari verifies this case. Take it on to change it.");
  g_assert_cmpstr (supervisor->notice, ==, "Sari Wulandari verifies this case.");

  g_clear_pointer (&fixture->file->verifier_name, g_free);
  g_autoptr (JkkCaseState) nobody = look (fixture, JKK_STATUS_RECEIVED, JKK_SAVED);
  g_assert_cmpstr (nobody->notice, ==, "Nobody has taken this case on yet.");
}

static void
test_an_open_case_has_a_clock_and_a_decided_one_has_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCaseState) open = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);
  g_autoptr (JkkCaseState) decided = look (fixture, JKK_STATUS_APPROVED, JKK_SAVED);

  g_assert_nonnull (open->clock);
  g_assert_nonnull (open->clock_tip);
  g_assert_false (open->late);
  g_assert_null (decided->clock);

  fixture->received = "2026-02-02";
  g_autoptr (JkkCaseState) late = look (fixture, JKK_STATUS_VERIFYING, JKK_SAVED);
  g_assert_true (late->late);
  g_assert_true (g_str_has_suffix (late->clock, "working days late"));
}

static void
test_a_new_case_is_taken_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();
  g_autoptr (JkkDraft) draft = jkk_draft_new (blank);
  JkkCaseFacts facts = { .draft = draft, .person = fixture->person, .today = TODAY };
  g_autoptr (JkkCaseState) state = jkk_case_state_new (&facts);
  g_autoptr (JkkCaseState) unused = look (fixture, JKK_STATUS_RECEIVED, JKK_SAVED);

  g_assert_cmpstr (state->title, ==, "New case");
  g_assert_cmpstr (state->primary, ==, "take-in");
  g_assert_true (state->editable);
  g_assert_null (state->position);
  g_assert_null (state->notice);
}

static void
test_the_ends_of_the_list_are_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCaseState) unused = look (fixture, JKK_STATUS_RECEIVED, JKK_SAVED);
  JkkCaseFacts facts = { .file = fixture->file, .draft = fixture->draft, .position = 1, .n_cases = 1, .today = TODAY };
  g_autoptr (JkkCaseState) state = jkk_case_state_new (&facts);

  g_assert_false (state->may_previous);
  g_assert_false (state->may_next);
  g_assert_false (state->editable);
}

static void
test_nothing_waits_for_long_to_be_saved (void)
{
  const gint64 second = G_TIME_SPAN_SECOND;

  g_assert_cmpuint (jkk_case_state_rest (0), ==, 3000);
  g_assert_cmpuint (jkk_case_state_rest (12 * second), ==, 3000);
  g_assert_cmpuint (jkk_case_state_rest (14 * second), ==, 1000);
  g_assert_cmpuint (jkk_case_state_rest (15 * second), ==, 0);
  g_assert_cmpuint (jkk_case_state_rest (900 * second), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/case-state/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-head-tells-whose-case-it-is-and-where-it-stands", test_a_head_tells_whose_case_it_is_and_where_it_stands);
  ADD ("each-state-has-one-next-deed-for-each-role", test_each_state_has_one_next_deed_for_each_role);
  ADD ("nobody-decides-a-proposal-of-their-own", test_nobody_decides_a_proposal_of_their_own);
  ADD ("what-hinders-a-proposal-is-counted-on-the-button", test_what_hinders_a_proposal_is_counted_on_the_button);
  ADD ("a-case-on-hold-says-what-it-waits-for", test_a_case_on_hold_says_what_it_waits_for);
  ADD ("a-returned-case-says-by-whom-and-why", test_a_returned_case_says_by_whom_and_why);
  ADD ("a-proposal-says-whether-to-pay-or-to-refuse", test_a_proposal_says_whether_to_pay_or_to_refuse);
  ADD ("whoever-may-not-edit-is-told-why", test_whoever_may_not_edit_is_told_why);
  ADD ("an-open-case-has-a-clock-and-a-decided-one-has-none", test_an_open_case_has_a_clock_and_a_decided_one_has_none);
  ADD ("a-new-case-is-taken-in", test_a_new_case_is_taken_in);
  ADD ("the-ends-of-the-list-are-known", test_the_ends_of_the_list_are_known);
  g_test_add_func ("/case-state/nothing-waits-for-long-to-be-saved", test_nothing_waits_for_long_to_be_saved);
  return g_test_run ();
}

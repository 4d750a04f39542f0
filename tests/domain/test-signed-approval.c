#include "jkk-signed-approval.h"

#include "jkk-law-entry.h"

static JkkDecision *
make_decision (void)
{
  JkkDecision *decision = jkk_decision_new ();

  decision->id = 4;
  decision->case_revision = 3;
  decision->state = g_strdup ("approved");
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup ("sari");
  decision->decided_by = g_strdup ("budi");
  decision->total = 5466667;
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->pack = g_strdup ("PP-82-2019");
  decision->pack_version = g_strdup ("abc");
  return decision;
}

static JkkApproval *
make_approval (void)
{
  JkkApproval *approval = jkk_approval_new ();

  approval->person = g_strdup ("budi");
  approval->warrant = 2;
  approval->sequence = 9;
  approval->before = g_strdup ("00");
  approval->time = 1767225600;
  approval->office = g_strdup ("aa");
  approval->law = g_strdup ("");
  return approval;
}

/* Whatever a decision stands for is named when it changes. */
static void
test_each_change_is_named (void)
{
  g_autoptr (JkkDecision) decision = make_decision ();
  g_autoptr (JkkApproval) approval = make_approval ();
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autofree char *then = jkk_approval_to_text (approval, decision, jcase);
  static const struct
  {
    gsize offset;
    const char *said;
  } texts[] = {
    { G_STRUCT_OFFSET (JkkDecision, state), "the verdict" },
    { G_STRUCT_OFFSET (JkkDecision, proposal), "what was proposed" },
    { G_STRUCT_OFFSET (JkkDecision, proposed_by), "the proposer" },
    { G_STRUCT_OFFSET (JkkDecision, proposal_note), "the note of the proposal" },
    { G_STRUCT_OFFSET (JkkDecision, decided_by), "who decided" },
    { G_STRUCT_OFFSET (JkkDecision, decision_note), "the note of the decision" },
    { G_STRUCT_OFFSET (JkkDecision, facts_xml), "the facts of the case" },
    { G_STRUCT_OFFSET (JkkDecision, payout_xml), "the payout sheet" },
    { G_STRUCT_OFFSET (JkkDecision, pack), "the regulation" },
    { G_STRUCT_OFFSET (JkkDecision, pack_version), "the version of the regulation" },
    { G_STRUCT_OFFSET (JkkDecision, program_version), "the version of the program" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JkkDecision) other = jkk_decision_copy (decision);

      jkk_set_str (&G_STRUCT_MEMBER (char *, other, texts[i].offset), "lain");
      g_autofree char *now = jkk_approval_to_text (approval, other, jcase);
      g_autofree char *said = jkk_approval_changed_text (then, now);
      g_assert_cmpstr (said, ==, texts[i].said);
    }
  g_autofree char *same = jkk_approval_to_text (approval, decision, jcase);
  g_assert_null (jkk_approval_changed_text (then, same));
  decision->total++;
  g_autofree char *more = jkk_approval_to_text (approval, decision, jcase);
  g_autofree char *said = jkk_approval_changed_text (then, more);
  g_assert_cmpstr (said, ==, "the amount");
}

static void
test_an_exchanged_paper_is_named (void)
{
  g_autoptr (JkkDecision) decision = make_decision ();
  g_autoptr (JkkApproval) approval = make_approval ();
  g_autoptr (JkkCase) bare = jkk_case_new ();
  g_autoptr (JkkCase) jcase = jkk_case_append (bare, "documents", NULL);
  g_autofree char *then = jkk_approval_to_text (approval, decision, jcase);
  JkkDocument *document = jcase->documents->pdata[0];

  jkk_set_str (&document->sha256, "ab");
  g_autofree char *now = jkk_approval_to_text (approval, decision, jcase);
  g_autofree char *said = jkk_approval_changed_text (then, now);
  g_assert_cmpstr (said, ==, "the papers");
}

/* Entries that an office makes later do not touch what was signed before. */
static void
test_the_law_is_that_of_the_day (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);

  for (gint64 id = 3; id >= 1; id--)
    {
      JkkLawEntry *entry = jkk_law_entry_new ("PP-82-2019", "dental-max", 18232 + id, NULL, "naskah");

      entry->id = id;
      entry->person = g_strdup ("budi");
      g_ptr_array_add (entries, entry);
    }
  g_autofree char *two = jkk_approval_law_text (entries, 2), *three = jkk_approval_law_text (entries, 3);
  g_assert_true (g_str_has_prefix (three, two));
  g_assert_true (g_str_has_prefix (two, "1\t"));
  jkk_set_str (&((JkkLawEntry *) entries->pdata[2])->source, "lain");
  g_autofree char *changed = jkk_approval_law_text (entries, 2);
  g_assert_cmpstr (changed, !=, two);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-approval/each_change_is_named", test_each_change_is_named);
  g_test_add_func ("/signed-approval/an_exchanged_paper_is_named", test_an_exchanged_paper_is_named);
  g_test_add_func ("/signed-approval/the_law_is_that_of_the_day", test_the_law_is_that_of_the_day);
  return g_test_run ();
}

#include <adwaita.h>

#include "jkk-field-row.h"
#include "jkk-lines.h"
#include "jkk-test-window.h"

#include <string.h>

typedef struct
{
  GtkWindow *window;
  char *edited_path, *edited_text, *settled, *jumped;
} Fixture;

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->edited_path);
  g_free (fixture->edited_text);
  g_variant_get (parameter, "(ss)", &fixture->edited_path, &fixture->edited_text);
}

static void
settle_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_set_str (&((Fixture *) data)->settled, g_variant_get_string (parameter, NULL));
}

static void
jump_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_set_str (&((Fixture *) data)->jumped, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "edit", edit_cb, "(ss)" },
                                          { "settle", settle_cb, "s" },
                                          { "jump", jump_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 400, 300);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "case", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_free (fixture->edited_path);
  g_free (fixture->edited_text);
  g_free (fixture->settled);
  g_free (fixture->jumped);
}

static JkkFieldRow *
show_row (Fixture *fixture, const JkkRecordType *type, const char *name, const char *path)
{
  GtkWidget *row = jkk_field_row_new (jkk_record_type_find (type, name), path);

  gtk_widget_set_valign (row, GTK_ALIGN_START);
  gtk_window_set_child (fixture->window, row);
  gtk_window_present (fixture->window);
  return JKK_FIELD_ROW (row);
}

static JkkFieldState *
state_new (const char *text)
{
  JkkFieldState *state = g_new0 (JkkFieldState, 1);

  state->text = g_strdup (text);
  state->editable = TRUE;
  return state;
}

static GtkLabel *
find_label (gpointer root, const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), part) != NULL &&
      gtk_widget_get_child_visible (GTK_WIDGET (root)))
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (root)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = gtk_widget_get_visible (child) ? find_label (child, part) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_what_is_typed_goes_out_as_an_action (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_participant_type, "wage", "participant.wage");
  GtkWidget *target;

  jkk_field_row_take_state (row, state_new ("4.000.000"));
  g_assert_null (fixture->edited_path);
  target = jkk_field_row_get_target (row);
  g_assert_true (GTK_IS_ENTRY (target));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (target)), ==, "4.000.000");
  gtk_editable_set_text (GTK_EDITABLE (target), "5000000");
  g_assert_cmpstr (fixture->edited_path, ==, "participant.wage");
  g_assert_cmpstr (fixture->edited_text, ==, "5000000");
}

static void
test_leaving_a_field_settles_it (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *other = gtk_button_new_with_label ("Other");
  GtkWidget *row = jkk_field_row_new (jkk_record_type_find (&jkk_participant_type, "name"), "participant.name");

  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (fixture->window, box);
  jkk_field_row_take_state (JKK_FIELD_ROW (row), state_new ("Budi"));
  gtk_window_present (fixture->window);
  jkk_test_settle (100);
  gtk_widget_grab_focus (row);
  g_assert_null (fixture->settled);
  gtk_widget_grab_focus (other);
  g_assert_cmpstr (fixture->settled, ==, "participant.name");
}

static void
test_an_error_stands_below_in_words_and_is_heard (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_participant_type, "identity", "participant.identity");
  JkkFieldState *state = state_new ("123");
  GtkWidget *target;

  state->error = g_strdup ("A NIK has 16 digits.");
  jkk_field_row_take_state (row, state);
  target = jkk_field_row_get_target (row);
  g_assert_nonnull (find_label (row, "A NIK has 16 digits."));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "NIK or passport number");

  jkk_field_row_take_state (row, state_new ("3273010101900001"));
  g_assert_null (find_label (row, "A NIK has 16 digits."));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
}

static void
test_a_warning_leads_to_the_other_paper (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_accident_type, "accident_day", "accident.accident_day");
  JkkFieldState *state = state_new ("12-03-2026");
  gboolean handled = FALSE;

  state->warning = g_strdup ("The days differ.");
  state->short_text = g_strdup ("KK 3 · 3 says “13-03-2026”");
  state->other_path = g_strdup ("medical.accident_day");
  jkk_field_row_take_state (row, state);
  GtkLabel *label = find_label (row, "KK 3 · 3 says");
  g_assert_nonnull (label);
  g_signal_emit_by_name (label, "activate-link", "medical.accident_day", &handled);
  g_assert_true (handled);
  g_assert_cmpstr (fixture->jumped, ==, "medical.accident_day");
}

static void
test_a_code_is_chosen_from_its_list (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_accident_type, "place", "accident.place");
  GtkWidget *target;

  jkk_field_row_take_state (row, state_new ("lalu-lintas"));
  target = jkk_field_row_get_target (row);
  g_assert_true (GTK_IS_DROP_DOWN (target));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (target)), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (target), 1);
  g_assert_cmpstr (fixture->edited_text, ==, "dalam-lokasi-kerja");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (target), 0);
  g_assert_cmpstr (fixture->edited_text, ==, "");
}

static void
test_a_code_that_the_list_does_not_know_is_seen (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_accident_type, "place", "accident.place");

  jkk_field_row_take_state (row, state_new ("di-bulan"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (jkk_field_row_get_target (row))), ==, 4);
  g_assert_nonnull (find_label (row, "di-bulan"));
}

static void
test_yes_no_and_not_stated_are_three_things (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_employer_type, "wage_paid_on", "employer.wage_paid_on");
  GtkToggleButton *yes, *no;

  jkk_field_row_take_state (row, state_new (""));
  yes = GTK_TOGGLE_BUTTON (jkk_field_row_get_target (row));
  no = GTK_TOGGLE_BUTTON (gtk_widget_get_next_sibling (GTK_WIDGET (yes)));
  g_assert_false (gtk_toggle_button_get_active (yes));
  g_assert_false (gtk_toggle_button_get_active (no));
  gtk_toggle_button_set_active (yes, TRUE);
  g_assert_cmpstr (fixture->edited_text, ==, "ya");
  gtk_toggle_button_set_active (no, TRUE);
  g_assert_cmpstr (fixture->edited_text, ==, "tidak");
  g_assert_false (gtk_toggle_button_get_active (yes));
  gtk_toggle_button_set_active (no, FALSE);
  g_assert_cmpstr (fixture->edited_text, ==, "");
}

static void
test_a_case_that_may_not_be_edited_is_text_to_be_copied (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const JkkRecordType *type;
    const char *name, *text, *seen;
  } rows[] = {
    { &jkk_participant_type, "name", "Budi Santoso", "Budi Santoso" },
    { &jkk_accident_type, "place", "lalu-lintas", "Traffic" },
    { &jkk_employer_type, "wage_paid_on", "tidak", "No" },
    { &jkk_participant_type, "born", "", "—" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JkkFieldRow *row = show_row (fixture, rows[i].type, rows[i].name, "a.path");
      JkkFieldState *state = state_new (rows[i].text);
      GtkWidget *target;

      state->editable = FALSE;
      jkk_field_row_take_state (row, state);
      target = jkk_field_row_get_target (row);
      g_assert_true (GTK_IS_LABEL (target) && gtk_label_get_selectable (GTK_LABEL (target)));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (target)), ==, rows[i].seen);
    }
}

static void
test_what_a_proposal_needs_says_so_in_the_field (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_participant_type, "name", "participant.name");
  JkkFieldState *state = state_new ("");

  state->needed = TRUE;
  jkk_field_row_take_state (row, state);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (jkk_field_row_get_target (row))), ==, "to be filled in");
}

static int
height_at (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
test_the_label_stands_left_where_there_is_room_and_above_where_not (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_participant_type, "name", "participant.name");

  jkk_field_row_take_state (row, state_new ("Budi"));
  g_assert_cmpint (height_at (GTK_WIDGET (row), 250), >, height_at (GTK_WIDGET (row), 400) + 10);
}

static void
test_a_long_text_grows_to_six_lines (Fixture *fixture, gconstpointer data)
{
  GtkWidget *lines = jkk_lines_new ();
  int one, three, six, many;

  gtk_window_set_child (fixture->window, lines);
  jkk_lines_show (JKK_LINES (lines), "a", "", TRUE);
  one = height_at (lines, 300);
  jkk_lines_show (JKK_LINES (lines), "a\nb\nc", "", TRUE);
  three = height_at (lines, 300);
  jkk_lines_show (JKK_LINES (lines), "a\nb\nc\nd\ne\nf", "", TRUE);
  six = height_at (lines, 300);
  jkk_lines_show (JKK_LINES (lines), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "", TRUE);
  many = height_at (lines, 300);
  g_assert_cmpint (three, >, one + 20);
  g_assert_cmpint (six, >, three + 30);
  g_assert_cmpint (many, ==, six);
}

static void
test_a_row_that_was_jumped_to_has_the_keyboard (Fixture *fixture, gconstpointer data)
{
  JkkFieldRow *row = show_row (fixture, &jkk_participant_type, "name", "participant.name");

  jkk_field_row_take_state (row, state_new ("Budi"));
  jkk_test_settle (100);
  jkk_field_row_point_out (row);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "jkk-pointed-out"));
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)));
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/field-row/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-is-typed-goes-out-as-an-action", test_what_is_typed_goes_out_as_an_action);
  ADD ("leaving-a-field-settles-it", test_leaving_a_field_settles_it);
  ADD ("an-error-stands-below-in-words-and-is-heard", test_an_error_stands_below_in_words_and_is_heard);
  ADD ("a-warning-leads-to-the-other-paper", test_a_warning_leads_to_the_other_paper);
  ADD ("a-code-is-chosen-from-its-list", test_a_code_is_chosen_from_its_list);
  ADD ("a-code-that-the-list-does-not-know-is-seen", test_a_code_that_the_list_does_not_know_is_seen);
  ADD ("yes-no-and-not-stated-are-three-things", test_yes_no_and_not_stated_are_three_things);
  ADD ("a-case-that-may-not-be-edited-is-text-to-be-copied", test_a_case_that_may_not_be_edited_is_text_to_be_copied);
  ADD ("what-a-proposal-needs-says-so-in-the-field", test_what_a_proposal_needs_says_so_in_the_field);
  ADD ("the-label-stands-left-where-there-is-room-and-above-where-not",
       test_the_label_stands_left_where_there_is_room_and_above_where_not);
  ADD ("a-long-text-grows-to-six-lines", test_a_long_text_grows_to_six_lines);
  ADD ("a-row-that-was-jumped-to-has-the-keyboard", test_a_row_that_was_jumped_to_has_the_keyboard);
  return g_test_run ();
}

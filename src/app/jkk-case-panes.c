#include <glib/gi18n-lib.h>

#include "jkk-case-page-private.h"
#include "jkk-law.h"

/* The four panes of a case: what stands in them, and pouring the case into those that are seen. */

static const struct
{
  const char *title; /* NULL: tabs stand there */
  const char *name;
  const char *hide_tip;
} panes[JKK_N_PANES] = {
  [JKK_PANE_LEFT] = { NULL, N_ ("Reports KK 1 and KK 2"), N_ ("Hide the reports (Alt+1 shows them again)") },
  [JKK_PANE_MEDICAL] = { N_ ("Medical · KK 3"), N_ ("Doctor’s letter KK 3"),
                         N_ ("Hide the doctor’s letter (Alt+2 shows it again)") },
  [JKK_PANE_PAYOUT] = { N_ ("Payout"), N_ ("Payout sheet"), N_ ("Hide the payout sheet (Alt+3 shows it again)") },
  [JKK_PANE_RIGHT] = { NULL, N_ ("Forms, documents and history"),
                       N_ ("Hide forms, documents and history (Alt+4 shows them again)") },
};

static const struct
{
  int pane;
  const char *name;
  const char *label;
} tabs[] = {
  { JKK_PANE_LEFT, "kk1", N_ ("Accident · KK 1") }, { JKK_PANE_LEFT, "kk2", N_ ("Claim · KK 2") },
  { JKK_PANE_RIGHT, "paper", N_ ("Forms") },        { JKK_PANE_RIGHT, "documents", N_ ("Documents") },
  { JKK_PANE_RIGHT, "history", N_ ("History") },
};

static GtkStack *
stack_of (JkkCasePage *self, int pane)
{
  return pane == JKK_PANE_LEFT ? self->left : self->right;
}

static void
tab_chosen_cb (GtkToggleButton *button, JkkCasePage *self)
{
  int tab = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "jkk-tab"));

  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_stack_set_visible_child_name (stack_of (self, tabs[tab].pane), tabs[tab].name);
  jkk_case_page_refresh (self);
}

static void
tab_shown_cb (GtkStack *stack, GParamSpec *pspec, GtkToggleButton *button)
{
  int tab = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "jkk-tab"));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), tabs[tab].name) == 0)
    gtk_toggle_button_set_active (button, TRUE);
}

static GtkWidget *
tabs_new (JkkCasePage *self, int pane)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkToggleButton *group = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *button;

      if (tabs[i].pane != pane)
        continue;
      button = gtk_toggle_button_new_with_label (_ (tabs[i].label));
      g_object_set_data (G_OBJECT (button), "jkk-tab", GINT_TO_POINTER (i));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
      if (group == NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      group = GTK_TOGGLE_BUTTON (button);
      g_signal_connect (button, "toggled", G_CALLBACK (tab_chosen_cb), self);
      g_signal_connect_object (stack_of (self, pane), "notify::visible-child", G_CALLBACK (tab_shown_cb), button, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
hide_button (int pane)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ (panes[pane].hide_tip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (panes[pane].hide_tip), -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", pane);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.toggle-pane");
  return button;
}

static GtkWidget *
pane_new (JkkCasePage *self, int pane, GtkWidget *content)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_REGION, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *title;

  title = panes[pane].title != NULL ? gtk_label_new (_ (panes[pane].title)) : tabs_new (self, pane);
  if (panes[pane].title != NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (title, "heading");
    }
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "jkk-pane-head");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), hide_button (pane));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), content);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_widget_add_css_class (box, "jkk-pane");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (panes[pane].name), -1);
  return box;
}

static void
make_toggles (JkkCasePage *self)
{
  for (int i = 0; i < JKK_N_PANES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i + 1);
      g_autofree char *tip = g_strdup_printf ("%s (Alt+%d)", _ (panes[i].name), i + 1);

      self->toggles[i] = gtk_toggle_button_new_with_label (number);
      gtk_widget_set_tooltip_text (self->toggles[i], tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->toggles[i]), "i", i);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->toggles[i]), "case.toggle-pane");
      gtk_box_append (self->pane_toggles, self->toggles[i]);
    }
}

/* The button shows what is seen, whatever was pressed. */
static void
panes_changed_cb (JkkCasePage *self)
{
  guint visible = jkk_pane_set_get_visible (self->panes);

  for (int i = 0; i < JKK_N_PANES; i++)
    if ((visible & (1u << i)) != 0)
      gtk_widget_set_state_flags (self->toggles[i], GTK_STATE_FLAG_CHECKED, FALSE);
    else
      gtk_widget_unset_state_flags (self->toggles[i], GTK_STATE_FLAG_CHECKED);
  jkk_case_page_refresh (self);
}

/**
 * jkk_case_page_make_panes:
 * @self: a page
 *
 * Makes the panes and puts them into their place.
 */
void
jkk_case_page_make_panes (JkkCasePage *self)
{
  GtkWidget *made[JKK_N_PANES];

  for (int i = 0; i < JKK_N_PAPERS; i++)
    self->papers[i] = jkk_record_pane_new ((JkkPaper) i);
  self->payout_pane = jkk_payout_pane_new ();
  self->form_pane = jkk_form_pane_new (self->office);
  self->documents_pane = jkk_documents_pane_new (self->office);
  self->history_pane = jkk_history_pane_new ();
  self->left = GTK_STACK (gtk_stack_new ());
  self->right = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->left, self->papers[JKK_PAPER_KK1], "kk1");
  gtk_stack_add_named (self->left, self->papers[JKK_PAPER_KK2], "kk2");
  gtk_stack_add_named (self->right, self->form_pane, "paper");
  gtk_stack_add_named (self->right, self->documents_pane, "documents");
  gtk_stack_add_named (self->right, self->history_pane, "history");
  made[JKK_PANE_LEFT] = pane_new (self, JKK_PANE_LEFT, GTK_WIDGET (self->left));
  made[JKK_PANE_MEDICAL] = pane_new (self, JKK_PANE_MEDICAL, self->papers[JKK_PAPER_KK3]);
  made[JKK_PANE_PAYOUT] = pane_new (self, JKK_PANE_PAYOUT, self->payout_pane);
  made[JKK_PANE_RIGHT] = pane_new (self, JKK_PANE_RIGHT, GTK_WIDGET (self->right));
  make_toggles (self);
  self->panes = JKK_PANE_SET (jkk_pane_set_new (made));
  g_signal_connect_swapped (self->panes, "changed", G_CALLBACK (panes_changed_cb), self);
  adw_bin_set_child (self->panes_bin, GTK_WIDGET (self->panes));
  panes_changed_cb (self);
}

static gboolean
is_seen (JkkCasePage *self, int pane, GtkStack *stack, GtkWidget *content)
{
  return (jkk_pane_set_get_visible (self->panes) & (1u << pane)) != 0 &&
         (stack == NULL || gtk_stack_get_visible_child (stack) == content);
}

static void
refresh_paper (JkkCasePage *self, JkkPaper paper)
{
  JkkRecordView view = jkk_case_page_view (self, paper);

  jkk_record_pane_refresh (JKK_RECORD_PANE (self->papers[paper]), &view);
  self->shown_serial[paper] = self->serial;
}

/* Why nothing is owed, whatever the sheet comes to. */
static const char *
refusal_of (JkkCasePage *self, gboolean frozen)
{
  JkkCaseStatus status = frozen ? jkk_case_get_status (self->file->jcase) : JKK_STATUS_RECEIVED;

  if (status == JKK_STATUS_REJECTED)
    return _ ("The claim is rejected: nothing is paid.");
  if (status == JKK_STATUS_PROPOSED && g_strcmp0 (self->file->decision->proposal, "refuse") == 0)
    return _ ("To be refused, as proposed: nothing would be paid.");
  return NULL;
}

static gboolean
is_paid_since (JkkCasePage *self, const JkkInstallment *paid)
{
  return paid->paid_day != JKK_NONE && paid->paid_day >= self->file->decision->decided_at / 86400;
}

/* What was paid after the decision is no difference to it: the same sheet without those payments. */
static JkkPayout *
calculate_as_decided (JkkCasePage *self)
{
  g_autoptr (JkkCase) jcase = jkk_case_ref (jkk_draft_get_current (self->draft));

  for (guint i = jcase->installments->len; i > 0; i--)
    {
      JkkCase *before = is_paid_since (self, jcase->installments->pdata[i - 1])
                            ? jkk_case_remove (jcase, "installments", i, NULL)
                            : NULL;

      if (before != NULL)
        {
          jkk_case_unref (jcase);
          jcase = before;
        }
    }
  return jkk_office_calculate (self->office, jcase, jkk_today (), NULL);
}

static char *
say_paid_since (JkkCasePage *self)
{
  const JkkCase *jcase = jkk_draft_get_current (self->draft);
  JkkMoney sum = 0;

  for (guint i = 0; i < jcase->installments->len; i++)
    {
      const JkkInstallment *paid = jcase->installments->pdata[i];

      if (is_paid_since (self, paid) && paid->amount != JKK_NONE && !jkk_money_add (sum, paid->amount, &sum))
        return NULL;
    }
  g_autofree char *amount = jkk_money_to_rupiah (sum);
  return sum > 0 ? g_strdup_printf (_ ("Of the scholarship paid since the decision: %s"), amount) : NULL;
}

static void
refresh_payout (JkkCasePage *self, gboolean frozen)
{
  gboolean paid = frozen && jkk_draft_get_current (self->draft)->installments->len > 0;
  g_autoptr (JkkPayout) sheet = paid ? calculate_as_decided (self) : NULL;
  g_autofree char *remark = paid ? say_paid_since (self) : NULL;

  jkk_payout_pane_show (JKK_PAYOUT_PANE (self->payout_pane), sheet != NULL ? sheet : self->payout,
                        frozen ? self->file->decided_payout : NULL, refusal_of (self, frozen), self->payout_error,
                        self->payout_serial != self->serial);
  jkk_payout_pane_set_remark (JKK_PAYOUT_PANE (self->payout_pane), remark);
  self->payout_serial = self->serial;
}

/**
 * jkk_case_page_refresh_panes:
 * @self: a page that shows a case
 *
 * Pours the case into the panes that are seen; the others follow when they are.
 */
void
jkk_case_page_refresh_panes (JkkCasePage *self)
{
  gboolean frozen = jkk_case_page_is_frozen (self);
  const JkkPayout *decided = frozen ? self->file->decided_payout : NULL;

  for (int i = 0; i < JKK_N_PAPERS; i++)
    if (is_seen (self, i == JKK_PAPER_KK3 ? JKK_PANE_MEDICAL : JKK_PANE_LEFT, i == JKK_PAPER_KK3 ? NULL : self->left,
                 self->papers[i]))
      refresh_paper (self, (JkkPaper) i);
  if (is_seen (self, JKK_PANE_PAYOUT, NULL, NULL))
    refresh_payout (self, frozen);
  jkk_form_pane_show (JKK_FORM_PANE (self->form_pane), jkk_draft_get_current (self->draft),
                      decided != NULL ? decided : self->payout, frozen ? self->file->decision : NULL);
  if (is_seen (self, JKK_PANE_RIGHT, self->right, self->history_pane) && self->shown_history != self->file)
    {
      jkk_case_page_show_history (self);
      self->shown_history = self->file;
    }
}

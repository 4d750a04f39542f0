#include "jkk-queue-bar.h"

#include <glib/gi18n-lib.h>

/* The lines of the post, the law, the partners and the accounts stand below those of the queues. */
#define PLACE_POST JKK_N_QUEUES
#define PLACE_LAW (JKK_N_QUEUES + 1)
#define PLACE_PARTNERS (JKK_N_QUEUES + 2)
#define PLACE_ACCOUNTS (JKK_N_QUEUES + 3)
#define N_PLACES (JKK_N_QUEUES + 4)

typedef struct
{
  GtkListBoxRow *row;
  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *count;
} Line;

struct _JkkQueueBar
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *list;
  GtkLabel *office;
  GtkWidget *demo;

  /* Borrowed */
  Line lines[N_PLACES];
  gboolean divided[N_PLACES];
  gboolean refreshing; /* the program itself selects */
};

G_DEFINE_FINAL_TYPE (JkkQueueBar, jkk_queue_bar, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  ACCOUNTS_CHOSEN,
  LAW_CHOSEN,
  PARTNERS_CHOSEN,
  POST_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
place_of (JkkQueueBar *self, GtkListBoxRow *row)
{
  for (int i = 0; i < N_PLACES; i++)
    if (self->lines[i].row == row)
      return i;
  return -1;
}

static void
on_row_selected_cb (JkkQueueBar *self, GtkListBoxRow *row)
{
  int place = row != NULL ? place_of (self, row) : -1;

  if (self->refreshing || place < 0)
    return;
  if (place == PLACE_ACCOUNTS)
    g_signal_emit (self, signals[ACCOUNTS_CHOSEN], 0);
  else if (place == PLACE_POST)
    g_signal_emit (self, signals[POST_CHOSEN], 0);
  else if (place == PLACE_PARTNERS)
    g_signal_emit (self, signals[PARTNERS_CHOSEN], 0);
  else if (place == PLACE_LAW)
    g_signal_emit (self, signals[LAW_CHOSEN], 0);
  else
    g_signal_emit (self, signals[CHOSEN], 0, (guint) place);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  JkkQueueBar *self = data;
  gboolean wanted = before != NULL && self->divided[place_of (self, row)];
  GtkWidget *header = gtk_list_box_row_get_header (row);

  if (wanted && header == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  else if (!wanted)
    gtk_list_box_row_set_header (row, NULL);
}

static void
add_line (JkkQueueBar *self, guint place)
{
  Line *line = &self->lines[place];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  line->row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  line->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  line->label = GTK_LABEL (gtk_label_new (NULL));
  line->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (line->label, 0);
  gtk_label_set_ellipsize (line->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (line->label), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (line->count), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (line->count), "count");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->count));
  gtk_list_box_row_set_child (line->row, box);
  gtk_widget_set_visible (GTK_WIDGET (line->row), FALSE);
  gtk_list_box_append (self->list, GTK_WIDGET (line->row));
}

static void
show_line (Line *line, const char *label, const char *icon, const char *spoken)
{
  gtk_image_set_from_icon_name (line->icon, icon);
  gtk_label_set_text (line->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_count (Line *line, const JkkQueueRow *row)
{
  g_autofree char *text = jkk_queue_state_count_text (row->count);

  gtk_label_set_text (line->count, text);
  gtk_widget_set_visible (GTK_WIDGET (line->count), row->count > 0);
  /* Where the number is cut short, the whole one. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (line->row), row->count >= 100000 ? row->spoken : NULL);
  if (row->urgent)
    gtk_widget_add_css_class (GTK_WIDGET (line->row), "urgent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (line->row), "urgent");
}

static void
jkk_queue_bar_class_init (JkkQueueBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACCOUNTS_CHOSEN] = g_signal_new ("accounts-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[PARTNERS_CHOSEN] = g_signal_new ("partners-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[POST_CHOSEN] =
      g_signal_new ("post-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LAW_CHOSEN] =
      g_signal_new ("law-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-queue-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkQueueBar, list);
  gtk_widget_class_bind_template_child (widget_class, JkkQueueBar, office);
  gtk_widget_class_bind_template_child (widget_class, JkkQueueBar, demo);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
}

static void
jkk_queue_bar_init (JkkQueueBar *self)
{
  self->refreshing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_PLACES; i++)
    add_line (self, i < JKK_N_QUEUES ? (guint) jkk_queue_state_at (i) : i);
  self->divided[PLACE_POST] = TRUE;
  self->divided[PLACE_LAW] = TRUE;
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  self->refreshing = FALSE;
}

/**
 * jkk_queue_bar_show:
 * @self: the sidebar
 * @counts: how many cases wait where
 * @roles: what the person is (a set of #JkkRole)
 */
void
jkk_queue_bar_show (JkkQueueBar *self, const JkkCaseCounts *counts, guint roles)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (counts, roles);

  gboolean administers = (roles & JKK_ROLE_ADMINISTRATOR) != 0;
  gboolean visible[N_PLACES] = {
    [PLACE_POST] = roles != 0, [PLACE_LAW] = roles != 0, [PLACE_PARTNERS] = administers, [PLACE_ACCOUNTS] = administers
  };

  for (guint i = 0; i < rows->len; i++)
    {
      const JkkQueueRow *row = g_ptr_array_index (rows, i);

      show_line (&self->lines[row->queue], row->label, row->icon, row->spoken);
      show_count (&self->lines[row->queue], row);
      self->divided[row->queue] = row->divided;
      visible[row->queue] = TRUE;
    }
  show_line (&self->lines[PLACE_LAW], _ ("Law"), "accessories-dictionary-symbolic", _ ("Law"));
  show_line (&self->lines[PLACE_PARTNERS], _ ("Partners"), "contact-new-symbolic", _ ("Partners"));
  show_line (&self->lines[PLACE_ACCOUNTS], _ ("Accounts"), "system-users-symbolic", _ ("Accounts"));
  for (guint i = 0; i < N_PLACES; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->lines[i].row), visible[i]);
  gtk_list_box_invalidate_headers (self->list);
}

/**
 * jkk_queue_bar_show_post:
 * @self: the sidebar
 * @row: the line of the post: its name and how much waits
 */
void
jkk_queue_bar_show_post (JkkQueueBar *self, const JkkQueueRow *row)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  show_line (&self->lines[PLACE_POST], row->label, row->icon, row->spoken);
  show_count (&self->lines[PLACE_POST], row);
}

/**
 * jkk_queue_bar_set_office:
 * @self: the sidebar
 * @name: (nullable): name of the office that is open
 * @is_demo: whether to say that everything in it is invented
 */
void
jkk_queue_bar_set_office (JkkQueueBar *self, const char *name, gboolean is_demo)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  gtk_label_set_text (self->office, name != NULL ? name : "");
  gtk_widget_set_visible (self->demo, is_demo);
}

static void
select_place (JkkQueueBar *self, guint place)
{
  self->refreshing = TRUE;
  gtk_list_box_select_row (self->list, self->lines[place].row);
  self->refreshing = FALSE;
}

/**
 * jkk_queue_bar_select:
 * @self: the sidebar
 * @queue: the queue that is shown
 *
 * Marks it, without a signal.
 */
void
jkk_queue_bar_select (JkkQueueBar *self, JkkQueue queue)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));
  g_return_if_fail ((guint) queue < JKK_N_QUEUES);

  select_place (self, queue);
}

/**
 * jkk_queue_bar_select_accounts:
 * @self: the sidebar
 *
 * Marks the accounts, without a signal.
 */
void
jkk_queue_bar_select_accounts (JkkQueueBar *self)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  select_place (self, PLACE_ACCOUNTS);
}

/**
 * jkk_queue_bar_select_partners:
 * @self: the sidebar
 *
 * Marks the partners, without a signal.
 */
void
jkk_queue_bar_select_partners (JkkQueueBar *self)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  select_place (self, PLACE_PARTNERS);
}

/**
 * jkk_queue_bar_select_post:
 * @self: the sidebar
 *
 * Marks the post, without a signal.
 */
void
jkk_queue_bar_select_post (JkkQueueBar *self)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  select_place (self, PLACE_POST);
}

/**
 * jkk_queue_bar_select_law:
 * @self: the sidebar
 *
 * Marks the law, without a signal.
 */
void
jkk_queue_bar_select_law (JkkQueueBar *self)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  select_place (self, PLACE_LAW);
}

/**
 * jkk_queue_bar_focus:
 * @self: the sidebar
 *
 * Gives the keyboard to the line that is marked.
 */
void
jkk_queue_bar_focus (JkkQueueBar *self)
{
  g_return_if_fail (JKK_IS_QUEUE_BAR (self));

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

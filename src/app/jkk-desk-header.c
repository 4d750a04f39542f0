#include "jkk-desk-header.h"

#include <glib/gi18n-lib.h>

/* Names that are not longer than this are shown whole. */
#define NAME_WIDTH 24

struct _JkkDeskHeader
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkSearchEntry *search;
  GtkWidget *sidebar_toggle;
  GtkWidget *back;
  GtkWidget *new_case;
  GtkWidget *person;
  GtkLabel *person_name;
  GtkLabel *person_role;
  GtkRevealer *saved_revealer;
  GtkImage *saved_icon;
  GtkLabel *saved;

  gboolean clearing; /* the program itself empties the search */
};

G_DEFINE_FINAL_TYPE (JkkDeskHeader, jkk_desk_header, ADW_TYPE_BIN)

enum
{
  SEARCH_CHANGED,
  SEARCH_ACTIVATED,
  SEARCH_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_search_changed_cb (JkkDeskHeader *self)
{
  if (!self->clearing)
    g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

static void
on_search_activate_cb (JkkDeskHeader *self)
{
  g_signal_emit (self, signals[SEARCH_ACTIVATED], 0);
}

static void
on_stop_search_cb (JkkDeskHeader *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_emit (self, signals[SEARCH_STOPPED], 0);
}

static guint
signal_new (const char *name)
{
  return g_signal_new (name, JKK_TYPE_DESK_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_desk_header_class_init (JkkDeskHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SEARCH_CHANGED] = signal_new ("search-changed");
  signals[SEARCH_ACTIVATED] = signal_new ("search-activated");
  signals[SEARCH_STOPPED] = signal_new ("search-stopped");

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-desk-header.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, search);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, sidebar_toggle);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, back);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, new_case);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, person);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, person_name);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, person_role);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, saved_revealer);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, JkkDeskHeader, saved);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
jkk_desk_header_init (JkkDeskHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_desk_header_show:
 * @self: the bar
 * @person: (nullable): who sits here
 * @at_list: whether the list is shown; from all else one can go back to it
 */
void
jkk_desk_header_show (JkkDeskHeader *self, const JkkAccount *person, gboolean at_list)
{
  g_return_if_fail (JKK_IS_DESK_HEADER (self));

  guint roles = person != NULL ? person->roles : 0;
  const char *name = person != NULL ? person->name : "";
  const char *role = jkk_role_label ((JkkRole) roles);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, role);

  gtk_widget_set_visible (self->back, !at_list);
  gtk_widget_set_visible (self->new_case, at_list && (roles & JKK_ROLE_VERIFIER) != 0);
  gtk_label_set_text (self->person_name, name);
  gboolean is_long = g_utf8_strlen (name, -1) > NAME_WIDTH;
  gtk_label_set_ellipsize (self->person_name, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (self->person_name, is_long ? NAME_WIDTH : -1);
  gtk_label_set_text (self->person_role, role);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * jkk_desk_header_show_saved:
 * @self: the bar
 * @at_case: whether a case is open; elsewhere there is nothing to save
 * @pending: whether something was typed that is not stored yet
 */
void
jkk_desk_header_show_saved (JkkDeskHeader *self, gboolean at_case, gboolean pending)
{
  g_return_if_fail (JKK_IS_DESK_HEADER (self));

  gtk_revealer_set_reveal_child (self->saved_revealer, at_case);
  gtk_image_set_from_icon_name (self->saved_icon, pending ? "document-edit-symbolic" : "emblem-ok-symbolic");
  gtk_label_set_text (self->saved, pending ? _ ("Not saved yet") : _ ("Saved"));
}

/**
 * jkk_desk_header_bind_sidebar:
 * @self: the bar
 * @flap: what holds the sidebar
 *
 * Lets the button show and hide the sidebar.
 */
void
jkk_desk_header_bind_sidebar (JkkDeskHeader *self, AdwFlap *flap)
{
  g_return_if_fail (JKK_IS_DESK_HEADER (self));

  g_object_bind_property (flap, "reveal-flap", self->sidebar_toggle, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * jkk_desk_header_get_search:
 * @self: the bar
 *
 * Returns: (transfer none): what is searched for; the empty text if nothing.
 */
const char *
jkk_desk_header_get_search (JkkDeskHeader *self)
{
  g_return_val_if_fail (JKK_IS_DESK_HEADER (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/**
 * jkk_desk_header_clear_search:
 * @self: the bar
 *
 * Empties the search without a signal.
 */
void
jkk_desk_header_clear_search (JkkDeskHeader *self)
{
  g_return_if_fail (JKK_IS_DESK_HEADER (self));

  self->clearing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->clearing = FALSE;
}

/**
 * jkk_desk_header_focus_search:
 * @self: the bar
 *
 * Gives the keyboard to the search.
 */
void
jkk_desk_header_focus_search (JkkDeskHeader *self)
{
  g_return_if_fail (JKK_IS_DESK_HEADER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

#include "jkk-pane-set.h"

#include "jkk-desk-settings.h"

#define LEAST_WIDTH 320

/*  ┌ paned[0] ────────────────────────────────────────┐
 *  │ pane 0 │ paned[1] ─────────────────────────────┐ │
 *  │        │ pane 1 │ paned[2] ──────────────────┐ │ │
 *  │        │        │ pane 2       │ pane 3      │ │ │
 */
struct _JkkPaneSet
{
  GtkWidget parent_instance;

  GtkWidget *panes[JKK_N_PANES];      /* (borrowed) */
  GtkWidget *last_focus[JKK_N_PANES]; /* (weak) where the person was in each */
  GtkWidget *paned[JKK_N_PANES - 1];  /* paned[0] is the only child */
  GtkRoot *root;                      /* (borrowed) whose focus is followed */
  int order[JKK_N_PANES];             /* the pane that was used last is the first */
  int weights[JKK_N_PANES];
  int widths[JKK_N_PANES]; /* as they are now */
  guint hidden;            /* by the person, a set */
  guint visible;           /* a set */
  guint room;
  int width;
  gboolean placing; /* the handles are being put by us, not by the person */
  guint apply_id, weigh_id;
};

G_DEFINE_FINAL_TYPE (JkkPaneSet, jkk_pane_set, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What is remembered ------------------------------------------------------------------------------------------ */

static void
load (JkkPaneSet *self)
{
  g_autoptr (GVariant) weights = g_settings_get_value (jkk_desk_settings_get (), "pane-weights");
  g_autoptr (GVariant) hidden = g_settings_get_value (jkk_desk_settings_get (), "hidden-panes");

  for (int i = 0; i < JKK_N_PANES; i++)
    {
      self->order[i] = i;
      self->weights[i] = 100;
      if ((gsize) i < g_variant_n_children (weights))
        g_variant_get_child (weights, (gsize) i, "i", &self->weights[i]);
    }
  for (gsize i = 0; i < g_variant_n_children (hidden); i++)
    {
      int pane;

      g_variant_get_child (hidden, i, "i", &pane);
      if (pane >= 0 && pane < JKK_N_PANES)
        self->hidden |= 1u << pane;
    }
}

static void
save (JkkPaneSet *self)
{
  GVariantBuilder weights = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));
  GVariantBuilder hidden = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));

  for (int i = 0; i < JKK_N_PANES; i++)
    {
      g_variant_builder_add (&weights, "i", self->weights[i]);
      if ((self->hidden & (1u << i)) != 0)
        g_variant_builder_add (&hidden, "i", i);
    }
  g_settings_set_value (jkk_desk_settings_get (), "pane-weights", g_variant_builder_end (&weights));
  g_settings_set_value (jkk_desk_settings_get (), "hidden-panes", g_variant_builder_end (&hidden));
}

/* ---- Where the handles are --------------------------------------------------------------------------------------- */

static void
place_handles (JkkPaneSet *self)
{
  jkk_pane_state_share (self->weights, self->visible, self->width, self->widths);
  self->placing = TRUE;
  for (int i = 0; i < JKK_N_PANES - 1; i++)
    if ((self->visible & (1u << i)) != 0)
      gtk_paned_set_position (GTK_PANED (self->paned[i]), self->widths[i]);
  self->placing = FALSE;
}

/* After the person has moved a handle, the widths that came of it count. */
static gboolean
weigh_cb (gpointer user_data)
{
  JkkPaneSet *self = user_data;

  self->weigh_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* What one pane gains its neighbour gives; the others stay as they are. */
static void
handle_moved_cb (GtkPaned *paned, GParamSpec *pspec, JkkPaneSet *self)
{
  int pane = 0, neighbour;

  if (self->placing || self->width <= 0)
    return;
  while (self->paned[pane] != GTK_WIDGET (paned))
    pane++;
  for (neighbour = pane + 1; neighbour < JKK_N_PANES && (self->visible & (1u << neighbour)) == 0;)
    neighbour++;
  if (neighbour == JKK_N_PANES)
    return;
  int gained = gtk_paned_get_position (paned) - self->widths[pane];
  self->widths[pane] += gained;
  self->widths[neighbour] = MAX (self->widths[neighbour] - gained, 1);
  for (int i = 0; i < JKK_N_PANES; i++)
    if ((self->visible & (1u << i)) != 0)
      self->weights[i] = MAX (self->widths[i] * 100 * (int) self->room / self->width, 1);
  self->placing = TRUE;
  if (neighbour < JKK_N_PANES - 1)
    gtk_paned_set_position (GTK_PANED (self->paned[neighbour]), self->widths[neighbour]);
  self->placing = FALSE;
  if (self->weigh_id == 0)
    self->weigh_id = g_timeout_add (300, weigh_cb, self);
}

static void
apply (JkkPaneSet *self)
{
  guint visible = jkk_pane_state_visible (self->order, self->hidden, self->room);

  if (visible == self->visible)
    return;
  self->visible = visible;
  self->placing = TRUE;
  for (int i = 0; i < JKK_N_PANES; i++)
    gtk_widget_set_visible (self->panes[i], (visible & (1u << i)) != 0);
  gtk_widget_set_visible (self->paned[1], (visible & ~0x1u) != 0);
  gtk_widget_set_visible (self->paned[2], (visible & ~0x3u) != 0);
  self->placing = FALSE;
  place_handles (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
apply_cb (gpointer user_data)
{
  JkkPaneSet *self = user_data;

  self->apply_id = 0;
  apply (self);
  return G_SOURCE_REMOVE;
}

static void
jkk_pane_set_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (JKK_PANE_SET (widget)->paned[0], orientation, -1, minimum, natural, NULL, NULL);
  /* Panes that have no room are hidden. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static void
jkk_pane_set_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JkkPaneSet *self = JKK_PANE_SET (widget);
  guint room = jkk_pane_state_room (width);
  int least_width, least_height;

  if (width != self->width)
    {
      self->width = width;
      place_handles (self);
    }
  if (room != self->room)
    {
      self->room = room;
      /* Nothing may be hidden while it is being placed. */
      if (self->apply_id == 0)
        self->apply_id = g_idle_add_full (G_PRIORITY_HIGH, apply_cb, self, NULL);
    }
  gtk_widget_measure (self->paned[0], GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->paned[0], GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  self->placing = TRUE;
  gtk_widget_size_allocate (self->paned[0],
                            &(GtkAllocation){ 0, 0, MAX (width, least_width), MAX (height, least_height) }, -1);
  self->placing = FALSE;
}

/* ---- Where the person is ----------------------------------------------------------------------------------------- */

static int
pane_of (JkkPaneSet *self, GtkWidget *widget)
{
  for (int i = 0; widget != NULL && i < JKK_N_PANES; i++)
    if (widget == self->panes[i] || gtk_widget_is_ancestor (widget, self->panes[i]))
      return i;
  return -1;
}

static void
focus_changed_cb (JkkPaneSet *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);
  int pane = pane_of (self, focus);

  if (pane < 0)
    return;
  g_set_weak_pointer (&self->last_focus[pane], focus);
  jkk_pane_state_raise (self->order, pane);
}

static void
jkk_pane_set_root (GtkWidget *widget)
{
  JkkPaneSet *self = JKK_PANE_SET (widget);

  GTK_WIDGET_CLASS (jkk_pane_set_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
}

static void
jkk_pane_set_unroot (GtkWidget *widget)
{
  JkkPaneSet *self = JKK_PANE_SET (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (jkk_pane_set_parent_class)->unroot (widget);
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_pane_set_dispose (GObject *object)
{
  JkkPaneSet *self = JKK_PANE_SET (object);

  g_clear_handle_id (&self->apply_id, g_source_remove);
  g_clear_handle_id (&self->weigh_id, g_source_remove);
  for (int i = 0; i < JKK_N_PANES; i++)
    g_clear_weak_pointer (&self->last_focus[i]);
  g_clear_pointer (&self->paned[0], gtk_widget_unparent);
  G_OBJECT_CLASS (jkk_pane_set_parent_class)->dispose (object);
}

static void
jkk_pane_set_class_init (JkkPaneSetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_pane_set_dispose;
  widget_class->measure = jkk_pane_set_measure;
  widget_class->size_allocate = jkk_pane_set_size_allocate;
  widget_class->root = jkk_pane_set_root;
  widget_class->unroot = jkk_pane_set_unroot;
  signals[CHANGED] =
      g_signal_new ("changed", JKK_TYPE_PANE_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_pane_set_init (JkkPaneSet *self)
{
  self->room = 1;
  load (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * jkk_pane_set_new:
 * @panes: (array fixed-size=4): the panes, from left to right; the last child of each is what the person works in
 *
 * Returns: (transfer floating): the set.
 */
GtkWidget *
jkk_pane_set_new (GtkWidget *const panes[JKK_N_PANES])
{
  JkkPaneSet *self = g_object_new (JKK_TYPE_PANE_SET, NULL);

  for (int i = 0; i < JKK_N_PANES; i++)
    self->panes[i] = panes[i];
  /* The handles stay where they are put, whatever happens to the whole. */
  for (int i = JKK_N_PANES - 2; i >= 0; i--)
    {
      GtkPaned *paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));

      gtk_paned_set_start_child (paned, panes[i]);
      gtk_paned_set_end_child (paned, i == JKK_N_PANES - 2 ? panes[i + 1] : self->paned[i + 1]);
      gtk_paned_set_shrink_start_child (paned, FALSE);
      gtk_paned_set_shrink_end_child (paned, FALSE);
      gtk_paned_set_resize_start_child (paned, FALSE);
      gtk_paned_set_resize_end_child (paned, TRUE);
      g_signal_connect (paned, "notify::position", G_CALLBACK (handle_moved_cb), self);
      self->paned[i] = GTK_WIDGET (paned);
    }
  gtk_widget_set_parent (self->paned[0], GTK_WIDGET (self));
  apply (self);
  return GTK_WIDGET (self);
}

/**
 * jkk_pane_set_get_visible:
 * @self: a set
 *
 * Returns: the panes that are seen, as a set of bits.
 */
guint
jkk_pane_set_get_visible (JkkPaneSet *self)
{
  g_return_val_if_fail (JKK_IS_PANE_SET (self), 0);

  return self->visible;
}

/**
 * jkk_pane_set_raise:
 * @self: a set
 * @pane: a pane that has to be seen
 */
void
jkk_pane_set_raise (JkkPaneSet *self, int pane)
{
  g_return_if_fail (JKK_IS_PANE_SET (self) && pane >= 0 && pane < JKK_N_PANES);

  if ((self->hidden & (1u << pane)) != 0)
    {
      self->hidden &= ~(1u << pane);
      save (self);
    }
  jkk_pane_state_raise (self->order, pane);
  apply (self);
}

/* What is in a pane may know best where a person begins. */
static void
enter (GtkWidget *content)
{
  if (GTK_IS_STACK (content))
    content = gtk_stack_get_visible_child (GTK_STACK (content));
  if (!gtk_widget_grab_focus (content))
    gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
}

/**
 * jkk_pane_set_go:
 * @self: a set
 * @pane: where the keyboard is to go, to the place where it was last
 */
void
jkk_pane_set_go (JkkPaneSet *self, int pane)
{
  g_return_if_fail (JKK_IS_PANE_SET (self));

  jkk_pane_set_raise (self, pane);
  GtkWidget *last = self->last_focus[pane];
  if (last == NULL || !gtk_widget_get_mapped (last) || !gtk_widget_grab_focus (last))
    enter (gtk_widget_get_last_child (self->panes[pane]));
}

/**
 * jkk_pane_set_toggle:
 * @self: a set
 * @pane: a pane to hide if it is seen, else to show
 */
void
jkk_pane_set_toggle (JkkPaneSet *self, int pane)
{
  g_return_if_fail (JKK_IS_PANE_SET (self) && pane >= 0 && pane < JKK_N_PANES);

  if ((self->visible & (1u << pane)) == 0)
    {
      jkk_pane_set_raise (self, pane);
      return;
    }
  if (self->visible == (1u << pane))
    return;
  self->hidden |= 1u << pane;
  save (self);
  apply (self);
}

/**
 * jkk_pane_set_cycle:
 * @self: a set
 * @step: 1 to the pane at the right, -1 to the one at the left
 */
void
jkk_pane_set_cycle (JkkPaneSet *self, int step)
{
  g_return_if_fail (JKK_IS_PANE_SET (self));

  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  jkk_pane_set_go (self, jkk_pane_state_next (self->visible, pane_of (self, focus), step));
}

G_STATIC_ASSERT (JKK_N_PANES == 4);

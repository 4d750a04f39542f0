#include "jkk-list-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-case-list-model.h"
#include "jkk-case-selection.h"
#include "jkk-list-columns.h"
#include "jkk-print-dialog.h"
#include "jkk-say.h"

/* A listing that takes longer than this shows that something is going on. */
#define PATIENCE_MS 250
/* A few frames: then a row that was scrolled into sight is there. */
#define FOCUS_AGAIN_MS 60

struct _JkkListPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkSpinner *spinner;

  /* Owned */
  JkkCaseListModel *model;
  GtkSelectionModel *selection;
  JkkOffice *office;
  char *search;
  JkkQueue queue;
  guint patience_source;
  gboolean was_listed;
  gboolean sorting;     /* the program itself moves the arrow */
  gboolean sort_chosen; /* the person chose the order, which holds for all queues */
  guint focus_source;
  gboolean start_over; /* other cases: begin at the top */
  gboolean open_when_listed;
  gboolean focus_when_listed;
};

G_DEFINE_FINAL_TYPE (JkkListPage, jkk_list_page, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
subtitle_text (JkkListPage *self, guint n_cases)
{
  g_autofree char *digits = jkk_money_to_text (n_cases);
  g_autofree char *number = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s case", "%s cases", n_cases), digits);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint n_selected = (guint) gtk_bitset_get_size (selected);
  const char *search = jkk_case_list_model_get_query (self->model)->search;

  if (n_selected > 1)
    {
      g_autofree char *n = jkk_money_to_text (n_selected);

      /* Translators: "34 cases, 3 of them selected" */
      return g_strdup_printf (_ ("%s, %s of them selected"), number, n);
    }
  if (search == NULL)
    return g_steal_pointer (&number);
  /* Translators: "3 cases with “budi”" */
  return g_strdup_printf (_ ("%s with “%s”"), number, search);
}

static void
refresh_empty (JkkListPage *self)
{
  if (self->search != NULL)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("No case here has “%s” in its number, names, participant number or identity number."), self->search);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_icon_name (self->empty, "system-search-symbolic");
      adw_status_page_set_title (self->empty, _ ("Nothing Found"));
      adw_status_page_set_description (self->empty, markup);
      return;
    }
  adw_status_page_set_icon_name (self->empty, jkk_queue_state_icon (self->queue));
  adw_status_page_set_title (self->empty, jkk_queue_state_empty_title (self->queue));
  adw_status_page_set_description (self->empty, jkk_queue_state_empty_text (self->queue));
}

static void
refresh_failed (JkkListPage *self, const GError *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->failed, jkk_say_heading (error));
  adw_status_page_set_description (self->failed, markup);
}

static void
refresh (JkkListPage *self)
{
  const GError *error = jkk_case_list_model_get_error (self->model);
  guint n_cases = jkk_case_list_model_get_n_cases (self->model);
  g_autofree char *subtitle = subtitle_text (self, n_cases);
  const char *page = n_cases > 0 ? "list" : "empty";

  if (error != NULL)
    {
      refresh_failed (self, error);
      page = "failed";
    }
  else if (!self->was_listed)
    page = self->patience_source == 0 && jkk_case_list_model_is_loading (self->model) ? "loading" : "list";
  else
    refresh_empty (self);

  gtk_label_set_text (self->title, jkk_queue_state_label (self->queue));
  /* What was looked for last is not here yet: the number would be that of another list. */
  if (jkk_case_list_model_is_listed (self->model) || error != NULL)
    gtk_label_set_text (self->subtitle, self->was_listed && n_cases > 0 ? subtitle : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.print", n_cases > 0);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
}

static gboolean
patience_ended_cb (gpointer data)
{
  JkkListPage *self = data;

  self->patience_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
be_patient (JkkListPage *self)
{
  if (!self->was_listed && self->patience_source == 0)
    self->patience_source = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
}

static void
run_query (JkkListPage *self)
{
  if (self->office == NULL || jkk_office_get_person (self->office) == NULL)
    return;

  JkkCaseQuery query = jkk_queue_state_query (self->queue, jkk_office_get_person (self->office)->login,
                                              jkk_office_overdue_before (self->office, jkk_today ()));
  query.search = self->search;
  jkk_list_columns_get_sort (self->view, &query.sort, &query.descending);
  be_patient (self);
  jkk_case_list_model_set_query (self->model, &query);
  refresh (self);
}

/* The list widget inside the column view, which has the rows and the action that scrolls. */
static GtkWidget *
inner_list (JkkListPage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* The first of the selected lines, or %GTK_INVALID_LIST_POSITION. */
static guint
selected_position (JkkListPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (selected);
}

static void
select_position (JkkListPage *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_widget_activate_action (inner_list (self), "list.scroll-to-item", "u", position);
}

static gboolean
focus_selected_row (JkkListPage *self)
{
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), selected_position (self));

  for (GtkWidget *row = gtk_widget_get_first_child (inner_list (self)); item != NULL && row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (jkk_list_columns_row_item (row) == item)
      return gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
focus_later_cb (gpointer data)
{
  JkkListPage *self = data;

  self->focus_source = 0;
  if (!focus_selected_row (self))
    gtk_widget_grab_focus (inner_list (self));
  return G_SOURCE_REMOVE;
}

static void
open_position (JkkListPage *self, guint position)
{
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  /* Of a line that has just come into sight it may not be known yet which case it is. */
  if (item != NULL && jkk_case_item_get_id (item) != 0)
    g_signal_emit (self, signals[OPENED], 0, jkk_case_item_get_id (item), position);
}

static void
listed_cb (JkkListPage *self)
{
  gboolean open = self->open_when_listed;
  guint n_cases = jkk_case_list_model_get_n_cases (self->model);

  self->was_listed = TRUE;
  self->open_when_listed = FALSE;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  refresh (self);
  if (n_cases > 0 && (self->start_over || selected_position (self) == GTK_INVALID_LIST_POSITION))
    select_position (self, 0);
  self->start_over = FALSE;
  if (open && n_cases == 1)
    open_position (self, 0);
  else if (n_cases > 0 && (open || self->focus_when_listed))
    jkk_list_page_focus (self);
  self->focus_when_listed = FALSE;
}

static void
sort_changed_cb (JkkListPage *self)
{
  if (self->sorting)
    return;
  self->sort_chosen = TRUE;
  run_query (self);
}

static void
sort_by_default (JkkListPage *self)
{
  if (self->sort_chosen)
    return;

  self->sorting = TRUE;
  jkk_list_columns_sort (self->view, JKK_SORT_RECEIVED_DAY, jkk_queue_state_newest_first (self->queue));
  self->sorting = FALSE;
}

static void
on_view_activate_cb (JkkListPage *self, guint position)
{
  open_position (self, position);
}

/* The cases at the selected positions, as far as they are known: of others those that stand there in @all. */
static GArray *
selected_ids (JkkListPage *self, GArray *all)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = jkk_case_list_model_get_id (self->model, position);

      if (id == 0 && all != NULL && position < all->len)
        id = g_array_index (all, gint64, position);
      if (id != 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

static void
print_ids (JkkListPage *self, GArray *all)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GArray) selected = selected_ids (self, all);

  if (self->office != NULL && all->len > 0)
    jkk_print_dialog_open (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->office, NULL,
                           selected->len > 0 ? selected : NULL, all, NULL);
}

static void
print_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkListPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = jkk_office_list_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office)
    return;
  if (all == NULL)
    jkk_say (GTK_WIDGET (self), error);
  else
    print_ids (self, all);
}

/* Several selected lines, or all of the list; of a long one it must be asked which they are. */
static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkListPage *self = JKK_LIST_PAGE (widget);
  g_autoptr (GArray) all = jkk_list_page_dup_ids (self);

  if (self->office == NULL)
    return;
  if (all != NULL)
    print_ids (self, all);
  else
    jkk_office_list_async (self->office, jkk_case_list_model_get_query (self->model), NULL, print_listed_cb,
                           g_object_ref (self));
}

static void
too_many_cb (JkkListPage *self)
{
  g_autofree char *most = jkk_money_to_text (JKK_CASE_SELECTION_MOST);
  g_autofree char *text =
      g_strdup_printf (_ ("Up to %s lines can be selected. The whole list can be printed without selecting it."), most);

  jkk_say_toast (GTK_WIDGET (self), text);
}

static void
jkk_list_page_dispose (GObject *object)
{
  JkkListPage *self = JKK_LIST_PAGE (object);

  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->office);
  g_clear_pointer (&self->search, g_free);
  G_OBJECT_CLASS (jkk_list_page_parent_class)->dispose (object);
}

static void
jkk_list_page_class_init (JkkListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_list_page_dispose;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, title);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, view);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, failed);
  gtk_widget_class_bind_template_child (widget_class, JkkListPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activate_cb);
  gtk_widget_class_install_action (widget_class, "list.print", NULL, print_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "list.print", NULL);
}

static void
jkk_list_page_init (JkkListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->queue = JKK_QUEUE_ALL;
  self->model = jkk_case_list_model_new ();
  self->selection = GTK_SELECTION_MODEL (jkk_case_selection_new (G_LIST_MODEL (self->model)));
  g_signal_connect_swapped (self->selection, "too-many", G_CALLBACK (too_many_cb), self);
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->model, "listed", G_CALLBACK (listed_cb), self);
  jkk_list_columns_add (self->view, self->model);
  gtk_column_view_set_model (self->view, self->selection);
  sort_by_default (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * jkk_list_page_set_office:
 * @self: the page
 * @office: (nullable): where the cases come from, or %NULL to forget all
 */
void
jkk_list_page_set_office (JkkListPage *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  g_set_object (&self->office, office);
  self->was_listed = FALSE;
  self->sort_chosen = FALSE;
  g_clear_pointer (&self->search, g_free);
  jkk_case_list_model_set_office (self->model, office);
}

/**
 * jkk_list_page_set_verifiers:
 * @self: the page
 * @names: (nullable): full names by login
 */
void
jkk_list_page_set_verifiers (JkkListPage *self, GHashTable *names)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  jkk_case_list_model_set_verifiers (self->model, names);
}

/**
 * jkk_list_page_show:
 * @self: the page
 * @queue: whose cases
 * @search: (nullable): words that each of them must have; %NULL or empty = all
 *
 * Lists a queue. Other cases than before begin at the top; the same stay where they are.
 */
void
jkk_list_page_show (JkkListPage *self, JkkQueue queue, const char *search)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  if (queue != self->queue)
    {
      self->was_listed = FALSE;
      self->start_over = TRUE;
    }
  self->queue = queue;
  self->start_over = jkk_set_str (&self->search, search) || self->start_over;
  jkk_list_columns_show (self->view, queue);
  sort_by_default (self);
  run_query (self);
}

/**
 * jkk_list_page_refresh:
 * @self: the page
 *
 * Asks the store again; selection and scroll position stay.
 */
void
jkk_list_page_refresh (JkkListPage *self)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  run_query (self);
}

/**
 * jkk_list_page_open_when_listed:
 * @self: the page
 *
 * When the listing that is on its way, or the one that is here, has a single case, that one is opened; else the
 * keyboard goes to the list.
 */
void
jkk_list_page_open_when_listed (JkkListPage *self)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  self->open_when_listed = TRUE;
  if (!jkk_case_list_model_is_loading (self->model))
    listed_cb (self);
}

/**
 * jkk_list_page_dup_ids:
 * @self: the page
 *
 * Returns: (transfer full) (nullable) (element-type gint64): its cases in their order; %NULL if it is so long that not
 *   all are known.
 */
GArray *
jkk_list_page_dup_ids (JkkListPage *self)
{
  g_return_val_if_fail (JKK_IS_LIST_PAGE (self), NULL);

  return jkk_case_list_model_dup_ids (self->model);
}

/**
 * jkk_list_page_get_selected:
 * @self: the page
 *
 * Returns: the case of the selected line, of several that of the first; or 0.
 */
gint64
jkk_list_page_get_selected (JkkListPage *self)
{
  g_return_val_if_fail (JKK_IS_LIST_PAGE (self), 0);

  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), selected_position (self));
  return item != NULL ? jkk_case_item_get_id (item) : 0;
}

/**
 * jkk_list_page_dup_selected:
 * @self: the page
 *
 * Returns: (transfer full) (element-type gint64): the cases of the selected lines, in the order of the list.
 */
GArray *
jkk_list_page_dup_selected (JkkListPage *self)
{
  g_return_val_if_fail (JKK_IS_LIST_PAGE (self), NULL);

  return selected_ids (self, NULL);
}

/**
 * jkk_list_page_get_model:
 * @self: the page
 *
 * Returns: (transfer none): its list.
 */
JkkCaseListModel *
jkk_list_page_get_model (JkkListPage *self)
{
  g_return_val_if_fail (JKK_IS_LIST_PAGE (self), NULL);

  return self->model;
}

/**
 * jkk_list_page_select:
 * @self: the page
 * @case_id: a case
 *
 * Selects its line and brings it into sight, if it is in the list.
 */
void
jkk_list_page_select (JkkListPage *self, gint64 case_id)
{
  guint position;

  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  if (!jkk_case_list_model_find (self->model, case_id, &position))
    return;
  select_position (self, position);
}

/**
 * jkk_list_page_focus:
 * @self: the page
 *
 * Gives the keyboard to the selected line, as soon as there is one.
 */
void
jkk_list_page_focus (JkkListPage *self)
{
  g_return_if_fail (JKK_IS_LIST_PAGE (self));

  if (self->was_listed && jkk_case_list_model_get_n_cases (self->model) > 0)
    {
      /* The row may come into being only when the list is laid out. */
      if (!focus_selected_row (self) && self->focus_source == 0)
        self->focus_source = g_timeout_add (FOCUS_AGAIN_MS, focus_later_cb, self);
    }
  else
    self->focus_when_listed = TRUE;
}

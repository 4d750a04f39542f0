#include "jkk-choice.h"

#include <string.h>

/* From so many terms on the list has a search entry. */
#define MANY_TERMS 9

#define LIST_KEY "jkk-code-list"

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean in_list = GPOINTER_TO_INT (user_data);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (!in_list)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 4);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (string));
}

static GtkListItemFactory *
factory_new (gboolean in_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (in_list));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static const JkkCodeList *
list_of (GtkWidget *choice)
{
  return g_object_get_data (G_OBJECT (choice), LIST_KEY);
}

/* The term at a place of the drop-down: the first place is nothing. */
static gboolean
begins_with (const JkkCodeList *list, guint place, gunichar letter)
{
  const char *text = place > 0 && place <= list->n_codes ? jkk_code_label (&list->codes[place - 1]) : "";

  return g_unichar_tolower (g_utf8_get_char (text)) == g_unichar_tolower (letter);
}

/* Keys inside the open list belong to the list. */
static gboolean
is_popped_up (GtkWidget *choice)
{
  GtkRoot *root = gtk_widget_get_root (choice);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popup = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return popup != NULL && gtk_widget_is_ancestor (popup, choice);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *choice)
{
  const JkkCodeList *list = list_of (choice);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || is_popped_up (choice))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
      return GDK_EVENT_STOP;
    }
  if (!g_unichar_isalnum (letter))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 1; i <= list->n_codes; i++)
    {
      guint place = (selected + i - 1) % list->n_codes + 1;

      if (begins_with (list, place, letter))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), place);
          return GDK_EVENT_STOP;
        }
    }
  return GDK_EVENT_PROPAGATE;
}

static GtkStringList *
terms_new (const JkkCodeList *list)
{
  GtkStringList *terms = gtk_string_list_new (NULL);

  gtk_string_list_append (terms, "—");
  for (guint i = 0; i < list->n_codes; i++)
    gtk_string_list_append (terms, jkk_code_label (&list->codes[i]));
  return terms;
}

/* The focus is on the toggle button inside, so the keys are caught on their way there. */
static void
catch_keys (GtkWidget *choice)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), choice);
  gtk_widget_add_controller (choice, key);
}

/**
 * jkk_choice_narrow:
 * @drop_down: a drop-down of texts
 *
 * Lets its button be narrower than its longest text, which the list still shows whole.
 */
void
jkk_choice_narrow (GtkWidget *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = factory_new (FALSE), list_factory = factory_new (TRUE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), list_factory);
}

/**
 * jkk_choice_new:
 * @list: a code list
 *
 * Returns: (transfer floating): a drop-down of its terms; listen to "notify::selected".
 */
GtkWidget *
jkk_choice_new (const JkkCodeList *list)
{
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (terms_new (list)), text);

  g_object_set_data (G_OBJECT (choice), LIST_KEY, (gpointer) list);
  jkk_choice_narrow (choice);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), list->n_codes >= MANY_TERMS);
  catch_keys (choice);
  return choice;
}

/**
 * jkk_choice_get_code:
 * @choice: a drop-down of jkk_choice_new()
 *
 * Returns: (transfer none): the code that is chosen, or the empty text.
 */
const char *
jkk_choice_get_code (GtkWidget *choice)
{
  const JkkCodeList *list = list_of (choice);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return "";
  if (selected <= list->n_codes)
    return list->codes[selected - 1].code;
  /* A code that the list does not know. */
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice))), selected);
}

static guint
place_of (GtkStringList *terms, const JkkCodeList *list, const char *code)
{
  const JkkCode *term = jkk_code_list_find (list, code);

  if (code == NULL)
    return 0;
  if (term != NULL)
    return (guint) (term - list->codes) + 1;
  if (g_strcmp0 (gtk_string_list_get_string (terms, list->n_codes + 1), code) != 0)
    gtk_string_list_append (terms, code);
  return list->n_codes + 1;
}

/**
 * jkk_choice_show:
 * @choice: a drop-down of jkk_choice_new()
 * @code: (nullable): the code to show; one that the list does not know is added, so that it is seen
 * @nothing: what stands there when nothing is chosen
 */
void
jkk_choice_show (GtkWidget *choice, const char *code, const char *nothing)
{
  GtkStringList *terms = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)));
  const char *const first[] = { nothing, NULL };

  if (strcmp (gtk_string_list_get_string (terms, 0), nothing) != 0)
    gtk_string_list_splice (terms, 0, 1, first);
  guint place = place_of (terms, list_of (choice), code);
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)) != place)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), place);
}

/**
 * jkk_choice_name:
 * @choice: a drop-down of jkk_choice_new()
 * @label: what is chosen here
 *
 * Tells a screen reader the label and the choice: it reads the button inside, which knows only the latter.
 */
void
jkk_choice_name (GtkWidget *choice, const char *label)
{
  GtkStringList *terms = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)));
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  const char *term = selected != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (terms, selected) : "";
  g_autofree char *name = g_strdup_printf ("%s: %s", label, term);
  GtkWidget *button = gtk_widget_get_first_child (choice);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

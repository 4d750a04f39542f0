#include "jkk-say.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "jkk-error.h"

/* Plenty of time to read a sentence, but not so long that sentences pile up. */
#define TOAST_SECONDS 6
#define OFFER_SECONDS 20
#define OFFER_KEY "jkk-offer"

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwToastOverlay *overlay = find_overlay (child);

      if (overlay != NULL)
        return overlay;
    }
  return NULL;
}

/* The overlay around the widget, else the one of its window, else the one of the window that its dialog belongs to. */
static AdwToastOverlay *
overlay_for (GtkWidget *where)
{
  GtkWidget *around = gtk_widget_get_ancestor (where, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root = gtk_widget_get_root (where);

  if (around != NULL)
    return ADW_TOAST_OVERLAY (around);

  for (GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL; window != NULL;
       window = gtk_window_get_transient_for (window))
    {
      AdwToastOverlay *overlay = find_overlay (GTK_WIDGET (window));

      if (overlay != NULL)
        return overlay;
    }
  return NULL;
}

/* A widget with what a system or the store said, for those who help; the sentence itself stands above it. */
static GtkWidget *
details_of (const GError *error)
{
  g_autofree char *text = jkk_error_detail (error) != NULL
                              ? g_strdup (jkk_error_detail (error))
                              : g_strdup_printf ("%s, %d", g_quark_to_string (error->domain), error->code);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *expander = gtk_expander_new (_ ("Details"));

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  return expander;
}

static void
say_in_dialog (GtkWidget *where, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (where);
  GtkWindow *parent = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  g_autofree char *sentence = jkk_error_sentence (error);
  GtkWidget *dialog = adw_message_dialog_new (parent, jkk_say_heading (error), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  /* Our own sentences say all there is; then Enter closes the dialog instead of opening details. */
  if (error->domain != JKK_ERROR || jkk_error_detail (error) != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), details_of (error));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * jkk_say_heading:
 * @error: an error
 *
 * Returns: (transfer none): the translated heading under which its sentence stands in a dialog or on a page.
 */
const char *
jkk_say_heading (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != JKK_ERROR)
    return _ ("Something Went Wrong");

  switch ((JkkError) error->code)
    {
    case JKK_ERROR_INVALID:
      return _ ("Please Check What Was Entered");
    case JKK_ERROR_NOT_FOUND:
      return _ ("Not Found");
    case JKK_ERROR_CONFLICT:
      return _ ("Changed by Somebody Else");
    case JKK_ERROR_REFUSED:
      return _ ("Not Allowed");
    case JKK_ERROR_FORMAT:
      return _ ("This File Cannot Be Read");
    case JKK_ERROR_TOO_NEW:
      return _ ("A Newer Version Is Needed");
    case JKK_ERROR_STORAGE:
      return _ ("The Store Cannot Be Used");
    case JKK_ERROR_BUSY:
      return _ ("Somebody Else Is Writing");
    case JKK_ERROR_AWAY:
      return _ ("The Node Does Not Answer");
    default:
      return _ ("Something Went Wrong");
    }
}

static AdwToast *
toast_new (const char *text, guint seconds)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, seconds);
  return toast;
}

static void
offer_gone_cb (GObject *overlay)
{
  g_object_set_data (overlay, OFFER_KEY, NULL);
}

/* One toast is shown after the other: an offer, which stays for longer, gives way to what has just happened. */
static void
show_toast (GtkWidget *where, AdwToast *toast, gboolean offer)
{
  AdwToastOverlay *overlay = overlay_for (where);
  AdwToast *offered = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), OFFER_KEY) : NULL;

  if (offered != NULL)
    adw_toast_dismiss (offered);
  if (overlay != NULL && offer)
    {
      g_object_set_data_full (G_OBJECT (overlay), OFFER_KEY, g_object_ref (toast), g_object_unref);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (offer_gone_cb), overlay, G_CONNECT_SWAPPED);
    }
  if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, toast);
  else
    g_object_unref (toast);
}

/**
 * jkk_say_toast:
 * @where: the widget that something happened in
 * @text: a translated sentence
 *
 * Tells something that needs no answer: at the foot of the window, for a few seconds.
 */
void
jkk_say_toast (GtkWidget *where, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (where));
  g_return_if_fail (text != NULL);

  show_toast (where, toast_new (text, TOAST_SECONDS), FALSE);
}

/**
 * jkk_say_offer:
 * @where: the widget that something is offered in
 * @text: a translated sentence
 * @button: what the button beside it says
 * @action: name of the action that it takes
 *
 * Offers something at the foot of the window for a while, or until something else is told.
 */
void
jkk_say_offer (GtkWidget *where, const char *text, const char *button, const char *action)
{
  g_return_if_fail (GTK_IS_WIDGET (where));
  g_return_if_fail (text != NULL && button != NULL && action != NULL);

  AdwToast *toast = toast_new (text, OFFER_SECONDS);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  show_toast (where, toast, TRUE);
}

/**
 * jkk_say:
 * @where: the widget that the person was using
 * @error: (nullable): what went wrong; cancellation is nothing to speak of
 *
 * Shows an error in the way that its code asks for: what the person can mend at once is a toast, what may mean loss of
 * work is a dialog. %JKK_ERROR_INVALID belongs at its field: callers that know the field show it there and do not come
 * here.
 */
void
jkk_say (GtkWidget *where, const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (where));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error->domain == JKK_ERROR && (error->code == JKK_ERROR_INVALID || error->code == JKK_ERROR_NOT_FOUND ||
                                     error->code == JKK_ERROR_REFUSED || error->code == JKK_ERROR_BUSY))
    jkk_say_toast (where, error->message);
  else
    say_in_dialog (where, error);
}

#include "jkk-trouble-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-error.h"
#include "jkk-say.h"

struct _JkkTroublePage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwStatusPage *status;
  GtkWidget *demo;
  GtkWidget *retrying;
};

G_DEFINE_FINAL_TYPE (JkkTroublePage, jkk_trouble_page, ADW_TYPE_BIN)

static void
jkk_trouble_page_class_init (JkkTroublePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkTroublePage, status);
  gtk_widget_class_bind_template_child (widget_class, JkkTroublePage, demo);
  gtk_widget_class_bind_template_child (widget_class, JkkTroublePage, retrying);
}

static void
jkk_trouble_page_init (JkkTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_trouble_page_show:
 * @self: the page
 * @error: what went wrong; a cancellation means that the person did not want to wait for the demonstration office
 * @address: (nullable): the store that it is about
 * @about_demo: whether that is the demonstration; then trying again is the same as opening it
 */
void
jkk_trouble_page_show (JkkTroublePage *self, const GError *error, const char *address, gboolean about_demo)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *told_sentence = jkk_error_sentence (error);
  const char *sentence =
      cancelled ? _ ("The demonstration office was not made. Make it later, or make an office of your own.")
                : told_sentence;
  gboolean told = cancelled || address == NULL || strstr (sentence, address) != NULL;
  g_autofree char *text = told ? g_strdup (sentence) : g_strdup_printf ("%s\n\n%s", sentence, address);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (JKK_IS_TROUBLE_PAGE (self));

  adw_status_page_set_icon_name (self->status, cancelled ? "id.santun.Santun" : "dialog-warning-symbolic");
  adw_status_page_set_title (self->status, cancelled ? _ ("No Office Yet") : jkk_say_heading (error));
  adw_status_page_set_description (self->status, markup);
  gtk_widget_set_visible (self->demo, !about_demo);
}

/**
 * jkk_trouble_page_set_retrying:
 * @self: the page
 * @retrying: whether it is tried again without anybody asking for it
 */
void
jkk_trouble_page_set_retrying (JkkTroublePage *self, gboolean retrying)
{
  g_return_if_fail (JKK_IS_TROUBLE_PAGE (self));

  gtk_widget_set_visible (self->retrying, retrying);
}

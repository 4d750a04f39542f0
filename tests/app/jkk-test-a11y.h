#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Counts the visible controls below @root; where those without an accessible name stand is added to @unnamed (char *).
 */
guint jkk_test_a11y_look (GtkWidget *root, GPtrArray *unnamed);

/* Fails the test, naming the widget and where it stands, if a visible control below @root has no accessible name.
 * Returns how many controls it looked at. */
guint jkk_test_a11y_check (GtkWidget *root);

G_END_DECLS

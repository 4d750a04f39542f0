#pragma once

#include <adwaita.h>

#include "jkk-office.h"
#include "jkk-restoration.h"

G_BEGIN_DECLS

/**
 * JkkWindow:
 *
 * The one window: opens an office, lets somebody sign in, and shows the desk. What cannot be opened is told on a page
 * of its own, with what can be done.
 */
#define JKK_TYPE_WINDOW (jkk_window_get_type ())
G_DECLARE_FINAL_TYPE (JkkWindow, jkk_window, JKK, WINDOW, AdwApplicationWindow)

JkkWindow *jkk_window_new (GtkApplication *application, const char *own_address);
void jkk_window_set_own (JkkWindow *self, const char *address);
void jkk_window_set_demo (JkkWindow *self, const char *address, guint n_cases);
void jkk_window_start (JkkWindow *self);
void jkk_window_open (JkkWindow *self, const char *address);

const char *jkk_window_get_address (JkkWindow *self);
JkkOffice *jkk_window_get_office (JkkWindow *self);
void jkk_window_lock (JkkWindow *self);
gboolean jkk_window_is_locked (JkkWindow *self);
const char *jkk_window_get_page (JkkWindow *self);

/* Told when a backup has taken the place of the office that was open: where the replaced store lies now, or %NULL and
 * why it could not be done. */
typedef void (*JkkRestoredFunc) (JkkWindow *self, const char *kept, const GError *error, gpointer data);

void jkk_window_restore (JkkWindow *self, JkkRestoration *restoration, JkkRestoredFunc func, gpointer data);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* Called once when a message was taken over; not called when the person closes the dialog. */
typedef void (*JkkImportDone) (gint64 case_id, gpointer user_data);

/* Reads a KK 3 message from the file at @path, shows its faults, or its case and what it would change, and takes over
 * what the person chooses. The second form frees @user_data by @destroy when the dialog is gone. */
void jkk_import_dialog_open (
    GtkWindow *parent, JkkOffice *office, const char *path, JkkImportDone callback, gpointer user_data);
void jkk_import_dialog_open_full (GtkWindow *parent,
                                  JkkOffice *office,
                                  const char *path,
                                  JkkImportDone callback,
                                  gpointer user_data,
                                  GDestroyNotify destroy);

G_END_DECLS

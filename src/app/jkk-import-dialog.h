#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* Called once when a message was taken over or its case shall be opened; not when the person closes the dialog. */
typedef void (*JkkImportDone) (gint64 case_id, gpointer user_data);

/* Reads the file at @path: of a KK 3 message or a filled form it shows the faults, or its case and what it would
 * change, and takes over what the person chooses; a scan of a paper that was printed here is compared with its case.
 * The second form frees @user_data by @destroy when the dialog is gone. */
void jkk_import_dialog_open (
    GtkWindow *parent, JkkOffice *office, const char *path, JkkImportDone callback, gpointer user_data);
void jkk_import_dialog_open_full (GtkWindow *parent,
                                  JkkOffice *office,
                                  const char *path,
                                  JkkImportDone callback,
                                  gpointer user_data,
                                  GDestroyNotify destroy);

G_END_DECLS

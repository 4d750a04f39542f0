#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkAuditDialog:
 *
 * Checks whether the record of the office is as it was written, beside the desk, which stays usable; for auditors,
 * supervisors and administrators.
 */
#define JKK_TYPE_AUDIT_DIALOG (jkk_audit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkAuditDialog, jkk_audit_dialog, JKK, AUDIT_DIALOG, AdwWindow)

gboolean jkk_audit_dialog_allowed (const JkkAccount *person);
JkkAuditDialog *jkk_audit_dialog_open (GtkWindow *parent, JkkOffice *office);
gboolean jkk_audit_dialog_save (JkkAuditDialog *self, const char *path);

G_END_DECLS

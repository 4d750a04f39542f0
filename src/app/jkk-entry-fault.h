#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JkkEntryFault:
 *
 * A line below an entry row that says what is wrong with the entry and what to do; hidden as long as all is well.
 */
#define JKK_TYPE_ENTRY_FAULT (jkk_entry_fault_get_type ())
G_DECLARE_FINAL_TYPE (JkkEntryFault, jkk_entry_fault, JKK, ENTRY_FAULT, AdwPreferencesRow)

void jkk_entry_fault_set (JkkEntryFault *self, GtkWidget *entry, const char *text);
void jkk_entry_fault_check (JkkEntryFault *self, GtkWidget *entry, char *fault, GtkWidget **first);
const char *jkk_entry_fault_get_text (JkkEntryFault *self);

G_END_DECLS

#pragma once

/* Poppler 22.12 brings no cleanups for g_autoptr(); they stand here once. GLib's header must come first. */
#include <glib-object.h>
#include <poppler.h>

G_BEGIN_DECLS

static inline void
jkk_poppler_field_mappings_free (GList *mappings)
{
  poppler_page_free_form_field_mapping (mappings);
}

typedef GList JkkPopplerFieldMappings;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPopplerFieldMappings, jkk_poppler_field_mappings_free)

G_END_DECLS
